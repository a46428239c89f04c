"""A form that could not be taken: shown once more, with all that was typed and ticked in it."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from bot.portal import attachments
from bot.portal.rendering import show

#: What people write themselves, by the names of fields: long, and in one line.
_TEXTS = ("text", "names", "words", "caption", "about")
_LINES = ("title", "name", "alt", "source", "class", "school_name", "school_town")


async def offer_again(
    request: web.Request, status: int, heading: str, text: str, **given: Any
) -> web.Response:
    """Say why it did not work; the same form can be sent again. A file has to be chosen anew."""
    fields: dict[str, Any] = {"texts": _TEXTS, "lines": _LINES, "form": await fields_of(request)}
    fields |= {"heading": heading, "text": text, "given": given, "there": request.path_qs}
    return show(request, "again.html", status, **fields)


async def typed_in(request: web.Request) -> str:
    """Give what somebody wrote into a form, to be copied where it must not be sent again."""
    written = {*_TEXTS, *_LINES, "reason"}
    fields = [value for name, value in await fields_of(request) if name in written]
    return "\n\n".join(value.replace("\r\n", "\n").replace("\0", "") for value in fields)


async def fields_of(request: web.Request) -> Sequence[tuple[str, str]]:
    """List the fields of a form as they came: of boxes with one name, each that was ticked."""
    form = await attachments.texts(request)
    return [(name, value) for name, value in form.items() if value and isinstance(value, str)]
