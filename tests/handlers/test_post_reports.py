"""Reports about posts do not vanish: they stand in lists, and are reminded of. Rule GRP-2."""

from datetime import timedelta

import pytest

from handlers import reminders
from storage import reports
from tests.conftest import NOON
from tests.handlers.circles import keys, labels
from tests.handlers.queued import inside


@pytest.fixture
def unseen(chats, teacher, circles):
    """Cleo has reported a post of Ana, the only moderator; nobody is there to get the report."""
    (ana, at_ana), (cleo, at_cleo) = teacher("Ana"), teacher("Cleo")
    group = circles.make(ana, cleo)
    circles.post(group, "Buy my book about the Danube!", at_ana)
    chats.send("/complain 1", at_cleo)
    assert keys(chats.send("This is advertising.", at_cleo)) == ["posts.reported"]
    return {"ana": ana, "at_ana": at_ana, "cleo": cleo, "at_cleo": at_cleo}


def is_closed(database):
    with database.reading() as db:
        return reports.by_id(db, 1).closed_at is not None


def test_a_report_that_nobody_got_is_in_the_list_of_whoever_comes(
    chats, unseen, coordinator, database
):
    _, css = coordinator("Css", "*")

    [queue] = chats.send("/queue", css)
    [shown] = chats.send("/reports", css)
    assert (queue.key, queue.fields["count"], shown.fields["count"]) == ("queue.card", 1, 1)
    assert inside(shown.fields["card"], "posts.report_card")
    assert "Cleo" not in str(shown)
    chats.press("posts.close_report", shown, css)

    assert is_closed(database)
    assert keys(chats.send("/reports", css)) == ["queue.empty"]
    assert keys(chats.send("/queue", css)) == ["queue.empty"]


def test_a_coordinator_of_a_country_sees_no_report_about_a_post(chats, unseen, coordinator):
    _, maria = coordinator("Maria", "RO")

    assert keys(chats.send("/reports", maria)) == ["queue.empty"]
    assert keys(chats.send("/queue", maria)) == ["queue.empty"]
    [refused] = chats.send("/noted 1", maria)
    assert refused.fields["outcome"].key == "reports.not_yours"


def test_the_queue_says_beside_its_card_that_a_report_waits(chats, unseen, coordinator, teacher):
    _, css = coordinator("Css", "*")
    teacher("Waits", standing="waiting")

    [queue] = chats.send("/queue", css)

    assert (queue.key, queue.fields["count"]) == ("queue.card", 2)
    [people] = chats.press("queue.count_people", queue, css)
    assert chats.press("queue.all_kinds", people, css)[0].fields["count"] == 2
    assert [one.key for one in queue.fields["counts"].items[0].items] == [
        "queue.count_people",
        "queue.count_reports",
    ]


def test_moderators_find_open_reports_on_their_desk(chats, unseen, circles, database):
    chats.send("/groupmod 1 {} on".format(unseen["cleo"].id), unseen["at_ana"])
    assert "/groupreports 1" not in labels(chats.send("/moderate 1", unseen["at_ana"])[0])
    assert "/groupreports 1" not in labels(chats.send("/moderate 1", unseen["at_cleo"])[0])
    assert keys(chats.send("/groupreports 1", unseen["at_ana"])) == ["moderating.all"]


def test_a_new_moderator_finds_what_was_reported_before(chats, unseen, teacher, database):
    dora, at_dora = teacher("Dora")
    chats.send("/groupjoin 1", at_dora)
    chats.send(f"/groupmod 1 {dora.id} on", unseen["at_ana"])

    [desk] = chats.send("/moderate 1", at_dora)
    [shown] = chats.press("moderating.reports", desk, at_dora)
    assert shown.key == "posts.report_card"
    chats.press("posts.close_report", shown, at_dora)

    assert is_closed(database)
    assert keys(chats.send("/groupreports 1", at_dora)) == ["moderating.all"]
    assert keys(chats.send("/groupreports 1", unseen["at_cleo"])) == ["moderating.not_yours"]


def days_later(database, chats, days):
    """Let the job run twice, so many days later; give what was told."""
    for _ in range(2):
        database.write(reminders.nudge_about_groups, NOON + timedelta(days=days))
    return [(reply.key, reply.to) for reply in chats.new()]


def test_of_a_report_that_waits_is_reminded_after_three_and_seven_days(
    chats, posted, database, coordinator
):
    _, those = posted
    chats.send("/complain 1", those["at_cleo"])
    chats.send("This is advertising.", those["at_cleo"])

    told = {days: days_later(database, chats, days) for days in (2, 3, 5, 7, 9)}

    both = [("posts.report_nudge", those["at_ana"]), ("posts.report_nudge", those["css"])]
    assert told == {2: [], 3: both, 5: [], 7: both, 9: []}


def test_of_a_proposed_group_is_reminded_after_three_and_seven_days(
    chats, teacher, coordinator, circles, database
):
    _, css = coordinator("Css", "*")
    ana, _ = teacher("Ana")
    circles.make(ana, state="proposed")
    chats.new()

    told = {days: days_later(database, chats, days) for days in (2, 3, 5, 7, 9)}

    assert told == {2: [], 3: [("groups.nudge", css)], 5: [], 7: [("groups.nudge", css)], 9: []}
