"""/bridge: how a group is tied in both places, who may, and what pauses and ends it."""

import re

import pytest

from bot.telegram.events import Moved
from bot.telegram.intake import move
from storage import bridges, codes, members, safeguarding
from storage.addresses import Address
from storage.bridges import State
from tests.conftest import NOON
from tests.handlers.bridges import GROUP, Tied, said

CODE = re.compile(r"/bridge (\w+)")


@pytest.fixture
def rivers(database, chats, teacher):
    return Tied(database, chats, teacher)


@pytest.fixture
def tied(rivers):
    rivers.tie()
    return rivers


def code_of(rivers, by=None):
    [reply] = rivers.chats.send("/bridge", by or rivers.at_ana)
    return CODE.search(reply.fields["command"].text)[1]


def bridge(tied):
    return tied.database.read(bridges.by_project, tied.project.id)


def keys(rows):
    return [(row.platform, said(row).key) for row in rows]


def test_it_is_off_until_a_teacher_turns_it_on_in_both_places(rivers):
    code = code_of(rivers)
    assert bridge(rivers) is None

    rows = rivers.in_group(f"/bridge {code}")

    assert (bridge(rivers).chat, bridge(rivers).state) == (GROUP, State.DEAF)
    assert keys(rows) == [
        ("telegram", "bridge.on_group"),
        ("telegram", "bridge.make_administrator"),
        ("room", "bridge.on_room"),
    ]
    assert rivers.in_room("too early") == []
    rivers.in_group("administrator", kind="standing")
    assert bridge(rivers).is_on


def test_on_telegram_a_link_opens_the_group(rivers, chats):
    [reply] = chats.send("/bridge", rivers.at_ana, bot="our_bot")

    assert reply.fields["link"].startswith("https://t.me/our_bot?startgroup=")
    assert reply.is_secret


def test_the_link_ties_as_the_command_does(rivers):
    rivers.in_group(f"/start {code_of(rivers)}")

    assert bridge(rivers).chat == GROUP


def test_a_code_works_once(rivers):
    code = code_of(rivers)
    rivers.in_group(f"/bridge {code}")
    rivers.in_group("/bridge off")

    [row] = rivers.in_group(f"/bridge {code}")

    assert said(row).key == "bridge.unknown_code"


def test_nobody_else_ties_with_a_teachers_code(rivers):
    code = code_of(rivers)

    [row] = rivers.in_group(f"/bridge {code}", by=rivers.at_carl)

    assert said(row).key == "bridge.unknown_code"
    assert bridge(rivers) is None


def test_a_colleague_needs_a_code_of_their_own(rivers, teacher, database):
    code = code_of(rivers)
    dora, at_dora = teacher("Dora")
    inside = {"role": members.Role.PARTNER, "state": members.State.IN, "school_id": dora.school_id}
    database.write(lambda db: members.put(db, rivers.project.id, dora.id, **inside, at=NOON))

    [row] = rivers.in_group(f"/bridge {code}", by=at_dora)

    assert said(row).key == "bridge.not_yours"


def test_a_teacher_who_left_ties_nothing(rivers):
    code = code_of(rivers)
    rivers.leave(rivers.ana)

    [row] = rivers.in_group(f"/bridge {code}")

    assert said(row).key == "bridge.not_yours"


def test_a_tied_group_is_not_tied_again(tied, chats, database):
    code = "ABCDEFGHJK"
    database.write(
        lambda db: codes.make(
            db,
            code,
            codes.Purpose.BRIDGE,
            str(tied.project.id),
            at=NOON,
            lasts=codes.CLAIM_LASTS,
            person_id=tied.ana.id,
        )
    )

    [row] = tied.in_group(f"/bridge {code}")

    assert said(row).key == "bridge.tied_already"


def test_it_ends_from_the_group(tied):
    rows = tied.in_group("/bridge off")

    assert bridge(tied) is None
    assert keys(rows) == [("telegram", "bridge.off"), ("room", "bridge.off")]


def test_a_stranger_ends_nothing(tied):
    [row] = tied.in_group("/bridge off", by=tied.at_carl)

    assert said(row).key == "bridge.not_yours"
    assert bridge(tied) is not None


def test_it_ends_from_the_chat_with_the_bot(tied, chats):
    [card] = chats.send("/bridge", tied.at_eva)

    replies = chats.press("bridge.turn_off", card, tied.at_eva)

    assert bridge(tied) is None
    assert [one.key for one in replies] == ["bridge.untied", "bridge.off", "bridge.off"]


def test_nobody_ends_what_is_not_theirs(tied, chats, teacher):
    _, at_dora = teacher("Dora")

    [reply] = chats.send(f"/bridge off {tied.project.id}", at_dora)

    assert reply.key == "bridge.no_project"
    assert bridge(tied) is not None


