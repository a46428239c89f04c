"""The heartbeat of a project's schools: who is asked, who is told, and when nobody is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers import heartbeat, relay, roomwords
from handlers.conversation import Place
from storage import classes, heartbeats, members, notices, outbox, projects, twinspaces
from storage.heartbeats import Rhythm
from storage.notices import Way
from storage.outbox import State as Sending
from tests.conftest import NOON
from tests.handlers.schooldays import Days


@pytest.fixture
def days(database, chats, teacher):
    return Days(database, chats, teacher)


def said(replies):
    return [(reply.key, reply.to) for reply in replies]


def test_silent_school_is_asked_after_a_beat_and_nobody_else_hears_of_it(days):
    assert days.pass_(13, days.ana, days.ben) == []

    assert said(days.pass_(1, days.ana, days.ben)) == [("heartbeat.nudge", days.cleo)]


def test_both_founders_see_it_after_two_beats_and_not_before(days):
    days.pass_(14, days.ana, days.ben)

    assert days.pass_(13, days.ana, days.ben) == []

    told = days.pass_(1, days.ana, days.ben)
    assert said(told) == [("heartbeat.shown", days.ana), ("heartbeat.shown", days.ben)]
    assert told[0].fields["since"] == NOON.date()


def test_after_four_beats_the_school_may_step_back_and_founders_replace_it(days):
    days.pass_(55, days.ana, days.ben)

    told = days.pass_(1, days.ana, days.ben)

    assert said(told) == [
        ("heartbeat.may_step_back", days.cleo),
        ("heartbeat.offer", days.ana),
        ("heartbeat.offer", days.ben),
    ]
    assert days.pass_(60, days.ana, days.ben) == []


def test_each_is_said_once_however_often_the_clock_looks(days):
    days.pass_(14, days.ana, days.ben)

    assert days.tick() == []


def test_sign_of_life_ends_a_silence_without_a_word(days):
    days.pass_(28, days.ana, days.ben)
    [card] = days.chats.send(f"/project {days.project.id}", days.cleo)
    assert card.key == "project.card"

    assert days.pass_(13, days.ana, days.ben) == []
    assert said(days.pass_(1, days.ana, days.ben)) == [("heartbeat.nudge", days.cleo)]


def test_what_waits_to_be_said_of_a_silence_is_not_said_after_a_sign_of_life(days, database):
    days.pass_(14, days.ana, days.ben)

    days.chats.send(f"/project {days.project.id}", days.cleo)

    with database.reading() as db:
        query = outbox.table.select().where(outbox.table.c.batch != "")
        assert [row.state for row in db.execute(query)] == [Sending.DEAD]


def test_message_in_a_room_is_a_sign_of_life(days, database):
    days.pass_(10, days.ana, days.ben)
    at = days.chats.at

    def hear(db):
        room = Place(days.project.id, "staff_room", "!staff", "en")
        event = days.chats.event("Good morning", days.cleo, room=room)
        roomwords.route(replace(event, person=days.clea), db)

    database.write(hear)

    known = database.read(heartbeats.of_school, days.project.id, days.clea.school_id)
    assert (known.silent_days, known.seen_at) == (0, at)


@pytest.mark.parametrize("typed", ["/tasks 1", "/materials 1", "/room 1", "/label 1", "/twinspace"])
def test_command_about_the_project_is_a_sign_of_life(days, database, typed):
    days.pass_(10, days.ana, days.ben)

    days.chats.send(typed, days.cleo)

    known = database.read(heartbeats.of_school, days.project.id, days.clea.school_id)
    assert known.silent_days == 0


def test_command_about_anything_else_is_none(days, database):
    days.pass_(10, days.ana, days.ben)

    for typed in ("/projects", "/seminar 1", "/project new", "/kits"):
        days.chats.send(typed, days.cleo)

    known = database.read(heartbeats.of_school, days.project.id, days.clea.school_id)
    assert known.silent_days == 10


def test_teacher_s_words_for_the_staff_room_out_of_telegram_are_a_sign_of_life(days, database):
    days.pass_(10, days.ana, days.ben)

    def speak(db):
        twinspaces.want(db, days.project.id)
        event = replace(days.chats.event("Good morning", days.cleo), person=days.clea)
        relay.from_telegram(event, db, days.project)

    database.write(speak)

    known = database.read(heartbeats.of_school, days.project.id, days.clea.school_id)
    assert known.silent_days == 0


def test_who_is_only_invited_gives_no_sign_of_life_of_a_school(days, database, teacher):
    dora, at_dora = teacher("Dora", school=None)
    where = {"role": members.Role.PARTNER, "school_id": dora.school_id, "at": NOON}
    invited = members.State.INVITED
    database.write(lambda db: members.put(db, 1, dora.id, state=invited, **where))

    days.chats.send(f"/project {days.project.id}", at_dora)

    assert database.read(heartbeats.of_school, days.project.id, dora.school_id) is None


def test_holidays_stop_the_clock(days, database):
    database.write(classes.tell_breaks, days.clea.id, [(date(2026, 10, 10), date(2026, 10, 25))])

    assert days.pass_(29, days.ana, days.ben) == []
    assert said(days.pass_(1, days.ana, days.ben)) == [("heartbeat.nudge", days.cleo)]


def test_holidays_that_a_teacher_takes_off_the_list_afterwards_count_for_nothing(days, database):
    database.write(classes.tell_breaks, days.clea.id, [(date(2026, 10, 10), date(2026, 10, 25))])
    days.pass_(25, days.ana, days.ben)
    database.write(classes.tell_breaks, days.clea.id, [])

    assert days.pass_(4, days.ana, days.ben) == []


def test_service_that_was_away_says_one_thing_after_the_other(days):
    days.chats.at += timedelta(days=40)

    first = days.tick()
    second = days.pass_(13)

    assert {key for key, _ in said(first)} == {"heartbeat.nudge"}
    assert second == []
    assert {key for key, _ in said(days.pass_(1))} == {"heartbeat.shown"}


def test_at_night_nothing_is_said_and_in_the_morning_it_is(days):
    days.pass_(13, days.ana, days.ben)
    days.chats.at += timedelta(hours=12)

    assert days.tick() == []

    days.chats.at += timedelta(hours=10)
    assert said(days.tick()) == [("heartbeat.nudge", days.cleo)]


def test_founders_choose_the_rhythm(days, database):
    [more] = days.chats.send(f"/moreproject {days.project.id}", days.ana)
    [ask] = days.chats.press("heartbeat.change", more, days.ana)
    done, told = days.chats.press("rhythm.weekly", ask, days.ana)

    assert (done.key, told.to) == ("heartbeat.rhythm", days.ben)
    assert database.read(heartbeats.rhythm, days.project.id) == Rhythm.WEEKLY
    days.pass_(6, days.ana, days.ben)
    assert said(days.pass_(1, days.ana, days.ben)) == [("heartbeat.nudge", days.cleo)]


def test_partner_does_not_choose_the_rhythm(days, database):
    [reply] = days.chats.send(f"/rhythm {days.project.id} weekly", days.cleo)

    assert reply.key == "project.founders_only"
    assert database.read(heartbeats.rhythm, days.project.id) == Rhythm.FORTNIGHTLY


def test_pause_stops_the_clock_and_the_others_are_told(days):
    [nudge] = days.pass_(14, days.ana, days.ben)
    [ask] = days.chats.press("heartbeat.pause", nudge, days.cleo)
    mine, *told = days.chats.press("heartbeat.weeks", ask, days.cleo)

    assert mine.key == "heartbeat.paused"
    assert {key for key, _ in said(told)} == {"heartbeat.paused"}
    assert {reply.to for reply in told} == {days.ana, days.ben}
    # A week of pause, after which the two weeks begin.
    assert days.pass_(20, days.ana, days.ben) == []
    assert said(days.pass_(1, days.ana, days.ben)) == [("heartbeat.nudge", days.cleo)]


def test_pause_to_the_end_of_the_holidays_is_offered(days, database):
    database.write(classes.tell_breaks, days.clea.id, [(date(2026, 10, 10), date(2026, 10, 25))])

    [ask] = days.chats.send(f"/pause {days.project.id}", days.cleo)

    holidays, *_ = [row[0].label for row in ask.buttons]
    assert (holidays.key, holidays.fields["day"]) == ("heartbeat.after_break", date(2026, 10, 25))


@pytest.mark.parametrize("typed", ["yesterday", "1.8.2027", "2026-10-01", "soon"])
def test_day_that_cannot_be_is_asked_again(days, typed):
    days.chats.send(f"/pause {days.project.id}", days.cleo)

    assert days.chats.send(typed, days.cleo)[0].key == "form.again"


def test_typed_day_ends_the_pause_and_a_new_one_may_be_none(days, database):
    days.chats.send(f"/pause {days.project.id}", days.cleo)
    days.chats.send("15 November", days.cleo)
    known = database.read(heartbeats.of_school, days.project.id, days.clea.school_id)
    assert known.paused_until == date(2026, 11, 15)

    [ask] = days.chats.send(f"/pause {days.project.id}", days.cleo)
    mine, *_ = days.chats.press("heartbeat.go_on", ask, days.cleo)

    assert mine.key == "heartbeat.goes_on"


def test_founder_pauses_a_silent_school_and_a_partner_no_other(days, database):
    days.pass_(27, days.ana, days.ben)
    shown, _ = days.pass_(1, days.ana, days.ben)

    [ask] = days.chats.press("heartbeat.pause", shown, days.ana)
    assert ask.key == "heartbeat.ask_until"
    [refused] = days.chats.send(f"/pause {days.project.id} {days.anna.school_id}", days.cleo)
    assert refused.key == "project.founders_only"


def test_another_class_is_looked_for_with_the_project_s_facts(days):
    days.pass_(55, days.ana, days.ben)
    _, offer, _ = days.pass_(1, days.ana, days.ben)

    [asked] = days.chats.press("heartbeat.replace", offer, days.ana)

    assert asked.key == "ideas.ask_countries"
    [asked] = days.chats.press("form.skip", asked, days.ana)
    month = asked.buttons[0][0].command
    [sum_] = days.chats.send(month, days.ana, kind="press")
    assert (sum_.key, sum_.fields["title"]) == ("ideas.ask_send", days.project.title)


def test_silent_school_steps_back(days, database):
    days.pass_(55, days.ana, days.ben)
    offer, *_ = days.pass_(1, days.ana, days.ben)

    [sure] = days.chats.press("heartbeat.step_back", offer, days.cleo)
    mine, *told = days.chats.press("project.step_back_yes", sure, days.cleo)

    assert (mine.key, sure.fields["count"]) == ("project.you_left", 0)
    assert said(told) == [("project.stepped_back", days.ana), ("project.stepped_back", days.ben)]

    assert not database.read(members.is_inside, days.project.id, days.clea.id)


def test_who_turned_it_off_is_not_asked(days, database):
    database.write(notices.choose, days.clea.id, "heartbeat", Way.OFF)

    assert days.pass_(14, days.ana, days.ben) == []


def test_closed_project_has_no_heartbeat(days, database):
    database.write(lambda db: projects.change(db, days.project, projects.State.CLOSED, NOON))

    assert days.pass_(30) == []


def test_school_that_comes_back_begins_anew(days, database):
    days.pass_(10, days.ana, days.ben)
    [sure] = days.chats.send(f"/leave {days.project.id}", days.cleo)
    days.chats.press("project.leave_yes", sure, days.cleo)
    days.pass_(30, days.ana, days.ben)
    database.write(heartbeats.forget_gone, days.chats.at)
    database.write(lambda db: days.take_part(db, days.project, days.clea))

    assert days.pass_(14, days.ana, days.ben) == []


def test_job_does_a_part_and_says_that_more_is_left(days, database, monkeypatch):
    monkeypatch.setattr(heartbeat, "AT_ONCE", 2)
    days.chats.at += timedelta(days=1)

    assert database.write(heartbeat.tick, days.chats.at) is True
    assert database.write(heartbeat.tick, days.chats.at) is False
