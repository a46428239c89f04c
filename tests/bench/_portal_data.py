"""A database as large as eTwinning: 412,000 teachers and 52,000 projects, with their words."""

import os
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Index, Table

from storage import (
    belongings,
    countries,
    members,
    people,
    projects,
    public_words,
    schools,
    seminars,
)
from storage.db import Database, metadata
from storage.public_words import Part
from storage.subjects import SUBJECTS
from tests.bench import _portal_works

#: Measure of size to plan for (SPEC); fewer for a quick look.
PEOPLE = int(os.environ.get("ETWIN_TEACHERS", "412000"))
SCHOOLS, PROJECTS, SEMINARS = PEOPLE * 170 // 412, PEOPLE * 52 // 412, 300
#: So many words stand in a title, and in what a project is about.
TITLE, ABOUT = 5, 45
COUNTRIES = countries.all_countries()
_AT = datetime(2026, 9, 1, tzinfo=UTC)
_NOW = datetime.now(UTC)
_TEXT = _AT.isoformat(" ")


def fill(database: Database, seed: int = 1) -> None:
    """Put all of it into an empty database, as fast as the driver can."""
    chance = random.Random(seed)
    belongings.load()
    later = _without_indexes(database)
    load(database, schools.table, (_school(number) for number in range(1, SCHOOLS + 1)))
    load(database, people.table, (_person(number) for number in range(1, PEOPLE + 1)))
    made = [_project(chance, number) for number in range(1, PROJECTS + 1)]
    load(database, projects.table, made)
    parts = list(_members(chance))
    load(database, members.table, parts)
    load(database, public_words.projects, sorted(_words(made, parts), key=_in_order))
    load(database, public_words.cards, _cards(made, parts))
    load(database, seminars.table, (_seminar(chance, number) for number in range(1, SEMINARS + 1)))
    for table, rows in _portal_works.rows(PROJECTS):
        load(database, table, rows)
    for index in later:
        index.create(database.engine)
    finish = "ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql(finish)


def word(chance: random.Random) -> str:
    """Draw a word as texts use them: few are in most texts, most are in few."""
    rank = int(chance.paretovariate(0.55)) % 1_000_000
    return f"{'pwmescrtal'[rank % 10]}{rank % 30_000:05d}"