def test_who_comes_unknown_pauses_it_until_a_founder_decides(tied, chats):
    [mine], [hers] = tied.in_group("Helo", message="7"), tied.in_room("Helo", message="$m")
    tied.arrive([mine, hers])
    rows = tied.in_group("carl", by=tied.at_carl, kind="came")

    assert bridge(tied).state == State.GUEST
    assert keys(rows) == [
        ("telegram", "bridge.paused_group"),
        ("room", "bridge.paused_room"),
        ("telegram", "bridge.guest"),
        ("matrix", "bridge.guest"),
    ]
    assert tied.in_group("hello") == []
    assert tied.in_room("hello") == []
    assert tied.in_group("Hello", kind="edit", message="7") == []
    assert tied.in_room("Hello", kind="edit", message="$m") == []
    card = said(rows[2])
    chats.press("bridge.go_on", card, tied.at_ana)
    assert bridge(tied).is_on
    assert tied.in_room("hello") != []


def test_the_same_guest_told_twice_pauses_once(tied, chats):
    rows = tied.in_group("carl", by=tied.at_carl, kind="came")
    assert tied.in_group("carl", by=tied.at_carl, kind="came") == []
    chats.press("bridge.go_on", said(rows[2]), tied.at_ana)

    assert tied.in_group("carl", by=tied.at_carl, kind="came") == []
    assert bridge(tied).is_on


def test_who_comes_while_it_is_paused_is_asked_about_too(tied, chats):
    [old] = [said(row) for row in tied.in_group("carl", by=tied.at_carl, kind="came")[2:3]]

    rows = tied.in_group("dana", by=tied.at_carl, kind="came")

    assert keys(rows) == [("telegram", "bridge.guest"), ("matrix", "bridge.guest")]
    assert [one.key for one in chats.press("bridge.go_on", old, tied.at_ana)] == [
        "bridge.card_paused"
    ]
    assert bridge(tied).state == State.GUEST
    chats.press("bridge.go_on", said(rows[0]), tied.at_ana)
    assert bridge(tied).is_on


def test_who_went_and_comes_again_pauses_again(tied, chats):
    rows = tied.in_group("carl", by=tied.at_carl, kind="came")
    chats.press("bridge.go_on", said(rows[2]), tied.at_ana)
    tied.in_group("carl", by=tied.at_carl, kind="went")

    tied.in_group("carl", by=tied.at_carl, kind="came")

    assert bridge(tied).state == State.GUEST


def test_a_teacher_of_the_project_who_comes_pauses_nothing(tied):
    assert tied.in_group("ana", kind="came") == []
    assert bridge(tied).is_on


def test_only_a_founder_lets_it_go_on(tied, chats, teacher, database):
    dora, at_dora = teacher("Dora")
    inside = {"role": members.Role.PARTNER, "state": members.State.IN, "school_id": dora.school_id}
    database.write(lambda db: members.put(db, tied.project.id, dora.id, **inside, at=NOON))
    tied.in_group("carl", by=tied.at_carl, kind="came")

    replies = chats.send(f"/bridge on {tied.project.id} {bridge(tied).revision}", at_dora)

    assert [one.key for one in replies] == ["bridge.founders_only", "bridge.card_paused"]
    assert bridge(tied).state == State.GUEST


def test_an_old_button_lets_nothing_go_on(tied, chats):
    rows = tied.in_group("carl", by=tied.at_carl, kind="came")
    old = said(rows[2])
    chats.press("bridge.go_on", old, tied.at_ana)
    tied.in_group("dan", by=Address("telegram", "dan"), kind="came")

    [card] = chats.press("bridge.go_on", old, tied.at_ana)

    assert card.key == "bridge.card_paused"
    assert bridge(tied).state == State.GUEST


def test_without_being_administrator_it_is_deaf_and_says_so(tied):
    rows = tied.in_group("member", kind="standing")

    assert bridge(tied).state == State.DEAF
    assert keys(rows) == [
        ("telegram", "bridge.make_administrator"),
        ("room", "bridge.deaf_room"),
    ]
    tied.in_group("administrator", kind="standing")
    assert bridge(tied).is_on


def test_put_out_of_the_group_it_ends(tied):
    rows = tied.in_group("kicked", kind="standing")

    assert bridge(tied) is None
    assert keys(rows) == [("room", "bridge.put_out")]


def test_the_tie_follows_a_group_that_becomes_a_supergroup(tied, database):
    [old] = tied.in_room("before", message="$m")
    tied.arrive([old])
    for _ in range(2):
        database.write(move, Moved(GROUP, "-200"))

    [row] = tied.in_room("after")

    assert row.chat == "-200"
    # The new group numbers its messages anew: a change would hit another message.
    assert tied.in_room("changed", kind="edit", message="$m") == []


def test_each_turn_on_and_off_is_in_the_safeguarding_log(rivers, database):
    rivers.in_group(f"/bridge {code_of(rivers)}")
    rivers.in_group("/bridge off")

    with database.reading() as db:
        found = [(one.kind, one.reason) for one, _ in safeguarding.entries(db)]
    assert found == [("bridge", "on"), ("bridge", "off")]
