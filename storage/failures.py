"""What an error of a database means: it is away, it asks for another try, or we were wrong."""

import sqlite3

from sqlalchemy.exc import DBAPIError

#: PostgreSQL's classes of errors that are not of our making: the connection is gone, the server
#: stops or starts, something is used up; and, since a failover, a standby takes no writes, a lock
#: was not given in time, or we said nothing for too long in a transaction. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL_AWAY = ("08", "53", "57P", "25006", "25P03", "55P03")
#: PostgreSQL asks for the transaction to be tried again: serialization failure, deadlock.
_POSTGRESQL_AGAIN = {"40001", "40P01"}
#: The same of SQLite: somebody writes too long, or the disk does not do what it should.
#: Source: https://www.sqlite.org/rescode.html
_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
#: SQLite's extended codes say more in the higher bits.
_SQLITE_PRIMARY = 0xFF


def is_away(error: DBAPIError) -> bool:
    """Tell whether the database could not do what it was asked, whatever that was."""
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None) or ""
    code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return state.startswith(_POSTGRESQL_AWAY) or code & _SQLITE_PRIMARY in _SQLITE_AWAY


def is_worth_a_rerun(error: DBAPIError) -> bool:
    """Tell whether PostgreSQL asked for the transaction to be tried again."""
    return getattr(error.orig, "sqlstate", None) in _POSTGRESQL_AGAIN
