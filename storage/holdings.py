"""Everything that we hold about a person, read for them.

Source: docs/rules.md, REG-6.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Row, Table, select

from storage import addresses, belongings, contacts, dialogues, erasing, outbox, people
from storage.belongings import RULES, Rule
from storage.countries import LANGUAGES, name_of_country
from storage.db import Db
from storage.masks import codes
from storage.outbox import State
from storage.subjects import SUBJECTS

#: How what a column points to is told: the columns that name it.
_NAMED_BY = {
    "schools": ("name", "town"),
    "projects": ("title",),
    "groups": ("title",),
    "seminars": ("title",),
}
#: Where it is shown who somebody is, to whoever has the row: in a project, a group, on a card.
_SHOWS_WHO = frozenset(
    {
        "moves.person_id",
        "posts.author_id",
        "posts.removed_by",
        "projects.cofounder_id",
        "projects.founder_id",
        "proofs.person_id",
    }
)
_STATES = {
    State.WAITING: "waits",
    State.ATTEMPTING: "waits",
    State.GATHERED: "waits",
    State.HELD: "waits",
    State.SENT: "sent",
    State.UNKNOWN: "perhaps sent",
    State.DEAD: "not sent",
}


#: What stands as one number in a column of such a name.
_MASKED = {"languages": LANGUAGES, "subjects": SUBJECTS}


@dataclass(frozen=True)
class Who:
    """Somebody a row points to: by name to a reader who knows it, else by country.

    Both are empty for somebody who has left.
    """

    name: str = ""
    country: str = ""

    def __str__(self) -> str:
        if self.name:
            return self.name
        if not self.country:
            return "somebody who has left"
        return f"a teacher in {name_of_country(self.country, 'en')}"


def of_person(db: Db, person_id: int) -> dict[str, Any]:
    """Collect what we hold, under headings for people; empty if there is no such person."""
    person = people.table
    row = db.execute(select(person).where(person.c.id == person_id)).first()
    if row is None:
        return {}
    held: dict[str, Any] = {"you": _told(db, person, row, Rule(), person_id)}
    for name, column in belongings.columns():
        rule = RULES.get(name, Rule(says=name))
        if rule.says and (rows := _rows(db, column, person_id, rule)):
            held[rule.says] = rows
    held |= _questions(db, person_id) | _messages(db, person_id) | _erasure(db, person_id)
    return held


def _rows(db: Db, column: Column[Any], person_id: int, rule: Rule) -> list[dict[str, Any]]:
    table = column.table
    assert isinstance(table, Table)
    found = db.execute(select(table).where(column == person_id)).all()
    return [_told(db, table, row, rule, person_id, leaves_out=column.name) for row in found]


def _told(
    db: Db, table: Table, row: Row[Any], rule: Rule, reader_id: int, leaves_out: str = ""
) -> dict[str, Any]:
    """Tell a row: what it points to by name, codes and times as text, nothing that is empty."""
    hidden = {*rule.hides, leaves_out}
    return {
        name.removesuffix("_id").replace("_", " "): _plain(value)
        for name, value in values(db, table, row, hidden, reader_id).items()
    }


def values(
    db: Db, table: Table, row: Row[Any], hidden: Collection[str], reader_id: int
) -> dict[str, Any]:
    """Give what stands in a row, by its columns: what it points to by name, nothing empty."""
    told: dict[str, Any] = {}
    for column in table.c:
        value = row._mapping[column]
        if column.name not in hidden and value not in (None, "", ()):
            told[column.name] = _named(db, column, value, reader_id)
    return told


def _named(db: Db, column: Column[Any], value: Any, reader_id: int) -> Any:
    for key in column.foreign_keys:
        target = key.column.table
        assert isinstance(target, Table)
        if target is people.table:
            return _who(db, value, reader_id, shows=f"{column.table}.{column.name}" in _SHOWS_WHO)
        if target.name in _NAMED_BY:
            names = [target.c[name] for name in _NAMED_BY[target.name]]
            row = db.execute(select(*names).where(key.column == value)).first()
            return ", ".join(row) if row else value
    if isinstance(column.type, BigInteger) and (order := _MASKED.get(column.name.split("_")[-1])):
        return list(codes(value, order))
    return value


def _who(db: Db, person_id: int, reader_id: int, shows: bool) -> Who:
    """Name somebody whose name the reader knows; anybody else is a teacher in their country.

    Source: docs/rules.md, PAR-2.
    """
    person = people.by_id(db, person_id)
    if person is None or person.is_gone:
        return Who()
    contact = contacts.between(db, reader_id, person_id)
    is_known = contact is not None and (
        contact.state == contacts.State.ACCEPTED or contact.asked_id == reader_id
    )
    if shows or is_known or person.id == reader_id:
        return Who(person.name)
    return Who(country=person.country)


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return list(value)
        case Who():
            return str(value)
        case bytes():
            return value.hex()
    return value


def _questions(db: Db, person_id: int) -> dict[str, Any]:
    """Tell the forms that were begun."""
    chats = [one.id for one in addresses.of_person(db, person_id)]
    table = dialogues.table
    rows = db.execute(select(table).where(table.c.address_id.in_(chats)).order_by(table.c.id))
    told = [
        {"form": row.form, "answers": json.loads(row.answers), "on": row.updated_at.isoformat()}
        for row in rows
    ]
    return {"forms you began": told} if told else {}


def _messages(db: Db, person_id: int) -> dict[str, Any]:
    """Tell which messages we still know of: what kind and when, not what others wrote in them."""
    table = outbox.table
    told: list[Mapping[str, Any]] = []
    for one in addresses.of_person(db, person_id):
        mine = (table.c.platform == one.platform) & (table.c.chat == one.chat)
        columns = (table.c.payload, table.c.due_at, table.c.state)
        for row in db.execute(select(*columns).where(mine).order_by(table.c.id)):
            kind = json.loads(row.payload).get("key", "")
            state = _STATES[State(row.state)]
            told.append({"kind": kind, "on": row.due_at.isoformat(), "state": state})
    return {"messages to you": told} if told else {}


def _erasure(db: Db, person_id: int) -> dict[str, Any]:
    wish = erasing.of_person(db, person_id)
    if wish is None:
        return {}
    dates = {"asked": wish.asked_at.isoformat(), "at the latest": wish.due_at.isoformat()}
    return {"your wish to be erased": dates}
