"""Of what was read back in a room: what is to be heard now, and what is too old for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers import roomwords
from matrix_bridge import roomreading
from matrix_bridge.chat import reading
from storage import events
from storage.db import Db

Read = Mapping[str, Any]
#: Who got no answer to a command for so long has given it again, or does not want it any more.
STALE = timedelta(minutes=10)


@dataclass(frozen=True)
class Missed:
    """What becomes of the events of a room that were read back, each list in their order."""

    #: To be heard. Who came and went is heard again, which changes nothing.
    hear: list[dict[str, Any]]
    #: Changes that were heard before the message that they change: they count once more.
    anew: list[str]
    #: To be left alone, also should it be pushed after all.
    never: list[str]


def sort(db: Db, room: str, found: Sequence[dict[str, Any]], now: datetime) -> Missed:
    """Sort what was read in a room, the oldest first.

    What was taken is left out, but for the last change of a message that was not. A change after
    which another came is left alone, and so is a command after ten minutes, unless it is a report.
    """
    taken = events.taken(db, events.ROOM, [one["event_id"] for one in found])
    last = {_changed(one): one["event_id"] for one in found if roomreading.edited(one)}
    late = {one["event_id"] for one in found} - taken
    missed = Missed([], [], [])
    for one in found:
        event_id, target = one["event_id"], roomreading.edited(one)
        is_last = target and last[_changed(one)] == event_id
        if (target and not is_last) or _is_stale(one, room, now):
            missed.never.extend({event_id} & late)
        elif event_id in late:
            missed.hear.append(one)
        elif is_last and target in late:
            missed.hear.append(one)
            missed.anew.append(event_id)
    return missed


def note(db: Db, missed: Missed, now: datetime) -> None:
    """Write down what counts once more, and what does not count at all. Safe to repeat."""
    events.forget(db, events.ROOM, missed.anew)
    for event_id in missed.never:
        events.take(db, events.ROOM, event_id, now)


def _changed(event: Read) -> tuple[str, Any]:
    return roomreading.edited(event), event.get("sender")


def _is_stale(event: Read, room: str, now: datetime) -> bool:
    read = reading.read(event, room, now)
    if read is None or read.kind != "text" or not read.command:
        return False
    return roomwords.as_report(read) is None and now - roomreading.said_at(event, now) > STALE
