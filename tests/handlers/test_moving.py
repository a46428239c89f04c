"""/move: a lost phone, and 48 hours in which the old chats may object. Rule REG-8."""

from datetime import UTC, timedelta

import pytest

from handlers import leaving, making
from storage import coordinators, erasing, people
from storage.addresses import Address
from tests.conftest import NOON

#: An hour after everybody registered.
THEN = NOON + timedelta(hours=1)
NEW = Address("matrix", "@new:example.org")


@pytest.fixture
def lost(chats, teacher, coordinator):
    """Ana of Romania, and Maria who coordinates there."""
    who, ana = teacher("Ana Pop")
    _, maria = coordinator("Maria", "RO")
    chats.at = THEN
    return who, ana, maria


def code_for(chats, who, maria):
    """Find the person, say that it was checked; give the command for the new chat."""
    [whom] = chats.send("/move ana", maria)
    assert whom.key == "move.whom"
    [check] = chats.send(f"/move p{who.id}", maria)
    [code] = chats.press("move.checked", check, maria)
    assert code.key == "move.code"
    return code.fields["command"].text


@pytest.fixture
def moved(chats, lost):
    """Ana in her new chat; give what her old one was told."""
    who, ana, maria = lost
    done, told = chats.send(code_for(chats, who, maria), NEW)
    assert done.key == "move.done"
    return who, ana, maria, told


def test_the_new_chat_is_hers_and_every_old_one_is_told(chats, moved):
    _, ana, _, told = moved

    assert (told.key, told.to) == ("move.told", ana)
    assert told.fields["until"] == THEN + timedelta(hours=48)
    assert chats.send("/profile", NEW)[0].fields["name"] == "Ana Pop"


def test_a_code_works_once_and_for_a_day(chats, lost):
    who, _, maria = lost
    command = code_for(chats, who, maria)
    chats.at = THEN + timedelta(hours=25)
    assert chats.send(command, NEW)[0].key == "link.unknown"

    chats.at = THEN
    again = code_for(chats, who, maria)
    chats.send(again, NEW)
    assert chats.send(again, Address("matrix", "@eve:example.org"))[0].key == "link.unknown"


def test_only_coordinators_of_the_country_move_somebody(chats, lost, teacher, coordinator):
    who, _, _ = lost
    _, jonas = coordinator("Jonas", "DE")
    _, ben = teacher("Ben")

    assert chats.send("/move ana", jonas)[0].key == "move.nobody"
    assert chats.send(f"/move p{who.id} checked", jonas)[0].key == "move.not_yours"
    assert chats.send(f"/move p{who.id} checked", ben)[0].key == "router.coordinators_only"


def test_nobody_moves_themselves_nor_somebody_with_more_to_decide(chats, coordinator):
    one, maria = coordinator("Maria", "RO")
    clara, _ = coordinator("Clara", "RO", "*")

    assert chats.send(f"/move p{one.id} checked", maria)[0].key == "move.not_yours"
    assert chats.send(f"/move p{clara.id} checked", maria)[0].key == "move.not_yours"


def test_a_chat_that_is_somebody_s_already_is_not_moved_to(chats, lost, teacher):
    who, ana, maria = lost
    _, ben = teacher("Ben")
    command = code_for(chats, who, maria)

    assert chats.send(command, ben)[0].key == "move.registered"
    assert chats.send(command, ana)[0].key == "link.already"


def test_for_48_hours_nothing_is_erased_or_exported(chats, moved, database):
    who, ana, _, _ = moved

    for address in (ana, NEW):
        [forget] = chats.send("/forget yes", address)
        [mydata] = chats.send("/mydata", address)
        assert (forget.key, mydata.key) == ("forget.held", "mydata.held")
        assert mydata.file is None
    chats.at = THEN + timedelta(hours=48)
    assert chats.send("/mydata", NEW)[0].key == "mydata.done"
    assert chats.send("/forget", NEW)[0].key == "forget.sure"
    assert not database.read(people.by_id, who.id).is_gone


def test_an_erasure_that_waits_waits_for_the_48_hours_too(moved, database):
    who, _, _, _ = moved
    database.write(erasing.ask, who.id, THEN - timedelta(days=30), THEN)

    database.write(leaving.carry_out, THEN + timedelta(hours=47))
    assert not database.read(people.by_id, who.id).is_gone
    database.write(leaving.carry_out, THEN + timedelta(hours=48))
    assert database.read(people.by_id, who.id).is_gone


def test_an_objection_takes_the_new_chat_off_at_once_and_tells_the_coordinators(chats, moved):
    _, ana, maria, told = moved
    chats.at = THEN + timedelta(hours=47)

    objected, card = chats.press("move.object", told, ana)

    assert (objected.key, card.key, card.to) == ("move.objected", "move.was_objected", maria)
    assert chats.send("/status", NEW)[0].key == "status.visitor"
    assert chats.send("/status", ana)[0].key == "status.validated"
    assert chats.send("/mydata", ana)[0].key == "mydata.done"


def test_what_the_new_chat_added_meanwhile_goes_with_it(chats, moved):
    _, ana, _, told = moved
    [code] = chats.send("/link", NEW)
    [unused] = chats.send("/link", NEW)
    more = Address("telegram", "accomplice")
    chats.send(code.fields["command"].text, more)

    chats.press("move.object", told, ana)

    assert chats.send("/status", more)[0].key == "status.visitor"
    assert chats.send(unused.fields["command"].text, more)[0].key == "link.unknown"


def test_after_48_hours_it_is_settled(chats, moved):
    _, ana, _, told = moved
    chats.at = THEN + timedelta(hours=48)

    assert chats.press("move.object", told, ana)[0].key == "move.too_late"
    assert chats.send("/status", NEW)[0].key == "status.validated"


def test_the_new_chat_and_strangers_object_to_nothing(chats, moved, teacher):
    _, _ana, _, told = moved
    _, ben = teacher("Ben")

    for address in (NEW, ben):
        assert chats.press("move.object", told, address)[0].key == "link.not_linked"
    assert chats.send("/status", NEW)[0].key == "status.validated"


def test_within_48_hours_nothing_is_merged(chats, moved, teacher):
    _, ana, _, _ = moved
    _, ben = teacher("Ben")
    [code] = chats.send("/link", ana)

    assert chats.send(code.fields["command"].text, ben)[0].key == "merge.held"


def test_move_without_a_name_says_how(chats, lost):
    _, _, maria = lost

    assert chats.send("/move", maria)[0].key == "move.usage"
    assert chats.send("/move xyzzy", maria)[0].key == "move.nobody"


def test_a_file_asked_for_before_the_move_is_not_made_after_it(chats, lost, database):
    who, ana, maria = lost
    [asked] = chats.send("/mydata", ana)
    assert database.read(making.make, asked.file, "en", UTC) is not None

    chats.send(code_for(chats, who, maria), NEW)

    assert database.read(making.make, asked.file, "en", UTC) is None


def test_a_code_of_who_may_not_move_them_any_more_does_nothing(chats, lost, database):
    who, ana, maria = lost
    command = code_for(chats, who, maria)
    database.write(lambda db: coordinators.add(db, who.id, "DE", NOON))

    assert chats.send(command, NEW)[0].key == "link.unknown"
    assert chats.send("/status", NEW)[0].key == "status.visitor"
    assert chats.send("/status", ana)[0].key == "status.validated"
