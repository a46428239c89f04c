"""Reading the cards of the queue in tests."""

from handlers.conversation import Words
from tests.handlers.circles import labels


def talk(card):
    """Give the lines of the talk on a card: who said what."""
    lines = inside(card.fields["card"], "queue.talk").fields["lines"].items
    return [(line.key.removeprefix("queue.talk_"), line.fields["text"]) for line in lines]


def inside(words, key):
    """Find the text with this key among those one in another, as a card is made of; else None."""
    while isinstance(words, Words) and words.key != key:
        words = words.fields.get("card")
    return words


def shown(card):
    """Say which card is shown: its name in the queue."""
    found = [one for one in labels(card) if one.startswith(("/approve", "/roomreport", "/noted"))]
    what, number, *_ = found[0].split()
    return f"m{number}" if what == "/noted" else number
