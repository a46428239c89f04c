"""What waits in the outbox to be told together, once a day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import literal_column, or_, select, tuple_, update

from storage import campaigns
from storage.db import Db
from storage.outbox import State, table

#: Written out, not bound: only so do the databases see that the partial index fits.
_GATHERED = table.c.state == literal_column(str(int(State.GATHERED)))
#: What is written beside what was told so.
TOLD = "told daily"


@dataclass(frozen=True)
class Notice:
    """One message that was gathered."""

    id: int
    platform: str
    chat: str
    language: str
    zone: str
    payload: Mapping[str, Any]


def due(db: Db, now: datetime, chats: int) -> list[list[Notice]]:
    """List what is due now, for so many chats: each with all its notices, in order.

    Of an announcement that is paused, stopped or taken back nothing is.
    """
    is_in_time = or_(table.c.until_at.is_(None), table.c.until_at > now)
    may_leave = table.c.batch.not_in(campaigns.silent(db))
    where = (_GATHERED, table.c.due_at <= now, is_in_time, may_leave)
    place = (table.c.platform, table.c.chat)
    some = db.execute(select(*place).where(*where).distinct().limit(chats)).all()
    if not some:
        return []
    columns = (table.c.id, *place, table.c.language, table.c.zone, table.c.payload)
    these = tuple_(*place).in_([tuple(row) for row in some])
    by_chat: dict[tuple[str, str], list[Notice]] = {}
    for row in db.execute(select(*columns).where(*where, these).order_by(table.c.id)):
        by_chat.setdefault((row.platform, row.chat), []).append(_notice(row))
    return list(by_chat.values())


def told(db: Db, ids: Sequence[int]) -> None:
    """Note that these were told together: they are not sent any more, and their keys stay."""
    dead = {"state": int(State.DEAD), "why": TOLD}
    db.execute(update(table).where(table.c.id.in_(ids), _GATHERED).values(dead))


def wait(
    db: Db, ids: Sequence[int], now: datetime, until: datetime, patience: timedelta
) -> list[int]:
    """Let these wait until then, as we cannot say them; give up, and name, what has so long."""
    if not ids:
        return []
    mine = (table.c.id.in_(ids), _GATHERED)
    dead = {"state": int(State.DEAD), "why": "no words"}
    is_over = table.c.attempted_at < now - patience
    given_up = update(table).where(*mine, is_over).values(dead).returning(table.c.id)
    lost = list(db.scalars(given_up))
    db.execute(update(table).where(*mine).values(due_at=until))
    unmet = table.c.attempted_at.is_(None)
    db.execute(update(table).where(*mine, unmet).values(attempted_at=now))
    return lost


def find(db: Db, number: int, platform: str, chat: str) -> Notice | None:
    """Find what was told to a chat so; None if there is no such, or it is not kept any more."""
    columns = (
        table.c.id,
        table.c.platform,
        table.c.chat,
        table.c.language,
        table.c.zone,
        table.c.payload,
    )
    here = (table.c.platform == platform) & (table.c.chat == chat) & (table.c.why == TOLD)
    row = db.execute(select(*columns).where(table.c.id == number, here)).first()
    found = _notice(row) if row else None
    return found if found is not None and found.payload.get("key") else None


def _notice(row: Any) -> Notice:
    values = dict(row._mapping)
    return Notice(**{**values, "payload": json.loads(values["payload"])})
