"""A chat taken off its person: nothing that was meant for them is left there.

Source: docs/rules.md, REG-5 and REG-8.
"""

from typing import Any

from sqlalchemy import ColumnElement, select, update

from storage import addresses, dialogues
from storage.addresses import Known
from storage.db import Db
from storage.gathered import TOLD
from storage.outbox import TO_COME, State, table

#: What is written beside what was not sent for that.
PARTED = "parted"


def part(db: Db, address_id: int) -> None:
    """Let the address be nobody's again, without the forms that were begun there.

    What others wrote and has not left goes to where its person is reached now; what answers the
    chat itself, or changes what stands there, is not sent.
    """
    places = addresses.table
    row = db.execute(select(places).where(places.c.id == address_id)).one()
    known = Known(*row)
    nobodys = {"person_id": None, "linked_at": None}
    db.execute(update(places).where(places.c.id == address_id).values(nobodys))
    dialogues.drop_all(db, address_id)
    if known.person_id is None:
        return
    here = (table.c.platform == known.platform) & (table.c.chat == known.chat)
    other = addresses.preferred(db, known.person_id)
    if other is not None:
        _follow(db, here, other)
    dead = {"state": int(State.DEAD), "why": PARTED, "payload": "{}"}
    db.execute(update(table).where(here, _waits).values(dead))
    # Lines of a daily message open these; their keys stay, so that nothing is told twice.
    db.execute(update(table).where(here, table.c.why == TOLD).values(payload="{}"))


_waits = table.c.state.in_(TO_COME)


def _follow(db: Db, here: ColumnElement[bool], other: Known) -> None:
    is_news = table.c.payload.contains('"pushed":true') & table.c.target.is_(None)
    place: dict[str, Any] = {"platform": other.platform, "chat": other.chat, "replies_to": ""}
    to = {**place, "language": other.language}
    db.execute(update(table).where(here, _waits, is_news, table.c.edits == "").values(to))
    db.execute(update(table).where(here, table.c.why == TOLD).values(place))
