"""Groups of teachers: what they are about, how one gets in, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    insert,
    literal,
    select,
    text,
    update,
)

from storage.db import Db, UtcTime, WordList, lock, metadata
from storage.prepared import Prepared
from storage.words import known_as, typed

table = Table(
    "groups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("aims", Text, nullable=False, server_default=""),
    Column("languages", WordList, nullable=False),
    Column("subjects", WordList, nullable=False, server_default=""),
    Column("entry", Text, nullable=False),
    Column("proposer_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("note", Text, nullable=False, server_default=""),
    Column("alive_at", UtcTime, nullable=False),
    Column("asked_at", UtcTime, nullable=True),
    Column("seeks_moderator", Boolean, nullable=False, server_default=text("false")),
    Column("named", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("ix_groups_state_alive_at", "state", "alive_at"),
    Index("ix_groups_named", "named"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


class Entry(StrEnum):
    """How a teacher gets into a group."""

    OPEN = "open"
    #: A moderator says yes or no.
    REQUEST = "request"
    #: Moderators invite.
    INVITED = "invited"


class State(StrEnum):
    """Where a group stands."""

    PROPOSED = "proposed"  # central support has the ball
    ASKED = "asked"  # the proposer has: central support asked something
    REFUSED = "refused"
    ACTIVE = "active"
    #: Nobody wrote for long: it is read, and a post wakes it.
    RESTING = "resting"


#: In these a group has members, and posts.
RUNNING = (State.ACTIVE, State.RESTING)


@dataclass(frozen=True)
class Group:
    """A group of teachers."""

    id: int
    title: str
    description: str
    aims: str
    languages: tuple[str, ...]
    subjects: tuple[str, ...]
    entry: Entry
    proposer_id: int
    state: State
    since: datetime
    #: Grows with each decision, so that an old card's button is known as old.
    revision: int
    #: Central support's open question, its answer, or the reason of a refusal.
    note: str
    #: The last sign of life: a post, or a moderator's word that it goes on.
    alive_at: datetime
    #: When the moderators were asked whether it goes on; None if they answered.
    asked_at: datetime | None
    #: Whether the last moderator wants to go and has asked for another.
    seeks_moderator: bool
    #: Its title, folded, so that the same one is noticed.
    named: str
    #: Every word by which it is found, folded.
    folded: str

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


@dataclass(frozen=True)
class Wish:
    """What a group must have to be shown; what is left out does not matter."""

    text: str = ""
    language: str = ""
    subject: str = ""


_by_id = Prepared(select(table).where(table.c.id == bindparam("id_")))


def by_id(db: Db, group_id: int) -> Group | None:
    """Find a group; None if there is no such."""
    row = _by_id.first(db, id_=group_id)
    return _group(row) if row else None


def of_ids(db: Db, ids: Sequence[int]) -> list[Group]:
    """Find several groups, those with the latest life first."""
    query = select(table).where(table.c.id.in_(ids))
    return [_group(row) for row in db.execute(query.order_by(table.c.alive_at.desc(), table.c.id))]


def hold(db: Db, group_id: int) -> Group | None:
    """Lock a group's row and read it afresh; None if there is no such."""
    group = by_id(db, group_id)
    if group is None:
        return None
    lock(db, group, table)
    return by_id(db, group_id)


def propose(db: Db, proposer_id: int, at: datetime, **about: Any) -> Group:
    """Write down a new group, which waits for central support; `about` holds its columns."""
    row = {**about, **_found_by(about), "proposer_id": proposer_id, "state": State.PROPOSED}
    key = db.execute(insert(table).values(**row, since=at, alive_at=at)).inserted_primary_key
    assert key is not None
    group = by_id(db, key[0])
    assert group is not None
    return group


def change(db: Db, group: Group, state: State, at: datetime, **values: Any) -> Group:
    """Move a group to another state; its cards get a new revision."""
    about = {name: getattr(group, name) for name in _SEARCHED} | values
    row = {**values, **_found_by(about), "state": state, "since": at}
    row |= {"revision": group.revision + 1, "alive_at": at}
    db.execute(update(table).where(table.c.id == group.id).values(row))
    changed = by_id(db, group.id)
    assert changed is not None
    return changed


def set_entry(db: Db, group: Group, entry: Entry) -> None:
    """Change how teachers get in."""
    db.execute(update(table).where(table.c.id == group.id).values(entry=entry))


def seek_moderator(db: Db, group: Group, seeks: bool) -> None:
    """Note that the group looks for a moderator, or does so no more."""
    db.execute(update(table).where(table.c.id == group.id).values(seeks_moderator=seeks))


