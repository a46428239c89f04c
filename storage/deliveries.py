"""Which message arrived as which, so that answers and edits find it again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage import outbox, sending
from storage.db import Db, metadata

#: How long what was sent can be answered by replying to it.
KEPT = timedelta(days=30)
#: What of a message says whose it was, besides what it said.
_OF_SOMEBODY = (
    "chat",
    "sender",
    "language",
    "edits",
    "zone",
    "batch",
    "replies_to",
    "why",
    "cause",
)

table = Table(
    "deliveries",
    metadata,
    Column("outbox_id", ForeignKey("outbox.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("chat", Text, nullable=False),
    Column("remote_id", Text, nullable=False),
    Index("ix_deliveries_remote_id", "remote_id"),
)


@dataclass(frozen=True)
class Delivery:
    """One part that arrived."""

    outbox_id: int
    part: int
    chat: str
    remote_id: str


@dataclass(frozen=True)
class Target:
    """The message that a row changes or takes away."""

    #: Whether it may still leave.
    is_unsent: bool
    #: Whether a newer change of it waits, or one that takes it away.
    is_changed_again: bool
    #: Its parts that arrived, in order.
    arrived: tuple[Delivery, ...]


_add_sqlite = sqlite.insert(table).on_conflict_do_nothing()
_add_postgresql = postgresql.insert(table).on_conflict_do_nothing()


def add(db: Db, arrived: Sequence[Delivery]) -> None:
    """Note parts that arrived. Safe to repeat."""
    if arrived:
        add = _add_sqlite if db.dialect.name == "sqlite" else _add_postgresql
        db.execute(add, [vars(one) for one in arrived])


_parts = (
    select(table.c.outbox_id, func.count())
    .where(table.c.outbox_id.in_(bindparam("ids", expanding=True)))
    .group_by(table.c.outbox_id)
)


def parts_arrived(db: Db, ids: Iterable[int]) -> dict[int, int]:
    """Say of each message of which parts have arrived how many have."""
    return {row[0]: row[1] for row in db.execute(_parts, {"ids": list(ids)})}


def target_of(db: Db, letter: sending.Letter) -> Target | None:
    """Find what a row changes; None if that is not kept any more."""
    letters = outbox.table
    state = db.scalar(select(letters.c.state).where(letters.c.id == letter.target))
    if state is None:
        return None
    is_sibling = (letters.c.batch == letter.batch) & (letters.c.chat == letter.chat)
    siblings = select(letters.c.id).where(
        is_sibling, letters.c.batch != "", letters.c.target == letter.target
    )
    last = db.scalar(siblings.order_by(letters.c.removes.desc(), letters.c.id.desc()).limit(1))
    parts = select(table).where(table.c.outbox_id == letter.target, table.c.remote_id != "")
    arrived = tuple(Delivery(*row) for row in db.execute(parts.order_by(table.c.part)))
    unsent = {outbox.State.ATTEMPTING, *outbox.TO_COME}
    return Target(state in unsent, last not in {None, letter.id}, arrived)


def was_changed_since(db: Db, letter: sending.Letter) -> bool:
    """Tell whether a newer change of the message that a letter changes has arrived."""
    letters = outbox.table
    newer = (
        select(table.c.outbox_id)
        .join(letters, letters.c.id == table.c.outbox_id)
        .where(table.c.remote_id == letter.edits, table.c.chat == letter.chat)
        .where(table.c.outbox_id > letter.id, letters.c.platform == letter.platform)
    )
    return db.scalar(newer.limit(1)) is not None


def batch_of(db: Db, platform: str, chat: str, remote_id: str) -> str:
    """Say what the message with this id in the chat is a copy of; empty if of nothing."""
    letters = outbox.table
    query = (
        select(letters.c.batch)
        .join(table, table.c.outbox_id == letters.c.id)
        .where(table.c.remote_id == remote_id, table.c.chat == chat)
        .where(letters.c.platform == platform)
        .order_by(table.c.outbox_id)
        .limit(1)
    )
    return db.scalar(query) or ""


def arrived_as(db: Db, platform: str, chat: str, batch: str) -> str:
    """Say under which id a batch's copy, or its first part, stands in a chat; empty if nowhere."""
    letters = outbox.table
    query = (
        select(table.c.remote_id)
        .join(letters, letters.c.id == table.c.outbox_id)
        .where(letters.c.batch == batch, letters.c.batch != "", letters.c.chat == chat)
        .where(letters.c.platform == platform, table.c.remote_id != "")
        .order_by(table.c.outbox_id, table.c.part)
        .limit(1)
    )
    return db.scalar(query) or ""


def by_remote_id(db: Db, platform: str, chat: str, remote_id: str) -> Mapping[str, Any] | None:
    """Read what the message with this id in the chat says now; None if it is none of ours.

    The chat counts: Telegram numbers the messages of each chat anew.
    """
    query = (
        select(outbox.table.c.payload)
        .join(table, table.c.outbox_id == outbox.table.c.id)
        .where(
            table.c.remote_id == remote_id,
            table.c.chat == chat,
            outbox.table.c.platform == platform,
        )
        .order_by(table.c.outbox_id.desc())
        .limit(1)
    )
    payload = db.scalar(query)
    return json.loads(payload) if payload else None


def to_groups(db: Db, platform: str, since: datetime) -> list[tuple[str, datetime, int]]:
    """List what was called out to groups since then: to which, when last, and how often at most.

    A message of many parts was called out for each.
    """
    letters = outbox.table
    parts = select(func.count()).where(table.c.outbox_id == letters.c.id).scalar_subquery()
    query = select(letters.c.chat, letters.c.attempted_at, parts, letters.c.attempts).where(
        outbox.TO_GROUP, letters.c.platform == platform, letters.c.attempted_at > since
    )
    return [(chat, at, max(came + tried, 1)) for chat, at, came, tried in db.execute(query)]


def forget_old(db: Db, at: datetime, most: int = 500) -> bool:
    """Delete what was dealt with 30 days ago, and where it arrived; True if more may be left.

    Of a message that must never be sent again only its key stays.
    """
    letters = outbox.table
    old = (letters.c.due_at < at - KEPT) & (letters.c.state > outbox.State.ATTEMPTING)
    old &= letters.c.state != outbox.State.HELD
    # Nobody enqueues a campaign of then any more.
    is_free = letters.c.once.is_(None) | letters.c.once.startswith("campaign ")
    has_arrived = select(table.c.outbox_id).where(table.c.outbox_id == letters.c.id).exists()
    is_more_than_a_key = or_(is_free, letters.c.payload != "{}", letters.c.chat != "", has_arrived)
    query = select(letters.c.id).where(old, is_more_than_a_key).order_by(letters.c.id)
    ids = list(db.scalars(query.limit(most)))
    db.execute(delete(table).where(table.c.outbox_id.in_(ids)))
    of_these = letters.c.id.in_(ids)
    db.execute(delete(letters).where(of_these, is_free))
    nobody = dict.fromkeys(_OF_SOMEBODY, "")
    db.execute(update(letters).where(of_these).values(**nobody, payload="{}", is_asked=False))
    return len(ids) == most
