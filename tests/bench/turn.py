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
from dataclasses import dataclass, field
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
PEOPLE = 60
ROUNDS = 7
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
    database = Database(copies.base)
    migrating.migrate(database)
    database.write(_fill)
    database.close()
    events = list(_conversations())
    recorded = _record(copies.fresh(), events)
    ours, raw = [], []
    for _ in range(ROUNDS):
        ours.append(len(events) / _hold(copies.fresh(), events))
        raw.append(len(events) / copies.run(copies.fresh(), recorded))
    show(name, max(ours), "turns/s", max(raw))


def _fill(db: Db) -> None:
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
        addresses.belong(db, known.id, person.id)


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
        display_name="Ana",
        seed=bytes(32),
        site="https://etwin.example",
    )


@dataclass
class _Recorded:
    """What the driver was told in many turns, in order, with the parameters; None is a commit."""

    statements: list[tuple[Any, Any] | None] = field(default_factory=list)

    def listen(self, engine: sqlalchemy.Engine) -> None:
        """Write down what goes through the driver's own cursors."""
        how = {
            "sqlite": {"factory": _sqlite_connection(self.statements)},
            "postgresql": {"cursor_factory": _postgresql_cursor(self.statements)},
        }[engine.dialect.name]
        sqlalchemy.event.listen(engine, "do_connect", lambda *args: args[3].update(how))
        sqlalchemy.event.listen(engine, "commit", lambda _: self.statements.append(None))


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


def _record(url: str, events: list[Event]) -> _Recorded:
    recorded = _Recorded()
    with closing(Database(url)) as database:
        recorded.listen(database.engine)
        database.read(_registered)
        recorded.statements.clear()  # of the opening
        for event in events:
            taken = turn.take(database, event, bytes)
            assert taken == turn.Taken.ANSWERED
    with closing(Database(url)) as database:
        registered = database.read(_registered)
    assert registered == 2 * PEOPLE, "somebody did not get to the end of the form"
    return recorded


def _registered(db: Db) -> int:
    return db.scalar(sqlalchemy.select(sqlalchemy.func.count()).select_from(people.table)) or 0


def _hold(url: str, events: list[Event]) -> float:
    """Take all turns; give the seconds it took."""
    with closing(Database(url)) as database:
        database.read(_registered)  # opens the connection
        start = time.perf_counter()
        for event in events:
            turn.take(database, event, bytes)
        return time.perf_counter() - start


def _run(connection: Any, recorded: _Recorded) -> float:
    """Run the statements as the driver alone does; give the seconds it took."""
    start = time.perf_counter()
    for one in recorded.statements:
        if one is None:
            connection.commit()
            continue
        cursor = connection.execute(*one)
        if cursor.description:
            cursor.fetchall()
    return time.perf_counter() - start


class _SqliteFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self.base = f"sqlite:///{folder}/base.sqlite"

    def fresh(self) -> str:
        name = f"{next(self._numbers)}.sqlite"
        shutil.copy(self._folder / "base.sqlite", self._folder / name)
        return f"sqlite:///{self._folder}/{name}"

    def run(self, url: str, recorded: _Recorded) -> float:
        """Run the statements on a connection that is set up as ours are."""
        with closing(Database(url)) as database, database.engine.connect() as db:
            return _run(db.connection.driver_connection, recorded)


class _PostgresDatabases:
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

    def run(self, url: str, recorded: _Recorded) -> float:
        with psycopg.connect(url) as connection:
            return _run(connection, recorded)


if __name__ == "__main__":
    main()
