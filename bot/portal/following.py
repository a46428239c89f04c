"""Pages on which something is under way: looked at again by a press, or by themselves if wanted.

Nothing moves that nobody asked to move, and what moves ends by itself: WCAG 2.2.1 and 2.2.2. A page
that is shown again and again would also keep a visit alive that nobody sits at any more.
Source: docs/rules.md, POR-2 and POR-3.
"""

from dataclasses import dataclass

from aiohttp import web

from bot.portal.rendering import link

#: So often, and so many times, a page is shown again.
SECONDS = 5
TIMES = 60


@dataclass(frozen=True)
class Following:
    """How a page that shows how far something is goes on."""

    #: Whether it shows itself again.
    is_on: bool
    #: Where that is asked for, and where it is ended.
    begin: str
    end: str


def following(request: web.Request, here: str) -> Following:
    """Say how the page goes on."""
    return Following(
        _left(request) > 0, link(request, here, follow=str(TIMES)), link(request, here)
    )


def goes_on(request: web.Request, response: web.Response, here: str) -> web.Response:
    """Let the browser show the page again in a moment, if its reader asked for that."""
    if (left := _left(request)) > 0:
        again = link(request, here, follow=str(left - 1)) if left > 1 else link(request, here)
        response.headers["Refresh"] = f"{SECONDS}; url={again}"
    return response


def _left(request: web.Request) -> int:
    typed = request.query.get("follow", "")
    return min(int(typed), TIMES) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
