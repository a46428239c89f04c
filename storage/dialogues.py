"""Forms under way: which question an address is at, and what it has answered so far."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    false,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

#: How long an unfinished form is kept. Source: docs/rules.md, REG-1.
KEPT = timedelta(days=30)

#: The forms that are about one person, and the field that holds who.
ABOUT = {"contact": "to", "letter": "to", "report": "about", "expel": "person"}

table = Table(
    "dialogues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address_id", ForeignKey("addresses.id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("updated_at", UtcTime, nullable=False, index=True),
    UniqueConstraint("address_id", "form"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class Dialogue:
    """One form with one address."""

    id: int
    address_id: int
    form: str
    #: The field of the question that was asked last.
    step: str
    #: What was answered, by field, as it came in (validated again when read).
    answers: Mapping[str, Any]
    #: Whether a text written now is an answer; a form that was left waits, closed.
    is_open: bool


_FIRST = ("address_id", "form", "step", "answers", "is_open", "updated_at")
_add = Prepared(insert(table).returning(table.c.id), *_FIRST)
_change = update(table).where(table.c.id == bindparam("id_"))
_of_address = table.c.address_id == bindparam("address")
_open_of = Prepared(select(table).where(_of_address, table.c.is_open))
_of_form = Prepared(select(table).where(_of_address, table.c.form == bindparam("form_")))
_keep = Prepared(_change, "step", "answers", "updated_at")
_open = Prepared(_change, "is_open", "updated_at")
_latest = (
    select(table)
    .where(_of_address, table.c.step != "")
    .order_by(table.c.updated_at.desc(), table.c.id.desc())
)
_leave = Prepared(update(table).where(_of_address, table.c.is_open).values(is_open=false()))
_drop = Prepared(delete(table).where(_of_address, table.c.form == bindparam("form_")))


def open_of(db: Db, address_id: int) -> Dialogue | None:
    """Find the form that the address is filling in now."""
    row = _open_of.first(db, address=address_id)
    return _dialogue(row) if row else None


def of_form(db: Db, address_id: int, form: str) -> Dialogue | None:
    """Find what the address has answered in a form, open or left."""
    row = _of_form.first(db, address=address_id, form_=form)
    return _dialogue(row) if row else None


def latest(db: Db, address_id: int) -> Dialogue | None:
    """Find the form that the address touched last, open or left; None if there is none."""
    row = db.execute(_latest, {"address": address_id}).first()
    return _dialogue(row) if row else None


def start(
    db: Db, address_id: int, form: str, at: datetime, answers: Mapping[str, Any] | None = None
) -> Dialogue:
    """Open a form, afresh; one left halfway in another form waits there."""
    leave(db, address_id)
    drop(db, address_id, form)
    number = _insert(db, address_id, form, answers or {}, True, at)
    return Dialogue(number, address_id, form, "", dict(answers or {}), True)


def resume(db: Db, dialogue: Dialogue, at: datetime) -> Dialogue:
    """Open a form again that was left."""
    leave(db, dialogue.address_id)
    _open.run(db, id_=dialogue.id, is_open=True, updated_at=at)
    return Dialogue(
        dialogue.id, dialogue.address_id, dialogue.form, dialogue.step, dialogue.answers, True
    )


def remember(db: Db, address_id: int, form: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep something about a conversation that is no form under way, such as its last search."""
    drop(db, address_id, form)
    _insert(db, address_id, form, answers, False, at)


def keep(db: Db, dialogue_id: int, step: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Store the answers so far and which question is asked next."""
    texts = json.dumps(dict(answers), ensure_ascii=False)
    _keep.run(db, id_=dialogue_id, step=step, answers=texts, updated_at=at)


def leave(db: Db, address_id: int) -> None:
    """Close the address's open form; its answers stay."""
    _leave.run(db, address=address_id)


def drop(db: Db, address_id: int, form: str) -> None:
    """Forget a form: it is finished, or starts anew."""
    _drop.run(db, address=address_id, form_=form)


def drop_about(db: Db, person_id: int) -> None:
    """Forget the forms under way in which somebody writes to a person or about them."""
    for name, field in ABOUT.items():
        here = (table.c.form == name) & table.c.answers.contains(f'"{field}": {person_id}')
        for number, answers in db.execute(select(table.c.id, table.c.answers).where(here)).all():
            if json.loads(answers).get(field) == person_id:
                db.execute(delete(table).where(table.c.id == number))


def drop_all(db: Db, address_id: int) -> None:
    """Forget all forms of an address: what was answered there was its person's."""
    db.execute(delete(table).where(_of_address), {"address": address_id})


def forget_old(db: Db, at: datetime) -> int:
    """Delete the forms that nobody touched for 30 days; say how many."""
    return db.execute(delete(table).where(table.c.updated_at < at - KEPT)).rowcount


def _insert(
    db: Db, address_id: int, form: str, answers: Mapping[str, Any], is_open: bool, at: datetime
) -> int:
    texts = json.dumps(dict(answers), ensure_ascii=False)
    values = {"address_id": address_id, "form": form, "step": "", "answers": texts}
    row = _add.first(db, **values, is_open=is_open, updated_at=at)
    assert row is not None
    return int(row[0])


def _dialogue(row: Any) -> Dialogue:
    number, address_id, form, step, answers, is_open, _ = row
    return Dialogue(number, address_id, form, step, json.loads(answers), is_open)
