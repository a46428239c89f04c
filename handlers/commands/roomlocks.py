"""!lock and !unlock: teachers let pupils only read for a while.

Source: docs/rules.md, TWS-7.
"""

from datetime import datetime, timedelta

from handlers import cards, numbers
from handlers.conversation import Code, Event, InRoom, Needs, Reply, Words, command, say
from storage import members, mutes, people, projects, safeguarding, twinspaces
from storage.db import Db
from storage.members import Member
from storage.mutes import Cause, Mute
from storage.safeguarding import Kind

#: How long a lock with an end may last, in minutes: a day.
LONGEST = 24 * 60
LOCK, UNLOCK = Code("!lock"), Code("!unlock")


@command("lock", needs=Needs.TEACHER, room=True)
def lock(event: Event, db: Db) -> list[Reply]:
    """Let pupils read and not write: all of them, or with "mine" those of one's school.

    A number behind it is minutes, after which it ends by itself: "mine 45".
    """
    me = _member(event, db)
    words = event.words.lower().split()
    is_mine, minutes = "mine" in words, _minutes(words)
    if me is None or minutes is None or (is_mine and me.school_id is None):
        return [_usage()]
    school = me.school_id if is_mine else None
    until = event.at + timedelta(minutes=minutes) if minutes else None
    mutes.add(db, me.project_id, school, Cause.LOCK, event.at, by_id=me.person_id, until=until)
    told = _told(event, db, me.project_id, _closed(event, db, school, minutes))
    _write(db, event, Kind.LOCKED, me, school)
    return told


@command("unlock", needs=Needs.TEACHER, room=True)
def unlock(event: Event, db: Db) -> list[Reply]:
    """Let pupils write again, as far as the actor may decide that.

    A teacher opens what was closed for their own school; what was closed for all is opened
    by who closed it, or by a founder.
    """
    me = _member(event, db)
    if me is None:
        return [_usage()]
    locks = mutes.of_cause(db, me.project_id, Cause.LOCK)
    mine = [one for one in locks if _may_end(db, one, me)]
    if not mine:
        return [_nothing(db, locks)]
    for one in mine:
        mutes.end(db, one)
    is_all = any(one.school_id is None for one in mine)
    school = cards.school(db, me.school_id)
    opened = say("locks.opened") if is_all else say("locks.opened_school", school=school)
    told = _told(event, db, me.project_id, opened)
    for one in mine:
        _write(db, event, Kind.UNLOCKED, me, one.school_id)
    return told


def expire(db: Db, now: datetime) -> None:
    """End the locks whose time is over; safe to repeat."""
    for one in mutes.expired(db, now):
        mutes.end(db, one)
        twinspaces.want(db, one.project_id)
        subject = _subject(one.school_id)
        safeguarding.write(
            db, Kind.UNLOCKED, now, subject=subject, project_id=one.project_id, reason="time"
        )


def _member(event: Event, db: Db) -> Member | None:
    """Find the actor's part in the project of the room, as long as it goes on."""
    if event.room is None or event.person is None:
        return None
    project = projects.hold(db, event.room.project_id)
    me = members.of_person(db, event.room.project_id, event.actor.id)
    is_active = project is not None and project.state == projects.State.ACTIVE
    return me if is_active and me is not None and me.state == members.State.IN else None


def _usage() -> Reply:
    mine, timed = Code("!lock mine"), Code("!lock 45")
    return say("locks.usage", lock=LOCK, mine=mine, timed=timed, unlock=UNLOCK)


def _minutes(words: list[str]) -> int | None:
    """Read what stands behind the command: 0 without an end, None if it is not understood."""
    rest = [word for word in words if word != "mine"]
    if not rest:
        return 0
    minutes = numbers.read(rest[0])
    return minutes if len(rest) == 1 and 0 < minutes <= LONGEST else None


def _closed(event: Event, db: Db, school: int | None, minutes: int) -> Reply:
    name, where = event.actor.name, cards.school(db, school)
    if school is None and minutes:
        return say("locks.closed_for", name=name, minutes=minutes, unlock=UNLOCK)
    if school is None:
        return say("locks.closed", name=name, unlock=UNLOCK)
    if not minutes:
        return say("locks.closed_school", name=name, school=where, unlock=UNLOCK)
    return say("locks.closed_school_for", name=name, school=where, minutes=minutes, unlock=UNLOCK)


def _told(event: Event, db: Db, project_id: int, reply: Reply) -> list[Reply]:
    """Answer where the command was given, and let the classroom know; its rights follow."""
    twinspaces.want(db, project_id, is_urgent=True)
    rooms = twinspaces.by_project(db, project_id)
    if rooms is None or event.room is None or event.room.room == rooms.classroom:
        return [reply]
    there = InRoom(rooms.classroom, "", event.room.language)
    return [reply, Reply(reply.key, reply.fields, to=there)]


def _may_end(db: Db, one: Mute, me: Member) -> bool:
    if one.school_id is not None:
        return one.school_id == me.school_id
    project = projects.by_id(db, me.project_id)
    return one.by_id == me.person_id or (project is not None and me.person_id in project.founders)


def _nothing(db: Db, locks: list[Mute]) -> Reply:
    """Say that nothing is closed, or who can open what is."""
    by = next((one.by_id for one in locks if one.school_id is None), None)
    person = people.by_id(db, by) if by is not None else None
    if person is None:
        return say("locks.nothing", lock=LOCK)
    return say("locks.not_yours", name=person.name, unlock=UNLOCK)


def _write(db: Db, event: Event, kind: Kind, me: Member, school: int | None) -> None:
    actor, subject = f"person:{me.person_id}", _subject(school)
    safeguarding.write(db, kind, event.at, actor=actor, subject=subject, project_id=me.project_id)


def _subject(school: int | None) -> str:
    return "all pupils" if school is None else f"school:{school}"


def shown(found: list[Mute], db: Db) -> list[Words]:
    """Say to teachers who may only read now, and why."""
    keys = {Cause.LOCK: "locks.is_locked", Cause.QUIET: "locks.is_quiet"}
    every = Words("locks.everybody")
    return [
        Words(
            keys.get(one.cause, "locks.is_alone"),
            {
                "unlock": UNLOCK,
                "who": every if one.school_id is None else cards.school(db, one.school_id),
            },
        )
        for one in found
    ]
