"""How long 100,000 reminders of one seminar, due at the same minute, take to be put out.

Prints for each database the seconds that the job takes, beside one raw INSERT … SELECT of the
same rows into a table with the same indexes; and the longest time for which the job holds the
database for writing, in milliseconds, beside what is allowed. Each is done in turn several times,
and the medians are compared.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from handlers import seminar_news
from storage import addresses, belongings, notices, outbox, people, seminars, signups
from storage.countries import all_countries
from storage.db import Database, metadata
from tests.bench import show
from tests.bench._databases import load, on_both

SIGNUPS = 100_000
#: One in so many has quiet hours, a time zone and ways of their own.
OWN = 10
ROUNDS = 3
#: How long turns may have to wait for the job, in milliseconds.
ALLOWED = 300.0
NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
#: When it is night for some, and not for others.
EARLY = datetime(2026, 10, 5, 5, 30, tzinfo=UTC)
DAY = timedelta(days=1)
_COUNTRIES = [one.code for one in all_countries()]
_ZONES = [zone for one in all_countries() for zone in one.zones]


def main() -> None:
    """Measure on both databases and print what was found."""
    on_both(measure)


def measure(url: str, name: str) -> None:
    """Fill an empty database, let the job run, and put the same rows in again at once."""
    database = Database(url)
    try:
        belongings.load()
        metadata.create_all(database.engine)
        fill(database)
        longest = max(compare(database, name, now) for now in (NOON, EARLY)) * 1000
    finally:
        database.close()
    show(f"campaign_lock_{name}", longest, "ms", ALLOWED)
    assert longest <= ALLOWED, f"a transaction took {longest:.0f} ms"


def compare(database: Database, name: str, now: datetime) -> float:
    """Remind a day before, and put the same in at once; give the longest transaction's seconds."""
    _begin_in_a_day(database, now)
    times: list[float] = []
    raws: list[float] = []
    locks: list[float] = []
    for _ in range(ROUNDS):
        parts = remind(database, now)
        times.append(sum(parts))
        locks.append(max(parts))
        raws.append(insert_at_once(database))
    suffix = "" if now == NOON else "_early"
    show(f"reminders_due{suffix}_{name}", median(times), "s", median(raws))
    return max(locks)


def _begin_in_a_day(database: Database, now: datetime) -> None:
    times = {"starts_at": now + DAY, "ends_at": now + DAY + timedelta(hours=1)}
    database.write(lambda db: db.execute(seminars.table.update().values(times)))


def remind(database: Database, now: datetime) -> list[float]:
    """Run the job as the clock does; give how long each of its transactions took."""
    times = []
    is_more = True
    while is_more:
        begun = time.perf_counter()
        is_more = database.write(seminar_news.remind, now)
        times.append(time.perf_counter() - begun)
    with database.reading() as db:
        put = db.exec_driver_sql("SELECT count(*) FROM outbox").scalar()
    expected = SIGNUPS - sum(1 for one in _ways() if one["way"] == "off")
    if put != expected:
        raise SystemExit(f"{put} reminders were put out, not {expected}")
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
    load(database, people.table, (_person(n) for n in range(1, SIGNUPS + 1)))
    load(database, addresses.table, (_address(n) for n in range(1, SIGNUPS + 1)))
    with database.transaction() as db:
        made = seminars.add(
            db,
            at=NOON - timedelta(days=9),
            title="Robots in the classroom",
            speaker="Ida Lind",
            kind=seminars.Kind.SEMINAR,
            language="en",
            subjects=("art",),
            starts_at=NOON + DAY,
            ends_at=NOON + DAY + timedelta(hours=1),
            minutes=60,
            capacity=SIGNUPS,
            link="https://meet.example/robots",
            host_id=1,
            uid="seminar-1@etwin.example",
        )
    rows = (_signup(n, made.id) for n in range(1, SIGNUPS + 1))
    load(database, signups.table, rows)
    load(database, notices.table, _ways())
    load(database, notices.quiet_hours, _hours())
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
        "zone": "" if number % OWN else _ZONES[number // OWN % len(_ZONES)],
    }


def _own() -> range:
    """Go through those who have habits of their own."""
    return range(OWN, SIGNUPS + 1, OWN)


def _ways() -> Iterator[dict[str, Any]]:
    """Let a third of them want seminars daily, another not the reminder of the day before."""
    for number in _own():
        choice = number // OWN % 3
        if choice:
            kind, way = ("seminars", "daily") if choice == 1 else ("seminars_day", "off")
            yield {"person_id": number, "kind": kind, "way": way}


def _hours() -> Iterator[dict[str, Any]]:
    for number in _own():
        begins, ends = 18 + number // OWN % 6, 5 + number // OWN % 5
        yield {"person_id": number, "begins": begins, "ends": ends}


def _address(number: int) -> dict[str, Any]:
    chat = {"platform": "telegram", "user": str(number), "chat": str(number)}
    return {"id": number, **chat, "language": "en", "person_id": number, "seen_at": NOON}


def _signup(number: int, seminar_id: int) -> dict[str, Any]:
    who = {"seminar_id": seminar_id, "person_id": number, "state": "in", "turn": number}
    return {**who, "since": NOON - timedelta(days=8)}


if __name__ == "__main__":
    main()
