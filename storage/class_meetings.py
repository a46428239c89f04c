"""Video meetings of a project's classes, and for which schools' pupils the link is released."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, delete, insert, select, update

from storage.db import Db, UtcTime, metadata

#: So long a meeting can be joined after it was begun.
LASTS = timedelta(hours=3)
#: So long its link is kept.
KEPT = timedelta(days=7)

table = Table(
    "class_meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    Column("link", Text, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("ended_at", UtcTime, nullable=True),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)
releases = Table(
    "class_meeting_releases",
    metadata,
    Column("meeting_id", ForeignKey("class_meetings.id"), primary_key=True, autoincrement=False),
    Column("school_id", ForeignKey("schools.id"), primary_key=True, autoincrement=False),
)


@dataclass(frozen=True)
class ClassMeeting:
    """A video meeting that classes join, each in front of its own screen."""

    id: int
    project_id: int
    link: str
    #: The schools whose pupils may open the link themselves.
    released: frozenset[int]


def begin(db: Db, project_id: int, link: str, by: int, at: datetime) -> ClassMeeting:
    """Begin a meeting. The caller holds the project, and has seen that none is going on."""
    values = {"project_id": project_id, "link": link, "by_id": by, "at": at}
    key = db.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None
    return ClassMeeting(key[0], project_id, link, frozenset())


def going_on(db: Db, project_id: int, at: datetime) -> ClassMeeting | None:
    """Find the meeting that can be joined now; None if there is none."""
    query = select(table.c.id, table.c.project_id, table.c.link).where(
        table.c.project_id == project_id, table.c.ended_at.is_(None), table.c.at > at - LASTS
    )
    row = db.execute(query.order_by(table.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    schools = select(releases.c.school_id).where(releases.c.meeting_id == row.id)
    return ClassMeeting(*row, released=frozenset(db.scalars(schools)))


def release(db: Db, meeting: ClassMeeting, school_id: int) -> bool:
    """Let a school's pupils open the link themselves; False if they may already."""
    if school_id in meeting.released:
        return False
    db.execute(insert(releases).values(meeting_id=meeting.id, school_id=school_id))
    return True


def end(db: Db, meeting: ClassMeeting, at: datetime) -> None:
    """End a meeting: nobody is shown its link any more."""
    db.execute(update(table).where(table.c.id == meeting.id).values(ended_at=at))


def forget_old(db: Db, at: datetime) -> None:
    """Delete the meetings that are long over, with their links."""
    old = select(table.c.id).where(table.c.at < at - KEPT)
    db.execute(delete(releases).where(releases.c.meeting_id.in_(old)))
    db.execute(delete(table).where(table.c.at < at - KEPT))
