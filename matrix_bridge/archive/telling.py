"""The messages of a project's rooms, written into its export as they are read."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from markupsafe import Markup

from handlers.platform import MOST_FILE_BYTES
from handlers.rich import to_html
from handlers.rooms import Said
from matrix_bridge import roomreading
from matrix_bridge.archive import history
from matrix_bridge.archive.book import Book
from matrix_bridge.archive.data import described
from matrix_bridge.archive.facts import Author, Facts
from matrix_bridge.archive.pages import Line, Pages, Quote, Saved, Sheet
from matrix_bridge.homeserver import Homeserver

#: So many messages stand on a page.
ON_A_PAGE = 500
#: Of so many messages we remember what they were, for those that answer them.
REMEMBERED = 20_000
#: How much of a message is quoted, in characters.
QUOTED = 100


class Telling:
    """Reads the rooms and writes what is in them; keeps at most two pages in memory.

    `may_show` tells of a file's address and a room's id whether the file is that room's.
    """

    def __init__(
        self,
        homeserver: Homeserver,
        user: str,
        facts: Facts,
        pages: Pages,
        book: Book,
        now: datetime,
        reached: Callable[[int, int], Awaitable[None]],
        may_show: Callable[[str, str], Awaitable[bool]],
    ) -> None:
        self._homeserver, self._user = homeserver, user
        self._facts, self._pages, self._book = facts, pages, book
        self._now, self._reached, self._may_show = now, reached, may_show
        self.messages = 0
        #: The pages that are written, each with how many messages it has.
        self.sheets: list[tuple[Sheet, int]] = []
        #: The files of what is filed, by message.
        self.saved: dict[str, Saved] = {}
        self._known: dict[str, tuple[int, Quote]] = {}
        self._room = ""
        self._filling: Sheet | None = None

    async def read(self, kind: str) -> None:
        """Write everything that was said in one of the rooms."""
        self._room = kind
        events = history.events(self._homeserver, self._facts.rooms[kind], self._user)
        async for some in events:
            for event in some:
                await self._take(event)
            last = some[-1]["origin_server_ts"] / 1000 if some else self._now.timestamp()
            await self._reached(self.messages, self._percent(kind, last))
        await self._turn(None)
        self._known.clear()

    def data(self) -> Mapping[str, Any]:
        """Give what stands in the data before the messages."""
        paths = {event: saved.path for event, saved in self.saved.items()}
        return described(self._facts, self._now, paths)

    async def _take(self, event: Mapping[str, Any]) -> None:
        said = roomreading.said(event)
        author = self._facts.author(said.sender) if said else None
        if said is None or author is None:
            return
        sheet = await self._sheet(said.at)
        self.messages += 1
        rich = history.without_accounts(said.rich, self._name)
        saved = await self._save(said) if said.media else None
        answered = self._known.get(said.answers)
        line = Line(
            number=self.messages,
            kind=author.kind,
            name=author.name,
            at=said.at,
            html=Markup(to_html(rich)),  # noqa: S704 - to_html escapes what people typed
            is_edited=said.is_edited,
            quote=answered[1] if answered else None,
            saved=saved,
        )
        sheet.lines.append(line)
        self._remember(said, author, rich.text, f"{sheet.file}#m{line.number}")
        await asyncio.to_thread(
            self._book.message,
            self._entry(line, rich.text, answered[0] if answered else None),
        )

    def _entry(self, line: Line, text: str, answers: int | None) -> Mapping[str, Any]:
        """Give a message as it stands in the data."""
        file: Mapping[str, Any] | None = None
        if line.saved:
            media = line.saved.media
            file = {
                "path": line.saved.path or None,
                "name": media.name,
                "alt": media.alt,
                "mime": media.mime,
                "is_picture": line.saved.is_picture,
            }
        return {
            "number": line.number,
            "room": self._room,
            "at": line.at.isoformat(),
            "author": {"kind": line.kind, "name": line.name},
            "text": text,
            "html": str(line.html),
            "is_edited": line.is_edited,
            "answers": answers,
            "file": file,
        }

    async def _save(self, said: Said) -> Saved:
        """Put the file of a message into the zip, if our homeserver has it for this room."""
        assert said.media is not None, "only what has a file is saved"
        mxc, found = said.media.ref, None
        is_here = mxc.startswith(f"mxc://{self._user.partition(':')[2]}/")
        if is_here and await self._may_show(mxc, self._facts.rooms[self._room]):
            found = await history.file(self._homeserver, mxc, self._user, MOST_FILE_BYTES)
        if found is None:
            saved = Saved(said.media, "", is_picture=False)
        else:
            path = await asyncio.to_thread(self._book.file, said.media.name, found.content)
            is_picture = path.endswith((".png", ".jpg", ".gif", ".webp"))
            saved = Saved(said.media, path, is_picture)
        if said.id in self._facts.materials:
            self.saved[said.id] = saved
        return saved

    def _remember(self, said: Said, author: Author, text: str, href: str) -> None:
        media = said.media
        text = " ".join(text.split()) or (media.alt or media.name if media else "")
        text = text if len(text) <= QUOTED else f"{text[: QUOTED - 1].rstrip()}…"
        if len(self._known) >= REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[said.id] = (self.messages, Quote(author.name, text, href))

    def _name(self, user: str) -> str:
        author = self._facts.author(user)
        return author.name if author else self._pages.label("page.somebody")

    async def _sheet(self, at: datetime) -> Sheet:
        """Give the page on which a message stands: a new one each month, and where one is full."""
        month, now = self._pages.month(at), self._filling
        if now is not None and len(now.lines) < ON_A_PAGE and month <= now.month:
            return now  # also if a clock went wrong: nothing is put into a page that is written
        # Of a full page the next part begins, else the next month.
        is_part = now is not None and month <= now.month
        month, part = (now.month, now.part + 1) if now and is_part else (month, 1)
        new = self._pages.begun(self._room, month, part)
        await self._turn(new)
        return new

    async def _turn(self, following: Sheet | None) -> None:
        """Write the page that is full, now that it is known what follows; begin that."""
        full, self._filling = self._filling, following
        if full is None:
            return
        after = following.file if following else ""
        html = self._pages.sheet(full, self._before(), after)
        await asyncio.to_thread(self._book.page, full.file, html)
        self.sheets.append((replace(full, lines=[]), len(full.lines)))

    def _before(self) -> str:
        """Name the page before the one that is being filled; empty for the room's first."""
        last = self.sheets[-1][0] if self.sheets else None
        return last.file if last and last.room == self._room else ""

    def _percent(self, kind: str, last: float) -> int:
        """Say how far we are: by the time that a room has been read through."""
        kinds = list(self._facts.rooms)
        begin, end = self._facts.project.founded_at.timestamp(), self._now.timestamp()
        share = min(1.0, max(0.0, (last - begin) / max(1.0, end - begin)))
        return int(99 * (kinds.index(kind) + share) / len(kinds))
