"""What was reported out of TwinSpaces: by whom, about whom, who read it, and what was noted."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Row,
    Table,
    Text,
    delete,
    false,
    insert,
    or_,
    select,
    text,
    update,
)

from storage import frozen
from storage.db import Db, UtcTime, metadata

#: How long a closed report is kept.
KEPT = timedelta(days=365)

table = Table(
    "room_reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    Column("school_id", ForeignKey("schools.id"), nullable=True),
    Column("reporter_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("reporter_pupil", ForeignKey("pupils.id"), nullable=True, index=True),
    Column("about_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("about_pupil", ForeignKey("pupils.id"), nullable=True, index=True),
    Column("key", Text, nullable=False, unique=True),
    Column("room", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("is_for_services", Boolean, nullable=False, server_default=text("false")),
    Column("at", UtcTime, nullable=False),
    Column("closed_at", UtcTime, nullable=True, index=True),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)

#: That somebody read a report, and why. Whom it concerns hears of it after the case.
reads = Table(
    "room_report_reads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("room_reports.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("is_told", Boolean, nullable=False),
)

#: What those who look after a report write to each other about it.
notes = Table(
    "room_report_notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("room_reports.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)


@dataclass(frozen=True)
class RoomReport:
    """One report out of a TwinSpace."""

    id: int
    project_id: int
    #: The reporter's school, whose teachers hear of it.
    school_id: int | None
    #: Who reported: one of the two, until that one is erased.
    reporter_id: int | None
    reporter_pupil: int | None
    #: Who is reported; both None if nobody knows whom it is about.
    about_id: int | None
    about_pupil: int | None
    #: Under which it was frozen (storage/frozen.py).
    key: str
    room: str
    #: The id of the message; empty if words alone were reported.
    message: str
    #: What the reporter says is wrong; perhaps nothing.
    words: str
    #: Whether it may be about a teacher of the reporter's school: they do not hear of it.
    is_for_services: bool
    at: datetime
    closed_at: datetime | None

    @property
    def names_somebody(self) -> bool:
        """Whether we know whom it is about."""
        return self.about_id is not None or self.about_pupil is not None


@dataclass(frozen=True)
class Read:
    """That a person read a report."""

    person_id: int
    #: A fixed word; empty for a teacher of the reporter's school.
    reason: str
    at: datetime


@dataclass(frozen=True)
class Note:
    """What one of those who look after a report wrote to the others."""

    person_id: int
    text: str
    at: datetime


_columns = [table.c[one.name] for one in fields(RoomReport)]


def add(db: Db, at: datetime, **values: Any) -> RoomReport:
    """Keep a report; `values` holds the columns by their names."""
    key = db.execute(insert(table).values(at=at, **values)).inserted_primary_key
    assert key is not None
    made = by_id(db, key[0])
    assert made is not None
    return made


def by_id(db: Db, report_id: int) -> RoomReport | None:
    """Find a report; None if there is no such."""
    found = _where(db, table.c.id == report_id)
    return found[0] if found else None


def same(
    db: Db, room: str, message: str, words: str, reporter: dict[str, int | None]
) -> RoomReport | None:
    """Find what somebody has reported in these words already; None if they have not."""
    is_it = (table.c.room == room) & (table.c.message == message) & (table.c.words == words)
    for name, value in reporter.items():
        is_it &= table.c[name] == value
    return next(iter(_where(db, is_it)), None)


def since(db: Db, reporter: dict[str, int | None], begin: datetime) -> int:
    """Count what somebody has reported from a time on."""
    theirs = table.c.at > begin
    for name, value in reporter.items():
        theirs &= table.c[name] == value
    return len(_where(db, theirs))


def open_(db: Db) -> list[RoomReport]:
    """List the reports that nobody has closed, the oldest first."""
    return _where(db, table.c.closed_at.is_(None))


def is_open_between(db: Db, one: int, other: int) -> bool:
    """Tell whether one of two teachers has reported the other, and nobody has closed it."""
    both = table.c.reporter_id.in_((one, other)) & table.c.about_id.in_((one, other))
    query = select(table.c.id).where(both, table.c.closed_at.is_(None))
    return db.scalar(query.limit(1)) is not None


def open_about_person(db: Db, person_id: int) -> list[RoomReport]:
    """List the open reports about a teacher."""
    return _where(db, (table.c.about_id == person_id) & table.c.closed_at.is_(None))


def open_of_pupil(db: Db, pupil_id: int) -> list[RoomReport]:
    """List the open reports about a pupil and by them."""
    theirs = or_(table.c.about_pupil == pupil_id, table.c.reporter_pupil == pupil_id)
    return _where(db, theirs & table.c.closed_at.is_(None))


def close(db: Db, report: RoomReport, at: datetime) -> bool:
    """Close a report; False if it was closed already."""
    is_open = (table.c.id == report.id) & table.c.closed_at.is_(None)
    return db.execute(update(table).where(is_open).values(closed_at=at)).rowcount == 1


def note_read(
    db: Db, report: RoomReport, person_id: int, reason: str, at: datetime, *, is_told: bool
) -> None:
    """Note that somebody read a report, and whether all whom it concerns were told."""
    values = {"report_id": report.id, "person_id": person_id, "reason": reason, "at": at}
    db.execute(insert(reads).values(**values, is_told=is_told))


def has_read(db: Db, report_id: int, person_id: int) -> bool:
    """Tell whether somebody has read a report."""
    mine = (reads.c.report_id == report_id) & (reads.c.person_id == person_id)
    return db.scalar(select(reads.c.id).where(mine).limit(1)) is not None


def untold_reads(db: Db, report: RoomReport) -> list[Read]:
    """List the reads of a report of which somebody has yet to hear; they count as told now."""
    mine = (reads.c.report_id == report.id) & (reads.c.is_told == false())
    columns = (reads.c.person_id, reads.c.reason, reads.c.at)
    found = [Read(*row) for row in db.execute(select(*columns).where(mine).order_by(reads.c.id))]
    db.execute(update(reads).where(mine).values(is_told=True))
    return found


def note(db: Db, report: RoomReport, person_id: int, text: str, at: datetime) -> None:
    """Keep what somebody wrote to the others who look after a report."""
    values = {"report_id": report.id, "person_id": person_id, "text": text, "at": at}
    db.execute(insert(notes).values(values))


def notes_of(db: Db, report_id: int) -> list[Note]:
    """List what was written about a report, the oldest first."""
    columns = (notes.c.person_id, notes.c.text, notes.c.at)
    query = select(*columns).where(notes.c.report_id == report_id).order_by(notes.c.id)
    return [Note(*row) for row in db.execute(query)]


def forget_pupil(db: Db, pupil_id: int) -> None:
    """Delete all reports about a pupil, with what was frozen; one by them loses name and words.

    It stays for whoever it is about: nobody gets rid of a report by erasing who made it.
    """
    forget(db, _where(db, table.c.about_pupil == pupil_id))
    nameless = {"reporter_pupil": None, "words": ""}
    db.execute(update(table).where(table.c.reporter_pupil == pupil_id).values(nameless))


def forget(db: Db, found: list[RoomReport]) -> None:
    """Delete reports, with what was frozen and what was written about them."""
    ids = [report.id for report in found]
    for hanging in (reads, notes):
        db.execute(delete(hanging).where(hanging.c.report_id.in_(ids)))
    db.execute(delete(table).where(table.c.id.in_(ids)))
    for report in found:
        frozen.forget(db, report.key)


def forget_old(db: Db, at: datetime) -> None:
    """Delete what was closed a year ago, and what was frozen for a report that never came."""
    forget(db, _where(db, table.c.closed_at < at - KEPT))
    unused = frozen.table.c.key.not_in(select(table.c.key))
    old = frozen.table.c.at < at - frozen.UNUSED
    db.execute(delete(frozen.table).where(unused, old))


def _where(db: Db, where: ColumnElement[bool]) -> list[RoomReport]:
    return [_report(row) for row in db.execute(select(*_columns).where(where).order_by(table.c.id))]


def _report(row: Row[Any]) -> RoomReport:
    return RoomReport(**row._mapping)
