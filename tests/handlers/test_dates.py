"""Days in words, the first of a month too."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers import words

FIRST = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("fr", FIRST, "mardi 1er décembre"),
        ("fr", date(2026, 12, 11), "vendredi 11 décembre"),
        ("fr-x-pupil", FIRST, "mardi 1er décembre"),
        ("en", FIRST, "Tuesday 1 December"),
    ],
)
def test_french_calls_only_the_first_by_its_order(language, day, said):
    assert words.day(language, day).replace(",", "") == said


def test_it_is_the_first_where_the_reader_is():
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)

    assert "30 novembre 2026" in words.dated("fr", late, UTC)
    assert "1er décembre 2026" in words.dated("fr", late, ZoneInfo("Europe/Brussels"))
    assert "1er décembre" in words.plain("fr", FIRST, UTC)
