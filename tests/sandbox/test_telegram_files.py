"""Files, pictures and albums, both ways, and what is refused of them."""

import aiohttp
import pytest
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest


async def test_files_go_to_the_bot_and_come_back(lab, anna, png):
    anna.send_document(b"%PDF-", "plan.pdf", "application/pdf", caption="our /plan")
    anna.send_photo(png, "class")

    document, photo = [update.message for update in await lab.bot.get_updates()]
    assert (document.document.file_name, document.caption) == ("plan.pdf", "our /plan")
    assert document.caption_entities[0].type == "bot_command"
    assert (photo.photo[-1].width, photo.photo[-1].height) == (3, 2)
    file = await lab.bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF-"
    again = await lab.bot.send_document(anna.id, document.document.file_id)
    assert again.document.file_unique_id == document.document.file_unique_id


async def test_bot_uploads_files(lab, anna, png):
    sent = await lab.bot.send_document(anna.id, b"BEGIN:VCALENDAR", filename="seminar.ics")
    await lab.bot.send_photo(anna.id, png, caption="<i>chart</i>", parse_mode="HTML")

    assert sent.document.file_size == 15
    document, photo = anna.messages[-2:]
    assert document.file_name == "seminar.ics"
    assert photo.text == "chart"
    assert lab.world.files.read(lab.world.files.by_id(photo.file_id)) == png


async def test_people_answer_with_files_and_change_the_words_under_them(lab, anna, png):
    asked = await lab.bot.send_message(anna.id, "A picture?")

    sent = anna.send_photo(png, "clas", reply_to=asked.message_id)
    anna.edit(sent, "the /class")
    anna.edit(sent, "")

    first, changed, emptied = await lab.bot.get_updates()
    assert first.message.reply_to_message.message_id == asked.message_id
    assert (changed.edited_message.message_id, changed.edited_message.caption) == (
        sent,
        "the /class",
    )
    assert changed.edited_message.caption_entities[0].type == "bot_command"
    assert emptied.edited_message.caption is None
    assert emptied.edited_message.photo


async def test_people_cannot_write_more_than_telegram_lets_them(anna, png):
    sent = anna.send_photo(png)

    for act in (
        lambda: anna.send_photo(png, "x" * 1025),
        lambda: anna.send_document(b"x", "x", caption="x" * 1025),
        lambda: anna.edit(sent, "x" * 1025),
        lambda: anna.edit(anna.send("x"), "x" * 4097),
        lambda: anna.edit(anna.send("x"), " "),
    ):
        with pytest.raises(ValueError, match="Telegram lets nobody"):
            act()


async def test_people_send_albums_as_separate_messages(lab, anna, png):
    anna.send_photo(png, album="7")
    anna.send_photo(png, album="7")

    groups = [update.message.media_group_id for update in await lab.bot.get_updates()]

    assert groups == ["7", "7"]


async def test_jpeg_is_measured(lab, anna):
    start = b"\xff\xd8" + b"\xff\xe0\x00\x04ab"
    frame = b"\xff\xc0\x00\x0b\x08" + (20).to_bytes(2) + (30).to_bytes(2) + b"\x01\x01\x11\x00"

    sent = await lab.bot.send_photo(anna.id, start + frame + b"\xff\xd9")

    assert (sent.photo[0].width, sent.photo[0].height) == (30, 20)


async def test_copied_file_gets_a_new_caption(lab, anna):
    sent = await lab.bot.send_document(anna.id, b"x", caption="#one")

    await lab.bot.copy_message(anna.id, anna.id, sent.message_id, caption="two")

    assert (anna.messages[-1].text, anna.messages[-1].entities) == ("two", ())


async def test_album_is_several_messages_of_one_group(lab, anna, png):
    first = InputMediaPhoto(png, caption="<b>one</b>", parse_mode="HTML")
    messages = await lab.bot.send_media_group(anna.id, [first, InputMediaPhoto(png)])
    await lab.bot.send_media_group(
        anna.id, [InputMediaDocument(b"a", filename="a.txt"), InputMediaDocument(b"b")]
    )

    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["one", None]
    assert messages[0].caption_entities[0].type == "bold"
    assert anna.messages[-2].file_name == "a.txt"


async def test_text_of_a_file_cannot_be_edited(lab, anna):
    sent = await lab.bot.send_document(anna.id, b"x", caption="one")

    with pytest.raises(BadRequest, match=r"[Tt]here is no text in the message to edit"):
        await sent.edit_text("two")

    await sent.edit_caption("two")
    assert anna.messages[-1].text == "two"


async def test_caption_of_a_text_cannot_be_edited(lab, anna):
    sent = await lab.bot.send_message(anna.id, "x")

    with pytest.raises(BadRequest, match=r"[Tt]here is no caption in the message to edit"):
        await sent.edit_caption("two")


async def test_empty_file_and_thin_picture_are_refused(lab, anna, png):
    wide = png[:16] + (9_000).to_bytes(4) + png[20:]

    with pytest.raises(BadRequest, match=r"[Ff]ile must be non-empty"):
        await lab.bot.send_document(anna.id, b"")
    with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
        await lab.bot.send_photo(anna.id, wide)


async def test_too_big_picture_is_refused_as_one(lab, anna, png):
    with pytest.raises(BadRequest, match="too big for a photo"):
        await lab.bot.send_photo(anna.id, png + bytes(10 * 1024 * 1024))


async def test_unknown_file_path_is_not_found(lab):
    async with lab.http.get(f"{lab.url}/file/bot{lab.token}/documents/file_9.txt") as response:
        assert response.status == 404


async def test_caption_is_limited_to_1024(lab, anna):
    with pytest.raises(BadRequest, match="caption is too long"):
        await lab.bot.send_document(anna.id, b"x", caption="x" * 1025)


@pytest.mark.parametrize("data", [b"no picture", b"\xff\xd8\xff\xe0broken"])
async def test_what_is_no_picture_is_not_sent_as_one(lab, anna, data):
    with pytest.raises(BadRequest, match=r"[Ii]mage_process_failed"):
        await lab.bot.send_photo(anna.id, data)


async def test_document_is_no_photo(lab, anna):
    sent = await lab.bot.send_document(anna.id, b"x")

    with pytest.raises(BadRequest, match=r"(?i)can't use file of type Document as photo"):
        await lab.bot.send_photo(anna.id, sent.document.file_id)


async def test_big_file_cannot_be_fetched(lab, anna):
    anna.send_document(bytes(20 * 1024 * 1024 + 1), "film.mp4")
    [update] = await lab.bot.get_updates()

    with pytest.raises(BadRequest, match=r"[Ff]ile is too big"):
        await lab.bot.get_file(update.message.document.file_id)


async def test_too_big_upload_is_refused(lab, anna):
    form = aiohttp.FormData({"chat_id": str(anna.id)})
    form.add_field("document", bytes(50 * 1024 * 1024 + 1), filename="film.mp4")

    async with lab.http.post(f"{lab.url}/bot{lab.token}/sendDocument", data=form) as response:
        assert response.status == 413
        assert (await response.json())["description"] == "Request Entity Too Large"
