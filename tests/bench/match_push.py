"""How long it takes to find the new matches of 10,000 saved searches among 412,000 teachers.

Against running each search alone, as a teacher's own /partners does, over the cards that changed
in a day. Both must find the same. No transaction may keep writers waiting for more than 300 ms.
"""

import random
import tempfile
import time
from pathlib import Path

import numpy as np  # noqa: F401 - as in a service that has run for a while
from sqlalchemy import select

from bot.sandbox.postgres import Postgres
from storage import migrating, partner_apart, partner_matches, partner_matching, partners, searches
from storage.db import Database, Db
from storage.partners import Own, Wish
from tests.bench import partner_search, show
from tests.bench.partner_search import NOW, PEOPLE, TODAY

SEARCHES = 10_000
DAY = 86_400
SINCE = NOW - DAY
MOST_SECONDS = 60
LONGEST_LOCK = 0.3
LEAST_RATIO = 20


def main() -> None:
    """Measure on both databases and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{folder}/matches.db", "sqlite")
        server = Postgres(Path(folder) / "postgres")
        server.start()
        try:
            measure(server.create_database("matches"), "postgresql")
        finally:
            server.stop()


def measure(url: str, name: str) -> None:
    """Fill an empty database, find the new matches both ways, and compare."""
    database, chance = Database(url), random.Random(2)
    try:
        migrating.migrate(database)
        partner_search.fill(database, chance)
        saved = database.write(_save, chance)
        began = time.perf_counter()
        alone = database.read(_alone, saved)
        one_by_one = time.perf_counter() - began
        began, longest = time.perf_counter(), _find(database)
        together = time.perf_counter() - began
        assert database.read(_found) == alone, "not the same matches"
    finally:
        database.close()
    assert longest <= LONGEST_LOCK, f"a transaction took {longest:.2f} s"
    show(f"match_push_{name}", together, "s", one_by_one)
    assert together <= min(MOST_SECONDS, one_by_one / LEAST_RATIO), f"{together:.1f} s"


def _save(db: Db, chance: random.Random) -> list[tuple[int, Wish, Own]]:
    """Save searches as people make them, some of teachers who have contacts."""
    saved = []
    for person_id in sorted(chance.sample(range(1, PEOPLE), SEARCHES)):
        wish, me, _ = partner_search._search(chance)
        own = Own(**{**vars(me), "person_id": person_id})
        at = partner_search.moment(SINCE - chance.randrange(30 * DAY))
        saved.append((searches.save(db, wish, own, at).id, wish, own))
    return saved


def _alone(db: Db, saved: list[tuple[int, Wish, Own]]) -> set[tuple[int, int, int]]:
    """Run each search by itself."""
    found = set()
    for search_id, wish, own in saved:
        apart = partner_apart.not_shown_to(db, own.person_id)
        hits = partners.search(
            db, wish, own, TODAY, limit=partner_matching.BEST, apart=apart, since=SINCE
        )
        found |= {(search_id, hit.person_id, hit.score) for hit in hits}
    return found


def _find(database: Database) -> float:
    """Find them as the service does; give the seconds of the longest transaction."""
    longest, last, at = 0.0, 0, partner_search.moment(NOW)
    while last is not None:
        began = time.perf_counter()
        last = database.write(partner_matching.find, last, SINCE, at)
        longest = max(longest, time.perf_counter() - began)
    return longest


def _found(db: Db) -> set[tuple[int, int, int]]:
    table = partner_matches.table
    columns = (table.c.search_id, table.c.other_id, table.c.score)
    return {tuple(row) for row in db.execute(select(*columns))}


if __name__ == "__main__":
    main()
