"""Hours and weeks as sets of bits: what is in common, over time zones and the end of the year."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import class_times, countries
from storage.class_times import AHEAD, HOURS_A_DAY, SLOTS, WHEEL

TODAY = date(2026, 10, 5)
ALL = (1 << len(SLOTS)) - 1
BUCHAREST, DUBLIN = ZoneInfo("Europe/Bucharest"), ZoneInfo("Europe/Dublin")
TBILISI, ISTANBUL = ZoneInfo("Asia/Tbilisi"), ZoneInfo("Europe/Istanbul")


def common(slot, zone, other_slot, other_zone, summer):
    """Count the hours that two slots, each by its own clocks, have in common."""
    one = class_times.hours(1 << SLOTS.index(slot), zone, 2026, summer)
    other = class_times.hours(1 << SLOTS.index(other_slot), other_zone, 2026, summer)
    return class_times.days(one & other)


@pytest.mark.parametrize(
    ("one", "other", "summer", "days"),
    [
        (("mon-morning", BUCHAREST), ("mon-morning", BUCHAREST), False, [(0, 3)]),
        (("mon-morning", BUCHAREST), ("tue-morning", BUCHAREST), False, []),
        (("wed-afternoon", BUCHAREST), ("wed-midday", DUBLIN), False, [(2, 2)]),
        (("wed-afternoon", BUCHAREST), ("wed-morning", DUBLIN), True, []),
        (("fri-afternoon", TBILISI), ("fri-morning", DUBLIN), False, [(4, 2)]),
        (("fri-morning", TBILISI), ("fri-morning", DUBLIN), False, []),
        # Turkey's clocks stand still: in winter they are an hour ahead of Bucharest's.
        (("thu-midday", ISTANBUL), ("thu-midday", BUCHAREST), True, [(3, 2)]),
        (("thu-midday", ISTANBUL), ("thu-midday", BUCHAREST), False, [(3, 1)]),
    ],
)
def test_hours_are_compared_by_everybodys_own_clocks(one, other, summer, days):
    assert common(*one, *other, summer) == days


def test_school_hours_of_every_country_are_kept_whole():
    whole = {"winter": 8 * 5, "summer": 8 * 5}

    for country in countries.all_countries():
        for season in whole:
            found = class_times.hours(ALL, country.zone, 2026, season == "summer")
            assert found.bit_count() == whole[season], country.code


def test_hours_fit_into_a_number_of_a_database():
    assert 5 * HOURS_A_DAY < 63
    assert WHEEL < 63


@pytest.mark.parametrize(
    ("day", "is_summer"),
    [(date(2026, 10, 24), True), (date(2026, 10, 25), False), (date(2027, 3, 28), True)],
)
def test_seasons_change_as_clocks_do(day, is_summer):
    assert class_times.is_summer(day) is is_summer


def weeks(*breaks):
    return class_times.weeks(breaks, TODAY)


def test_a_week_is_without_school_if_most_of_its_school_days_are():
    monday = date(2026, 10, 26)

    def lasting(days):
        return weeks((monday, monday + timedelta(days=days - 1))).bit_count()

    assert [lasting(days) for days in (1, 2, 3, 7, 9, 10, 12)] == [0, 0, 1, 1, 1, 2, 2]


def test_weeks_without_school_of_one_or_the_other_are_not_common():
    mine = weeks((date(2026, 10, 26), date(2026, 11, 8)))
    theirs = weeks((date(2026, 11, 2), date(2026, 11, 15)), (date(2027, 6, 1), date(2027, 8, 31)))

    assert class_times.with_school(mine, theirs, TODAY) == AHEAD - 3
    assert class_times.with_school(mine, theirs, date(2026, 11, 16)) == AHEAD


def test_what_is_over_or_far_ahead_is_not_on_the_wheel():
    assert weeks((date(2026, 8, 1), date(2026, 8, 31))) == 0
    assert weeks((date(2028, 1, 1), date(2028, 1, 31))) == 0


@given(st.integers(0, 120), st.integers(0, 51))
def test_weeks_stand_where_they_did_whenever_one_looks(later, ahead):
    begins = TODAY + timedelta(weeks=ahead)
    free = weeks((begins, begins + timedelta(days=4)))
    day = TODAY + timedelta(weeks=min(later, ahead))

    assert class_times.with_school(free, 0, day) == AHEAD - (ahead - min(later, ahead) < AHEAD)
    assert free & class_times.still_to_come(day) == free


@given(st.integers(0, 51), st.integers(1, 7))
def test_a_week_that_is_over_is_taken_off_soon(ahead, after):
    begins = TODAY + timedelta(weeks=ahead)
    free = weeks((begins, begins + timedelta(days=4)))

    assert free & class_times.still_to_come(begins + timedelta(weeks=after)) == 0
