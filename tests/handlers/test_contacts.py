"""Contacts: asking, answering, writing. Rule PAR-5."""

from datetime import timedelta

import pytest

from handlers import reminders
from storage import contacts
from tests.conftest import NOON


@pytest.fixture
def asked(chats, teacher, available):
    """Ana has asked Ben; the request he sees."""
    _, ana = teacher("Ana")
    _, ben = available("Ben", country="DE")
    [hit] = chats.send("/partners", ana)
    chats.press("partners.ask", hit, ana)
    sent, request = chats.send("Shall we measure rivers together?", ana)
    assert (sent.key, request.to) == ("contacts.asked", ben)
    return ana, ben, request


def test_a_request_shows_name_school_and_words(asked):
    _, _, request = asked

    assert request.fields["words"] == "Shall we measure rivers together?"
    assert request.fields["card"].fields["name"] == "Ana"


def test_accepting_shows_each_the_others_name(chats, asked):
    ana, ben, request = asked

    mine, theirs = chats.press("contacts.accept", request, ben)

    assert (mine.fields["name"], mine.to) == ("Ana", ben)
    assert (theirs.fields["name"], theirs.to) == ("Ben", ana)


def test_declining_is_told_kindly_and_without_a_name(chats, asked):
    ana, ben, request = asked

    _, told = chats.press("contacts.decline", request, ben)

    assert (told.key, told.to) == ("contacts.was_declined", ana)
    assert "Ben" not in str(told)


def test_an_answered_request_is_not_answered_again(chats, asked):
    _, ben, request = asked
    chats.press("contacts.decline", request, ben)

    assert chats.press("contacts.accept", request, ben)[0].key == "contacts.answered_already"


def test_nobody_answers_a_request_to_another(chats, asked, teacher):
    _, _, request = asked
    _, eve = teacher("Eve")

    assert chats.press("contacts.accept", request, eve)[0].key == "contacts.not_yours"


def test_contacts_write_to_each_other_and_answer(chats, asked):
    ana, ben, request = asked
    mine, _ = chats.press("contacts.accept", request, ben)
    chats.press("contacts.write", mine, ben)

    sent, letter = chats.send("<b>Hello</b> & welcome", ben)
    assert (sent.key, letter.to) == ("contacts.sent", ana)
    assert letter.fields["text"] == "<b>Hello</b> & welcome"

    chats.press("contacts.answer", letter, ana)
    assert chats.send("Hello back", ana)[1].to == ben


def test_strangers_cannot_write(chats, teacher):
    _, ana = teacher("Ana")
    eve, _ = teacher("Eve")

    assert chats.send(f"/write {eve.id}", ana)[0].key == "contacts.not_yours"


def test_the_unavailable_cannot_be_asked(chats, teacher):
    _, ana = teacher("Ana")
    eve, _ = teacher("Eve")

    assert chats.send(f"/contact {eve.id}", ana)[0].key == "contacts.not_found"


def test_contacts_are_listed(chats, asked, database):
    ana, ben, request = asked
    assert chats.send("/contacts", ben)[0].key == "contacts.request"
    chats.press("contacts.accept", request, ben)

    [mine] = chats.send("/contacts", ana)

    assert (mine.key, mine.fields["count"]) == ("contacts.all", 1)


def test_asking_twice_sends_one_request(chats, asked, database):
    ana, _, _ = asked
    [hit] = chats.send("/partners", ana)

    [reply] = chats.press("partners.ask", hit, ana)

    assert reply.key == "contacts.waiting"
    with database.reading() as db:
        assert len(db.execute(contacts.table.select()).all()) == 1


def test_a_code_shown_at_a_meeting_works_for_the_unavailable_and_for_many(chats, teacher):
    _, ana = teacher("Ana")
    [code] = chats.send("/mycode", ana)
    shown = code.fields["command"].text

    for name in ("Ben", "Cleo"):
        _, somebody = teacher(name, country="DE")
        chats.send(shown, somebody)
        _, request = chats.send("We met at the seminar.", somebody)
        assert (request.key, request.to) == ("contacts.request", ana)
    assert chats.send(shown, ana)[0].key == "contacts.not_found"

    _, late = teacher("Late", country="DE")
    chats.at = NOON + timedelta(days=8)
    assert chats.send(shown, late)[0].key == "contacts.not_found"


def test_a_request_unanswered_for_fourteen_days_is_admitted_once(chats, asked, database):
    ana, ben, request = asked
    chats.new()

    for days in (13, 14, 15, 30):
        database.write(reminders.admit_silence, NOON + timedelta(days=days))

    assert [(reply.key, reply.to) for reply in chats.new()] == [("contacts.unanswered", ana)]
    assert chats.press("contacts.accept", request, ben)[0].key == "contacts.you_accepted"


def test_who_declined_may_ask_later(chats, asked):
    ana, ben, request = asked
    chats.press("contacts.decline", request, ben)
    [code] = chats.send("/mycode", ana)
    chats.send(code.fields["command"].text, ben)

    sent, back = chats.send("I have time now.", ben)

    assert (sent.key, back.to) == ("contacts.asked", ana)


def test_a_reply_in_words_to_a_message_is_its_answer(chats, asked, database):
    ana, ben, request = asked
    mine, _ = chats.press("contacts.accept", request, ben)
    chats.press("contacts.write", mine, ben)
    chats.send("Hello Ana!", ben)
    arrived(database, "m7")

    sent, letter = chats.send("Hello Ben, yes!", ana, about="m7")

    assert (sent.key, letter.to, letter.fields["text"]) == ("contacts.sent", ben, "Hello Ben, yes!")


def arrived(database, remote_id):
    """Let the newest message have arrived under this id."""
    from storage import deliveries, outbox

    def work(db):
        newest = db.execute(outbox.table.select().order_by(outbox.table.c.id.desc())).first()
        deliveries.add(db, [deliveries.Delivery(newest.id, 0, newest.chat, remote_id)])

    database.write(work)


def test_a_reply_in_words_is_the_answer_also_when_its_form_is_open_already(chats, asked, database):
    ana, ben, request = asked
    mine, _ = chats.press("contacts.accept", request, ben)
    chats.press("contacts.write", mine, ben)
    _, letter = chats.send("Hello Ana!", ben)
    arrived(database, "m7")
    chats.press("contacts.answer", letter, ana)

    assert chats.send("Hello Ben!", ana, about="m7")[1].to == ben


def test_a_reply_in_words_to_a_list_of_contacts_reaches_nobody(chats, asked, database, teacher):
    ana, ben, request = asked
    chats.press("contacts.accept", request, ben)
    [code] = chats.send("/mycode", ana)
    _, cleo = teacher("Cleo", country="FR")
    chats.send(code.fields["command"].text, cleo)
    _, second = chats.send("We met at the seminar.", cleo)
    chats.press("contacts.accept", second, ana)
    chats.send("/contacts", ana)
    arrived(database, "m9")

    replies = chats.send("Hello, you!", ana, about="m9")

    assert [reply.to for reply in replies] == [ana]
    assert replies[0].key == "router.unknown"
