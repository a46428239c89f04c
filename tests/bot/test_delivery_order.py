"""What is said in a room for somebody keeps its order, whatever its files take."""

from bot.telegram.sending import TelegramPlatform
from handlers.platform import TryLater
from tests.bot.test_delivery_files import Elsewhere, file, heard


class Slow(Elsewhere):
    """A platform that gives its file only at the third try."""

    async def fetch(self, file):
        self.fetched += 1
        if self.fetched < 3:
            raise TryLater(0.2)
        return self.content


async def test_what_follows_a_file_that_cannot_be_had_yet_does_not_overtake_it(stage):
    ana, slow = stage.person(), Slow(b"%PDF-")
    stage.post(ana, "first", payload=file(origin="matrix"), sender="@ben:school.example")
    stage.post(ana, "second", sender="@ben:school.example")

    stage.deliver({"telegram": TelegramPlatform(stage.api), "matrix": slow})
    await stage.settled()

    assert [message.text for message in heard(ana)] == ["first", "second"]
    assert slow.fetched == 3
