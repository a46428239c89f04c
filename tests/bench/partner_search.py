"""How long a search for partners takes among 412,000 teachers, 41,000 of them available.

Prints one JSON object a line: the 95th percentile in milliseconds of a service that has run for
a while, beside the same percentile of one scan in plain SQL over the same cards, taken in turn.
"""

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table

from bot.sandbox.postgres import Postgres
from storage import countries, partners, people, schools
from storage.class_times import SLOTS, hours, weeks
from storage.db import Database, Db, metadata
from storage.masks import codes, mask
from storage.partner_cards import cards, words
from storage.partners import Own, Wish
from storage.subjects import SUBJECTS

PEOPLE = 412_000
AVAILABLE = 41_000
SEARCHES = 400
TODAY = date(2026, 11, 2)
NOW = int(datetime(2026, 11, 2, 15, tzinfo=UTC).timestamp())
#: The columns a fit is made of, read once for every card and by nothing but the driver.
SCAN = (
    "SELECT count(*), sum(subjects), sum(languages), sum(age_min), sum(age_max), sum(active_on),"
    " sum(pupils), max(hours_winter), max(breaks) FROM partner_cards"
)
KINDS = schools.KINDS[:4]
COUNTRIES = countries.all_countries()


def main() -> None:
    """Measure on both databases and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(f"sqlite:///{folder}/partners.db", "sqlite")), flush=True)
        server = Postgres(Path(folder) / "postgres")
        server.start()
        try:
            url = server.create_database("partners")
            print(json.dumps(measure(url, "postgresql")), flush=True)
        finally:
            server.stop()


def measure(url: str, database_name: str, seed: int = 1) -> dict[str, Any]:
    """Fill an empty database and search in it; times are in milliseconds."""
    database = Database(url)
    chance = random.Random(seed)
    try:
        metadata.create_all(database.engine, tables=[schools.table, people.table, cards, words])
        fill(database, chance)
        with database.reading() as db:
            for _ in range(SEARCHES):
                _timed_search(db, chance)
            raw = db.connection.driver_connection
            scans, times = [], []
            for _ in range(SEARCHES):
                scans.append(_milliseconds(lambda: raw.execute(SCAN).fetchall()))
                times.append(_timed_search(db, chance))
    finally:
        database.close()
    slow, scan = (statistics.quantiles(taken, n=20)[-1] for taken in (times, scans))
    return {
        "name": f"partner_search_{database_name}",
        "value": round(slow, 2),
        "unit": "ms",
        "baseline": round(scan, 2),
        "ratio": round(slow / scan, 2),
    }


def _timed_search(db: Db, chance: random.Random) -> float:
    wish, own, offset = _search(chance)
    apart = chance.sample(range(1, PEOPLE), k=chance.choice([0, 3, 30]))
    return _milliseconds(lambda: partners.search(db, wish, own, TODAY, offset=offset, apart=apart))


def fill(database: Database, chance: random.Random) -> None:
    """Put in the people, and cards and words for those who are available."""
    available = sorted(chance.sample(range(1, PEOPLE + 1), AVAILABLE))
    made = {person_id: _card(chance, person_id) for person_id in available}
    _load(database, people.table, (_person(one, made) for one in range(1, PEOPLE + 1)))
    _load(database, cards, made.values())
    _load(database, words, _words(chance, available))
    vacuum = "ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql(vacuum)


def _person(person_id: int, made: dict[int, dict[str, Any]]) -> dict[str, Any]:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    return {
        "id": person_id,
        "name": f"Teacher {person_id}",
        "country": made[person_id]["country"] if person_id in made else "FR",
        "role": "teacher",
        "standing": "validated",
        "is_available": person_id in made,
        "since": at,
        "active_at": at,
        "registered_at": at,
    }


def _card(chance: random.Random, person_id: int) -> dict[str, Any]:
    """Draw a teacher: big countries and common subjects are common."""
    country = COUNTRIES[min(int(chance.expovariate(0.08)), len(COUNTRIES) - 1)]
    spoken = {country.languages[0]}
    if chance.random() < 0.85:
        spoken.add("en")
    spoken |= set(
        chance.choices(["fr", "de", "es", "it", "ru"], k=chance.choice([0, 0, 0, 1, 1, 2]))
    )
    subjects = {_subject(chance) for _ in range(chance.choice([1, 1, 2, 2, 3, 4]))}
    age_min = chance.choice([3, 4, 6, 6, 7, 8, 10, 11, 11, 12, 13, 14, 15, 16, 16])
    return {
        "person_id": person_id,
        "subjects": mask(subjects, SUBJECTS),
        "languages": mask(spoken, countries.LANGUAGES),
        "age_min": age_min,
        "age_max": age_min + chance.choice([1, 2, 2, 3, 3, 4, 5, 6]),
        "country": country.code,
        "active_on": TODAY.toordinal() - min(int(chance.expovariate(1 / 15)), 60),
        "kind": chance.choice(KINDS),
        **_class(chance, country.zone),
        "changed_at": NOW - int(chance.expovariate(1 / 100) * 86_400),
    }


def _class(chance: random.Random, zone: ZoneInfo) -> dict[str, Any]:
    """Draw a class: two of three teachers told how many pupils, when they have time, and when
    there is no school."""
    told = chance.random() < 0.67
    slots = sum({1 << chance.randrange(len(SLOTS)) for _ in range(3)}) if told else 0
    first = date(2026, 12, chance.randrange(18, 26))
    breaks = [(first, first + timedelta(days=15))]
    return {
        "pupils": chance.randrange(12, 32) if told else None,
        "hours_winter": hours(slots, zone, TODAY.year, summer=False),
        "hours_summer": hours(slots, zone, TODAY.year, summer=True),
        "breaks": weeks(breaks, TODAY) if told else 0,
    }


def _subject(chance: random.Random) -> str:
    return SUBJECTS[(int(chance.expovariate(0.09)) * 7 + 3) % len(SUBJECTS)]


def _word(chance: random.Random) -> str:
    """Draw a word as texts use them: few are in most texts, most are in few."""
    rank = int(chance.paretovariate(0.55))
    return f"{'pwmescrtal'[rank % 10]}{rank % 30_000:05d}"


def _words(chance: random.Random, available: Iterable[int]) -> Iterator[dict[str, Any]]:
    for person_id in available:
        for word in {_word(chance) for _ in range(chance.randrange(12, 40))}:
            yield {"word": word, "person_id": person_id}


def _search(chance: random.Random) -> tuple[Wish, Own, int]:
    """Draw who looks, for what, and on which page of the answer."""
    me, them = _card(chance, PEOPLE + 1), _card(chance, 0)
    own = Own(
        person_id=PEOPLE + 1,
        country=me["country"],
        languages=codes(me["languages"], countries.LANGUAGES),
        subjects=codes(me["subjects"], SUBJECTS),
        ages=(me["age_min"], me["age_max"]),
        pupils=me["pupils"],
        hours_winter=me["hours_winter"],
        hours_summer=me["hours_summer"],
        breaks=me["breaks"],
    )
    filters = {
        "country": them["country"],
        "subject": chance.choice(codes(them["subjects"], SUBJECTS)),
        "language": chance.choice(codes(them["languages"], countries.LANGUAGES)),
        "ages": (them["age_min"], them["age_max"]),
        "text": " ".join(_word(chance) for _ in range(chance.choice([1, 1, 2]))),
    }
    chosen = chance.sample(sorted(filters), k=chance.choice([0, 0, 1, 1, 1, 2, 3]))
    return Wish(**{name: filters[name] for name in chosen}), own, chance.choice([0, 0, 0, 6, 12])


def moment(seconds: int) -> datetime:
    """Give the time that stands in a card as when it changed."""
    return datetime.fromtimestamp(seconds, UTC)


def _load(database: Database, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Put rows in as fast as the driver can."""
    rows = iter(rows)
    first = next(rows)
    names = list(first)
    values = ([row[name] for name in names] for row in (first, *rows))
    with database.engine.connect() as db:
        raw = db.connection.driver_connection
        into = f"{table.name} ({', '.join(names)})"
        if database.is_sqlite:
            raw.execute("BEGIN")
            marks = ", ".join("?" * len(names))
            raw.executemany(f"INSERT INTO {into} VALUES ({marks})", values)
        else:
            with raw.cursor().copy(f"COPY {into} FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
        raw.commit()


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
