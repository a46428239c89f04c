"""The card of the queue that comes next, with what waits beside it and who else looks at it.

Source: docs/rules.md, NSS-1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers import queuing
from handlers.commands.claiming import service
from handlers.conversation import Button, Event, Lines, Listing, Reply, Words, rows, say
from handlers.queuing import KINDS, Card, Desk, Outcome
from storage import assignments, people
from storage.assignments import Assignment
from storage.countries import by_code
from storage.db import Db

#: So many countries are counted by name; the others together.
COUNTRIES = 6


@dataclass(frozen=True)
class Narrowed:
    """To what somebody has narrowed their queue: a country, a kind of cards, or nothing."""

    country: str = ""
    letter: str = ""

    @property
    def words(self) -> str:
        """How it is typed behind /queue."""
        return " ".join(one for one in (self.country, self.letter) if one)


def read(text: str) -> tuple[Narrowed, str]:
    """Read what stands behind /queue: a country, a kind, and the card after which to go on."""
    country, letter, after = "", "", ""
    for word in text.split():
        if word in KINDS:
            letter = word
        elif word[:1] in KINDS and word[1:2].isdigit():
            after = word
        elif by_code(word.upper()) is not None:
            country = word.upper()
    return Narrowed(country, letter), after


def decide(event: Event, db: Db, name: str, work: Callable[[], Outcome]) -> list[Reply]:
    """Decide a card, forget whose it was once it is decided, and show the next.

    Pressing what is not on one's own desk changes nothing about whose it is.
    """
    narrowed = _narrowed(event, db)
    outcome, told = settle(event, db, name, work)
    return [next_(event, db, outcome, narrowed), *told]


def settle(event: Event, db: Db, name: str, work: Callable[[], Outcome]) -> Outcome:
    """Decide a card, and forget whose it was once it is decided."""
    was_there = queuing.find(event, db, name) is not None
    outcome, told = work()
    if was_there and queuing.find(event, db, name) is None:
        assignments.drop(db, name)
    return outcome, told


def after(event: Event, db: Db, outcome: Words) -> Reply:
    """Say what came of a card and show the next, in the same narrowed queue."""
    return next_(event, db, outcome, _narrowed(event, db))


def _narrowed(event: Event, db: Db) -> Narrowed:
    return read(assignments.narrowed(db, event.actor.id, event.at))[0]


def next_(
    event: Event,
    db: Db,
    outcome: Words,
    narrowed: Narrowed = Narrowed(),
    after: str = "",
) -> Reply:
    """Show the oldest card that nobody else looks at, after a named one if there is one.

    Those that wait for an answer come behind all others.
    """
    me = event.actor.id
    desk = queuing.desk_of(db, me, narrowed.country)
    cards = queuing.waiting(event, db, desk)
    counted = queuing.counts(event, db, desk, cards)
    waiting = [one for one in cards if one.name.startswith(narrowed.letter)]
    if not waiting:
        assignments.release(db, me)
        return _empty(event, db, outcome, narrowed)
    passed = queuing.find(event, db, after)
    turned = waiting
    if passed is not None:
        turned = queuing.turned(event, db, desk, waiting, passed, narrowed.letter)
    held = assignments.of_cards(db, [one.name for one in turned], event.at)
    free = [one for one in turned if _is_free(held.get(one.name), desk)]
    card = (free or turned)[0]
    return show(event, db, outcome, card, narrowed, counted)


def _all(narrowed: Narrowed, counted: Mapping[str, Mapping[str, int]]) -> int:
    """Count all that wait in the narrowed queue, of which only the oldest were looked at."""
    of_kinds = [found for letter, found in counted.items() if narrowed.letter in ("", letter)]
    return sum(count for found in of_kinds for count in found.values())


def _is_free(held: Assignment | None, desk: Desk) -> bool:
    if held is None or held.person_id == desk.person_id:
        return True
    return held.person_id is None and desk.is_central


def show(
    event: Event,
    db: Db,
    outcome: Words,
    card: Card,
    narrowed: Narrowed,
    counted: Mapping[str, Mapping[str, int]],
) -> Reply:
    """Show one card; it is its reader's for some minutes, unless somebody else has it."""
    me, count = event.actor.id, _all(narrowed, counted)
    held = assignments.of_cards(db, [card.name], event.at).get(card.name)
    desk = queuing.desk_of(db, me)
    is_mine = _is_free(held, desk)
    if is_mine:
        assignments.look(db, card.name, me, narrowed.words, event.at)
    words, buttons = card.draw()
    days = (event.at - card.since).days
    shown = Words("queue.aged", {"card": words, "days": days})
    for line in _who(db, held, is_mine):
        shown = Words("queue.with_line", {"card": shown, "line": line})
    more = [Button(Words("queue.later"), f"/queue {narrowed.words} {card.name}".replace("  ", " "))]
    ways = more if count > 1 else []
    ways.append(Button(Words("queue.pass"), f"/pass {card.name}"))
    if not is_mine:
        ways.append(Button(Words("queue.take_over"), f"/takeover {card.name}"))
    others = _other_kinds(card, narrowed, counted)
    lines = tally(counted)
    fields = {"outcome": outcome, "card": shown, "count": count}
    fields |= {"counts": Lines(lines), "lines": len(lines)}
    return Reply("queue.card", fields, (*buttons, tuple(ways), *rows(others, wide=2)))


