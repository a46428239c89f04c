"""Approvals: what the support service of each founder's country says of a project."""

from datetime import datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Table, Text, func, insert, select, update

from storage import projects
from storage.db import Db, UtcTime, metadata
from storage.places import START, Place, from_
from storage.projects import Project, State

_project = projects.table
table = Table(
    "project_approvals",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("country", Text, primary_key=True),
    Column("approved_by", ForeignKey("people.id"), nullable=True),
    Column("approved_at", UtcTime, nullable=True),
    # When the country asked the founders something that they have not answered yet.
    Column("asked_at", UtcTime, nullable=True),
)


def submit(db: Db, project: Project, countries: frozenset[str]) -> None:
    """Ask the support services of these countries, afresh."""
    db.execute(table.delete().where(table.c.project_id == project.id))
    rows = [{"project_id": project.id, "country": country} for country in sorted(countries)]
    db.execute(insert(table), rows)


def approve(db: Db, project: Project, country: str, by: int, at: datetime) -> bool:
    """Write down a country's approval; False if it is not asked, or has approved already."""
    where = (table.c.project_id == project.id) & (table.c.country == country)
    waits = where & table.c.approved_at.is_(None)
    change = update(table).where(waits).values(approved_by=by, approved_at=at)
    return db.execute(change).rowcount == 1


def ask(db: Db, project: Project, country: str, at: datetime | None) -> None:
    """Note that a country waits for the founders' answer; None: not any more."""
    where = (table.c.project_id == project.id) & (table.c.country == country)
    db.execute(update(table).where(where).values(asked_at=at))


def asked(db: Db, project: Project) -> frozenset[str]:
    """List the countries that have yet to decide, and wait for the founders' answer."""
    query = select(table.c.country).where(
        table.c.project_id == project.id,
        table.c.approved_at.is_(None),
        table.c.asked_at.is_not(None),
    )
    return frozenset(db.scalars(query))


def missing(db: Db, project: Project) -> frozenset[str]:
    """List the countries whose approval a project still waits for."""
    query = select(table.c.country).where(
        table.c.project_id == project.id, table.c.approved_at.is_(None)
    )
    return frozenset(db.scalars(query))


def waiting(
    db: Db,
    countries: frozenset[str],
    limit: int = 50,
    place: Place = START,
    *,
    is_asked: bool | None = None,
) -> list[tuple[Project, str]]:
    """List the projects that wait for these countries, each with the country; "*" is all.

    Those whose founders have yet to answer that country, or the others; None is all.
    """
    query = select(_project, table.c.country.label("asked")).join(table, _waits(countries))
    query = query.where(from_(_project.c.since, _project.c.id, place))
    if is_asked is not None:
        at = table.c.asked_at
        query = query.where(at.is_not(None) if is_asked else at.is_(None))
    query = query.order_by(_project.c.since, _project.c.id, table.c.country).limit(limit)
    found = []
    for *row, asked in db.execute(query):
        found.append((projects.of_row(row), asked))
    return found


def count_waiting(db: Db, countries: frozenset[str], but: int) -> dict[str, int]:
    """Count those that wait for these countries, by country, without what a person founded."""
    query = select(table.c.country, func.count()).join(_project, _waits(countries))
    query = query.where(_project.c.founder_id != but, _project.c.cofounder_id != but)
    return {row[0]: row[1] for row in db.execute(query.group_by(table.c.country))}


def _waits(countries: frozenset[str]) -> ColumnElement[bool]:
    waits = (table.c.project_id == _project.c.id) & (_project.c.state == State.NSS)
    waits &= table.c.approved_at.is_(None)
    return waits if "*" in countries else waits & table.c.country.in_(countries)
