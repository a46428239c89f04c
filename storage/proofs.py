"""What somebody showed to prove that they are a teacher, until it is decided about.

Source: docs/rules.md, REG-2.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, delete, insert, select

from storage.db import Db, UtcTime, metadata

table = Table(
    "proofs",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("origin", Text, nullable=False, server_default=""),
    Column("ref", Text, nullable=False, server_default=""),
    Column("file_kind", Text, nullable=False, server_default=""),
    Column("mime", Text, nullable=False, server_default=""),
    Column("file_name", Text, nullable=False, server_default=""),
    Column("size", Integer, nullable=False, server_default="0"),
    Column("file_key", Text, nullable=False, server_default=""),
    Column("by_name", Text, nullable=False, server_default=""),
    Column("by_role", Text, nullable=False, server_default=""),
    Column("by_id", ForeignKey("people.id"), nullable=True, index=True),
)


class Kind(StrEnum):
    """How somebody proves to be a teacher."""

    #: A photo or file.
    CERTIFICATE = "certificate"
    #: The head of the school typed a code that the teacher gave them.
    HEAD = "head"


@dataclass(frozen=True)
class Proof:
    """One proof. Of a file we keep a reference only: its bytes stay where they were sent."""

    person_id: int
    kind: Kind
    at: datetime
    #: The file's fields, as in handlers/conversation/events.py; empty where there is none.
    origin: str = ""
    ref: str = ""
    file_kind: str = ""
    mime: str = ""
    file_name: str = ""
    size: int = 0
    file_key: str = ""
    #: Who confirmed it, and as what.
    by_name: str = ""
    by_role: str = ""
    #: Their id, where they are registered themselves.
    by_id: int | None = None


def keep(db: Db, proof: Proof) -> None:
    """Keep a proof in the place of an earlier one."""
    forget(db, proof.person_id)
    db.execute(insert(table).values(vars(proof)))


def of_person(db: Db, person_id: int) -> Proof | None:
    """Find what somebody showed; None if nothing yet."""
    row = db.execute(select(table).where(table.c.person_id == person_id)).first()
    if row is None:
        return None
    return Proof(**{**row._mapping, "kind": Kind(row.kind)})


def forget(db: Db, person_id: int) -> None:
    """Delete a proof: it was decided about."""
    db.execute(delete(table).where(table.c.person_id == person_id))
