"""The start page: what this is, where to begin, and how large it is."""

from functools import lru_cache
from typing import Any

import segno
from aiohttp import web
from markupsafe import Markup

from bot.portal.figures import figures_of
from bot.portal.languages import language_in
from bot.portal.parts import parts_of
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
from storage import countries
from storage.figures import Figures

#: So many countries stand in the chart.
BARS = 10

pages = Pages()


@pages.get("/", is_kept=True)
async def start(request: web.Request) -> web.Response:
    """Say what this is and where to begin."""
    settings, figures = parts_of(request).settings, figures_of(request)
    bot, site = settings.telegram_bot(), settings.public_url
    return show(
        request,
        "start.html",
        telegram=qr(f"https://t.me/{bot}") if bot else "",
        matrix=qr(f"{site}/{language_in(request)}/#matrix"),
        counts=_counts(figures),
        bars=figures.by_country[:BARS],
    )


def _counts(figures: Figures) -> list[tuple[str, int]]:
    """List what is counted and can be shown, by what it is."""
    counts: dict[str, Any] = {
        "teachers": figures.teachers,
        "schools": figures.schools,
        "countries": len(countries.all_countries()),
        "projects": figures.projects,
        "seminars": figures.seminars,
    }
    return [(name, count) for name, count in counts.items() if count]


@lru_cache(100)
def qr(address: str) -> Markup:
    """Draw an address as a code to be scanned; its words stand beside it."""
    look: dict[str, Any] = {"border": 2, "omitsize": True, "svgclass": "qr", "lineclass": None}
    drawn = segno.make(address, micro=False, error="m")
    return Markup(drawn.svg_inline(**look, light="#fff"))  # noqa: S704 - segno draws, we escape none
