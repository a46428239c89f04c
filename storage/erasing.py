"""People erased: at once what is theirs, then what others were told about them.

Source: docs/rules.md, REG-6.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Row,
    Table,
    Text,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from storage import (
    addresses,
    belongings,
    dialogues,
    former_texts,
    ideas,
    outbox,
    people,
    posts,
    unnaming,
)
from storage.belongings import RULES, Erasing, Rule
from storage.db import Db, UtcTime, metadata
from storage.outbox import State
from storage.people import Person

#: How long an open report about a person may delay their erasure.
DELAYED = timedelta(days=30)
#: The text that tells somebody of their erasure: it alone is still sent to them.
FAREWELL = "forget.done"
#: How the copies of what stays are named, before its number.
KEPT_BATCH = "kept:"

#: Who wants to be erased, and who was: the list outlives them, so that a restored backup can
#: be made to forget them again. No key to people: the person it names is gone.
table = Table(
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Integer, nullable=False, unique=True),
    Column("asked_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("done_at", UtcTime, nullable=True, index=True),
    Column("traces", Text, nullable=False, server_default=""),
    Column("swept_to", outbox.Number, nullable=False, server_default="0"),
    Column("up_to", outbox.Number, nullable=False, server_default="0"),
    Column("whom", Text, nullable=False, server_default=""),
)
#: What is to be written into the list outside. Written out, so that the databases use the index.
UNLISTED = table.c.whom != literal_column("''")
Index("ix_erasures_unlisted", table.c.id, sqlite_where=UNLISTED, postgresql_where=UNLISTED)


@dataclass(frozen=True)
class Erasure:
    """One person's wish to be erased."""

    id: int
    person: int
    asked_at: datetime
    #: When it is carried out at the latest.
    due_at: datetime
    done_at: datetime | None
    #: By what others' messages about the person are found, as JSON: "texts", "written", "chats".
    #: Empty when all were.
    traces: str
    #: Up to which message others' were looked through.
    swept_to: int
    #: The last message that there was when the person was erased.
    up_to: int
    #: Each number the person had, with when it registered: by both it is known in a backup. As
    #: lines "17 2026-10-05T12:00:00+00:00"; empty once they stand outside the database.
    whom: str


def of_person(db: Db, person_id: int) -> Erasure | None:
    """Find a person's erasure, asked for or done; None if they never asked."""
    row = db.execute(select(table).where(table.c.person == person_id)).first()
    return _erasure(row) if row else None


def ask(db: Db, person_id: int, at: datetime, due_at: datetime) -> None:
    """Note that a person wants to be erased. Safe to repeat: the first wish counts."""
    if of_person(db, person_id) is None:
        values = {"person": person_id, "asked_at": at, "due_at": due_at}
        db.execute(insert(table).values(values))


def take_back(db: Db, person_id: int) -> bool:
    """Note that a person wants to stay; False if there is nothing to take back."""
    mine = (table.c.person == person_id) & table.c.done_at.is_(None)
    return db.execute(delete(table).where(mine)).rowcount == 1


def asked(db: Db, limit: int = 50) -> list[Erasure]:
    """List the wishes that are not carried out yet, the oldest first."""
    query = select(table).where(table.c.done_at.is_(None)).order_by(table.c.asked_at, table.c.id)
    return [_erasure(row) for row in db.execute(query.limit(limit))]


def unswept(db: Db) -> list[Erasure]:
    """List the erasures after which others' messages are still looked through."""
    query = select(table).where(table.c.done_at.is_not(None), table.c.traces != "")
    return [_erasure(row) for row in db.execute(query.order_by(table.c.id))]


def erase(db: Db, person: Person, at: datetime) -> None:
    """Erase a person, whose leave of projects was taken before.

    Their addresses are unknown again. What they wrote for many stays, by somebody without a name,
    who is named in their projects no more.
    """
    ask(db, person.id, at, at)
    chats = [[one.platform, one.chat] for one in addresses.of_person(db, person.id)]
    last = db.scalar(select(func.max(outbox.table.c.id))) or 0
    traces = json.dumps({**_texts_of(db, person), "chats": chats}, ensure_ascii=False)
    done = {"done_at": at, "traces": traces, "up_to": last, "whom": _numbers_of(db, person)}
    db.execute(update(table).where(table.c.person == person.id).values(done))
    unnaming.forget(db, person.id, [person.name], at)
    _silence(db, chats)
    _rename_posts(db, person.id)
    for number in people.former_ids(db, person.id):
        dialogues.drop_about(db, number)
    for name, column in belongings.columns():
        _apply(db, RULES.get(name, Rule()), column, person.id)
    people.empty(db, person, at)
    people.forget_former(db, person.id, at)


