"""What others were told about somebody who was erased, found and taken out of it.

It is found by what it says as a whole, as a name or an idea does. A word inside what somebody
wrote is no trace, whoever is called so.

Source: docs/rules.md, REG-6.
"""

import json
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, false, func, or_, select, update

from storage import deliveries, erasing, outbox, people
from storage.db import Db
from storage.erasing import FAREWELL, KEPT_BATCH, Erasure
from storage.outbox import TO_COME, UNSENT, State

#: The messages that tell others again, a line each (handlers/daily.py).
RETOLD = frozenset({"daily.all", "daily.some"})
#: The parts of a message in which it says something.
_SAY = ("fields", "buttons")
#: Fields that hold what somebody wrote, and what things are called; all others may hold a name.
_WRITTEN = frozenset(
    {"about", "aims", "description", "frozen", "line", "note", "reason", "text", "title", "words"}
)
#: How many messages are looked through in one transaction.
AT_ONCE = 5000


@dataclass(frozen=True)
class Said:
    """A text that a message says, whole."""

    text: str
    #: Whether somebody wrote it, or a thing is called so: then it is nobody's name.
    is_written: bool = False


def sweep(db: Db, erasure: Erasure) -> bool:
    """Take the person out of what others were told; True if more is left to look at.

    What has left keeps its buttons alone. What has not, and was put before the erasure, is not
    sent any more, unless it may be about somebody of the same name.
    """
    traces = json.loads(erasure.traces)
    namesakes = any(people.is_called(db, text) for text in traces["texts"])
    newest = db.scalar(select(func.max(outbox.table.c.id))) or 0
    end = _end(db, erasure.swept_to) or newest
    _delete_own(db, erasure, traces["chats"], end)
    waiting = [_own_unsent(db, erasure, traces["chats"], end)]
    waiting.append(_strip(db, erasure, traces, end, namesakes))
    first = min((one for one in waiting if one is not None), default=None)
    swept_to = end if first is None else first - 1
    values: dict[str, Any] = {"swept_to": swept_to}
    if swept_to >= newest:
        values["traces"] = ""  # the last that we knew of them
    db.execute(update(erasing.table).where(erasing.table.c.id == erasure.id).values(values))
    return first is None and swept_to < newest


def _end(db: Db, swept_to: int) -> int | None:
    """Find the last of the next messages; None if these are all. Many numbers may be gone."""
    number = outbox.table.c.id
    following = select(number).where(number > swept_to).order_by(number)
    return db.scalar(following.offset(AT_ONCE - 1).limit(1))


def _delete_own(db: Db, erasure: Erasure, chats: Sequence[Sequence[str]], end: int) -> None:
    """Delete what was sent to the person's chats; of what must never be sent again, all but a key.

    Whoever wrote from there since is a stranger, with messages of their own.
    """
    letters, arrived = outbox.table, deliveries.table
    for platform, chat in chats:
        mine = _own(erasure, platform, chat, end) & ~UNSENT
        ids = select(letters.c.id).where(mine)
        db.execute(delete(arrived).where(arrived.c.outbox_id.in_(ids)))
        once = mine & letters.c.once.is_not(None)
        db.execute(update(letters).where(once).values(chat="", payload="{}"))
        db.execute(delete(letters).where(mine & letters.c.once.is_(None)))


def _own_unsent(db: Db, erasure: Erasure, chats: Sequence[Sequence[str]], end: int) -> int | None:
    """Find the first message to the person's chats that has yet to leave."""
    own = [_own(erasure, platform, chat, end) for platform, chat in chats]
    query = select(func.min(outbox.table.c.id)).where(or_(false(), *own), UNSENT)
    return db.scalar(query) if own else None


def _own(erasure: Erasure, platform: str, chat: str, end: int) -> ColumnElement[bool]:
    letters = outbox.table
    old = letters.c.payload.contains(f'"{FAREWELL}"') | (letters.c.id <= erasure.up_to)
    here = letters.c.id.between(erasure.swept_to + 1, end)
    return and_(letters.c.platform == platform, letters.c.chat == chat, old, here)


