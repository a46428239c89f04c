"""Meetings that are fixed: reminders, who is still part of them, and their end. Rule PAR-6."""

from datetime import timedelta
from threading import Thread

import pytest

from handlers import meeting_news
from handlers.conversation import Recipe
from storage import addresses, blocks, contacts, meetings, members, notices, outbox
from storage.notices import Way
from tests import makers
from tests.conftest import NOON
from tests.handlers.seminars import waits_for_lock
from tests.handlers.test_meetings import labels, slots, to

MINUTE = timedelta(minutes=1)


# --- Afterwards ---------------------------------------------------------------------------------


@pytest.fixture
def fixed(chats, propose, contact, ana):
    """A meeting of Ana, Ben and Cleo; when it is, and their addresses."""
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    first = slots(to(propose(ben, cleo), bens)[0])[0]
    chats.send(first, bens)
    told = chats.send(first, cleos)
    return told[0].fields["start"], (ana[1], bens, cleos)


def test_everybody_is_reminded_ten_minutes_before_once(chats, fixed, database):
    start, everybody = fixed

    database.write(meeting_news.remind, start - 11 * MINUTE)
    assert chats.new() == []
    for minutes in (10, 9, 1):
        database.write(meeting_news.remind, start - minutes * MINUTE)
    database.write(meeting_news.remind, start)

    told = chats.new()
    assert [reply.key for reply in told] == ["meet.soon"] * 3
    assert {reply.to for reply in told} == set(everybody)


def test_who_turned_meetings_off_is_not_reminded(chats, fixed, ana, database):
    start, everybody = fixed
    database.write(notices.choose, ana[0].id, "meetings", Way.OFF)

    database.write(meeting_news.remind, start - 5 * MINUTE)

    assert {reply.to for reply in chats.new()} == set(everybody[1:])


@pytest.mark.parametrize("before", [MINUTE, 4 * MINUTE])
def test_who_wants_meetings_daily_is_reminded_in_time_all_the_same(
    fixed, ana, database, contact, before
):
    start, _ = fixed
    database.write(notices.choose, ana[0].id, "meetings", Way.DAILY)

    database.write(meeting_news.remind, start - before)

    with database.reading() as db:
        rows = db.execute(outbox.table.select().where(outbox.table.c.until_at == start)).all()
    told = {row.chat: (row.state, row.due_at) for row in rows}
    assert told["chat of ana"] == (outbox.State.WAITING, start - before)
    assert len(told) == 3


def test_shortly_before_five_a_meeting_is_not_left_for_the_news_of_the_day(database, ana, contact):
    ben, _ = contact("Ben")
    start = NOON.replace(hour=14, minute=5)  # five past five in Romania

    def work(db):
        notices.choose(db, ana[0].id, "meetings", Way.DAILY)
        given = {"minutes": 45, "link": "https://meet.example/7", "uid": "meeting-7@x"}
        made = meetings.propose(
            db, asker_id=ana[0].id, invited=[ben.id], times=[start], at=NOON, **given
        )
        meetings.fix(db, made, start, NOON)
        meeting_news.remind(db, start - 9 * MINUTE)
        return db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()

    rows = database.write(work)

    assert [row.state for row in rows if row.chat == "chat of ana"] == [outbox.State.WAITING]


def test_a_reminder_that_has_not_left_ends_with_the_meeting(chats, fixed, database):
    start, (anas, _, _) = fixed
    database.write(meeting_news.remind, start - 5 * MINUTE)

    chats.at = start - 4 * MINUTE
    chats.send("/offmeeting 1", anas)

    with database.reading() as db:
        rows = db.execute(outbox.table.select().where(outbox.table.c.until_at.is_not(None))).all()
    assert [(row.state, row.why) for row in rows] == [(outbox.State.DEAD, "taken back")] * 3


def test_whoever_reminds_waits_for_who_calls_it_off(chats, fixed, database):
    start, _ = fixed
    reminding = Thread(target=database.write, args=(meeting_news.remind, start - 5 * MINUTE))

    with database.transaction() as db:
        meetings.cancel(db, meetings.by_id(db, 1), start - 11 * MINUTE)
        reminding.start()
        while reminding.is_alive() and not database.is_sqlite and not waits_for_lock(database):
            pass
    reminding.join(timeout=30)

    assert not reminding.is_alive()
    assert chats.new() == []


# --- Whoever does not belong there any more -----------------------------------------------------


