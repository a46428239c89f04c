"""/link: use one registration from Telegram and from Matrix; two registrations are merged."""

from datetime import timedelta

from handlers.commands import merging, moving
from handlers.conversation import Button, Code, Event, Needs, Reply, Words, command, say
from storage import addresses, codes, dialogues, parting, people, sessions, twinspaces
from storage.codes import Purpose
from storage.db import Db

CODE_LASTS = timedelta(minutes=15)


@command("link", rank=5)
def link(event: Event, db: Db) -> list[Reply]:
    """Give a one-time code, or, with a code, add this chat to the registration behind it.

    Source: docs/rules.md, REG-5.
    """
    typed = event.words.strip()
    if typed:
        return _join(event, db, typed)
    if event.person is None:
        return [say("link.visitor")]
    code = event.fresh("link")
    codes.make(db, code, Purpose.LINK, "", at=event.at, lasts=CODE_LASTS, person_id=event.person.id)
    return [say("link.code", command=Code(f"/link {code}"), minutes=15).secretly()]


def _join(event: Event, db: Db, typed: str) -> list[Reply]:
    arrived = moving.arrive(event, db, typed)
    if arrived is not None:
        return arrived
    code = codes.look(db, typed, Purpose.LINK, event.at)
    owner = people.by_id(db, code.person_id) if code and code.person_id else None
    if owner is None:
        return [say("link.unknown")]
    if event.person is not None and event.person.id == owner.id:
        return [_with_help(say("link.already"))]
    if event.person is not None:
        return [merging.first_ask(event, db, owner, typed)]
    if codes.use(db, typed, Purpose.LINK, event.at) is None:
        return [say("link.unknown")]
    before = addresses.of_person(db, owner.id)
    addresses.belong(db, event.sender.id, owner.id, event.at)
    dialogues.drop(db, event.sender.id, "register")
    twinspaces.want_of(db, owner.id)
    undo = Button(Words("link.undo"), f"/unlink {event.sender.id}")
    told = [
        say("link.told", to=addresses.Address(one.platform, one.user)).with_buttons((undo,))
        for one in before
    ]
    return [_with_help(say("link.done", name=owner.name)), *told]


@command("unlink", needs=Needs.REGISTERED, listed=False)
def unlink(event: Event, db: Db) -> list[Reply]:
    """Take off an address that was linked after this one, with everything it had opened."""
    number = event.words.strip()
    mine = {str(one.id): one for one in addresses.of_person(db, event.actor.id)}
    other = mine.get(number)
    if other is None or not other.is_linked_after(event.sender):
        return [_with_help(say("link.not_linked"))]
    parting.part(db, other.id)
    sessions.close_person(db, event.actor.id)
    codes.forget_person(db, event.actor.id)
    twinspaces.want_of(db, event.actor.id, is_urgent=True)
    return [_with_help(say("link.undone"))]


def _with_help(reply: Reply) -> Reply:
    return reply.with_buttons((Button(Words("router.help"), "/help"),))
