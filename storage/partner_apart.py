"""Who is not shown to whom: blocked, a contact already, or not for them; and who is interested."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Table,
    and_,
    delete,
    false,
    insert,
    or_,
    select,
    union_all,
    update,
)

from storage import addresses, blocks, contacts, outbox, posts
from storage.contacts import State
from storage.db import Db, UtcTime, metadata
from storage.gathered import TOLD
from storage.outbox import State as Sending

hidden = Table(
    "partner_hidden",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("hidden_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("since", UtcTime, nullable=False),
)
_interests = Table(
    "partner_interests",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("other_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("since", UtcTime, nullable=False),
)
_both = contacts.table


def hide(db: Db, person_id: int, hidden_id: int, at: datetime) -> None:
    """Never show a teacher to this person again; safe to repeat."""
    mine = (hidden.c.person_id == person_id) & (hidden.c.hidden_id == hidden_id)
    if db.scalar(select(hidden.c.since).where(mine)) is None:
        row = {"person_id": person_id, "hidden_id": hidden_id, "since": at}
        db.execute(insert(hidden).values(row))
    forget_interest(db, person_id, hidden_id)


def show_again(db: Db, person_id: int, hidden_id: int) -> bool:
    """Take `hide` back; False if nothing was hidden."""
    mine = (hidden.c.person_id == person_id) & (hidden.c.hidden_id == hidden_id)
    return db.execute(delete(hidden).where(mine)).rowcount == 1


def is_interested(db: Db, person_id: int, other_id: int) -> bool:
    """Tell whether a person said that this teacher interests them."""
    mine = (_interests.c.person_id == person_id) & (_interests.c.other_id == other_id)
    return db.scalar(select(_interests.c.since).where(mine)) is not None


def note_interest(db: Db, person_id: int, other_id: int, at: datetime) -> None:
    """Write down that a teacher interests a person; safe to repeat."""
    if not is_interested(db, person_id, other_id):
        row = {"person_id": person_id, "other_id": other_id, "since": at}
        db.execute(insert(_interests).values(row))


def forget_interest(db: Db, person_id: int, other_id: int) -> None:
    """Let a person not be interested in a teacher any more; safe to repeat."""
    mine = (_interests.c.person_id == person_id) & (_interests.c.other_id == other_id)
    db.execute(delete(_interests).where(mine))


def not_shown_to(db: Db, person_id: int) -> set[int]:
    """List whom a person does not find: blocked by either, contacts, and those not for them."""
    block, known = blocks.table, _both.c.state == State.ACCEPTED
    found = union_all(
        select(block.c.blocked_id).where(block.c.person_id == person_id),
        select(block.c.person_id).where(block.c.blocked_id == person_id),
        select(_both.c.asked_id).where(_both.c.asker_id == person_id, known),
        select(_both.c.asker_id).where(_both.c.asked_id == person_id, known),
        select(hidden.c.hidden_id).where(hidden.c.person_id == person_id),
    )
    return set(db.scalars(found))


def is_shown(person_id: ColumnElement[int], other_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Say in SQL, of the people of two rows, whether the second may be shown to the first.

    Unlike a search, this leaves out whoever of the two asked the other, whatever the answer.
    """
    block = blocks.table
    parts = or_(
        and_(block.c.person_id == person_id, block.c.blocked_id == other_id),
        and_(block.c.blocked_id == person_id, block.c.person_id == other_id),
    )
    asked = or_(
        and_(_both.c.asker_id == person_id, _both.c.asked_id == other_id),
        and_(_both.c.asked_id == person_id, _both.c.asker_id == other_id),
    )
    hides = and_(hidden.c.person_id == person_id, hidden.c.hidden_id == other_id)
    return and_(
        ~select(block.c.person_id).where(parts).exists(),
        ~select(_both.c.id).where(asked).exists(),
        ~select(hidden.c.since).where(hides).exists(),
    )


def take_back(
    db: Db, person_id: int, commands: Collection[str], author_id: int | None = None
) -> None:
    """Let nothing reach a person any more that waits and offers one of these commands.

    Nor, with `author_id`, what that author posted.
    """
    places, letters = addresses.table, outbox.table
    theirs = (
        select(places.c.id)
        .where(places.c.person_id == person_id, places.c.platform == letters.c.platform)
        .where(places.c.chat == letters.c.chat)
        .exists()
    )
    unsent = or_(letters.c.state.in_([Sending.WAITING, Sending.GATHERED]), letters.c.why == TOLD)
    offers = [letters.c.payload.contains(f'"{one}"', autoescape=True) for one in commands]
    if author_id is not None:
        offers.append(letters.c.batch.in_(posts.with_words_of(author_id)))
    is_unasked = letters.c.payload.contains('"pushed":true')  # not an answer to themself
    dead = {"state": int(Sending.DEAD), "why": "blocked", "payload": "{}"}
    db.execute(update(letters).where(theirs, unsent, or_(*offers), is_unasked).values(dead))


def letters_to(
    db: Db, person_id: int, keys: Collection[str], commands: Collection[str], most: int
) -> list[Mapping[str, Any]]:
    """Read the newest messages to a person with one of these texts and commands, newest first."""
    places, letters = addresses.table, outbox.table
    chats = select(places.c.platform, places.c.chat).where(places.c.person_id == person_id)
    found: list[tuple[int, Mapping[str, Any]]] = []
    for platform, chat in db.execute(chats).all():
        here = (letters.c.platform == platform) & (letters.c.chat == chat)
        offers = or_(
            false(), *(letters.c.payload.contains(f'"{one}"', autoescape=True) for one in commands)
        )
        says = or_(*(letters.c.payload.contains(f'"key":"{key}"', autoescape=True) for key in keys))
        query = select(letters.c.id, letters.c.payload).where(here, offers, says)
        rows = db.execute(query.order_by(letters.c.id.desc()).limit(most))
        found += [(number, json.loads(payload)) for number, payload in rows]
    return [payload for _, payload in sorted(found, key=lambda one: -one[0])[:most]]
