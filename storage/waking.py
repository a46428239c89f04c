"""What processes tell each other at once, so that nobody waits for the next look; on PostgreSQL.

It may get lost: whoever waits for it also looks by itself from time to time.
"""

from typing import Any

from psycopg import Error
from sqlalchemy import func, select

from storage.db import Database, DatabaseAway, Db

_CHANNEL = "etwin"
#: PostgreSQL takes nothing longer. Source: https://www.postgresql.org/docs/current/sql-notify.html
MOST_BYTES = 7999


def tell(db: Db, news: str) -> None:
    """Tell it, at most MOST_BYTES long, to every process that listens when this commits."""
    db.execute(select(func.pg_notify(_CHANNEL, news)))


class Ear:
    """Hears what is told from now on, on a connection of its own. Belongs to one thread."""

    def __init__(self, database: Database) -> None:
        """Begin to listen. Raises DatabaseAway."""
        self._lent = database.connect(is_apart=True)
        connection: Any = self._lent.connection.driver_connection
        self._connection = connection
        try:
            self._connection.autocommit = True
            self._connection.execute(f"LISTEN {_CHANNEL}")
        except Error as error:
            self.close()
            raise DatabaseAway(type(error).__name__) from error

    def fileno(self) -> int:
        """Give the socket, which can be read when something was told, or the database is gone."""
        number: int = self._connection.fileno()
        return number

    def heard(self) -> list[str]:
        """Give what was told since the last time, without waiting. Raises DatabaseAway."""
        try:
            return [one.payload for one in self._connection.notifies(timeout=0)]
        except Error as error:
            raise DatabaseAway(type(error).__name__) from error

    def hears(self, news: str, seconds: float) -> bool:
        """Wait until one more thing was told, and tell whether it is this. Raises DatabaseAway."""
        try:
            told = self._connection.notifies(timeout=seconds, stop_after=1)
            return news in [one.payload for one in told]
        except Error as error:
            raise DatabaseAway(type(error).__name__) from error

    def close(self) -> None:
        """Hear no more; safe to repeat."""
        self._lent.close()
