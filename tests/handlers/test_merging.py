"""Two registrations of one person made one, after both chats say yes. Rule REG-5."""

from datetime import timedelta

import pytest

from storage import blocks, contacts, coordinators, members, people
from storage.addresses import Address
from storage.contacts import State as Asked
from storage.people import Standing
from tests import makers
from tests.conftest import NOON


def ask(chats, one, other):
    """Type one chat's code in another; give what the second is asked."""
    [code] = chats.send("/link", one)
    return chats.send(code.fields["command"].text, other)


def merge(chats, one, other):
    """Say yes in both chats; give the last replies."""
    [sure] = ask(chats, one, other)
    _, asked = chats.press("merge.yes", sure, other)
    assert asked.to == one
    return chats.press("merge.yes", asked, one)


@pytest.fixture
def twice(teacher, school):
    """Ana registered twice at one school: on Telegram, and a day later on Matrix."""
    oak = school()
    first, telegram = teacher("Ana", school=oak, about="We sing.", subjects=("music",))
    second, matrix = teacher("Anna", school=oak, platform="matrix", subjects=("art",))
    return first, telegram, second, matrix


def test_both_say_yes_and_then_the_two_are_one(chats, twice, database):
    first, telegram, second, matrix = twice

    done, told = merge(chats, telegram, matrix)

    assert (done.key, done.to, told.key, told.to) == ("merge.done", telegram, "merge.done", matrix)
    one = database.read(people.by_id, first.id)
    assert database.read(people.by_id, second.id) == one
    assert (one.name, one.subjects, one.about) == ("Anna", ("art",), "We sing.")
    for address in (telegram, matrix):
        assert chats.send("/profile", address)[0].fields["name"] == "Anna"


def test_nothing_happens_before_both_said_yes(chats, twice, database):
    _first, telegram, second, matrix = twice

    [sure] = ask(chats, telegram, matrix)
    assert (sure.key, sure.fields["standing"].key) == ("merge.sure", "merge.stays")
    chats.press("merge.yes", sure, matrix)

    assert database.read(people.by_id, second.id).id == second.id


def test_only_the_chat_that_is_asked_says_yes(chats, twice, teacher, database):
    _, telegram, second, matrix = twice
    _, eve = teacher("Eve")
    [sure] = ask(chats, telegram, matrix)
    _, asked = chats.press("merge.yes", sure, matrix)

    for stranger in (eve, matrix):
        assert chats.press("merge.yes", asked, stranger)[0].key == "link.unknown"
    chats.at = NOON + timedelta(days=2)
    assert chats.press("merge.yes", asked, telegram)[0].key == "link.unknown"
    assert database.read(people.by_id, second.id).id == second.id


def test_a_yes_counts_once(chats, twice):
    _, telegram, _, matrix = twice
    [sure] = ask(chats, telegram, matrix)
    _, asked = chats.press("merge.yes", sure, matrix)
    chats.press("merge.yes", asked, telegram)

    assert chats.press("merge.yes", asked, telegram)[0].key == "link.unknown"
    assert chats.press("merge.yes", sure, matrix)[0].key == "link.unknown"


def test_of_one_school_validated_stays_validated(chats, teacher, school, database):
    oak = school()
    first, telegram = teacher("Ana", school=oak)
    _, matrix = teacher("Anna", school=oak, platform="matrix", standing=Standing.WAITING)

    merge(chats, telegram, matrix)

    assert database.read(people.by_id, first.id).is_validated


def test_of_two_countries_the_merged_waits_and_that_is_said_before(
    chats, teacher, coordinator, database
):
    _, jonas = coordinator("Jonas", "DE")
    first, telegram = teacher("Ana", is_available=True)
    _, matrix = teacher("Anna", country="DE", platform="matrix")

    [sure] = ask(chats, telegram, matrix)
    assert sure.fields["standing"].key == "merge.waits"
    _, asked = chats.press("merge.yes", sure, matrix)
    assert asked.fields["standing"].key == "merge.waits"
    done, _, card = chats.press("merge.yes", asked, telegram)

    assert (done.key, card.key, card.to) == ("merge.done_waits", "queue.new", jonas)
    assert database.read(people.by_id, first.id).standing == Standing.WAITING


def test_a_coordinator_who_is_a_teacher_too_becomes_both(chats, coordinator, teacher, database):
    _, maria = coordinator("Maria", "RO")
    _, matrix = teacher("Maria Pop", platform="matrix")

    merge(chats, maria, matrix)

    with database.reading() as db:
        [number] = coordinators.of_country(db, "RO")
        one = people.by_id(db, number)
    assert (one.name, one.standing, one.role) == ("Maria Pop", Standing.VALIDATED, "teacher")


def test_two_who_found_a_project_together_hand_over_first(chats, teacher, database):
    first, telegram = teacher("Ana")
    second, matrix = teacher("Anna", platform="matrix")
    database.write(makers.project, (first, second), NOON)

    [refused] = ask(chats, telegram, matrix)

    assert (refused.key, refused.fields["title"]) == ("merge.both_found", "Rivers")
    assert database.read(people.by_id, second.id).id == second.id


