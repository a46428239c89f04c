"""Whole copies of a database in use, made and put back: our own, and the homeserver's beside it.

SQLite by its online backup, PostgreSQL by its own pg_dump and pg_restore: both show one moment.
Source: docs/decisions/0026-backup.md.
"""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg.pq import Conninfo
from sqlalchemy import make_url

#: What migrations write their revision into.
REVISION = "alembic_version"
#: So many pages of SQLite are copied between two looks at how far it is.
_PAGES = 2000
#: How often we look how far PostgreSQL's programs are.
_LOOK_SECONDS = 0.2

#: Says how to drop each thing in PostgreSQL's usual schema. The schema itself may be the
#: superuser's (before version 15 it is), and what belongs to another thing goes with that.
_DROPS = """
    SELECT format('DROP %s IF EXISTS %s CASCADE', thing.type, thing.identity)
    FROM pg_depend AS inside, pg_identify_object(inside.classid, inside.objid, 0) AS thing
    WHERE inside.refclassid = 'pg_namespace'::regclass
    AND inside.refobjid = 'public'::regnamespace AND inside.deptype = 'n'
    AND NOT EXISTS (
        SELECT 1 FROM pg_depend AS part WHERE part.classid = inside.classid
        AND part.objid = inside.objid AND part.deptype IN ('i', 'e')
    )
"""

#: Is told how many bytes are done, and of how many; None where nobody knows.
Progress = Callable[[int, int | None], None]


class DumpFailed(Exception):
    """A database could not be copied or put back; the text says why, without any secret."""


def suffix(url: str) -> str:
    """Say how the name of a copy of this database ends: only the same kind can read it."""
    return ".sqlite" if is_sqlite(url) else ".pgdump"


def is_sqlite(url: str) -> bool:
    """Tell whether this names a file of SQLite and not a database of PostgreSQL."""
    return make_url(url).get_backend_name() == "sqlite"


def dump(url: str, target: Path, progress: Progress, tools: Path | None, ours: bool) -> None:
    """Copy a database, which goes on being used, as it was at one moment.

    `tools` is the folder of PostgreSQL's programs, None if they are on the path. The revision of
    `ours` is left out: until `restoring.finish` notes it, nothing runs on a copy.
    """
    if is_sqlite(url):
        _copy(file(url), target, progress)
        if ours:
            with closing(_open(target)) as copy:
                copy.execute(f"DELETE FROM {REVISION}")  # noqa: S608 - a name of our own
        return
    without = [f"--exclude-table-data={REVISION}"] if ours else []
    how = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}", *without]
    _run(url, "pg_dump", how, tools, lambda: progress(_size(target), None))


def load(url: str, source: Path, progress: Progress, tools: Path | None) -> None:
    """Put a copy into an empty database; on PostgreSQL all of it or nothing."""
    if is_sqlite(url):
        target = file(url)
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f"{target.name}.half")
        shutil.copyfile(source, half)
        clear(url)  # a journal that was left beside a lost file would be applied to this one
        os.replace(half, target)
        progress(_size(source), _size(source))
        return
    how = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    name = _settings(url)["PGDATABASE"]
    _run(url, "pg_restore", [*how, f"--dbname={name}", str(source)], tools, lambda: None)
    with _connected(url) as connection:
        connection.execute("ANALYZE")  # or the first questions would take long
    progress(_size(source), _size(source))


def is_empty(url: str) -> bool:
    """Tell whether nothing is in a database: on SQLite also if there is no file."""
    if is_sqlite(url):
        return not file(url).exists() or not _ask(url, "SELECT name FROM sqlite_master LIMIT 1")
    theirs = "('pg_catalog', 'information_schema', 'pg_toast')"
    return not _ask(url, f"SELECT 1 FROM pg_tables WHERE schemaname NOT IN {theirs} LIMIT 1")  # noqa: S608


def clear(url: str) -> None:
    """Delete everything in a database. For good."""
    if is_sqlite(url):
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{file(url)}{ending}").unlink(missing_ok=True)
        return
    with _connected(url) as connection, connection.transaction():
        for (drop,) in connection.execute(_DROPS).fetchall():
            connection.execute(drop)


def media(url: str) -> frozenset[str]:
    """List the files that a homeserver's database knows, by the ids of Synapse's media store."""
    return frozenset(_ask(url, "SELECT media_id FROM local_media_repository"))


def _copy(source: Path, target: Path, progress: Progress) -> None:
    """Copy a file of SQLite while others write: the transaction that is held shows one moment."""
    try:
        with (
            closing(_open(source)) as theirs,
            closing(sqlite3.connect(target, isolation_level=None)) as copy,
        ):
            (size,) = theirs.execute("PRAGMA page_size").fetchone()
            theirs.execute("BEGIN")
            theirs.execute("SELECT count(*) FROM sqlite_master").fetchone()
            theirs.backup(
                copy,
                pages=_PAGES,
                progress=lambda _, left, whole: progress((whole - left) * size, whole * size),
            )
            theirs.rollback()
            copy.execute("PRAGMA journal_mode=DELETE")
            (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise DumpFailed(f"{source}: {error}") from error
    if found != "ok":
        raise DumpFailed(f"{source} is damaged: {found}")


def _open(path: Path) -> sqlite3.Connection:
    """Open a file of SQLite that must be there."""
    where = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(where, uri=True, isolation_level=None, timeout=30)


def _ask(url: str, query: str) -> list[str]:
    """Read one column."""
    if is_sqlite(url):
        try:
            with closing(_open(file(url))) as connection:
                return [row[0] for row in connection.execute(query)]
        except sqlite3.Error as error:
            raise DumpFailed(f"{file(url)}: {error}") from error
    with _connected(url) as connection:
        return [row[0] for row in connection.execute(query.encode())]


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    """Connect to PostgreSQL. Raises DumpFailed for whatever it says against that, or later."""
    try:
        with psycopg.connect(_plain(url), autocommit=True, connect_timeout=10) as connection:
            yield connection
    except psycopg.Error as error:
        raise DumpFailed(f"PostgreSQL says: {error}") from error


def _run(
    url: str, name: str, arguments: Sequence[str], tools: Path | None, look: Callable[[], None]
) -> None:
    """Run one of PostgreSQL's programs. What it logs in with stands in no list of processes."""
    program = str(tools / name) if tools else name
    environment = {**os.environ, **_settings(url)}
    try:
        running = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, our arguments
            [program, *arguments, "--no-password"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
        )
    except OSError as error:
        hint = "install PostgreSQL's client programs, or name their folder: backup.postgresql_tools"
        raise DumpFailed(f"{program}: {error.strerror}; {hint}") from error
    try:
        while running.poll() is None:
            look()
            time.sleep(_LOOK_SECONDS)
    finally:
        running.kill()
    _, said = running.communicate()
    if running.returncode:
        raise DumpFailed(f"{name} failed: {said.decode(errors='replace').strip()[-600:]}")
    look()


def _settings(url: str) -> dict[str, str]:
    """Give an address of PostgreSQL as the variables in which its programs look for it."""
    found = {
        one.envvar.decode(): one.val.decode()
        for one in Conninfo.parse(_plain(url).encode())
        if one.envvar and one.val
    }
    return {"PGDATABASE": found.get("PGUSER", "postgres"), **found}


def _plain(url: str) -> str:
    """Name a database as PostgreSQL's own library does."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def file(url: str) -> Path:
    """Give the file of a database of SQLite."""
    name = make_url(url).database
    if not name:
        raise DumpFailed("only a database in a file can be copied")
    return Path(name)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
