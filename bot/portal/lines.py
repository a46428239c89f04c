"""Messages as they stand on a page, each one rendered by itself for pages and streams alike."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from urllib.parse import quote

from aiohttp import web
from markupsafe import Markup

from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from bot.portal.rendering import piece
from bot.portal.spots import Spot
from bot.portal.visits import Visit
from handlers.rich import Rich, to_html
from handlers.rooms import Media, Said

#: Lines as they were rendered lately, and how many are kept.
LINES: web.AppKey[dict[Hashable, Markup]] = web.AppKey("lines", dict)
MEMORY = 3000
#: What the service is called where it speaks.
SERVICE_NAME = "eTwinning"
#: How much of a message is quoted over its answer, in characters.
QUOTED = 120
#: So much of a message stands beside who is being answered, as in static/writing.js.
SHORT = 60


@dataclass(frozen=True)
class Quote:
    """What a message answers."""

    name: str
    text: str


@dataclass(frozen=True)
class Line:
    """A message as it stands on the page."""

    id: str
    #: Empty for somebody we do not know by name.
    name: str
    is_mine: bool
    is_teacher: bool
    is_edited: bool
    at: datetime
    rich: Rich
    #: None if it answers nothing, or what it answers was taken back.
    quote: Quote | None
    media: Media | None
    #: Where the page shows its file from.
    file: str
    may_take_back: bool

    @property
    def short(self) -> str:
        """Give the beginning of what it says, in one line; empty if it is a file alone."""
        return shorten(self.rich.text, SHORT, placeholder="…")

    @property
    def html(self) -> Markup:
        """Write what it says as HTML: only where a line is rendered, and that is kept."""
        return Markup(to_html(self.rich))  # noqa: S704 - to_html escapes what people typed


def digest(messages: Sequence[Said]) -> str:
    """Name a state of a room: it is the same as long as nothing in these messages differs.

    After a restart every name is another one, and pages are told everything once more.
    """
    return f"{hash(tuple(messages)) & 0xFFFFFFFFFFFFFFFF:x}"


async def html_of(
    request: web.Request, visit: Visit, spot: Spot, messages: Sequence[Said], near: Sequence[Said]
) -> dict[str, Markup]:
    """Render messages, by their ids; what they answer is looked for among those `near` first."""
    known = {one.id: one for one in near}
    rendered = {}
    for one in messages:
        answered = known.get(one.answers)
        if one.answers and answered is None:
            answered = await parts_of(request).rooms.message(spot.room_of(visit), one.answers)
        line = line_of(request, visit, spot, one, answered)
        rendered[one.id] = _rendered(request, visit, spot, line)
    return rendered


def _rendered(request: web.Request, visit: Visit, spot: Spot, line: Line) -> Markup:
    """Render a line, once for all who see the same: a class reads the same messages."""
    today = parts_of(request).now().astimezone(visit.zone).date()
    how = (spot.here, visit.has_box, request.query.get("lang"), language_of(request))
    key = (line, how, str(visit.zone), today)
    memory = request.app[LINES]
    if (html := memory.get(key)) is None:
        fields = {"line": line, "spot": spot, "can_answer": visit.has_box}
        html = piece(request, "line.html", visit.zone, **fields)
        if len(memory) >= MEMORY:
            del memory[next(iter(memory))]
        memory[key] = html
    return html


def line_of(
    request: web.Request, visit: Visit, spot: Spot, said: Said, answered: Said | None
) -> Line:
    """Write a message as this visitor sees it."""
    is_mine = said.sender in visit.mine
    return Line(
        id=said.id,
        name=name_of(request, visit, said.sender),
        is_mine=is_mine,
        is_teacher=said.sender in visit.names and not said.sender.startswith("@p_"),
        is_edited=said.is_edited,
        at=said.at,
        rich=said.rich,
        quote=Quote(name_of(request, visit, answered.sender), _short(answered))
        if answered
        else None,
        media=said.media,
        file=f"{spot.under}/media/{quote(said.id, safe='')}",
        may_take_back=visit.may_write and (is_mine or visit.pupil is None),
    )


def name_of(request: web.Request, visit: Visit, sender: str) -> str:
    """Say who wrote; empty for somebody we do not know by name."""
    service = parts_of(request).settings.service_user
    return SERVICE_NAME if sender == service else visit.names.get(sender, "")


def _short(said: Said) -> str:
    """Write the beginning of a message in one line."""
    media = said.media
    text = " ".join(said.text.split()) or (media.alt or media.name if media else "")
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1].rstrip()}…"
