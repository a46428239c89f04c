"""Reports of people in the queue; posts are here for central support, beside the moderators.

Source: docs/rules.md, PAR-5.
"""

from collections.abc import Sequence
from functools import partial

from handlers import queuing, reportcards
from handlers.conversation import Event, Words
from handlers.queuing import Card, Desk, Kind, Rows
from storage.db import Db
from storage.people import Person
from storage.reports import Report


def _cards(event: Event, db: Db, desk: Desk) -> Sequence[Card]:
    return [
        Card(f"m{one.id}", one.at, country, partial(_draw, db, one, event.actor))
        for one, country in reportcards.waiting(db, desk)
    ]


def _draw(db: Db, report: Report, reader: Person) -> tuple[Words, Rows]:
    return reportcards.card(db, report), reportcards.buttons(db, report, reader)


queuing.add(Kind("m", "queue.count_reports", cards=_cards))
