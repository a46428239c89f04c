"""What is pressed in the block of what there is to do; what stands in the box is kept."""

from aiohttp import web

from bot.portal import todo
from bot.portal.acts import event_of, typed
from bot.portal.parts import parts_of
from bot.portal.rendering import go
from bot.portal.spots import Spot
from bot.portal.talk import LONGEST_ID, Box, page
from bot.portal.visits import Visit

#: No press says more.
_LONGEST = 40


async def mark(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Note that a task is done, or not; or take it off the list: "17 done"."""
    return await _act(request, visit, spot, "mark", "task")


async def meet(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Begin a video meeting, release its link, or end it: teachers only."""
    if visit.pupil:
        raise web.HTTPNotFound
    return await _act(request, visit, spot, "classmeet", "meeting")


async def _act(
    request: web.Request, visit: Visit, spot: Spot, command: str, field: str
) -> web.Response:
    form = await request.post()
    words = f"{visit.project.id} {typed(form, field)[:_LONGEST]}"
    await parts_of(request).act(event_of(request, visit, command, words, typed(form, "nonce")))
    box = Box(typed(form, "text"), typed(form, "answers")[:LONGEST_ID])
    if not box.text:
        return go(request, spot.here, todo.BLOCK, **{todo.BLOCK: "1"})
    return await page(request, visit, spot, box, is_doing=True)