def test_projects_and_contacts_of_both_are_there(chats, twice, teacher, database):
    first, telegram, second, matrix = twice
    ben, _ = teacher("Ben", country="DE")
    cleo, _ = teacher("Cleo", country="FR")

    def work(db):
        makers.project(db, (first, ben), NOON, title="Rivers")
        makers.project(db, (cleo, second), NOON, title="Bridges")
        contacts.answer(db, contacts.ask(db, ben.id, first.id, "a", NOON), Asked.ACCEPTED, NOON)
        contacts.ask(db, second.id, ben.id, "b", NOON)
        contacts.answer(db, contacts.ask(db, second.id, cleo.id, "c", NOON), Asked.ACCEPTED, NOON)
        contacts.ask(db, first.id, second.id, "myself", NOON)

    database.write(work)

    merge(chats, telegram, matrix)

    with database.reading() as db:
        assert len(members.projects_of(db, first.id)) == 2
        assert sorted(contacts.of_person(db, first.id)) == [ben.id, cleo.id]
        assert contacts.requests_by(db, first.id) == []
    assert chats.send("/projects", matrix)[0].key == "projects.all"


def test_a_code_typed_in_the_own_chat_merges_nothing(chats, twice):
    _, telegram, _, _ = twice

    assert ask(chats, telegram, telegram)[0].key == "link.already"


def test_visitors_merge_nothing(chats, twice):
    assert chats.send("/merge ABC", Address("telegram", "eve"))[0].key == "router.register_first"


def test_two_codes_do_not_merge_somebody_with_themself(chats, twice, teacher, database):
    first, telegram, _, matrix = twice
    ben, _ = teacher("Ben", country="DE")

    def work(db):
        makers.project(db, (first, ben), NOON)
        contacts.answer(db, contacts.ask(db, ben.id, first.id, "a", NOON), Asked.ACCEPTED, NOON)

    database.write(work)
    [sure] = ask(chats, telegram, matrix)
    _, one = chats.press("merge.yes", sure, matrix)
    [sure] = ask(chats, matrix, telegram)
    _, other = chats.press("merge.yes", sure, telegram)

    assert chats.press("merge.yes", one, telegram)[0].key == "merge.done"
    assert chats.press("merge.yes", other, matrix)[0].key == "link.unknown"

    with database.reading() as db:
        assert not people.by_id(db, first.id).is_gone
        assert len(members.projects_of(db, first.id)) == 1
        assert contacts.of_person(db, first.id) == [ben.id]


def test_one_who_was_merged_or_erased_meanwhile_is_not_merged_with(
    chats, twice, teacher, school, database
):
    first, telegram, _, matrix = twice
    _, third = teacher("Annie", school=school())
    [sure] = ask(chats, third, matrix)
    _, late = chats.press("merge.yes", sure, matrix)
    merge(chats, telegram, matrix)

    assert chats.press("merge.yes", late, third)[0].key == "link.unknown"

    [sure] = ask(chats, third, matrix)
    _, late = chats.press("merge.yes", sure, matrix)
    chats.send("/forget yes", matrix)
    assert chats.press("merge.yes", late, third)[0].key == "link.unknown"
    assert database.read(people.by_id, first.id).is_gone
    assert chats.send("/status", third)[0].key == "status.validated"


def test_a_no_ends_the_code_and_the_other_chat_is_told(chats, twice, database):
    _, telegram, second, matrix = twice
    [sure] = ask(chats, telegram, matrix)
    _, asked = chats.press("merge.yes", sure, matrix)

    refused, told = chats.press("merge.no", asked, telegram)

    assert (refused.key, told.key, told.to) == ("merge.refused", "merge.was_refused", matrix)
    assert chats.press("merge.yes", asked, telegram)[0].key == "link.unknown"
    assert database.read(people.by_id, second.id).id == second.id
    assert chats.press("merge.no", asked, telegram)[0].key == "merge.not_done"


def test_a_no_at_the_first_question_asks_nobody(chats, twice):
    _, telegram, _, matrix = twice
    [sure] = ask(chats, telegram, matrix)

    assert [one.key for one in chats.press("merge.no", sure, matrix)] == ["merge.not_done"]


def test_old_buttons_lead_to_whom_the_person_is_now(chats, twice, teacher, database):
    first, telegram, second, matrix = twice
    ben, bens = teacher("Ben", country="DE")
    database.write(contacts.join, second.id, ben.id, NOON)
    [card] = chats.send(f"/person {second.id}", bens)
    chats.send(f"/write {second.id}", bens)
    merge(chats, telegram, matrix)

    _, letter = chats.send("I began this before.", bens)
    assert letter.key == "contacts.message"
    [write] = chats.press("contacts.write", card, bens)
    assert (write.key, write.fields["name"]) == ("contacts.letter", "Anna")
    chats.press("contacts.block", card, bens)

    with database.reading() as db:
        assert blocks.by_person(db, ben.id) == [first.id]
    chats.send(f"/unblock {second.id}", bens)
    with database.reading() as db:
        assert blocks.by_person(db, ben.id) == []
    for text in ("notforme", "interested", "contact", "person", "write", "block"):
        chats.send(f"/{text} {second.id}", telegram)
    with database.reading() as db:
        assert people.by_id(db, second.id).id == first.id
        assert blocks.by_person(db, first.id) == []
