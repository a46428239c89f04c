"""What is due on one platform, with what has arrived already; read in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.conversation import File
from storage import deliveries, sending, uploads
from storage.db import Db
from storage.deliveries import Target
from storage.sending import Letter


@dataclass(frozen=True)
class Due:
    """A message that is due."""

    letter: Letter
    #: How many of its parts have arrived.
    arrived: int
    #: What it changes or takes away; None if nothing, or if that is not kept any more.
    target: Target | None
    #: What its file, which came from another platform, is called on this one; None if it has
    #: none, or was not uploaded yet.
    known: File | None
    #: Whether it waited while a newer change of the same message arrived.
    is_overtaken: bool = False

    @property
    def is_heavy(self) -> bool:
        """Whether its file has to be in our hands before it is sent."""
        if self.letter.target is not None or self.known is not None:
            return False
        return "recipe" in self.letter.payload or source(self.letter) is not None


def due(db: Db, platform: str, now: datetime, most: int, busy: list[str]) -> list[Due]:
    """List what is due, each with what has arrived of it and of what it changes."""
    letters = [_answering(db, one) for one in sending.pick(db, platform, now, most, busy)]
    arrived = deliveries.parts_arrived(db, [letter.id for letter in letters]) if letters else {}
    sources = {letter.id: where for letter in letters if (where := source(letter))}
    places = uploads.places(db, platform, set(sources.values()))
    known = {
        number: File(**json.loads(places[of])) for number, of in sources.items() if of in places
    }
    return [
        Due(
            one,
            arrived.get(one.id, 0),
            _target(db, one),
            known.get(one.id),
            _is_overtaken(db, one),
        )
        for one in letters
    ]


def source(letter: Letter) -> uploads.Source | None:
    """Say where a letter's file comes from; None if it has none, or its platform has it."""
    file = letter.payload.get("file")
    if file is None or file["origin"] == letter.platform:
        return None
    return file["origin"], file["ref"]


def replaced(found: Sequence[Due]) -> list[Due]:
    """List the changes of a message of which a newer change waits, or has arrived."""
    newest = {(one.letter.chat, one.letter.edits): one.letter.id for one in found}
    return [one for one in found if _is_replaced(one, newest)]


def _answering(db: Db, letter: Letter) -> Letter:
    """Find what a letter answers that names it by its batch: it has arrived by now, or never will.

    Letters to one chat leave one after the other.
    """
    if not letter.replies_to.startswith("="):
        return letter
    batch = letter.replies_to.removeprefix("=")
    return replace(
        letter, replies_to=deliveries.arrived_as(db, letter.platform, letter.chat, batch)
    )


def _target(db: Db, letter: Letter) -> Target | None:
    return None if letter.target is None else deliveries.target_of(db, letter)


def _is_overtaken(db: Db, letter: Letter) -> bool:
    """Tell whether a change is an old one: only what was met before may have waited so long."""
    has_waited = letter.edits != "" and letter.attempted_at is not None
    return has_waited and deliveries.was_changed_since(db, letter)


def _is_replaced(one: Due, newest: dict[tuple[str, str], int]) -> bool:
    letter = one.letter
    if one.target is not None:
        return one.target.is_changed_again
    if one.is_overtaken:
        return True
    return letter.edits != "" and newest[letter.chat, letter.edits] != letter.id
