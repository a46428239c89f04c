"""What /forget leaves nowhere, and what it must not touch. Rule REG-6."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers import daily
from storage import (
    addresses,
    contacts,
    ideas,
    notices,
    outbox,
    people,
    proofs,
)
from storage.contacts import State as Asked
from storage.outbox import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.planted import PLANTED, carry_out, forget, plant, send_out, where


@pytest.fixture
def known(chats, teacher, school, database):
    """Somebody who did what one can do, and Ben, who knows them."""
    return plant(chats, teacher, school, database)


def test_nothing_that_says_who_it_was_is_anywhere(chats, known, database):
    _who, ana, _ben, bens = known
    assert len(where(database, PLANTED)) > 3

    done, *_told = forget(chats, ana)
    send_out(database)
    carry_out(database)

    assert done.key == "forget.done"
    assert where(database, PLANTED) == []
    assert where(database, ana.user) == []
    assert chats.send("/contacts", bens)[0].key == "contacts.none"


def test_the_address_is_unknown_again(chats, known, database):
    _, ana, _, _ = known
    forget(chats, ana)

    assert database.read(addresses.by_user, ana) is None
    assert chats.send("/status", ana)[0].key == "status.visitor"
    assert chats.send("/register", ana)[0].key == "register.name"


def test_what_was_said_to_a_stranger_since_stays(chats, known, database):
    _, ana, _, _ = known
    forget(chats, ana)
    chats.send("/status", ana)
    send_out(database)
    carry_out(database)

    with database.reading() as db:
        payloads = db.scalars(select(outbox.table.c.payload)).all()
    assert sum('"status.visitor"' in one for one in payloads) == 1
    assert not any('"forget.done"' in one for one in payloads)


def test_nothing_unsent_about_them_is_sent_any_more(chats, known, database):
    _, ana, _, _ = known
    send_out(database)
    [_code] = chats.send("/mycode", ana)
    chats.send(f"/write {known[2].id}", ana)
    _, letter = chats.send("One more letter.", ana)
    assert letter.to == known[3]

    forget(chats, ana)
    carry_out(database)

    with database.reading() as db:
        waiting = select(outbox.table.c.payload).where(outbox.table.c.state == State.WAITING)
        assert not any("contacts.message" in one for one in db.scalars(waiting))


def test_a_namesake_still_gets_and_is_told_what_is_theirs(chats, known, teacher, database):
    _, ana, ben, _bens = known
    send_out(database)
    other, others = teacher(PLANTED, country="FR")

    def work(db):
        made = contacts.ask(db, other.id, ben.id, "hi", NOON)
        contacts.answer(db, made, Asked.ACCEPTED, NOON)

    database.write(work)
    chats.send(f"/write {ben.id}", others)
    chats.send("A letter of the other.", others)

    forget(chats, ana)
    carry_out(database)
    with database.reading() as db:
        waiting = select(outbox.table.c.payload).where(outbox.table.c.state == State.WAITING)
        assert any("A letter of the other." in one for one in db.scalars(waiting))


@pytest.fixture
def friends(teacher, database):
    """Ana and Ben, contacts; Ana is told once a day."""
    who, ana = teacher("Ana")
    ben, bens = teacher("Ben", country="DE")

    def work(db):
        made = contacts.ask(db, who.id, ben.id, "x", NOON)
        contacts.answer(db, made, Asked.ACCEPTED, NOON)
        notices.choose(db, who.id, "messages", notices.Way.DAILY)

    database.write(work)
    return who, ana, ben, bens


@pytest.mark.parametrize("name", ["key", "Will", "Ben", "Music"])
@pytest.mark.parametrize("letter", ["Will we meet, or have you a key?", "Will", "Music"])
def test_words_inside_what_others_say_are_no_traces(
    chats, friends, teacher, database, name, letter
):
    who, ana, ben, bens = friends
    other, others = teacher(f"{name}", country="FR", platform="matrix")
    database.write(lambda db: makers.project(db, (who, ben), NOON, title=name))
    chats.send(f"/write {who.id}", bens)
    chats.send(letter, bens)
    chats.send("/projects", ana)

    forget(chats, others)
    carry_out(database)

    assert database.read(people.by_id, other.id).is_gone
    with database.reading() as db:
        rows = db.execute(select(outbox.table).where(outbox.table.c.chat != "")).all()
    kept = [row.payload for row in rows if row.chat in ("chat of ana", "chat of ben")]
    assert any(letter in one for one in kept)
    assert any("projects.all" in one and name in one for one in kept)
    assert State.DEAD not in {row.state for row in rows}
    assert State.GATHERED in {row.state for row in rows}


def test_former_names_and_words_are_found_too(chats, known, database):
    _who, ana, _ben, bens = known
    chats.send("/contacts", bens)
    for field, new in (("name", "Zoe Adams"), ("about", "We paint now, every day.")):
        chats.send(f"/profile {field}", ana)
        chats.send(new, ana)
    send_out(database)
    assert "outbox.payload" in where(database, PLANTED)

    forget(chats, ana)
    send_out(database)
    carry_out(database)

    assert where(database, PLANTED) == []


def test_ideas_are_gone_from_what_their_readers_were_shown(chats, known, database):
    who, ana, _ben, bens = known
    draft = ideas.Draft("Our Quark", "Quark texts.", (9, 12), ("en",), ("music",), (), NOON.date())
    idea = database.write(ideas.post, who.id, draft, NOON)
    assert chats.send("/ideas", bens)[0].key == "ideas.found"
    database.write(ideas.change, idea, replace(draft, text="Other texts."), NOON)
    chats.send("/ideas", bens)
    send_out(database)
    assert "outbox.payload" in where(database, "Quark")

    forget(chats, ana)
    send_out(database)
    carry_out(database)

    assert where(database, "Quark") == where(database, "Other texts.") == []


def test_what_others_began_about_them_goes(chats, known, database):
    who, ana, _, bens = known
    chats.send(f"/write {who.id}", bens)
    chats.send(f"/report p{who.id}", bens)
    assert "dialogues.answers" in where(database, PLANTED)

    forget(chats, ana)

    assert "dialogues.answers" not in where(database, PLANTED)


def test_what_was_told_together_names_them_no_more(chats, friends, database):
    who, _, _, bens = friends
    chats.send(f"/write {who.id}", bens)
    chats.send("A letter.", bens)
    database.write(daily.tell, NOON + timedelta(days=1))
    send_out(database)
    assert len(where(database, "Message from")) + len(where(database, "Ben")) > 1

    forget(chats, bens)
    send_out(database)
    carry_out(database)

    with database.reading() as db:
        payloads = db.scalars(select(outbox.table.c.payload)).all()
    assert not any("Ben" in one for one in payloads)


def test_a_head_who_confirmed_is_named_no_more(chats, known, teacher, database):
    who, ana, ben, _ = known
    proof = proofs.Proof(ben.id, proofs.Kind.HEAD, NOON, by_name=PLANTED, by_role="head")
    database.write(proofs.keep, replace(proof, by_id=who.id))

    forget(chats, ana)

    kept = database.read(proofs.of_person, ben.id)
    assert (kept.kind, kept.by_name) == (proofs.Kind.HEAD, "")
