"""/queue: what waits for a coordinator, card by card; Approve, Ask, Refuse, Later, Pass on."""

from typing import Any

import handlers.queuekinds  # noqa: F401 - registers every kind of cards
from handlers import forms, questions, queuecard, queuing
from handlers.conversation import Button, Event, Needs, Reply, Words, command
from handlers.forms import Asking, Option, Question, form
from handlers.queuing import KINDS, Kind
from storage import assignments, coordinators
from storage.db import Db

#: What is asked about a card that is of no kind, or of one that is not decided so.
_NONE = Kind("", "", cards=lambda *_: ())


@command("queue", needs=Needs.COORDINATOR, rank=0)
def queue(event: Event, db: Db) -> list[Reply]:
    """Show the oldest card, with its age and how many wait.

    "RO" narrows it to a country, "l" to a kind; "p12" goes past that card.
    Source: docs/rules.md, NSS-1.
    """
    narrowed, after = queuecard.read(event.words)
    mine = coordinators.countries_of(db, event.actor.id)
    if narrowed.country and not coordinators.may_decide(mine, narrowed.country):
        return [queuecard.next_(event, db, Words("queue.not_your_country"))]
    shown = queuecard.next_(event, db, Words("queue.top"), narrowed, after)
    desk = Button(Words("queue.desk"), "/desk")
    return [shown.with_buttons(*shown.buttons, (desk,))]


@command("approve", needs=Needs.COORDINATOR, listed=False)
def approve(event: Event, db: Db) -> list[Reply]:
    """Approve a card: "p12 3" is person 12 at revision 3, "j7RO 2 RO" project 7 for Romania."""
    kind, name, rest = _named(event.words)
    return queuecard.decide(event, db, name, lambda: kind.approve(event, db, name, rest))


@command("ask", needs=Needs.COORDINATOR, listed=False)
def ask(event: Event, db: Db) -> list[Reply]:
    """Ask the person behind a card something before deciding."""
    return _with_words(event, db, "ask")


@command("refuse", needs=Needs.COORDINATOR, listed=False)
def refuse(event: Event, db: Db) -> list[Reply]:
    """Refuse a card, with a reason that the person reads."""
    return _with_words(event, db, "refuse")


def _with_words(event: Event, db: Db, what: str) -> list[Reply]:
    kind, name, rest = _named(event.words)
    problem = kind.problem(event, db, name, rest)
    if problem is None and getattr(kind, what) is queuing.nothing:
        problem = Words("queue.gone")
    is_wordless = problem is None and queuing.is_wordless(db, name)
    if is_wordless and what == "refuse":
        return queuecard.decide(event, db, name, lambda: kind.refuse(event, db, name, rest, ""))
    if is_wordless:
        problem = Words("queue.no_words")
    if problem is not None:
        return [queuecard.after(event, db, problem)]
    # What a coordinator is typing about is theirs, wherever they opened it.
    narrowed = assignments.narrowed(db, event.actor.id, event.at)
    assignments.look(db, name, event.actor.id, narrowed, event.at)
    return forms.begin(event, db, what, {"card": name, "rest": rest})


def _how(asking: Asking) -> dict[str, Any]:
    return {"answer": queuing.answered_how(asking.db, str(asking.answers["card"]))}


@form(
    "ask",
    Question("words", questions.Paragraph, "queue.ask_words", fields=_how),
    needs=Needs.COORDINATOR,
)
def asked(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Send the question to whom the card is about."""
    name = str(answers["card"])
    kind = kind_of(name)
    given = (list(answers["rest"]), answers["words"])
    return queuecard.decide(event, db, name, lambda: kind.ask(event, db, name, *given))


def _ready_made(asking: Asking) -> list[Option]:
    return kind_of(str(asking.answers["card"])).reasons(asking)


@form(
    "refuse",
    Question("words", questions.Paragraph, "queue.refuse_words", options=_ready_made, wide=1),
    needs=Needs.COORDINATOR,
)
def refused(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Refuse, and say why."""
    name = str(answers["card"])
    kind = kind_of(name)
    given = (list(answers["rest"]), answers["words"])
    return queuecard.decide(event, db, name, lambda: kind.refuse(event, db, name, *given))


def _named(text: str) -> tuple[Kind, str, list[str]]:
    name, *rest = text.split() or [""]
    return kind_of(name), name, rest


def kind_of(name: str) -> Kind:
    """Find the kind of a card by its name; one that does nothing if there is no such."""
    return KINDS.get(name[:1], _NONE)


@command("takeover", needs=Needs.COORDINATOR, listed=False)
def take_over(event: Event, db: Db) -> list[Reply]:
    """Look at a card that somebody else has open, and be who the others see there."""
    name = event.words.strip()
    card = queuing.find(event, db, name)
    if card is None:
        return [queuecard.next_(event, db, Words("queue.not_there"))]
    assignments.look(db, name, event.actor.id, "", event.at)
    return [_again(event, db, Words("queue.taken_over"), card)]


def _again(event: Event, db: Db, outcome: Words, card: queuing.Card) -> Reply:
    desk = queuing.desk_of(db, event.actor.id)
    counted = queuing.counts(event, db, desk, queuing.waiting(event, db, desk))
    return queuecard.show(event, db, outcome, card, queuecard.Narrowed(), counted)
