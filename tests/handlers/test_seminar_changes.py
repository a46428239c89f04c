"""Seminars that are moved, cancelled or changed: who is told, once. Rule SEM-3."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from handlers import seminar_news
from handlers.conversation import Recipe
from storage import bulk, notices, outbox, seminars, signups, tellings
from storage.notices import Way
from storage.signups import State
from tests.conftest import NOON
from tests.handlers.seminars import START, edit, keys, move, waits_for_lock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


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
    monkeypatch.setattr(bulk, "AT_ONCE", dict.fromkeys(bulk.AT_ONCE, 2))
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


def test_a_reminder_that_has_not_left_ends_with_a_move(
    coming, remind, chats, host, robots, database
):
    person, _ = coming("Ana")
    database.write(notices.choose, person.id, "seminars", Way.DAILY)
    coming("Ben")
    remind(START - DAY)

    chats.at = START - DAY + MINUTE
    move(chats, host, robots, "20.11.2026 17:00")

    with database.reading() as db:
        rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    dead = [(row.state, row.why) for row in rows if "soon_day" in row.payload]
    assert dead == [(outbox.State.DEAD, "taken back")] * 2


def test_a_second_move_takes_the_place_of_the_first_that_has_not_left(
    coming, chats, host, robots, database
):
    coming("Ana")
    move(chats, host, robots, "20.10.2026 17:00")
    move(chats, host, robots, "21.10.2026 17:00")

    with database.reading() as db:
        rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    states = [row.state for row in rows if "seminars.moved" in row.payload]
    assert states == [outbox.State.DEAD, outbox.State.WAITING]


LATER = {"starts_at": START + DAY, "ends_at": START + DAY + HOUR, "dated_at": START - HOUR}
CANCELLED = {"state": seminars.State.CANCELLED}


@pytest.mark.parametrize("change", [LATER, CANCELLED])
def test_whoever_reminds_waits_for_a_move_or_the_end_and_tells_of_no_old_date(
    coming, robots, database, change
):
    coming("Ana")
    reminding = Thread(target=database.write, args=(seminar_news.remind, START - HOUR))

    with database.transaction() as db:
        seminars.change(db, robots, START - HOUR, **change)
        reminding.start()
        while reminding.is_alive() and not database.is_sqlite and not waits_for_lock(database):
            pass
    reminding.join(timeout=30)

    assert not reminding.is_alive()
    with database.reading() as db:
        assert not db.execute(outbox.table.select().where(outbox.table.c.batch != "")).all()


# --- SEM-3: changed -----------------------------------------------------------------------------


NEW = "https://meet.example/new"


def test_a_new_link_reaches_everybody_who_has_a_place_once_with_a_file(
    coming, chats, host, robots, database
):
    off, _ = coming("Ana")
    database.write(notices.choose, off.id, "seminars", Way.OFF)
    for name in ("Ben", "Waits"):
        coming(name)

    told = edit(chats, host, robots, "link", NEW)
    database.write(seminar_news.tell, NOON + MINUTE)

    heard = [reply for reply in told if reply.key == "seminars.new_link"]
    assert sorted(reply.to.user for reply in heard) == ["ana", "ben"]
    assert {reply.fields["link"] for reply in heard} == {NEW}
    assert heard[0].file == Recipe("seminar", (robots.id,))
    assert chats.new() == []
    assert database.read(seminars.by_id, robots.id).sequence == robots.sequence + 1


def test_a_crowd_hears_of_a_new_link_in_parts_though_it_is_moved_meanwhile(
    coming, chats, host, robots, database, monkeypatch
):
    with_room = seminars.table.update().values(capacity=9)
    database.write(lambda db: db.execute(with_room))
    monkeypatch.setattr(bulk, "AT_ONCE", dict.fromkeys(bulk.AT_ONCE, 2))
    for number in range(5):
        coming(f"T{number}")

    told = edit(chats, host, robots, "link", NEW)
    told += move(chats, host, robots, "20.10.2026 17:00")
    while database.write(seminar_news.tell, NOON + MINUTE):
        pass
    told += chats.new()

    for key in ("seminars.new_link", "seminars.moved"):
        assert sorted(one.to.user for one in told if one.key == key) == [f"t{n}" for n in range(5)]


def test_the_same_link_and_other_changes_are_told_to_nobody_but_raise_the_sequence(
    coming, chats, host, robots, database
):
    coming("Ana")

    for what, value in (("link", robots.link), ("title", "Robots 2"), ("speaker", "Eva")):
        assert len(edit(chats, host, robots, what, value)) == 1
    assert database.read(seminars.by_id, robots.id).sequence == robots.sequence + 3


def test_a_reminder_that_has_not_left_says_the_new_link(
    coming, remind, chats, host, robots, database
):
    coming("Ana")
    remind(START - HOUR)
    chats.at = START - HOUR + MINUTE

    edit(chats, host, robots, "link", NEW)

    with database.reading() as db:
        rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    [waits] = [row.payload for row in rows if "soon_hour" in row.payload]
    assert NEW in waits
    assert robots.link not in waits
