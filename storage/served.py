"""Which versions of the program the database serves, by the newest shape that each knows.

Every program reads it, also one that is older than the database: so this table stays as it is.
"""

from collections.abc import Collection

from sqlalchemy import Column, Table, Text, delete, insert, inspect, select

from storage.db import Db, metadata

table = Table("served", metadata, Column("revision", Text, primary_key=True))


def keep(db: Db, revisions: Collection[str]) -> None:
    """Serve the programs that know these shapes, and no others."""
    if _is_there(db):
        db.execute(delete(table))
        db.execute(insert(table), [{"revision": one} for one in sorted(revisions)])


def serves(db: Db, revision: str) -> bool:
    """Tell whether a program that knows this shape is served."""
    query = select(table.c.revision).where(table.c.revision == revision)
    return _is_there(db) and db.scalar(query) is not None


def _is_there(db: Db) -> bool:
    """Tell whether the database is young enough to have the table."""
    return inspect(db).has_table(table.name)
