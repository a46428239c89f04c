"""Taking posts back, and reports about them. Rule GRP-2."""

import pytest

from storage import outbox, posts, reports, sending
from storage.outbox import State as Sending
from tests.conftest import NOON
from tests.handlers.circles import keys, labels


def copies(database):
    """Read the rows of the post: (state, removes) of each."""
    with database.reading() as db:
        query = outbox.table.select().where(outbox.table.c.batch != "")
        return [(row.state, row.removes) for row in db.execute(query.order_by(outbox.table.c.id))]


def read(database, work, *args):
    with database.reading() as db:
        return work(db, *args)


@pytest.mark.parametrize("who", ["at_ana", "css"])
def test_a_removed_post_is_taken_back_and_its_author_is_told_who_and_why(
    chats, posted, database, who
):
    _, those = posted
    first = min(_ids(database))
    database.write(lambda db: sending.mark(db, [sending.Outcome(first, Sending.SENT)]))
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


def test_of_two_who_remove_a_post_the_second_is_told_it_is_gone(chats, posted):
    _, those = posted
    for who in ("at_ana", "css"):
        chats.send("/takeback 1", those[who])
    first = chats.send("No advertising here.", those["at_ana"])

    second = chats.send("This is advertising.", those["css"])

    assert keys(first) == ["posts.removed", "posts.was_removed"]
    assert keys(second) == ["posts.gone"]


def test_a_removed_post_is_no_list_that_a_number_answers(chats, posted, database):
    _, those = posted
    database.write(
        lambda db: sending.mark(db, [sending.Outcome(min(_ids(database)), Sending.SENT)])
    )
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
