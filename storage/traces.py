"""What others were told about somebody who was erased, found and taken out of it.

Source: docs/rules.md, REG-6.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from storage import deliveries, erasing, outbox, people
from storage.db import Db
from storage.erasing import FAREWELL, KEPT_BATCH, Erasure
from storage.outbox import UNSENT, State

#: How many messages are looked through in one transaction.
AT_ONCE = 5000


def sweep(db: Db, erasure: Erasure) -> bool:
    """Take the person out of what others were told; True if more is left to look at.

    What has left keeps its buttons alone. What has not, and was put before the erasure, is not
    sent any more, unless it may be about somebody of the same name.
    """
    traces = json.loads(erasure.traces)
    namesakes = any(people.is_called(db, text) for text in traces["texts"])
    newest = db.scalar(select(func.max(outbox.table.c.id))) or 0
    end = min(erasure.swept_to + AT_ONCE, newest)
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
    query = select(func.min(outbox.table.c.id)).where(or_(*own), UNSENT)
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
    letters, texts = outbox.table, frozenset(found_by["texts"])
    begins = tuple(f"{platform}:{chat}:" for platform, chat in found_by["chats"])
    says = [letters.c.payload.contains(_written(one), autoescape=True) for one in texts]
    says += [letters.c.batch.startswith(one, autoescape=True) for one in begins]
    columns = (letters.c.id, letters.c.payload, letters.c.state, letters.c.batch)
    here = letters.c.id.between(erasure.swept_to + 1, end)
    for row in db.execute(select(*columns).where(here, or_(*says)).order_by(letters.c.id)).all():
        is_theirs = row.batch.startswith(begins) if begins else False
        if not is_theirs and not any(_says(row.payload, one) for one in texts):
            continue
        has_left = row.state not in {State.WAITING, State.ATTEMPTING, State.GATHERED}
        is_new = row.id > erasure.up_to or row.state == State.ATTEMPTING
        if not has_left and (is_new or (namesakes and not is_theirs)):
            return int(row.id)
        change = _without(row, texts, has_left)
        change["batch"] = "" if is_theirs else row.batch
        db.execute(update(letters).where(letters.c.id == row.id).values(change))
    return None


def _without(row: Any, texts: frozenset[str], has_left: bool) -> dict[str, Any]:
    """Give the row without the person: of a copy of what stays, only the name goes."""
    kept = {name: _replaced(value, texts) for name, value in json.loads(row.payload).items()}
    stays = row.batch.startswith(KEPT_BATCH)
    if not stays:
        kept.pop("fields", None)
        kept.pop("file", None)
    if has_left or stays:
        return {"payload": outbox.encode(kept)}
    return {"payload": "{}", "state": int(State.DEAD), "why": "erased"}


def _says(payload: str, text: str) -> bool:
    """Tell whether a payload says a text as words of its own, and not inside longer ones."""
    return bool(re.search(rf"(?<!\w){re.escape(_written(text))}(?!\w)", payload))


def _written(text: str) -> str:
    """Write a text as it stands inside a payload."""
    return outbox.encode(text)[1:-1]


def _replaced(value: Any, texts: frozenset[str]) -> Any:
    match value:
        case str() if value in texts:
            return {"words": ["card.gone", {}]}
        case dict():
            return {name: _replaced(one, texts) for name, one in value.items()}
        case list():
            return [_replaced(one, texts) for one in value]
    return value