def load(database: Database, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Put rows in as fast as the driver can."""
    rows = iter(rows)
    first = next(rows)
    names = list(first)
    values = ([row[name] for name in names] for row in (first, *rows))
    with database.engine.connect() as db:
        raw: Any = db.connection.driver_connection
        columns = ", ".join(f'"{name}"' for name in names)
        into = f"{table.name} ({columns})"
        if database.is_sqlite:
            raw.execute("PRAGMA synchronous=OFF")
            raw.execute("BEGIN")
            marks = ", ".join("?" * len(names))
            raw.executemany(f"INSERT INTO {into} VALUES ({marks})", values)
        else:
            with raw.cursor().copy(f"COPY {into} FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
        raw.commit()


def _without_indexes(database: Database) -> list[Index]:
    """Make the tables; give the indexes of the words, which are quicker made at the end."""
    later = list(public_words.projects.indexes)
    metadata.create_all(database.engine)
    for index in later:
        index.drop(database.engine)
    return later


def _school(number: int) -> dict[str, Any]:
    country = COUNTRIES[number % len(COUNTRIES)]
    town = f"Town{number % 9000}"
    return {
        "id": number,
        "name": f"School {number}",
        "town": town,
        "country": country.code,
        "kind": "secondary",
        "folded": f"school {number}|{town.lower()}",
        "created_at": _TEXT,
    }


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"Teacher {number}",
        "country": COUNTRIES[number % SCHOOLS % len(COUNTRIES)].code,
        "role": "teacher",
        "standing": "validated",
        "school_id": number % SCHOOLS + 1,
        "is_available": False,
        "since": _TEXT,
        "active_at": _TEXT,
        "registered_at": _TEXT,
    }


def _project(chance: random.Random, number: int) -> dict[str, Any]:
    youngest = chance.randrange(3, 18)
    return {
        "id": number,
        "title": " ".join(word(chance) for _ in range(TITLE)),
        "description": " ".join(word(chance) for _ in range(ABOUT)),
        "languages": " ".join({"en", chance.choice(("en", "fr", "de", "es", "it"))}),
        "age_min": youngest,
        "age_max": youngest + 2,
        "pupils": 40,
        "subjects": " ".join({_subject(chance) for _ in range(chance.choice((1, 2, 2, 3)))}),
        "founder_id": number * 3,
        "cofounder_id": number * 3 + 1,
        "is_national": False,
        "state": chance.choice(("active", "active", "closed", "archived")),
        "since": _TEXT,
        "founded_at": _TEXT,
    }


def _subject(chance: random.Random) -> str:
    return SUBJECTS[(int(chance.expovariate(0.09)) * 7 + 3) % len(SUBJECTS)]


def _members(chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(1, PROJECTS + 1):
        for place in range(chance.choice((2, 2, 3, 4, 6))):
            person = (
                number * 3 + place
                if place < 2
                else PROJECTS * 3 + 4000 + (number * 7 + place) % (PEOPLE - PROJECTS * 3 - 4000)
            )
            yield {
                "project_id": number,
                "person_id": person,
                "role": "founder" if place < 2 else "partner",
                "state": "in",
                "school_id": person % SCHOOLS + 1,
                "since": _TEXT,
            }


def _words(
    made: Iterable[dict[str, Any]], parts: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Give the rows that storage/public_words.py would: these words fold to themselves."""
    for one in made:
        codes = _codes(one)
        told = ((Part.TITLE, one["title"].split()), (Part.PLAN, one["description"].split()))
        for part, some in told:
            for each in {*some, *(codes if part == Part.PLAN else ())}:
                yield {"word": each, "project_id": one["id"], "part": int(part)}
    seen = set()
    for one in parts:
        school = one["school_id"]
        country = COUNTRIES[school % len(COUNTRIES)].code
        for each in (public_words.country(country), f"town{school % 9000}"):
            if (each, one["project_id"]) not in seen:
                seen.add((each, one["project_id"]))
                place = int(Part.PLACES)
                yield {"word": each, "project_id": one["project_id"], "part": place}


def _cards(
    made: Iterable[dict[str, Any]], parts: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    places: dict[int, set[str]] = {}
    for one in parts:
        code = COUNTRIES[one["school_id"] % len(COUNTRIES)].code
        places.setdefault(one["project_id"], set()).add(public_words.country(code))
    for one in made:
        codes = " ".join(sorted(_codes(one) | places[one["id"]]))
        yield {"project_id": one["id"], "codes": f" {codes} "}


def _codes(one: dict[str, Any]) -> set[str]:
    codes = {public_words.EVERY, *map(public_words.subject, one["subjects"].split())}
    codes |= {public_words.language(each) for each in one["languages"].split()}
    return codes | set(public_words.ages(one["age_min"], one["age_max"]))


def _in_order(row: dict[str, Any]) -> tuple[str, int, int]:
    return row["word"], row["project_id"], row["part"]


def _seminar(chance: random.Random, number: int) -> dict[str, Any]:
    starts = _NOW + timedelta(hours=6 * number)
    return {
        "id": number,
        "title": " ".join(word(chance) for _ in range(TITLE)),
        "speaker": "Somebody",
        "kind": "seminar",
        "language": chance.choice(("en", "fr", "de")),
        "subjects": "art",
        "starts_at": starts.replace(tzinfo=None).isoformat(" ", "microseconds"),
        "ends_at": (starts + timedelta(hours=1))
        .replace(tzinfo=None)
        .isoformat(" ", "microseconds"),
        "minutes": 60,
        "capacity": 50,
        "link": "https://meet.example/room",
        "host_id": number,
        "state": "planned",
        "uid": f"{number}@bench",
        "dated_at": _TEXT,
        "changed_at": _TEXT,
    }
