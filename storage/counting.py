"""Counts each month once when it is over: which tables tell what about people and their work.

Source: docs/rules.md, NSS-3, and docs/decisions/0023-statistics.md.
"""

import statistics as medians
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    distinct,
    func,
    select,
    union,
)

from storage import (
    attendance,
    contacts,
    ideas,
    message_days,
    people,
    projects,
    seminars,
    statistics,
)
from storage.counted import Count, Found, shown
from storage.countries import all_countries
from storage.db import Db
from storage.hiding import ALL, FEWEST, Cell, is_seen
from storage.people import Standing

#: So many months before the first count are made up for, out of what the tables keep.
MADE_UP = 12
#: A month that cannot be made up for is counted at most so long after it could be.
LATE = timedelta(days=2)
#: Those who teach; the others coordinate, or are gone.
_REGISTERED = people.table.c.standing.not_in((Standing.GONE, Standing.STAFF))


def count_months(db: Db, now: datetime) -> bool:
    """Count one thing of an ended month that was not counted yet; True if there was one."""
    for month in _ended(db, now):
        for one in COUNTS:
            if _is_due(one, month, now) and not statistics.is_counted(db, month, one.measures[0]):
                end = statistics.begins(statistics.before(month, -1))
                found = one.count(db, statistics.begins(month), end)
                if found is not None:
                    statistics.save(db, month, shown(one, found))
                    return True
    return False


def _ended(db: Db, now: datetime) -> list[date]:
    """List the months that ended since the first person registered, at most a year's."""
    query = select(people.table.c.registered_at).order_by(people.table.c.id).limit(1)
    first = db.scalar(query)
    if first is None:
        return []
    this = statistics.month_of(now.date())
    past = [statistics.before(this, many) for many in range(1, MADE_UP + 1)]
    return [one for one in past if one >= statistics.month_of(first.date())]


def _is_due(one: Count, month: date, now: datetime) -> bool:
    known_at = statistics.begins(statistics.before(month, -1)) + one.after
    return known_at <= now and (one.is_kept or now < known_at + LATE)


def _by_country(db: Db, measure: str, query: Select[Any]) -> dict[Cell, int]:
    return {(country, measure): count for country, count in db.execute(query)}


def _people(*where: ColumnElement[bool]) -> Select[Any]:
    """Count people by country."""
    country = people.table.c.country
    query = select(country, func.count()).select_from(people.table).group_by(country)
    return query.where(*where)


def _registered(db: Db, start: datetime, end: datetime) -> Found:
    at = people.table.c.registered_at
    query = _people(_REGISTERED, at >= start, at < end)
    return Found(_by_country(db, "registered", query))


def _validated(db: Db, start: datetime, end: datetime) -> Found:
    """Count who was validated for the first time, and how long half of them waited for it."""
    person = people.table.c
    query = select(person.country, person.registered_at, person.validated_at)
    here = (_REGISTERED, person.validated_at >= start, person.validated_at < end)
    waited: dict[str, list[int]] = {}
    for country, registered, validated in db.execute(query.where(*here)):
        days = (validated - registered).days
        waited.setdefault(country, []).append(days)
    found = Found({(one, "validated"): len(days) for one, days in waited.items()})
    waited[ALL] = [day for days in waited.values() if len(days) >= FEWEST for day in days]
    for country, days in waited.items():
        if days:
            found.beside[country, statistics.DAYS] = round(medians.median(days))
    return found


def _active(db: Db, start: datetime, _end: datetime) -> Found:
    """Count the validated teachers who did something in the month.

    Those who did nothing are not counted: all teachers of a country, two months in a row, would
    tell how many came in between.
    """
    # Said so, all rows are read once: to look each up by its standing takes far longer.
    is_validated = people.table.c.standing.not_in(set(Standing) - {Standing.VALIDATED})
    seen = people.table.c.active_at >= start
    return Found(_by_country(db, "active", _people(is_validated, seen)))


def _of(
    measure: str,
    doers: Callable[[datetime, datetime], Subquery],
    after: timedelta = timedelta(),
) -> Count:
    """Count the people who did something in a month, each once."""

    def count(db: Db, start: datetime, end: datetime) -> Found:
        these = doers(start, end)
        country = people.table.c.country
        who = distinct(these.c.person_id)
        joined = people.table.join(these, these.c.person_id == people.table.c.id)
        query = select(country, func.count(who)).select_from(joined).group_by(country)
        return Found(_by_country(db, measure, query))

    return Count((measure,), count, after=after, is_kept=True)


def _posters(start: datetime, end: datetime) -> Subquery:
    idea = ideas.table.c
    here = (idea.posted_at >= start, idea.posted_at < end)
    return select(idea.author_id.label("person_id")).where(*here).subquery()


