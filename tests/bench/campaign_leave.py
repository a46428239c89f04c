"""How long it holds the database to let letters of an announcement to 412,000 teachers go.

Prints for each database the longest transaction in milliseconds, by day and in a night in which
every letter that is due has to wait for a morning, beside what a turn may have to wait.
"""

from contextlib import closing
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from storage import campaign_rows, campaigns, outbox
from storage.campaigns import State
from storage.db import Db, metadata
from storage.migrating import migrate
from storage.outbox import State as Letter
from tests.bench import show
from tests.bench._databases import on_both
from tests.bench._locks import PATIENCE, Watched
from tests.bench.campaign_enqueue import NOON, TEACHERS, fill, put_in_parts

#: So many seconds are looked at, in each of which all that was let go has left.
SECONDS = 10
NIGHT = NOON + timedelta(hours=11)


def main() -> None:
    """Measure on both databases and print what was found."""
    on_both(measure)


def measure(url: str, name: str) -> None:
    """Put the letters, and let some go by day, and none in the night."""
    with closing(Watched(url)) as database:
        migrate(database)
        metadata.create_all(database.engine)
        fill(database, TEACHERS)
        put_in_parts(database)
        database.write(_is_put)
        database.longest_ms = 0.0
        for second in range(SECONDS):
            _look(database, NOON + timedelta(hours=2, seconds=second))
            took, database.longest_ms = database.longest_ms, 0.0
            database.write(_has_left)
            database.longest_ms = took
        _show(database, f"campaign_lock_leave_{name}")
        _look(database, NIGHT)
        _show(database, f"campaign_lock_night_{name}")


def _show(database: Watched, name: str) -> None:
    longest, database.longest_ms = database.longest_ms, 0.0
    show(name, longest, "ms", PATIENCE)
    assert longest <= PATIENCE, f"a transaction took {longest:.0f} ms"


def _look(database: Watched, now: datetime) -> None:
    while database.write(_let_go, now):
        pass


def _let_go(db: Db, now: datetime) -> bool:
    campaign = campaigns.hold(db, _number(db))
    assert campaign is not None
    return campaign_rows.let_go(db, campaign, now)


def _is_put(db: Db) -> None:
    campaign = campaigns.by_id(db, _number(db))
    assert campaign is not None
    campaigns.note(db, campaign, state=State.RUNNING)


def _has_left(db: Db) -> None:
    waits = outbox.table.c.state == Letter.WAITING
    assert db.execute(update(outbox.table).where(waits).values(state=int(Letter.SENT))).rowcount


def _number(db: Db) -> int:
    return db.scalar(select(func.max(campaigns.table.c.id))) or 0


if __name__ == "__main__":
    main()
