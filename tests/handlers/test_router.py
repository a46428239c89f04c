"""Who may do what, help that shows just that, and words for everything else."""

import secrets
from dataclasses import replace

import pytest

from handlers import turn
from handlers.commands.start import TOPICS
from handlers.conversation import COMMANDS, Needs, command
from handlers.turn import Taken
from storage import events
from storage.addresses import Address

ANA = Address("telegram", "ana")


@pytest.fixture
def broken():
    """A command that always raises."""

    @command("broken")
    def broken_command(event, db):
        raise KeyError("what somebody wrote")

    yield
    del COMMANDS["broken"]


def test_the_first_page_offers_what_somebody_is_here_for(teacher, coordinator, send):
    _, ana = teacher("Ana")
    _, maria = coordinator("Maria", "RO")

    [hers] = send("/start", ana)
    [at_the_desk] = send("/start", maria)

    assert offered(hers)[:2] == ["/partners", "/contacts"]
    assert offered(at_the_desk)[:2] == ["/queue", "/announce"]
    assert "/stats" in offered(at_the_desk)


def offered(reply):
    return [button.command for row in reply.buttons for button in row]


def commands_in(reply):
    return {line.fields["command"] for line in reply.fields["commands"].items}


def test_help_shows_what_this_person_can_do_now(send, teacher, coordinator):
    _, ben = teacher("Ben")
    _, maria = coordinator("Maria", "RO")

    visitor = commands_in(send("/help", ANA)[0])
    validated = commands_in(send("/help all", ben)[0])
    support = commands_in(send("/help all", maria)[0])

    assert {"/register", "/language", "/help"} <= visitor
    assert "/partners" not in visitor
    assert "/partners" in validated
    assert "/queue" not in validated
    assert "/queue" in support


def test_who_can_do_much_chooses_a_subject_first(send, teacher):
    _, ben = teacher("Ben")

    [subjects] = send("/help", ben)
    commands = [button.command for row in subjects.buttons for button in row]
    [partners] = send("/help partners", ben)

    assert "/help partners" in commands
    assert "/help desk" not in commands
    assert {"/partners", "/contacts"} <= commands_in(partners)
    assert "/projects" not in commands_in(partners)


def test_every_listed_command_stands_under_one_subject():
    listed = sorted(name for name, one in COMMANDS.items() if one.is_listed)

    assert sorted(name for some in TOPICS.values() for name in some) == listed


IN_CHATS = {n: c for n, c in COMMANDS.items() if not c.is_for_browser}


@pytest.mark.parametrize("name", sorted(n for n, c in IN_CHATS.items() if c.needs > Needs.ANYONE))
def test_a_visitor_is_asked_to_register_first(send, name):
    [reply] = send(f"/{name}", ANA)

    assert reply.key == "router.register_first"
    assert reply.buttons[0][0].command == "/register"


@pytest.mark.parametrize("typed", ["/partnrs", "/Partner", "partners"])
def test_unknown_input_offers_the_nearest_command(send, teacher, typed):
    _, ben = teacher("Ben")

    [reply] = send(typed, ben)

    assert reply.key == "router.did_you_mean"
    assert reply.fields["command"].text == "/partners"


def test_what_nobody_understands_still_shows_a_way_on(send):
    [reply] = send("zzzzzzzz", ANA)

    assert reply.key == "router.unknown"
    assert [button.command for row in reply.buttons for button in row] == ["/register", "/help"]


@pytest.mark.parametrize(
    ("kind", "key"), [("file", "router.no_files_here"), ("unreadable", "router.unreadable")]
)
def test_what_cannot_be_taken_is_said(send, kind, key):
    assert [reply.key for reply in send("", ANA, kind=kind)] == [key]


def test_language_changes_what_is_said_next(chats, database):
    chats.send("/start", ANA)

    [done] = chats.send("/language fr", ANA)

    assert done.key == "language.done"
    with database.reading() as db:
        from storage import outbox

        languages = [
            row.language for row in db.execute(outbox.table.select().order_by(outbox.table.c.id))
        ]
    assert languages == ["en", "fr"]


def test_a_link_never_acts(chats, database, teacher):
    for payload in ("approve", "cancel", "answer 1 name x", "leave"):
        assert chats.send(f"/start {payload}", ANA)[0].key == "start.welcome"
    assert chats.send("/start register", ANA)[0].key == "register.name"


def test_a_link_of_the_portal_shows_what_its_page_is_about(chats, database):
    assert chats.send("/start kit-shadows", ANA)[0].key == "kits.card"
    assert chats.send("/start seminar-7", ANA)[0].key == "seminars.not_found"
    for payload in ("seminar-7 yes", "signup-7", "kit-../x", "usekit-shadows", "seminar-"):
        assert chats.send(f"/start {payload}", ANA)[0].key == "start.welcome", payload


def test_an_event_that_arrives_twice_counts_once(chats, database):
    event = chats.event("/register", ANA)

    first = turn.take(database, event, seal=bytes)
    second = turn.take(database, replace(event, seed=secrets.token_bytes(32)), seal=bytes)

    assert (first, second) == (Taken.ANSWERED, Taken.SEEN)
    assert len(chats.new()) == 1


def test_a_poison_event_is_parked_and_the_person_is_told(chats, database, broken):
    taken = turn.take(database, chats.event("/broken", ANA), seal=bytes)

    assert taken == Taken.PARKED
    assert [reply.key for reply in chats.new()] == ["router.parked"]
    with database.reading() as db:
        [parked] = events.parked(db)
    assert parked.error == "KeyError"
    assert turn.reopen(parked.sealed).command == "broken"
    assert turn.take(database, chats.event("/start", ANA), seal=bytes) == Taken.ANSWERED


def test_a_handler_that_failed_once_is_tried_again(chats, database):
    tries = []

    @command("shaky")
    def shaky(event, db):
        tries.append(1)
        if len(tries) == 1:
            raise KeyError
        return []

    taken = turn.take(database, chats.event("/shaky", ANA), seal=bytes)
    del COMMANDS["shaky"]

    assert (taken, len(tries)) == (Taken.ANSWERED, 2)


@pytest.mark.parametrize("platform", ["telegram", "matrix"])
@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - IN_CHATS.keys()))
def test_the_acts_of_pages_are_no_commands_in_a_chat(chats, teacher, platform, name):
    _, ben = teacher("Ben", platform=platform)

    replies = chats.send(f"/{name} 1\nFox\nOwl", ben)

    assert {reply.key for reply in replies} <= {"router.unknown", "router.did_you_mean"}


# The stricter of the two about numbers and signs.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", sorted(IN_CHATS))
def test_no_command_fails_whatever_stands_behind_it(chats, coordinator, name):
    _, mia = coordinator("Mia", "RO")

    for words in ("", "1", "²", "yes", "p1", "j1 1 RO", "x y z", "-1", "9" * 20, "yes " + "9" * 20):
        chats.send(f"/{name} {words}", mia)  # fails if the event is parked


def test_half_signs_and_nothings_are_taken_out_of_what_people_write(chats):
    chats.send("/register", ANA)

    [asked] = chats.send("An\ud800a\0 Pop", ANA)

    assert asked.key == "register.country"


def test_on_telegram_a_number_is_only_a_number(chats):
    chats.send("/start", ANA)

    assert chats.send("1", ANA)[0].key == "router.unknown"
