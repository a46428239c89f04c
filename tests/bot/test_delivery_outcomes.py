"""What becomes of messages: arrived, given up, repeated, or never known; on both databases."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.delivery import Limits
from bot.sandbox.telegram import Fault
from handlers.conversation import Lane
from storage import addresses, deliveries, sending, undelivered
from storage.addresses import Address
from storage.outbox import State

SENT = (State.SENT, "")


def texts(person):
    return [message.text for message in person.messages if message.from_bot]


def remember(stage, person):
    """Let the service know somebody's address."""
    address = Address("telegram", str(person.id))
    stage.database.write(addresses.add, address, str(person.id), "en", datetime.now(UTC))


async def test_what_waits_arrives_and_is_remembered_by_its_id(any_stage):
    ana = any_stage.person()
    number = any_stage.post(ana, "Good morning")

    any_stage.deliver()
    await any_stage.settled()

    [message] = [one for one in ana.messages if one.from_bot]
    assert any_stage.states() == {number: SENT}
    found = any_stage.database.read(
        deliveries.by_remote_id, "telegram", str(ana.id), str(message.id)
    )
    assert found["fields"]["text"]["rich"][0] == "Good morning"


async def test_a_message_of_somebody_elses_chat_is_not_taken_for_ours(stage):
    ana, ben = stage.person(), stage.person()
    stage.post(ana, "for Ana")
    stage.deliver()
    await stage.settled()
    [message] = [one for one in ana.messages if one.from_bot]

    def look(chat):
        return stage.database.read(deliveries.by_remote_id, "telegram", chat, str(message.id))

    assert look(str(ana.id))
    assert look(str(ben.id)) is None


async def test_one_chat_gets_its_messages_in_order(any_stage):
    people = [any_stage.person() for _ in range(5)]
    for number in range(10):
        for person in people:
            any_stage.post(person, f"message {number}")

    any_stage.deliver()
    await any_stage.settled()

    for person in people:
        assert texts(person) == [f"message {number}" for number in range(10)]


async def test_answers_go_before_reminders_before_announcements(stage):
    stage.limits = Limits(at_once=1)
    people = {lane: stage.person() for lane in (Lane.BULK, Lane.REMINDER, Lane.REPLY)}
    for lane, person in people.items():
        stage.post(person, "hello", lane=lane)

    stage.deliver()
    await stage.settled()

    order = [call.params["chat_id"] for call in stage.world.calls.of("sendMessage")]
    assert order == [people[lane].id for lane in (Lane.REPLY, Lane.REMINDER, Lane.BULK)]


async def test_what_is_due_later_waits_for_its_time(stage):
    ana = stage.person()
    later = stage.post(ana, "later", at=datetime.now(UTC) + timedelta(hours=1))
    now = stage.post(ana, "now")

    stage.deliver()
    await ana.waits_for("now")

    assert stage.states()[later] == (State.WAITING, "")
    assert texts(ana) == ["now"]
    assert now


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("block", "blocked"),
        ("deactivate", "deactivated"),
        ("stranger", "never wrote"),
        ("kick", "kicked"),
        ("nobody", "not found"),
    ],
)
async def test_a_chat_that_takes_nothing_is_left_alone(any_stage, act, why):
    ana = any_stage.person()
    to = ana
    if act in ("block", "deactivate"):
        getattr(ana, act)()
    elif act == "stranger":
        to = any_stage.world.person()
    elif act == "kick":
        to = any_stage.world.group("Staff", [ana])
        to.kick_bot()
    else:
        to = 123456
    if to is ana:
        remember(any_stage, ana)
    any_stage.post(to, "one")
    any_stage.post(to, "two")
    other = any_stage.post(any_stage.person(), "somebody else")

    any_stage.deliver()
    await any_stage.settled()

    states = list(any_stage.states().values())
    assert states == [(State.DEAD, why), (State.DEAD, why), SENT]
    assert any_stage.world.calls.count("sendMessage") == 2
    assert other
    if to is ana:
        known = any_stage.database.read(addresses.by_user, Address("telegram", str(ana.id)))
        assert known.unreachable == why


async def test_a_group_that_moved_is_followed_with_all_that_waits(any_stage):
    group = any_stage.world.group("Staff", [any_stage.person()])
    remember(any_stage, group)
    new = group.upgrade()
    for number in range(3):
        any_stage.post(group, f"message {number}")

    any_stage.deliver()
    await any_stage.settled()

    assert set(any_stage.states().values()) == {SENT}
    said = [message.text for message in new.messages if message.from_bot and message.text]
    assert said == ["message 0", "message 1", "message 2"]
    known = any_stage.database.read(addresses.by_user, Address("telegram", str(group.id)))
    assert known.chat == str(new.id)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("fault", [Fault.drop, partial(Fault.status, 502)], ids=["cut", "502"])
async def test_an_answer_whose_outcome_is_unknown_is_repeated_once(stage, hurry, fault, accepted):
    ana = stage.person()
    stage.world.faults.next("sendMessage", fault(accepted=accepted))
    number = stage.post(ana, "first")
    stage.post(ana, "second")

    stage.deliver()
    await stage.settled()

    assert stage.states()[number] == SENT
    assert texts(ana) == ["first", "first", "second"] if accepted else ["first", "second"]


