"""Updates by polling: each taken once, acknowledged only then, and none in the way of another."""

import asyncio

import pytest

from bot.sandbox.telegram import Fault
from bot.telegram.api import Api, TokenRefused
from bot.telegram.intake import Intake
from bot.telegram.polling import Polling
from storage import addresses, outbox
from storage.addresses import Address


def poll(stage, api=None, **options):
    """Begin to poll and to deliver; give the poller's task."""
    stage.deliver()
    return stage.begin(Polling(api or stage.api, stage.intake, **options).run())


def answers(person):
    return [message for message in person.messages if message.from_bot]


async def taken(stage):
    """Wait until Telegram has nothing more for us and all is answered."""
    async with asyncio.timeout(30):
        while stage.world.feed.pending:  # noqa: ASYNC110 - the stand-in's state is the end
            await asyncio.sleep(0.01)
    await stage.settled()


async def test_who_writes_is_answered(stage):
    poll(stage)
    ana = stage.world.person(first_name="Ana")

    ana.start()

    assert (await ana.waits_for("Welcome")).buttons


async def test_each_update_that_comes_twice_counts_once(stage):
    stage.world.deliver_twice = True
    poll(stage)
    people = [stage.world.person() for _ in range(20)]

    for person in people:
        person.start()
        person.send("/help")
    await taken(stage)
    await stage.world.calls.reach("getUpdates", 3)
    await taken(stage)

    assert [len(answers(person)) for person in people] == [2] * 20


async def test_an_update_that_cannot_be_read_is_put_aside_and_holds_nobody_up(stage):
    ana = stage.person()
    stage.world.inject({"message": "rubbish"})
    stage.world.inject({"message": {"message_id": 1, "chat": 5}})
    stage.world.inject({"callback_query": {"id": "x", "from": []}})
    ana.send("/help")
    stage.world.inject({"my_chat_member": {"from": None}})

    poll(stage)
    await taken(stage)

    assert len(answers(ana)) == 1
    parked = stage.parked()
    assert len({one.event_id for one in parked}) == 4
    assert all(one.platform == "telegram" and one.error.startswith("update:") for one in parked)
    assert b'"message": "rubbish"' in parked[0].sealed


async def test_what_is_nothing_to_us_is_acknowledged(stage):
    channel = {"id": -9, "type": "channel", "title": "x"}
    stage.world.inject({"channel_post": {"message_id": 1, "date": 1, "chat": channel}})
    stage.world.inject({"chosen_inline_result": {}})
    stage.world.inject({"not_yet_invented": 5})

    poll(stage)
    await taken(stage)

    assert stage.parked() == []


async def test_nothing_is_acknowledged_while_the_database_is_away(stage, locked, monkeypatch):
    monkeypatch.setattr("bot.telegram.polling.PAUSE_SECONDS", 0.02)
    ana = stage.person()
    ana.send("/help")
    with locked():
        poll(stage)
        await stage.world.calls.reach("getUpdates", 3)
        assert stage.world.feed.pending

    await taken(stage)

    assert len(answers(ana)) == 1


async def test_while_telegram_is_away_polling_and_sending_ask_seldom(stage, hurry):
    poll(stage)
    people = [stage.world.person() for _ in range(30)]
    for person in people[:15]:
        person.start()
    await stage.world.calls.reach("sendMessage", 1)
    stage.world.faults.next("*", Fault.status(502), times=None)
    before = len(stage.world.calls)
    for person in people[15:]:
        person.start()

    await stage.world.calls.reach("getMe", 1 + 20)

    assert len(stage.world.calls) - before < 60 + stage.limits.at_once
    stage.world.faults.clear()
    await taken(stage)
    assert [len(answers(person)) for person in people] == [1] * 30


