"""A photo as the answer to what a coordinator asked: where proofs are taken. REG-2, REG-3."""

import pytest

from handlers.conversation import File
from storage import proofs
from storage.addresses import Address
from storage.proofs import Kind
from tests.handlers.queued import talk
from tests.handlers.test_register import register

PLATFORMS = pytest.mark.parametrize("platform", ["telegram", "matrix"])


@pytest.fixture
def ana(platform):
    return Address(platform, "ana")


@pytest.fixture
def photo(platform):
    return File(platform, "AgAC", "photo", "image/jpeg", "photo.jpg", 1234)


def asked(chats, ana, country, maria):
    """Let Ana register, and a coordinator ask for a photo; give both sides' last replies."""
    *_, card = register(chats, by=ana, country=country)
    chats.send("/cancel", ana)
    [asking] = chats.press("queue.ask", card, maria)
    _, told = chats.send("Please send a photo of your school ID", maria)
    return asking, told


def kept(database):
    with database.reading() as db:
        return db.execute(proofs.table.select()).all()


@PLATFORMS
def test_where_proofs_are_files_a_photo_is_an_answer(chats, coordinator, database, ana, photo):
    _, maria = coordinator("Milica", "RS")
    asking, told = asked(chats, ana, "Serbia", maria)
    assert asking.fields["answer"].key == "queue.answer_file"

    [question] = chats.press("status.answer", told, ana)
    assert question.key == "status.reply_file"
    replied, card = chats.send("", ana, kind="file", file=photo)

    assert (replied.key, card.to) == ("status.replied", maria)
    assert talk(card) == [("service", "Please send a photo of your school ID")]
    [row] = kept(database)
    assert (row.kind, row.ref) == (Kind.CERTIFICATE, "AgAC")
    chats.press("queue.approve", card, maria)
    assert kept(database) == []


@PLATFORMS
def test_what_stands_beside_the_photo_is_an_answer_too(chats, coordinator, database, ana, photo):
    _, maria = coordinator("Milica", "RS")
    _, told = asked(chats, ana, "Serbia", maria)
    chats.press("status.answer", told, ana)

    _, card = chats.send("Here it is.", ana, kind="file", file=photo)

    assert talk(card)[1] == ("person", "Here it is.")
    assert len(kept(database)) == 1


@PLATFORMS
def test_elsewhere_both_are_told_that_answers_are_words(chats, coordinator, database, ana, photo):
    _, maria = coordinator("Maria", "RO")
    asking, told = asked(chats, ana, "Romania", maria)
    assert asking.fields["answer"].key == "queue.answer_words"
    chats.press("status.answer", told, ana)

    [refused] = chats.send("", ana, kind="file", file=photo)

    assert refused.key == "status.no_file"
    assert chats.send("Class 5b, biology", ana)[0].key == "status.replied"
    assert kept(database) == []
