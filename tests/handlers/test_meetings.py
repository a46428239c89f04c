"""Meetings that were proposed: when they are fixed, who is told. Rule PAR-6."""

from datetime import timedelta

from handlers import meeting_news
from handlers.conversation import Recipe
from storage import blocks, meetings
from storage.meetings import State
from tests.conftest import NOON

MINUTE = timedelta(minutes=1)


def labels(reply):
    return [getattr(button.label, "key", button.label) for row in reply.buttons for button in row]


def to(replies, address):
    return [reply for reply in replies if reply.to == address]


def slots(reply):
    return [
        button.command
        for row in reply.buttons
        for button in row
        if button.command.startswith("/slot") and not button.command.endswith("none")
    ]


# --- When it is fixed ---------------------------------------------------------------------------


def test_of_two_the_first_choice_fixes_it_with_link_and_file(
    chats, propose, contact, ana, database
):
    ben, address = contact("Ben")
    [asked] = to(propose(ben), address)

    told = chats.send(slots(asked)[1], address)

    for who in (ana[1], address):
        [fixed] = to(told, who)
        assert (fixed.key, fixed.file) == ("meet.fixed", Recipe("meeting", (1,)))
        assert fixed.fields["start"] == asked.buttons[1][0].label
        assert fixed.fields["link"].startswith("https://meet.jit.si/etwinning-")
    with database.reading() as db:
        assert meetings.by_id(db, 1).state == State.FIXED
    assert chats.send(slots(asked)[0], address)[0].key == "meet.closed"


def test_each_meeting_has_a_link_that_nobody_guesses(chats, propose, contact, database):
    for name in ("Ben", "Cleo"):
        propose(contact(name)[0])

    with database.reading() as db:
        links = [meetings.by_id(db, number).link for number in (1, 2)]
    assert len(set(links)) == 2
    assert all(len(link) >= len("https://meet.jit.si/etwinning-") + 14 for link in links)


def test_of_more_the_first_time_that_suits_all_is_fixed(chats, propose, contact, ana):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    told = propose(ben, cleo)
    first, second, third = slots(to(told, bens)[0])

    marked, noted = chats.send(first, bens)
    [marked_again] = chats.send(second, bens)
    nothing = chats.send(third, cleos)
    fixed = chats.send(second, cleos)

    assert (noted.key, labels(marked)[0]) == ("meet.noted", "meet.chosen")
    assert labels(marked_again)[:2] == ["meet.chosen", "meet.chosen"]
    assert to(nothing, ana[1]) == []
    assert {reply.key for reply in fixed} == {"meet.fixed"}
    assert len(fixed) == 3


def test_a_choice_is_taken_back_by_pressing_again(chats, propose, contact, ana):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    first = slots(to(propose(ben, cleo), bens)[0])[0]

    chats.send(first, bens)
    chats.send(first, bens)
    told = chats.send(first, cleos)

    assert "meet.fixed" not in {reply.key for reply in told}


def test_who_asked_sees_the_answers_and_may_fix_a_time(chats, propose, contact, ana):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    chats.send(slots(to(propose(ben, cleo), bens)[0])[0], bens)

    [state] = chats.send("/meeting 1", ana[1])
    told = chats.send(state.buttons[0][0].command, ana[1])

    first, second, _ = state.fields["times"].items
    assert (first.fields["count"], second.fields["count"], first.fields["all"]) == (1, 0, 2)
    assert [len(to(told, one)) for one in (ana[1], bens, cleos)] == [1, 1, 1]
    assert {reply.key for reply in told} == {"meet.fixed"}


def test_nobody_else_fixes_a_time(chats, propose, contact, teacher):
    ben, bens = contact("Ben")
    propose(ben)
    _, stranger = teacher("Stranger")

    for who in (bens, stranger):
        assert chats.send("/fixslot 1 1", who)[0].key == "meet.not_yours"
    for command in ("/meeting 1", "/slot 1 1", "/slot 1 none", "/offmeeting 1", "/slot x y"):
        [told] = chats.send(command, stranger)
        assert told.key == "meet.not_yours"
        assert told.buttons


def test_when_none_suits_all_who_asked_is_told_once_and_chooses(
    chats, propose, contact, ana, database
):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    first, second, _ = slots(to(propose(ben, cleo), bens)[0])
    chats.send(first, bens)
    chats.send(second, cleos)

    database.write(meeting_news.let_choose, NOON + 9 * MINUTE)
    assert chats.new() == []
    database.write(meeting_news.let_choose, NOON + 10 * MINUTE)
    database.write(meeting_news.let_choose, NOON + 11 * MINUTE)

    [told] = chats.new()
    assert (told.to, told.key) == (ana[1], "meet.no_time_for_all")
    assert told.buttons[0][0].command == "/fixslot 1 1"


def test_none_suits_is_told_to_who_asked(chats, propose, contact, ana, database):
    ben, address = contact("Ben")
    [asked] = to(propose(ben), address)

    told = chats.press("meet.none_suits", asked, address)

    assert to(told, ana[1])[0].key == "meet.nobody_left"
    with database.reading() as db:
        assert meetings.by_id(db, 1).state == State.CANCELLED


def test_with_one_who_cannot_the_others_still_meet(chats, propose, contact, ana):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    asked = to(propose(ben, cleo), bens)[0]
    chats.send(slots(asked)[0], bens)

    told = chats.send("/slot 1 none", cleos)

    assert [reply.key for reply in to(told, ana[1])] == ["meet.was_declined", "meet.fixed"]
    assert [reply.key for reply in to(told, bens)] == ["meet.fixed"]
    assert [reply.key for reply in to(told, cleos)] == ["meet.declined"]


def test_times_that_are_over_are_not_chosen(chats, propose, contact, ana):
    ben, address = contact("Ben")
    [asked] = to(propose(ben), address)
    chats.at = NOON + timedelta(days=60)

    assert chats.send(slots(asked)[0], address)[0].key == "meet.closed"
    assert chats.send("/fixslot 1 1", ana[1])[0].key == "meet.closed"


def test_a_block_after_the_invitation_parts_them(chats, propose, contact, ana, database):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    asked = to(propose(ben, cleo), bens)[0]
    database.write(blocks.add, ana[0].id, ben.id, NOON)

    refused = chats.send(slots(asked)[0], bens)
    told = chats.send(slots(asked)[0], cleos)

    assert refused[0].key == "meet.not_yours"
    assert to(told, bens) == []
    assert "Ben" not in str(told)
