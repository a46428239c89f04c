"""What is written about attempts: over lost answers of the database, and nothing kept too long."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import outcomes, pump
from bot.sandbox.telegram import Fault
from handlers.conversation import Button, Code, Lane, say
from handlers.packing import pack, unpack
from storage import deliveries, outbox, sending
from storage.db import DatabaseAway
from storage.outbox import State

SENT = (State.SENT, "")
SECRET = pack(
    replace(say("classroom.said", text="/open X1Y2"), is_secret=True).with_buttons(
        (Button("More", "/help"),)
    )
)


class Box:
    """A platform on which twice is once; it fails as nobody foresaw, when told to."""

    exactly_once = True

    def __init__(self, failures=0):
        self.failures = failures
        self.tried = 0

    def split(self, message):
        return [message]

    async def send(self, part):
        self.tried += 1
        if self.tried <= self.failures:
            raise LookupError
        return f"${part.transaction}"


def heard(person):
    return [message.text for message in person.messages if message.from_bot]


def payload(stage, number):
    with stage.database.reading() as db:
        [letter] = sending.matching(db, outbox.table.c.id == number)
    return letter.payload


async def test_a_commit_whose_answer_was_lost_neither_repeats_nor_strands_a_message(
    any_stage, monkeypatch
):
    monkeypatch.setattr("bot.delivery.journal.AWAY_SECONDS", 0.01)
    write, lost = any_stage.turns.write, []

    async def lose(work, *args):
        done = await write(work, *args)
        if work.__name__ == "_write" and len(lost) < 2 and not (lost and lost[-1] == args):
            lost.append(args)
            raise DatabaseAway
        return done

    any_stage.turns.write = lose
    ana = any_stage.person()
    number = any_stage.post(ana, "hello")

    any_stage.deliver()
    await any_stage.settled()

    async with asyncio.timeout(30):
        while len(lost) < 2:  # noqa: ASYNC110 - the row says SENT before its writer hears of it
            await asyncio.sleep(0.01)
    assert any_stage.states() == {number: SENT}
    assert heard(ana) == ["hello"]


async def test_news_waits_to_be_marked_together_with_what_is_urgent(any_stage, monkeypatch):
    monkeypatch.setattr("bot.delivery.journal.GATHER_SECONDS", 60.0)
    write, marked = any_stage.turns.write, []

    async def watch(work, *args):
        if work.__name__ == "_write":
            marked.append({letter.id for letter in args[0]})
        return await write(work, *args)

    any_stage.turns.write = watch
    ana, ben, cat = (any_stage.person() for _ in range(3))
    any_stage.deliver()
    news = [any_stage.post(one, "news", lane=Lane.BULK) for one in (ana, ben)]
    answer = any_stage.post(cat, "an answer")

    for one, text in ((ana, "news"), (ben, "news"), (cat, "an answer")):
        await one.waits_for(text)

    assert marked[0] == {*news, answer}


@pytest.mark.parametrize(
    ("lane", "state", "texts"),
    [
        (Lane.REPLY, SENT, ["hello", "hello"]),
        (Lane.BULK, (State.UNKNOWN, "died"), ["hello"]),
    ],
)
async def test_an_outcome_that_could_not_be_written_is_decided_while_we_run(
    any_stage, monkeypatch, hurry, lane, state, texts
):
    monkeypatch.setattr(pump, "RECOVER_SECONDS", 0.05)
    monkeypatch.setattr(pump, "LOOK_SECONDS", 0.05)
    write, failures = any_stage.turns.write, [RuntimeError("not the database")]

    async def fail(work, *args):
        if work.__name__ == "_write" and args[1] and failures:
            raise failures.pop()
        return await write(work, *args)

    any_stage.turns.write = fail
    ana = any_stage.person()
    number = any_stage.post(ana, "hello", lane=lane)

    any_stage.deliver()
    await any_stage.settled()

    assert any_stage.states() == {number: state}
    assert heard(ana) == texts


async def test_what_is_under_way_is_not_taken_for_stranded(stage, monkeypatch):
    monkeypatch.setattr(pump, "RECOVER_SECONDS", 0.0)
    monkeypatch.setattr(pump, "LOOK_SECONDS", 0.01)
    ana = stage.person()
    stage.world.faults.next("sendMessage", Fault.hang())
    number = stage.post(ana, "hello")
    stage.deliver()
    await stage.world.calls.reach("sendMessage", 1)

    for _ in range(5):
        other = stage.person()
        stage.post(other, "meanwhile")
        await other.waits_for("meanwhile")
    assert stage.states()[number][0] == State.ATTEMPTING
    stage.world.faults.release()
    await stage.settled()

    assert heard(ana) == ["hello"]


async def test_what_nobody_foresaw_is_tried_some_times_where_twice_is_once(stage, monkeypatch):
    monkeypatch.setattr(outcomes, "PROBE_SECONDS", 0.01)
    box, dead = Box(failures=outcomes.TRIES - 1), Box(failures=outcomes.TRIES)
    number = stage.post("!a:x", "hello", platform="matrix")
    given_up = stage.post("!a:x", "hello", platform="other")

    stage.deliver({"matrix": box, "other": dead})
    await stage.settled()

    assert stage.states() == {number: SENT, given_up: (State.DEAD, "LookupError")}
    assert box.tried == dead.tried == outcomes.TRIES


async def test_what_was_said_in_a_room_is_not_kept_once_it_is_there(any_stage):
    number = any_stage.post("!a:x", "by a pupil", platform="room", once="web 1")
    lost = any_stage.post("!b:x", "by a pupil", platform="room", payload={"buttons": 7})

    any_stage.deliver({"room": Box()})
    await any_stage.settled()

    assert any_stage.states()[lost] == (State.DEAD, "no words")
    assert payload(any_stage, number) == payload(any_stage, lost) == {}
    assert any_stage.database.read(outbox.state_of, "web 1") == State.SENT


async def test_of_a_secret_that_was_sent_only_its_buttons_are_kept(any_stage):
    ana, ben = any_stage.person(), any_stage.person()
    ben.block()
    sent = any_stage.post(ana, "", payload=SECRET)
    plain = any_stage.post(ana, "no secret")
    stopped = [any_stage.post(ben, "", payload=SECRET) for _ in range(2)]

    any_stage.deliver()
    await any_stage.settled()

    assert "/open X1Y2" in heard(ana)[0]
    assert "X1Y2" not in str([payload(any_stage, one) for one in (sent, *stopped)])
    assert unpack(payload(any_stage, sent)).buttons == unpack(SECRET).buttons
    assert payload(any_stage, plain)["fields"]


async def test_a_long_secret_is_kept_until_its_last_part_is_sent(stage):
    ana = stage.person()
    text = Code("\n\n".join("word " * 500 + str(number) for number in range(4)))
    number = stage.post(ana, "", payload=SECRET | pack(say("classroom.said", text=text)))

    stage.deliver()
    await stage.settled()

    assert "".join(heard(ana)).count("word") == 2000
    assert "fields" not in payload(stage, number)


def test_what_is_old_is_forgotten_in_small_steps_and_only_once(database):
    then = datetime(2026, 10, 5, tzinfo=UTC)

    def fill(db):
        for number in range(5):
            outbox.put(
                db,
                platform="room",
                chat="!a:x",
                language="en",
                payload={"key": "x"},
                at=then,
                once=f"web {number}" if number % 2 else "",
            )
        ids = list(db.scalars(outbox.table.select().with_only_columns(outbox.table.c.id)))
        sending.mark(db, [sending.Outcome(one, State.SENT) for one in ids])
        letters = sending.matching(db, outbox.table.c.id.in_(ids))
        sending.forget(db, letters)
        deliveries.add(db, [deliveries.Delivery(one, 0, "!a:x", f"${one}") for one in ids])

    database.write(fill)
    later = then + timedelta(days=31)

    steps = [database.write(deliveries.forget_old, later, 2) for _ in range(4)]

    assert steps == [True, True, False, False]
    with database.reading() as db:
        assert len(db.execute(deliveries.table.select()).all()) == 0
        kept = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    assert sorted(row.once for row in kept) == ["web 1", "web 3"]
    assert {(row.chat, row.sender, row.zone, row.language) for row in kept} == {("", "", "", "")}
