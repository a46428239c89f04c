"""After a seminar: the code, attendance, the certificate, feedback, the recording. Rule SEM-4."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers import seminar_news
from handlers.conversation import Recipe
from storage import attendance, seminars, signups
from tests.conftest import NOON
from tests.handlers.seminars import START

END = START + timedelta(hours=1)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def guest(teacher, database, robots):
    """Let somebody new have a place."""

    def make(name):
        person, address = teacher(name)
        database.write(signups.sign_up, robots.id, person.id, NOON)
        return person, address

    return make


@pytest.fixture
def code(chats, host, robots):
    """The code that the host shows at the end."""
    chats.at = END
    [told] = chats.send(f"/seminarcode {robots.id}", host[1])
    return told.fields["command"].text


@pytest.fixture
def attend(chats, guest, code):
    """Let somebody new attend; give them, their address and what they were told."""

    def make(name):
        person, address = guest(name)
        return person, address, chats.send(code, address)

    return make


@pytest.fixture
def room(database):
    """Room for many."""
    database.write(lambda db: db.execute(seminars.table.update().values(capacity=9)))


def test_the_code_gives_a_certificate_and_asks_how_it_was(attend, robots, database):
    ana, _, [told] = attend("Ana")

    assert told.key == "seminars.attended"
    assert told.file == Recipe("certificate", (robots.id, ana.id))
    assert [button.command for button in told.buttons[0]] == [
        f"/stars {robots.id} {stars}" for stars in range(1, 6)
    ]
    with database.reading() as db:
        assert attendance.of_person(db, robots.id, ana.id).name == "Ana"


def test_the_host_is_shown_the_same_code_each_time(chats, host, robots, code):
    [again] = chats.send(f"/seminarcode {robots.id}", host[1])

    assert again.fields["command"].text == code


@pytest.mark.parametrize("typed", ["/attended", "/attended {}", "/attended  {} "])
def test_a_code_is_typed_with_the_command_or_after_it(chats, guest, code, typed):
    _, ana = guest("Ana")
    bare = code.removeprefix("/attended ")

    [told] = chats.send(typed.format(bare.lower()), ana)
    if told.key == "seminars.ask_code":
        [told] = chats.send(f"{bare[:3]}-{bare[3:]}", ana)

    assert told.key == "seminars.attended"


def test_only_who_has_a_place_attends(chats, guest, teacher, code):
    guest("Ana")
    guest("Ben")
    _, waits = guest("Waits")
    _, stranger = teacher("Stranger")

    assert chats.send(code, waits)[0].key == "seminars.wrong_code"
    assert chats.send(code, stranger)[0].key == "seminars.wrong_code"
    assert chats.send("/attended AAAAAA", stranger)[0].buttons


@pytest.mark.parametrize(
    ("at", "key"),
    [
        (START, "seminars.attended"),
        (END + timedelta(hours=23, minutes=59), "seminars.attended"),
        (END + timedelta(hours=24), "seminars.wrong_code"),
    ],
)
def test_a_code_can_be_typed_until_a_day_after_the_end(chats, guest, code, at, key):
    _, ana = guest("Ana")
    chats.at = at

    assert chats.send(code, ana)[0].key == key


def test_there_is_no_code_before_the_start(chats, host, robots):
    assert chats.send(f"/seminarcode {robots.id}", host[1])[0].key == "seminars.card"


def test_an_empty_code_is_nobodys(chats, guest):
    _, ana = guest("Ana")
    chats.at = END

    assert chats.send("/attended -", ana)[0].key == "seminars.wrong_code"


def test_attending_twice_gives_the_same_certificate(chats, attend, code, robots, database):
    ana, address, _ = attend("Ana")
    with database.reading() as db:
        first = attendance.of_person(db, robots.id, ana.id)

    chats.send(code, address)
    [again] = chats.send(f"/certificate {robots.id}", address)

    assert again.file == Recipe("certificate", (robots.id, ana.id))
    with database.reading() as db:
        assert attendance.of_person(db, robots.id, ana.id) == first


def test_a_certificate_comes_again_to_its_owner_alone(chats, attend, teacher, robots):
    attend("Ana")
    _, ben = teacher("Ben")

    assert chats.send(f"/certificate {robots.id}", ben)[0].key == "seminars.not_found"


def test_feedback_goes_to_the_host_without_names(chats, attend, host, robots, room):
    for name, stars in (("Ana", 5), ("Ben", 4), ("Cleo", 3), ("Dan", 2), ("Eva", 1)):
        _, address, _ = attend(name)
        chats.send(f"/stars {robots.id} {stars}", address)
        [thanks] = chats.send(f"Words number {stars}.", address)
        assert thanks.key == "seminars.thanks"

    [summary] = chats.send(f"/feedback {robots.id}", host[1])

    assert (summary.fields["average"], summary.fields["rated"]) == (3.0, 5)
    assert "Words number 5." in str(summary)
    assert "Ana" not in str(summary)


def test_comments_of_fewer_than_five_are_held_back(chats, attend, host, robots, room):
    for name in ("Ana", "Ben", "Cleo", "Dan"):
        _, address, _ = attend(name)
        chats.send(f"/stars {robots.id} 2", address)
        chats.send("It was too fast.", address)

    [summary] = chats.send(f"/feedback {robots.id}", host[1])

    assert "too fast" not in str(summary)
    assert (summary.fields["rated"], summary.fields["words"].key) == (4, "seminars.words_later")


def test_words_may_be_left_out_and_stars_changed(chats, attend, robots, database):
    ana, address, _ = attend("Ana")
    chats.send(f"/stars {robots.id} 2", address)
    [asked] = chats.send(f"/stars {robots.id} 3", address)

    [thanks] = chats.press("form.skip", asked, address)

    assert thanks.key == "seminars.thanks"
    with database.reading() as db:
        found = attendance.of_person(db, robots.id, ana.id)
    assert (found.stars, found.words) == (3, "")


@pytest.mark.parametrize("typed", ["{} 0", "{} 6", "{}", "999 3", "{} x"])
def test_only_one_to_five_stars_are_given_by_who_was_there(chats, attend, guest, robots, typed):
    _, ana, _ = attend("Ana")
    _, absent = guest("Ben")

    assert chats.send(f"/stars {typed.format(robots.id)}", ana)[0].key == "seminars.not_found"
    assert chats.send(f"/stars {robots.id} 5", absent)[0].key == "seminars.not_found"


def test_the_host_is_told_once_how_it_was_when_attendance_is_closed(chats, attend, host, database):
    attend("Ana")
    chats.new()

    database.write(seminar_news.sum_up, END + timedelta(hours=23))
    assert chats.new() == []
    for hours in (24, 25, 100):
        database.write(seminar_news.sum_up, END + timedelta(hours=hours))

    [told] = chats.new()
    assert (told.key, told.to, told.fields["attended"]) == ("seminars.summary", host[1], 1)


def test_nobody_is_told_of_a_seminar_to_which_nobody_came(chats, robots, database):
    database.write(seminar_news.sum_up, END + timedelta(hours=25))

    assert chats.new() == []


def test_the_recording_is_shown_afterwards(chats, guest, host, robots):
    _, ana = guest("Ana")
    chats.at = END
    chats.send(f"/recording {robots.id}", host[1])
    chats.send("https://video.example/7", host[1])

    [card] = chats.send(f"/seminar {robots.id}", ana)

    assert card.fields["standing"].fields == {"link": "https://video.example/7"}
