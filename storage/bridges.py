"""Which staff room is tied to which Telegram group, and whether words cross between them now."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from storage import undelivered
from storage.db import Db, UtcTime, metadata

table = Table(
    "bridges",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("chat", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("turned_on_by", ForeignKey("people.id"), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False),
)
#: Groups that our bot is in, and whether it is told there who comes and what is said.
_groups = Table(
    "bot_groups",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("is_administrator", Boolean, nullable=False),
)
#: Who came into a tied group without being a teacher of its project: only a hash says who.
_guests = Table(
    "bridge_guests",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("who", Text, primary_key=True),
)


class State(StrEnum):
    """Whether words cross."""

    ON = "on"
    #: Somebody came into the group whom we do not know: a founder decides.
    GUEST = "guest"
    #: We are not told any more what is said in the group.
    DEAF = "deaf"


@dataclass(frozen=True)
class Bridge:
    """A staff room and the Telegram group it is tied to."""

    project_id: int
    #: The group's id, negative.
    chat: str
    state: State
    turned_on_by: int
    since: datetime
    revision: int

    @property
    def is_on(self) -> bool:
        """Whether words cross now."""
        return self.state == State.ON


def by_project(db: Db, project_id: int) -> Bridge | None:
    """Find what a project's staff room is tied to; None if to nothing."""
    row = db.execute(select(table).where(table.c.project_id == project_id)).first()
    return _bridge(row) if row else None


def of_chat(db: Db, chat: str) -> Bridge | None:
    """Find what a Telegram group is tied to; None if to nothing."""
    row = db.execute(select(table).where(table.c.chat == chat)).first()
    return _bridge(row) if row else None


def all_(db: Db) -> list[Bridge]:
    """List every bridge that stands."""
    return [_bridge(row) for row in db.execute(select(table).order_by(table.c.project_id))]


def turn_on(db: Db, project_id: int, chat: str, by: int, at: datetime) -> None:
    """Tie a staff room to a group. The caller has seen that neither is tied."""
    values = {"project_id": project_id, "chat": chat, "turned_on_by": by, "since": at}
    db.execute(insert(table).values(**values, state=_hears(db, chat), revision=1))


def go_on(db: Db, bridge: Bridge, at: datetime) -> State:
    """Let words cross again, if we are told what is said in the group; say how it stands then."""
    state = _hears(db, bridge.chat)
    change(db, bridge, state, at)
    return state


def _hears(db: Db, chat: str) -> State:
    return State.ON if is_administrator(db, chat) else State.DEAF


def change(db: Db, bridge: Bridge, state: State, at: datetime) -> None:
    """Let words cross again, or not for now: then none that waits crosses either."""
    if state != State.ON:
        undelivered.stop_copies(db, "telegram", bridge.chat)
    values = {"state": state, "since": at, "revision": bridge.revision + 1}
    db.execute(update(table).where(table.c.project_id == bridge.project_id).values(values))


def turn_off(db: Db, project_id: int) -> None:
    """Untie a staff room: what waits to cross stays. Safe to repeat."""
    bridge = by_project(db, project_id)
    if bridge is not None:
        undelivered.stop_copies(db, "telegram", bridge.chat)
    db.execute(delete(_guests).where(_guests.c.project_id == project_id))
    db.execute(delete(table).where(table.c.project_id == project_id))


def move(db: Db, chat: str, new_chat: str) -> None:
    """Follow a group to its new id. Safe to repeat."""
    for one in (table, _groups):
        there = db.scalar(select(one.c.chat).where(one.c.chat == new_chat))
        if there is None:
            db.execute(update(one).where(one.c.chat == chat).values(chat=new_chat))


def note_standing(db: Db, chat: str, is_administrator: bool) -> None:
    """Note what our bot is in a group."""
    forget_standing(db, chat)
    db.execute(insert(_groups).values(chat=chat, is_administrator=is_administrator))


def forget_standing(db: Db, chat: str) -> None:
    """Forget a group that our bot is not in any more. Safe to repeat."""
    db.execute(delete(_groups).where(_groups.c.chat == chat))


def is_administrator(db: Db, chat: str) -> bool:
    """Tell whether we know that our bot is told everything in a group."""
    query = select(_groups.c.is_administrator).where(_groups.c.chat == chat)
    return bool(db.scalar(query))


def note_guest(db: Db, project_id: int, user: str) -> bool:
    """Note that somebody unknown came into the tied group; False if we knew of them."""
    who = hashed(project_id, user)
    mine = (_guests.c.project_id == project_id) & (_guests.c.who == who)
    if db.scalar(select(_guests.c.who).where(mine)) is not None:
        return False
    db.execute(insert(_guests).values(project_id=project_id, who=who))
    return True


def forget_guest(db: Db, project_id: int, user: str) -> None:
    """Forget somebody who left the group: coming again is news. Safe to repeat."""
    mine = (_guests.c.project_id == project_id) & (_guests.c.who == hashed(project_id, user))
    db.execute(delete(_guests).where(mine))


def hashed(project_id: int, user: str) -> str:
    """Write who somebody in a tied group is, so that only they can be told again."""
    return hashlib.sha256(f"{project_id} {user}".encode()).hexdigest()[:32]


def _bridge(row: Sequence[Any]) -> Bridge:
    project_id, chat, state, by, since, revision = row
    return Bridge(project_id, chat, State(state), by, since, revision)
