"""Groups that grow quiet: asked, then at rest. Rule GRP-3."""

from datetime import timedelta

import pytest

from handlers import resting
from storage.groups import State
from tests.conftest import NOON
from tests.handlers.circles import keys


def rest(database, days):
    database.write(resting.let_rest, NOON + timedelta(days=days))


def test_a_quiet_group_asks_its_moderators_once_and_rests_without_an_answer(
    chats, posted, circles, database
):
    group, those = posted
    chats.new()

    rest(database, 89)
    assert chats.new() == []
    for days in (90, 91, 103):
        rest(database, days)
    assert [(one.key, one.to) for one in chats.new()] == [("moderating.is_quiet", those["at_ana"])]
    assert circles.of(group).state == State.ACTIVE
    for days in (104, 105):
        rest(database, days)

    assert keys(chats.new()) == ["moderating.now_rests"]
    assert circles.of(group).state == State.RESTING
    chats.at = NOON + timedelta(days=106)
    assert chats.send("/posts 1", those["at_cleo"])[0].key == "posts.page"


@pytest.mark.parametrize(
    ("label", "key", "state"),
    [
        ("moderating.keep", "moderating.goes_on", State.ACTIVE),
        ("moderating.rest", "moderating.rests", State.RESTING),
    ],
)
def test_a_moderators_answer_is_done(chats, posted, circles, database, label, key, state):
    group, those = posted
    chats.new()
    rest(database, 90)
    [asked] = chats.new()
    chats.at = NOON + timedelta(days=91)

    [reply] = chats.press(label, asked, those["at_ana"])
    rest(database, 110)

    assert (reply.key, circles.of(group).state) == (key, state)
    assert chats.new() == []


def test_a_resting_group_is_woken_by_its_moderator(chats, posted, circles, database):
    group, those = posted
    chats.send("/groupkeep 1 rest", those["at_ana"])
    assert circles.of(group).state == State.RESTING

    [desk] = chats.send("/moderate 1", those["at_ana"])
    chats.press("moderating.wake", desk, those["at_ana"])

    assert circles.of(group).state == State.ACTIVE


def test_a_post_is_a_sign_of_life(chats, posted, circles, database):
    group, those = posted
    chats.at = NOON + timedelta(days=80)
    circles.post(group, "Still here", those["at_ben"])
    chats.new()

    rest(database, 100)

    assert chats.new() == []
