"""What moderators do, reports, and groups that grow quiet. Rules GRP-1 to GRP-3."""

from datetime import timedelta

import pytest

from handlers import resting
from storage import group_members, outbox, posts, reports
from storage.group_members import State as Part
from storage.groups import State
from storage.outbox import State as Sending
from tests.conftest import NOON
from tests.handlers.circles import Circles, keys, labels


@pytest.fixture
def circles(database, chats):
    """A way to make groups and to write to them."""
    return Circles(database, chats)


@pytest.fixture
def posted(teacher, coordinator, circles):
    """Ana moderates, Ben wrote, Cleo reads, Css is central support."""
    those = {}
    for name in ("Ana", "Ben", "Cleo"):
        those[name.lower()], those[f"at_{name.lower()}"] = teacher(name)
    _, those["css"] = coordinator("Css", "*")
    group = circles.make(those["ana"], those["ben"], those["cleo"])
    circles.post(group, "Buy my book about the Danube!", those["at_ben"])
    return group, those


def copies(database):
    """Read the rows of the post: (state, removes) of each."""
    with database.reading() as db:
        query = outbox.table.select().where(outbox.table.c.batch != "")
        return [(row.state, row.removes) for row in db.execute(query.order_by(outbox.table.c.id))]


def read(database, work, *args):
    with database.reading() as db:
        return work(db, *args)


# --- Removing posts -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["at_ana", "css"])
def test_a_removed_post_is_taken_back_and_its_author_is_told_who_and_why(
    chats, posted, database, who
):
    _, those = posted
    first = min(_ids(database))
    database.write(lambda db: outbox.mark(db, [outbox.Outcome(first, Sending.SENT)]))
    chats.send("/takeback 1", those[who])

    done, told = chats.send("No advertising here.", those[who])

    assert (done.key, told.key, told.to) == ("posts.removed", "posts.was_removed", those["at_ben"])
    assert told.fields["name"] == ("Ana" if who == "at_ana" else "Css")
    assert told.fields["reason"] == "No advertising here."
    assert copies(database) == [
        (Sending.SENT, False),
        (Sending.DEAD, False),
        (Sending.WAITING, True),
    ]
    assert chats.send("/posts 1", those["at_cleo"])[0].key == "posts.none"
    assert chats.send("/takeback 1", those["at_ana"])[0].key == "posts.gone"


def _ids(database):
    with database.reading() as db:
        query = outbox.table.select().where(outbox.table.c.batch != "")
        return [row.id for row in db.execute(query)]


def test_a_removed_post_is_no_list_that_a_number_answers(chats, posted, database):
    _, those = posted
    database.write(lambda db: outbox.mark(db, [outbox.Outcome(min(_ids(database)), Sending.SENT)]))
    chats.send("/takeback 1", those["at_ben"])

    for somebody in (those["at_ana"], those["at_cleo"]):
        assert chats.send("1", somebody)[0].key == "router.unknown"


def test_an_author_takes_a_post_back_at_once(chats, posted, database):
    _, those = posted

    assert keys(chats.send("/takeback 1", those["at_ben"])) == ["posts.removed"]

    assert copies(database) == [(Sending.DEAD, False)] * 2


def test_no_other_member_removes_a_post(chats, posted, database, teacher):
    _, those = posted
    _, eve = teacher("Eve")

    for somebody in (those["at_cleo"], eve):
        assert chats.send("/takeback 1", somebody)[0].key == "posts.gone"
    assert read(database, posts.by_id, 1).removed_at is None


def test_who_moderates_no_more_removes_nothing_with_an_old_button(chats, posted, database):
    _, those = posted
    chats.send("/takeback 1", those["at_ana"])
    chats.send(f"/groupmod 1 {those['cleo'].id} on", those["at_ana"])
    chats.send(f"/groupmod 1 {those['ana'].id} off", those["at_cleo"])

    chats.send("/takeback 1", those["at_ana"])
    chats.send("/resume", those["at_ana"])
    chats.send("No advertising here.", those["at_ana"])

    assert read(database, posts.by_id, 1).removed_at is None


@pytest.mark.parametrize(
    ("who", "commands"),
    [
        ("at_cleo", ["/complain 1", "/groupway 1 off"]),
        ("at_ben", ["/takeback 1", "/groupway 1 off"]),
        ("at_ana", ["/complain 1", "/groupway 1 off", "/takeback 1"]),
    ],
)
def test_more_offers_what_each_may_do(chats, posted, who, commands):
    _, those = posted

    [more] = chats.send("/more 1", those[who])

    assert labels(more) == commands


# --- Reports ------------------------------------------------------------------------------------


@pytest.fixture
def reported(chats, posted):
    """Cleo has reported Ben's post; the cards."""
    group, those = posted
    chats.send("/complain 1", those["at_cleo"])
    thanks, *cards = chats.send("This is advertising.", those["at_cleo"])
    assert (thanks.key, thanks.to) == ("posts.reported", those["at_cleo"])
    return group, those, cards


def test_a_report_goes_to_moderators_and_central_support_and_never_to_the_author(
    reported, database
):
    _, those, cards = reported

    assert {card.to for card in cards} == {those["at_ana"], those["css"]}
    assert {card.key for card in cards} == {"posts.report_card"}
    assert "Cleo" not in str(cards)
    report = read(database, reports.by_id, 1)
    assert (report.kind, report.about_id) == ("post", those["ben"].id)


def test_what_is_reported_is_frozen(reported, circles, database):
    _, those, _ = reported

    circles.write("Hello.", those["at_ben"], kind="edit", message="m1")

    assert read(database, reports.by_id, 1).frozen == "Buy my book about the Danube!"


def test_a_moderator_gets_no_report_about_their_own_post(chats, posted, circles):
    group, those = posted
    circles.post(group, "My own post", those["at_ana"])
    chats.send("/complain 2", those["at_cleo"])

    thanks, card = chats.send("This is rude.", those["at_cleo"])

    assert (thanks.to, card.to) == (those["at_cleo"], those["css"])
    assert chats.press("posts.close_report", card, those["at_ana"])[0].key == "posts.gone"


def test_a_report_is_closed_once_by_those_who_got_it(chats, reported, database):
    _, those, (card, _) = reported

    for stranger in (those["at_cleo"], those["at_ben"]):
        assert chats.press("posts.close_report", card, stranger)[0].key == "posts.gone"
    assert chats.press("posts.close_report", card, those["at_ana"])[0].key == "posts.closed"
    assert chats.press("posts.close_report", card, those["css"])[0].key == "posts.closed_already"
    assert read(database, posts.by_id, 1).removed_at is None


def test_removing_the_post_closes_the_report(chats, reported, database):
    _, those, (card, _) = reported

    chats.press("posts.remove", card, those["at_ana"])
    chats.send("No advertising here.", those["at_ana"])

    assert read(database, reports.by_id, 1).closed_at == NOON


def test_a_second_report_by_the_same_person_is_thanked_for_and_not_sent(chats, reported):
    _, those, _ = reported

    assert keys(chats.send("/complain 1", those["at_cleo"])) == ["posts.reported"]


def test_nobody_reports_themselves(chats, posted):
    _, those = posted

    assert chats.send("/complain 1", those["at_ben"])[0].key == "posts.gone"


# --- Members ------------------------------------------------------------------------------------


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


# --- Resting ------------------------------------------------------------------------------------


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
