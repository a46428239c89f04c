"""Quality Labels: the evidence that teachers file, and the applications they handed in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from storage.db import Db, UtcTime, metadata

#: What evidence is for, in the order of the form. The five criteria of the National Quality
#: Label, and one of the points under "technology" that is asked for by itself.
#: Source: the eTwinning support services' guides to the National Quality Label.
POINTS = ("collaboration", "technology", "safety", "pedagogy", "curriculum", "results")
#: Without these there is no label: how pupils work together online, the technology they use,
#: and data protection, copyright and safety.
COMPULSORY = frozenset({"collaboration", "technology", "safety"})
#: How much a teacher may file for one point.
MOST = 8
#: How many applications of a teacher count in a school year; the first ones do.
A_YEAR = 4
#: In which month a school year begins, for this purpose, everywhere.
FIRST_MONTH = 8

evidence = Table(
    "label_evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("point", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("file", Text, nullable=False, server_default=""),
    Column("at", UtcTime, nullable=False),
    Index("ix_label_evidence_person_id_project_id", "person_id", "project_id"),
)
applications = Table(
    "label_applications",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True, autoincrement=False),
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("school_year", Integer, nullable=False),
    Column("handed_in_at", UtcTime, nullable=False),
    Index("ix_label_applications_person_id", "person_id"),
)


@dataclass(frozen=True)
class Evidence:
    """One thing that a teacher filed for a point of the label."""

    id: int
    project_id: int
    person_id: int
    #: One of POINTS.
    point: str
    text: str
    #: The reference of a file, as in handlers/conversation/events.py; None without one.
    file: Mapping[str, Any] | None
    at: datetime


def file(
    db: Db,
    project_id: int,
    person_id: int,
    point: str,
    text: str,
    file: Mapping[str, Any] | None,
    at: datetime,
) -> None:
    """File evidence. Raises ValueError if there is no such point."""
    if point not in POINTS:
        raise ValueError(f"no such point of the label: {point}")
    row = {"project_id": project_id, "person_id": person_id, "point": point, "text": text}
    db.execute(insert(evidence).values(**row, file=json.dumps(file) if file else "", at=at))


def filed(db: Db, project_id: int, person_id: int) -> list[Evidence]:
    """List what a teacher filed of a project, point by point."""
    mine = (evidence.c.project_id == project_id) & (evidence.c.person_id == person_id)
    rows = db.execute(select(evidence).where(mine).order_by(evidence.c.id))
    return sorted((_evidence(row) for row in rows), key=lambda one: POINTS.index(one.point))


def by_id(db: Db, evidence_id: int) -> Evidence | None:
    """Find one thing that was filed; None if there is no such."""
    row = db.execute(select(evidence).where(evidence.c.id == evidence_id)).first()
    return _evidence(row) if row else None


def remove(db: Db, evidence_id: int) -> None:
    """Delete one thing that was filed."""
    db.execute(delete(evidence).where(evidence.c.id == evidence_id))


def missing(filed: Sequence[Evidence]) -> tuple[str, ...]:
    """List the points for which nothing is filed, in their order."""
    there = {one.point for one in filed}
    return tuple(point for point in POINTS if point not in there)


def school_year(at: datetime) -> int:
    """Give the year in which the school year began."""
    return at.year if at.month >= FIRST_MONTH else at.year - 1


def handed_in(db: Db, project_id: int, person_id: int) -> datetime | None:
    """Say when a teacher handed a project's application in; None if never."""
    mine = (applications.c.project_id == project_id) & (applications.c.person_id == person_id)
    return db.scalar(select(applications.c.handed_in_at).where(mine))


def hand_in(db: Db, project_id: int, person_id: int, at: datetime) -> bool:
    """Note that an application is handed in; False if as many count this year already.

    Who calls it holds the person. Safe to repeat: the first time counts.
    """
    if handed_in(db, project_id, person_id) is not None:
        return True
    year = school_year(at)
    mine = (applications.c.person_id == person_id) & (applications.c.school_year == year)
    if (db.scalar(select(func.count()).select_from(applications).where(mine)) or 0) >= A_YEAR:
        return False
    row = {"project_id": project_id, "person_id": person_id, "school_year": year}
    db.execute(insert(applications).values(**row, handed_in_at=at))
    return True


def _evidence(row: Sequence[Any]) -> Evidence:
    number, project_id, person_id, point, text, file, at = row
    found = json.loads(file) if file else None
    return Evidence(number, project_id, person_id, point, text, found, at)
