"""/link, /claim and /coordinators. Rules REG-5 (linking) and REG-7."""

from datetime import UTC, timedelta

import pytest

from handlers import daily, making
from storage import addresses, codes, contacts, coordinators, dialogues, notices, outbox
from storage.addresses import Address
from storage.codes import Purpose
from storage.outbox import State
from tests.conftest import NOON

MATRIX = Address("matrix", "@ana:example.org")


def test_a_code_links_the_other_app_and_tells_the_first(chats, teacher):
    _, ana = teacher("Ana")
    [code] = chats.send("/link", ana)

    done, told = chats.send(code.fields["command"].text, MATRIX)

    assert (done.key, done.fields["name"]) == ("link.done", "Ana")
    assert (told.key, told.to) == ("link.told", ana)
    assert chats.send("/status", MATRIX)[0].key == "status.validated"


def test_linking_is_undone_by_a_button(chats, teacher):
    _, ana = teacher("Ana")
    [code] = chats.send("/link", ana)
    _, told = chats.send(code.fields["command"].text, MATRIX)

    assert chats.press("link.undo", told, ana)[0].key == "link.undone"
    assert chats.send("/status", MATRIX)[0].key == "status.visitor"


def test_a_code_works_once_and_for_fifteen_minutes(chats, teacher):
    _, ana = teacher("Ana")
    [first] = chats.send("/link", ana)
    chats.send(first.fields["command"].text, MATRIX)
    other = Address("matrix", "@eve:example.org")
    assert chats.send(first.fields["command"].text, other)[0].key == "link.unknown"

    [second] = chats.send("/link", ana)
    chats.at = NOON + timedelta(minutes=16)
    assert chats.send(second.fields["command"].text, other)[0].key == "link.unknown"


def test_a_start_link_only_asks(chats, teacher):
    _, ana = teacher("Ana")
    [code] = chats.send("/link", ana)
    secret = code.fields["command"].text.removeprefix("/link ")

    [asked] = chats.send(f"/start link-{secret}", MATRIX)
    assert asked.key == "link.confirm"
    assert chats.press("link.yes", asked, MATRIX)[0].key == "link.done"


@pytest.fixture
def both(chats, teacher):
    """Ana on Telegram and on Matrix, where she wrote two hours later."""
    _, ana = teacher("Ana")
    [code] = chats.send("/link", ana)
    chats.send(code.fields["command"].text, MATRIX)
    chats.at = NOON + timedelta(hours=2)
    chats.send("/status", MATRIX)
    return ana, MATRIX


def asked(chats, teacher, ana, by="Ben"):
    """Let somebody ask Ana to be a contact; give the request."""
    _, ben = teacher(by, country="DE")
    [code] = chats.send("/mycode", ana)
    chats.send(code.fields["command"].text, ben)
    return chats.send("We met at the seminar.", ben)[1]


def test_news_goes_to_the_app_last_written_from(chats, teacher, both):
    telegram, matrix = both

    assert asked(chats, teacher, matrix).to == matrix
    chats.at += timedelta(hours=2)
    chats.send("/status", telegram)
    assert asked(chats, teacher, telegram, by="Cleo").to == telegram


def test_news_goes_where_it_can_be_received(chats, teacher, both):
    telegram, matrix = both

    chats.send("", matrix, kind="gone")

    assert asked(chats, teacher, telegram).to == telegram


@pytest.fixture
def claim(database):
    database.write(
        lambda db: codes.make(db, "ABCD1234", Purpose.CLAIM, "RO", at=NOON, lasts=codes.CLAIM_LASTS)
    )
    return "/claim ABCD1234"


def test_a_code_from_the_command_line_makes_a_coordinator(chats, claim, database):
    maria = Address("telegram", "maria")
    assert chats.send(claim, maria)[0].key == "claim.name"

    [done] = chats.send("Maria Pop", maria)

    assert done.key == "claim.done"
    assert chats.send("/queue", maria)[0].key == "queue.empty"
    with database.reading() as db:
        assert len(coordinators.of_country(db, "RO")) == 1


def test_a_claim_works_once(chats, claim):
    maria, eve = Address("telegram", "maria"), Address("telegram", "eve")
    chats.send(claim, maria)
    chats.send(claim, eve)
    chats.send("Maria Pop", maria)

    assert chats.send("Eve Adams", eve)[0].key == "claim.unknown"


def test_a_claim_can_be_made_for_seven_days(chats, claim):
    maria = Address("telegram", "maria")
    chats.at = NOON + codes.CLAIM_LASTS - timedelta(seconds=1)
    assert chats.send(claim, maria)[0].key == "claim.name"

    chats.at = NOON + timedelta(days=7)

    assert chats.send(claim, maria)[0].key == "claim.unknown"


