"""How long a post to a group of 5,000 takes, against one raw INSERT … SELECT of the same rows.

The post is a whole turn of its author: read, kept, and put into the outbox for every member as
they chose. The raw statement copies these very rows from a table beside it into the same outbox.
Both commit; they are held in turn, each on the same empty outbox.
"""

import itertools
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import delete, insert, text

from bot.sandbox.postgres import Postgres
from handlers import turn
from handlers.conversation import Event
from handlers.rich import Rich
from handlers.turn import Taken
from storage import (
    addresses,
    blocks,
    countries,
    group_members,
    groups,
    migrating,
    notices,
    outbox,
    people,
)
from storage.addresses import Address
from storage.db import Database, Db, metadata
from storage.group_members import Role, State
from storage.notices import Way
from tests.bench import show
from tests.bench._locks import PATIENCE, Watched

AT = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
MEMBERS = 5_000
ROUNDS = 9
POST = "Who measures the Danube with us in spring? We have a probe for oxygen and can lend it out."
COUNTRIES = countries.all_countries()
#: The author's account, and the event numbers of the door.
AUTHOR = Address("telegram", "1")
_numbers = itertools.count(1)


def main() -> None:
    """Measure on both databases and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        _measure("sqlite", f"sqlite:///{folder}/posts.db")
        server = Postgres(Path(folder) / "postgres")
        server.start()
        try:
            _measure("postgresql", server.create_database("posts"))
        finally:
            server.stop()


def _measure(name: str, url: str) -> None:
    with closing(Watched(url)) as database:
        migrating.migrate(database)
        metadata.create_all(database.engine)
        database.write(_fill, random.Random(1))
        _analyze(database)
        columns = ", ".join(column.name for column in outbox.table.c if column.name != "id")
        _post(database, 0)
        database.write(_keep_aside, columns)
        posts, raw, locks = [], [], []
        for number in range(1, ROUNDS + 1):
            database.longest_ms = 0.0
            posts.append(_post(database, number))
            locks.append(database.longest_ms)
            raw.append(_milliseconds(lambda: database.write(_copy, columns)))
            database.write(_empty)
    show(f"group_post_{name}", median(posts), "ms", median(raw))
    longest = max(locks)
    show(f"campaign_lock_group_post_{name}", longest, "ms", PATIENCE)
    assert longest <= PATIENCE, f"a transaction took {longest:.0f} ms"


def _post(database: Database, day: int) -> float:
    """Let the author write to the group and give how long the turn took, in milliseconds."""
    at = AT + timedelta(days=day)
    assert turn.take(database, _event("/post 1", at), bytes) == Taken.ANSWERED
    database.write(_empty)
    written = _event(POST, at)
    taken = _milliseconds(lambda: turn.take(database, written, bytes))
    with database.reading() as db:
        count = db.scalar(text("SELECT count(*) FROM outbox"))
    assert MEMBERS * 0.9 < (count or 0) < MEMBERS, "nearly everybody gets it"
    if day:
        database.write(_empty)
    return taken


def _event(said: str, at: datetime) -> Event:
    """Make an event as the door to Telegram makes it."""
    number = next(_numbers)
    command, _, words = said.removeprefix("/").partition(" ")
    is_command = said.startswith("/")
    return Event(
        id=f"4242:{number}",
        address=AUTHOR,
        chat=AUTHOR.user,
        at=at,
        command=command if is_command else "",
        words=words if is_command else said,
        rich=Rich(said),
        language="en",
        message=str(number),
        seed=bytes(32),
    )


def _fill(db: Db, chance: random.Random) -> None:
    """Make members of all countries, some of whom chose how they are told, and one group."""
    for number in range(1, MEMBERS + 1):
        person = people.add(
            db,
            name=f"Teacher {number}",
            country=chance.choice(COUNTRIES).code,
            role="teacher",
            standing=people.Standing.VALIDATED,
            at=AT,
        )
        address = Address("telegram" if chance.random() < 0.6 else "matrix", f"{number}")
        known = addresses.add(db, AUTHOR if number == 1 else address, f"{number}", "en", AT)
        addresses.belong(db, known.id, person.id, AT)
        if chance.random() < 0.1:
            notices.choose(db, person.id, "groups", Way.DAILY)
        if chance.random() < 0.1:
            notices.keep_quiet(db, person.id, chance.choice([19, 20, 22]), 8)
    for number in range(50):
        blocks.add(db, 2 + number, 1 if number < 5 else 1000 + number, AT)
    about = {"title": "Rivers", "description": "We measure.", "languages": ("en",)}
    group = groups.propose(db, 1, AT, entry=groups.Entry.OPEN, **about)
    groups.change(db, group, groups.State.ACTIVE, AT)
    rows = [_member(chance, group.id, number) for number in range(1, MEMBERS + 1)]
    db.execute(insert(group_members.table), rows)


def _analyze(database: Database) -> None:
    """Let the database know its tables, as one that has run for a while does."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("ANALYZE")


def _member(chance: random.Random, group_id: int, person_id: int) -> dict[str, object]:
    way = chance.choices([None, Way.NOW, Way.DAILY, Way.OFF], weights=[80, 5, 12, 3])[0]
    role = Role.MODERATOR if person_id == 1 else Role.MEMBER
    who = {"group_id": group_id, "person_id": person_id}
    return {**who, "role": role, "state": State.IN, "way": way, "since": AT}


def _keep_aside(db: Db, columns: str) -> None:
    db.execute(text(f"CREATE TABLE aside AS SELECT {columns} FROM outbox"))
    db.execute(delete(outbox.table))


def _copy(db: Db, columns: str) -> None:
    db.execute(text(f"INSERT INTO outbox ({columns}) SELECT {columns} FROM aside"))


def _empty(db: Db) -> None:
    db.execute(delete(outbox.table))


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
