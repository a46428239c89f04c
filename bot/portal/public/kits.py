"""Project kits and their activities: ready-made plans, to be read, printed and begun with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.portal.languages import language_of
from bot.portal.public import choices
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
from handlers import finding, kitbook
from handlers.kitbook import Activity, Doing, Kit, Told
from storage.public_words import AGES

pages = Pages()
pages.lists(
    "kits",
    lambda _db: len(kitbook.all_kits()),
    lambda _db, start, most: [
        f"/kits/{one.name}" for one in kitbook.all_kits()[start : start + most]
    ],
)


@dataclass(frozen=True)
class Shown:
    """A kit in the reader's language."""

    kit: Kit
    told: Told

    @property
    def lessons(self) -> int:
        """How many lessons all of it takes, about."""
        return sum(one.lessons for one in self.kit.activities)


@dataclass(frozen=True)
class Idea:
    """An activity of a kit, in the reader's language."""

    shown: Shown
    #: Which step of the kit it is, from 1.
    place: int
    activity: Activity
    doing: Doing


@pages.get("/kits", is_kept=True)
async def list_(request: web.Request) -> web.Response:
    """List the kits that fit."""
    chosen, weeks = choices.chosen(request), _most(request, "weeks", choices.WEEKS)
    text = choices.typed(request)
    found = [
        one
        for one in shown(language_of(request))
        if one.kit in kitbook.fitting(_ages(chosen), chosen.subject, weeks)
        and finding.fits(text, *_texts(one))
    ]
    fields: dict[str, Any] = {"found": found, "chosen": chosen, "weeks": weeks, "text": text}
    return show(request, "kits.html", **fields, told_in=told_in(request), choices=choices)


@pages.get("/kits/{name:[a-z-]{1,40}}", is_kept=True)
async def look(request: web.Request) -> web.Response:
    """Show a kit with all its steps."""
    kit = kitbook.by_name(request.match_info["name"])
    if kit is None:
        raise web.HTTPNotFound
    language = language_of(request)
    steps = [one.told(language) for one in kit.activities]
    one, spoken = _shown(kit, language), told_in(request)
    return show(request, "kit.html", one=one, steps=steps, told_in=spoken, choices=choices)


@pages.get("/ideas", is_kept=True)
async def ideas(request: web.Request) -> web.Response:
    """List the activities of all kits that fit."""
    chosen, lessons = choices.chosen(request), _most(request, "lessons", choices.LESSONS)
    text = choices.typed(request)
    found = [
        one
        for one in activities(language_of(request))
        if one.shown.kit in kitbook.fitting(_ages(chosen), chosen.subject)
        and (not lessons or one.activity.lessons <= lessons)
        and finding.fits(text, one.doing.title, one.doing.how)
    ]
    fields: dict[str, Any] = {"found": found, "chosen": chosen, "lessons": lessons, "text": text}
    return show(request, "ideas.html", **fields, told_in=told_in(request), choices=choices)


def told_in(request: web.Request) -> str:
    """Tell in which language kits are shown on a page."""
    language = language_of(request)
    return language if language in kitbook.LANGUAGES else kitbook.LANGUAGES[0]


def shown(language: str) -> list[Shown]:
    """List the kits in a language."""
    return [_shown(kit, language) for kit in kitbook.all_kits()]


def activities(language: str) -> Iterator[Idea]:
    """List the activities of all kits in a language."""
    for one in shown(language):
        for place, activity in enumerate(one.kit.activities, 1):
            yield Idea(one, place, activity, activity.told(language))


def search(language: str, text: str) -> tuple[list[Shown], list[Idea]]:
    """Find kits and activities in which every word that was typed begins a word."""
    kits = [one for one in shown(language) if finding.fits(text, *_texts(one))]
    found = [
        one for one in activities(language) if finding.fits(text, one.doing.title, one.doing.how)
    ]
    return kits, found


def _shown(kit: Kit, language: str) -> Shown:
    return Shown(kit, kit.told(language))


def _texts(one: Shown) -> tuple[str, ...]:
    return one.told.title, one.told.about, one.told.results


def _ages(chosen: finding.Filters) -> tuple[int, int] | None:
    return AGES[chosen.age] if chosen.age >= 0 else None


def _most(request: web.Request, name: str, known: tuple[int, ...]) -> int:
    """Read how much it may take at most; 0 if that does not matter."""
    asked = request.query.get(name, "")
    return next((one for one in known if str(one) == asked), 0)
