"""Months that never were: made-up counts, so that /stats has something to show in the trial."""

import random
from datetime import datetime

from storage import statistics
from storage.counted import Found, shown
from storage.counting import COUNTS
from storage.countries import all_countries
from storage.db import Db
from storage.hiding import ALL

MONTHS = 6
#: What part of a country's teachers each measure is, about.
_SHARES = {
    "registered": 0.05,
    "validated": 0.045,
    "active": 0.4,
    "ideas": 0.02,
    "asking": 0.06,
    "matched": 0.04,
    "draft": 0.01,
    "partner": 0.005,
    "nss": 0.004,
    "running": 0.1,
    "closed": 0.15,
    "archived": 0.01,
    "held": 0.002,
    "came": 0.08,
    "sent": 6.0,
    "undelivered": 0.2,
    "unknown": 0.001,
    "unsent": 0.01,
}
#: In summer schools are closed.
_QUIET, _HOLIDAYS = 0.25, (7, 8)


def fill(db: Db, at: datetime) -> None:
    """Keep made-up counts of the months before, hidden as real ones would be."""
    chance = random.Random(1)  # noqa: S311 - the same each time
    teachers = {one.code: int(10 + 9000 * chance.random() ** 3) for one in all_countries()}
    teachers |= {"RO": 1700, "DE": 5200}  # whose coordinators are played
    this = statistics.month_of(at.date())
    for month in (statistics.before(this, many) for many in range(1, MONTHS + 1)):
        busy = _QUIET if month.month in _HOLIDAYS else 1.0
        for one in COUNTS:
            counts = {
                (code, measure): int(many * _SHARES[measure] * busy * chance.uniform(0.7, 1.3))
                for code, many in teachers.items()
                for measure in one.measures
            }
            found = Found(counts)
            if "validated" in one.measures:
                days = {(code, statistics.DAYS): chance.randint(1, 9) for code in teachers}
                found.beside = days | {(ALL, statistics.DAYS): 4}
            if "held" in one.measures:
                found = Found({}, public=counts | {(ALL, "held"): sum(counts.values())})
            statistics.save(db, month, shown(one, found))
