"""The letters of a campaign that was stopped or withdrawn: dropped, taken back, counted.

Source: docs/decisions/0021-campaigns.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Interval, case, func, insert, literal, select, update

from storage.campaign_rows import own
from storage.campaigns import Campaign
from storage.db import Db, UtcTime
from storage.gathered import TOLD
from storage.outbox import TO_COME, State, table

#: So many rows are dropped, or taken back, in one transaction.
AT_ONCE = 4000
#: Telegram deletes what is no older. Source: https://core.telegram.org/bots/api#deletemessage
DELETABLE = timedelta(hours=48)
#: Why a letter is not taken back that had not arrived: it was dropped, and counts as that.
NEVER_THERE = "nothing to change"


def drop_some(db: Db, campaign: Campaign) -> bool:
    """Drop some of what has not left; True if more of it is left.

    Once all is dropped, only what was on its way then can wait again.
    """
    states = [State.WAITING] if campaign.is_dropped else TO_COME
    mine = (*own(campaign), table.c.state.in_(states), table.c.target.is_(None))
    ids = select(table.c.id).where(*mine).limit(AT_ONCE)
    dead = {"state": int(State.DEAD), "why": "taken back", "payload": "{}", "is_asked": False}
    return db.execute(update(table).where(table.c.id.in_(ids)).values(dead)).rowcount == AT_ONCE


def take_back_some(db: Db, campaign: Campaign, now: datetime) -> int | None:
    """Let some of what has arrived, or may have, be taken back; up to which row, or None if done.

    What was told in a line of the day's message cannot be opened any more.
    """
    has_left = table.c.state.in_([State.SENT, State.ATTEMPTING]) | (table.c.why == TOLD)
    mine = (*own(campaign), table.c.target.is_(None), table.c.id > campaign.swept_to, has_left)
    ids = list(db.scalars(select(table.c.id).where(*mine).order_by(table.c.id).limit(AT_ONCE)))
    if not ids:
        return None
    these = table.c.id.in_(ids)
    same = ("platform", "chat", "sender", "language", "lane", "zone", "batch")
    columns: dict[str, Any] = {
        **{name: table.c[name] for name in same},
        "payload": literal("{}"),
        "is_asked": literal(False),
        "edits": literal(""),
        "target": table.c.id,
        "removes": literal(True),
        "due_at": literal(now, UtcTime),
        "state": literal(int(State.HELD)),
        "attempts": literal(0),
        "why": literal(""),
    }
    rows = select(*(value.label(name) for name, value in columns.items()))
    rows = rows.where(these, table.c.why != TOLD)
    db.execute(insert(table).from_select(list(columns), rows))
    db.execute(update(table).where(these, table.c.why == TOLD).values(payload="{}"))
    db.execute(update(table).where(these).values(is_asked=False))
    return int(ids[-1])


def _two_days_before(db: Db, at: ColumnElement[Any]) -> ColumnElement[Any]:
    if db.dialect.name == "sqlite":
        seconds = DELETABLE // timedelta(seconds=1)
        return func.strftime("%Y-%m-%d %H:%M:%f", at, f"-{seconds} seconds")
    return at - literal(DELETABLE, Interval())


def is_taking_back(db: Db, campaign: Campaign) -> bool:
    """Tell whether something is still to be taken back, or on its way to be."""
    states = [State.HELD, State.WAITING, State.ATTEMPTING]
    mine = (*own(campaign), table.c.state.in_(states), table.c.target.is_not(None))
    return db.scalar(select(table.c.id).where(*mine).limit(1)) is not None


@dataclass(frozen=True)
class TakenBack:
    """What became of a campaign that was withdrawn."""

    #: Gone from their readers' chats.
    gone: int = 0
    #: Too old for Telegram: they stay there, and say that they were taken back.
    stays: int = 0
    #: Their chats take nothing from us any more.
    unreachable: int = 0
    #: Lines of a day's message: they cannot be opened any more.
    told: int = 0
    #: Nobody knows whether they had arrived.
    unknown: int = 0
    #: Not dealt with yet.
    left: int = 0


def taken_back(db: Db, campaign: Campaign) -> TakenBack:
    """Count what became of what was to be taken back."""
    letter = table.alias("letter")
    # Telegram looks at how old a message is when it is asked, not when its author pressed.
    is_telegram = letter.c.platform == "telegram"
    is_old = letter.c.attempted_at < _two_days_before(db, table.c.attempted_at)
    old = case((is_telegram & is_old, 1), else_=0)
    query = (
        select(table.c.state, old, func.count())
        .join(letter, letter.c.id == table.c.target)
        .where(*own(campaign), table.c.target.is_not(None), table.c.why != NEVER_THERE)
        .group_by(table.c.state, old)
    )
    found: dict[str, int] = {}
    for state, is_too_old, number in db.execute(query):
        name = "unreachable" if state in (State.DEAD, State.UNKNOWN) else "left"
        if state == State.SENT:
            name = "stays" if is_too_old else "gone"
        found[name] = found.get(name, 0) + number
    letters = (*own(campaign), table.c.target.is_(None))
    told = select(func.count()).where(*letters, table.c.why == TOLD)
    unknown = select(func.count()).where(*letters, table.c.state == State.UNKNOWN)
    return TakenBack(**found, told=db.scalar(told) or 0, unknown=db.scalar(unknown) or 0)