def _strip(
    db: Db, erasure: Erasure, found_by: Mapping[str, Any], end: int, namesakes: bool
) -> int | None:
    """Go through others' messages that name the person; give the first that has yet to leave."""
    letters, texts = outbox.table, [*found_by["texts"], *found_by["written"]]
    begins = tuple(f"{platform}:{chat}:" for platform, chat in found_by["chats"])
    says = [letters.c.payload.contains(_inside(one), autoescape=True) for one in texts]
    says += [letters.c.batch.startswith(one, autoescape=True) for one in begins]
    columns = (letters.c.id, letters.c.payload, letters.c.state, letters.c.batch)
    here = letters.c.id.between(erasure.swept_to + 1, end)
    sought = {Said(one) for one in found_by["texts"]}
    sought |= {Said(one, is_written=True) for one in found_by["written"]}
    for row in db.execute(select(*columns).where(here, or_(*says)).order_by(letters.c.id)).all():
        is_theirs = row.batch.startswith(begins) if begins else False
        payload = json.loads(row.payload)
        said = _said(payload)
        is_retold = payload.get("key") in RETOLD and _is_quoted(said, texts)
        if not is_theirs and not is_retold and sought.isdisjoint(said):
            continue
        has_left = row.state not in {State.ATTEMPTING, *TO_COME}
        is_new = row.id > erasure.up_to or row.state == State.ATTEMPTING
        if not has_left and (is_new or is_retold or (namesakes and not is_theirs)):
            return int(row.id)
        change = _without(row, payload, said if is_retold else sought, has_left)
        change["batch"] = "" if is_theirs else row.batch
        db.execute(update(letters).where(letters.c.id == row.id).values(change))
    return None


def _without(row: Any, payload: dict[str, Any], texts: Set[Said], has_left: bool) -> dict[str, Any]:
    """Give the row without the person: of a copy of what stays, only the name goes."""
    kept = payload | {part: _each(payload[part], texts) for part in _SAY if part in payload}
    stays = row.batch.startswith(KEPT_BATCH)
    if not stays:
        kept.pop("fields", None)
        kept.pop("file", None)
    if has_left or stays:
        return {"payload": outbox.encode(kept)}
    return {"payload": "{}", "state": int(State.DEAD), "why": "erased"}


def _is_quoted(said: Set[Said], texts: Sequence[str]) -> bool:
    """Tell whether a line of several quotes a text, as words of its own."""
    words = "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in texts)
    return any(re.search(words, one.text) for one in said)


def _inside(text: str) -> str:
    """Write a text as it stands inside a payload."""
    return outbox.encode(text)[1:-1]


def _said(payload: Mapping[str, Any]) -> Set[Said]:
    """Give each text that a message says in its fields and on its buttons, whole."""
    found: set[Said] = set()
    for part in _SAY:
        _each(payload.get(part, []), frozenset(), found)
    return found


def _each(
    packed: Any, texts: Set[Said], found: set[Said] | None = None, is_written: bool = False
) -> Any:
    """Give what handlers/packing.py wrote, with somebody who has left in the place of some texts.

    All that there are are added to `found`.
    """
    match packed:
        case str():
            one = Said(packed, is_written)
            if found is not None:
                found.add(one)
            return {"words": ["card.gone", {}]} if one in texts else packed
        case {"words": [str(key), dict(fields)]}:
            return {"words": [key, _each(fields, texts, found)]}
        case {"name": [_, _]} | {"rich": [_, _]}:
            return packed
        case [label, str(command)] if command.startswith("/"):
            is_titled = not command.startswith("/person ")
            return [_each(label, texts, found, is_titled), command]
        case dict():
            return {
                name: _each(one, texts, found, name in _WRITTEN and isinstance(one, str))
                for name, one in packed.items()
            }
        case list():
            return [_each(one, texts, found) for one in packed]
    return packed
