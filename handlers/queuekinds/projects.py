"""Projects in the queue: the service of each founder's country decides for itself.

Source: docs/rules.md, PRJ-1.
"""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from handlers import founding, numbers, queuing
from handlers.conversation import Event, Words
from handlers.queuing import Card, Desk, Kind, Outcome, Rows
from storage import approvals, coordinators, projects
from storage.db import Db
from storage.projects import Project, State

#: A card's name: the project's id and the country that decides.
_NAME = re.compile(r"j(\d{1,12})([A-Z]{2})")


def _cards(_: Event, db: Db, desk: Desk) -> Sequence[Card]:
    """Find the oldest of those to decide, and of those whose founders have yet to answer."""
    most, place = queuing.MOST, desk.place
    return [
        _card(db, project, country, is_asked)
        for is_asked in (False, True)
        for project, country in approvals.waiting(
            db, desk.countries, most, place, is_asked=is_asked
        )
    ]


def _card(db: Db, project: Project, country: str, is_asked: bool) -> Card:
    draw = partial(_draw, db, project, country)
    name = founding.name_of(project, country)
    return Card(name, project.since, country, draw, project.founders, is_asked)


def _count(_: Event, db: Db, desk: Desk) -> Mapping[str, int]:
    return approvals.count_waiting(db, desk.countries, desk.person_id)


def _waiting(db: Db, _: Desk, name: str) -> Card | None:
    named = _NAME.fullmatch(name)
    project = projects.by_id(db, numbers.read(named[1])) if named else None
    if named is None or project is None or project.state != State.NSS:
        return None
    country, is_asked = named[2], named[2] in approvals.asked(db, project)
    is_missing = country in approvals.missing(db, project)
    return _card(db, project, country, is_asked) if is_missing else None


def _draw(db: Db, project: Project, country: str) -> tuple[Words, Rows]:
    return founding.card_of(db, project, country), founding.buttons_of(project, country)


def _find(event: Event, db: Db, name: str, rest: list[str]) -> tuple[Project, str] | Words:
    """Lock the project of a card, with the country for which it asks, or say why not."""
    named = _NAME.fullmatch(name)
    project = projects.hold(db, numbers.read(named[1])) if named else None
    if named is None or project is None:
        return Words("queue.gone")
    mine = coordinators.countries_of(db, event.actor.id)
    is_own = event.actor.id in project.founders
    if is_own or not coordinators.may_decide(mine, named[2]):
        return Words("queue.not_yours")
    is_asked = project.state == State.NSS and named[2] in approvals.missing(db, project)
    if not is_asked or [str(project.revision)] != rest[:1]:
        return Words("queue.already")
    return project, named[2]


def _problem(event: Event, db: Db, name: str, rest: list[str]) -> Words | None:
    found = _find(event, db, name, rest)
    return found if isinstance(found, Words) else None


def _approve(event: Event, db: Db, name: str, rest: list[str]) -> Outcome:
    found = _find(event, db, name, rest)
    return (found, []) if isinstance(found, Words) else founding.approve(event, db, *found)


def _ask(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    found = _find(event, db, name, rest)
    return (found, []) if isinstance(found, Words) else founding.ask(event, db, *found, words)


def _refuse(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    found = _find(event, db, name, rest)
    return (found, []) if isinstance(found, Words) else founding.refuse(event, db, *found, words)


queuing.add(
    Kind(
        "j",
        "queue.count_projects",
        cards=_cards,
        problem=_problem,
        approve=_approve,
        ask=_ask,
        refuse=_refuse,
        count=_count,
        find=_waiting,
    )
)
