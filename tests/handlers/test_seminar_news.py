"""Reminders, moves and cancellations of seminars: everybody once, nobody too late."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers import seminar_news
from handlers.conversation import Recipe
from storage import addresses, bulk, notices, outbox, people, seminars, signups, tellings
from storage.addresses import Address
from storage.notices import Way
from storage.signups import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.seminars import START

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def remind(database, chats):
    """Run the reminders as the clock does; give what was put into the outbox."""

    def run(at):
        while database.write(seminar_news.remind, at):
            pass
        return chats.new()

    return run


def keys(replies):
    return [reply.key.removeprefix("seminars.") for reply in replies]


def move(chats, host, seminar, when):
    chats.send(f"/moveseminar {seminar.id}", host[1])
    chats.send(when, host[1])
    return chats.send("yes", host[1])


# --- SEM-3: reminders ---------------------------------------------------------------------------


def test_everybody_is_reminded_a_day_an_hour_and_ten_minutes_before(coming, remind, robots):
    _, ana = coming("Ana")

    assert remind(START - DAY - MINUTE) == []
    [day] = remind(START - DAY)
    assert remind(START - HOUR - MINUTE) == []
    [hour] = remind(START - HOUR)
    [minutes] = remind(START - 10 * MINUTE)

    assert keys([day, hour, minutes]) == ["soon_day", "soon_hour", "soon_minutes"]
    assert {day.to, hour.to, minutes.to} == {ana}
    assert (day.fields["start"], minutes.fields["link"]) == (START, robots.link)


def test_a_reminder_comes_once_however_often_the_clock_ticks(coming, remind):
    coming("Ana")

    told = [reply for tick in range(30) for reply in remind(START - DAY + tick * MINUTE)]

    assert keys(told) == ["soon_day"]


def test_who_signs_up_half_an_hour_before_gets_the_last_one_alone(coming, remind):
    coming("Ana", at=START - 30 * MINUTE)

    told = [remind(START - before * MINUTE) for before in (29, 20, 10, 5)]

    assert [keys(one) for one in told] == [[], [], ["soon_minutes"], []]


def test_nobody_is_reminded_of_what_has_begun(coming, remind):
    coming("Ana")

    assert remind(START) == []
    assert remind(START + HOUR) == []


def test_a_service_that_was_down_gives_the_reminder_that_still_makes_sense(coming, remind):
    coming("Ana")

    assert keys(remind(START - 5 * HOUR)) == ["soon_day"]
    assert keys(remind(START - 20 * MINUTE)) == ["soon_hour"]
    assert keys(remind(START - 2 * MINUTE)) == ["soon_minutes"]


def test_who_waits_or_withdrew_is_not_reminded(coming, remind, chats, robots):
    _, ana = coming("Ana")
    coming("Ben")
    coming("Cleo")
    chats.send(f"/withdraw {robots.id}", ana)

    assert [reply.to.user for reply in remind(START - HOUR)] == ["ben"]


def test_a_reminder_is_in_the_readers_zone_and_language(coming, remind, database):
    coming("Ana", country="PT")

    remind(START - HOUR)

    with database.reading() as db:
        [row] = [
            one
            for one in db.execute(outbox.table.select()).all()
            if "seminars.soon_hour" in one.payload
        ]
    assert (row.zone, row.language) == ("Europe/Lisbon", "en")


def test_who_turned_seminars_off_is_not_reminded_but_told_of_a_move(
    coming, remind, database, chats, host, robots
):
    person, ana = coming("Ana")
    database.write(notices.choose, person.id, "seminars", Way.OFF)

    moved = move(chats, host, robots, "20.10.2026 17:00")

    assert [reply.key for reply in moved if reply.to == ana] == ["seminars.moved"]
    assert remind(datetime(2026, 10, 20, 13, 0, tzinfo=UTC)) == []


def test_who_wants_them_daily_gets_one_with_the_others_of_the_day(coming, remind, database):
    person, _ = coming("Ana")
    database.write(notices.choose, person.id, "seminars", Way.DAILY)

    assert keys(remind(START - DAY)) == ["soon_day"]
    assert remind(START - HOUR) == []
    with database.reading() as db:
        [row] = [row for row in db.execute(outbox.table.select()).all() if "soon_" in row.payload]
    assert (row.state, row.due_at) == (outbox.State.GATHERED, START.replace(day=14, hour=14))


def test_what_would_come_after_the_start_with_the_others_comes_at_once(db):
    ana = makers.teacher(db, "Ana", "RO", NOON)
    known = addresses.add(db, Address("telegram", "ana"), "ana", "en", NOON)
    addresses.belong(db, known.id, ana.id, NOON)
    notices.choose(db, ana.id, "seminars", Way.DAILY)
    everybody = people.table.select().with_only_columns(people.table.c.id.label("person_id"))

    for number, before in enumerate((NOON + 9 * HOUR, NOON + HOUR)):
        bulk.send(
            db,
            everybody,
            payload={"key": "x"},
            kind="seminars",
            at=NOON,
            lane=1,
            once=f"{number}",
            before=before,
        )

    due = [row.due_at for row in db.execute(outbox.table.select().order_by(outbox.table.c.id))]
    assert due == [NOON + 2 * HOUR, NOON]


def test_a_crowd_is_reminded_in_parts_and_each_once(coming, database, chats, monkeypatch):
    monkeypatch.setattr(seminar_news, "AT_ONCE", 2)
    with_room = seminars.table.update().values(capacity=9)
    database.write(lambda db: db.execute(with_room))
    for number in range(5):
        coming(f"T{number}")

    steps = [database.write(seminar_news.remind, START - HOUR) for _ in range(4)]

    assert steps == [True, True, True, False]
    assert sorted(reply.to.user for reply in chats.new()) == [f"t{n}" for n in range(5)]


# --- SEM-3: moved and cancelled -----------------------------------------------------------------


def test_a_move_is_told_once_to_everybody_who_wants_to_come(coming, chats, host, robots, database):
    for name in ("Ana", "Ben", "Waits"):
        coming(name)

    told = move(chats, host, robots, "20.10.2026 17:00")
    database.write(seminar_news.tell, NOON + MINUTE)
    database.write(seminar_news.tell, NOON + 2 * MINUTE)

    moved = [reply for reply in told if reply.key == "seminars.moved"]
    assert sorted(reply.to.user for reply in moved) == ["ana", "ben", "waits"]
    assert moved[0].file == Recipe("seminar", (robots.id,))
    assert moved[0].fields["start"] == datetime(2026, 10, 20, 14, 0, tzinfo=UTC)
    assert chats.new() == []
    with database.reading() as db:
        changed = seminars.by_id(db, robots.id)
        assert (changed.sequence, changed.ends_at - changed.starts_at) == (1, HOUR)
        assert tellings.under_way(db, "news") == []


def test_a_crowd_hears_of_a_move_in_parts(coming, chats, host, robots, database, monkeypatch):
    monkeypatch.setattr(seminar_news, "AT_ONCE", 2)
    for number in range(5):
        coming(f"T{number}")

    told = move(chats, host, robots, "20.10.2026 17:00")
    steps = [database.write(seminar_news.tell, NOON + MINUTE) for _ in range(4)]
    told += chats.new()

    assert steps == [True, True, False, False]
    moved = [reply.to.user for reply in told if reply.key == "seminars.moved"]
    assert sorted(moved) == [f"t{n}" for n in range(5)]


def test_reminders_follow_the_new_date_and_none_is_in_the_past(coming, remind, chats, host, robots):
    coming("Ana")
    chats.at = NOON + HOUR
    move(chats, host, robots, "5.10.2026 20:00")  # in four hours
    start = datetime(2026, 10, 5, 17, 0, tzinfo=UTC)

    assert remind(NOON + HOUR) == []
    assert keys(remind(start - HOUR)) == ["soon_hour"]
    assert remind(START - DAY) == []


def test_moved_away_and_back_nothing_is_said_twice(coming, remind, chats, host, robots):
    coming("Ana")
    assert keys(remind(START - DAY)) == ["soon_day"]
    chats.at = START - DAY + MINUTE
    move(chats, host, robots, "20.11.2026 17:00")
    move(chats, host, robots, "15.10.2026 15:00")

    assert remind(START - DAY + 2 * MINUTE) == []
    assert keys(remind(START - HOUR)) == ["soon_hour"]


def test_a_move_shortens_what_is_offered(coming, chats, host, robots, database):
    _, ana = coming("Ana")
    coming("Ben")
    coming("Cleo")
    chats.send(f"/withdraw {robots.id}", ana)

    move(chats, host, robots, "5.10.2026 20:00")

    with database.reading() as db:
        [row] = db.execute(
            signups.table.select().where(signups.table.c.state == State.OFFERED)
        ).all()
    assert row.offered_until == datetime(2026, 10, 5, 16, 0, tzinfo=UTC)


def test_moving_asks_first_and_to_the_same_date_says_nothing(coming, chats, host, robots):
    coming("Ana")
    chats.send(f"/moveseminar {robots.id}", host[1])
    [sure] = chats.send("15.10.2026 15:00", host[1])

    told = chats.send("yes", host[1])

    assert (sure.key, sure.fields["coming"]) == ("seminars.move_sure", 1)
    assert [reply.key for reply in told] == ["seminars.card"]


def test_a_cancellation_is_told_once_and_ends_the_reminders(
    coming, remind, chats, host, robots, database
):
    _, ana = coming("Ana")

    [sure] = chats.send(f"/cancelseminar {robots.id}", host[1])
    told = chats.press("seminars.cancel_yes", sure, host[1])
    again = chats.send(f"/cancelseminar {robots.id} yes", host[1])

    [heard] = [reply for reply in told if reply.to == ana]
    assert (heard.key, heard.file) == ("seminars.cancelled", Recipe("seminar", (robots.id,)))
    assert [reply.key for reply in again] == ["seminars.card"]
    assert remind(START - HOUR) == []


def test_news_waits_for_the_morning_unless_it_would_come_too_late(
    coming, chats, host, robots, database
):
    coming("Ana")
    night = datetime(2026, 10, 5, 21, 0, tzinfo=UTC)
    chats.at = night

    move(chats, host, robots, "20.10.2026 17:00")
    move(chats, host, robots, "6.10.2026 5:00")

    with database.reading() as db:
        rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    due = [row.due_at for row in rows if "seminars.moved" in row.payload]
    assert due == [datetime(2026, 10, 6, 4, 0, tzinfo=UTC), night]