async def test_an_answer_whose_outcome_is_unknown_twice_is_given_up_and_shown(stage, hurry):
    ana = stage.person()
    stage.world.faults.next("sendMessage", Fault.drop(accepted=True), times=2)
    number = stage.post(ana, "first")
    stage.post(ana, "second")

    stage.deliver()
    await stage.settled()

    assert stage.states()[number] == (State.UNKNOWN, "no answer")
    assert texts(ana) == ["first", "first", "second"]


@pytest.mark.parametrize("fault", [Fault.drop, partial(Fault.status, 502)], ids=["cut", "502"])
async def test_an_announcement_whose_outcome_is_unknown_is_never_repeated(stage, hurry, fault):
    ana = stage.person()
    stage.world.faults.next("sendMessage", fault(accepted=False))
    number = stage.post(ana, "news", lane=Lane.BULK)
    stage.post(ana, "more news", lane=Lane.BULK)

    stage.deliver()
    await stage.settled()

    assert stage.states()[number] == (State.UNKNOWN, "no answer")
    assert texts(ana) == ["more news"]


async def test_what_was_under_way_at_a_death_is_decided_at_the_next_start(any_stage):
    ana = any_stage.person()
    card = any_stage.post(ana, "card")
    running = any_stage.deliver()
    await any_stage.settled()
    await any_stage.end(running)
    [message] = [one for one in ana.messages if one.from_bot]
    dying = {
        "answer": any_stage.post(ana, "answer"),
        "reminder": any_stage.post(ana, "reminder", lane=Lane.REMINDER),
        "news": any_stage.post(ana, "news", lane=Lane.BULK),
        "edit": any_stage.post(ana, "edited", edits=str(message.id), lane=Lane.BULK),
    }
    any_stage.database.write(sending.attempt, list(dying.values()), datetime.now(UTC))

    any_stage.deliver()
    await any_stage.settled()

    states = any_stage.states()
    assert states.pop(dying.pop("news")) == (State.UNKNOWN, "died")
    assert states == dict.fromkeys([card, *dying.values()], SENT)
    assert texts(ana) == ["edited", "answer", "reminder"]


async def test_what_we_got_wrong_is_given_up_and_holds_nobody_up(stage):
    ana = stage.person()
    stage.world.faults.next("sendMessage", Fault.error(400, "Bad Request: BUTTON_DATA_INVALID"))
    wrong = stage.post(ana, "wrong")
    wordless = stage.post(ana, "wordless", payload={"fields": 7})
    right = stage.post(ana, "right")

    stage.deliver()
    await stage.settled()

    states = stage.states()
    assert states[wrong] == (State.DEAD, "Refused")
    assert states[wordless] == (State.DEAD, "no words")
    assert states[right] == SENT
    assert texts(ana) == ["right"]


async def test_a_429_stops_every_send_until_its_time_is_over(stage):
    people = [stage.person() for _ in range(5)]
    stage.world.faults.next("sendMessage", Fault.too_many(1))
    stage.limits = Limits(at_once=1)
    for person in people:
        stage.post(person, "hello")

    stage.deliver()
    await stage.settled()

    first, *rest = stage.world.calls.of("sendMessage")
    assert first.status == 429
    assert [call.status for call in rest] == [200] * 5
    assert min(call.at for call in rest) >= first.at + 1


async def test_of_a_long_message_only_missing_parts_are_sent_again(any_stage, hurry):
    ana = any_stage.person()
    text = "\n\n".join(f"Paragraph {number}. " + "word " * 300 for number in range(6))
    any_stage.world.faults.next("sendMessage", Fault.slow(0))
    any_stage.world.faults.next("sendMessage", Fault.status(503))
    button = [[["Help", "/help"]]]
    number = any_stage.post(ana, text, payload={"buttons": button})

    any_stage.deliver()
    await any_stage.settled()

    messages = [message for message in ana.messages if message.from_bot]
    assert any_stage.states() == {number: SENT}
    assert " ".join(message.text for message in messages).split() == text.split()
    assert [bool(message.buttons) for message in messages] == [False, False, True]
    assert any_stage.world.calls.count("sendMessage") == 4


async def test_a_message_that_got_shorter_since_its_parts_arrived_is_complete(stage):
    ana = stage.person()
    number = stage.post(ana, "short now")
    arrived = [deliveries.Delivery(number, part, str(ana.id), str(part)) for part in (0, 1)]
    stage.database.write(deliveries.add, arrived)

    stage.deliver()
    await stage.settled()

    assert stage.states() == {number: SENT}
    assert texts(ana) == []


async def test_what_was_stopped_after_it_was_picked_is_not_sent(any_stage):
    ana = any_stage.person()
    number = any_stage.post(ana, "hello")
    write = any_stage.turns.write

    async def stop_first(work, *args):
        if work.__name__ == "_write":
            await write(undelivered.stop_chat, "telegram", str(ana.id), "", "stopped")
        return await write(work, *args)

    any_stage.turns.write = stop_first
    any_stage.deliver()
    await any_stage.settled()

    assert any_stage.states() == {number: (State.DEAD, "stopped")}
    assert texts(ana) == []
