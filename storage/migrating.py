"""The database's shape: bringing it to ours, and telling whether it is."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from storage import blocking, seats, served, sizes
from storage.db import Database, Db
from storage.dumping import REVISION

NOT_CURRENT = "The database has another shape than this version needs: run `etwin migrate`."
TOO_NEW = (
    "The database has a newer shape, which does not serve this version any more: install the"
    " version that made it, or a newer one."
)
IN_USE = (
    "Processes of a version run that the new shape does not serve: {count}. Stop them first, or"
    ' come by way of a version between (docs/operations.md, "Start, stop, upgrade"). Who was not'
    f" stopped in order counts for {seats.LATELY_MINUTES} minutes."
)
RUNS = (
    "An `etwin run`, or another `etwin migrate`, uses the database: stop it first. Nothing was"
    " changed."
)
BLOCKED = (
    "Somebody uses the tables for long: {who}. If that is a backup, wait until it has ended; then"
    " `etwin migrate` again. Nothing was changed."
)
LETTERS = (
    "The database keeps texts as {encoding}, which has not every letter: make it anew with ENCODING"
    " 'UTF8' and LOCALE 'C.UTF-8' (docs/install.md, \"The databases\")."
)
FOLDER = Path(__file__).parent / "migrations"
#: Two `etwin migrate` at once: the second waits. Any number, ours alone.
_LOCK = 0x65747769


def config() -> Config:
    """Tell Alembic where the migrations are."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    return settings


class CannotMigrate(Exception):
    """The database stays as it is; the text says why, and what to do."""


def migrate(database: Database) -> None:
    """Bring the database to the newest shape, alone. Safe to repeat. Raises CannotMigrate.

    It goes on under processes of other versions, if the new shape serves these too. On SQLite
    none may run.
    """
    with database.alone() as nobody_runs:
        for tries_left in reversed(range(blocking.TRIES)):
            try:
                _migrate(database, nobody_runs)
                return
            except DBAPIError as error:
                if not blocking.is_blocked(error):
                    raise
            if tries_left:
                time.sleep(blocking.PAUSE_SECONDS)
    with database.connect(is_apart=True) as connection:
        raise CannotMigrate(BLOCKED.format(who=blocking.who(connection) or "it has gone by now"))


def _migrate(database: Database, nobody_runs: bool) -> None:
    with _alone(database) as connection:
        _refuse(connection)
        if revision(connection) == newest():
            _upgrade(connection)  # notes whom it serves, and no more
            return
        if not nobody_runs:
            raise CannotMigrate(RUNS)
        _leave_nobody(connection)
        blocking.be_brief(connection)
        _upgrade(connection)
        _leave_nobody(connection)  # a program of another version may have started meanwhile


def migrate_copy(database: Database, revision: str) -> None:
    """Bring a copy that was put back from this shape to the newest, and note neither of them.

    Dumping left the first out, so that nothing runs on the copy before `restoring.finish`.
    """
    with _alone(database) as connection:
        connection.execute(text(f"INSERT INTO {REVISION} VALUES (:it)"), {"it": revision})  # noqa: S608
        _upgrade(connection)
        connection.execute(text(f"DELETE FROM {REVISION}"))  # noqa: S608 - a name of our own


@contextmanager
def _alone(database: Database) -> Iterator[Db]:
    """Give a transaction in which nobody else migrates, as long as it takes."""
    with database.connect(is_apart=True) as connection:
        if database.is_sqlite:
            # Some tables are made anew under their old name: their rows are pointed to meanwhile.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            for limit in ("statement", "lock", "idle_in_transaction_session"):
                connection.execute(text(f"SET LOCAL {limit}_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        try:
            yield connection
            connection.commit()
        finally:
            if database.is_sqlite:
                connection.rollback()
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def _upgrade(connection: Db) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    served.keep(connection, _served())
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        assert not lost, f"the migration leaves {len(lost)} rows that point to nothing"


def is_current(database: Database) -> bool:
    """Tell whether the database has the shape that this program knows, or one that serves it."""
    return database.read(fits)


def fits(db: Db) -> bool:
    """Tell the same inside a transaction, so that it may be asked often."""
    return not misfit(db)


def misfit(db: Db) -> str:
    """Say why this program cannot use the database, and what to do; empty if it can."""
    found = revision(db)
    if found == newest() or (_is_newer(found) and served.serves(db, newest())):
        return ""
    return TOO_NEW if _is_newer(found) else NOT_CURRENT


def is_used(db: Db) -> bool:
    """Tell whether a process of any version runs on the database; on SQLite nobody knows."""
    return inspect(db).has_table(seats.table.name) and bool(seats.living(db))


def revision(db: Db) -> str | None:
    """Name the shape that the database has; None before it was ever migrated."""
    return MigrationContext.configure(db).get_current_revision()


@cache
def newest() -> str:
    """Name the newest shape that this program knows."""
    found = ScriptDirectory.from_config(config()).get_current_head()
    assert found is not None
    return found


@cache
def _known() -> frozenset[str]:
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    return frozenset(script.revision for script in scripts)


def is_known(revision: str) -> bool:
    """Tell whether this program can bring a database of this shape to the newest."""
    return revision in _known()


def _is_newer(found: str | None) -> bool:
    return found is not None and not is_known(found)


def _served() -> frozenset[str]:
    """List the programs that our newest shape serves: ours, and what its migration names."""
    scripts = ScriptDirectory.from_config(config())
    head = scripts.get_revision(newest())
    assert head is not None
    oldest = getattr(head.module, "serves", None) or head.revision
    return frozenset(one.revision for one in scripts.walk_revisions(oldest, head.revision))


def _refuse(db: Db) -> None:
    """Raise CannotMigrate if the database is ahead of us, or cannot keep every letter."""
    if (encoding := sizes.encoding(db)) != "UTF8":
        raise CannotMigrate(LETTERS.format(encoding=encoding))
    if _is_newer(revision(db)):
        raise CannotMigrate(TOO_NEW)


def _leave_nobody(db: Db) -> None:
    """Raise CannotMigrate if somebody runs whom the newest shape does not serve."""
    if not inspect(db).has_table(seats.table.name):
        return
    left = [version for version in seats.versions(db) if version not in _served()]
    if left:
        raise CannotMigrate(IN_USE.format(count=len(left)))


def write(message: str) -> None:
    """Write a migration from what the tables are by the migrations to what they are in code."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/shape.sqlite")
        migrate(database)
        settings = config()
        with database.engine.connect() as connection:
            settings.attributes["connection"] = connection
            command.revision(settings, message, autogenerate=True)
        database.close()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('Say what changed: make migration m="groups have a moderator"')
    write(sys.argv[1].strip())
