"""Counts of past months, by country: numbers only, and none of so few people as to know them.

Each month is counted once when it is over and then stays as it is, whoever looks and whenever, so
that nobody learns anything by comparing. What may not be shown is not kept either.
Source: docs/rules.md, NSS-3, and docs/decisions/0023-statistics.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Column, Date, Integer, Table, Text, insert, select

from storage.db import Db, metadata
from storage.hiding import ALL

table = Table(
    "statistics",
    metadata,
    Column("month", Date, primary_key=True),
    Column("country", Text, primary_key=True),
    Column("measure", Text, primary_key=True),
    # None: of so few that it is not shown.
    Column("count", Integer, nullable=True),
)


@dataclass(frozen=True)
class Part:
    """What is counted together, and shown together."""

    name: str
    #: Its measures, in the order in which they are shown.
    measures: tuple[str, ...]
    #: The one that is followed over months and compared between countries.
    main: str


#: Everything that is counted. "days" is half-time: how long half of those validated waited.
PARTS: tuple[Part, ...] = (
    Part("registrations", ("registered", "validated", "days"), "registered"),
    Part("teachers", ("active",), "active"),
    Part("partners", ("ideas", "asking", "matched"), "matched"),
    Part(
        "projects",
        ("draft", "partner", "nss", "running", "closed", "archived"),
        "running",
    ),
    Part("seminars", ("held", "came"), "came"),
    Part("messages", ("sent", "undelivered", "unknown", "unsent"), "sent"),
)
#: What is no number of people or of what they do.
DAYS = "days"
#: What counts something else than the measures beside it: days, seminars beside teachers, what
#: happened in a month beside what was at its end.
UNLIKE = frozenset({DAYS, "held", "archived"})

#: Country and measure; None where it is not shown.
Counts = Mapping[tuple[str, str], int | None]


def part(name: str) -> Part | None:
    """Find a part by its name; None if there is no such."""
    return next((one for one in PARTS if one.name == name), None)


def save(db: Db, month: date, counts: Counts) -> None:
    """Keep what was counted of a month."""
    rows = [
        {"month": month, "country": country, "measure": measure, "count": count}
        for (country, measure), count in counts.items()
    ]
    db.execute(insert(table), rows)


def is_counted(db: Db, month: date, measure: str) -> bool:
    """Tell whether something was counted of a month."""
    here = (table.c.month == month) & (table.c.country == ALL) & (table.c.measure == measure)
    return db.scalar(select(table.c.month).where(here)) is not None


def months(db: Db, most: int = 12) -> list[date]:
    """List the months of which anything was counted, the newest first."""
    query = select(table.c.month).where(table.c.country == ALL).distinct()
    return list(db.scalars(query.order_by(table.c.month.desc()).limit(most)))


def of_country(db: Db, country: str, since: date, until: date) -> dict[date, dict[str, int | None]]:
    """Read what was counted of a country in these months; "*" is all of them together."""
    here = (table.c.country == country) & table.c.month.between(since, until)
    query = select(table.c.month, table.c.measure, table.c.count).where(here)
    found: dict[date, dict[str, int | None]] = {}
    for month, measure, count in db.execute(query):
        found.setdefault(month, {})[measure] = count
    return found


def by_country(db: Db, month: date, measure: str) -> dict[str, int | None]:
    """Read one measure of a month for each country."""
    here = (table.c.month == month) & (table.c.measure == measure) & (table.c.country != ALL)
    query = select(table.c.country, table.c.count).where(here).order_by(table.c.country)
    return {row[0]: row[1] for row in db.execute(query)}


def everything(db: Db, since: date) -> list[tuple[date, str, str, int | None]]:
    """List all that was counted since a month: month, country, measure, count."""
    query = select(table.c.month, table.c.country, table.c.measure, table.c.count)
    rows = db.execute(query.where(table.c.month >= since))
    return [(month, country, measure, count) for month, country, measure, count in rows]


def month_of(day: date) -> date:
    """Give the month of a day, as its first."""
    return day.replace(day=1)


def before(month: date, many: int = 1) -> date:
    """Give the month so many months before another; a negative number is after it."""
    number = month.year * 12 + month.month - 1 - many
    return date(number // 12, number % 12 + 1, 1)


def begins(month: date) -> datetime:
    """Say when a month begins: at midnight, as UTC has it."""
    return datetime(month.year, month.month, 1, tzinfo=UTC)