def _askers(start: datetime, end: datetime) -> Subquery:
    contact = contacts.table.c
    here = (contact.asked_at >= start, contact.asked_at < end)
    return select(contact.asker_id.label("person_id")).where(*here).subquery()


def _matched(start: datetime, end: datetime) -> Subquery:
    contact = contacts.table.c
    here = (
        contact.state == contacts.State.ACCEPTED,
        contact.answered_at >= start,
        contact.answered_at < end,
    )
    asker = select(contact.asker_id.label("person_id")).where(*here)
    return union(asker, select(contact.asked_id).where(*here)).subquery()


def _attenders(start: datetime, end: datetime) -> Subquery:
    here = select(seminars.table.c.id).where(*_took_place(start, end))
    was = attendance.table.c
    return select(was.person_id).where(was.seminar_id.in_(here)).subquery()


_STATES = {
    projects.State.DRAFT: "draft",
    projects.State.PARTNER: "partner",
    projects.State.NSS: "nss",
    projects.State.ACTIVE: "running",
    projects.State.CLOSED: "closed",
}


def _projects(db: Db, _start: datetime, _end: datetime) -> Found:
    """Count projects by the state in which they are."""
    return _founded(db, projects.table.c.state.in_(_STATES), _STATES)


def _archived(db: Db, start: datetime, end: datetime) -> Found:
    """Count the projects archived in the month.

    Nothing leaves the archive: from all that are there in two months this would follow.
    """
    project, archived = projects.table.c, projects.State.ARCHIVED
    here = (project.state == archived) & (project.since >= start) & (project.since < end)
    return _founded(db, here, {archived: "archived"})


def _founded(db: Db, which: ColumnElement[bool], names: Mapping[projects.State, str]) -> Found:
    """Count projects in each founder's country; few founders hide many projects.

    All together are those that count in a country where they are shown.
    """
    project, one, other = projects.table.c, people.table.alias(), people.table.alias()
    joined = projects.table.join(one, one.c.id == project.founder_id).join(
        other, other.c.id == project.cofounder_id
    )
    query = select(project.state, one.c.id, one.c.country, other.c.id, other.c.country)
    counts: Counter[Cell] = Counter()
    each: list[tuple[str, set[str]]] = []
    founders: dict[Cell, set[int]] = {}
    # Row by row: who is behind a count would take as long again to ask for.
    for state, first, there, second, elsewhere in db.execute(
        query.select_from(joined).where(which)
    ):
        name = names[projects.State(state)]
        each.append((name, {there, elsewhere}))
        counts.update((country, name) for country in {there, elsewhere})
        founders.setdefault((there, name), set()).add(first)
        founders.setdefault((elsewhere, name), set()).add(second)
    few = {cell for cell, those in founders.items() if len(those) < FEWEST}
    seen = {cell for cell, count in counts.items() if is_seen(count, cell in few)}
    wholes = Counter(name for name, where in each if any((one, name) in seen for one in where))
    return Found(dict(counts), few, dict.fromkeys(names.values(), 0) | wholes)


def _held(db: Db, start: datetime, end: datetime) -> Found:
    """Count the seminars, by the country of who hosted them: they stand in a public list."""
    seminar, person = seminars.table.c, people.table.c
    joined = people.table.join(seminars.table, seminar.host_id == person.id)
    query = select(person.country, func.count()).select_from(joined).group_by(person.country)
    found = Found({})
    found.public = {(one.code, "held"): 0 for one in all_countries()}
    found.public |= _by_country(db, "held", query.where(*_took_place(start, end)))
    found.public[ALL, "held"] = sum(found.public.values())
    return found


def _took_place(start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    seminar = seminars.table.c
    is_planned = seminar.state == seminars.State.PLANNED
    return is_planned, seminar.ends_at >= start, seminar.ends_at < end


def _messages(db: Db, start: datetime, _end: datetime) -> Found | None:
    taken = message_days.take(db, start.date())
    return Found(*taken) if taken else None


#: Everything that is counted, each in its own short transaction.
COUNTS: tuple[Count, ...] = (
    Count(("registered",), _registered, is_kept=True),
    Count(("validated",), _validated, is_kept=True),
    Count(("active",), _active),
    _of("ideas", _posters),
    _of("asking", _askers),
    _of("matched", _matched),
    Count(tuple(_STATES.values()), _projects),
    Count(("archived",), _archived, is_kept=True),
    # Attendance can be noted for a day after the end.
    Count(("held",), _held, after=seminars.CODE_LASTS, is_kept=True),
    _of("came", _attenders, after=seminars.CODE_LASTS),
    Count(message_days.OUTCOMES, _messages, after=message_days.WHOLE),
)
