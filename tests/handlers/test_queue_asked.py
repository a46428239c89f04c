"""Cards about which somebody was asked: behind the others, and brought to nobody's mind. NSS-1."""

from datetime import timedelta

import pytest

from handlers import queuing, reminders
from storage import approvals, suspensions
from storage.people import Standing
from storage.projects import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.queued import shown
from tests.handlers.suspended import appeal, suspend

DAY = timedelta(days=1)


@pytest.fixture(params=["telegram", "matrix"])
def many(request, teacher, coordinator, database):
    """Ida and Olga have five projects, of which each is a day older."""
    those = {"ida": teacher("Ida", platform=request.param), "olga": teacher("Olga")}
    those |= {"maria": coordinator("Maria", "RO", platform=request.param)}
    both = (those["ida"][0], those["olga"][0])

    def work(db):
        for days in range(5, 0, -1):
            at = NOON - days * DAY
            made = makers.project(db, both, at, State.NSS)
            approvals.submit(db, made, frozenset({"RO"}))

    database.write(work)
    return {name: address for name, (_, address) in those.items()}


def ask(chats, name, maria):
    """Ask about a card; give what comes next, and what the founders got."""
    chats.send(f"/ask {name} 1", maria)
    next_, asked, _ = chats.send("With which class?", maria)
    return next_, asked


def test_after_a_question_about_a_project_the_next_card_comes(chats, many):
    [card] = chats.send("/queue", many["maria"])
    assert shown(card) == "j1RO"

    next_, asked = ask(chats, "j1RO", many["maria"])

    assert (next_.fields["outcome"].key, shown(next_)) == ("queue.project_asked", "j2RO")
    assert next_.fields["count"] == 5, "it still waits, and is decided whenever they like"
    [again] = chats.send("/queue", many["maria"])
    assert shown(again) == "j2RO"
    chats.press("status.answer", asked, many["ida"])
    chats.send("With class 5b.", many["ida"])
    assert shown(chats.send("/queue", many["maria"])[0]) == "j1RO", "the ball is the service's"


def test_later_reaches_every_card_those_asked_about_last(chats, many, monkeypatch):
    monkeypatch.setattr(queuing, "MOST", 2)
    for name in ("j1RO", "j2RO", "j4RO"):
        ask(chats, name, many["maria"])

    [card] = chats.send("/queue", many["maria"])
    seen = []
    for _ in range(5):
        seen.append(shown(card))
        [card] = chats.press("queue.later", card, many["maria"])

    assert seen == ["j3RO", "j5RO", "j1RO", "j2RO", "j4RO"]
    assert shown(card) == "j3RO", "after the last comes the first"


def test_the_card_that_was_asked_about_comes_if_nothing_else_waits(chats, many, teacher):
    for number in range(1, 6):
        next_, _ = ask(chats, f"j{number}RO", many["maria"])
    assert shown(next_) == "j1RO"

    chats.send("/queue", many["maria"])
    teacher("Newcomer", standing=Standing.WAITING)

    assert shown(chats.send("/queue", many["maria"])[0]).startswith("p")


def nudged(database, chats, at):
    chats.new()
    database.write(reminders.nudge_about_rest, at)
    return {one.key for one in chats.new()}


def test_a_project_of_which_its_founders_were_asked_is_brought_to_nobodys_mind(
    chats, database, many
):
    asked = [ask(chats, f"j{number}RO", many["maria"])[1] for number in range(1, 6)]

    assert nudged(database, chats, NOON + 3 * DAY) == set()
    chats.press("status.answer", asked[0], many["ida"])
    chats.send("With class 5b.", many["ida"])

    assert nudged(database, chats, NOON + 3 * DAY) == {"queue.nudge_project", "project.reminded"}


def test_one_country_s_question_leaves_the_other_its_reminder(
    chats, database, teacher, coordinator
):
    both = teacher("Ida")[0], teacher("Eva", country="DE")[0]
    (_, maria), (_, jonas) = coordinator("Maria", "RO"), coordinator("Jonas", "DE")

    def work(db):
        made = makers.project(db, both, NOON, State.NSS)
        approvals.submit(db, made, frozenset({"RO", "DE"}))

    database.write(work)
    ask(chats, "j1RO", maria)
    chats.new()

    database.write(reminders.nudge_about_rest, NOON + 3 * DAY)

    assert [one.to for one in chats.new() if one.key == "queue.nudge_project"] == [jonas]


def test_after_a_question_about_an_appeal_the_next_card_comes(chats, accused, database):
    css = accused["css"][1]
    suspend(chats, accused)
    appeal(chats, accused)
    chats.send("/noted 1", accused["maria"][1])
    one = database.read(suspensions.of_person, accused["ben"][0].id)
    at, waits = NOON + timedelta(minutes=1), {"standing": Standing.WAITING}
    database.write(lambda db: makers.teacher(db, "Newcomer", "RO", at, **waits))
    assert shown(chats.send("/queue", css)[0]) == f"s{one.id}"
    chats.send(f"/ask s{one.id} 1", css)

    next_, asked = chats.send("Which class?", css)

    assert shown(next_).startswith("p")
    later = NOON + 3 * DAY + timedelta(hours=1)
    assert "suspending.appeal_nudge" not in nudged(database, chats, later)
    chats.press("status.answer", asked, accused["ben"][1])
    chats.send("Class 5b.", accused["ben"][1])
    assert shown(chats.send("/queue s", css)[0]) == f"s{one.id}"
    assert "suspending.appeal_nudge" in nudged(database, chats, later)
