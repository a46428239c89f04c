"""What was counted of a month, and how it is made fit to be shown: storage/counting.py counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage import statistics
from storage.countries import all_countries
from storage.db import Db
from storage.hiding import Cell, protect

#: The measure whose people a number beside the counts is about.
BESIDE: Mapping[str, str] = {statistics.DAYS: "validated"}


@dataclass
class Found:
    """What was counted of a month: each country's numbers, before any is hidden."""

    counts: dict[Cell, int]
    #: What is hidden though it is 5 or more: fewer people are behind it.
    few: set[Cell] = field(default_factory=set)
    #: Sums that are not those of the countries, of what is shown: a project counts in each
    #: founder's country.
    wholes: dict[str, int] = field(default_factory=dict)
    #: Numbers of neither people nor their doings, shown where the count of a measure is.
    beside: dict[Cell, int] = field(default_factory=dict)
    #: Shown as they are: anybody can count them.
    public: dict[Cell, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Count:
    """One thing that is counted of each month."""

    measures: tuple[str, ...]
    count: Callable[[Db, datetime, datetime], Found | None]
    #: How long after the month's end it is known.
    after: timedelta = timedelta()
    #: Whether the tables still tell it of a month that is long past.
    is_kept: bool = False


def shown(one: Count, found: Found) -> dict[Cell, int | None]:
    """Give what is shown of what was counted, with noughts where nobody is."""
    codes = {country.code for country in all_countries()} | {row for row, _ in found.counts}
    whole = {
        (code, measure): found.counts.get((code, measure), 0)
        for code in codes
        for measure in one.measures
    }
    fit = protect(whole, found.few, found.wholes)
    for (country, name), count in found.beside.items():
        known = fit[country, BESIDE[name]]
        fit[country, name] = None if known is None else count
    return fit | found.public
