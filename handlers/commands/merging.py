"""Two registrations of one person, made one after both chats say yes: what follows /link."""

from datetime import timedelta

from handlers import cards
from handlers.commands import available
from handlers.commands.register import card_for_coordinators
from handlers.conversation import Button, Event, Name, Needs, Reply, Words, command, say
from storage import (
    addresses,
    codes,
    erasing,
    merging,
    moves,
    people,
    projects,
    sessions,
    twinspaces,
)
from storage.codes import Purpose
from storage.db import Db
from storage.people import Person, Standing
from storage.projects import State

#: How long the other chat may take to say yes.
ASKED_FOR = timedelta(days=1)
#: In these, two founders are needed, or were.
_OVER = {State.DRAFT, State.ARCHIVED}


def first_ask(event: Event, db: Db, owner: Person, typed: str) -> Reply:
    """Say what merging means, and ask the one who typed the code."""
    if problem := _problem(event, db, event.actor, owner):
        return problem
    return _asked("merge.sure", db, event.actor, owner, f"/merge {typed.strip()}")


@command("merge", needs=Needs.REGISTERED, listed=False)
def merge(event: Event, db: Db) -> list[Reply]:
    """Say yes: with the code of /link, ask the other chat; with that chat's own, merge.

    "no CODE" says no. Source: docs/rules.md, REG-5.
    """
    typed = event.words.strip()
    answer, _, refused = typed.partition(" ")
    if answer == "no":
        return _refuse(event, db, refused)
    if code := codes.look(db, typed, Purpose.LINK, event.at):
        owner = people.by_id(db, code.person_id) if code.person_id else None
        if owner is not None and owner.id != event.actor.id:
            return _ask_the_other(event, db, owner, typed)
    code = codes.look(db, typed, Purpose.MERGE, event.at)
    if code is None or code.person_id != event.actor.id:
        return [say("link.unknown").with_buttons((_link(),))]
    # Both are held first: two codes may be used at once, and one may be erased meanwhile.
    ids = (event.actor.id, int(code.subject))
    held = [people.hold(db, number) for number in sorted(ids)]
    if held[0].id == held[1].id or any(one.is_gone for one in held):
        return [say("link.unknown").with_buttons((_link(),))]
    if problem := _problem(event, db, *held):
        return [problem]
    if codes.use(db, typed, Purpose.MERGE, event.at) is None:
        return [say("link.unknown").with_buttons((_link(),))]
    return _merge(event, db, *held)


def _refuse(event: Event, db: Db, typed: str) -> list[Reply]:
    """Say no: the code is good for nothing any more, and the other chat is told."""
    code = codes.look(db, typed, Purpose.MERGE, event.at)
    if code is None or code.person_id != event.actor.id:
        return [say("merge.not_done").with_buttons((_status(),))]
    codes.use(db, typed, Purpose.MERGE, event.at)
    told = say("merge.was_refused", to=int(code.subject)).with_buttons((_status(),))
    return [say("merge.refused").with_buttons((_status(),)), told]


def _ask_the_other(event: Event, db: Db, owner: Person, typed: str) -> list[Reply]:
    """Ask the chat that made the code: both say yes."""
    if problem := _problem(event, db, event.actor, owner):
        return [problem]
    if codes.use(db, typed, Purpose.LINK, event.at) is None:
        return [say("link.unknown").with_buttons((_link(),))]
    code, me = event.fresh("merge"), str(event.actor.id)
    codes.make(db, code, Purpose.MERGE, me, at=event.at, lasts=ASKED_FOR, person_id=owner.id)
    asked = _asked("merge.other_sure", db, event.actor, owner, f"/merge {code}", to=owner.id)
    return [say("merge.asked"), asked]


def _asked(
    key: str, db: Db, one: Person, other: Person, wanted: str, to: int | None = None
) -> Reply:
    yes = Button(Words("merge.yes"), wanted)
    no = Button(Words("merge.no"), wanted.replace("/merge ", "/merge no ", 1))
    told = merging.answers(one, other)
    fields = {
        "name": told["name"],
        "school": cards.school(db, told["school_id"]),
        "country": Name("country", told["country"]),
        "standing": Words("merge.waits" if _will_wait(one, other) else "merge.stays"),
    }
    return Reply(key, fields, ((yes, no),), to=to)


def _will_wait(one: Person, other: Person) -> bool:
    """Tell whether somebody validated would have to wait for validation again."""
    return merging.standing(one, other) == Standing.WAITING


def _problem(event: Event, db: Db, one: Person, other: Person) -> Reply | None:
    """Say why the two cannot be merged now; None if they can."""
    status = _status()
    held = [moves.held_until(db, who.id, event.at) for who in (one, other)]
    if until := max((end for end in held if end), default=None):
        return say("merge.held", until=until).with_buttons((status,))
    if one.is_suspended or other.is_suspended:
        return say("merge.suspended").with_buttons((status,))
    if any(erasing.of_person(db, who.id) for who in (one, other)):
        return say("merge.being_erased").with_buttons((status,))
    for number in projects.founded_by(db, one.id):
        project = projects.by_id(db, number)
        if project and project.founders == {one.id, other.id} and project.state not in _OVER:
            show = Button(project.title, f"/project {project.id}")
            return say("merge.both_found", title=project.title).with_buttons((show,))
    return None


def _merge(event: Event, db: Db, first: Person, second: Person) -> list[Reply]:
    places = [
        place
        for who in (first, second)
        for place in addresses.of_person(db, who.id)
        if place.id != event.sender.id
    ]
    for who in (first, second):  # what is open in a browser shows one of the two no more
        sessions.close_person(db, who.id)
    merged = merging.merge(db, first, second, event.at)
    if merged.is_validated and merged.is_available:
        available.renew(db, merged, event.at)
    twinspaces.want_of(db, merged.id, is_urgent=not merged.is_validated)
    profile = Button(Words("help.profile"), "/profile")
    key = "merge.done_waits" if merged.standing == Standing.WAITING else "merge.done"
    told = [
        say(key, to=addresses.Address(place.platform, place.user), name=merged.name)
        for place in places
    ]
    done = [one.with_buttons((profile,)) for one in (say(key, name=merged.name), *told)]
    waits = merged.standing == Standing.WAITING
    return [*done, *(card_for_coordinators(db, merged) if waits else [])]


def _status() -> Button:
    return Button(Words("router.status"), "/status")


def _link() -> Button:
    return Button(Words("help.link"), "/link")
