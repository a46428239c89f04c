"""Up to when something was done: a mark that outlives whoever did it."""

from datetime import datetime

from sqlalchemy import Column, Integer, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, UtcTime, metadata

_ID = 1


class Mark:
    """One row in a table of its own."""

    def __init__(self, name: str) -> None:
        self.table = Table(
            name,
            metadata,
            Column("id", Integer, primary_key=True, autoincrement=False),
            Column("until", UtcTime, nullable=False),
        )

    def until(self, db: Db) -> datetime | None:
        """Find until when it was done; None if it never was."""
        mine = self.table.c.id == _ID
        return db.execute(select(self.table.c.until).where(mine)).scalar()

    def note(self, db: Db, at: datetime) -> None:
        """Note that it was done up to then."""
        dialect = postgresql if db.dialect.name == "postgresql" else sqlite
        row = dialect.insert(self.table).values(id=_ID, until=at)
        db.execute(row.on_conflict_do_update(index_elements=["id"], set_={"until": at}))
