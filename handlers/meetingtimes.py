"""Times to propose for a meeting: when it is a school day and school hours for everybody."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

#: How long a meeting is.
MINUTES = 45
#: From when until when teachers are at school, on their own clocks; where these do not meet, later.
_HOURS = ((8, 16), (7, 19), (0, 24))
#: Nobody is asked for tomorrow.
_AHEAD = 2
#: On so many days times are suggested, so many on each.
_DAYS, _EACH = 3, 2
_LOOKED_AT = 14


def suggested(zones: Sequence[tzinfo], now: datetime) -> list[datetime]:
    """Suggest times on three school days to come, in common to all zones, in order.

    The first zone is that of the one who asks; Saturday and Sunday are no school days.
    """
    for begins, ends in _HOURS:
        found: list[datetime] = []
        today = now.astimezone(zones[0]).date()
        for ahead in range(_AHEAD, _LOOKED_AT):
            day = today + timedelta(days=ahead)
            found += _on(day, zones, begins, ends)
            if len(found) == _DAYS * _EACH:
                return found
        if found:
            return found
    return []


def in_school_hours(zones: Sequence[tzinfo], times: Sequence[datetime]) -> bool:
    """Tell whether everybody is at school at all of these times."""
    begins, ends = _HOURS[0]
    return all(_is_at_school(at, zone, begins, ends) for at in times for zone in zones)


def first(times: Sequence[datetime]) -> list[datetime]:
    """Choose three of the suggested times, on different days and at different hours."""
    return [one for place, one in enumerate(times) if place % _EACH == place // _EACH % _EACH]


def _on(day: date, zones: Sequence[tzinfo], begins: int, ends: int) -> list[datetime]:
    """Choose times of a day, as far apart as they can be."""
    hours = [datetime.combine(day, time(hour), zones[0]).astimezone(UTC) for hour in range(24)]
    fit = [at for at in hours if all(_is_at_school(at, zone, begins, ends) for zone in zones)]
    return [fit[len(fit) // 4], fit[-1 - len(fit) // 4]] if len(fit) > 1 else []


def _is_at_school(at: datetime, zone: tzinfo, begins: int, ends: int) -> bool:
    local = at.astimezone(zone)
    end = local.hour * 60 + local.minute + MINUTES
    return local.weekday() < 5 and local.hour >= begins and end <= ends * 60