async def test_who_lost_the_seat_while_telegram_was_away_does_not_ask_again(stage, hurry):
    seats = {"updates"}
    polling = poll(stage, is_ours=lambda: bool(seats))
    calls, ana = stage.world.calls, stage.person()
    await calls.reach("getUpdates", 1)
    stage.world.faults.next("*", Fault.status(502), times=None)
    ana.send("/help")
    await calls.reach("getMe", 2)  # we look whether it is back

    seats.clear()
    asked = len(calls.of("getUpdates"))
    stage.world.faults.clear()
    async with asyncio.timeout(20):
        await polling

    assert len(calls.of("getUpdates")) == asked


async def test_a_pressed_button_stops_turning_and_does_what_it_says(stage):
    poll(stage)
    ana = stage.world.person()
    ana.start()
    card = await ana.waits_for("Welcome")

    press = ana.press(card.id, "/help")

    assert await press.answered()
    assert await ana.waits_for("What you can do now")


async def test_a_press_that_cannot_be_answered_any_more_counts_all_the_same(stage):
    poll(stage)
    ana = stage.world.person()
    ana.start()
    card = await ana.waits_for("Welcome")
    too_old = "Bad Request: query is too old and response timeout expired"
    stage.world.faults.next("answerCallbackQuery", Fault.error(400, too_old))

    ana.press(card.id, "/help")

    assert await ana.waits_for("What you can do now")


async def test_who_blocks_us_is_unreachable_until_they_take_us_back(stage):
    poll(stage)
    ana = stage.world.person()
    ana.start()
    await ana.waits_for("Welcome")
    address = Address("telegram", str(ana.id))

    ana.block()
    await taken(stage)
    assert stage.database.read(addresses.by_user, address).unreachable

    ana.unblock()
    await taken(stage)
    assert not stage.database.read(addresses.by_user, address).unreachable


async def test_what_waits_for_a_group_follows_it_when_it_moves(stage):
    group = stage.world.group("Staff", [stage.person()])
    number = stage.post(group, "hello", platform="elsewhere")
    moved = stage.post(group, "hello")
    new = group.upgrade()
    stage.world.deliver_twice = True

    stage.begin(Polling(stage.api, stage.intake).run())
    async with asyncio.timeout(30):
        while stage.world.feed.pending:  # noqa: ASYNC110 - the stand-in's state is the end
            await asyncio.sleep(0.01)

    with stage.database.reading() as db:
        rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
        chats = {row.id: row.chat for row in rows}
    assert chats == {number: str(group.id), moved: str(new.id)}


async def test_a_webhook_that_was_set_before_is_taken_away_and_nothing_is_dropped(stage):
    ana = stage.person()
    await stage.api.call("setWebhook", {"url": "http://127.0.0.1:9/nobody", "secret_token": "x"})
    ana.send("/help")

    poll(stage)

    assert await ana.waits_for("What you can do now")


async def test_a_second_poller_waits_until_the_first_is_gone(stage):
    other_api = Api(stage.world.token, stage.url)
    other = Polling(other_api, stage.intake, refused_seconds=0.05)
    first = poll(stage, refused_seconds=3600)
    await stage.world.calls.reach("getUpdates", 1)

    second = stage.begin(other.run())
    await stage.world.calls.reach("getUpdates", 1, status=409)
    ana = stage.world.person()
    ana.start()

    assert await ana.waits_for("Welcome")
    await stage.end(first)
    await stage.end(second)
    await other_api.close()


async def test_a_wrong_token_ends_with_a_clear_error(stage):
    api = Api("1:wrong", stage.url)
    intake = Intake(api, stage.turns.take, stage.turns.write, bytes)

    with pytest.raises(TokenRefused, match=r"check telegram\.token"):
        await Polling(api, intake).run()
    await api.close()


async def test_a_token_that_is_refused_later_only_makes_telegram_wait(stage, monkeypatch):
    monkeypatch.setattr("bot.telegram.api.TOKEN_SECONDS", 0.05)
    stage.world.faults.next("getUpdates", Fault.error(401, "Unauthorized"), times=2)
    stage.world.faults.next("getUpdates", Fault.error(404, "Not Found"))
    poll(stage, refused_seconds=0.05)
    ana = stage.world.person()
    await stage.world.calls.reach("getUpdates", 1, status=404)

    ana.start()

    assert await ana.waits_for("Welcome")
