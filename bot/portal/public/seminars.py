"""Seminars as everybody may know of them: what and when, never the link to join, and no name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from aiohttp import web
from babel.dates import format_time

from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from bot.portal.public import choices
from bot.portal.public.addresses import Pages
from bot.portal.rendering import link, show
from handlers import calendar, dates, finding, numbers, words
from handlers.conversation import Name, Words
from storage import Db, seminars, signups
from storage.seminars import Kind, Seminar, Wish

#: So many stand on a page of the list, and in the calendar to subscribe to.
SHOWN, FED = 40, 500
#: How long what is over or cancelled stays in that calendar.
KEPT = timedelta(days=30)

pages = Pages()


@dataclass(frozen=True)
class Place:
    """Whether somebody can still come."""

    free: int
    waiting: int

    @property
    def is_free(self) -> bool:
        """Whether who signs up now has a place."""
        return self.free > 0 and not self.waiting


@dataclass(frozen=True)
class Entry:
    """A seminar in the list of a day."""

    seminar: Seminar
    place: Place


@dataclass(frozen=True)
class Found:
    """The seminars of a page, and how many there are in all."""

    entries: Sequence[Entry]
    count: int


@dataclass(frozen=True)
class Day:
    """A day of the calendar."""

    day: date
    entries: Sequence[Entry]


@pages.get("/seminars")
async def list_(request: web.Request) -> web.Response:
    """List what is coming by month and day, in the time of a country."""
    parts, chosen, page = parts_of(request), choices.chosen(request), choices.page_of(request)
    found = await parts.read(_coming, chosen, (page - 1) * SHOWN, parts.now())
    zone = choices.zone_in(request)
    return show(
        request,
        "seminars.html",
        zone=zone,
        months=_by_month(found.entries, zone),
        found=found,
        chosen=chosen,
        page=page,
        last_page=max(1, -(-found.count // SHOWN)),
        here=_here(request, zone),
        webcal=_webcal(request, chosen),
        is_narrowed=chosen != finding.Filters(),
        choices=choices,
        said=Said(language_of(request), zone),
        is_zone_chosen=choices.is_zone_chosen(request),
    )


@pages.get("/seminars/{seminar:[0-9]{1,9}}")
async def look(request: web.Request) -> web.Response:
    """Show a seminar."""
    parts = parts_of(request)
    found = await parts.read(_one, numbers.read(request.match_info["seminar"]))
    if found is None:
        raise web.HTTPNotFound
    zone = choices.zone_in(request)
    return show(
        request,
        "seminar.html",
        zone=zone,
        one=found.seminar,
        place=found.place,
        is_open=found.seminar.is_open(parts.now()),
        length=length(found.seminar),
        here=_here(request, zone),
        choices=choices,
        said=Said(language_of(request), zone),
        is_zone_chosen=choices.is_zone_chosen(request),
    )


def length(one: Seminar) -> Words:
    """Say how long a seminar is; of a learning event, how much work."""
    if one.kind == Kind.EVENT:
        return Words("seminarpage.work", {"hours": max(1, round(one.minutes / 60))})
    return Words("seminars.minutes", {"minutes": one.minutes})


@pages.get("/seminars/{seminar:[0-9]{1,9}}.ics", is_found=False)
async def file(request: web.Request) -> web.Response:
    """Give the file that puts a seminar into a calendar."""
    number = numbers.read(request.match_info["seminar"])
    found = await parts_of(request).read(seminars.by_id, number)
    if found is None or not found.is_planned:
        raise web.HTTPNotFound
    content = calendar.public_file(found, _address(request, found), language_of(request))
    return _calendar(content)


@pages.get("/seminars.ics", is_found=False)
async def feed(request: web.Request) -> web.Response:
    """Give the calendar of all seminars, or of those that are looked for, to subscribe to."""
    parts, chosen = parts_of(request), choices.chosen(request)
    found = await parts.read(_announced, chosen, parts.now() - KEPT)
    announced = [(one, _address(request, one)) for one in found]
    return _calendar(calendar.public_feed(announced, language_of(request)))


def _calendar(content: bytes) -> web.Response:
    return web.Response(body=content, content_type=calendar.MIME, charset="utf-8")


def _announced(db: Db, chosen: finding.Filters, after: datetime) -> list[Seminar]:
    return seminars.announced(db, after, _wish(chosen), limit=FED)


def _coming(db: Db, chosen: finding.Filters, start: int, at: datetime) -> Found:
    found = seminars.upcoming(db, at, _wish(chosen), limit=SHOWN, offset=start)
    return Found(entries_of(db, found), seminars.count_upcoming(db, at, _wish(chosen)))


def _wish(chosen: finding.Filters) -> Wish:
    return Wish(chosen.language, chosen.subject, chosen.country)


def next_in(db: Db, country: str, at: datetime, most: int) -> list[Entry]:
    """Give the next seminars that somebody in a country hosts."""
    return entries_of(db, seminars.upcoming(db, at, Wish(country=country), limit=most))


def entries_of(db: Db, found: Sequence[Seminar]) -> list[Entry]:
    """Give seminars, each with how many can still come."""
    counts = signups.counts(db, [one.id for one in found])
    return [Entry(one, _place(one, counts.get(one.id, {}))) for one in found]


def _place(one: Seminar, counts: Mapping[signups.State, int]) -> Place:
    taken = sum(counts.get(state, 0) for state in signups.PLACED)
    return Place(max(0, one.capacity - taken), counts.get(signups.State.WAITING, 0))


def _one(db: Db, number: int) -> Entry | None:
    found = seminars.by_id(db, number)
    return entries_of(db, [found])[0] if found else None


def _by_month(entries: Sequence[Entry], zone: ZoneInfo) -> list[tuple[date, list[Day]]]:
    """Sort what is coming into months, and in them into days, as they are in a zone."""

    def day_of(one: Entry) -> date:
        return one.seminar.starts_at.astimezone(zone).date()

    days = [Day(day, list(some)) for day, some in groupby(entries, day_of)]
    months = groupby(days, lambda one: one.day.replace(day=1))
    return [(month, list(some)) for month, some in months]


@dataclass(frozen=True)
class Said:
    """Says days and hours in a language and a zone."""

    language: str
    zone: ZoneInfo

    def month(self, day: date) -> str:
        """Say a month: "December 2026"."""
        return words.plain(self.language, Name("month", day.isoformat()))

    def day(self, day: date) -> str:
        """Say a day of a month as one does in the language: "Thursday 3 December"."""
        return words.day(self.language, day)

    def hours(self, one: Seminar) -> str:
        """Say from when to when an online seminar is."""
        locale = words.locale_of(self.language)
        begins, ends = (
            format_time(at, "HH:mm", tzinfo=self.zone, locale=locale)
            for at in (one.starts_at, one.ends_at)
        )
        return f"{begins}–{ends}" if one.kind == Kind.SEMINAR else begins

    def date(self, at: datetime) -> str:
        """Say a day in full: "Thursday, 3 December 2026"."""
        day = at.astimezone(self.zone).date()
        return dates.full(day, words.locale_of(self.language))

    @property
    def where(self) -> str:
        """Say whose time it is: "Romania"."""
        return choices.place_of(str(self.zone), self.language)


def _here(request: web.Request, zone: ZoneInfo) -> dict[str, str]:
    """Give what a link to another page of the list keeps of this one."""
    known = {name: request.query.get(name, "") for name in ("country", "language", "subject")}
    known["zone"] = str(zone) if request.query.get("zone") else ""
    return {name: value for name, value in known.items() if value}


def _address(request: web.Request, one: Seminar) -> str:
    """Write the whole address of a seminar's page."""
    site = parts_of(request).settings.public_url
    return site + link(request, f"/seminars/{one.id}")


def _webcal(request: web.Request, chosen: finding.Filters) -> str:
    """Write the address that calendar apps subscribe to."""
    asked = {"country": chosen.country.lower(), "language": chosen.language}
    asked |= {"subject": chosen.subject}
    site = parts_of(request).settings.public_url.partition("://")[2]
    path = link(request, "/seminars.ics", **{one: said for one, said in asked.items() if said})
    return f"webcal://{site}{path}"


def _count(db: Db) -> int:
    return seminars.count_planned(db)


def _some(db: Db, start: int, most: int) -> list[str]:
    return [f"/seminars/{one}" for one in seminars.planned(db, start, most)]


pages.lists("seminars", _count, _some)
