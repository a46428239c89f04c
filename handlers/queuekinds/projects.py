"""Projects in the queue: the service of each founder's country decides for itself.

Source: docs/rules.md, PRJ-1.
"""

import re
from collections.abc import Sequence
from functools import partial

from handlers import founding, numbers, queuing
from handlers.conversation import Event, Words
from handlers.queuing import Card, Desk, Kind, Outcome, Rows
from storage import projects
from storage.db import Db
from storage.projects import Project

#: A card's name: the project's id and the country that decides.
_NAME = re.compile(r"j(\d{1,12})([A-Z]{2})")


def _cards(_: Event, db: Db, desk: Desk) -> Sequence[Card]:
    return [
        Card(
            founding.name_of(project, country),
            project.since,
            country,
            partial(_draw, db, project, country),
            project.founders,
        )
        for project, country in projects.waiting(db, desk.countries, queuing.MOST)
    ]


def _draw(db: Db, project: Project, country: str) -> tuple[Words, Rows]:
    return founding.card_of(db, project, country), founding.buttons_of(project, country)


def _find(db: Db, name: str, rest: list[str]) -> tuple[Project | None, str]:
    """Lock the project of a card, and say for which country it asks; None if it is outdated."""
    named = _NAME.fullmatch(name)
    project = projects.hold(db, numbers.read(named[1])) if named else None
    if named is None or project is None or [str(project.revision)] != rest[:1]:
        return None, ""
    return project, named[2]


def _problem(event: Event, db: Db, name: str, rest: list[str]) -> Words | None:
    project, country = _find(db, name, rest)
    is_open = project is not None and founding.may_decide(event, db, project, country)
    return None if is_open else Words("queue.already")


def _approve(event: Event, db: Db, name: str, rest: list[str]) -> Outcome:
    return founding.approve(event, db, *_find(db, name, rest))


def _ask(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    return founding.ask(event, db, *_find(db, name, rest), words)


def _refuse(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    return founding.refuse(event, db, *_find(db, name, rest), words)


queuing.add(
    Kind(
        "j",
        "queue.count_projects",
        cards=_cards,
        problem=_problem,
        approve=_approve,
        ask=_ask,
        refuse=_refuse,
    )
)
