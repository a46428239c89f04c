"""The queue of the National Support Services as a list of kinds of cards.

A new kind is one file in handlers/queuekinds that says `add(Kind(…))`: with that its cards stand
in /queue, its buttons "/approve x7 1" reach it, and its age, nudges and hand-over work.
Source: docs/rules.md, NSS-1.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_uppercase

from handlers import numbers
from handlers.conversation import Button, Event, Reply, Words
from handlers.forms import Asking, Option
from storage import assignments, coordinators
from storage.db import Db
from storage.people import Person
from storage.places import START, Place

#: So many cards of each kind are looked at in one go, the oldest first; all are counted.
MOST = 50

Rows = tuple[tuple[Button, ...], ...]
#: What came of a decision, for who made it, and what others are told.
Outcome = tuple[Words, list[Reply]]


@dataclass(frozen=True)
class Desk:
    """Whose cards somebody looks at."""

    person_id: int
    #: These countries', or "*" for all.
    countries: frozenset[str]
    #: Whether central support's own cards are among them: groups, appeals.
    is_central: bool
    #: From where on the cards are looked at.
    place: Place = START

    def holds(self, country: str) -> bool:
        """Tell whether a country's cards are among them; "*" names central support's own."""
        if country == coordinators.ALL:
            return self.is_central
        return coordinators.may_decide(self.countries, country)


@dataclass(frozen=True)
class Card:
    """One thing that waits for a decision."""

    #: The kind's letter, the thing's id and, where several countries decide, the country: "j7RO".
    name: str
    since: datetime
    #: Whose service decides; "*" is central support.
    country: str
    #: Puts it into words and buttons, which only the card that is shown needs.
    draw: Callable[[], tuple[Words, Rows]]
    #: Who must not decide about it, whatever they coordinate.
    but: frozenset[int] = frozenset()
    #: Whether somebody was asked about it, and has yet to answer.
    is_asked: bool = False

    @property
    def order(self) -> tuple[bool, datetime, str, int, str]:
        """Where it stands among all cards: those that wait for an answer last, the oldest first."""
        return self.is_asked, self.since, self.name[0], self.number, self.name

    @property
    def number(self) -> int:
        """The id of the thing."""
        return numbers.read(self.name[1:].rstrip(ascii_uppercase))


def nothing(*_: object) -> Outcome:
    """Do nothing: a kind whose cards are not decided in this way."""
    return Words("queue.gone"), []


@dataclass(frozen=True)
class Kind:
    """A kind of cards: how they are found, and what is done with one.

    The functions that decide get a card's name and what stood behind it on the button: they look
    up everything again, rights too.
    """

    letter: str
    #: The text that names it with a count: "3 people".
    counted: str
    #: The oldest cards on a desk from its place on, and of those that wait for an answer as many:
    #: MOST at most, or all where there is no `find`.
    cards: Callable[[Event, Db, Desk], Sequence[Card]]
    #: Why the actor cannot decide about a card now; None if they can.
    problem: Callable[[Event, Db, str, list[str]], Words | None] = lambda *_: Words("queue.gone")
    approve: Callable[[Event, Db, str, list[str]], Outcome] = nothing
    ask: Callable[[Event, Db, str, list[str], str], Outcome] = nothing
    refuse: Callable[[Event, Db, str, list[str], str], Outcome] = nothing
    #: Likely reasons of a refusal.
    reasons: Callable[[Asking], list[Option]] = lambda _: []
    #: Counts all that wait on a desk, by country, where that may be more than MOST.
    count: Callable[[Event, Db, Desk], Mapping[str, int]] | None = None
    #: Finds a card that waits by its name, where there may be more than MOST.
    find: Callable[[Db, Desk, str], Card | None] | None = None
    #: Whether no free words about a card go through a chat. Source: docs/rules.md, TWS-12.
    is_wordless: Callable[[Db, str], bool] = lambda *_: False
    #: Whether a photo or file can be the answer to what is asked about a card.
    takes_file: Callable[[Db, str], bool] = lambda *_: False


#: Every kind by its letter.
KINDS: dict[str, Kind] = {}
#: In which order they are counted; others come after these.
_ORDER = "pjglmrsa"


def add(kind: Kind) -> None:
    """Let a kind's cards stand in the queue. Raises ValueError if its letter is taken."""
    if kind.letter in KINDS:
        raise ValueError(f"two kinds of cards begin with {kind.letter}")
    KINDS[kind.letter] = kind


