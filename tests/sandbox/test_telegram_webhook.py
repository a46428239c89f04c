"""The webhook: secret header, order in a chat, repetition until it is taken."""

import asyncio
import contextlib

import pytest
from aiohttp import web

from bot.sandbox.telegram.signal import Signal


class Hook:
    """A bot's web server that keeps what it got and answers what `answers` says, at last 200."""

    def __init__(self):
        self.got = []
        self.under_way = self.most_at_once = 0
        self.answers = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.arrived = Signal()

    async def take(self, request):
        self.got.append((await request.json(), dict(request.headers)))
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        self.arrived.ring()
        await self.gate.wait()
        self.under_way -= 1
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    def texts(self):
        return [update["message"]["text"] for update, _ in self.got]

    async def has(self, number):
        assert await self.arrived.until(lambda: len(self.got) >= number or None, 5), self.got


@contextlib.asynccontextmanager
async def served(hook):
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        hook.gate.set()
        await runner.cleanup()


@pytest.fixture(autouse=True)
def impatient(lab):
    lab.world.webhook.retry_seconds = (0.01,)


async def nothing_pending(lab):
    await lab.world.webhook.changed.until(lambda: not lab.world.feed.pending or None, 5)
    assert (await lab.bot.get_webhook_info()).pending_update_count == 0


async def others_get_their_chance(lab):
    """Let whatever is under way go on while ten calls are made over the same network."""
    for _ in range(10):
        await lab.bot.get_me()


async def test_update_comes_with_the_secret(lab, anna):
    hook = Hook()
    async with served(hook) as url:
        await lab.bot.set_webhook(url, secret_token="s3-cret")

        anna.send("hello")

        await hook.has(1)
        update, headers = hook.got[0]
        assert update["message"]["text"] == "hello"
        assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3-cret"
        await nothing_pending(lab)


async def test_what_waited_before_is_delivered_unless_dropped(lab, anna):
    hook = Hook()
    async with served(hook) as url:
        anna.send("dropped")
        await lab.bot.set_webhook(url, drop_pending_updates=True)
        await lab.bot.delete_webhook()
        anna.send("kept")
        await lab.bot.set_webhook(url)

        await hook.has(1)
        assert hook.texts() == ["kept"]


async def test_same_webhook_again_changes_nothing_and_an_empty_one_ends_it(lab, anna):
    url = "https://example.org/hook"
    await lab.bot.set_webhook(url)

    again = await lab.call("setWebhook", url=url)
    ended = await lab.call("setWebhook", url="")
    ended_again = await lab.call("deleteWebhook", drop_pending_updates=True)

    assert again["description"] == "Webhook is already set"
    assert ended["description"] == "Webhook was deleted"
    assert ended_again["description"] == "Webhook is already deleted"
    assert (await lab.bot.get_webhook_info()).url == ""


async def test_refused_update_is_repeated_and_the_error_told(lab, anna):
    hook = Hook()
    hook.answers = [500, 302]
    async with served(hook) as url:
        await lab.bot.set_webhook(url, max_connections=7)

        anna.send("hello")

        await hook.has(3)
        assert hook.texts() == ["hello"] * 3
        info = await lab.bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 302 Found"
        assert (info.url, info.max_connections) == (url, 7)
        await nothing_pending(lab)


async def test_unreachable_webhook_keeps_updates_pending(lab, anna):
    hook = Hook()
    async with served(hook) as url:
        pass
    await lab.bot.set_webhook(url)

    anna.send("hello")

    await lab.world.webhook.changed.until(lambda: lab.world.webhook.last_error, 5)
    info = await lab.bot.get_webhook_info()
    assert info.last_error_message == "Connection refused"
    assert info.pending_update_count == 1


async def test_slow_webhook_gets_the_update_again(lab, anna):
    hook = Hook()
    hook.gate.clear()
    lab.world.webhook.timeout_seconds = 0.05
    async with served(hook) as url:
        await lab.bot.set_webhook(url)

        anna.send("hello")

        await hook.has(2)
        assert (await lab.bot.get_webhook_info()).last_error_message == "Read timeout expired"
        hook.gate.set()
        await nothing_pending(lab)


async def test_one_chat_is_in_sequence_and_chats_are_not(lab, anna):
    ben = lab.world.person(first_name="Ben")
    hook = Hook()
    hook.gate.clear()
    async with served(hook) as url:
        await lab.bot.set_webhook(url)
        anna.send("a1")
        anna.send("a2")
        ben.send("b1")

        await hook.has(2)
        await others_get_their_chance(lab)
        assert sorted(hook.texts()) == ["a1", "b1"]

        hook.gate.set()
        await hook.has(3)
        assert hook.texts()[2] == "a2"


async def test_only_so_many_at_once_as_were_allowed(lab):
    hook = Hook()
    hook.gate.clear()
    async with served(hook) as url:
        await lab.bot.set_webhook(url, max_connections=2)
        for user_id in lab.world.crowd(1_000, 5):
            lab.world.person(user_id).send("hello")

        await hook.has(2)
        await others_get_their_chance(lab)
        hook.gate.set()
        await hook.has(5)

        assert hook.most_at_once == 2


async def test_everything_can_come_twice(lab, anna):
    hook = Hook()
    lab.world.deliver_twice = True
    async with served(hook) as url:
        await lab.bot.set_webhook(url)

        anna.send("a")
        anna.send("b")

        await hook.has(4)
        assert hook.texts() == ["a", "a", "b", "b"]
        ids = [update["update_id"] for update, _ in hook.got]
        assert (ids[0], ids[2]) == (ids[1], ids[3])


async def test_rubbish_is_delivered_too(lab):
    hook = Hook()
    async with served(hook) as url:
        await lab.bot.set_webhook(url)

        lab.world.inject({"message": 5})
        lab.world.inject({"callback_query": {"message": 5, "from": {"id": [1]}}})

        await hook.has(2)
        assert {"message", "callback_query"} <= hook.got[0][0].keys() | hook.got[1][0].keys()
        await nothing_pending(lab)


async def test_webhook_and_what_it_owes_survive_a_restart(lab_with, tmp_path):
    hook = Hook()
    hook.answers = [500] * 1000
    async with served(hook) as url:
        async with lab_with(tmp_path) as lab:
            await lab.bot.set_webhook(url, secret_token="s")
            lab.world.person(7, "Anna").send("hello")
            await hook.has(1)
        hook.answers.clear()
        hook.got.clear()

        async with lab_with(tmp_path) as lab:
            await hook.has(1)
            await nothing_pending(lab)

        update, headers = hook.got[0]
        assert update["message"]["text"] == "hello"
        assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s"
