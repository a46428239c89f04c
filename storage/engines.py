"""How each kind of database is reached: SQLite's file, PostgreSQL itself, a pooler before it.

Source: docs/decisions/0027-many-processes.md.
"""

from typing import Any

from psycopg.types.numeric import Int8Dumper
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url

#: How long PostgreSQL and the network may take before the database counts as away: to connect,
#: to answer on a connection (in milliseconds).
#: Source: https://www.postgresql.org/docs/current/libpq-connect.html
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
#: And to give a lock, to run a statement. And how long whoever has locks may say nothing: a machine
#: that lost its power in a turn would keep others from the event and the person for hours.
_LIMITS = {
    "lock_timeout": "10s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "10s",
}
#: What people wrote is given as values, and errors may get into logs.
_SILENT = {"hide_parameters": True}
#: The limits for one transaction, in one message.
_BEGIN = "; ".join(["BEGIN", *(f"SET LOCAL {name} = '{value}'" for name, value in _LIMITS.items())])


def opened(url: str) -> Engine:
    """Open SQLite's file, or PostgreSQL with sessions that stay ours.

    Of the free connections the one used last is used again: it has pages and plans at hand.
    """
    if make_url(url).get_backend_name() == "sqlite":
        patience = {"timeout": 5.0, "check_same_thread": False}
        how = {"pool_use_lifo": True} if make_url(url).database else {}  # in memory is one alone
        engine = create_engine(url, connect_args=patience, **how, **_SILENT)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    parsed, patience = _postgresql(url)
    patience = _with_limits(parsed, patience)
    size = {"pool_size": 8, "max_overflow": 8, "pool_use_lifo": True}
    engine = create_engine(parsed, connect_args=patience, **size, **_SILENT)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def apart(url: str) -> Engine:
    """Reach PostgreSQL itself for what needs a session of its own, which ends with its use."""
    parsed, patience = _postgresql(url)
    patience = _with_limits(parsed, patience)
    return create_engine(parsed, poolclass=NullPool, connect_args=patience, **_SILENT)


def pooled(url: str) -> Engine:
    """Reach PostgreSQL through a pooler that lends a session for one transaction only.

    So nothing may be said to a session: each transaction begins with its limits, and no
    statement is prepared, for the next may meet a session that does not know it.
    Source: https://www.pgbouncer.org/features.html, https://www.psycopg.org/psycopg3/docs/advanced/prepare.html
    """
    parsed, patience = _postgresql(url)
    patience |= {"prepare_threshold": None}
    size = {"pool_size": 8, "max_overflow": 8}
    engine = create_engine(parsed, connect_args=patience, **size, **_SILENT)
    event.listen(engine, "connect", _prepare_pooled)
    event.listen(engine, "begin", _begin_pooled)
    return engine


def _postgresql(url: str) -> tuple[URL, dict[str, Any]]:
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    patience = {name: value for name, value in _PATIENCE.items() if name not in parsed.query}
    # Otherwise texts come as the database keeps them: from one without UTF-8 as mere bytes.
    return parsed, patience | {"client_encoding": "utf8"}


def _with_limits(parsed: URL, patience: dict[str, Any]) -> dict[str, Any]:
    if "options" in parsed.query:
        return patience
    limits = " ".join(f"-c {name}={value}" for name, value in _LIMITS.items())
    return patience | {"options": limits}


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    # The driver gives a number the smallest type that holds it, and prepares a statement only once
    # it came with the same types several times: with small and large ids beside each other, never.
    connection.adapters.register_dumper(int, Int8Dumper)


def _prepare_pooled(connection: Any, _record: Any) -> None:
    connection.autocommit = True  # we say BEGIN ourselves, and more with it


def _begin_pooled(db: Connection) -> None:
    db.exec_driver_sql(_BEGIN)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "cache_size=-8192",
    ):
        connection.execute(f"PRAGMA {pragma}")
