"""/stats: what the months brought in a country, in words and as pictures."""

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers import (
    statsfiles,  # noqa: F401 - makes the pictures and the table
    statsview,
)
from handlers.conversation import (
    Button,
    Code,
    Event,
    Name,
    Needs,
    Recipe,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.statsview import FIRST, WAYS, View
from storage import coordinators, countries, statistics
from storage.db import Db
from storage.hiding import ALL
from storage.statistics import PARTS

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
#: So many countries are offered as buttons; others are typed.
_OFFERED = 8


@dataclass(frozen=True)
class _Asked:
    """What was asked for, as far as it was said."""

    country: str = ""
    month: date | None = None
    part: str = ""
    way: str = "now"
    #: What is none of these: the name of a country, perhaps.
    words: str = ""


@command("stats", needs=Needs.COORDINATOR, rank=3)
def stats(event: Event, db: Db) -> list[Reply]:
    """Show a month in numbers: "RO 2026-10", a part of it: "RO 2026-10 projects months".

    Whoever asks is looked at each time. Source: docs/rules.md, NSS-3.
    """
    asked = _read(event.words)
    mine = coordinators.countries_of(db, event.actor.id)
    if asked.words:
        return [_searched(event, db, mine, asked)]
    country = asked.country or (ALL if ALL in mine else min(mine))
    if not coordinators.may_decide(mine, country):
        own = Button(Words("stats.own"), "/stats")
        return [say("stats.not_yours", where=statsview.where(country)).with_buttons((own,))]
    months = statistics.months(db)
    if not months:
        until = statistics.before(statistics.month_of(event.at.date()), -1)
        queue = Button(Words("help.queue"), "/queue")
        return [say("stats.none", day=until).with_buttons((queue,))]
    month = asked.month if asked.month in months else months[0]
    part = statistics.part(asked.part)
    if part is None:
        return [_month(db, country, month, months, mine)]
    view = View(country, month, part, asked.way)
    return [_part(db, view, months, event.actor.id)]


@command("statstable", needs=Needs.COORDINATOR, listed=False)
def table(event: Event, db: Db) -> list[Reply]:
    """Give the table of a country: "RO 2026-10"."""
    asked = _read(event.words)
    mine = coordinators.countries_of(db, event.actor.id)
    months = statistics.months(db)
    is_open = bool(asked.country) and coordinators.may_decide(mine, asked.country)
    if not is_open or not months:
        return stats(replace(event, words=asked.country), db)
    view = View(asked.country, months[0], PARTS[0])
    back = Button(Words("stats.back"), f"/stats {asked.country}")
    reply = say("stats.table_is", where=statsview.where(asked.country)).with_buttons((back,))
    return [replace(reply, file=Recipe("stats_table", (event.actor.id, *view.ids)))]


@command("statscountries", needs=Needs.COORDINATOR, listed=False)
def others(event: Event, db: Db) -> list[Reply]:
    """Offer other countries: those with most active teachers, or whichever is typed."""
    mine = coordinators.countries_of(db, event.actor.id)
    if ALL not in mine:
        return [_which(sorted(mine))]
    months = statistics.months(db, 1)
    active = statistics.by_country(db, months[0], "active") if months else {}
    most = sorted(active, key=lambda one: (-(active[one] or 0), one))
    return [_which([ALL, *most[: _OFFERED - 1]])]


def _read(text: str) -> _Asked:
    asked, rest = _Asked(), []
    for word in text.split():
        found = _MONTH.fullmatch(word)
        if found:
            asked = replace(asked, month=date(int(found[1]), int(found[2]), 1))
        elif word == ALL or countries.by_code(word):
            asked = replace(asked, country=word)
        elif statistics.part(word):
            asked = replace(asked, part=word)
        elif word in WAYS:
            asked = replace(asked, way=word)
        else:
            rest.append(word)
    return replace(asked, words=" ".join(rest))


def _searched(event: Event, db: Db, mine: frozenset[str], asked: _Asked) -> Reply:
    """Find the country whose name was typed."""
    found = countries.search(asked.words, [event.sender.language])
    theirs = [one for one in found if coordinators.may_decide(mine, one)]
    if len(theirs) == 1:
        return stats(replace(event, words=theirs[0]), db)[0]
    if theirs:
        return _which(theirs[:_OFFERED])
    own = Button(Words("stats.own"), "/stats")
    if found:
        where = statsview.where(found[0])
        return say("stats.not_yours", where=where).with_buttons((own,))
    return say("stats.unknown", example=Code("/stats Malta")).with_buttons((own,))


def _which(codes: list[str]) -> Reply:
    buttons = [Button(statsview.where(one), f"/stats {one}") for one in codes]
    return say("stats.which", example=Code("/stats Malta")).with_buttons(*rows(buttons, wide=2))


def _month(db: Db, country: str, month: date, months: list[date], mine: frozenset[str]) -> Reply:
    """Say the four numbers that matter, and offer the parts."""
    numbers = statsview.of_measures(db, country, month, FIRST)
    about = {"where": statsview.where(country), "month": _name(month)}
    lines = statsview.lines(numbers, month)
    here = f"{country} {month:%Y-%m}"
    parts = [Button(Name("statspart", one.name), f"/stats {here} {one.name}") for one in PARTS]
    beside = [Button(Words("stats.table"), f"/statstable {country}")]
    if len(mine) > 1 or ALL in mine:
        beside.append(Button(Words("stats.others"), "/statscountries"))
    buttons = (*rows(parts, wide=2), *_turning(month, months, country), tuple(beside))
    return Reply("stats.month", {**about, "lines": lines}, buttons)


def _part(db: Db, view: View, months: list[date], person_id: int) -> Reply:
    """Show a part as a picture, and say the same in words for who does not see it."""
    numbers = statsview.numbers(db, view)
    here = f"{view.country} {view.month:%Y-%m} {view.part.name}"
    ways = {
        "now": Words("stats.way_now"),
        "months": Words("stats.way_months"),
        "countries": Words("stats.way_countries"),
    }
    offered = [one for one in WAYS if one != view.way and (one != WAYS[2] or view.country == ALL)]
    looks = [Button(ways[one], f"/stats {here} {one}") for one in offered]
    back = Button(Words("stats.back"), f"/stats {view.country} {view.month:%Y-%m}")
    tail = f" {view.part.name} {view.way}"
    buttons = (tuple(looks), *_turning(view.month, months, view.country, tail), (back,))
    title = statsview.title(view)
    if not numbers:
        return Reply("stats.not_counted", {"title": title}, buttons)
    lines = statsview.lines(numbers, view.month)
    key = "stats.part_countries" if view.way == "countries" else "stats.part"
    file = Recipe("stats_picture", (person_id, *view.ids))
    return Reply(key, {"title": title, "lines": lines}, buttons, file=file)


def _turning(
    month: date, months: list[date], country: str, tail: str = ""
) -> tuple[tuple[Button, ...], ...]:
    """Offer the month before and the month after, where they were counted."""
    earlier, later = statistics.before(month), statistics.before(month, -1)
    labels = {
        earlier: Words("stats.earlier", {"month": _name(earlier)}),
        later: Words("stats.later", {"month": _name(later)}),
    }
    turns = [
        Button(label, f"/stats {country} {one:%Y-%m}{tail}")
        for one, label in labels.items()
        if one in months
    ]
    return (tuple(turns),) if turns else ()


def _name(month: date) -> Name:
    return Name("month", month.isoformat())
