"""How long 100,000 reminders of one seminar, due at the same minute, take to be put out.

Prints for each database the seconds that the job takes, beside one raw INSERT … SELECT of the
same rows into a table with the same indexes; and the longest time for which the job holds the
database for writing, in milliseconds, beside what is allowed. Each is done in turn several times,
and the medians are compared.
"""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Table

from bot.sandbox.postgres import Postgres
from handlers import seminar_news
from storage import addresses, belongings, outbox, people, seminars, signups
from storage.countries import all_countries
from storage.db import Database, metadata
from tests.bench import show

SIGNUPS = 100_000
ROUNDS = 5
#: How long turns may have to wait for the job, in milliseconds.
ALLOWED = 300.0
NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
START = NOON + timedelta(days=1)
_COUNTRIES = [one.code for one in all_countries()]


def main() -> None:
    """Measure on both databases and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{folder}/reminders.db", "sqlite")
        server = Postgres(Path(folder) / "postgres")
        server.start()
        try:
            measure(server.create_database("reminders"), "postgresql")
        finally:
            server.stop()


def measure(url: str, name: str) -> None:
    """Fill an empty database, let the job run, and put the same rows in again at once."""
    database = Database(url)
    try:
        belongings.load()
        metadata.create_all(database.engine)
        fill(database)
        times: list[float] = []
        raws: list[float] = []
        locks: list[float] = []
        for _ in range(ROUNDS):
            parts = remind(database)
            times.append(sum(parts))
            locks.append(max(parts))
            raws.append(insert_at_once(database))
    finally:
        database.close()
    show(f"reminders_due_{name}", median(times), "s", median(raws))
    show(f"campaign_lock_{name}", max(locks) * 1000, "ms", ALLOWED)


def remind(database: Database) -> list[float]:
    """Run the job as the clock does; give how long each of its transactions took."""
    times = []
    is_more = True
    while is_more:
        begun = time.perf_counter()
        is_more = database.write(seminar_news.remind, NOON)
        times.append(time.perf_counter() - begun)
    with database.reading() as db:
        put = db.exec_driver_sql("SELECT count(*) FROM outbox").scalar()
    if put != SIGNUPS:
        raise SystemExit(f"{put} reminders were put out, not {SIGNUPS}")
    return times


def insert_at_once(database: Database) -> float:
    """Put what the job has put out in again by one statement; leave everything as it was before."""
    # The database gives the ids, as it does to the job.
    names = ", ".join(column.name for column in outbox.table.c if column.name != "id")
    with database.engine.connect() as db:
        raw: Any = db.connection.driver_connection
        raw.execute(f"CREATE TABLE ready AS SELECT {names} FROM outbox ORDER BY id")
        _empty(database, raw)
        begun = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE" if database.is_sqlite else "SELECT 1")
        raw.execute(f"INSERT INTO outbox ({names}) SELECT {names} FROM ready")
        raw.commit()
        took = time.perf_counter() - begun
        raw.execute("DROP TABLE ready")
        _empty(database, raw)
    return took


def _empty(database: Database, raw: Any) -> None:
    """Take everything out of the outbox, and forget how far the job had got."""
    if database.is_sqlite:
        raw.execute("DELETE FROM outbox")
    else:
        raw.execute("TRUNCATE outbox CASCADE")
    raw.execute("DELETE FROM seminar_tellings")
    raw.commit()


def fill(database: Database) -> None:
    """Put in a seminar and everybody who comes to it."""
    _load(database, people.table, (_person(n) for n in range(1, SIGNUPS + 1)))
    _load(database, addresses.table, (_address(n) for n in range(1, SIGNUPS + 1)))
    with database.transaction() as db:
        made = seminars.add(
            db,
            at=NOON - timedelta(days=9),
            title="Robots in the classroom",
            speaker="Ida Lind",
            kind=seminars.Kind.SEMINAR,
            language="en",
            subjects=("art",),
            starts_at=START,
            ends_at=START + timedelta(hours=1),
            minutes=60,
            capacity=SIGNUPS,
            link="https://meet.example/robots",
            host_id=1,
            uid="seminar-1@etwin.example",
        )
    rows = (_signup(n, made.id) for n in range(1, SIGNUPS + 1))
    _load(database, signups.table, rows)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"Teacher {number}",
        "country": _COUNTRIES[number % len(_COUNTRIES)],
        "role": "teacher",
        "standing": "validated",
        "since": NOON,
        "active_at": NOON,
        "registered_at": NOON,
    }


def _address(number: int) -> dict[str, Any]:
    chat = {"platform": "telegram", "user": str(number), "chat": str(number)}
    return {"id": number, **chat, "language": "en", "person_id": number, "seen_at": NOON}


def _signup(number: int, seminar_id: int) -> dict[str, Any]:
    who = {"seminar_id": seminar_id, "person_id": number, "state": "in", "turn": number}
    return {**who, "since": NOON - timedelta(days=8)}


def _load(database: Database, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Put rows in, in parts."""
    part: list[dict[str, Any]] = []
    with database.transaction() as db:
        for row in rows:
            part.append(row)
            if len(part) == 5000:
                db.execute(table.insert(), part)
                part = []
        if part:
            db.execute(table.insert(), part)


if __name__ == "__main__":
    main()
