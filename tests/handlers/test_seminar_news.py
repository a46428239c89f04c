"""Reminders of seminars: everybody once, nobody too late. Rule SEM-3."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers import seminar_news
from storage import addresses, bulk, notices, outbox, people, seminars, sending, tellings
from storage.addresses import Address
from storage.notices import Way
from tests import makers
from tests.conftest import NOON
from tests.handlers.seminars import START, keys, move

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


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


def test_once_everybody_is_reminded_nobody_is_looked_for_again(coming, remind, database):
    coming("Ana")
    remind(START - DAY)

    told = database.read(lambda db: db.execute(select(tellings.table)).all())

    assert [(one.what.split()[0], one.is_done) for one in told] == [("soon", True)]


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
            for one in db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
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
    assert remind(START - 10 * MINUTE) == []
    with database.reading() as db:
        [row] = [
            row
            for row in db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
            if "soon_" in row.payload
        ]
    assert (row.state, row.due_at) == (outbox.State.GATHERED, START.replace(day=14, hour=14))


@pytest.mark.parametrize("limit", ["before", "until"])
def test_what_would_come_after_the_start_with_the_others_comes_at_once(db, limit):
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
            **{limit: before},
        )

    due = [row.due_at for row in db.execute(outbox.table.select().order_by(outbox.table.c.id))]
    assert due == [NOON + 2 * HOUR, NOON]


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("seminars_day", ["soon_hour", "soon_minutes"]),
        ("seminars_hour", ["soon_day", "soon_minutes"]),
        ("seminars_minutes", ["soon_day", "soon_hour"]),
    ],
)
def test_each_reminder_is_turned_off_by_itself(coming, remind, chats, kind, left):
    _, ana = coming("Ana")
    chats.send(f"/notifications {kind}", ana)

    told = [*remind(START - DAY), *remind(START - HOUR), *remind(START - 10 * MINUTE)]

    assert keys(told) == left


def test_a_reminder_that_waited_too_long_is_not_sent(coming, remind, database):
    coming("Ana")
    until = {"day": START - HOUR, "hour": START - 10 * MINUTE, "minutes": START}
    for at in (START - DAY, START - HOUR, START - 10 * MINUTE):
        remind(at)

    with database.reading() as db:
        letters = outbox.table.select().order_by(outbox.table.c.id)
        rows = db.execute(letters.where(outbox.table.c.batch != "")).all()
        picked = {at: len(sending.pick(db, "telegram", at, 9)) for at in until.values()}
    assert [row.until_at for row in rows] == list(until.values())
    assert picked == dict(zip(until.values(), (1, 1, 0), strict=True))


def test_a_crowd_is_reminded_in_parts_and_each_once(coming, database, chats, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", dict.fromkeys(bulk.AT_ONCE, 2))
    with_room = seminars.table.update().values(capacity=9)
    database.write(lambda db: db.execute(with_room))
    for number in range(5):
        coming(f"T{number}")

    steps = [database.write(seminar_news.remind, START - HOUR) for _ in range(4)]

    assert steps == [True, True, True, False]
    assert sorted(reply.to.user for reply in chats.new()) == [f"t{n}" for n in range(5)]
