"""What is due on one platform, with what has arrived already; read in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import deliveries, outbox
from storage.db import Db
from storage.deliveries import Target
from storage.outbox import Letter


@dataclass(frozen=True)
class Due:
    """A message that is due."""

    letter: Letter
    #: How many of its parts have arrived.
    arrived: int
    #: What it changes or takes away; None if nothing, or if that is not kept any more.
    target: Target | None


def due(db: Db, platform: str, now: datetime, most: int, busy: list[str]) -> list[Due]:
    """List what is due, each with what has arrived of it and of what it changes."""
    letters = outbox.pick(db, platform, now, most, busy)
    arrived = deliveries.parts_arrived(db, [letter.id for letter in letters]) if letters else {}
    return [Due(one, arrived.get(one.id, 0), _target(db, one)) for one in letters]


def replaced(found: Sequence[Due]) -> list[Due]:
    """List the changes of a message of which a newer change waits."""
    newest = {(one.letter.chat, one.letter.edits): one.letter.id for one in found}
    return [one for one in found if _is_replaced(one, newest)]


def _target(db: Db, letter: Letter) -> Target | None:
    return None if letter.target is None else deliveries.target_of(db, letter)


def _is_replaced(one: Due, newest: dict[tuple[str, str], int]) -> bool:
    letter = one.letter
    if one.target is not None:
        return one.target.is_changed_again
    return letter.edits != "" and newest[letter.chat, letter.edits] != letter.id