def held_by(db: Db, held: Assignment | None, desk: Desk) -> list[Words]:
    """Say who else than the desk's coordinator looks at a card, and who passed it on."""
    return _who(db, held, _is_free(held, desk))


def _who(db: Db, held: Assignment | None, is_mine: bool) -> list[Words]:
    """Say who else looks at a card, and who passed it on with what words."""
    lines = []
    if held is not None and not is_mine:
        who = people.by_id(db, held.person_id) if held.person_id is not None else None
        named = who.name if who else Words("claim.central")
        lines.append(Words("queue.looks_at", {"name": named}))
    if held is not None and held.passed_by is not None:
        by = people.by_id(db, held.passed_by)
        named = by.name if by else Words("card.gone")
        plain = Words("queue.passed_by_plain", {"name": named})
        said = Words("queue.passed_by", {"name": named, "words": held.words})
        lines.append(said if held.words else plain)
    return lines


def _other_kinds(
    card: Card, narrowed: Narrowed, counted: Mapping[str, Mapping[str, int]]
) -> list[Button]:
    """Offer to look at one kind of cards only, or at all of them again."""
    if narrowed.letter:
        return [Button(Words("queue.all_kinds"), f"/queue {narrowed.country}".strip())]
    return [
        Button(_counted(letter, counted), f"/queue {narrowed.country} {letter}".replace("  ", " "))
        for letter in counted
        if letter != card.name[:1]
    ]


def _counted(letter: str, counted: Mapping[str, Mapping[str, int]]) -> Words:
    return Words(KINDS[letter].counted, {"count": sum(counted[letter].values())})


def tally(counted: Mapping[str, Mapping[str, int]]) -> tuple[Listing, ...]:
    """Count what waits: by kind if there are several, and by country likewise."""
    lines = []
    if len(counted) > 1:
        lines.append(Listing(tuple(_counted(letter, counted) for letter in counted)))
    by_country: dict[str, int] = {}
    for of_kind in counted.values():
        for country, count in of_kind.items():
            by_country[country] = by_country.get(country, 0) + count
    if len(by_country) > 1:
        lines.append(_by_country(by_country))
    return tuple(lines)


def _by_country(by_country: Mapping[str, int]) -> Listing:
    most = sorted(by_country, key=lambda one: (-by_country[one], one))
    items = [
        Words("queue.of_country", {"country": service(one), "count": by_country[one]})
        for one in most[:COUNTRIES]
    ]
    if rest := sum(by_country[one] for one in most[COUNTRIES:]):
        items.append(Words("queue.of_others", {"count": rest}))
    return Listing(tuple(items))


def _empty(event: Event, db: Db, outcome: Words, narrowed: Narrowed) -> Reply:
    """Say that nothing waits: at all, or in the narrowed queue."""
    desk = queuing.desk_of(db, event.actor.id)
    if narrowed.words and queuing.waiting(event, db, desk):
        everything = Button(Words("queue.all_kinds"), "/queue")
        return say("queue.empty_here", outcome=outcome).with_buttons((everything,))
    help_ = Button(Words("router.help"), "/help")
    return say("queue.empty", outcome=outcome).with_buttons((help_,))
