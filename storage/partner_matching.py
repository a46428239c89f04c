"""Many saved searches at once against the cards that are new: a table with a row for each search.

What storage/partners.py and storage/partner_fit.py say of one searcher in SQL is said here of all
in arrays; tests/bench/match_push.py sees that both find the same, and how much sooner.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.dialects import postgresql, sqlite

from storage import blocks, contacts, partner_apart, partner_matches, searches
from storage.class_times import AHEAD, is_summer
from storage.db import Db
from storage.partner_cards import cards, seconds
from storage.partner_cards import words as said
from storage.partner_fit import (
    A_DAY,
    A_WEEK,
    A_YEAR,
    ABROAD,
    AN_HOUR,
    AS_MANY,
    MORE_LANGUAGES,
    MORE_SUBJECTS,
    SHARED,
    TIME,
    day_values,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

#: How many new matches of a search are told at once: the best.
BEST = 5
#: How many searches, and how many pairs of a search and a card, are compared in one transaction.
AT_ONCE, PAIRS = 500, 250_000
#: What stands for "not told" where numbers are compared: far from all of them.
_FAR = 10_000

_saved = searches.table


def find(db: Db, after_id: int, since: int, at: datetime) -> int | None:
    """Write down the best new matches of the searches that come after one.

    Give the id of the last search that was looked at; None if there are no more.
    """
    new = db.execute(
        select(cards).where(cards.c.changed_at >= since).order_by(cards.c.person_id)
    ).all()
    most = max(1, min(AT_ONCE, PAIRS // max(len(new), 1)))
    later = select(_saved).where(_saved.c.id > after_id).order_by(_saved.c.id).limit(most)
    some = db.execute(later).all()
    if not some:
        return None
    if new:
        _keep(db, _best(db, some, new, at), at)
    return int(some[-1].id)


def _keep(db: Db, found: list[dict[str, Any]], at: datetime) -> None:
    dialect: Any = sqlite if db.dialect.name == "sqlite" else postgresql
    put = dialect.insert(partner_matches.table).on_conflict_do_nothing()
    if found:
        db.execute(put, [{**row, "found_at": seconds(at)} for row in found])


def _best(
    db: Db, some: Sequence[Row[Any]], new: Sequence[Row[Any]], at: datetime
) -> list[dict[str, Any]]:
    """Pick the best new cards for each search."""
    import numpy as np

    theirs, own = _Columns(new), _Rows(some)
    allowed: Truths = _allowed(theirs, own) & ~_apart(db, some, new)
    _say(db, some, new, allowed)
    score = _score(theirs, own, at)
    # The first of equals comes first: a card's place is a part of the number that is compared.
    rank = np.where(allowed, score * len(new) + np.arange(len(new))[::-1], -1)
    best = np.argpartition(-rank, min(BEST, len(new)) - 1, axis=1)[:, :BEST]
    rows, places = np.nonzero(np.take_along_axis(rank, best, axis=1) >= 0)
    chosen = best[rows, places]
    return [
        {
            "person_id": some[row].person_id,
            "other_id": new[column].person_id,
            "search_id": some[row].id,
            "score": points,
        }
        for row, column, points in zip(
            rows.tolist(), chosen.tolist(), score[rows, chosen].tolist(), strict=True
        )
    ]


class _Columns:
    """The cards, as numbers beside each other."""

    def __init__(self, rows: Sequence[Row[Any]]) -> None:
        self._told = dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))

    def __call__(self, name: str, otherwise: int = 0) -> "Numbers":
        import numpy as np

        told = self._told[name]
        if None in told:
            told = tuple(otherwise if value is None else value for value in told)
        return self._laid(np.array(told, np.int64))

    def country(self, name: str) -> "Numbers":
        """Give the codes of countries as numbers; 0 is none."""
        import numpy as np

        codes = [int.from_bytes(code.encode()) for code in self._told[name]]
        return self._laid(np.array(codes, np.int64))

    def _laid(self, line: "Numbers") -> "Numbers":
        return line[None, :]


class _Rows(_Columns):
    """The searches, as numbers below each other."""

    def _laid(self, line: "Numbers") -> "Numbers":
        return line[:, None]


def _allowed(theirs: _Columns, own: _Columns) -> "Truths":
    """Tell of each search and card whether the wish allows it, but for its words."""
    subject, language, country = own("subject"), own("language"), own.country("country")
    least, most = own("age_from", -_FAR), own("age_to", -_FAR)
    allowed: Truths = (
        (theirs("changed_at") >= own("since"))
        & ((subject == 0) | (theirs("subjects") & subject != 0))
        & ((language == 0) | (theirs("languages") & language != 0))
        & ((country == 0) | (theirs.country("country") == country))
        & ((least == -_FAR) | _overlap(theirs, least, most))
        & (theirs("person_id") != own("person_id"))
    )
    return allowed


def _overlap(theirs: _Columns, least: "Numbers", most: "Numbers") -> "Truths":
    shared: Truths = (theirs("age_max", -2 * _FAR) >= least) & (theirs("age_min", 2 * _FAR) <= most)
    return shared


def _score(theirs: _Columns, own: _Columns, at: datetime) -> "Numbers":
    """Count the points as storage/partner_fit.py does."""
    import numpy as np

    season, day = "summer" if is_summer(at.date()) else "winter", day_values(at.date())
    subjects = theirs("subjects") & own("own_subjects")
    languages = theirs("languages") & own("own_languages")
    least, most = own("own_from"), own("own_to")
    years = np.minimum(theirs("age_max", 0), most) - np.maximum(theirs("age_min", 0), least)
    pupils = theirs("pupils", -_FAR)
    hours = theirs(f"hours_{season}") & own(f"own_hours_{season}")
    score: Numbers = (
        np.where(subjects != 0, SHARED + MORE_SUBJECTS * _are_several(subjects), 0)
        + np.where(languages != 0, SHARED + MORE_LANGUAGES * _are_several(languages), 0)
        + np.where(_overlap(theirs, least, most), SHARED + A_YEAR * years, 0)
        + np.where(theirs.country("country") != own.country("own_country"), ABROAD, 0)
        + A_DAY * np.maximum(theirs("active_on") - day["floor"], 0)
        + np.where((pupils >= own("own_fewest")) & (pupils <= own("own_most")), AS_MANY, 0)
        + np.where(hours != 0, TIME + AN_HOUR * np.bitwise_count(hours), 0)
        + _weeks(theirs("breaks"), own("own_breaks"), day)
    )
    return score


def _are_several(mask: "Numbers") -> "Truths":
    several: Truths = mask & (mask - 1) != 0
    return several


def _weeks(theirs: "Numbers", own: "Numbers", day: dict[str, int]) -> "Numbers":
    import numpy as np

    free = _ahead(theirs, day) | _ahead(own, day)
    together = AHEAD - np.bitwise_count(free).astype(np.int64)
    return np.where((theirs != 0) & (own != 0), A_WEEK * together, 0)


def _ahead(breaks: "Numbers", day: dict[str, int]) -> "Numbers":
    turned = (breaks >> day["week"]) | (breaks << day["week_rest"])
    return turned & ((1 << AHEAD) - 1)


def _say(db: Db, some: Sequence[Row[Any]], new: Sequence[Row[Any]], allowed: "Truths") -> None:
    """Take out the cards of teachers who do not say all the words of a search."""
    places = {row.id: place for place, row in enumerate(some) if row.said}
    if not places:
        return
    columns = {row.person_id: place for place, row in enumerate(new)}
    is_new = select(cards.c.person_id).where(cards.c.changed_at >= min(r.changed_at for r in new))
    query = select(said.c.word, said.c.person_id).where(said.c.person_id.in_(is_new))
    spoken = sorted((word, columns[one]) for word, one in db.execute(query).all() if one in columns)
    asked = searches.words
    ours = asked.c.search_id.between(some[0].id, some[-1].id)
    for search_id, word in db.execute(select(asked.c.search_id, asked.c.word).where(ours)):
        first, last = (bisect_left(spoken, (end,)) for end in (word, word + "\U0010ffff"))
        says = allowed[places[search_id]] & False
        says[[place for _, place in spoken[first:last]]] = True
        allowed[places[search_id]] &= says


def _apart(db: Db, some: Sequence[Row[Any]], new: Sequence[Row[Any]]) -> "Truths":
    """Tell which cards are not for which searchers, or were told them before."""
    import numpy as np

    found = np.zeros((len(some), len(new)), np.bool_)
    rows = defaultdict(list)
    for place, row in enumerate(some):
        rows[row.person_id].append(place)
    columns = {row.person_id: place for place, row in enumerate(new)}
    for query in _pairs(some[0].id, some[-1].id):
        for person_id, other_id in db.execute(query):
            if other_id in columns:
                found[rows[person_id], columns[other_id]] = True
    return found


def _pairs(first: int, last: int) -> list[Select[int, int]]:
    """Select whom the people with these searches are not shown, as partner_apart says it."""
    both, block = contacts.table, blocks.table
    hidden, matches = partner_apart.hidden, partner_matches.table
    ways: list[tuple[ColumnElement[int], ColumnElement[int]]] = [
        (both.c.asker_id, both.c.asked_id),
        (both.c.asked_id, both.c.asker_id),
        (block.c.person_id, block.c.blocked_id),
        (block.c.blocked_id, block.c.person_id),
        (hidden.c.person_id, hidden.c.hidden_id),
        (matches.c.person_id, matches.c.other_id),
    ]
    return [
        select(one, other).where(
            one.in_(select(_saved.c.person_id).where(_saved.c.id.between(first, last)))
        )
        for one, other in ways
    ]
