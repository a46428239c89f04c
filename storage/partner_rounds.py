"""The daily round over all saved searches, a part of it in each transaction."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, insert, select, update

from storage import partner_matches, partner_matching
from storage.db import Db, UtcTime, metadata
from storage.partner_cards import seconds

#: New matches are looked for once a day; a little less, so that the hour does not wander.
EVERY = timedelta(hours=20)
#: Cards change in transactions that may end a little after the time they bear.
OVERLAP = timedelta(minutes=10)
#: How long a match is kept that nobody looks at.
KEPT = timedelta(days=60)

#: One row: the round of the day, and how far it has come.
_rounds = Table(
    "partner_match_rounds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("search_id", Integer, nullable=False),
    Column("is_over", Boolean, nullable=False),
)


def find_some(db: Db, now: datetime) -> bool:
    """Look for new matches of the next searches; True while more of them are left today.

    Safe to repeat: no two people are matched twice in the same direction.
    """
    row = db.execute(select(_rounds)).first()
    if row is None:
        values = {"id": 1, "since": seconds(now), "at": now, "search_id": 0, "is_over": True}
        db.execute(insert(_rounds).values(values))
        return False
    if row.is_over and now - row.at < EVERY:
        return False
    if row.is_over:
        partner_matches.forget_old(db, now - KEPT)
        since = seconds(row.at - OVERLAP)
        begun = {"since": since, "at": now, "search_id": 0, "is_over": False}
        db.execute(update(_rounds).values(begun))
        row = db.execute(select(_rounds)).one()
    last_id = partner_matching.find(db, row.search_id, row.since, row.at)
    is_over = last_id is None
    db.execute(update(_rounds).values(is_over=is_over, search_id=last_id or row.search_id))
    return not is_over
