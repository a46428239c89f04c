"""/forget: erase everything about a person, after one confirm."""

from handlers import leaving
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage import erasing, moves, people
from storage.db import Db


@command("forget", needs=Needs.REGISTERED, rank=23, pages=True)
def forget(event: Event, db: Db) -> list[Reply]:
    """Say what would be gone and ask; "yes" erases, "no" takes a wish back that waits.

    Source: docs/rules.md, REG-6.
    """
    me = event.actor
    answer = event.words.strip().lower()
    if answer == "no":
        return [_stay(event, db)]
    wish = erasing.of_person(db, me.id)
    if wish is not None:
        return [_delayed(wish.due_at.date())]
    if held := moves.held_until(db, me.id, event.at):
        return [say("forget.held", until=held).with_buttons((_status(),))]
    stay = Button(Words("forget.stay"), "/forget no")
    if blocked := leaving.obstacle(db, me, event.at):
        return [blocked.with_buttons(*blocked.buttons, (stay,))]
    if answer != "yes":
        yes = Button(Words("forget.yes"), "/forget yes")
        data = Button(Words("help.mydata"), "/mydata")
        return [say("forget.sure").with_buttons((yes,), (data, stay))]
    return _erase(event, db)


def _erase(event: Event, db: Db) -> list[Reply]:
    """Erase at once, or within 30 days where a report about the person is open."""
    person = people.hold(db, event.actor.id)
    if leaving.is_reported(db, person.id):
        due_at = event.at + erasing.DELAYED
        erasing.ask(db, person.id, event.at, due_at)
        return [_delayed(due_at.date())]
    told = leaving.erase(db, person, event.at)
    again = Button(Words("router.register"), "/register")
    return [say("forget.done").with_buttons((again,)), *told]


def _delayed(due: object) -> Reply:
    keep = Button(Words("forget.no"), "/forget no")
    return say("forget.delayed", until=due).with_buttons((keep, _status()))


def _stay(event: Event, db: Db) -> Reply:
    key = "forget.taken_back" if erasing.take_back(db, event.actor.id) else "forget.nothing"
    return say(key).with_buttons((_status(),))


def _status() -> Button:
    return Button(Words("router.status"), "/status")
