"""Contacts: pages, removing, showing an address, a link to show, and who is not found. PAR-5."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers import reminders, turn
from handlers.commands import available
from storage import contacts, outbox, people, sending
from storage.outbox import State
from tests.conftest import NOON


@pytest.fixture
def known(database):
    """Make people contacts of another."""

    def make(person, *others):
        for place, other in enumerate(others):
            database.write(
                contacts.join, person.id, other.id, NOON - timedelta(minutes=len(others) - place)
            )

    return make


def with_handle(chats, database, text, address, handle, bot=""):
    """Write something from an account that others can find by this name."""
    chats._read = chats._newest()
    event = replace(chats.event(text, address), handle=handle, bot=bot)
    turn.take(database, event, seal=bytes)
    return chats.new()


def test_contacts_are_shown_a_page_at_a_time(chats, teacher, known):
    ana, to_ana = teacher("Ana")
    others = [teacher(f"Ben{number}")[0] for number in range(10)]
    known(ana, *others)

    [first] = chats.send("/contacts", to_ana)
    [second] = chats.press("contacts.next_page", first, to_ana)

    assert (first.fields["count"], len(first.fields["contacts"].items)) == (10, 8)
    assert len(second.fields["contacts"].items) == 2
    assert chats.send("/contacts page 99", to_ana)[0].fields == second.fields


def test_one_contact_is_shown_with_what_can_be_done(chats, teacher, known):
    ana, to_ana = teacher("Ana")
    ben, to_ben = teacher("Ben")
    known(ana, ben)

    [card] = chats.press("Ben", chats.send("/contacts", to_ana)[0], to_ana)
    chats.press("contacts.write", card, to_ana)

    assert chats.send("Hello!", to_ana)[1].to == to_ben


def test_who_is_removed_is_no_contact_and_can_be_asked_again(chats, teacher, known, database):
    ana, to_ana = teacher("Ana")
    ben, to_ben = teacher("Ben")
    known(ana, ben)
    [sure] = chats.send(f"/uncontact {ben.id}", to_ana)
    with database.reading() as db:
        assert contacts.are(db, ana.id, ben.id)

    [removed] = chats.press("contacts.remove_yes", sure, to_ana)

    assert removed.key == "contacts.removed"
    assert chats.send(f"/write {ana.id}", to_ben)[0].key == "contacts.not_yours"
    assert chats.send(f"/uncontact {ben.id}", to_ana)[0].key == "contacts.not_yours"
    database.write(people.set_available, ben.id, True)
    assert chats.send(f"/contact {ben.id}", to_ana)[0].key == "contacts.words"


def test_an_address_is_shown_after_being_asked_and_to_that_contact_only(
    chats, teacher, known, database
):
    ana, to_ana = teacher("Ana")
    ben, to_ben = teacher("Ben")
    known(ana, ben)
    command = f"/showaddress {ben.id}"

    [sure] = with_handle(chats, database, command, to_ana, "@ana_teaches")
    assert (sure.key, sure.to) == ("contacts.show_sure", to_ana)
    done, told = with_handle(chats, database, f"{command} yes", to_ana, "@ana_teaches")

    assert (done.key, told.to) == ("contacts.shown", to_ben)
    assert told.fields["address"] == "@ana_teaches"
    assert told.fields["app"].key == "contacts.on_telegram"


def test_who_has_no_name_there_is_told_how_to_get_one(chats, teacher, known, database):
    ana, to_ana = teacher("Ana")
    ben, _ = teacher("Ben")
    known(ana, ben)

    [reply] = with_handle(chats, database, f"/showaddress {ben.id} yes", to_ana, "")

    assert reply.key == "contacts.no_address"


def test_strangers_are_shown_no_address_and_no_card(chats, teacher, database):
    _, ana = teacher("Ana")
    eve, _ = teacher("Eve")

    [reply] = with_handle(chats, database, f"/showaddress {eve.id} yes", ana, "@ana")

    assert reply.key == "contacts.not_yours"
    assert chats.send(f"/person {eve.id}", ana)[0].key == "contacts.not_yours"


def test_a_code_is_also_a_link_that_asks_its_owner(chats, teacher, database):
    _, ana = teacher("Ana")
    _, ben = teacher("Ben")

    [shown] = with_handle(chats, database, "/mycode", ana, "", bot="etwin_bot")
    link = shown.fields["link"]
    payload = link.partition("?start=")[2]
    [asked] = chats.send(f"/start {payload}", ben)

    assert link.startswith("https://t.me/etwin_bot?start=contact-")
    assert asked.key == "contacts.words"
    assert chats.send("We met at the seminar.", ben)[1].to == ana


def test_a_contact_is_not_found_among_the_partners_any_more(chats, teacher, known, database):
    ana, to_ana = teacher("Ana")
    ben, _ = teacher("Ben", country="DE")
    database.write(lambda db: available.renew(db, ben, NOON))
    assert chats.send("/partners", to_ana)[0].key == "partners.hit"

    known(ana, ben)

    assert chats.send("/partners", to_ana)[0].key == "partners.nobody"


def test_after_an_admitted_silence_the_search_goes_on(chats, teacher, database):
    _, to_ana = teacher("Ana")
    for name in ("Ben", "Cleo"):
        person, _ = teacher(name, country="DE", about=f"About {name}.")
        database.write(people.set_available, person.id, True)
        database.write(lambda db, who: available.renew(db, people.by_id(db, who), NOON), person.id)
    [first] = chats.send("/partners", to_ana)
    chats.press("partners.ask", first, to_ana)
    chats.send("Shall we measure rivers together?", to_ana)
    chats.new()

    database.write(reminders.admit_silence, NOON + timedelta(days=14))
    [told] = chats.new()
    [next_] = chats.press("contacts.search_on", told, to_ana)

    assert next_.key == "partners.hit"
    assert next_.fields["about"] != first.fields["about"]


def test_what_waits_for_the_morning_of_a_former_contact_is_not_sent(
    chats, teacher, database, known
):
    (ana, _), (ben, to_ben) = teacher("Ana"), teacher("Ben")
    known(ana, ben)
    chats.at = NOON + timedelta(hours=10)
    chats.send(f"/write {ana.id}", to_ben)
    chats.send("A word in the night.", to_ben)

    chats.send(f"/uncontact {ana.id} yes", to_ben)

    with database.reading() as db:
        rows = db.execute(outbox.table.select().where(outbox.table.c.chat == "chat of ana")).all()
    assert [row.state for row in rows] == [State.DEAD]


def test_an_old_letter_is_not_changed_at_a_former_contact(chats, teacher, database, known):
    (ana, _), (ben, to_ben) = teacher("Ana"), teacher("Ben")
    known(ana, ben)
    chats.send(f"/write {ana.id}", to_ben)
    chats.send("A kind word.", to_ben, message="m1")
    _all_sent(database)
    chats.send(f"/uncontact {ana.id} yes", to_ben)

    told = chats.send("A nasty word.", to_ben, kind="edit", message="m1")

    assert told == []
    with database.reading() as db:
        assert not any(
            "nasty" in row.payload
            for row in db.execute(outbox.table.select().order_by(outbox.table.c.id))
        )


def _all_sent(database):
    def work(db):
        ids = db.scalars(outbox.table.select().with_only_columns(outbox.table.c.id)).all()
        sending.mark(db, [sending.Outcome(one, State.SENT) for one in ids])

    database.write(work)
