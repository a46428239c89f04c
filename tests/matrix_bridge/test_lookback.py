"""What was never pushed is read where it was said: once, in its place, and not too late."""

import asyncio
import contextlib
from datetime import timedelta

import pytest

from handlers.platform import Gate
from matrix_bridge import lookback
from matrix_bridge.homeserver import Homeserver
from storage import (
    bridges,
    class_visits,
    events,
    presences,
    room_reports,
    rooms_heard,
    twinspaces,
)
from tests import makers
from tests.matrix_bridge.inroom import edit
from tests.matrix_bridge.looking import GROUP, HOUR, Looking, numbers
from tests.matrix_bridge.names import AS_TOKEN
from tests.matrix_bridge.settled import now
from tests.matrix_bridge.wire import eventually

#: The rooms are those of all these tests: what others said there a moment ago is left alone.
MARGIN = rooms_heard.MARGIN


@pytest.fixture
def looking(class_, monkeypatch):
    monkeypatch.setattr(rooms_heard, "MARGIN", timedelta(0))
    return Looking(class_)


async def test_what_was_never_pushed_is_heard_once_in_its_order(looking):
    first = await looking.say("one")
    await looking.push(first)
    said = [await looking.say("two"), await looking.say("three")]
    before = now()

    await looking.look()
    assert looking.in_group() == ["one", "two", "three"]
    await looking.look()
    await looking.push(first, *said)

    assert looking.in_group() == ["one", "two", "three"]
    assert looking.until() > before


async def test_a_change_that_was_missed_does_not_undo_a_later_one(looking):
    said = await looking.say("At ten")
    await looking.push(said)
    missed = await looking.put(edit(said, "At eleven"))
    await looking.push(await looking.put(edit(said, "At twelve")))

    await looking.look()
    await looking.push(missed)

    assert looking.in_group() == ["At twelve"]


async def test_a_message_that_was_missed_comes_as_it_was_last_changed(looking):
    missed = await looking.say("At ten")
    await looking.put(edit(missed, "At eleven"))
    await looking.push(await looking.put(edit(missed, "At twelve")))
    assert looking.in_group() == []

    await looking.look()
    await looking.look()

    assert looking.in_group() == ["At twelve"]


async def test_what_was_taken_back_before_it_came_never_comes(looking):
    said = await looking.say("Nonsense")
    await looking.homeserver.redact(looking.staff_room, said, f"back {said}", looking.eva)

    await looking.look()

    assert looking.in_group() == []


async def test_more_than_a_page_is_read_back_whole(looking, monkeypatch):
    monkeypatch.setattr(lookback, "PAGE", 3)
    words = [str(number) for number in range(10)]
    for one in words:
        await looking.say(one)

    await looking.look()

    assert looking.in_group() == words


async def test_what_was_said_long_before_all_was_heard_is_not_looked_for(looking):
    await looking.say("long ago")
    looking.database.write(rooms_heard.note, now() + HOUR)

    await looking.look()

    assert looking.in_group() == []


async def test_clocks_may_differ_by_minutes(looking, monkeypatch):
    monkeypatch.setattr(rooms_heard, "MARGIN", MARGIN)
    said = f"a moment ago {next(numbers)}"
    await looking.say(said)
    looking.database.write(rooms_heard.note, now() + MARGIN * 0.9)

    await looking.look()

    assert said in looking.in_group()


async def test_the_first_time_of_all_nothing_is_looked_for(looking):
    await looking.say("before the service knew of it")
    looking.database.write(lambda db: db.execute(rooms_heard._heard.table.delete()))

    await looking.look()

    assert looking.in_group() == []
    assert looking.until() is not None


async def test_a_command_that_was_missed_is_obeyed_soon_but_not_late(looking):
    await looking.say("!lock 45", looking.classroom)

    looking.now = lambda: now() + HOUR
    await looking.look()
    assert looking.locks() == 0

    looking.now = now
    await looking.look()
    assert looking.locks() == 0
    await looking.say("!lock 45", looking.classroom)
    await looking.look()
    assert looking.locks() == 1


async def test_a_report_that_was_missed_is_filed_however_late(looking):
    fox = looking.class_.fox
    await looking.say("!report he is rude", looking.classroom, looking.class_.user(fox))
    looking.now = lambda: now() + HOUR

    await looking.look()

    [report] = looking.database.read(room_reports.open_of_pupil, fox.id)
    assert report