def test_an_ended_contact_sees_and_hears_nothing_more_of_a_meeting(chats, fixed, ana, database):
    start, (anas, bens, cleos) = fixed
    ben = database.read(addresses.by_user, bens).person_id
    database.write(contacts.remove, ana[0].id, ben)

    for command in ("/meeting 1", "/slot 1 1", "/offmeeting 1"):
        assert chats.send(command, bens)[0].key == "meet.not_yours"
    assert chats.send("/meet", bens)[0].key != "meet.mine"
    database.write(meeting_news.remind, start - 5 * MINUTE)

    assert {reply.to for reply in chats.new()} == {anas, cleos}


def test_who_left_the_project_is_out_of_its_meeting(chats, teacher, ana, database):
    ben, bens = teacher("Ben", country="DE")
    cleo, cleos = teacher("Cleo", country="FR")
    project = database.write(lambda db: makers.project(db, (ana[0], ben), NOON))
    database.write(lambda db: makers.take_part(db, project, cleo, NOON))
    [plan] = chats.send(f"/meet j{project.id}", ana[1])
    first = slots(to(chats.press("meet.send", plan, ana[1]), bens)[0])[0]
    chats.send(first, bens)
    start = chats.send(first, cleos)[0].fields["start"]
    out = members.State.LEFT
    database.write(lambda db: makers.take_part(db, project, cleo, NOON, out))

    assert chats.send("/meeting 1", cleos)[0].key == "meet.not_yours"
    database.write(meeting_news.remind, start - 5 * MINUTE)
    assert {reply.to for reply in chats.new()} == {ana[1], bens}

    database.write(lambda db: makers.take_part(db, project, ana[0], NOON, out))
    assert chats.send("/meeting 1", ana[1])[0].key == "meet.closed"
    assert chats.send("/fixslot 1 1", ana[1])[0].key == "meet.not_yours"
    [mine, *others] = chats.send("/offmeeting 1", ana[1])
    assert {reply.to for reply in (mine, *others)} == {ana[1], bens}


def test_a_block_parts_also_those_who_meet_in_a_project(chats, teacher, ana, database):
    ben, bens = teacher("Ben", country="DE")
    project = database.write(lambda db: makers.project(db, (ana[0], ben), NOON))
    [plan] = chats.send(f"/meet j{project.id}", ana[1])
    [asked] = to(chats.press("meet.send", plan, ana[1]), bens)
    database.write(blocks.add, ben.id, ana[0].id, NOON)

    assert chats.send(slots(asked)[0], bens)[0].key == "meet.not_yours"


def test_a_project_teacher_who_was_asked_with_contacts_meets_them(
    chats, teacher, ana, contact, database
):
    dora, _ = contact("Dora")
    ben, bens = teacher("Ben", country="DE")
    project = database.write(lambda db: makers.project(db, (ana[0], ben), NOON))
    chats.send("/meet new", ana[1])
    chats.send(f"p{dora.id}", ana[1])
    [asked] = chats.send(f"j{project.id}", ana[1])
    [plan] = chats.press("form.done", asked, ana[1])
    told = chats.press("meet.send", plan, ana[1])

    assert chats.send(slots(to(told, bens)[0])[0], bens)[0].key == "meet.invitation"


def test_who_asked_cancels_it_for_all(chats, fixed, database):
    start, (anas, bens, cleos) = fixed
    gone = Recipe("meeting", (1, 1, int(NOON.timestamp())))

    told = chats.send("/offmeeting 1", anas)
    database.write(meeting_news.remind, start - 5 * MINUTE)

    for who in (bens, cleos):
        [off] = to(told, who)
        assert (off.key, off.file) == ("meet.cancelled", gone)
    assert to(told, anas)[0].file == gone
    assert chats.new() == []
    assert chats.send("/offmeeting 1", anas)[0].key == "meet.closed"


def test_a_guest_stays_away_and_the_others_meet(chats, fixed, database):
    start, (anas, bens, cleos) = fixed

    told = chats.send("/offmeeting 1", bens)
    database.write(meeting_news.remind, start - 5 * MINUTE)

    assert to(told, bens)[0].key == "meet.you_left"
    assert [to(told, one)[0].key for one in (anas, cleos)] == ["meet.not_coming_told"] * 2
    assert {reply.to for reply in chats.new()} == {anas, cleos}
    assert chats.send("/offmeeting 1", cleos)[0].key == "meet.you_cancelled"


def test_ones_meetings_are_listed_with_a_way_to_each(chats, fixed, propose, contact, ana):
    start, (anas, bens, _) = fixed

    [mine] = chats.send("/meet", anas)
    [shown] = chats.send(mine.buttons[0][0].command, anas)
    [bens_own] = chats.send("/meet", bens)

    assert (mine.key, labels(mine)) == ("meet.mine", ["meet.line", "meet.new"])
    assert (shown.key, shown.fields["start"]) == ("meet.fixed", start)
    assert bens_own.key == "meet.mine"
