"""The pages of an export: HTML that opens without a connection, a script or anything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from markupsafe import Markup

from handlers import markdown, words
from handlers.conversation import Name, Words
from handlers.rooms import Media
from matrix_bridge.archive.facts import Facts

_HERE = Path(__file__).parent
SCHEMA = _HERE / "export.schema.json"
STYLE = _HERE / "templates" / "style.css"
_ENGINE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Saved:
    """A file of a message: what its sender said of it, and where it is in the zip."""

    media: Media
    #: Empty for one that could not be saved.
    path: str
    is_picture: bool


@dataclass(frozen=True)
class Quote:
    """What a message answers, in brief."""

    name: str
    text: str
    href: str


@dataclass(frozen=True)
class Line:
    """A message as it stands on a page."""

    number: int
    kind: str
    name: str
    at: datetime
    html: Markup
    is_edited: bool
    quote: Quote | None = None
    saved: Saved | None = None


@dataclass(frozen=True)
class Sheet:
    """A page of messages: those of a month, or a part of them."""

    room: str
    month: datetime
    part: int
    title: str
    lines: list[Line]

    @property
    def file(self) -> str:
        """Name the page: "classroom-2025-10.html", "classroom-2025-10-2.html"."""
        stem = f"{self.room.replace('_', '-')}-{self.month:%Y-%m}"
        return f"{stem}.html" if self.part == 1 else f"{stem}-{self.part}.html"


class Pages:
    """Writes the pages of one export, in the language and time of whoever asked."""

    def __init__(self, facts: Facts, now: datetime) -> None:
        self._facts, self._now = facts, now

    def begun(self, room: str, month: datetime, part: int) -> Sheet:
        """Begin a page of messages: "October 2025, page 2"."""
        title = format_date(month, "LLLL y", locale=self._locale)
        if part > 1:
            title = f"{title}, {self.label('archive.page', number=part)}"
        return Sheet(room, month, part, title, [])

    def month(self, at: datetime) -> datetime:
        """Give the month in which something was said, where the reader is."""
        local = at.astimezone(self._facts.zone)
        return local.replace(day=1, hour=12, minute=0, second=0, microsecond=0)

    def label(self, key: str, **given: Any) -> str:
        """Say a text of ours without markup."""
        return words.plain(self._facts.language, Words(key, given), self._facts.zone)

    def sheet(self, sheet: Sheet, before: str, after: str) -> str:
        """Write a page of messages."""
        return self._page("talk.html", sheet=sheet, before=before, after=after)

    def index(self, sheets: Sequence[tuple[Sheet, int]]) -> str:
        """Write the first page."""
        return self._page("index.html", sheets=sheets)

    def work(self) -> str:
        """Write the page of activities and tasks."""
        return self._page("work.html")

    def materials(self, saved: Mapping[str, Saved]) -> str:
        """Write the page of materials; `saved` are their files by message."""
        facts = self._facts
        titles = {one.id: one.title for one in facts.activities}
        groups: dict[str, list[Any]] = {}
        for one in facts.materials.values():
            groups.setdefault(titles.get(one.activity_id or 0, ""), []).append(one)
        return self._page("materials.html", groups=groups, saved=saved)

    def written(self, saved: Mapping[str, Saved]) -> str:
        """Write what teachers wrote, page by page; `saved` are the files by message."""
        by_number = {one.id: one for one in self._facts.materials.values()}

        def picture(number: int) -> tuple[str, str] | None:
            one = by_number.get(number)
            file = saved.get(one.event_id) if one else None
            if one is None or file is None or not file.path or not file.is_picture:
                return None
            return quote(file.path), one.alt

        shown = [
            (page, author, Markup(markdown.html(page.text, picture)))  # noqa: S704 - cleaned there
            for page, author in self._facts.pages
        ]
        return self._page("written.html", shown=shown)

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self._facts.language, sep="-")

    def _page(self, template: str, **fields: Any) -> str:
        facts = self._facts

        def as_html(key: str, **given: Any) -> Markup:
            html = words.html(facts.language, key, given, facts.zone)
            return Markup(html)  # noqa: S704 - words.html escapes what people typed

        def names(kind: str, codes: Sequence[str]) -> str:
            found = [words.plain(facts.language, Name(kind, one)) for one in codes]
            return format_list(found, locale=self._locale)

        return _ENGINE.get_template(template).render(
            t=as_html,
            label=self.label,
            moment=lambda at: words.dated(facts.language, at, facts.zone),
            names=names,
            path=lambda path: quote(path, safe="/"),
            language=facts.language,
            direction=self._locale.text_direction,
            facts=facts,
            now=self._now,
            **fields,
        )
