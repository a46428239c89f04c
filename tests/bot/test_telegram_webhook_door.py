"""Updates by webhook: only Telegram's, and 200 only when the turn is committed."""

import contextlib

import aiohttp
import pytest
from aiohttp import web

from bot.telegram.intake import Intake
from bot.telegram.webhook import MOST_BYTES, PATH, SECRET_HEADER, Webhook
from storage.db import DatabaseAway

SECRET = "a-long-enough-secret"


@contextlib.asynccontextmanager
async def served(stage, intake=None):
    """Serve the webhook as the portal does; give it and its base URL."""
    hook = Webhook(stage.api, intake or stage.intake, SECRET)
    app = web.Application()
    app.add_routes([hook.route()])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield hook, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def post(url, body, secret=SECRET):
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    async with (
        aiohttp.ClientSession() as http,
        http.post(url + PATH, data=body, headers=headers) as response,
    ):
        return response.status


async def test_who_writes_is_answered_and_what_waited_is_not_dropped(stage):
    early = stage.world.person()
    early.start()
    async with served(stage) as (hook, url):
        stage.deliver()

        await hook.set_up(url + "/")

        assert await early.waits_for("Welcome")
        ana = stage.world.person()
        ana.start()
        assert await ana.waits_for("Welcome")


async def test_each_update_that_comes_twice_counts_once(stage):
    stage.world.deliver_twice = True
    people = [stage.world.person() for _ in range(10)]
    async with served(stage) as (hook, url):
        stage.deliver()
        await hook.set_up(url)
        for person in people:
            person.start()
            person.send("/help")
        for person in people:
            await person.waits_for("What you can do now")
        await stage.settled()

    assert [len([one for one in person.messages if one.from_bot]) for person in people] == [2] * 10


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "sécret"])
async def test_nobody_but_telegram_is_let_in(stage, secret):
    await stage.intake.introduce()
    async with served(stage) as (_, url):
        assert await post(url, b"rubbish", secret) == 403

    assert stage.parked() == []


async def test_an_update_that_cannot_be_read_is_put_aside_and_taken(stage):
    await stage.intake.introduce()
    async with served(stage) as (_, url):
        assert await post(url, b"no json \xff") == 200
        assert await post(url, b'{"update_id": 5, "message": "rubbish"}') == 200
        assert await post(url, b'{"update_id": 5, "message": "rubbish"}') == 200
        assert await post(url, b"[]") == 200

    assert len(stage.parked()) == 3


async def test_an_update_nested_too_deep_is_put_aside_once_and_taken(stage):
    await stage.intake.introduce()
    async with served(stage) as (_, url):
        for number, depth in enumerate((900, 960, 980, 990, 5000, 5000)):
            nested = b"[" * depth + b"]" * depth
            body = b'{"update_id": %d, "message": {"text": %s}}' % (number, nested)
            assert await post(url, body) == 200
            assert await post(url, body) == 200

    assert len(stage.parked()) == 6


async def test_a_pressed_button_without_a_proper_id_is_no_call(stage):
    await stage.intake.introduce()
    async with served(stage) as (_, url):
        for odd in (b'"\\ud83d"', b"[1]", b"7", b"null"):
            body = b'{"update_id": 5, "callback_query": {"id": %s}}' % odd
            assert await post(url, body) == 200

    assert stage.world.calls.count("answerCallbackQuery") == 0


async def test_a_body_longer_than_any_update_is_refused(stage):
    await stage.intake.introduce()
    async with served(stage) as (_, url):
        assert await post(url, b"x" * (MOST_BYTES + 1)) == 413


async def test_telegram_has_to_come_again_while_the_database_is_away(stage, locked):
    stage.world.webhook.retry_seconds = (0.05,)
    ana = stage.person()
    async with served(stage) as (hook, url):
        await hook.set_up(url)
        with locked():
            ana.send("/help")
            assert await post(url, b'{"update_id": 5, "message": "rubbish"}') == 503
            assert stage.world.feed.pending

        stage.deliver()
        await ana.waits_for("What you can do now")
        await stage.settled()

    assert len([one for one in ana.messages if one.from_bot]) == 1


async def test_nothing_is_taken_before_we_know_who_we_are(stage):
    async with served(stage) as (_, url):
        assert await post(url, b'{"update_id": 5}') == 503


async def test_200_comes_only_after_the_turn(stage):
    order = []

    async def take(events):
        order.append("taken")
        raise DatabaseAway

    intake = Intake(stage.api, take, stage.turns.write, bytes)
    await intake.introduce()
    body = b"""{"update_id": 5, "message": {"message_id": 1, "date": 1, "text": "x",
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "is_bot": false, "first_name": "Ana"}}}"""
    async with served(stage, intake) as (_, url):
        assert await post(url, body) == 503

    assert order == ["taken"]


async def test_a_webhook_without_a_secret_is_not_made(stage):
    with pytest.raises(ValueError, match="secret"):
        Webhook(None, stage.intake, "")
