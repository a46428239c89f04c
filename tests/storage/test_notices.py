"""When people are left alone, over midnight and changes of the clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from storage import notices

BERLIN = ZoneInfo("Europe/Berlin")


def at(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "then"),
    [
        ((21, 7), at(5, 12), at(5, 12)),
        ((21, 7), at(5, 19), at(6, 5)),
        ((21, 7), at(6, 3), at(6, 5)),
        ((21, 7), at(6, 5), at(6, 5)),
        ((9, 17), at(5, 8), at(5, 15)),
        ((0, 0), at(5, 23), at(5, 23)),
        # In the night to the 25th clocks go back: seven o'clock comes an hour later.
        ((21, 7), at(24, 20), at(25, 6)),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(hours, now, then):
    assert notices.after_quiet(hours, BERLIN, now) == then


@pytest.mark.parametrize(("now", "then"), [(at(5, 12), at(5, 15)), (at(5, 15), at(6, 15))])
def test_what_is_gathered_is_told_at_five_in_the_readers_day(now, then):
    assert notices.next_daily(BERLIN, now) == then
