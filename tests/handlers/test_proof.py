"""Proofs of being a teacher: a file, or a code for the head, as the country wants. Rule REG-2."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.conversation import File
from storage import people, proofs
from storage.addresses import Address
from storage.people import Standing
from storage.proofs import Kind
from tests.conftest import NOON
from tests.handlers.test_register import ANA, register

HEAD = Address("matrix", "@head:example.org")
PHOTO = File("telegram", "AgAC", "photo", "image/jpeg", "photo.jpg", 1234)


def proof(database, number=None):
    with database.reading() as db:
        found = db.execute(proofs.table.select()).all()
    return found[0] if found else None


@pytest.fixture
def milica(coordinator):
    """A coordinator of Serbia, which wants a certificate."""
    return coordinator("Milica", "RS")[1]


@pytest.fixture
def pilar(coordinator):
    """A coordinator of Spain, where the head confirms."""
    return coordinator("Pilar", "ES")[1]


def also(card):
    """List what a card says besides the answers."""
    return [one.key for one in card.fields["card"].fields["also"].items]


def test_where_a_coordinator_knows_nothing_is_asked_for(chats, coordinator):
    coordinator("Maria", "RO")

    replies = register(chats)

    assert [one.key for one in replies] == ["register.done", "queue.new"]
    assert chats.send("/proof", ANA)[0].key == "proof.not_needed"


def test_a_photo_is_asked_for_kept_as_a_reference_and_named_on_the_card(chats, milica, database):
    done, asked, card = register(chats, country="Serbia")
    assert [one.key for one in (done, asked)] == ["register.done", "proof.ask_file"]
    assert also(card) == ["proof.none_yet"]

    kept, again = chats.send("", ANA, kind="file", file=PHOTO)

    assert (kept.key, again.key, again.to) == ("proof.kept", "queue.proof_came", milica)
    assert also(again) == ["proof.by_file"]
    row = proof(database)
    assert (row.kind, row.origin, row.ref, row.mime) == (
        Kind.CERTIFICATE,
        "telegram",
        "AgAC",
        "image/jpeg",
    )


def test_a_text_is_no_proof_and_it_can_be_sent_later(chats, milica, database):
    register(chats, country="Serbia")

    [again] = chats.send("I am one, really.", ANA)
    assert again.fields["problem"].key == "proof.no_file"
    [later] = chats.press("form.skip", again, ANA)
    assert later.key == "proof.later"
    assert proof(database) is None

    [status] = chats.send("/status", ANA)
    [asked] = chats.press("proof.later_button", status, ANA)
    assert asked.key == "proof.ask_file"
    assert chats.send("", ANA, kind="file", file=PHOTO)[0].key == "proof.kept"


@pytest.mark.parametrize("decision", ["approve", "refuse"])
def test_a_proof_is_deleted_at_the_decision(chats, milica, database, decision):
    register(chats, country="Serbia")
    _, card = chats.send("Here it is", ANA, kind="file", file=PHOTO)

    chats.press(f"queue.{decision}", card, milica)
    if decision == "refuse":
        assert proof(database) is not None
        chats.send("It cannot be read.", milica)

    assert proof(database) is None
    assert chats.send("/seeproof p2", milica)[0].key == "proof.not_there"


def test_only_who_may_decide_gets_a_link_to_the_file(chats, milica, pilar, database):
    register(chats, country="Serbia")
    _, card = chats.send("", ANA, kind="file", file=PHOTO)

    [link] = chats.press("proof.see", card, milica)

    assert link.key == "proof.link"
    assert link.is_secret
    assert link.fields["link"].startswith("https://etwin.example/proof/")
    assert chats.press("proof.see", card, pilar)[0].key == "proof.not_there"
    assert chats.press("proof.see", card, ANA)[0].key == "router.coordinators_only"


def test_the_head_confirms_with_a_code_and_the_card_says_so(chats, pilar, database):
    _done, code, card = register(chats, country="Spain")
    assert (code.key, also(card)) == ("proof.for_head", ["proof.none_yet"])
    command = code.fields["command"].text

    [sure] = chats.send(command, HEAD)
    assert sure.fields["name"] == "Ana Pop"
    chats.press("confirm.yes", sure, HEAD)
    [role] = chats.send("Carmen Ruiz", HEAD)
    thanks, told, again = chats.press("headrole.head", role, HEAD)

    assert (thanks.key, told.key, told.to) == ("confirm.done", "proof.confirmed", ANA)
    assert (again.key, again.to, also(again)) == ("queue.proof_came", pilar, ["proof.by_head"])
    [line] = again.fields["card"].fields["also"].items
    assert (line.fields["name"], line.fields["role"].code) == ("Carmen Ruiz", "head")


def test_a_code_for_the_head_works_once_for_thirty_days_and_not_for_oneself(chats, pilar, database):
    _, code, _ = register(chats, country="Spain")
    command = code.fields["command"].text
    assert chats.send(command, ANA)[0].key == "confirm.not_yourself"

    chats.send(command, HEAD)
    for text in ("Yes, I confirm it", "Carmen Ruiz", "Head of school"):
        last = chats.send(text, HEAD)
    assert last[0].key == "confirm.done"
    assert chats.send(command, HEAD)[0].key == "confirm.unknown"

    [new] = chats.send("/proof", ANA)
    chats.at = NOON + timedelta(days=31)
    assert chats.send(new.fields["command"].text, HEAD)[0].key == "confirm.unknown"


def test_a_new_code_ends_the_old_one(chats, pilar):
    _, old, _ = register(chats, country="Spain")
    chats.send("/proof", ANA)

    assert chats.send(old.fields["command"].text, HEAD)[0].key == "confirm.unknown"


def test_confirm_without_a_code_says_how(chats):
    assert chats.send("/confirm", HEAD)[0].key == "confirm.usage"


def test_after_the_decision_nothing_is_confirmed_or_taken_any_more(chats, pilar, database):
    _, code, card = register(chats, country="Spain")
    chats.press("queue.approve", card, pilar)

    assert chats.send(code.fields["command"].text, HEAD)[0].key == "confirm.unknown"
    assert chats.send("/proof", ANA)[0].key == "proof.not_needed"


def test_a_change_of_school_asks_for_a_proof_again(chats, teacher, milica, database):
    who, ana = teacher("Ana", country="RS")
    chats.send("/profile school", ana)
    for text in ("Elm", "Elm School", "Niš", "Secondary school"):
        replies = chats.send(text, ana)

    assert [one.key for one in replies][:2] == ["profile.school_changed", "proof.ask_file"]
    assert chats.send("", ana, kind="file", file=PHOTO)[0].key == "proof.kept"
    assert database.read(people.by_id, who.id).standing == Standing.WAITING


def asked_of(chats, card, coordinator):
    """Let a coordinator ask something about a card."""
    chats.press("queue.ask", card, coordinator)
    chats.send("Could you show a certificate?", coordinator)


def test_a_file_that_was_asked_for_gives_the_coordinators_the_ball(chats, milica, database):
    *_, card = register(chats, country="Serbia")
    chats.send("/cancel", ANA)
    asked_of(chats, card, milica)
    chats.send("/proof", ANA)

    kept, again = chats.send("", ANA, kind="file", file=PHOTO)

    assert (kept.key, again.key, again.to) == ("proof.kept", "queue.proof_came", milica)
    assert chats.send("/status", ANA)[0].key == "status.waiting"
    outcome, told = chats.press("queue.approve", again, milica)
    assert (outcome.fields["outcome"].key, told.key) == ("queue.approved", "register.approved")


def test_a_confirmation_that_was_asked_for_gives_the_coordinators_the_ball(chats, pilar):
    _, code, card = register(chats, country="Spain")
    asked_of(chats, card, pilar)

    chats.send(code.fields["command"].text, HEAD)
    for text in ("Yes, I confirm it", "Carmen Ruiz"):
        chats.send(text, HEAD)
    *_, again = chats.send("Head of school", HEAD)

    assert chats.send("/status", ANA)[0].key == "status.waiting"
    outcome, _ = chats.press("queue.approve", again, pilar)
    assert outcome.fields["outcome"].key == "queue.approved"


def test_a_second_file_reaches_the_coordinators_too(chats, milica, database):
    register(chats, country="Serbia")
    _, first = chats.send("", ANA, kind="file", file=PHOTO)
    chats.send("/proof", ANA)

    _, second = chats.send("", ANA, kind="file", file=replace(PHOTO, ref="other"))

    assert (second.key, second.to) == ("queue.proof_came", milica)
    assert proof(database).ref == "other"
    old = chats.press("queue.approve", first, milica)[0]
    assert old.fields["outcome"].key == "queue.already"
    new = chats.press("queue.approve", second, milica)[0]
    assert new.fields["outcome"].key == "queue.approved"