def live(db: Db, group: Group, at: datetime) -> None:
    """Note a sign of life of a running group: it rests no more."""
    values: dict[str, Any] = {"alive_at": at, "asked_at": None}
    if group.state == State.RESTING:
        values |= {"state": State.ACTIVE, "since": at, "revision": group.revision + 1}
    db.execute(update(table).where(table.c.id == group.id).values(values))


def rest(db: Db, group: Group, at: datetime) -> bool:
    """Let a group rest; False if it rests, or there was a sign of life since it was read.

    Nothing of it is deleted.
    """
    values = {"state": State.RESTING, "since": at, "revision": group.revision + 1}
    change = update(table).where(_is_as_quiet(group)).values(asked_at=None, **values)
    return db.execute(change).rowcount == 1


def ask_whether_alive(db: Db, group: Group, at: datetime) -> bool:
    """Note that the moderators were asked whether the group goes on.

    False if they were asked before, or there was a sign of life since it was read.
    """
    unasked = _is_as_quiet(group) & table.c.asked_at.is_(None)
    return db.execute(update(table).where(unasked).values(asked_at=at)).rowcount == 1


def _is_as_quiet(group: Group) -> ColumnElement[bool]:
    same = (table.c.id == group.id) & (table.c.state == State.ACTIVE)
    return same & (table.c.alive_at == group.alive_at)


def quiet(db: Db, before: datetime, limit: int) -> list[Group]:
    """List the groups without a sign of life since before then whose moderators are unasked."""
    silent = (table.c.state == State.ACTIVE) & (table.c.alive_at <= before)
    query = select(table).where(silent, table.c.asked_at.is_(None)).order_by(table.c.id)
    return [_group(row) for row in db.execute(query.limit(limit))]


def unanswered(db: Db, before: datetime, limit: int) -> list[Group]:
    """List the groups whose moderators were asked before then and did not answer."""
    asked = (table.c.state == State.ACTIVE) & (table.c.asked_at <= before)
    query = select(table).where(asked).order_by(table.c.id).limit(limit)
    return [_group(row) for row in db.execute(query)]


def waiting(db: Db) -> list[Group]:
    """List the groups that wait for central support, the oldest first."""
    query = select(table).where(table.c.state == State.PROPOSED)
    rows = db.execute(query.order_by(table.c.since, table.c.id))
    return [_group(row) for row in rows]


def proposed_by(db: Db, person_id: int) -> list[Group]:
    """List what a person proposed that is no running group, the newest first."""
    mine = (table.c.proposer_id == person_id) & table.c.state.not_in(RUNNING)
    return [_group(row) for row in db.execute(select(table).where(mine).order_by(-table.c.id))]


def same(db: Db, title: str, but: int = 0) -> Group | None:
    """Find a group of the same title, however spelt, that is not refused; None if none is."""
    named = (table.c.named == _named(title)) & (table.c.state != State.REFUSED)
    row = db.execute(select(table).where(named, table.c.id != but).limit(1)).first()
    return _group(row) if row else None


def search(db: Db, wish: Wish, limit: int, offset: int = 0) -> list[Group]:
    """List the running groups that a wish allows: those with the latest life first."""
    query = select(table).where(table.c.state.in_(RUNNING), *_allowed(wish))
    order = (table.c.state == State.RESTING, table.c.alive_at.desc(), table.c.id)
    return [_group(row) for row in db.execute(query.order_by(*order).limit(limit).offset(offset))]


_SEARCHED = ("title", "description", "aims")
_ENTRY, _STATE = list(table.c).index(table.c.entry), list(table.c).index(table.c.state)


def _allowed(wish: Wish) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [says(table.c.folded, word) for word in typed(wish.text)]
    if wish.language:
        wanted.append(_holds(table.c.languages, wish.language))
    if wish.subject:
        wanted.append(_holds(table.c.subjects, wish.subject))
    return wanted


def _holds(column: ColumnElement[Any], code: str) -> ColumnElement[bool]:
    """Say in SQL whether one of these codes is in a list of them."""
    spaced = literal(" ", Text).concat(column.cast(Text)).concat(" ")
    return spaced.contains(f" {code} ", autoescape=True)


def says(folded: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Say in SQL whether a text, folded by `foldings`, has a word that begins so."""
    return folded.contains(f" {word}", autoescape=True)


def foldings(text: str) -> str:
    """Write down every folded word under which a text is to be found."""
    return "".join(f" {word}" for word in sorted(known_as(text)))


def _found_by(about: Any) -> dict[str, str]:
    text = " ".join(about.get(name, "") for name in _SEARCHED)
    return {"named": _named(about["title"]), "folded": foldings(text)}


def _named(title: str) -> str:
    return " ".join(typed(title))


def _group(row: Sequence[Any]) -> Group:
    values = list(row)
    values[_ENTRY], values[_STATE] = Entry(values[_ENTRY]), State(values[_STATE])
    return Group(*values)