def decide_buttons(about: str) -> Rows:
    """Lay out Approve, Ask, Refuse for a card: "p12 3" is its name and revision."""
    approve = Button(Words("queue.approve"), f"/approve {about}")
    ask = Button(Words("queue.ask"), f"/ask {about}")
    refuse = Button(Words("queue.refuse"), f"/refuse {about}")
    return ((approve, ask, refuse),)


def desk_of(db: Db, person_id: int, only: str = "") -> Desk:
    """Find whose cards somebody may decide, all of them or those of one country."""
    mine = coordinators.countries_of(db, person_id)
    is_central = coordinators.ALL in mine
    if not only:
        return Desk(person_id, mine, is_central)
    countries = frozenset({only}) if coordinators.may_decide(mine, only) else frozenset()
    return Desk(person_id, countries, is_central)


def waiting(event: Event, db: Db, desk: Desk, letter: str = "") -> list[Card]:
    """List the cards on a desk that its coordinator may decide, the oldest first."""
    kinds = [KINDS[letter]] if letter in KINDS else list(KINDS.values())
    found = [card for kind in kinds for card in kind.cards(event, db, desk)]
    mine = [one for one in found if _is_on(desk, one)]
    return sorted(mine, key=lambda one: one.order)


def turned(
    event: Event, db: Db, desk: Desk, first: Sequence[Card], card: Card, letter: str = ""
) -> list[Card]:
    """List the cards on a desk as they come behind one of them, which may be none of the first."""
    at_time = (card.since, 0)
    found = {one.name: one for one in first}
    for kind in [letter] if letter in KINDS else KINDS:
        place = (card.since, card.number) if kind == card.name[0] else at_time
        there = waiting(event, db, replace(desk, place=place), kind)
        found |= {one.name: one for one in there}
    ordered = sorted(found.values(), key=lambda one: one.order)
    behind = [one for one in ordered if one.order > card.order]
    return behind + [one for one in ordered if one.order <= card.order]


def _is_on(desk: Desk, card: Card) -> bool:
    return desk.holds(card.country) and desk.person_id not in card.but


def find(event: Event, db: Db, name: str) -> Card | None:
    """Find a card on the actor's desk; None if it is not there, or not theirs to decide."""
    if name[:1] not in KINDS:
        return None
    desk, kind = desk_of(db, event.actor.id), KINDS[name[:1]]
    if kind.find is not None:
        card = kind.find(db, desk, name)
        return card if card is not None and _is_on(desk, card) else None
    return next((one for one in waiting(event, db, desk, name[:1]) if one.name == name), None)


def is_wordless(db: Db, name: str) -> bool:
    """Tell whether about a card no free words are asked for in a chat, nor brought to anybody."""
    return name[:1] in KINDS and KINDS[name[:1]].is_wordless(db, name)


def answered_how(db: Db, name: str) -> Words:
    """Say to who asks something about a card what can come in answer."""
    takes_file = name[:1] in KINDS and KINDS[name[:1]].takes_file(db, name)
    return Words("queue.answer_file" if takes_file else "queue.answer_words")


def let_go(event: Event, db: Db, person: Person) -> None:
    """Free the cards of somebody who may not decide about them any more; the others stay theirs."""
    theirs = replace(event, person=person)
    for name in assignments.of_person(db, person.id):
        if find(theirs, db, name) is None:
            assignments.drop(db, name)


def _place(of: tuple[str, Kind]) -> int:
    """Say where a kind is counted: those that everybody has first."""
    return _ORDER.index(of[0]) if of[0] in _ORDER else len(_ORDER)


def counts(event: Event, db: Db, desk: Desk, cards: Sequence[Card]) -> dict[str, dict[str, int]]:
    """Count what waits on a desk: by kind, and of each by country; `cards` are all its cards."""
    found: dict[str, dict[str, int]] = {}
    for letter, kind in sorted(KINDS.items(), key=_place):
        by_country: dict[str, int] = {}
        if kind.count is not None:
            by_country |= kind.count(event, db, desk)
        else:
            for card in (one for one in cards if one.name.startswith(letter)):
                by_country[card.country] = by_country.get(card.country, 0) + 1
        if sum(by_country.values()):
            found[letter] = by_country
    return found
