"""Who keeps a migration from its tables, and how long it waits for them.

Whoever waits to change a table has everybody else's queries on it wait behind. So a migration
waits for seconds only, lets all go on, and begins again.
Source: https://www.postgresql.org/docs/current/explicit-locking.html
"""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.db import Db

#: How long it waits for a table, how long all go on before it begins again, and how often.
PATIENCE_SECONDS, PAUSE_SECONDS, TRIES = 3.0, 5.0, 12
#: A lock was not given in time, or two waited for each other.
#: Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
_BLOCKED = ("55P03", "40P01")
#: Whoever has a table of ours at least as long as was waited for it. Others may not see since when.
_WHO = text("""
    SELECT DISTINCT a.pid, a.xact_start AT TIME ZONE 'UTC' AS since,
        coalesce(nullif(a.application_name, ''), a.usename, a.backend_type, '?') AS name
    FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.granted AND a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND c.relnamespace = current_schema()::regnamespace
        AND coalesce(a.xact_start < clock_timestamp() - :seconds * interval '1 second', true)
    ORDER BY since, a.pid
""")


def be_brief(db: Db) -> None:
    """Wait for no table longer than PATIENCE_SECONDS, until the transaction ends."""
    if db.dialect.name != "sqlite":
        wait_milliseconds = round(PATIENCE_SECONDS * 1000)
        db.execute(text(f"SET LOCAL lock_timeout = {wait_milliseconds}"))


def is_blocked(error: DBAPIError) -> bool:
    """Tell whether the transaction failed only because somebody else has a table."""
    return getattr(error.orig, "sqlstate", None) in _BLOCKED


def who(db: Db) -> str:
    """Name whoever has tables of ours for so long that a migration gave up; empty if nobody."""
    rows = db.execute(_WHO, {"seconds": PATIENCE_SECONDS}).all()
    return ", ".join(
        f"{name} (process {pid}{f', since {since:%Y-%m-%d %H:%M} UTC' if since else ''})"
        for pid, since, name in rows
    )
