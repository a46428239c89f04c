"""/contacts: who is a contact, a page at a time, and what can be done about each."""

from handlers import cards, contactcards, numbers
from handlers.conversation import (
    Button,
    Event,
    Lines,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from storage import contacts, partner_apart, people
from storage.db import Db
from storage.people import Person

#: How many contacts are shown at once.
SHOWN = 8


@command("contacts", needs=Needs.TEACHER, rank=2)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show requests that wait and the contacts there are; "page 2" shows the next ones.

    Source: docs/rules.md, PAR-5.
    """
    me = event.actor.id
    waiting = contacts.requests_to(db, me)
    if waiting and not event.words.strip():
        asker = people.by_id(db, waiting[0].asker_id)
        assert asker is not None, "a request points to its asker"
        return [contactcards.request(db, waiting[0], asker)]
    ids = contacts.of_person(db, me)
    known = people.of_ids(db, set(ids))
    found = [known[number] for number in ids if number in known]
    asked = len(contacts.requests_by(db, me))
    if not found:
        search = Button(Words("help.partners"), "/partners")
        blocked = Button(Words("contacts.blocked"), "/blocked")
        return [say("contacts.none", asked=asked).with_buttons((search,), (blocked,))]
    return [_page(db, found, asked, numbers.read(event.words.lower().removeprefix("page ")))]


def _page(db: Db, found: list[Person], asked: int, page: int) -> Reply:
    pages = (len(found) + SHOWN - 1) // SHOWN
    page = min(max(page, 1), pages)
    here = found[(page - 1) * SHOWN : page * SHOWN]
    buttons = [Button(one.name, f"/person {one.id}") for one in here]
    if page < pages:
        buttons.append(Button(Words("contacts.next_page"), f"/contacts page {page + 1}"))
    buttons.append(Button(Words("project.new"), "/project new"))
    buttons.append(Button(Words("contacts.blocked"), "/blocked"))
    lines = Lines(tuple(cards.contact(db, one) for one in here))
    reply = say("contacts.all", count=len(found), contacts=lines, asked=asked)
    return reply.with_buttons(*rows(buttons))


@command("person", needs=Needs.TEACHER, listed=False)
def person(event: Event, db: Db) -> list[Reply]:
    """Show one contact, with everything that can be done."""
    other = _contact(event, db, event.words)
    return [contactcards.not_yours() if other is None else _card(db, other)]


def _card(db: Db, other: Person) -> Reply:
    number = other.id
    buttons = [
        Button(Words("contacts.write", {"name": other.name}), f"/write {number}"),
        Button(Words("contacts.meet"), f"/meet p{number}"),
        Button(Words("contacts.show_address"), f"/showaddress {number}"),
        Button(Words("contacts.remove"), f"/uncontact {number}"),
        Button(Words("contacts.block"), f"/block {number}"),
        Button(Words("contacts.report"), f"/report m{number}"),
    ]
    reply = say("contacts.one", card=cards.contact(db, other))
    return reply.with_buttons(*rows(buttons, wide=2))


@command("showaddress", needs=Needs.TEACHER, listed=False)
def show_address(event: Event, db: Db) -> list[Reply]:
    """Tell a contact by what name they find this teacher in the app where the button is pressed.

    Source: docs/rules.md, PAR-5.
    """
    number, _, sure = event.words.strip().partition(" ")
    other = _contact(event, db, number)
    if other is None:
        return [contactcards.not_yours()]
    back = Button(Words("contacts.back_to", {"name": other.name}), f"/person {other.id}")
    if not event.handle:
        return [say("contacts.no_address").with_buttons((back,))]
    if sure != "yes":
        yes = Button(Words("contacts.show_yes"), f"/showaddress {other.id} yes")
        asked = say("contacts.show_sure", name=other.name, address=event.handle)
        return [asked.with_buttons((yes, back))]
    me = event.actor
    is_telegram = event.address.platform == "telegram"
    app = Words("contacts.on_telegram") if is_telegram else Words("contacts.on_matrix")
    answer = Button(Words("contacts.write", {"name": me.name}), f"/write {me.id}")
    told = say("contacts.address", to=other.id, name=me.name, app=app, address=event.handle)
    done = say("contacts.shown", name=other.name).with_buttons((back,))
    return [done, told.with_buttons((answer,)).noticed("contacts")]


@command("uncontact", needs=Needs.TEACHER, listed=False)
def remove(event: Event, db: Db) -> list[Reply]:
    """Take somebody off one's contacts, after being asked; neither can write then."""
    number, _, sure = event.words.strip().partition(" ")
    other = _contact(event, db, number)
    if other is None:
        return [contactcards.not_yours()]
    list_button = Button(Words("help.contacts"), "/contacts")
    if sure != "yes":
        yes = Button(Words("contacts.remove_yes"), f"/uncontact {other.id} yes")
        asked = say("contacts.remove_sure", name=other.name)
        return [asked.with_buttons((yes, list_button))]
    contacts.remove(db, event.actor.id, other.id)
    for reader, writer in ((event.actor.id, other.id), (other.id, event.actor.id)):
        names = people.former_ids(db, writer)
        partner_apart.take_back(db, reader, [f"/write {one}" for one in names])
    return [say("contacts.removed", name=other.name).with_buttons((list_button,))]


def _contact(event: Event, db: Db, number: str) -> Person | None:
    """Find one of this teacher's contacts; None if it is none, or a block parts them."""
    found = people.by_id(db, numbers.read(number))
    if found is None or not contacts.are(db, event.actor.id, found.id):
        return None
    return found
