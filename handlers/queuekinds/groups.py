"""Proposed groups in central support's queue.

Source: docs/rules.md, GRP-1.
"""

from collections.abc import Sequence
from functools import partial

from handlers import groupcard, proposals, queuing
from handlers.conversation import Event, Words
from handlers.forms import Asking, Option
from handlers.queuing import Card, Desk, Kind, Rows
from storage import coordinators, groups
from storage.db import Db
from storage.groups import Group


def _cards(_: Event, db: Db, desk: Desk) -> Sequence[Card]:
    if not desk.is_central:
        return []
    return [
        Card(
            f"g{group.id}",
            group.since,
            coordinators.ALL,
            partial(_draw, db, group),
            frozenset({group.proposer_id}),
        )
        for group in groups.waiting(db)
    ]


def _draw(db: Db, group: Group) -> tuple[Words, Rows]:
    return proposals.card(db, group), proposals.buttons_of(group)


def _problem(event: Event, db: Db, name: str, rest: list[str]) -> Words | None:
    group = proposals.find(event, db, name, rest)
    return group if isinstance(group, Words) else None


def _ready_made(_: Asking) -> list[Option]:
    """Offer the reasons for which groups are refused most often."""
    return [Option(one, words) for one, words in groupcard.BELONGS.items()]


queuing.add(
    Kind(
        "g",
        "queue.count_groups",
        cards=_cards,
        problem=_problem,
        approve=proposals.approve,
        ask=proposals.ask,
        refuse=proposals.refuse,
        reasons=_ready_made,
    )
)
