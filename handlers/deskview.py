"""The queue as the desk in the browser shows it: many cards at once, and one card in full.

Source: docs/rules.md, NSS-1 and POR-2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import handlers.queuekinds  # noqa: F401 - registers every kind of cards
from handlers import queuing
from handlers.conversation import Button, Event, Words
from handlers.forms import Asking, Option
from handlers.queuecard import held_by
from handlers.queuing import KINDS, Card, Desk
from storage import assignments
from storage.db import Db

#: So many cards stand on a page, and may be decided in one go.
SHOWN = 25
#: Kinds of which several are decided in one go.
TICKED = "pjlgm"
#: What decides about a card.
VERBS = ("approve", "ask", "refuse", "noted")
#: What the desk does itself, by the command of the chat that does it there.
DONE_HERE = (*VERBS, "seeproof", "roomreport")


@dataclass(frozen=True)
class Row:
    """A card as it stands among others."""

    name: str
    since: datetime
    country: str
    days: int
    is_asked: bool
    #: The whole card.
    words: Words
    #: What is decided with: its name, its revision and what else stood on the button. Empty if it
    #: is not decided here.
    about: str
    #: Which of "approve", "ask", "refuse", "noted" can be done with it, and what each is called.
    can: Mapping[str, Any]
    #: Who else looks at it, or passed it on; in lines.
    lines: Sequence[Words]
    #: What else can be done with it, as in the chat.
    buttons: Sequence[Button] = ()
    #: What can come in answer to a question.
    answered: Words | None = None

    @property
    def may_be_ticked(self) -> bool:
        """Whether it may be decided together with others: where Approve means the same for all."""
        return self.name[0] in TICKED and bool(self.about)

    @property
    def has_proof(self) -> bool:
        """Whether there is a file to be seen."""
        return any(one.command.startswith("/seeproof ") for one in self.buttons)

    @property
    def is_report(self) -> bool:
        """Whether it is a report out of a TwinSpace, which is read with a reason."""
        return self.name.startswith("r")

    @property
    def others(self) -> Sequence[Button]:
        """What is done in the chat alone."""
        return [one for one in self.buttons if _command(one) not in DONE_HERE]


@dataclass(frozen=True)
class View:
    """A page of the queue."""

    rows: Sequence[Row]
    #: How many wait of each kind, on the whole desk; and in the list that is looked at.
    counted: Mapping[str, int]
    count: int
    #: The card after which the next page begins; empty if there is none.
    next: str
    #: The countries of the desk that wait for something, with how many.
    countries: Mapping[str, int]


def view(event: Event, db: Db, country: str, letter: str, after: str) -> View:
    """Show what waits for somebody, the oldest first: of one country and kind, or of all."""
    whole = queuing.desk_of(db, event.actor.id)
    by_kind = queuing.counts(event, db, whole, queuing.waiting(event, db, whole))
    desk = queuing.desk_of(db, event.actor.id, country)
    cards = queuing.waiting(event, db, desk, letter)
    passed = queuing.find(event, db, after) if after else None
    if passed is not None:
        turned = queuing.turned(event, db, desk, cards, passed, letter)
        cards = [one for one in turned if one.order > passed.order]
    shown = cards[:SHOWN]
    counted = {
        kind: found
        for kind, counts in by_kind.items()
        if (found := sum(n for where, n in counts.items() if country in ("", where)))
    }
    countries: dict[str, int] = {}
    for counts in by_kind.values():
        for where, number in counts.items():
            countries[where] = countries.get(where, 0) + number
    return View(
        rows=_rows(event, db, desk, shown),
        counted=counted,
        count=counted.get(letter, 0) if letter else sum(counted.values()),
        next=shown[-1].name if len(cards) > len(shown) else "",
        countries=countries,
    )


def one(event: Event, db: Db, name: str) -> Row | None:
    """Find one card that somebody may decide now; None if it is not there, or not theirs."""
    card = queuing.find(event, db, name)
    if card is None:
        return None
    return _rows(event, db, queuing.desk_of(db, event.actor.id), [card])[0]


def reasons(event: Event, db: Db, name: str) -> Sequence[Option]:
    """List the likely reasons of a refusal."""
    kind = KINDS.get(name[:1])
    known: dict[str, Any] = {"card": name}
    return kind.reasons(Asking(event, db, event.language, known)) if kind else ()


def _rows(event: Event, db: Db, desk: Desk, cards: Sequence[Card]) -> list[Row]:
    held = assignments.of_cards(db, [one.name for one in cards], event.at)
    found = []
    for card in cards:
        words, rows = card.draw()
        buttons = [button for row in rows for button in row]
        abouts = {_command(one): one.command.partition(" ")[2] for one in buttons}
        can = {_command(one): one.label for one in buttons if _command(one) in VERBS}
        found.append(
            Row(
                name=card.name,
                since=card.since,
                country=card.country,
                days=(event.at - card.since).days,
                is_asked=card.is_asked,
                words=words,
                about=_about(card, abouts),
                can=can,
                lines=held_by(db, held.get(card.name), desk),
                buttons=buttons,
                answered=queuing.answered_how(db, card.name) if "ask" in can else None,
            )
        )
    return found


def _about(card: Card, abouts: Mapping[str, str]) -> str:
    """Say what is decided with; a report that is only noted has no revision."""
    decided = abouts.get("approve") or abouts.get("refuse", "")
    return decided or (card.name if "noted" in abouts else "")


def _command(button: Button) -> str:
    return button.command.removeprefix("/").partition(" ")[0]
