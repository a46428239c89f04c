"""/report: tell the coordinators what is wrong; what is reported is frozen as it read then."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from handlers import contactcards, forms, numbers, questions, queuecard, queuing, reportcards
from handlers.conversation import (
    Button,
    Event,
    Needs,
    Reply,
    Words,
    command,
    say,
)
from handlers.forms import Question, form
from handlers.packing import unpack
from handlers.queuecard import Narrowed
from handlers.queuing import Outcome
from handlers.rich import Rich
from storage import blocks, contacts, ideas, partner_apart, people, reports
from storage.db import Db
from storage.people import Person
from storage.reports import Report

#: How many of the last messages are frozen.
FROZEN = 3
#: The texts in which what somebody wrote is shown to its reader.
LETTERS = ("contacts.message", "contacts.file")
#: The queue with reports of people alone.
ONLY = Narrowed(letter="m")


@command("report", needs=Needs.TEACHER, listed=False)
def report(event: Event, db: Db) -> list[Reply]:
    """Begin a report: "c7" is a request for contact, "m12" what a person wrote, "i5" an idea.

    "p12" is what a person says of themself. Source: docs/rules.md, PAR-5.
    """
    found = _reported(event, db, event.words.strip())
    if found is None:
        return [contactcards.not_yours()]
    kind, about, frozen = found
    known = {"kind": kind, "about": about.id, "frozen": frozen}
    return forms.begin(event, db, "report", known)


def _reported(event: Event, db: Db, typed: str) -> tuple[str, Person, str] | None:
    """Find whom a report is about, and freeze what they wrote; None if there is no such."""
    me, number = event.actor.id, numbers.read(typed[1:])
    match typed[:1]:
        case "c":
            contact = contacts.by_id(db, number)
            if contact is None or contact.asked_id != me:
                return None
            return _about(db, me, "contact", contact.asker_id, contact.words)
        case "m":
            writer = people.by_id(db, number)
            ids = people.former_ids(db, writer.id) if writer else []
            answers = [f"/write {one}" for one in ids]
            frozen = _written(partner_apart.letters_to(db, me, LETTERS, answers, FROZEN))
            return _about(db, me, "message", number, frozen)
        case "i":
            idea = ideas.by_id(db, number)
            if idea is None:
                return None
            return _about(db, me, "idea", idea.author_id, f"{idea.draft.title}\n{idea.draft.text}")
        case "p":
            person = people.by_id(db, number)
            return _about(db, me, "profile", number, person.about if person else "")
    return None


def _about(db: Db, me: int, kind: str, number: int, frozen: str) -> tuple[str, Person, str] | None:
    person = people.by_id(db, number)
    if person is None or person.id == me or person.is_gone:
        return None
    return kind, person, frozen


def _written(letters: Iterable[Any]) -> str:
    """Give the words of messages, the oldest first."""
    texts = [unpack(letter).fields.get("text", "") for letter in letters]
    plain = [text.text if isinstance(text, Rich) else str(text) for text in texts]
    return "\n".join(reversed([text for text in plain if text]))


@form("report", Question("words", questions.Paragraph, "reports.words"))
def reported(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the report and show it to the coordinators of both countries; nobody else is told."""
    about = people.by_id(db, int(answers["about"]))
    if about is None or about.is_gone:
        return [contactcards.not_yours()]
    made = reports.add(
        db,
        reporter_id=event.actor.id,
        about_id=about.id,
        kind=answers["kind"],
        words=answers["words"],
        frozen=answers["frozen"],
        at=event.at,
    )
    find = Button(Words("help.partners"), "/partners")
    block = Button(Words("contacts.block"), f"/block {about.id}")
    is_blocked = blocks.between(db, event.actor.id, about.id)
    thanks = say("reports.done").with_buttons((find,) if is_blocked else (block, find))
    return [thanks, *reportcards.pushed(db, made, event.actor, about)]


@command("reports", needs=Needs.COORDINATOR, listed=False)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show the oldest report that nobody has noted: the queue, with reports alone.

    Source: docs/rules.md, PAR-5.
    """
    return [queuecard.next_(event, db, Words("reports.top"), ONLY)]


@command("noted", needs=Needs.COORDINATOR, listed=False)
def noted(event: Event, db: Db) -> list[Reply]:
    """Note that a coordinator looks after a report; the next card follows."""
    found = reports.by_id(db, numbers.read(event.words))
    desk = queuing.desk_of(db, event.actor.id)
    if found is None or not reportcards.country(db, found, desk):
        return [queuecard.after(event, db, Words("reports.not_yours"))]
    return queuecard.decide(event, db, f"m{found.id}", partial(note, event, db, found))


def note(event: Event, db: Db, found: Report) -> Outcome:
    """Close a report, whose coordinator looks after it now."""
    is_first = reports.close(db, found, event.at)
    return Words("reports.closed") if is_first else Words("reports.closed_before"), []
