"""How numbers and views of statistics are written. Rule NSS-3."""

from datetime import date

from handlers import statsview, words
from handlers.statsview import View
from storage import statistics
from storage.hiding import ALL

OCTOBER = date(2026, 10, 1)


def test_large_numbers_are_written_as_the_language_does():
    number = statsview.Number(statsview.Name("measure", "registered"), 412_000, 400_000)
    line = statsview.line(number)
    assert words.plain("en", line) == "Registered: 412,000 (+12,000)"
    assert words.plain("fr", line) == "Inscrits\u00a0: 412\u202f000 (+12\u202f000)"


def test_a_view_can_be_said_in_numbers():
    for country in (ALL, "RO", "XK"):
        for part in statistics.PARTS:
            for way in statsview.WAYS:
                view = View(country, OCTOBER, part, way)
                assert statsview.of_ids(view.ids) == view
