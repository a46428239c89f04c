"""One-time codes and links: who may do one thing once, for a while. Only their hashes are kept."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Table, Text, delete, insert, or_, select, update

from storage.db import Db, UtcTime, metadata

#: How long a code that makes a coordinator is good. Source: docs/rules.md, REG-7.
CLAIM_LASTS = timedelta(days=7)

table = Table(
    "codes",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=True),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    Column("used_at", UtcTime, nullable=True),
)


class Purpose(StrEnum):
    """What a code is good for."""

    CLAIM = "claim"  # become coordinator of the country in `subject`
    LINK = "link"  # add an address to the person
    TWINSPACE = "twinspace"  # open the TwinSpace of the project in `subject` in the browser
    MATERIALS = "materials"  # open the materials of the project in `subject` in the browser
    PAGES = "pages"  # open the pages of the project in `subject` in the browser
    EXPORT = "export"  # open the export of the project in `subject` in the browser
    ME = "me"  # open the person's own data in the browser; the chat in `subject` asked
    TWINSPACES = "twinspaces"  # open all TwinSpaces of the person, likewise
    DESK = "desk"  # open the coordinator's desk, likewise
    PUPILS = "pupils"  # add pupils to the project in `subject`
    CONTACT = "contact"  # ask the person to be a contact, as often as it is shown
    MERGE = "merge"  # make one of the person and the one in `subject`
    MOVE = "move"  # give the person a new address; the coordinator in `subject` checked who it is
    HEAD = "head"  # confirm that the person is a teacher
    PROOF = "proof"  # show the proof of the person in `subject` to the coordinator, in the browser
    ROOM_REPORT = "room report"  # open the report in `subject` in the browser
    BRIDGE = "bridge"  # tie a Telegram group to the staff room of the project in `subject`
    GROUP = "group"  # join the group in `subject`, as often as it is shown


@dataclass(frozen=True)
class Code:
    """What a code stands for."""

    purpose: Purpose
    subject: str
    person_id: int | None
    expires_at: datetime


def make(
    db: Db,
    code: str,
    purpose: Purpose,
    subject: str,
    *,
    at: datetime,
    lasts: timedelta,
    person_id: int | None = None,
) -> None:
    """Make `code` good once for the purpose. It is written here only as a hash."""
    values = {"hash": _hash(code), "purpose": purpose, "subject": subject, "person_id": person_id}
    db.execute(insert(table).values({**values, "made_at": at, "expires_at": at + lasts}))


def look(db: Db, code: str, purpose: Purpose, at: datetime) -> Code | None:
    """Read a code without using it; None if unknown, used or expired."""
    query = select(table.c.purpose, table.c.subject, table.c.person_id, table.c.expires_at).where(
        table.c.hash == _hash(code),
        table.c.purpose == purpose,
        table.c.used_at.is_(None),
        table.c.expires_at > at,
    )
    row = db.execute(query).first()
    return Code(Purpose(row[0]), row[1], row[2], row[3]) if row else None


def use(db: Db, code: str, purpose: Purpose, at: datetime) -> Code | None:
    """Use a code up; None if unknown, used or expired. Of two at once one gets it."""
    found = look(db, code, purpose, at)
    if found is None:
        return None
    change = update(table).where(table.c.hash == _hash(code), table.c.used_at.is_(None))
    return found if db.execute(change.values(used_at=at)).rowcount == 1 else None


def forget(db: Db, purpose: Purpose, person_id: int) -> None:
    """Delete a person's codes for one purpose."""
    db.execute(delete(table).where(table.c.person_id == person_id, table.c.purpose == purpose))


def forget_merges(db: Db, people: Collection[int]) -> None:
    """Delete the codes by which one of these people could still be merged, with whomever."""
    subjects = [str(one) for one in people]
    theirs = or_(table.c.person_id.in_(people), table.c.subject.in_(subjects))
    db.execute(delete(table).where(table.c.purpose == Purpose.MERGE, theirs))


def forget_person(db: Db, person_id: int) -> None:
    """Delete everything that a person's chats have asked for and nobody has used yet."""
    db.execute(delete(table).where(table.c.person_id == person_id, table.c.used_at.is_(None)))


def forget_old(db: Db, at: datetime) -> None:
    """Delete the codes that nobody can use any more."""
    db.execute(delete(table).where(table.c.expires_at < at - timedelta(days=1)))


def _hash(code: str) -> str:
    plain = code.strip().upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(plain.encode()).hexdigest()
