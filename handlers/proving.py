"""Proofs of being a teacher: what a country asks for, and what its coordinators read on the card.

Source: docs/rules.md, REG-2.
"""

from datetime import timedelta

from handlers import cards, forms
from handlers.conversation import Button, Code, Event, File, Name, Reply, Words, say
from storage import codes, coordinators, proofs, school_changes
from storage.codes import Purpose
from storage.countries import by_code
from storage.db import Db
from storage.people import Person, Standing
from storage.proofs import Kind, Proof

#: How long the code for the head of a school is good.
HEAD_LASTS = timedelta(days=30)
#: Who may add a proof: those about whom it is still to be decided.
OPEN = frozenset({Standing.WAITING, Standing.ASKED})


def rule(person: Person) -> str:
    """Say what the person's country asks for: "certificate", "head" or "coordinator"."""
    country = by_code(person.country)
    return country.proof if country else "coordinator"


def takes_file(person: Person) -> bool:
    """Tell whether a photo or file is taken as proof of somebody at this moment."""
    return person.standing in OPEN and rule(person) == "certificate"


def is_wanted(db: Db, person: Person) -> bool:
    """Tell whether a proof is still missing that the country asks for."""
    wants = person.standing in OPEN and rule(person) != "coordinator"
    return wants and proofs.of_person(db, person.id) is None


def ask(event: Event, db: Db, person: Person) -> list[Reply]:
    """Ask for what the country wants to see; nothing where a coordinator knows."""
    match rule(person):
        case "certificate" if event.known is None:
            # A file is sent in a chat: the browser hands none on.
            send = Button(Words("proof.later_button"), "/proof")
            return [say("proof.send_here", to=person.id).with_buttons((send,))]
        case "certificate":
            return forms.begin(event, db, "proof")
        case "head":
            codes.forget(db, Purpose.HEAD, person.id)
            code = event.fresh("head")
            lasts = HEAD_LASTS
            codes.make(db, code, Purpose.HEAD, "", at=event.at, lasts=lasts, person_id=person.id)
            return [say("proof.for_head", command=Code(f"/confirm {code}")).secretly()]
    return []


def line(db: Db, person: Person) -> Words | None:
    """Say in a line what proof there is; None where none is asked for."""
    proof = proofs.of_person(db, person.id)
    if proof is None:
        return None if rule(person) == "coordinator" else Words("proof.none_yet")
    if proof.kind == Kind.HEAD:
        name = proof.by_name or Words("card.gone")  # who was erased since
        fields = {"name": name, "role": Name("headrole", proof.by_role)}
        return Words("proof.by_head", {**fields, "at": proof.at.date()})
    return Words("proof.by_file", {"at": proof.at.date()})


def extras(db: Db, person: Person) -> list[Words]:
    """List what a card says besides the answers: a change of school, and the proof."""
    found = []
    if school_changes.is_under_way(db, person.id):
        before = cards.school(db, school_changes.before(db, person.id))
        found.append(Words("queue.school_change", {"before": before}))
    if (shown := line(db, person)) is not None:
        found.append(shown)
    return found


def button(db: Db, person: Person) -> Button | None:
    """Give the button that shows a coordinator the file; None if there is none."""
    proof = proofs.of_person(db, person.id)
    if proof is None or proof.kind != Kind.CERTIFICATE:
        return None
    return Button(Words("proof.see"), f"/seeproof p{person.id}")


def keep_file(db: Db, person: Person, file: File, event: Event) -> None:
    """Keep the reference of a file that somebody sent as proof."""
    proofs.keep(
        db,
        Proof(
            person.id,
            Kind.CERTIFICATE,
            event.at,
            origin=file.origin,
            ref=file.ref,
            file_kind=file.kind,
            mime=file.mime,
            file_name=file.name,
            size=file.size,
            file_key=file.key,
        ),
    )


def file_of(proof: Proof) -> File:
    """Give the file of a proof."""
    return File(
        proof.origin,
        proof.ref,
        proof.file_kind,
        proof.mime,
        proof.file_name,
        proof.size,
        proof.file_key,
    )


def decided(db: Db, person_id: int) -> None:
    """Delete the proof, and the code for one: it was decided."""
    proofs.forget(db, person_id)
    codes.forget(db, Purpose.HEAD, person_id)
    school_changes.end(db, person_id)


def may_see(db: Db, coordinator_id: int, person: Person) -> bool:
    """Tell whether a coordinator may see a person's proof now: they could decide about it."""
    mine = coordinators.countries_of(db, coordinator_id)
    may = coordinators.may_decide(mine, person.country)
    is_central = coordinators.ALL in mine
    is_open = person.standing in OPEN
    return is_open and may and (is_central or not person.is_appeal) and person.id != coordinator_id
