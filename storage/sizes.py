"""How large the database is, who is connected to it, and what time it has."""

from datetime import datetime

from sqlalchemy import func, select, text

from storage.db import Db, UtcTime

_CONNECTIONS = text("""
    SELECT CASE WHEN state = 'active' THEN 'active' ELSE 'idle' END AS what, count(*)
    FROM pg_stat_activity WHERE datname = current_database() GROUP BY what
""")
_MOST = text("SELECT current_setting('max_connections')::int")


def bytes_of(db: Db) -> int:
    """Say how much the database takes on the disk."""
    if db.dialect.name == "sqlite":
        pages, size = (
            db.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("page_count", "page_size")
        )
        return int(pages * size)
    return int(db.scalar(select(func.pg_database_size(func.current_database()))) or 0)


def connections(db: Db) -> tuple[dict[str, int], int]:
    """Count the connections to the database, by whether they do something, and say how many
    the server takes in all; nothing and 0 on SQLite, which has no server.
    """
    if db.dialect.name == "sqlite":
        return {}, 0
    found = {"active": 0, "idle": 0}
    found |= dict(db.execute(_CONNECTIONS).all())
    return found, int(db.execute(_MOST).scalar_one())


def clock(db: Db) -> datetime | None:
    """Ask what time the database has now; None on SQLite, which has no clock of its own."""
    if db.dialect.name == "sqlite":
        return None
    return db.scalar(select(func.clock_timestamp(type_=UtcTime)))


def encoding(db: Db) -> str:
    """Say how the database keeps letters; "UTF8" can keep all of them, as SQLite does."""
    if db.dialect.name == "sqlite":
        return "UTF8"
    return str(db.exec_driver_sql("SHOW server_encoding").scalar_one())