def unlisted(db: Db) -> list[Erasure]:
    """List the erasures that do not stand in the list outside the database yet."""
    return [_erasure(row) for row in db.execute(select(table).where(UNLISTED).order_by(table.c.id))]


def note_listed(db: Db, erased: Sequence[Erasure]) -> None:
    """Note that these stand in the list outside the database."""
    ids = [one.id for one in erased]
    db.execute(update(table).where(table.c.id.in_(ids)).values(whom=""))


def again(db: Db, person_id: int, registered_at: datetime, now: datetime) -> bool:
    """Want somebody erased whom a backup brought back; False if the number is not theirs.

    Safe to repeat: who is erased by now registered at another time.
    """
    them = people.table.c
    is_theirs = (them.id == person_id) & (them.registered_at == registered_at)
    if db.scalar(select(them.id).where(is_theirs, them.standing != people.Standing.GONE)) is None:
        return False
    ask(db, person_id, now, now)
    waits = (table.c.person == person_id) & (table.c.due_at > now)
    db.execute(update(table).where(waits).values(due_at=now))
    return True


def _numbers_of(db: Db, person: Person) -> str:
    """Write down each number of the person, also of registrations that were made one with it."""
    them = people.table.c
    mine = them.id.in_(people.former_ids(db, person.id))
    rows = db.execute(select(them.id, them.registered_at).where(mine).order_by(them.id))
    return "\n".join(f"{number} {at.isoformat()}" for number, at in rows)


def _texts_of(db: Db, person: Person) -> dict[str, list[str]]:
    """Give by which texts others' messages about the person are found: names, and what they wrote.

    Of a text that was replaced we do not know which of the two it was.
    """
    before = former_texts.of_person(db, person.id)
    written = [person.about, *ideas.texts_of(db, person.id), *before]
    texts = {"texts": [person.name, *before], "written": written}
    return {kind: sorted({one for one in found if one}) for kind, found in texts.items()}


def _silence(db: Db, chats: Sequence[Sequence[str]]) -> None:
    """Send nothing more to these chats, and keep nothing of what was said there."""
    letters = outbox.table
    for platform, chat in chats:
        mine = (letters.c.platform == platform) & (letters.c.chat == chat)
        unsent = letters.c.state.in_(outbox.TO_COME)
        is_farewell = letters.c.payload.contains(f'"{FAREWELL}"')
        dead = {"state": int(State.DEAD), "why": "erased"}
        db.execute(update(letters).where(mine, unsent, ~is_farewell).values(dead))
        blank = {"payload": "{}", "is_asked": False, "batch": ""}
        db.execute(update(letters).where(mine, ~is_farewell).values(blank))


def _rename_posts(db: Db, person_id: int) -> None:
    """Name what they wrote to groups anew: the names of its copies hold the chat it came from."""
    post, letters = posts.table, outbox.table
    mine = select(post.c.id, post.c.batch).where(post.c.author_id == person_id)
    for number, batch in db.execute(mine).all():
        named = f"{KEPT_BATCH}{number}"
        db.execute(update(post).where(post.c.id == number).values(batch=named))
        db.execute(update(letters).where(letters.c.batch == batch).values(batch=named))


def _apply(db: Db, rule: Rule, column: Column[Any], person_id: int) -> None:
    owner = column.table
    assert isinstance(owner, Table)
    mine = column == person_id
    match rule.erasing:
        case Erasing.GO:
            belongings.remove(db, owner, mine)
        case Erasing.EMPTY:
            db.execute(update(owner).where(mine).values({column.name: None}))
        case Erasing.STAY if rule.blanks:
            db.execute(update(owner).where(mine).values(dict.fromkeys(rule.blanks, "")))


def _erasure(row: Row[Any]) -> Erasure:
    return Erasure(**row._mapping)
