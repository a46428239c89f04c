"""What a coordinator decides on the desk in the browser.

Each decision is a turn of its own, through the same functions as in a chat: rights, the card's
revision and who was first count the same. Source: docs/rules.md, NSS-1 and POR-2.
"""

from collections.abc import Callable
from functools import partial

from handlers import numbers, questions, queuecard, queuing, reportcards, validation
from handlers.commands.queue import kind_of
from handlers.commands.reporting import note
from handlers.conversation import Event, Needs, Reply, Words, command, say
from handlers.queuing import Outcome
from storage import reports
from storage.db import Db


@command("deskapprove", needs=Needs.COORDINATOR, listed=False, browser=True)
def approve(event: Event, db: Db) -> list[Reply]:
    """Approve a card: its name and what stands behind it on the button, "p12 3"."""
    name, *rest = event.words.split() or [""]
    return _done(event, db, name, lambda: kind_of(name).approve(event, db, name, rest))


@command("deskask", needs=Needs.COORDINATOR, listed=False, browser=True)
def ask(event: Event, db: Db) -> list[Reply]:
    """Ask the person behind a card something: "p12 3", and the question in the next lines."""
    return _with_words(event, db, "ask")


@command("deskrefuse", needs=Needs.COORDINATOR, listed=False, browser=True)
def refuse(event: Event, db: Db) -> list[Reply]:
    """Refuse a card: "p12 3", and the reason in the next lines."""
    return _with_words(event, db, "refuse")


def wrong(what: str, said: str) -> Words | None:
    """Say what is wrong with a question or a reason, and that it is this; None if nothing is."""
    problem = validation.problem(questions.Paragraph, said)
    if problem is None:
        return None
    field = Words("page.desk_question" if what == "ask" else "page.desk_why")
    return Words("form.of_field", {"field": field, "problem": problem})


def _with_words(event: Event, db: Db, what: str) -> list[Reply]:
    about, _, said = event.words.partition("\n")
    name, *rest = about.split() or [""]
    kind = kind_of(name)
    problem = kind.problem(event, db, name, rest)
    if problem is None and getattr(kind, what) is queuing.nothing:
        problem = Words("queue.gone")
    if problem is None and queuing.is_wordless(db, name):
        if what == "refuse":
            return _done(event, db, name, lambda: kind.refuse(event, db, name, rest, ""))
        problem = Words("queue.no_words")
    if problem is not None:
        return [say("desk.outcome", outcome=problem)]
    if problem := wrong(what, said):
        return [say("desk.outcome", outcome=problem)]
    words = validation.valid(questions.Paragraph, said)
    decide = {"ask": kind.ask, "refuse": kind.refuse}[what]
    return _done(event, db, name, lambda: decide(event, db, name, rest, words))


@command("desknoted", needs=Needs.COORDINATOR, listed=False, browser=True)
def noted(event: Event, db: Db) -> list[Reply]:
    """Note that one looks after a report: "m7"."""
    name = event.words.strip()
    found = reports.by_id(db, numbers.read(name.removeprefix("m")))
    own = queuing.desk_of(db, event.actor.id)
    if found is None or not reportcards.country(db, found, own):
        return [say("desk.outcome", outcome=Words("reports.not_yours"))]
    return _done(event, db, name, partial(note, event, db, found))


def _done(event: Event, db: Db, name: str, work: Callable[[], Outcome]) -> list[Reply]:
    """Say what came of it, to the page; the others are told in their chats."""
    outcome, told = queuecard.settle(event, db, name, work)
    return [say("desk.outcome", outcome=outcome), *told]
