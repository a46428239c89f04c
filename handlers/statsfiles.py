"""The pictures and the table of /stats. Rights are looked at again when they are made."""

import csv
from datetime import UTC, date, tzinfo
from functools import partial
from io import StringIO
from typing import Any

from handlers import charts, statsview, words
from handlers.conversation import Name, Words
from handlers.making import Made, recipe
from handlers.statsview import MONTHS, Number
from storage import coordinators, statistics
from storage.countries import all_countries
from storage.db import Db
from storage.hiding import ALL
from storage.statistics import PARTS

#: What spreadsheet programs take for the beginning of a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
#: The table goes back so many months.
TABLE_MONTHS = 2 * MONTHS
_BYTE_ORDER_MARK = "\ufeff"


@recipe("stats_picture")
def picture(db: Db, ids: tuple[int, ...], language: str, _zone: tzinfo) -> Made | None:
    """Draw a view for a coordinator; None if it is not theirs to see, or nothing is to be seen."""
    person_id, *seen = ids
    view = statsview.of_ids(seen)
    if not may_see(db, person_id, view.country):
        return None
    shown = [one for one in statsview.numbers(db, view) if one.is_alike]
    if not shown:
        return None
    bars = [_bar(one, language) for one in shown]
    note = words.plain(language, Words("stats.few"))
    title = words.plain(language, statsview.title(view))
    draw = partial(charts.bars, title, bars, language=language, note=note)
    # On Matrix the name is what is said of a picture to who does not see it.
    return Made(f"{title.replace(chr(0xA0), ' ')}.png", "image/png", draw=draw)


@recipe("stats_table")
def table(db: Db, ids: tuple[int, ...], language: str, _zone: tzinfo) -> Made | None:
    """Write all that is shown of a country, or of every country, as a table."""
    person_id, *seen = ids
    view = statsview.of_ids(seen)
    if not may_see(db, person_id, view.country):
        return None
    since = statistics.before(view.month, TABLE_MONTHS - 1)
    content = written(_rows(db, view.country, since, language), language)
    return Made("etwinning-statistics.csv", "text/csv", content)


def may_see(db: Db, person_id: int, country: str) -> bool:
    """Tell whether somebody coordinates a country; "*" is for central support alone."""
    return coordinators.may_decide(coordinators.countries_of(db, person_id), country)


def written(rows: list[list[Any]], language: str) -> bytes:
    """Write rows as spreadsheet programs read them in this language.

    They know UTF-8 by its mark, and part columns at semicolons where the comma is for decimals.
    """
    comma = words.locale_of(language).number_symbols["latn"]["decimal"] == ","
    text = StringIO()
    writer = csv.writer(text, delimiter=";" if comma else ",")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _harmless(cell: Any) -> Any:
    """Let a spreadsheet program take no text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell


def _bar(number: Number, language: str) -> charts.Bar:
    return charts.Bar(words.plain(language, number.what), number.count)


def _rows(db: Db, country: str, since: date, language: str) -> list[list[Any]]:
    def said(label: Any) -> str:
        return words.plain(language, label, UTC)

    measures = [one for part in PARTS for one in part.measures]
    names = [said(Name("measure", one)) for one in measures]
    rows = [[said(Words("stats.column_month")), said(Words("stats.column_country")), *names]]
    hidden = said(Words("charts.hidden"))
    found: dict[tuple[date, str], dict[str, Any]] = {}
    for month, code, measure, count in statistics.everything(db, since):
        found.setdefault((month, code), {})[measure] = hidden if count is None else count
    months = sorted({month for month, _ in found}, reverse=True)
    codes = [ALL, *(one.code for one in all_countries())] if country == ALL else [country]
    for month in months:
        for code in codes:
            counts = found.get((month, code), {})
            row = [f"{month:%Y-%m}", said(statsview.where(code))]
            rows.append(row + [counts.get(one, "") for one in measures])
    return rows
