"""What moderators do for the members of their group. Rule GRP-1."""

import pytest

from storage import group_members, groups, people
from storage.group_members import State as Part
from tests.conftest import NOON
from tests.handlers.circles import keys, labels


def read(database, work, *args):
    with database.reading() as db:
        return work(db, *args)


def test_a_removed_member_is_told_why_and_gets_no_more_posts(chats, posted, circles):
    group, those = posted
    [members] = chats.send("/groupmembers 1", those["at_ana"])
    [card] = chats.send(f"/groupmember 1 {those['ben'].id}", those["at_ana"])
    assert f"/groupmember 1 {those['ben'].id}" in labels(members)
    chats.press("moderating.expel", card, those["at_ana"])

    done, told = chats.send("Advertising again and again.", those["at_ana"])

    assert (done.key, told.key) == ("moderating.expelled", "moderating.were_expelled")
    assert (told.to, told.fields["reason"]) == (those["at_ben"], "Advertising again and again.")
    assert circles.part(group, those["ben"]).state == Part.REMOVED
    readers = {reply.to for reply in circles.post(group, "Quiet now", those["at_ana"])}
    assert those["at_ben"] not in readers


def test_moderators_make_and_unmake_moderators(chats, posted, circles):
    group, those = posted

    _, told = chats.send(f"/groupmod 1 {those['cleo'].id} on", those["at_ana"])
    assert (told.key, told.to) == ("moderating.were_made", those["at_cleo"])
    assert circles.part(group, those["cleo"]).is_moderator
    _, told = chats.send(f"/groupmod 1 {those['ana'].id} off", those["at_cleo"])
    assert (told.key, told.to) == ("moderating.were_unmade", those["at_ana"])
    assert not circles.part(group, those["ana"]).is_moderator


def test_the_last_moderator_is_not_unmade(chats, posted, circles):
    group, those = posted

    [refusal] = chats.send(f"/groupmod 1 {those['ana'].id} off", those["at_ana"])

    assert refusal.key == "groups.last_moderator"
    assert circles.part(group, those["ana"]).is_moderator


def test_a_moderator_is_not_removed_before_being_unmade(chats, posted, circles):
    group, those = posted
    chats.send(f"/groupmod 1 {those['cleo'].id} on", those["at_ana"])

    assert chats.send(f"/expel 1 {those['cleo'].id}", those["at_ana"])[0].key == "moderating.member"
    assert circles.part(group, those["cleo"]).is_in


def test_who_moderates_any_group_may_host(posted, database):
    _, those = posted

    with database.reading() as db:
        assert group_members.moderates_any(db, those["ana"].id)
        assert not group_members.moderates_any(db, those["ben"].id)


def test_many_members_come_in_pages(chats, posted, teacher, circles):
    _, those = posted
    for number in range(8):
        _, somebody = teacher(f"T{number}")
        chats.send("/groupjoin 1", somebody)

    [first] = chats.send("/groupmembers 1", those["at_ana"])
    [second] = chats.press("partners.next", first, those["at_ana"])
    [hand] = chats.send("/grouphand 1", those["at_ana"])
    [rest] = chats.press("partners.next", hand, those["at_ana"])

    shown = [one for one in (*labels(first), *labels(second)) if "/groupmember " in one]
    assert len(set(shown)) == 11
    assert len({one for one in (*labels(hand), *labels(rest)) if "/grouphand " in one}) == 10


def test_the_desk_shows_requests_one_after_the_other(chats, posted, teacher):
    _, those = posted
    chats.send("/groupentry 1 request", those["at_ana"])
    for name in ("Dora", "Emil"):
        _, somebody = teacher(name)
        chats.send("/groupjoin 1", somebody)
    [desk] = chats.send("/moderate 1", those["at_ana"])
    [first] = chats.press("moderating.requests", desk, those["at_ana"])

    second, _ = chats.press("moderating.admit", first, those["at_ana"])
    last, _ = chats.press("moderating.admit", second, those["at_ana"])

    assert keys([first, second, last]) == [
        "moderating.request",
        "moderating.and_next",
        "moderating.no_more",
    ]
    [mine] = chats.send("/groups", those["at_ana"])
    assert mine.fields["groups"].items[0].key == "groups.line"


# --- Moderators who are no validated teachers ---------------------------------------------------


@pytest.fixture
def lapsed(posted, database, chats):
    """Ana, the moderator, has changed school and waits for validation."""
    group, those = posted
    [code] = chats.send("/groupcode 1", those["at_ana"])

    def lapse(db):
        ana = people.by_id(db, those["ana"].id)
        people.decide(db, ana, people.Standing.WAITING, NOON)

    database.write(lapse)
    return group, those, code.fields["command"].text


def test_without_a_validated_moderator_central_support_decides(chats, lapsed, teacher, database):
    group, those, _ = lapsed
    database.write(lambda db: groups.set_entry(db, group, groups.Entry.REQUEST))
    _, dora = teacher("Dora")

    asked, card = chats.send("/groupjoin 1", dora)

    assert (asked.key, card.to) == ("groups.asked_central", those["css"])
    assert chats.press("moderating.admit", card, those["css"])[1].to == dora


def test_a_member_becomes_moderator_where_no_validated_one_is_left(chats, lapsed, circles):
    group, those, _ = lapsed

    [settings] = chats.send("/groupset 1", those["at_ben"])
    chats.press("groups.volunteer", settings, those["at_ben"])

    assert circles.part(group, those["ben"]).is_moderator


def test_the_last_validated_moderator_hands_over_first_and_only_to_the_validated(
    chats, lapsed, circles
):
    group, those, _ = lapsed
    chats.send("/volunteer 1", those["at_ben"])

    assert chats.send("/groupleave 1", those["at_ben"])[0].key == "groups.last_moderator"
    [offered] = chats.send("/grouphand 1", those["at_ben"])
    assert labels(offered) == [f"/grouphand 1 {those['cleo'].id}"]
    [refused] = chats.send(f"/grouphand 1 {those['ana'].id}", those["at_ben"])
    assert refused.key == "moderating.hand_to_whom"
    assert circles.part(group, those["ben"]).is_moderator


def test_who_is_not_validated_is_not_made_moderator(chats, lapsed, circles):
    group, those, _ = lapsed
    chats.send("/volunteer 1", those["at_ben"])
    chats.send(f"/groupmod 1 {those['ana'].id} off", those["at_ben"])

    [card] = chats.send(f"/groupmod 1 {those['ana'].id} on", those["at_ben"])

    assert f"/groupmod 1 {those['ana'].id} on" not in labels(card)
    assert not circles.part(group, those["ana"]).is_moderator


def test_a_code_of_a_moderator_who_is_not_validated_lets_nobody_in(chats, lapsed, teacher):
    _, _, code = lapsed
    _, dora = teacher("Dora")

    assert chats.send(code, dora)[0].key == "groups.unknown"
