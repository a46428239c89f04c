"""The talk about a card: what coordinators asked and what was answered, its last lines.

Source: docs/rules.md, NSS-1.
"""

from handlers.conversation import Lines, Words
from storage import card_talks
from storage.card_talks import Line
from storage.db import Db

#: So many lines of a talk stand on a card, and so much of each.
SHOWN, CUT = 4, 300


def on_card(db: Db, name: str, card: Words) -> Words:
    """Put the last lines of a card's talk under it, as coordinators read them."""
    said = card_talks.last(db, name, SHOWN)
    if not said:
        return card
    return Words("queue.talk", {"card": card, "lines": Lines(tuple(map(_on_desk, said)))})


def for_person(db: Db, name: str) -> Lines | None:
    """Give the last lines of a card's talk, as the person it is about reads them."""
    said = card_talks.last(db, name, SHOWN)
    return Lines(tuple(map(_at_home, said))) if said else None


def _on_desk(line: Line) -> Words:
    key = "queue.talk_service" if line.is_service else "queue.talk_person"
    return Words(key, {"text": line.text[:CUT]})


def _at_home(line: Line) -> Words:
    key = "queue.talk_them" if line.is_service else "queue.talk_you"
    return Words(key, {"text": line.text[:CUT]})
