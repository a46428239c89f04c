"""Reports out of TwinSpaces in the queue: what one says stands on its one-time page alone.

Source: docs/rules.md, TWS-12.
"""

from collections.abc import Sequence
from functools import partial

from handlers import queuing, roomreports, suspending
from handlers.conversation import Button, Event, Words
from handlers.queuing import Card, Desk, Kind, Rows
from storage import people, projects
from storage.db import Db
from storage.people import Person
from storage.room_reports import RoomReport


def _cards(event: Event, db: Db, desk: Desk) -> Sequence[Card]:
    found = roomreports.waiting_for(db, event.actor)
    return [
        Card(f"r{one.id}", one.at, country, partial(_draw, db, one, event.actor))
        for one in found
        if (country := _country(db, one, desk))
    ]


def _country(db: Db, report: RoomReport, desk: Desk) -> str:
    """Choose the founder's country for which a desk has the report; empty if it has not."""
    project = projects.by_id(db, report.project_id)
    founders = people.of_ids(db, set(project.founders)).values() if project else ()
    return next((one for one in sorted(who.country for who in founders) if desk.holds(one)), "")


def _draw(db: Db, report: RoomReport, reader: Person) -> tuple[Words, Rows]:
    """Show that there is a report; who has read it may act about the person it is about."""
    project = projects.by_id(db, report.project_id)
    fields = {"title": project.title if project else ""}
    show = Button(Words("roomreports.open"), f"/roomreport {report.id}")
    about = people.by_id(db, report.about_id) if report.about_id is not None else None
    able: tuple[Button, ...] = ()
    if about is not None and roomreports.may_act(db, reader, report):
        able = suspending.buttons(db, reader, about, f"r{report.id}")
    return Words("roomreports.card", fields), ((show,), *((able,) if able else ()))


queuing.add(Kind("r", "queue.count_room_reports", cards=_cards, is_wordless=lambda *_: True))
