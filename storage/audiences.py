"""To whom an announcement goes, as data and in SQL."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, func, literal, or_, select

from storage import ambassadors, coordinators, group_members, members, people
from storage.db import Db
from storage.people import Standing

#: What somebody can be besides what they are at their school.
PARTS = ("ambassador", "coordinator", "moderator")

_who = people.table
#: To draw lots: no two numbers below the prime make the same one.
_PRIME, _SPREAD = 10_007, 7_919


@dataclass(frozen=True)
class Audience:
    """Whom an announcement is for: everybody of whom all of this is true, empty is anything."""

    #: Codes, or "*" for all.
    countries: tuple[str, ...]
    #: What they are at their school, or one of PARTS.
    roles: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    groups: tuple[int, ...] = field(default=())
    projects: tuple[int, ...] = field(default=())
    #: Within how many days they did something here; 0 is ever.
    days: int = 0


def write(audience: Audience) -> str:
    """Write an audience down."""
    return json.dumps({name: value for name, value in asdict(audience).items() if value})


def read(written: str) -> Audience:
    """Read what `write` wrote."""
    values: dict[str, Any] = json.loads(written)
    days = values.pop("days", 0)
    return Audience(**{name: tuple(value) for name, value in values.items()}, days=days)


def select_of(audience: Audience, now: datetime) -> Select[tuple[int]]:
    """Select `person_id` of the audience: validated people, and coordinators where asked for."""
    return select(_who.c.id.label("person_id")).where(*_wanted(audience, now))


def part(
    db: Db, audience: Audience, now: datetime, after: int, most: int
) -> tuple[Select[tuple[int]], int] | None:
    """Select the next few by their ids, and give the last one's; None if there is nobody more."""
    wanted = (*_wanted(audience, now), _who.c.id > after)
    ids = select(_who.c.id).where(*wanted).order_by(_who.c.id).limit(most).subquery()
    last = db.scalar(select(func.max(ids.c.id)))
    if last is None:
        return None
    query = select(_who.c.id.label("person_id")).where(*wanted, _who.c.id <= last)
    return query, last


def count(db: Db, audience: Audience, now: datetime) -> int:
    """Count the audience."""
    query = select(func.count()).select_from(_who).where(*_wanted(audience, now))
    return db.scalar(query) or 0


def share(db: Db, audience: Audience, now: datetime, one_in: int) -> tuple[int, Select[tuple[int]]]:
    """Select about one in so many of an audience, always the same ones, and say how many."""
    # Neighbours fall apart, since who registered together has habits in common.
    lot = (_who.c.id % _PRIME) * _SPREAD % _PRIME
    # First, so that the rest is asked of so many less.
    wanted = (lot < _PRIME // one_in, *_wanted(audience, now))
    ids = db.scalars(select(_who.c.id).where(*wanted)).all()
    return len(ids), select(_who.c.id.label("person_id")).where(_who.c.id.in_(ids))


def holds(column: ColumnElement[Any], code: str) -> ColumnElement[bool]:
    """Say in SQL whether a code is in a list of codes."""
    spaced = literal(" ", Text).concat(column.cast(Text)).concat(" ")
    return spaced.contains(f" {code} ", autoescape=True)


def _wanted(audience: Audience, now: datetime) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [_counts(audience)]
    if coordinators.ALL not in audience.countries:
        wanted.append(_who.c.country.in_(audience.countries))
    if audience.roles:
        wanted.append(or_(*_roles(audience.roles)))
    if audience.subjects:
        wanted.append(or_(*(holds(_who.c.subjects, one) for one in audience.subjects)))
    if audience.languages:
        wanted.append(or_(*(holds(_who.c.languages, one) for one in audience.languages)))
    if audience.groups:
        wanted.append(_is_in(group_members.table, "group_id", audience.groups))
    if audience.projects:
        wanted.append(_is_in(members.table, "project_id", audience.projects))
    if audience.days:
        wanted.append(_who.c.active_at >= now - timedelta(days=audience.days))
    return wanted


def _counts(audience: Audience) -> ColumnElement[bool]:
    """Say in SQL who is validated now: nobody who waits, is suspended or was erased."""
    is_validated = _who.c.standing == Standing.VALIDATED
    if "coordinator" not in audience.roles:
        return is_validated
    return is_validated | ((_who.c.standing == Standing.STAFF) & _coordinates())


def _coordinates() -> ColumnElement[bool]:
    return _who.c.id.in_(select(coordinators.table.c.person_id))


def _roles(roles: Sequence[str]) -> list[ColumnElement[bool]]:
    badge, part = ambassadors.table, group_members.table
    moderates = (part.c.role == group_members.Role.MODERATOR) & (
        part.c.state == group_members.State.IN
    )
    has_badge = (badge.c.person_id == _who.c.id) & (badge.c.country == _who.c.country)
    found = {
        "ambassador": select(badge.c.person_id).where(has_badge).exists(),
        "coordinator": _coordinates(),
        "moderator": _who.c.id.in_(select(part.c.person_id).where(moderates)),
    }
    at_school = [one for one in roles if one not in PARTS]
    wanted = [found[one] for one in roles if one in PARTS]
    return [*wanted, _who.c.role.in_(at_school)] if at_school else wanted


def _is_in(table: Any, name: str, ids: Sequence[int]) -> ColumnElement[bool]:
    inside = (table.c[name].in_(ids)) & (table.c.state == "in")
    return _who.c.id.in_(select(table.c.person_id).where(inside))