async def test_what_was_said_before_the_bridge_stood_does_not_cross_later(looking):
    await looking.say("among us")
    later = now() + HOUR
    turn_off_and_on = looking.database.write
    turn_off_and_on(bridges.turn_off, looking.class_.number)
    turn_off_and_on(bridges.turn_on, looking.class_.number, GROUP, looking.class_.ana.id, later)

    await looking.look()

    assert looking.in_group() == []


async def test_who_left_while_nobody_was_told_is_missed(looking):
    await looking.class_.homeserver.leave(looking.classroom, looking.eva)

    await looking.look()

    assert looking.eva not in looking.database.read(presences.joined, looking.classroom)
    assert looking.class_.rooms.is_dirty


async def test_a_visit_counts_when_it_was_not_when_it_is_heard(looking):
    before = now()
    await looking.say("Good morning", looking.classroom)
    looking.now = lambda: now() + HOUR

    await looking.look()

    [visit] = looking.database.read(class_visits.of_project, looking.class_.number).values()
    assert before - HOUR / 60 < visit.opened_at <= now()


async def test_who_breaks_off_begins_anew(looking, wire, impatient):
    await looking.say("in the middle")
    before = looking.until()
    async with wire, contextlib.AsyncExitStack() as stack:
        gate = Gate()
        through = Homeserver(wire.url, AS_TOKEN, gate, patience=0.3)
        stack.push_async_callback(through.close)
        wire.fault = lambda path: "away" if looking.classroom[1:5] in path else ""
        running = asyncio.create_task(looking.lookback(through).run(gate, looking.turns.write))
        await eventually(lambda: looking.in_group() == ["in the middle"])
        await wire.saw("timestamp_to_event", times=3)
        assert looking.until() == before
        wire.fault = lambda _: ""
        await eventually(lambda: looking.until() > before)
        running.cancel()

    assert looking.in_group() == ["in the middle"]


async def test_a_room_that_cannot_be_read_holds_up_no_other(looking):
    def lose(db):
        lost = makers.project(db, (looking.class_.ana, looking.class_.eva), now(), title="Lost")
        twinspaces.want(db, lost.id)
        twinspaces.keep_rooms(db, lost.id, staff_room="!lost", classroom="no room at all")

    looking.database.write(lose)
    await looking.say("in another room")
    before = looking.until()

    await looking.look()

    assert looking.in_group() == ["in another room"]
    assert looking.until() > before


async def test_it_looks_at_the_start_and_when_the_homeserver_came_back_and_daily(
    looking, monkeypatch
):
    gate = Gate()
    running = asyncio.create_task(looking.lookback().run(gate, looking.turns.write))

    async def looks():
        before = looking.until()
        await eventually(lambda: looking.until() > before)

    await looks()
    at_the_start = looking.until()
    await asyncio.sleep(3 * lookback.LOOK_SECONDS)
    assert looking.until() == at_the_start
    gate.failed(0.0)
    gate.answered()
    await looks()
    monkeypatch.setattr(lookback, "EVERY_SECONDS", 0.0)
    await looks()
    running.cancel()


async def test_what_a_homeserver_pushes_after_weeks_was_heard_long_ago(looking):
    said = await looking.say("one")
    looking.now = lambda: now() + timedelta(days=8)
    looking.database.write(rooms_heard.note, looking.now())

    await looking.push(said)

    assert looking.in_group() == []


async def test_what_was_taken_is_remembered_until_all_was_heard(looking):
    said = await looking.say("one")
    await looking.push(said)
    looking.now = lambda: now() + timedelta(days=30)

    looking.database.write(events.forget_old, looking.now())
    await looking.look()

    assert looking.in_group() == ["one"]
    looking.database.write(events.forget_old, looking.now())
    assert not looking.database.read(events.taken, events.ROOM, [said])


async def test_the_rooms_of_those_who_were_heard_last_come_first(looking):
    def others(db):
        old = makers.project(db, (looking.class_.ana, looking.class_.eva), now(), title="Old")
        twinspaces.want(db, old.id)
        twinspaces.keep_rooms(db, old.id, staff_room="!old")
        return rooms_heard.rooms(db)

    await looking.push(await looking.say("a sign of life"))

    assert looking.database.write(others)[-1] == "!old"
