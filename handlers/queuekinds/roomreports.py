"""Reports out of TwinSpaces in the queue: what one says stands on its one-time page alone.

Source: docs/rules.md, TWS-12.
"""

from collections.abc import Sequence
from functools import partial

from handlers import queuing, roomreports
from handlers.conversation import Button, Event, Words
from handlers.queuing import Card, Desk, Kind, Rows
from storage import people, projects
from storage.db import Db
from storage.room_reports import RoomReport


def _cards(event: Event, db: Db, desk: Desk) -> Sequence[Card]:
    found = roomreports.waiting_for(db, event.actor)[: queuing.MOST]
    return [
        Card(f"r{one.id}", one.at, country, partial(_draw, db, one))
        for one in found
        if (country := _country(db, one, desk))
    ]


def _country(db: Db, report: RoomReport, desk: Desk) -> str:
    """Choose the founder's country for which a desk has the report; empty if it has not."""
    project = projects.by_id(db, report.project_id)
    founders = people.of_ids(db, set(project.founders)).values() if project else ()
    return next((one for one in sorted(who.country for who in founders) if desk.holds(one)), "")


def _draw(db: Db, report: RoomReport) -> tuple[Words, Rows]:
    project = projects.by_id(db, report.project_id)
    fields = {"title": project.title if project else ""}
    show = Button(Words("roomreports.open"), f"/roomreport {report.id}")
    return Words("roomreports.card", fields), ((show,),)


queuing.add(Kind("r", "queue.count_room_reports", cards=_cards))
