"""With a folder, the stand-in remembers everything over restarts and a kill."""

import asyncio
import contextlib
import json
import signal
import sys

import aiohttp
import pytest
from telegram import BotCommand

from bot.sandbox.telegram import Fault


async def test_everything_is_there_after_a_restart(lab_with, tmp_path, png):
    async with lab_with(tmp_path) as lab:
        anna = lab.world.person(7, "Anna", language_code="de")
        anna.start()
        sent = await lab.bot.send_message(7, "Welcome")
        gone = await lab.bot.send_message(7, "Oops")
        await gone.delete()
        anna.send_photo(png)
        anna.block()
        staff = lab.world.group("Staff", [anna], bot="administrator")
        successor = staff.upgrade()
        await lab.bot.set_my_commands([BotCommand("help", "Help")])
        before = await lab.call("getUpdates")
        shown = anna.messages

    async with lab_with(tmp_path) as lab:
        anna = lab.world.person(7)
        assert (anna.user.first_name, anna.user.blocked) == ("Anna", True)
        assert anna.messages == shown
        assert [message.text for message in anna.deleted_messages] == ["Oops"]
        assert lab.world.files.read(lab.world.files.by_id(anna.messages[-1].file_id)) == png
        assert await lab.call("getUpdates") == before
        assert (await lab.bot.get_my_commands())[0].command == "help"
        group = lab.world.group(chat_id=successor.id)
        assert group.status(anna) == "creator"
        anna.unblock()
        again = await lab.bot.send_message(7, "again")
        assert again.message_id > anna.messages[-2].id > sent.message_id
        newest = (await lab.call("getUpdates"))["result"][-1]
        assert newest["update_id"] == before["result"][-1]["update_id"] + 1


async def test_confirmed_updates_and_their_ids_do_not_come_back(lab_with, tmp_path):
    async with lab_with(tmp_path) as lab:
        lab.world.person(7).send("taken")
        [update] = await lab.bot.get_updates(allowed_updates=["message", "chat_member"])
        await lab.bot.get_updates(offset=update.update_id + 1)

    async with lab_with(tmp_path) as lab:
        assert await lab.bot.get_updates() == ()
        assert "chat_member" in lab.world.feed.allowed
        lab.world.person(7).send("new")
        [new] = await lab.bot.get_updates()
        assert new.update_id == update.update_id + 1


async def test_new_world_without_a_folder_never_repeats_update_ids(lab_with, monkeypatch):
    now = 1_800_000_000.0
    monkeypatch.setattr("bot.sandbox.telegram.world.time.time", lambda: now)
    first = lab_with().world.feed.next_id

    now += 10

    assert first < lab_with().world.feed.next_id < 2**31


@contextlib.asynccontextmanager
async def process(folder, port=0):
    """Run the stand-in as a process of its own and give it with its address."""
    arguments = ["--token", "1:a", "--username", "our_bot", "--folder", str(folder)]
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox.telegram",
        *arguments,
        "--port",
        str(port),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield child, (await child.stdout.readline()).decode().strip()
    finally:
        if child.returncode is None:
            child.send_signal(signal.SIGTERM)
            assert await child.wait() == 0


async def post(http, url, **body):
    async with http.post(url, json=body) as response:
        return await response.json()


async def test_killed_process_has_lost_nothing_it_answered(tmp_path):
    async with aiohttp.ClientSession() as http:
        async with process(tmp_path) as (child, url):
            await post(http, f"{url}/human/send", user_id=7, text="hello")
            await post(http, f"{url}/bot1:a/sendMessage", chat_id=7, text="hi")
            child.kill()
            await child.wait()
        async with process(tmp_path, url.rpartition(":")[2]) as (_, again):
            assert again == url
            updates = await post(http, f"{url}/bot1:a/getUpdates")
            assert updates["result"][0]["message"]["text"] == "hello"
            async with http.get(f"{url}/human/messages?user_id=7") as response:
                shown = (await response.json())["messages"]
            assert [message["text"] for message in shown] == ["hello", "hi"]


async def test_stand_in_needs_nothing_of_the_project():
    names = "import bot.sandbox.telegram, sys, json; print(json.dumps(sorted(sys.modules)))"
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", names, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await child.communicate()

    own = ("bot", "matrix_bridge", "handlers", "storage", "telegram", "nio", "sqlalchemy")
    loaded = [name for name in json.loads(out) if name.partition(".")[0] in own]
    outside = [name for name in loaded if not name.startswith("bot.sandbox.telegram")]
    assert outside == ["bot", "bot.sandbox"]


async def test_accepted_message_of_a_cut_call_is_kept(lab_with, tmp_path):
    async with lab_with(tmp_path) as lab:
        lab.world.person(7).start()
        lab.world.faults.next("sendMessage", Fault.drop(accepted=True))
        with pytest.raises(aiohttp.ClientError):
            await lab.call("sendMessage", chat_id=7, text="hi")

    async with lab_with(tmp_path) as lab:
        assert lab.world.person(7).messages[-1].text == "hi"
