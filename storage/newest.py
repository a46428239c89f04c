"""The newest of what we hold about somebody, of each kind: for a page that shows the beginning.

Source: docs/rules.md, REG-6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, func, or_, select

from storage import addresses, belongings, dialogues, erasing, holdings, outbox
from storage.belongings import RULES, Rule
from storage.db import Db
from storage.outbox import State

#: By which column rows without a number of their own are put in order.
_WHEN = ("at", "since", "asked_at", "made_at", "opened_at", "seen_at", "handed_in_at", "first")


@dataclass(frozen=True)
class Newest:
    """What there is of one kind."""

    count: int
    #: The newest of them, by column.
    rows: Sequence[Mapping[str, Any]]


def of_person(db: Db, person_id: int, most: int) -> dict[str, Newest]:
    """Find the newest of each kind, by the column that points to the person, as "table.column".

    Kinds of which there is nothing are left out. Besides them there are "messages", "forms" and
    "erasure".
    """
    found = {
        name: _rows(db, column, person_id, RULES.get(name, Rule(says=name)), most)
        for name, column in belongings.columns()
        if RULES.get(name, Rule(says=name)).says
    }
    found |= {"messages": _messages(db, person_id, most), "forms": _forms(db, person_id, most)}
    if (wish := erasing.of_person(db, person_id)) is not None:
        found["erasure"] = Newest(1, ({"asked_at": wish.asked_at},))
    return {name: one for name, one in found.items() if one.count}


def _rows(db: Db, column: Column[Any], person_id: int, rule: Rule, most: int) -> Newest:
    table = column.table
    assert isinstance(table, Table)
    query = select(table, func.count().over().label("in_all")).where(column == person_id)
    rows = db.execute(query.order_by(_order(table).desc()).limit(most)).all()
    hidden = {*rule.hides, column.name}
    told = tuple(holdings.values(db, table, row, hidden, person_id) for row in rows)
    return Newest(rows[0].in_all if rows else 0, told)


def _order(table: Table) -> Column[Any]:
    names = ("id", *_WHEN)
    return next((table.c[one] for one in names if one in table.c), next(iter(table.primary_key)))


def _messages(db: Db, person_id: int, most: int) -> Newest:
    """Find what was sent: when, and whether it arrived."""
    table = outbox.table
    theirs = [
        (table.c.platform == one.platform) & (table.c.chat == one.chat)
        for one in addresses.of_person(db, person_id)
    ]
    query = select(table.c.due_at, table.c.state, func.count().over().label("in_all"))
    query = query.where(or_(False, *theirs)).order_by(table.c.id.desc()).limit(most)
    rows = db.execute(query).all()
    told = tuple({"state": State(row.state), "due_at": row.due_at} for row in rows)
    return Newest(rows[0].in_all if rows else 0, told)


def _forms(db: Db, person_id: int, most: int) -> Newest:
    table = dialogues.table
    chats = [one.id for one in addresses.of_person(db, person_id)]
    query = select(table.c.updated_at, func.count().over().label("in_all"))
    query = query.where(table.c.address_id.in_(chats)).order_by(table.c.id.desc()).limit(most)
    rows = db.execute(query).all()
    told = tuple({"updated_at": row.updated_at} for row in rows)
    return Newest(rows[0].in_all if rows else 0, told)
