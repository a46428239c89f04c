"""What /stats shows: which numbers, in which order, and the words that say the same beside them.

Source: docs/rules.md, NSS-3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.conversation import Lines, Name, Words
from storage import statistics
from storage.db import Db
from storage.hiding import ALL
from storage.statistics import DAYS, PARTS, UNLIKE, Part

#: So many months stand in one picture, and so many countries.
MONTHS, COUNTRIES = 6, 12
#: The numbers of the first message, those that matter most.
FIRST = ("registered", "active", "matched", "running")
#: How a part is looked at: its measures, its main one over months, or between countries.
WAYS = ("now", "months", "countries")


@dataclass(frozen=True)
class View:
    """What somebody looks at."""

    #: "*" for all of them together.
    country: str
    month: date
    part: Part
    #: One of `WAYS`.
    way: str = "now"

    @property
    def ids(self) -> tuple[int, ...]:
        """Say the same in numbers, as a recipe has it."""
        month = self.month.year * 100 + self.month.month
        country = int.from_bytes(self.country.encode())
        return country, month, PARTS.index(self.part), WAYS.index(self.way)


@dataclass(frozen=True)
class Number:
    """One number of a view."""

    #: What it is of: the name of a measure, month or country.
    what: Name
    #: None if it is not shown.
    count: int | None
    #: What it was a month before; None if that is not shown or not known.
    before: int | None = None
    #: Whether it says days, and not how many.
    is_days: bool = False
    #: Whether it counts the same as those beside it: only such bars can be compared.
    is_alike: bool = True


def of_ids(ids: Sequence[int]) -> View:
    """Read a view out of the numbers that say it."""
    country, month, part, way = ids
    code = country.to_bytes((country.bit_length() + 7) // 8).decode()
    return View(code, date(month // 100, month % 100, 1), PARTS[part], WAYS[way])


def numbers(db: Db, view: View) -> list[Number]:
    """List the numbers of a view; none where nothing was counted."""
    if view.way == "countries":
        return _countries(db, view)
    if view.way == "months":
        return _months(db, view)
    return of_measures(db, view.country, view.month, view.part.measures)


def of_measures(db: Db, country: str, month: date, measures: Sequence[str]) -> list[Number]:
    """List what was counted of a month, with what it was a month before."""
    earlier = statistics.before(month)
    found = statistics.of_country(db, country, earlier, month)
    now, then = found.get(month, {}), found.get(earlier, {})
    return [
        Number(Name("measure", one), now[one], then.get(one), one == DAYS, one not in UNLIKE)
        for one in measures
        # Of nobody there are no days.
        if one in now and not (one == DAYS and now["validated"] == 0)
    ]


def _months(db: Db, view: View) -> list[Number]:
    since = statistics.before(view.month, MONTHS - 1)
    found = statistics.of_country(db, view.country, since, view.month)
    return [
        Number(Name("month", month.isoformat()), counts[view.part.main])
        for month, counts in sorted(found.items())
        if view.part.main in counts
    ]


def _countries(db: Db, view: View) -> list[Number]:
    """List the countries with most, and leave out those where there is nothing to be seen."""
    found = statistics.by_country(db, view.month, view.part.main)
    seen = [(-count, country) for country, count in found.items() if count]
    return [Number(Name("country", one), -count) for count, one in sorted(seen)[:COUNTRIES]]


def where(country: str) -> Name | Words:
    """Name a country, or all of them."""
    return Words("stats.everywhere") if country == ALL else Name("country", country)


def title(view: View) -> Words:
    """Say what a view is about."""
    month, about = Name("month", view.month.isoformat()), where(view.country)
    main = Name("measure", view.part.main)
    if view.way == "months":
        return Words("stats.title_months", {"what": main, "where": about})
    if view.way == "countries":
        return Words("stats.title_countries", {"what": main, "month": month})
    part = Name("statspart", view.part.name)
    return Words("stats.title", {"what": part, "where": about, "month": month})


def line(number: Number) -> Words:
    """Say a number in words, with the change where that is known."""
    said: dict[str, Any] = {"what": number.what}
    if number.count is None:
        return Words("stats.line_hidden", said)
    if number.is_days:
        return Words("stats.line_days", {"days": number.count})
    said["count"] = number.count
    if number.before is None:
        return Words("stats.line", said)
    change = number.count - number.before
    if change == 0:
        return Words("stats.line_same", said)
    key = "stats.line_more" if change > 0 else "stats.line_fewer"
    return Words(key, {**said, "change": abs(change)})


def lines(numbers: Sequence[Number], month: date) -> Lines:
    """Say numbers in words, and since when they changed."""
    said = [line(one) for one in numbers]
    if any(one.before is not None and one.count is not None for one in numbers):
        earlier = Name("month", statistics.before(month).isoformat())
        said.append(Words("stats.changes", {"month": earlier}))
    return Lines(tuple(said))
