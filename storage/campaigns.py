"""Announcements and how far each has got: who writes it, to whom, and where it stands.

Source: docs/decisions/0021-campaigns.md.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    insert,
    select,
    update,
)
from sqlalchemy import text as sql

from storage import belongings
from storage.db import Db, UtcTime, WordList, lock, metadata

table = Table(
    "campaigns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("countries", WordList, nullable=False),
    Column("is_central", Boolean, nullable=False),
    Column("audience", Text, nullable=False),
    Column("file", Text, nullable=False, server_default=""),
    Column("link", Text, nullable=False, server_default=""),
    Column("seminar_id", ForeignKey("seminars.id"), nullable=True),
    Column("starts_at", UtcTime, nullable=True),
    Column("state", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("second_id", ForeignKey("people.id"), nullable=True),
    Column("reason", Text, nullable=False, server_default=""),
    Column("people", Integer, nullable=False, server_default="0"),
    # How far it has got.
    Column("reached", Integer, nullable=False, server_default="0"),
    Column("is_enqueued", Boolean, nullable=False, server_default=sql("false")),
    Column("is_probed", Boolean, nullable=False, server_default=sql("false")),
    Column("swept_to", Integer, nullable=False, server_default="0"),
    Column("is_dropped", Boolean, nullable=False, server_default=sql("false")),
    Column("is_swept", Boolean, nullable=False, server_default=sql("false")),
    Column("begun_at", UtcTime, nullable=True),
    Column("ended_at", UtcTime, nullable=True),
    # What its author sees of it.
    Column("shown_at", UtcTime, nullable=True),
    Column("settled", Integer, nullable=False, server_default="0"),
    Column("pace", Integer, nullable=False, server_default="0"),
    Column("outcome", Text, nullable=False, server_default=""),
    Index("ix_campaigns_state", "state"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


class State(StrEnum):
    """Where an announcement stands."""

    DRAFT = "draft"
    #: It is large: a second coordinator has to agree.
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    #: Its letters are being put into the outbox, and leave already.
    ENQUEUING = "enqueuing"
    RUNNING = "running"
    PAUSED = "paused"
    #: Everybody has it, or will not get it.
    DONE = "done"
    #: What had not left never does.
    STOPPED = "stopped"
    #: And what had arrived is taken back.
    WITHDRAWN = "withdrawn"


#: In these its author may still change it.
OPEN = frozenset({State.DRAFT, State.WAITING, State.SCHEDULED})
#: In these letters leave, or may again.
UNDER_WAY = frozenset({State.ENQUEUING, State.RUNNING, State.PAUSED})
#: What was left unsent goes on being dropped, or taken back, until `ended_at`.
ENDING = frozenset({State.STOPPED, State.WITHDRAWN})


@dataclass(frozen=True)
class Campaign:
    """An announcement, and how far it has got."""

    id: int
    author_id: int
    #: To whom at most it goes: people of these countries; "*" is all.
    countries: tuple[str, ...]
    #: Whether central support speaks, and not a country's service.
    is_central: bool
    #: To whom of those, as storage/audiences.py reads it.
    audience: str
    #: The picture or file that comes with it, as JSON; empty if none.
    file: str
    #: An address behind a button; empty if none.
    link: str
    #: The seminar that a button signs up for; None if for none.
    seminar_id: int | None
    #: When it is sent; None for at once.
    starts_at: datetime | None
    state: State
    since: datetime
    #: Grows with each change, so that an old card's button is known as old.
    revision: int
    #: Who else agreed to it; None if nobody has to.
    second_id: int | None
    #: Why it was refused or halted.
    reason: str
    #: How many people the audience had when it was sent; while it is planned without a second,
    #: how many it may have then.
    people: int
    #: Up to which person its letters have been put into the outbox.
    reached: int
    is_enqueued: bool
    #: Whether the first letters went well.
    is_probed: bool
    #: Up to which row of the outbox an ending one was dropped or taken back.
    swept_to: int
    #: Whether all that had not left when it ended is dropped, and all that had is being taken back.
    is_dropped: bool
    is_swept: bool
    begun_at: datetime | None
    ended_at: datetime | None
    #: When its author last saw how far it is.
    shown_at: datetime | None
    #: How many letters were dealt with then, and how many a minute before then.
    settled: int
    pace: int
    #: What became of its letters, as JSON, once it has ended.
    outcome: str

    @property
    def batch(self) -> str:
        """The name of its letters in the outbox."""
        return batch_of(self.id)

    @property
    def progress(self) -> str:
        """The name of the message that shows how far it is."""
        return f"progress of campaign {self.id}"


def add(db: Db, author_id: int, at: datetime, **values: Any) -> Campaign:
    """Begin an announcement."""
    row = {**values, "author_id": author_id, "state": State.DRAFT, "since": at}
    key = db.execute(insert(table), row).inserted_primary_key
    assert key is not None
    made = by_id(db, key[0])
    assert made is not None
    return made


def by_id(db: Db, campaign_id: int) -> Campaign | None:
    """Find an announcement; None if there is no such."""
    row = db.execute(select(table).where(table.c.id == campaign_id)).first()
    return _campaign(row) if row else None


def hold(db: Db, campaign_id: int) -> Campaign | None:
    """Lock an announcement and read it afresh; None if there is no such."""
    found = by_id(db, campaign_id)
    if found is None:
        return None
    lock(db, found, table)
    return by_id(db, campaign_id)


def change(db: Db, campaign: Campaign, at: datetime, **values: Any) -> Campaign:
    """Change what is to be sent: whoever agreed has not agreed to that. The caller holds it."""
    fresh = {"state": State.DRAFT, "since": at, "revision": campaign.revision + 1}
    return _put(db, campaign, {**fresh, "second_id": None, "reason": "", **values})


def move(db: Db, campaign: Campaign, state: State, at: datetime, **values: Any) -> Campaign:
    """Change where it stands. The caller holds it."""
    fresh = {"state": state, "since": at, "revision": campaign.revision + 1}
    return _put(db, campaign, {**fresh, **values})


def note(db: Db, campaign: Campaign, **values: Any) -> Campaign:
    """Write down how far it has got."""
    return _put(db, campaign, values)


def drop(db: Db, campaign: Campaign) -> None:
    """Throw an announcement away that nobody got."""
    belongings.remove(db, table, table.c.id == campaign.id)


def of_author(db: Db, author_id: int, limit: int) -> list[Campaign]:
    """List what somebody announced or is about to, the newest first."""
    mine = select(table).where(table.c.author_id == author_id)
    rows = db.execute(mine.order_by(table.c.id.desc()).limit(limit))
    return [_campaign(row) for row in rows]


def of_others(db: Db, but: int, states: Collection[State], limit: int) -> list[Campaign]:
    """List what stands so of anybody but one author, the newest first."""
    query = select(table).where(table.c.state.in_(states), table.c.author_id != but)
    return [_campaign(row) for row in db.execute(query.order_by(table.c.id.desc()).limit(limit))]


def waiting(db: Db) -> list[Campaign]:
    """List what waits for a second coordinator, the oldest first."""
    query = select(table).where(table.c.state == State.WAITING)
    return [_campaign(row) for row in db.execute(query.order_by(table.c.since, table.c.id))]


def due(db: Db, now: datetime) -> list[int]:
    """List the ids of what is scheduled and due."""
    then = (table.c.state == State.SCHEDULED) & (table.c.starts_at <= now)
    return list(db.scalars(select(table.c.id).where(then).order_by(table.c.id)))


def busy(db: Db) -> list[int]:
    """List the ids of what is being sent, dropped or taken back."""
    is_ending = table.c.state.in_(ENDING) & table.c.ended_at.is_(None)
    query = select(table.c.id).where(table.c.state.in_(UNDER_WAY) | is_ending)
    return list(db.scalars(query.order_by(table.c.id)))


def silent(db: Db) -> list[str]:
    """List the batches of which nothing may leave now: paused, stopped or taken back."""
    is_ending = table.c.state.in_(ENDING) & table.c.ended_at.is_(None)
    query = select(table.c.id).where((table.c.state == State.PAUSED) | is_ending)
    return [batch_of(number) for number in db.scalars(query)]


def batch_of(campaign_id: int) -> str:
    """Name the letters of a campaign in the outbox."""
    return f"campaign {campaign_id}"


def written(counts: Mapping[str, int]) -> str:
    """Write down what became of the letters of one that has ended."""
    return json.dumps(counts)


def outcome_of(campaign: Campaign) -> Mapping[str, int]:
    """Read what became of the letters of one that has ended."""
    return json.loads(campaign.outcome) if campaign.outcome else {}


def _put(db: Db, campaign: Campaign, values: Mapping[str, Any]) -> Campaign:
    db.execute(update(table).where(table.c.id == campaign.id).values(values))
    fresh = by_id(db, campaign.id)
    assert fresh is not None
    return fresh


_STATE = list(table.c).index(table.c.state)


def _campaign(row: Sequence[Any]) -> Campaign:
    values = list(row)
    values[_STATE] = State(values[_STATE])
    return Campaign(*values)
