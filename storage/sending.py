"""What is due of the outbox, that the calls are being made, and what became of them."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, select, update

from storage.db import Db
from storage.outbox import ROOM, UNSENT, State, encode, table


@dataclass(frozen=True)
class Letter:
    """One message on its way."""

    id: int
    platform: str
    chat: str
    #: The account that speaks; empty for our bot.
    sender: str
    language: str
    #: 0 reply, 1 reminder, 2 bulk.
    lane: int
    #: What to say, as handlers/packing.py wrote it.
    payload: Mapping[str, Any]
    #: The id, on the platform, of the message that this one replaces; empty for a new one.
    edits: str
    attempts: int
    #: When a call for it began last, or when first it could not be said; None if never.
    attempted_at: datetime | None
    #: The time zone in which its reader reads times, e.g. "Europe/Paris".
    zone: str
    #: What it is a copy of, one for each of many readers, so that an edit reaches them all.
    batch: str
    #: The platform's id of the message that it answers; empty if none.
    replies_to: str
    #: The row whose message this one changes, or takes away; None for a message of its own.
    target: int | None
    removes: bool
    #: The id of the event, request or job that it comes of; empty if of none (storage/tracing.py).
    cause: str

    @property
    def is_private(self) -> bool:
        """Whether it holds what must not be kept: words said in a room, a link for one person."""
        return self.platform == ROOM or bool(self.payload.get("secret"))


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt."""

    letter_id: int
    state: State
    why: str = ""
    #: How many calls may have sent it without our knowing.
    attempts: int = 0


_COLUMNS = (
    table.c.id,
    table.c.platform,
    table.c.chat,
    table.c.sender,
    table.c.language,
    table.c.lane,
    table.c.payload,
    table.c.edits,
    table.c.attempts,
    table.c.attempted_at,
    table.c.zone,
    table.c.batch,
    table.c.replies_to,
    table.c.target,
    table.c.removes,
    table.c.cause,
)

#: Whether it is not too late for it.
_makes_sense = table.c.until_at.is_(None) | (table.c.until_at > bindparam("now"))
_pick = (
    select(*_COLUMNS)
    .where(
        table.c.platform == bindparam("platform_"),
        UNSENT,
        table.c.state == State.WAITING,
        table.c.due_at <= bindparam("now"),
        _makes_sense,
    )
    .order_by(table.c.lane, table.c.id)
    .limit(bindparam("most"))
)
_pick_elsewhere = _pick.where(table.c.chat.not_in(bindparam("busy", expanding=True)))


def pick(
    db: Db, platform: str, now: datetime, most: int, busy: Collection[str] = ()
) -> list[Letter]:
    """List what is due on a platform but not to `busy` chats: replies first, each lane in order."""
    query, elsewhere = (_pick_elsewhere, {"busy": list(busy)}) if busy else (_pick, {})
    values = {"platform_": platform, "now": now, "most": most, **elsewhere}
    return [_letter(row) for row in db.execute(query, values)]


_waits = (table.c.state == State.WAITING) & _makes_sense
#: Marked by this very attempt, whose commit went well without our hearing of it.
_is_marked = (table.c.state == State.ATTEMPTING) & (table.c.attempted_at == bindparam("now"))
_attempt = (
    update(table)
    .where(table.c.id.in_(bindparam("letters", expanding=True)), _waits | _is_marked)
    .values(
        state=int(State.ATTEMPTING),
        attempts=case((_waits, table.c.attempts + 1), else_=table.c.attempts),
        attempted_at=bindparam("now"),
    )
    .returning(table.c.id, table.c.payload)
)
_wait_again = (
    update(table)
    .where(table.c.id.in_(bindparam("letters", expanding=True)))
    .values(state=int(State.WAITING), attempts=table.c.attempts - 1)
)


def attempt(
    db: Db,
    ids: Collection[int],
    now: datetime,
    known: Mapping[int, Mapping[str, Any]] | None = None,
) -> set[int]:
    """Mark, before the calls are made, that they are being made; return those that still wait.

    One that says something else by now than what is `known` of it waits on, to be read anew.
    Safe to repeat with the same `now`.
    """
    if not ids:
        return set()
    known = known or {}
    found = db.execute(_attempt, {"letters": list(ids), "now": now}).all()
    changed = [one for one, payload in found if one in known and encode(known[one]) != payload]
    if changed:
        db.execute(_wait_again, {"letters": changed})
    return {one for one, _ in found} - set(changed)


def postpone(db: Db, letter_id: int, due_at: datetime) -> None:
    """Let a message wait until then."""
    db.execute(update(table).where(table.c.id == letter_id).values(due_at=due_at))


def met(db: Db, letter_id: int, now: datetime) -> None:
    """Note since when a message cannot be said, unless that is noted. Safe to repeat."""
    mine = (table.c.id == letter_id) & table.c.attempted_at.is_(None)
    db.execute(update(table).where(mine).values(attempted_at=now))


#: What another process has decided about meanwhile stays as it is.
_outcome = (
    update(table)
    .where(table.c.id.in_(bindparam("letters", expanding=True)), UNSENT)
    .values(state=bindparam("state_"), why=bindparam("why_"), attempts=bindparam("attempts_"))
)


def mark(db: Db, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of attempts."""
    alike: dict[tuple[State, str, int], list[int]] = {}
    for one in outcomes:
        alike.setdefault((one.state, one.why, one.attempts), []).append(one.letter_id)
    for (state, why, attempts), letters in alike.items():
        values = {"state_": int(state), "why_": why, "attempts_": attempts}
        db.execute(_outcome, {**values, "letters": letters})


def forget(db: Db, letters: Iterable[Letter]) -> None:
    """Keep of what was dealt with and is nobody else's to read only its buttons, for answers."""
    for letter in (one for one in letters if one.is_private):
        kept = {name: value for name, value in letter.payload.items() if name != "fields"}
        payload = "{}" if letter.platform == ROOM else encode(kept)
        db.execute(update(table).where(table.c.id == letter.id).values(payload=payload))


def matching(db: Db, where: ColumnElement[bool]) -> list[Letter]:
    """Read the letters of which this is true."""
    return [_letter(row) for row in db.execute(select(*_COLUMNS).where(where))]


def _letter(row: Any) -> Letter:
    values = [*row[:6], json.loads(row[6]), *row[7:]]
    return Letter(*values)
