"""What is typed into the box of a room: a report is answered here, all else is said there."""

from typing import Any

from aiohttp import web

from bot.portal import deeds, talk
from bot.portal.acts import nonce, typed
from bot.portal.rendering import show
from bot.portal.spots import Spot
from bot.portal.talk import LONGEST_ID, Box
from bot.portal.visits import Visit
from handlers import roomwords


async def write(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Say what was typed in the room; a report typed there is reported, and nobody else sees it.

    Source: docs/rules.md, TWS-12.
    """
    form = await request.post()
    text, answers = typed(form, "text"), typed(form, "answers")[:LONGEST_ID]
    words = None if "look" in form or "answer" in form else roomwords.reported(text)
    if words is None:
        return await talk.write(request, visit, spot)
    is_filed, answer = await deeds.file(request, visit, spot, "".join(answers.split()), words)
    if request.headers.get("Accept") == "application/json":
        return web.json_response({"is_sent": is_filed, "said": answer, "nonce": nonce()})
    if not is_filed:
        return await talk.page(request, visit, spot, Box(text, answers, answer))
    told: dict[str, Any] = {"text": "", "answer": answer, "is_filed": True}
    return show(request, "report_sent.html", zone=visit.zone, visit=visit, spot=spot, **told)
