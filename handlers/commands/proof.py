"""/proof and /confirm: how somebody proves to be a teacher, and how coordinators see it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from handlers import cards, forms, numbers, proving, questions
from handlers.commands.register import PersonName, card_for_coordinators
from handlers.conversation import (
    Button,
    Event,
    File,
    Name,
    Needs,
    Reply,
    Words,
    command,
    say,
)
from handlers.forms import Asking, Option, Question, form
from storage import codes, former_texts, people, proofs
from storage.codes import Purpose
from storage.db import Db
from storage.people import Person, Standing
from storage.proofs import Kind, Proof

#: How long the link to a proof is good.
LINK_LASTS = timedelta(minutes=10)
#: Who confirms for a school.
HEAD_ROLES = ("head", "deputy", "office")
#: What may stand beside a file.
Caption = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


@command("proof", needs=Needs.REGISTERED, listed=False)
def proof(event: Event, db: Db) -> list[Reply]:
    """Ask for the proof that the person's country wants, while it has not decided.

    Source: docs/rules.md, REG-2.
    """
    if event.actor.standing not in proving.OPEN or proving.rule(event.actor) == "coordinator":
        return [say("proof.not_needed").with_buttons((_status(),))]
    return proving.ask(event, db, event.actor)


def _is_file(asking: Asking, _: Any) -> Words | None:
    return None if asking.event.file else Words("proof.no_file")


@form(
    "proof",
    Question(
        "caption",
        Caption,
        "proof.ask_file",
        takes_files=True,
        is_optional=True,
        fits=_is_file,
    ),
    needs=Needs.REGISTERED,
)
def shown(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the file, and tell the coordinators that it is there."""
    if event.person is None or event.person.standing not in proving.OPEN:
        return [say("proof.not_needed").with_buttons((_status(),))]
    if not answers.get("file"):
        later = Button(Words("proof.later_button"), "/proof")
        return [say("proof.later").with_buttons((later,))]
    person = people.hold(db, event.person.id)
    proving.keep_file(db, person, File(**answers["file"]), event)
    person = _with_the_coordinators(db, person, event.at)
    return [say("proof.kept").with_buttons((_status(),)), *_card_again(db, person)]


def _with_the_coordinators(db: Db, person: Person, at: datetime) -> Person:
    """Give the coordinators the ball: what came is to be looked at, on a card of its own."""
    if person.standing == Standing.ASKED:
        return people.decide(db, person, Standing.WAITING, at, note="")
    people.change(db, person.id, revision=person.revision + 1)
    return people.hold(db, person.id)


def _card_again(db: Db, person: Person) -> list[Reply]:
    return [
        replace(card, key="queue.proof_came", once=f"proof-{card.once}")
        for card in card_for_coordinators(db, person)
    ]


@command("confirm", needs=Needs.ANYONE, listed=False)
def confirm(event: Event, db: Db) -> list[Reply]:
    """Confirm a teacher of one's school, with the code that the teacher gave.

    Source: docs/rules.md, REG-2.
    """
    typed = event.words.strip()
    if not typed:
        return [say("confirm.usage")]
    found = _teacher_of(event, db, typed)
    if isinstance(found, Reply):
        return [found]
    return forms.begin(event, db, "confirm", {"code": typed})


def _teacher_of(event: Event, db: Db, typed: str) -> Person | Reply:
    """Find the teacher behind a code, or say why nobody is confirmed with it here."""
    code = codes.look(db, typed, Purpose.HEAD, event.at)
    person = people.by_id(db, code.person_id) if code and code.person_id else None
    if person is None or person.standing not in proving.OPEN:
        return say("confirm.unknown").with_buttons((Button(Words("router.help"), "/help"),))
    if event.person is not None and event.person.id == person.id:
        return say("confirm.not_yourself").with_buttons((_status(),))
    return person


def _about(asking: Asking) -> dict[str, Any]:
    found = _teacher_of(asking.event, asking.db, str(asking.answers.get("code", "")))
    if isinstance(found, Reply):
        return {"name": "", "school": Words("card.no_school")}
    return {"name": found.name, "school": cards.school(asking.db, found.school_id)}


@form(
    "confirm",
    Question(
        "sure",
        Literal["yes"],
        "confirm.sure",
        options=lambda _: [Option("yes", Words("confirm.yes"))],
        fields=_about,
    ),
    Question("name", PersonName, "confirm.name"),
    Question(
        "role",
        Literal["head", "deputy", "office"],
        "confirm.role",
        options=lambda _: [Option(role, Name("headrole", role)) for role in HEAD_ROLES],
        read=questions.among("headrole", HEAD_ROLES),
    ),
    needs=Needs.ANYONE,
)
def confirmed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Note who confirmed, and tell the teacher and the coordinators."""
    typed = str(answers.get("code", ""))
    found = _teacher_of(event, db, typed)
    if isinstance(found, Reply) or codes.use(db, typed, Purpose.HEAD, event.at) is None:
        return [found if isinstance(found, Reply) else say("confirm.unknown")]
    person = people.hold(db, found.id)
    proofs.keep(
        db,
        Proof(
            person.id,
            Kind.HEAD,
            event.at,
            by_name=answers["name"],
            by_role=answers["role"],
            by_id=event.person.id if event.person else None,
        ),
    )
    if event.person is not None:
        former_texts.keep(db, event.person.id, [answers["name"]], event.at)
    person = _with_the_coordinators(db, person, event.at)
    told = say("proof.confirmed", to=person.id, name=answers["name"])
    thanks = say("confirm.done", name=person.name)
    return [thanks, told.with_buttons((_status(),)), *_card_again(db, person)]


@command("seeproof", needs=Needs.COORDINATOR, listed=False)
def see(event: Event, db: Db) -> list[Reply]:
    """Give a coordinator a one-time link to the proof of the person on a card: "p12"."""
    person = people.by_id(db, numbers.read(event.words.strip().removeprefix("p")))
    may = person is not None and proving.may_see(db, event.actor.id, person)
    if person is None or not may or proving.button(db, person) is None:
        queue = Button(Words("help.queue"), "/queue")
        return [say("proof.not_there").with_buttons((queue,))]
    code = event.fresh("proof", 20)
    me, subject = event.actor.id, str(person.id)
    codes.make(db, code, Purpose.PROOF, subject, at=event.at, lasts=LINK_LASTS, person_id=me)
    link = f"{event.site}/proof/{code}"
    return [say("proof.link", name=person.name, link=link, minutes=10).secretly()]


def _status() -> Button:
    return Button(Words("router.status"), "/status")
