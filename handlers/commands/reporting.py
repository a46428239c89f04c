"""/report: tell the coordinators what is wrong; what is reported is frozen as it read then."""

from collections.abc import Iterable
from typing import Any

from handlers import cards, contactcards, forms, numbers, postreports, questions
from handlers.conversation import (
    Button,
    Event,
    Lane,
    Needs,
    Reply,
    Words,
    command,
    say,
)
from handlers.forms import Question, form
from handlers.packing import unpack
from handlers.rich import Rich
from storage import blocks, contacts, coordinators, ideas, partner_apart, people, posts, reports
from storage.db import Db
from storage.people import Person
from storage.reports import Report

#: How many of the last messages are frozen, and how much of it stands on a card.
FROZEN, SHOWN = 3, 700
#: The texts in which what somebody wrote is shown to its reader.
LETTERS = ("contacts.message", "contacts.file")
#: What the coordinators of both countries look after; posts of groups have moderators.
KINDS = frozenset({"contact", "message", "idea", "profile"})


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
    return [thanks, *_cards(db, made, event.actor, about)]


def _cards(db: Db, made: Report, reporter: Person, about: Person) -> list[Reply]:
    them = frozenset({reporter.id, about.id})
    readers = [
        reader
        for country in sorted({reporter.country, about.country})
        for reader in coordinators.responsible(db, country, but=them)
    ]
    noted = Button(Words("reports.noted"), f"/noted {made.id}")
    return [
        Reply(
            "reports.new",
            {"card": _card(db, made)},
            ((noted,),),
            to=reader,
            lane=Lane.REMINDER,
            once=f"report-{made.id}-{reader}",
        )
        for reader in dict.fromkeys(readers)
    ]


def _card(db: Db, made: Report) -> Words:
    """Show a report: about whom, from whom, what is wrong, and what was written."""
    both = people.of_ids(db, {made.reporter_id, made.about_id})
    who = [cards.contact(db, both[number]) for number in (made.about_id, made.reporter_id)]
    fields = {
        "about": who[0],
        "reporter": who[1],
        "words": made.words[:SHOWN],
        "frozen": made.frozen[:SHOWN] or Words("reports.nothing"),
        "since": made.at.date(),
    }
    return Words("reports.card", fields)


@command("reports", needs=Needs.COORDINATOR, listed=False)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show the oldest report that nobody has noted.

    Source: docs/rules.md, PAR-5.
    """
    return [_next(event, db, Words("reports.top"))]


@command("noted", needs=Needs.COORDINATOR, listed=False)
def noted(event: Event, db: Db) -> list[Reply]:
    """Note that a coordinator looks after a report; the next one follows."""
    found = reports.by_id(db, numbers.read(event.words))
    if found is None or not _may_see(db, event.actor.id, found):
        return [_next(event, db, Words("reports.not_yours"))]
    is_first = reports.close(db, found, event.at)
    outcome = Words("reports.closed") if is_first else Words("reports.closed_before")
    return [_next(event, db, outcome)]


def _next(event: Event, db: Db, outcome: Words) -> Reply:
    waiting = waiting_for(db, event.actor.id)
    if not waiting:
        queue = Button(Words("help.queue"), "/queue")
        return say("reports.empty", outcome=outcome).with_buttons((queue,))
    post = posts.of_report(db, waiting[0].id)
    card = postreports.card(db, post, waiting[0]) if post else _card(db, waiting[0])
    noted_button = Button(Words("reports.noted"), f"/noted {waiting[0].id}")
    buttons = postreports.buttons(post, waiting[0]) if post else (noted_button,)
    shown = say("reports.next", outcome=outcome, count=len(waiting), card=card)
    return shown.with_buttons(buttons)


def waiting_for(db: Db, person_id: int) -> list[Report]:
    """List the reports that a coordinator may see and nobody has noted, the oldest first."""
    return [one for one in reports.open_(db) if _may_see(db, person_id, one)]


def _may_see(db: Db, me: int, found: Report) -> bool:
    """Tell whether a coordinator looks after a report: of one of both countries, and in neither.

    Posts are looked after by central support, beside the group's moderators.
    """
    if me in (found.reporter_id, found.about_id):
        return False
    mine = coordinators.countries_of(db, me)
    if found.kind not in KINDS:
        return coordinators.ALL in mine
    both = people.of_ids(db, {found.reporter_id, found.about_id}).values()
    return any(coordinators.may_decide(mine, person.country) for person in both)
