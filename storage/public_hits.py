"""What everybody may see of projects, without asking whether they fit a search."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, select

from storage import members, page_publications, pages, people, projects, publications, schools
from storage.db import Db
from storage.prepared import Prepared

#: So many projects are read at once.
_PART = 10


@dataclass(frozen=True)
class Plan:
    """What everybody may read of a project's plan, but for names in it: columns of its table."""

    id: int
    title: str
    description: str
    languages: tuple[str, ...]
    age_min: int
    age_max: int
    subjects: tuple[str, ...]
    state: projects.State


@dataclass(frozen=True)
class Hit:
    """A project as everybody may see it in a list."""

    project: Plan
    #: The countries and towns of its schools, each once.
    places: tuple[tuple[str, str], ...]
    #: The names of who takes part, so that they can be kept out of what is shown.
    names: tuple[str, ...]
    #: Whether pictures, and pages, were ever asked to be public: only then some may be.
    has_pictures: bool
    has_pages: bool


_part, _who, _school = members.table.c, people.table.c, schools.table.c


@cache
def _projects(many: int) -> Prepared:
    """Select so many projects, and whether pictures and pages of them were ever asked for."""
    own = projects.table.c.id
    pictures = exists().where(publications.table.c.project_id == own)
    written = exists().where(
        pages.table.c.project_id == own, page_publications.table.c.page_id == pages.table.c.id
    )
    plan = [projects.table.c[one.name] for one in fields(Plan)]
    return Prepared(select(pictures, written, *plan).where(_is_one_of(own, many)))


@cache
def _teachers(many: int) -> Prepared:
    """Select who takes, or took, part in so many projects, with their schools."""
    return Prepared(
        select(_part.project_id, _part.state, _who.name, _school.country, _school.town)
        .join_from(members.table, people.table, _who.id == _part.person_id)
        .outerjoin(schools.table, _school.id == _part.school_id)
        .where(_is_one_of(_part.project_id, many))
        .order_by(_part.project_id, _part.role, _part.since, _part.person_id)
    )


def _is_one_of(column: ColumnElement[int], many: int) -> ColumnElement[bool]:
    """Say in SQL that a number is one of so many."""
    ids: list[Any] = [bindparam(f"id{place}") for place in range(many)]
    return column == ids[0] if many == 1 else column.in_(ids)


def read(db: Db, ids: Sequence[int]) -> list[Hit]:
    """Read projects in this order; one that is not public now is left out."""
    parts = (ids[start : start + _PART] for start in range(0, len(ids), _PART))
    return [hit for part in parts for hit in _hits(db, part)]


def _hits(db: Db, ids: Sequence[int]) -> list[Hit]:
    values = {f"id{place}": one for place, one in enumerate(ids)}
    # Names before texts: out of these is cut whoever is erased in between.
    teachers = _teachers(len(ids)).rows(db, **values)
    found: dict[int, tuple[Plan, bool, bool]] = {}
    for has_pictures, has_pages, *row in _projects(len(ids)).rows(db, **values):
        plan = Plan(*row)
        if projects.is_public(plan.state, plan.title):
            found[plan.id] = plan, bool(has_pictures), bool(has_pages)
    places: dict[int, dict[tuple[str, str], None]] = {one: {} for one in found}
    names: dict[int, list[str]] = {one: [] for one in found}
    for number, state, name, country, town in teachers:
        if number in found:
            names[number].append(name)
            if state == members.State.IN and country:
                places[number][country, town] = None
    return [
        Hit(plan, tuple(places[one]), tuple(names[one]), has_pictures, has_pages)
        for one in ids
        if one in found
        for plan, has_pictures, has_pages in (found[one],)
    ]
