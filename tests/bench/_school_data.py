"""All of eTwinning in a database, with everybody on Telegram, and one seminar with many guests."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Integer, false, func, literal, select

from storage import (
    addresses,
    class_visits,
    members,
    notices,
    people,
    projects,
    pupils,
    schools,
    seminars,
    signups,
    twinspaces,
)
from storage.db import Database, Db, metadata
from storage.migrating import migrate
from storage.words import known_as
from tests.bench import _portal_data, campaign_enqueue
from tests.bench._portal_data import PEOPLE, PROJECTS, SCHOOLS

#: The first seminar is a large one: so many have a place, and others can still come.
GUESTS, PLACES = min(1_000, PEOPLE // 4), 10_000
FIRST_SEMINAR = 1
_NOW = datetime.now(UTC)


def fill(database: Database) -> None:
    """Put everything into an empty database."""
    migrate(database)
    _portal_data.fill(database)
    load = _portal_data.load
    load(database, schools._words, _school_words())
    load(database, addresses.table, (_address(number) for number in range(1, PEOPLE + 1)))
    load(database, notices.quiet_hours, campaign_enqueue._hours(PEOPLE))
    load(database, signups.table, (_guest(number) for number in range(1, GUESTS + 1)))
    load(database, twinspaces.table, (_rooms(number) for number in range(1, PROJECTS + 1)))
    database.write(_look_after_classes)
    _go_on_counting(database)
    # Far away until its day comes, so that nobody is reminded of it before.
    move_first_seminar(database, _NOW + timedelta(days=60))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")


def move_first_seminar(database: Database, starts_at: datetime) -> None:
    """Let the large seminar begin then, as if that had been decided just now."""
    values = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "capacity": PLACES,
        "dated_at": datetime.now(UTC),
    }
    table = seminars.table
    database.write(
        lambda db: db.execute(table.update().where(table.c.id == FIRST_SEMINAR).values(values))
    )


def _go_on_counting(database: Database) -> None:
    """Let PostgreSQL give the next ids after those that were put in; SQLite does."""
    if database.is_sqlite:
        return
    for table in metadata.sorted_tables:
        if "id" in table.c and isinstance(table.c.id.type, Integer):
            newest = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
            counter = func.pg_get_serial_sequence(table.name, "id")
            database.write(Db.execute, select(func.setval(counter, newest, False)))


def chat_of(person: int) -> int:
    """Say in which chat somebody talks to the bot."""
    return campaign_enqueue.FIRST_CHAT + person


def _look_after_classes(db: Db) -> None:
    """Let pupils belong to schools, and their teachers have come lately, some a week ago.

    No class is to be erased yet.
    """
    closed = projects.table.c.state == projects.State.CLOSED
    lately = projects.table.update().values(since=_NOW - timedelta(days=30))
    db.execute(lately.where(closed))
    class_, adder, one = pupils.table, people.table, members.table
    school = select(adder.c.school_id).where(adder.c.id == class_.c.added_by).scalar_subquery()
    db.execute(class_.update().values(school_id=school))
    for days in range(10):
        theirs = select(class_.c.project_id).where(class_.c.id // 5 % 10 == days)
        came = select(
            one.c.project_id, one.c.person_id, literal(_NOW - timedelta(days=days)), false()
        ).where(one.c.project_id.in_(theirs))
        names = ["project_id", "person_id", "opened_at", "is_nudged"]
        db.execute(class_visits.table.insert().from_select(names, came))


def _school_words() -> Iterator[dict[str, Any]]:
    """Give the words by which schools are found, in their order."""
    found = {
        (school["country"], word, school["id"])
        for school in map(_portal_data._school, range(1, SCHOOLS + 1))
        for word in known_as(f"{school['name']} {school['town']}")
    }
    for country, word, number in sorted(found):
        yield {"country": country, "word": word, "school_id": number}


def _address(number: int) -> dict[str, Any]:
    known = campaign_enqueue._address(number)
    return {**known, "platform": "telegram", "seen_at": _text(_NOW)}


def _guest(number: int) -> dict[str, Any]:
    # From the end of the list, so that founders of projects are not all among them.
    who = {"seminar_id": FIRST_SEMINAR, "person_id": guest(number), "state": "in"}
    return {**who, "turn": number, "since": _text(_NOW - timedelta(days=8))}


def guest(number: int) -> int:
    """Name who has the place of this number."""
    return PEOPLE - number + 1


def _rooms(number: int) -> dict[str, Any]:
    rooms = {kind: f"!{kind}{number}" for kind in ("space", "classroom", "staff_room")}
    return {"project_id": number, **rooms, "is_dirty": False, "settled_at": _text(_NOW)}


def _text(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")
