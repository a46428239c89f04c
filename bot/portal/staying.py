"""How somebody stays who reads for long: each page says when the visit ends, with a button.

Source: WCAG 2.2, 2.2.1 "Timing adjustable".
"""

from datetime import datetime, tzinfo

from aiohttp import web

from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from bot.portal.rendering import show
from handlers import words
from handlers.conversation import Words


def answer(
    request: web.Request, ends_at: datetime, zone: tzinfo, is_pupil: bool = False
) -> web.Response:
    """Say until when: to the page's script in a line, else on a page of its own.

    That page opens beside the first, in which something may have been typed.
    """
    language = language_of(request)
    until = {"at": words.moment(language, ends_at, parts_of(request).now(), zone)}
    if request.headers.get("Accept") == "application/json":
        key = "page.stay_until_pupil" if is_pupil else "page.stay_until"
        return web.json_response({"said": words.plain(language, Words(key, until), zone)})
    return show(request, "stayed.html", zone=zone, until=until, is_pupil=is_pupil)
