"""Large announcements in the queue of who may agree to them.

Source: docs/rules.md, NSS-2.
"""

from collections.abc import Sequence
from functools import partial

from handlers import announcing, campaigning, numbers, queuing
from handlers.commands import announcesend
from handlers.conversation import Event, Words
from handlers.queuing import Card, Desk, Kind, Outcome, Rows
from storage import campaigns, coordinators
from storage.campaigns import Campaign, State
from storage.db import Db


def _cards(event: Event, db: Db, _: Desk) -> Sequence[Card]:
    return [
        Card(
            f"a{one.id}",
            one.since,
            coordinators.ALL if one.is_central else one.countries[0],
            partial(_draw, event, db, one),
            frozenset({one.author_id}),
        )
        for one in campaigns.waiting(db)
        if event.actor.id in announcing.seconds(db, one)
        and announcing.may_write_to(db, one.author_id, one.countries)
    ]


def _draw(event: Event, db: Db, campaign: Campaign) -> tuple[Words, Rows]:
    return announcesend.second_card(event, db, campaign)


def _find(event: Event, db: Db, name: str, rest: list[str]) -> Campaign | Words:
    """Lock an announcement, or say why one cannot decide about it now."""
    found = campaigns.hold(db, numbers.read(name.removeprefix("a")))
    if found is None:
        return Words("queue.gone")
    if event.actor.id not in announcing.seconds(db, found):
        return Words("queue.not_yours")
    if found.state != State.WAITING or [str(found.revision)] != rest[:1]:
        return Words("queue.already")
    if not announcing.may_write_to(db, found.author_id, found.countries):
        campaigning.give_back(db, found, event.at)
        return Words("announce.no_author", {"number": found.id})
    return found


def _problem(event: Event, db: Db, name: str, rest: list[str]) -> Words | None:
    found = _find(event, db, name, rest)
    return found if isinstance(found, Words) else None


def _approve(event: Event, db: Db, name: str, rest: list[str]) -> Outcome:
    found = _find(event, db, name, rest)
    if isinstance(found, Words):
        return found, []
    return announcesend.agreed(event, db, found)


def _refuse(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    found = _find(event, db, name, rest)
    if isinstance(found, Words):
        return found, []
    return announcesend.refused(event, db, found, words)


queuing.add(
    Kind(
        "a",
        "queue.count_announcements",
        cards=_cards,
        problem=_problem,
        approve=_approve,
        refuse=_refuse,
    )
)
