"""How many whole turns a second, against their own statements run raw through the driver.

The conversations are held once, with every statement written down. Then they are held again and
again, in turn with those statements, each time on a fresh copy of the same database.
"""

import itertools
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy

from bot.sandbox.postgres import Postgres
from handlers import turn
from handlers.conversation import Event
from storage import addresses, migrating, people, schools
from storage.addresses import Address
from storage.db import Database, Db
from storage.people import Standing
from tests.bench import show

AT = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
#: Teachers who look at their status, and as many visitors who register.
PEOPLE = 40
ROUNDS = 7
#: How many turns are timed together.
STRETCH = 20
#: What a visitor does to register; in braces the open form, as its buttons name it.
REGISTERING = (
    "/start",
    "/register",
    "Ana Pop",
    "Romania",
    "Oak School",
    "/answer {} school 1",
    "/answer {} role teacher",
    "/answer {} subjects biology",
    "/answer {} subjects geography",
    "/answer {} subjects .",
    "/answer {} languages en",
    "/answer {} languages .",
    "9-12",
    "/answer {} consent yes",
)
#: What a teacher does, in between.
TEACHING = ("/status", "/help", "/start", "/status", "/projects", "/status", "/help")


def main() -> None:
    """Measure on both databases and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        _measure("turn_sqlite", _SqliteFiles(Path(folder)))
        server = Postgres(Path(folder) / "postgres")
        server.start()
        try:
            _measure("turn_postgresql", _PostgresDatabases(server))
        finally:
            server.stop()


def _measure(name: str, copies: "_SqliteFiles | _PostgresDatabases") -> None:
    with closing(Database(copies.base)) as database:
        migrating.migrate(database)
        database.write(fill)
    events = list(_conversations())
    recorded = _record(copies.fresh(), events)
    ours, raw = [], []
    for _ in range(ROUNDS):
        ours.append(_hold(copies.fresh(), events))
        raw.append(copies.run(copies.fresh(), recorded))
    show(name, len(events) / _best(ours), "turns/s", len(events) / _best(raw))


def _best(rounds: list[list[float]]) -> float:
    """Add up the best times of each stretch: what else this machine did falls out."""
    return sum(min(times) for times in zip(*rounds, strict=True))


def fill(db: Db) -> None:
    """Make teachers who write from Telegram."""
    school = schools.add(db, name="Oak School", town="Cluj", country="RO", at=AT)
    for number in range(PEOPLE):
        person = people.add(
            db,
            name=f"Teacher {number}",
            country="RO",
            school_id=school.id,
            role="teacher",
            subjects=("biology",),
            languages=("en", "ro"),
            age_min=9,
            age_max=12,
            standing=Standing.VALIDATED,
            at=AT,
        )
        address = Address("telegram", f"{1000 + number}")
        known = addresses.add(db, address, address.user, "en", AT)
        addresses.belong(db, known.id, person.id, AT)


def _conversations() -> Iterator[Event]:
    """Let everybody act at once, one step each; forms are numbered as they are opened."""
    numbers = itertools.count(1)
    for wanted, does in itertools.zip_longest(REGISTERING, TEACHING * 2):
        for number in range(PEOPLE):
            yield _event(next(numbers), f"{5000 + number}", wanted.format(number + 1))
            yield _event(next(numbers), f"{1000 + number}", does)


def _event(number: int, user: str, text: str) -> Event:
    """Make an event as the door to Telegram makes it."""
    command, words = "", text
    if text.startswith("/"):
        command, _, words = text.removeprefix("/").partition(" ")
    return Event(
        id=f"4242:{number}",
        address=Address("telegram", user),
        chat=user,
        at=AT,
        command=command,
        words=words,
        kind="press" if command == "answer" else "text",
        language="en",
        about=str(number) if command == "answer" else "",
        seed=bytes(32),
        site="https://etwin.example",
    )


class _Recorder:
    """Writes down what the driver is told, with the parameters, a list for each turn."""

    def __init__(self, engine: sqlalchemy.Engine) -> None:
        self.turns: list[list[Any]] = []
        self.statements: list[Any] = []
        how = {
            "sqlite": {"factory": _sqlite_connection(self.statements)},
            "postgresql": {"cursor_factory": _postgresql_cursor(self.statements)},
        }[engine.dialect.name]
        sqlalchemy.event.listen(engine, "do_connect", lambda *args: args[3].update(how))
        sqlalchemy.event.listen(engine, "commit", self._committed)

    def _committed(self, _: Any) -> None:
        self.turns.append(self.statements[:])
        self.statements.clear()


def _sqlite_connection(statements: list[Any]) -> type[sqlite3.Connection]:
    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, parameters: Any = ()) -> "Cursor":
            statements.append((sql, parameters))
            return super().execute(sql, parameters)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    return Connection


def _postgresql_cursor(statements: list[Any]) -> type[psycopg.Cursor[Any]]:
    class Cursor(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **how: Any) -> "Cursor":
            statements.append((query, params))
            return super().execute(query, params, **how)

    return Cursor


def _record(url: str, events: list[Event]) -> list[list[Any]]:
    """Take all turns once; give the statements of each."""
    with closing(Database(url)) as database:
        recorder = _Recorder(database.engine)
        database.read(_registered)
        recorder.statements.clear()  # those of the opening
        for event in events:
            taken = turn.take(database, event, bytes)
            assert taken == turn.Taken.ANSWERED
    assert len(recorder.turns) == len(events)
    with closing(Database(url)) as database:
        registered = database.read(_registered)
    assert registered == 2 * PEOPLE, "somebody did not get to the end of the form"
    return recorder.turns


def _registered(db: Db) -> int:
    return db.scalar(sqlalchemy.select(sqlalchemy.func.count()).select_from(people.table)) or 0


def _hold(url: str, events: list[Event]) -> list[float]:
    """Take all turns; give the seconds of each stretch."""
    with closing(Database(url)) as database:
        database.read(_registered)  # opens the connection
        return _timed(lambda event: turn.take(database, event, bytes), events)


def _run(connection: Any, turns: list[list[Any]]) -> list[float]:
    """Run the statements of turns as the driver alone does; give the seconds of each stretch."""

    def run(statements: list[Any]) -> None:
        for one in statements:
            cursor = connection.execute(*one)
            if cursor.description:
                cursor.fetchall()
        connection.commit()

    return _timed(run, turns)


def _timed(work: Callable[[Any], object], items: list[Any]) -> list[float]:
    seconds = []
    for start in range(0, len(items), STRETCH):
        stretch = items[start : start + STRETCH]
        began = time.perf_counter()
        for item in stretch:
            work(item)
        seconds.append(time.perf_counter() - began)
    return seconds


class _SqliteFiles:
    """Copies of one SQLite file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self.base = f"sqlite:///{folder}/base.sqlite"

    def fresh(self) -> str:
        name = f"{next(self._numbers)}.sqlite"
        shutil.copy(self._folder / "base.sqlite", self._folder / name)
        return f"sqlite:///{self._folder}/{name}"

    def run(self, url: str, turns: list[list[Any]]) -> list[float]:
        """Run the statements on a connection that is set up as ours are."""
        with closing(Database(url)) as database, database.engine.connect() as db:
            return _run(db.connection.driver_connection, turns)


class _PostgresDatabases:
    """Copies of one PostgreSQL database."""

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._numbers = itertools.count(1)
        self.base = server.create_database("base")

    def fresh(self) -> str:
        name = f"copy{next(self._numbers)}"
        url = self.base.replace("/base", "/postgres")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE base")
        return self.base.replace("/base", f"/{name}")

    def run(self, url: str, turns: list[list[Any]]) -> list[float]:
        with psycopg.connect(url) as connection:
            return _run(connection, turns)


if __name__ == "__main__":
    main()
