"""When a class has time, and when it has no school: as numbers that can be compared in SQL.

Both are sets of bits. Hours: the hours of a school week in UTC, twelve for each day from Monday
to Friday. Weeks: a wheel of sixty weeks, on which each week has its place whatever the year.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

#: The parts of a school day, as its clocks show them: from this hour to that.
PARTS = {"morning": (8, 11), "midday": (11, 13), "afternoon": (13, 16)}
DAYS = ("mon", "tue", "wed", "thu", "fri")
#: The slots that a teacher can choose, in the order of their bits: "mon-morning" is the first.
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)

#: School hours everywhere from Lisbon to Tbilisi lie between 4 and 16 o'clock in UTC; what lies
#: outside is in common with nobody.
FIRST_HOUR, HOURS_A_DAY = 4, 12
#: How many weeks the wheel has, and how many are looked ahead.
WHEEL, AHEAD = 60, 12
#: From so many free days on, of five, a week is one without school.
_FREE_DAYS = 3
_KNOWN = 52
#: Everybody's clocks are put forward with these, or not at all (or a few days apart).
_CLOCKS = ZoneInfo("Europe/Brussels")


def is_summer(day: date) -> bool:
    """Tell whether clocks are put forward on a day."""
    return bool(datetime.combine(day, time(12), _CLOCKS).dst())


def hours(slots: int, zone: tzinfo, year: int, summer: bool) -> int:
    """Give the UTC hours of slots as they are kept by the clocks of a zone, in a season."""
    noon = datetime(year, 7 if summer else 1, 15, 12, tzinfo=zone)
    offset = (noon.utcoffset() or timedelta()) // timedelta(hours=1)
    found = 0
    for bit, (first, last) in enumerate(list(PARTS.values()) * len(DAYS)):
        if slots >> bit & 1:
            day = bit // len(PARTS)
            for hour in range(first - offset - FIRST_HOUR, last - offset - FIRST_HOUR):
                if 0 <= hour < HOURS_A_DAY:
                    found |= 1 << (day * HOURS_A_DAY + hour)
    return found


def days(common: int) -> list[tuple[int, int]]:
    """List the days of a set of hours, Monday being 0, each with how many hours it has."""
    a_day = (1 << HOURS_A_DAY) - 1
    counted = [(common >> day * HOURS_A_DAY & a_day).bit_count() for day in range(len(DAYS))]
    return [(day, count) for day, count in enumerate(counted) if count]


def place(day: date) -> int:
    """Give the place of a day's week on the wheel."""
    return (day.toordinal() - 1) // 7 % WHEEL


def weeks(breaks: Iterable[tuple[date, date]], today: date) -> int:
    """Give the weeks without school of the year to come, from first and last days of breaks."""
    free = {
        date.fromordinal(day)
        for first, last in breaks
        for day in range(first.toordinal(), last.toordinal() + 1)
    }
    found = 0
    monday = today - timedelta(days=today.weekday())
    for number in range(_KNOWN):
        begins = monday + timedelta(weeks=number)
        if sum(begins + timedelta(days=day) in free for day in range(5)) >= _FREE_DAYS:
            found |= 1 << place(begins)
    return found


def with_school(first: int, second: int, today: date) -> int:
    """Count the weeks ahead in which two classes both have school."""
    start, together = place(today), first | second
    return sum(not together >> (start + week) % WHEEL & 1 for week in range(AHEAD))


def still_to_come(today: date) -> int:
    """Give all places on the wheel but those of the last weeks, which are to be free again.

    Ahead of the known year there are seven, so whoever looks once a week misses none.
    """
    start = place(today)
    return sum(1 << (start + week) % WHEEL for week in range(_KNOWN + 1))
