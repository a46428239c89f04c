"""What people see of a request for contact, and of who is one now."""

from handlers import cards
from handlers.conversation import Button, Lane, Reply, Words, rows, say
from storage import ideas
from storage.contacts import Contact
from storage.db import Db
from storage.people import Person


def request(db: Db, contact: Contact, asker: Person, to: int | None = None) -> Reply:
    """Show a request with what can be answered, to the one who was asked."""
    decide = (
        Button(Words("contacts.accept"), f"/accept {contact.id}"),
        Button(Words("contacts.decline"), f"/decline {contact.id}"),
    )
    beware = (
        Button(Words("contacts.block"), f"/block {asker.id}"),
        Button(Words("contacts.report"), f"/report c{contact.id}"),
    )
    fields = {"card": cards.contact(db, asker), "words": contact.words}
    idea = ideas.of_contact(db, contact.id)
    if idea is not None:
        fields["idea"] = idea.draft.title
    return Reply(
        "contacts.request" if idea is None else "contacts.request_idea",
        fields,
        (decide, beware),
        to=to,
        lane=Lane.REPLY if to is None else Lane.REMINDER,
        notice="" if to is None else "contacts",
    )


def now(db: Db, key: str, other: Person, to: int | None = None) -> Reply:
    """Say that two people are contacts now, with what they can do first."""
    write_button = Button(Words("contacts.write", {"name": other.name}), f"/write {other.id}")
    new = Button(Words("project.new"), "/project new")
    reply = say(key, to=to, card=cards.contact(db, other), name=other.name)
    reply = reply.noticed("contacts") if to is not None else reply
    return reply.with_buttons(*rows([write_button, new]))


def not_yours() -> Reply:
    """Say that somebody is no contact, or cannot be reached."""
    return say("contacts.not_yours").with_buttons((Button(Words("help.contacts"), "/contacts"),))
