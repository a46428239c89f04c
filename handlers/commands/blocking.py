"""/block and /blocked: to have nothing more to do with somebody, and to take it back."""

from handlers import contactcards, numbers
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from storage import blocks, contacts, ideas, partner_apart, people
from storage.db import Db
from storage.people import Person

#: How many people are shown with a button each.
SHOWN = 20


@command("block", needs=Needs.TEACHER, listed=False)
def block(event: Event, db: Db) -> list[Reply]:
    """Part two people at once and both ways; the other is told nothing.

    "i5" is the author of idea 5, whose name is not known. Source: docs/rules.md, PAR-5.
    """
    other = _whom(event, db)
    if other is None or other.id == event.actor.id:
        return [contactcards.not_yours()]
    me = event.actor.id
    blocks.add(db, me, other.id, event.at)
    for one, two in ((me, other.id), (other.id, me)):
        partner_apart.forget_interest(db, one, two)
        partner_apart.take_back(db, one, _offers(db, one, two), author_id=two)
    undo = Button(Words("blocks.undo"), f"/unblock {other.id}")
    report = Button(Words("contacts.report"), f"/report p{other.id}")
    return [say("blocks.done").with_buttons((undo, report))]


def _offers(db: Db, reader: int, sender: int) -> list[str]:
    """List what messages on their way to somebody offer that come from another."""
    names = people.former_ids(db, sender)
    offers = [f"/{what} {one}" for one in names for what in ("write", "interested")]
    contact = contacts.between(db, reader, sender)
    if contact is not None and contact.asked_id == reader:
        offers.append(f"/accept {contact.id}")
    return offers


def _whom(event: Event, db: Db) -> Person | None:
    """Find whom to block: somebody whose name is known, or the author of an idea."""
    typed = event.words.strip()
    if typed.startswith("i"):
        idea = ideas.by_id(db, numbers.read(typed[1:]))
        return people.by_id(db, idea.author_id) if idea else None
    return people.by_id(db, numbers.read(typed))


@command("blocked", needs=Needs.TEACHER, listed=False)
def blocked(event: Event, db: Db) -> list[Reply]:
    """List whom this teacher blocked, each with the way back."""
    return [_list(event, db)]


def _list(event: Event, db: Db) -> Reply:
    ids = blocks.by_person(db, event.actor.id)
    known = people.of_ids(db, set(ids))
    buttons = [
        Button(_undo(db, event.actor.id, known[number]), f"/unblock {number}")
        for number in ids[:SHOWN]
        if number in known
    ]
    all_ = Button(Words("help.contacts"), "/contacts")
    if not buttons:
        return say("blocks.none").with_buttons((all_,))
    return say("blocks.all", count=len(ids)).with_buttons(*rows([*buttons, all_]))


def _undo(db: Db, me: int, other: Person) -> Words:
    """Name somebody, if their name was known before."""
    contact = contacts.between(db, me, other.id)
    is_known = contact is not None and (
        contact.state == contacts.State.ACCEPTED or contact.asked_id == me
    )
    if not is_known or other.is_gone:
        return Words("blocks.undo_somebody", {"number": other.id})
    return Words("blocks.undo_name", {"name": other.name})


@command("unblock", needs=Needs.TEACHER, listed=False)
def unblock(event: Event, db: Db) -> list[Reply]:
    """Take a block back: what was before holds again."""
    other = people.by_id(db, numbers.read(event.words))
    if other is not None and blocks.remove(db, event.actor.id, other.id):
        list_ = Button(Words("help.contacts"), "/contacts")
        more = Button(Words("contacts.blocked"), "/blocked")
        return [say("blocks.undone").with_buttons((list_, more))]
    return [_list(event, db)]
