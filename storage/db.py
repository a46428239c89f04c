"""The database: opening it, transactions, locks, and how times are kept."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any, Protocol, TypeVar

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import QueuePool

from storage import engines
from storage.failures import is_away, is_worth_a_rerun
from storage.prepared import Prepared

#: A connection inside one transaction: what every function of storage takes first.
Db = Connection

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

RERUNS = 3
_BEGIN_TO_WRITE = Prepared(text("BEGIN IMMEDIATE"))
_BEGIN_TO_READ = Prepared(text("BEGIN"))
_T = TypeVar("_T")


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. Refuses a time without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    # On SQLite straight to and from the text that SQLAlchemy writes there: every turn has many.

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return _utc_as_text if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return _utc_from_text if dialect.name == "sqlite" else _in_utc


def _in_utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a time needs a zone")
    return value.astimezone(UTC)


def _utc_as_text(value: datetime | None) -> str | None:
    at = _in_utc(value)
    return None if at is None else at.replace(tzinfo=None).isoformat(" ", "microseconds")


def _utc_from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


class WordList(TypeDecorator[tuple[str, ...]]):
    """Codes without spaces in them, in order, kept as one text: "de fr"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple((value or "").split())


class DatabaseAway(Exception):
    """The database cannot be reached; ask again.

    What was asked for was not done, or, if it went away in the very moment of the commit, may
    have been: it must be safe to repeat.
    """


class Row(Protocol):
    """A value that stands for one row of a table."""

    @property
    def id(self) -> int: ...


class Database:
    """One SQLite file or PostgreSQL database, and the transactions on it.

    Safe to use from several threads. Source: docs/decisions/0002-order-and-locks.md.
    """

    def __init__(self, url: str, direct_url: str = "") -> None:
        """Take the address and, if a pooler is there, that of PostgreSQL itself."""
        self.url = url
        self.is_pooled = bool(direct_url)
        self.engine = engines.pooled(url) if self.is_pooled else engines.opened(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        #: For what needs a session of its own. It opens none before it is used.
        self.apart = self.engine if self.is_sqlite else engines.apart(direct_url or url)
        #: How many turns can run at once: SQLite knows a single writer.
        self.writers = 1 if self.is_sqlite else 4
        #: And how many looks: SQLite answers them in this process, which gains nothing from more.
        self.readers = 2 if self.is_sqlite else 6
        self._file: IO[str] | None = None

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        """Open a transaction that may write; commit at the end, roll back on an exception."""
        with self._connected() as db, db.begin():
            if self.is_sqlite:
                _BEGIN_TO_WRITE.run(db)
            yield db

    @contextmanager
    def reading(self) -> Iterator[Db]:
        """Open a connection that only reads; it never waits for a writer.

        On SQLite all of it sees the same moment, on PostgreSQL each statement its own, as in its
        transactions: there is none, so that nothing has to be said before and after.
        """
        with self._connected() as db, self._unbound(db):
            db.begin()
            if self.is_sqlite:
                _BEGIN_TO_READ.run(db)
            try:
                yield db
            finally:
                db.rollback()

    @contextmanager
    def _unbound(self, db: Db) -> Iterator[None]:
        """Let PostgreSQL's driver open no transactions; a pooler's connections never do."""
        if self.is_sqlite or self.is_pooled:
            yield
            return
        driver: Any = db.connection.dbapi_connection
        driver.autocommit = True
        try:
            yield
        finally:
            if not driver.closed:
                driver.autocommit = False

    @contextmanager
    def _connected(self) -> Iterator[Db]:
        """Give a connection; "the database is away" is DatabaseAway, our own mistakes fly."""
        with self.connect() as db:
            try:
                yield db
            except DBAPIError as error:
                if is_worth_a_rerun(error) or not is_away(error):
                    raise
                if not self.is_sqlite:
                    db.invalidate()  # a standby stays one: the next asks for a new connection
                raise DatabaseAway(type(error.orig).__name__) from error

    def connect(self, is_apart: bool = False) -> Connection:
        """Connect. Whatever goes wrong with that, we had not asked for anything yet."""
        try:
            return (self.apart if is_apart else self.engine).connect()
        except NoneFree as error:
            raise DatabaseAway(type(error).__name__) from error
        except DBAPIError as error:
            raise DatabaseAway(type(error.orig).__name__) from error

    def write(self, work: Callable[..., _T], *args: Any) -> _T:
        """Run `work(db, *args)` in a transaction and return what it returns.

        A deadlock or serialization failure runs the whole of it again, at most
        three times: `work` must be safe to repeat until it commits.
        Raises DatabaseAway when the database cannot be reached.
        """
        for left in reversed(range(RERUNS + 1)):
            try:
                with self.transaction() as db:
                    return work(db, *args)
            except DBAPIError as error:
                if not left or not is_worth_a_rerun(error):
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")

    def read(self, work: Callable[..., _T], *args: Any) -> _T:
        """Run `work(db, *args)`, which only reads, and return what it returns."""
        with self.reading() as db:
            return work(db, *args)

    def take_alone(self) -> bool:
        """Claim SQLite's file for this process until it ends; False if another has it.

        The claim ends with the process, however that dies: a lock on a file beside it.
        PostgreSQL serves any number of processes (storage/seats.py).
        """
        return not self.is_sqlite or self._lock_file()

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Claim the file while the block runs, or keep the claim we have; False if another has."""
        is_claimed = self._file is not None
        try:
            yield is_claimed or self.take_alone()
        finally:
            if not is_claimed:
                self._unlock_file()

    def _lock_file(self) -> bool:
        path = self.engine.url.database
        assert path, "a service needs a database in a file"
        try:
            file = open(f"{path}.lock", "w")  # noqa: SIM115 - held until the process ends
        except OSError as error:
            raise DatabaseAway(type(error).__name__) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def _unlock_file(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None

    def pool_use(self) -> tuple[int, int]:
        """Count the connections of ours that are in use, and those that wait to be."""
        pool = self.engine.pool
        assert isinstance(pool, QueuePool)
        return pool.checkedout(), pool.checkedin()

    def close(self) -> None:
        """Close all connections, and give up the claim on the file."""
        self._unlock_file()
        self.engine.dispose()


def lock(db: Db, row: Row, table: Table) -> None:
    """Hold the row until the transaction ends, so that what is counted under it stays true.

    Take several in the order of their ids. On SQLite the transaction itself is
    the lock (BEGIN IMMEDIATE).
    """
    if db.dialect.name != "sqlite":
        db.execute(select(table.c.id).where(table.c.id == row.id).with_for_update())
