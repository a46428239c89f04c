"""Reading the cards of the queue in tests."""

from handlers.conversation import Words


def talk(card):
    """Give the lines of the talk on a card: who said what."""
    lines = inside(card.fields["card"], "queue.talk").fields["lines"].items
    return [(line.key.removeprefix("queue.talk_"), line.fields["text"]) for line in lines]


def inside(words, key):
    """Find the text with this key among those one in another, as a card is made of; else None."""
    while isinstance(words, Words) and words.key != key:
        words = words.fields.get("card")
    return words