def test_a_coordinator_makes_another_for_own_countries_only(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    assert chats.send("/coordinators invite DE", maria)[0].key == "coordinators.not_yours"
    assert chats.send("/coordinators invite *", maria)[0].key == "coordinators.not_yours"

    [code] = chats.send("/coordinators invite RO", maria)
    mihai = Address("telegram", "mihai")
    chats.send(code.fields["command"].text, mihai)

    assert chats.send("Mihai Pop", mihai)[0].key == "claim.done"


def test_linking_to_a_teacher_ends_a_registration_that_was_begun(chats, teacher, database):
    _, ana = teacher("Ana")
    chats.send("/register", MATRIX)
    [code] = chats.send("/link", ana)
    chats.send(code.fields["command"].text, MATRIX)

    assert chats.send("Somebody Else", MATRIX)[0].key == "router.unknown"
    assert chats.send("/status", ana)[0].key == "status.validated"


def test_an_address_linked_later_cannot_take_off_an_older_one(chats, teacher, database):
    _, ana = teacher("Ana")
    [code] = chats.send("/link", ana)
    chats.send(code.fields["command"].text, MATRIX)
    with database.reading() as db:
        older = addresses.by_user(db, ana)

    assert chats.send(f"/unlink {older.id}", MATRIX)[0].key == "link.not_linked"
    assert chats.send("/status", ana)[0].key == "status.validated"


def test_undoing_a_link_ends_what_the_stranger_had_opened(chats, teacher, database):
    _, ana = teacher("Ana")
    [code] = chats.send("/link", ana)
    _, told = chats.send(code.fields["command"].text, MATRIX)
    [theirs] = chats.send("/link", MATRIX)

    chats.press("link.undo", told, ana)

    again = Address("matrix", "@eve:example.org")
    assert chats.send(theirs.fields["command"].text, again)[0].key == "link.unknown"


@pytest.fixture
def spied(chats, teacher, database):
    """Ana, to whose registration a stranger added a chat; what is new for her goes there."""
    who, ana = teacher("Ana")
    ben, bens = teacher("Ben", country="DE")
    database.write(contacts.join, who.id, ben.id, NOON)
    [code] = chats.send("/link", ana)
    chats.at = NOON + timedelta(minutes=5)
    _, told = chats.send(code.fields["command"].text, MATRIX)
    return who, ana, ben, bens, told


def rows_of(database, address):
    with database.reading() as db:
        table = outbox.table
        return db.execute(table.select().where(table.c.chat == f"chat of {address.user}")).all()


@pytest.mark.parametrize("way", list(notices.ways("messages")))
def test_what_waits_for_a_chat_taken_off_goes_to_the_one_that_stays(chats, spied, database, way):
    who, ana, _, bens, told = spied
    database.write(notices.choose, who.id, "messages", way)
    chats.send(f"/write {who.id}", bens)
    assert chats.send("Between us.", bens)[1].to == MATRIX

    chats.press("link.undo", told, ana)

    assert not any("Between us" in row.payload for row in rows_of(database, MATRIX))
    [row] = [row for row in rows_of(database, ana) if "Between us" in row.payload]
    assert (row.state in (State.WAITING, State.GATHERED), row.language) == (True, "en")
    chats.new()
    database.write(daily.tell, NOON + timedelta(days=1))
    assert {one.to for one in chats.new()} <= {ana}


def test_a_chat_taken_off_opens_no_line_of_what_was_told_there(chats, spied, database):
    who, ana, _, bens, told = spied
    database.write(notices.choose, who.id, "messages", notices.Way.DAILY)
    chats.send(f"/write {who.id}", bens)
    chats.send("Between us.", bens)
    database.write(daily.tell, NOON + timedelta(days=1))
    [together] = [one for one in chats.new() if one.key == "daily.all"]
    line = together.buttons[0][0].command
    chats.at = NOON + timedelta(days=1)
    assert chats.send(line, MATRIX)[0].key == "contacts.message"

    chats.press("link.undo", told, ana)

    assert chats.send(line, MATRIX)[0].key == "daily.gone"
    assert chats.send(line, ana)[0].key == "contacts.message"


def test_what_answers_a_chat_taken_off_is_not_sent(chats, spied, database):
    _, ana, _, _, told = spied
    [reply] = chats.send("/mydata", MATRIX)

    chats.press("link.undo", told, ana)

    rows = [*rows_of(database, MATRIX), *rows_of(database, ana)]
    assert not any("mydata.done" in row.payload for row in rows)
    assert {row.state for row in rows_of(database, MATRIX)} == {State.DEAD}
    assert database.read(making.make, reply.file, "en", UTC) is None


def test_forms_begun_in_a_chat_taken_off_are_gone(chats, spied, database):
    _, ana, ben, _, told = spied
    chats.send(f"/write {ben.id}", MATRIX)

    chats.press("link.undo", told, ana)

    with database.reading() as db:
        known = addresses.by_user(db, MATRIX)
        assert dialogues.latest(db, known.id) is None
    assert [one.key for one in chats.send("still me", MATRIX)] == ["router.unknown"]
