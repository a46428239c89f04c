"""The people over HTTP: what a page or another process does with them."""

import asyncio
import base64

from aiohttp import web

from bot.sandbox.telegram import human_routes
from bot.sandbox.telegram.human.registry import ACTS

MARKUP = {"inline_keyboard": [[{"text": "Yes", "callback_data": "/yes"}]]}


async def test_person_talks_presses_and_sees_the_answer(lab):
    await lab.human("person", user_id=7, first_name="Anna", language_code="de")
    await lab.human("start", user_id=7, payload="x")
    await lab.call("sendMessage", chat_id=7, text="Sure?", reply_markup=MARKUP)

    _, card = await lab.human("wait", user_id=7, text="Sure")
    _, press = await lab.human("press", user_id=7, message_id=card["id"], button="Yes")
    await lab.call("answerCallbackQuery", callback_query_id=press["query_id"], text="Good")

    status, answer = await lab.human("answer", "GET", query_id=press["query_id"])
    assert (status, answer["text"]) == (200, "Good")
    start, query = (await lab.call("getUpdates"))["result"]
    assert start["message"]["text"] == "/start x"
    assert query["callback_query"]["data"] == "/yes"


async def test_page_waits_for_a_change(lab, anna):
    _, now = await lab.human("messages", "GET", user_id=anna.id)
    waiting = asyncio.create_task(
        lab.human("messages", "GET", user_id=anna.id, after=now["revision"], seconds=10)
    )

    await lab.call("sendMessage", chat_id=anna.id, text="Hi", reply_markup=MARKUP)

    _, later = await waiting
    message = later["messages"][-1]
    assert later["revision"] > now["revision"]
    assert (message["text"], message["from_bot"]) == ("Hi", True)
    assert message["buttons"] == [[{"text": "Yes", "data": "/yes", "url": ""}]]


async def test_person_edits_deletes_reacts_blocks(lab, anna):
    who = {"user_id": anna.id}
    _, sent = await lab.human("send", **who, text="helo")
    await lab.human("edit", **who, **sent, text="hello")
    await lab.human("react", **who, **sent, emoji=["👍"])
    assert anna.messages[-1].text == "hello"
    assert anna.messages[-1].reactions == ("👍",)

    await lab.human("delete", **who, **sent)
    await lab.human("block", **who)

    assert len(anna.messages) == 1
    assert anna.user.blocked
    await lab.human("unblock", **who)
    await lab.human("deactivate", **who)
    assert anna.user.deactivated


async def test_files_go_in_and_out(lab, anna, png):
    await lab.human(
        "file", user_id=anna.id, base64=base64.b64encode(png).decode(), photo=True, caption="c"
    )
    await lab.human("file", user_id=anna.id, base64="eA==", name="x.txt", mime="text/plain")

    photo, document = anna.messages[-2:]
    assert (photo.text, document.file_name) == ("c", "x.txt")
    async with lab.http.get(f"{lab.url}/human/file?file_id={document.file_id}") as response:
        assert (await response.read(), response.content_type) == (b"x", "text/plain")


async def test_groups_are_made_and_moved(lab, anna):
    _, made = await lab.human("group", title="Staff", members=[anna.id])
    await lab.human("member", **made, user_id=8, act="add")
    await lab.human("member", **made, user_id=8, act="promote")
    await lab.human("bot", **made, act="promote")
    await lab.human("send", **made, user_id=8, text="hello")

    group = lab.world.group(chat_id=made["chat_id"])
    assert group.messages[-1].text == "hello"
    assert group.status(lab.world.person(8)) == "administrator"
    _, new = await lab.human("upgrade", **made)
    assert new["chat_id"] < made["chat_id"]
    for act in ("kick", "add", "promote", "demote", "kick", "add_admin"):
        assert (await lab.human("bot", **new, act=act))[0] == 200
    assert (await lab.human("bot", **new, act="dance"))[0] == 400


async def test_faults_settings_and_calls(lab, anna):
    await lab.human("faults", method="getMe", kind="status", code=503, times=None)
    await lab.human("faults", method="sendMessage", kind="too_many", retry_after=3)
    async with lab.http.get(f"{lab.url}/bot{lab.token}/getMe") as response:
        assert response.status == 503
    assert "retry after 3" in await lab.refused("sendMessage", chat_id=anna.id, text="x")
    await lab.human("faults", "DELETE")
    assert (await lab.call("getMe"))["ok"]

    await lab.human("settings", limits={"per_second": 1}, deliver_twice=True)
    assert (lab.world.limits.per_second, lab.world.deliver_twice) == (1, True)
    await lab.human("settings", limits=None)
    assert lab.world.limits is None

    _, calls = await lab.human("calls", "GET", method="sendMessage", last=1)
    assert ["getMe", 503, 1] in calls["counts"]
    assert calls["calls"][0]["params"]["text"] == "x"
    assert calls["calls"][0]["status"] == 429
    await lab.human("calls", "DELETE")
    assert (await lab.human("calls", "GET"))[1] == {"counts": [], "calls": []}


async def test_hanging_calls_are_released(lab, anna):
    await lab.human("faults", method="sendMessage", kind="hang")
    sending = asyncio.create_task(lab.call("sendMessage", chat_id=anna.id, text="x"))
    await lab.world.calls.reach("sendMessage", 1)

    await lab.human("faults/release")

    assert (await sending)["ok"]


async def test_calls_are_waited_for(lab):
    waiting = asyncio.create_task(lab.human("calls/wait", method="getMe", number=1, status=200))

    await lab.call("getMe")

    assert (await waiting)[0] == 200
    wanted = {"method": "getMe", "number": 2, "seconds": 0}
    assert (await lab.human("calls/wait", **wanted))[0] == 408


async def test_person_sees_what_the_bot_says_of_itself(lab, anna):
    await lab.call("setMyDescription", description="Für alle", language_code="de")
    await lab.call("setMyCommands", commands=[{"command": "help", "description": "Help"}])

    _, seen = await lab.human("menu", "GET", user_id=anna.id)

    assert seen == {
        "commands": {"help": "Help"},
        "name": "our_bot",
        "description": "Für alle",
        "short_description": "",
    }


async def test_rubbish_is_injected(lab):
    _, injected = await lab.human("inject", message="rubbish")

    [update] = (await lab.call("getUpdates"))["result"]
    assert update == {"update_id": injected["update_id"], "message": "rubbish"}


async def test_crowd_and_overview(lab):
    await lab.human("crowd", first_id=1_000, number=3)

    _, seen = await lab.human("world", "GET")
    assert [person["id"] for person in seen["people"]] == [1_000, 1_001, 1_002]
    assert (seen["bot"]["username"], seen["pending"], seen["away"]) == ("our_bot", 0, False)


async def test_wrong_use_is_told(lab):
    status, answer = await lab.human("press", user_id=7, message_id=99, button="x")
    assert (status, answer) == (400, {"error": "ValueError: message 99 does not show"})
    assert (await lab.human("wait", user_id=7, text="x", seconds=0))[0] == 408
    assert (await lab.human("answer", "GET", query_id="1", seconds=0))[0] == 408


async def test_routes_can_be_mounted_elsewhere(lab):
    app = web.Application()
    app.add_routes(human_routes(lab.world))

    paths = {resource.canonical for resource in app.router.resources()}

    assert paths == {f"/human/{path}" for _, path in ACTS}


def test_every_endpoint_is_documented():
    from bot.sandbox.telegram import human

    for verb, path in ACTS:
        assert f"/human/{path}" in human.__doc__, (verb, path)
