"""Files in direct chats, both ways, encrypted or not; and what follows a message there."""

import asyncio

import aiohttp
import pytest
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment

from handlers.conversation import File
from handlers.platform import FileGone, Upload
from handlers.rich import Rich
from tests.matrix_bridge.names import SERVER
from tests.matrix_bridge.test_chat_sending import BOTH, chat_of

PLAN = b"%PDF-" + bytes(range(256)) * 40
UPLOAD = Upload("our plan.pdf", "application/pdf", PLAN, is_photo=False)


async def put(teacher, body, mime="application/pdf"):
    """Upload something as a teacher's client does."""
    headers = {"Authorization": f"Bearer {teacher._token}", "Content-Type": mime}
    url = f"{teacher.client.homeserver}/_matrix/media/v3/upload"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as answer,
    ):
        return (await answer.json())["content_uri"]


async def get(teacher, place):
    """Download something as a teacher's client does."""
    return (await teacher.client.download(place)).body


async def opened(teacher, content):
    """Read the file of a message."""
    if "url" in content:
        return await get(teacher, content["url"])
    file = content["file"]
    sealed = await get(teacher, file["url"])
    assert sealed != PLAN
    return decrypt_attachment(sealed, file["key"]["k"], file["hashes"]["sha256"], file["iv"])


@BOTH
async def test_a_file_comes_in_and_can_be_fetched(bot, teacher, desk, encrypted):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        if encrypted:
            sealed, keys = encrypt_attachment(PLAN)
            place = {"file": {**keys, "url": await put(teacher, sealed)}}
        else:
            place = {"url": await put(teacher, PLAN)}
        info = {"mimetype": "application/pdf", "size": len(PLAN)}
        sent = await teacher.say(
            room, "our plan", msgtype="m.file", filename="plan.pdf", info=info, **place
        )

        event = await desk.kind("file")
        got = await bot.chat.fetch(event.file)

    assert got == PLAN
    assert (event.words, event.message, event.file.name) == ("our plan", sent, "plan.pdf")
    assert bool(event.file.key) is encrypted


@BOTH
async def test_a_file_goes_out_once_whatever_happens_between_upload_and_message(
    bot, teacher, wire, encrypted
):
    bot.url = wire.url
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        wire.fault = lambda path: "away" if "/send/" in path else ""
        sending = asyncio.create_task(bot.send(room, "", "tx", file=UPLOAD))
        await wire.saw("/send/")
        sending.cancel()
    wire.fault = lambda _: ""

    async with bot.running():
        first = await bot.send(room, "", "tx", file=UPLOAD)
    async with bot.running():
        second = await bot.send(room, "", "tx", file=UPLOAD)
        await bot.send(room, "end", "tx-end")
        await teacher.hear("end")

    files = {
        one["event_id"]: one["content"]
        for one in teacher.heard
        if one["sender"] == bot.user and one["content"].get("msgtype") == "m.file"
    }
    assert list(files) == [first] == [second]
    assert files[first]["filename"] == "our plan.pdf"
    assert ("file" in files[first]) is encrypted
    assert await opened(teacher, files[first]) == PLAN
    assert wire.count("/media/v3/upload") == 3


async def test_a_picture_that_is_there_is_not_uploaded_again(bot, teacher, wire):
    bot.url = wire.url
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted=False)
        file = File("matrix", await put(teacher, PLAN), "photo", "image/png", "a.png", 5)

        await bot.send(room, "", "tx", file=file, replies_to="$earlier")
        seen = await teacher.hear("a.png")

    assert (seen["content"]["msgtype"], seen["content"]["url"]) == ("m.image", file.ref)
    assert seen["content"]["m.relates_to"] == {"m.in_reply_to": {"event_id": "$earlier"}}
    assert not wire.count("/media/v3/upload")


async def test_what_cannot_be_fetched_is_gone(bot, teacher):
    async with bot.running():
        await chat_of(bot, teacher, encrypted=False)
        there = await put(teacher, PLAN)
        for ref, key in [
            (f"mxc://{SERVER}/nothing", ""),
            ("mxc://elsewhere.example/abc", ""),
            (there, '{"key": {"k": "AAAA"}, "hashes": {"sha256": "AAAA"}, "iv": "AAAA"}'),
            (there, "{}"),
        ]:
            with pytest.raises(FileGone):
                await bot.chat.fetch(File("matrix", ref, "file", "", "", 5, key))


async def test_a_file_that_the_homeserver_does_not_take_is_refused_at_once(bot, teacher, wire):
    bot.url = wire.url
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted=False)
        wire.fault = lambda path: 413 if "/media/v3/upload" in path else ""

        with pytest.raises(FileGone):
            await bot.send(room, "", "tx", file=UPLOAD)


@BOTH
async def test_who_changes_what_they_wrote_is_heard(bot, teacher, desk, encrypted):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        first = await teacher.say(room, "Helo")
        change = {
            "m.new_content": {"msgtype": "m.text", "body": "Hello"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": first},
        }
        await teacher.say(room, "* Hello", **change)

        event = await desk.kind("edit")

    assert (event.words, event.message, event.chat) == ("Hello", first, room)


@BOTH
async def test_what_is_taken_back_is_gone_and_twice_is_once(bot, teacher, encrypted):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        sent = await bot.send(room, "wrong", "tx")

        await bot.chat.delete(room, sent, Rich(""))
        await bot.chat.delete(room, sent, Rich(""))
        await bot.chat.delete(room, "$nothing", Rich(""))
        await bot.send(room, "end", "tx-end")
        await teacher.hear("end")

    redactions = [one for one in teacher.heard if one["type"] == "m.room.redaction"]
    assert [one.get("redacts") or one["content"]["redacts"] for one in redactions] == [sent]
