"""Days and hours as people type them."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import times
from tests.conftest import NOON

BUCHAREST = ZoneInfo("Europe/Bucharest")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12.11.2026 17:00", "2026-11-12T17:00"),
        ("12.11. 17:00", "2026-11-12T17:00"),
        ("12/11/2026 17h", "2026-11-12T17:00"),
        ("12-11-26 17h30", "2026-11-12T17:30"),
        ("2026-11-12T17:00", "2026-11-12T17:00"),
        ("2026-11-12 5pm", "2026-11-12T17:00"),
        ("12 November 17:00", "2026-11-12T17:00"),
        ("November 12, 2026 at 5:30 pm", "2026-11-12T17:30"),
        ("12th of november 17.30", "2026-11-12T17:30"),
        ("12 november 10.11", "2026-11-12T10:11"),
        ("tomorrow 10.11", "2026-10-06T10:11"),
        ("today at 17", "2026-10-05T17:00"),
        ("Thursday 12.11. 17:00", "2026-11-12T17:00"),
        ("thursday 9:00", "2026-10-08T09:00"),
        ("Monday 9:00", "2026-10-12T09:00"),
        ("3 Oct 9:00", "2027-10-03T09:00"),
        ("noon", None),
        ("17:00", None),
        ("12.11.2026", None),
        ("31.2.2026 17:00", None),
        ("12.11.2026 25:00", None),
        ("12.11.2026 13 pm", None),
        ("1.1.0001 00:00", None),
        ("31.12.9999 23:00", None),
        ("28.3.2027 03:30", None),  # the clocks leave this hour out
        ("", None),
    ],
)
def test_a_day_and_an_hour_are_read_on_the_clocks_of_a_zone(typed, meant):
    found = times.read(typed, BUCHAREST, NOON, "en")

    assert (found and f"{found.astimezone(BUCHAREST):%Y-%m-%dT%H:%M}") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12 novembre à 17h30", "2026-11-12T17:30"),
        ("jeudi 12 novembre 2026 à 17 h 30", "2026-11-12T17:30"),
        ("demain 17h", "2026-10-06T17:00"),
        ("aujourd'hui 18 h", "2026-10-05T18:00"),
        ("aujourd’hui 18h", "2026-10-05T18:00"),
        ("1er décembre 9h", "2026-12-01T09:00"),
        ("mardi 9h", "2026-10-06T09:00"),
        ("12 November 17:00", "2026-11-12T17:00"),
    ],
)
def test_it_is_read_in_ones_own_language_too(typed, meant):
    found = times.read(typed, BUCHAREST, NOON, "fr")

    assert f"{found.astimezone(BUCHAREST):%Y-%m-%dT%H:%M}" == meant


@given(st.integers(0, 5_000_000), st.booleans())
def test_what_is_written_in_full_is_read_back(minutes, is_iso):
    zone = ZoneInfo("Europe/Brussels")
    local = (NOON + timedelta(minutes=minutes)).astimezone(zone)
    typed = f"{local:%Y-%m-%d %H:%M}" if is_iso else f"{local:%d.%m.%Y %H:%M}"

    found = times.read(typed, zone, NOON, "en")

    assert found == local.replace(fold=0).astimezone(UTC)


@given(st.text())
def test_whatever_is_typed_harms_nobody(typed):
    found = times.read(typed, BUCHAREST, NOON, "fr")

    assert found is None or found.tzinfo is not None
