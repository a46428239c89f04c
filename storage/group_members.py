"""Which teachers are in which group, as what, and how they hear of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Select,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    update,
)

from storage import blocks, people
from storage.db import Db, UtcTime, metadata
from storage.notices import Way
from storage.prepared import Prepared

table = Table(
    "group_members",
    metadata,
    Column("group_id", ForeignKey("groups.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("role", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("way", Text, nullable=True),
    Column("since", UtcTime, nullable=False),
)


class Role(StrEnum):
    """What a teacher is in a group."""

    MEMBER = "member"
    MODERATOR = "moderator"


class State(StrEnum):
    """Whether a teacher is in a group."""

    #: They asked to join; a moderator decides.
    ASKED = "asked"
    #: A moderator invited them.
    INVITED = "invited"
    IN = "in"
    #: A moderator said no to their request.
    DECLINED = "declined"
    LEFT = "left"
    #: A moderator took them out: they get in again only by a moderator's yes.
    REMOVED = "removed"


@dataclass(frozen=True)
class Member:
    """A teacher's part in a group."""

    group_id: int
    person_id: int
    role: Role
    state: State
    #: How they hear of this group's posts; None as of groups in general.
    way: Way | None
    since: datetime

    @property
    def is_in(self) -> bool:
        return self.state == State.IN

    @property
    def is_moderator(self) -> bool:
        return self.is_in and self.role == Role.MODERATOR


def put(
    db: Db,
    group_id: int,
    person_id: int,
    state: State,
    at: datetime,
    role: Role = Role.MEMBER,
) -> None:
    """Write down what a teacher is in a group. Safe to repeat. The caller holds the group."""
    values = {"role": role, "state": state, "since": at}
    where = (table.c.group_id == group_id) & (table.c.person_id == person_id)
    if db.execute(update(table).where(where).values(values)).rowcount == 0:
        db.execute(insert(table).values(group_id=group_id, person_id=person_id, **values))


def choose(db: Db, group_id: int, person_id: int, way: Way | None) -> None:
    """Tell a member of this group's posts in this way; None as of groups in general."""
    where = (table.c.group_id == group_id) & (table.c.person_id == person_id)
    db.execute(update(table).where(where).values(way=way))


_of_person = Prepared(
    select(table).where(
        table.c.group_id == bindparam("group"), table.c.person_id == bindparam("person")
    )
)


def of_person(db: Db, group_id: int, person_id: int) -> Member | None:
    """Find a teacher's part in a group; None if there never was one."""
    row = _of_person.first(db, group=group_id, person=person_id)
    return _member(row) if row else None


def is_in(db: Db, group_id: int, person_id: int) -> bool:
    """Tell whether a teacher is a member of a group now."""
    member = of_person(db, group_id, person_id)
    return member is not None and member.is_in


def inside(db: Db, group_id: int, ids: Collection[int]) -> set[int]:
    """Say who of these people is a member of a group now."""
    theirs = (table.c.group_id == group_id) & table.c.person_id.in_(ids)
    return set(db.scalars(select(table.c.person_id).where(theirs, table.c.state == State.IN)))


def moderates(db: Db, group_id: int, person_id: int) -> bool:
    """Tell whether a teacher is a moderator of a group now."""
    member = of_person(db, group_id, person_id)
    return member is not None and member.is_moderator


def moderates_any(db: Db, person_id: int) -> bool:
    """Tell whether a teacher is a moderator of any group now."""
    mine = (table.c.person_id == person_id) & (table.c.role == Role.MODERATOR)
    query = select(table.c.group_id).where(mine, table.c.state == State.IN).limit(1)
    return db.scalar(query) is not None


def moderators(db: Db, group_id: int) -> list[int]:
    """List a group's moderators, the longest-serving first.

    Left out is whoever is no validated teacher now: they can do nothing for the group.
    """
    theirs = (table.c.group_id == group_id) & (table.c.role == Role.MODERATOR)
    query = select(table.c.person_id).join(people.table, people.table.c.id == table.c.person_id)
    query = query.where(people.table.c.standing == people.Standing.VALIDATED)
    query = query.where(theirs, table.c.state == State.IN)
    return list(db.scalars(query.order_by(table.c.since, table.c.person_id)))


def of_group(db: Db, group_id: int, state: State, limit: int = 50, offset: int = 0) -> list[Member]:
    """List who stands so in a group, moderators first, then the longest-standing."""
    query = select(table).where(table.c.group_id == group_id, table.c.state == state)
    order = (table.c.role.desc(), table.c.since, table.c.person_id)
    rows = db.execute(query.order_by(*order).limit(limit).offset(offset))
    return [_member(row) for row in rows]


_count = Prepared(
    select(func.count()).where(
        table.c.group_id == bindparam("group"), table.c.state == bindparam("state_")
    )
)


def count(db: Db, group_id: int, state: State = State.IN) -> int:
    """Count who stands so in a group."""
    row = _count.first(db, group=group_id, state_=state)
    return int(row[0]) if row else 0


def groups_of(db: Db, person_id: int, state: State = State.IN) -> list[int]:
    """List the ids of the groups in which a teacher stands so."""
    mine = (table.c.person_id == person_id) & (table.c.state == state)
    return list(db.scalars(select(table.c.group_id).where(mine).order_by(table.c.group_id)))


def readers(group_id: int) -> Select[Any]:
    """Select a group's members, each with how they want to hear of it (storage/bulk.py)."""
    who = people.table
    out = select(who.c.id).where(who.c.standing == people.Standing.SUSPENDED)
    inside = (table.c.group_id == group_id) & (table.c.state == State.IN)
    inside &= table.c.person_id.not_in(out)
    return select(table.c.person_id, table.c.way).where(inside)


def parted_readers(group_id: int, person_id: int) -> tuple[Select[Any], Select[Any]]:
    """Select a group's readers in two: whom no block parts from a person, and whom one does."""
    those, is_apart = readers(group_id), blocks.apart(table.c.person_id, person_id)
    return those.where(~is_apart), those.where(is_apart)


def _member(row: Sequence[Any]) -> Member:
    group_id, person_id, role, state, way, since = row
    own = Way(way) if way else None
    return Member(group_id, person_id, Role(role), State(state), own, since)
