"""Files got back from Telegram, and what is not to be had there."""

import pytest

from bot.telegram.sending import TelegramPlatform
from handlers.conversation import File
from handlers.platform import FileGone, TryLater


async def test_telegram_gives_what_was_sent_to_us(stage):
    ana = stage.person()
    ana.send_document(b"%PDF-", "plan of ü.pdf")
    ref = ana.messages[-1].file_id

    got = await TelegramPlatform(stage.api).fetch(File("telegram", ref, "file", "", "", 5))

    assert got == b"%PDF-"


@pytest.mark.parametrize("size", [0, 20 * 1024 * 1024 + 1], ids=["unknown", "too big"])
async def test_telegram_gives_neither_unknown_nor_too_big_files(stage, size):
    ana, ref = stage.person(), "unknown"
    if size:
        ana.send_document(bytes(size), "film.mp4")
        ref = ana.messages[-1].file_id

    with pytest.raises(FileGone):
        await TelegramPlatform(stage.api).fetch(File("telegram", ref, "file", "", "", size))


async def test_a_fetch_while_telegram_is_away_is_for_later(stage):
    ana = stage.person()
    ana.send_document(b"%PDF-", "plan.pdf")
    asked = File("telegram", ana.messages[-1].file_id, "file", "", "", 5)
    stage.world.away = True

    with pytest.raises(TryLater):
        await TelegramPlatform(stage.api).fetch(asked)
