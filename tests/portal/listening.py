"""A page's stream, read as a browser reads it."""

import asyncio
import html as entities
import json
import re

#: No news takes longer.
SECONDS = 20


class Listener:
    """The stream of a page that a browser has open."""

    def __init__(self, browser, path: str, last: str = "") -> None:
        self._loop, self._browser = browser.loop, browser
        headers = {"Last-Event-ID": last} if last else {}
        self._answer = self._run(browser.client.get(path, headers=headers))
        self.status, self.headers = self._answer.status, self._answer.headers
        self.last = last

    @classmethod
    def of(cls, browser, last: str = "") -> "Listener":
        """Listen as the page that the browser shows says."""
        path = re.search(r'data-live="([^"]+)"', browser.page.html)[1]
        return cls(browser, entities.unescape(path), last)

    def next(self, kind: str = "news") -> dict:
        """Wait for the next event and give its data; signs of life are passed over."""
        while True:
            fields = self._run(self._event())
            if "data" in fields:
                self.last = fields.get("id", self.last)
                assert fields["event"] == kind, fields
                return json.loads(fields["data"])

    def until(self, holds) -> dict:
        """Wait for news of which something holds."""
        while not holds(news := self.next()):
            pass
        return news

    def has_ended(self) -> bool:
        """Tell whether nothing more comes."""
        return b"data:" not in self._run(self._answer.content.read())

    def wait(self, holds) -> None:
        """Let the portal go on until something holds that nobody tells us of."""

        async def looking():
            while not holds():  # noqa: ASYNC110
                await asyncio.sleep(0.01)

        self._run(looking())

    def close(self) -> None:
        self._answer.close()

    async def _event(self) -> dict:
        lines = []
        while line := (await self._answer.content.readline()).decode().rstrip("\n"):
            lines.append(line)
        assert not self._answer.content.at_eof() or lines, "the stream has ended"
        return dict(one.split(": ", 1) for one in lines if not one.startswith(":"))

    def _run(self, doing):
        async def soon():
            async with asyncio.timeout(SECONDS):
                return await doing

        return self._loop.run_until_complete(soon())


def words_of(html: str) -> str:
    """Give the words of a piece of a page."""
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", html)).split())
