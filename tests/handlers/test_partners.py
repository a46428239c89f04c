"""/available and /partners. Rules PAR-1, PAR-2."""

from datetime import timedelta

import pytest

from handlers import reminders
from storage import notices, people
from storage.notices import Way
from storage.people import Standing
from tests.conftest import NOON


def reasons(hit):
    fields = hit.fields.get("hit").fields if hit.key == "partners.only" else hit.fields
    return {reason.key for reason in fields["reasons"].items}


def test_only_validated_and_available_teachers_are_found(chats, teacher, available):
    _, ana = teacher("Ana")
    teacher("Hidden", country="DE")
    _, waiting = teacher("Waiting", country="DE", standing=Standing.WAITING)
    chats.send("/available on", waiting)
    found, _ = available("Ben", country="DE")

    [hit] = chats.send("/partners", ana)

    assert (hit.key, hit.fields["count"]) == ("partners.hit", 1)
    assert hit.buttons[0][0].command == f"/contact {found.id}"


def test_coordinators_who_are_no_teachers_are_not_found(chats, teacher, coordinator):
    _, ana = teacher("Ana")
    _, maria = coordinator("Maria", "RO")

    chats.send("/available on", maria)

    assert chats.send("/partners", ana)[0].key == "partners.nobody"


def test_a_hit_says_why_and_neither_name_nor_school(chats, teacher, available):
    _, ana = teacher("Ana")
    available("Ben", country="DE")

    [hit] = chats.send("/partners", ana)

    assert {"partners.because_ages", "partners.because_subjects"} <= reasons(hit)
    assert "Ben" not in str(hit)


def test_switched_off_nobody_finds_the_teacher(chats, teacher, available):
    _, ana = teacher("Ana")
    _, ben = available("Ben", country="DE")

    chats.send("/available off", ben)

    assert chats.send("/partners", ana)[0].key == "partners.nobody"


@pytest.mark.parametrize(
    ("answers", "is_found"),
    [
        (["partners.by_country", "Germany"], True),
        (["partners.by_country", "France"], False),
        (["partners.by_subject", "biology"], True),
        (["partners.by_subject", "music"], False),
        (["partners.by_language", "English"], True),
        (["partners.by_language", "French"], False),
        (["partners.by_ages", "12-15"], True),
        (["partners.by_ages", "16-19"], False),
        (["partners.by_words", "birdhouse"], True),
        (["partners.by_words", "opera"], False),
    ],
)
def test_a_search_is_narrowed_down_by(chats, teacher, available, answers, is_found):
    _, ana = teacher("Ana")
    available("Ben", country="DE")
    chats.send("/partners", ana)

    way, answer = answers
    chats.press(way, chats.send("/narrow", ana)[0], ana)
    [reply] = chats.send(answer, ana)

    assert reply.key == ("partners.only" if is_found else "partners.nobody")


def test_next_goes_through_all_and_ends_kindly(chats, teacher, available):
    _, ana = teacher("Ana")
    for name in ("Ben", "Cleo"):
        available(name, country="DE")

    [first] = chats.send("/partners", ana)
    [second] = chats.press("partners.next", first, ana)
    [last] = chats.press("partners.next", second, ana)

    assert first.buttons[0][0].command != second.buttons[0][0].command
    assert last.key == "partners.end"


def test_availability_lapses_after_sixty_silent_days_with_one_question(chats, available, database):
    person, _ = available("Ben")
    chats.new()

    database.write(notices.choose, person.id, "matches", Way.OFF)
    database.write(reminders.rest_silent, NOON + timedelta(days=59))
    assert chats.new() == []
    database.write(reminders.rest_silent, NOON + timedelta(days=60))
    database.write(reminders.rest_silent, NOON + timedelta(days=61))

    assert [reply.key for reply in chats.new()] == ["available.still"]
    with database.reading() as db:
        assert not people.by_id(db, person.id).is_available


def test_whoever_writes_again_is_shown_as_active_again(chats, teacher, available):
    _, ana = teacher("Ana")
    _, ben = available("Ben", country="DE")
    chats.at = NOON + timedelta(days=30)
    [before] = chats.send("/partners", ana)
    chats.send("/status", ben)

    [after] = chats.send("/partners", ana)

    assert "partners.because_active" not in reasons(before)
    assert "partners.because_active" in reasons(after)
