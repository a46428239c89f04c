"""What became of our messages, added up by country before the outbox forgets them.

Each night the day's place in the outbox is noted; two days later, when what was sent that day has
arrived or will not, it is counted, a little at a time. Only numbers are kept, and those of a month
go when it is counted (storage/counting.py).
"""

from datetime import date, datetime, timedelta

from sqlalchemy import (
    Column,
    Date,
    Integer,
    Table,
    Text,
    case,
    delete,
    distinct,
    func,
    insert,
    select,
    update,
)

from storage import addresses, gathered, outbox, people
from storage.db import Db, metadata
from storage.hiding import ALL, FEWEST, Cell
from storage.outbox import State

#: So many messages are counted in one transaction.
AT_ONCE = 5_000
#: How long a message has until it counts as waiting.
SETTLED = timedelta(days=2)
#: When a month's messages are all counted.
WHOLE = SETTLED + timedelta(days=1)
#: What may become of a message.
OUTCOMES = ("sent", "undelivered", "unknown", "unsent")
#: Why a message that was never sent counts as none: nobody was to have it any more.
_OUTDATED = ("too late", "taken back", "moved", gathered.TOLD)
#: Stands in the place of an outcome: the month was not counted from its beginning.
_BEGUN_LATE = "begun late"

table = Table(
    "message_days",
    metadata,
    Column("day", Date, primary_key=True),
    # The day's messages in the outbox that are still to be counted: above the first, to the last.
    Column("first_id", outbox.Number, nullable=False),
    Column("last_id", outbox.Number, nullable=False),
)
tallies = Table(
    "message_tallies",
    metadata,
    Column("month", Date, primary_key=True),
    Column("country", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)


def tick(db: Db, now: datetime) -> bool:
    """Note where yesterday ends, and count a little of what has settled; True if more is left."""
    yesterday = now.date() - timedelta(days=1)
    _mark(db, yesterday)
    settled = (table.c.day <= yesterday - SETTLED) & (table.c.first_id < table.c.last_id)
    row = db.execute(select(table).where(settled).order_by(table.c.day).limit(1)).first()
    if row is None:
        newest = select(func.max(table.c.day)).scalar_subquery()
        is_done = (table.c.first_id == table.c.last_id) & (table.c.day < newest)
        db.execute(delete(table).where(is_done))
        return False
    until = min(row.first_id + AT_ONCE, row.last_id)
    _add(db, row.day.replace(day=1), row.first_id, until)
    db.execute(update(table).where(table.c.day == row.day).values(first_id=until))
    return True


def take(db: Db, month: date) -> tuple[dict[Cell, int], set[Cell]] | None:
    """Give a month's counts, and which of them are of few people; they are not kept here.

    None if they are not all counted yet, or counting began in the middle of the month.
    """
    is_of_it = (table.c.day >= month) & (table.c.day < month + timedelta(days=31))
    days = db.execute(select(table).where(is_of_it, table.c.first_id < table.c.last_id))
    if any(one.day.month == month.month for one in days):
        return None
    here = tallies.c.month == month
    rows = db.execute(select(tallies).where(here)).all()
    if any(outcome == _BEGUN_LATE for _, _, outcome, _ in rows) or not _began_before(db, month):
        return None
    db.execute(delete(tallies).where(tallies.c.month <= month))
    counts = {(country, outcome): count for _, country, outcome, count in rows}
    return counts, _few(db, counts)


def _began_before(db: Db, month: date) -> bool:
    """Tell whether days were counted at all when the month went by."""
    newest = db.scalar(select(func.max(table.c.day)))
    return newest is not None and newest >= month


def _mark(db: Db, yesterday: date) -> None:
    newest = db.execute(select(table).order_by(table.c.day.desc()).limit(1)).first()
    if newest is not None and newest.day >= yesterday:
        return
    last = db.scalar(select(func.max(outbox.table.c.id))) or 0
    if newest is None:
        row = {"month": yesterday.replace(day=1), "country": ALL, "outcome": _BEGUN_LATE}
        db.execute(insert(tallies).values(**row, count=1))
    first = last if newest is None else min(newest.last_id, last)
    db.execute(insert(table).values(day=yesterday, first_id=first, last_id=last))


def _add(db: Db, month: date, first: int, last: int) -> None:
    letter, address = outbox.table.c, addresses.table.c
    outcome = case(
        (letter.state == State.SENT, "sent"),
        (letter.state == State.DEAD, "undelivered"),
        (letter.state == State.UNKNOWN, "unknown"),
        else_="unsent",
    )
    joined = (
        outbox.table.join(
            addresses.table, (address.platform == letter.platform) & (address.chat == letter.chat)
        )
    ).join(people.table, address.person_id == people.table.c.id)
    country = people.table.c.country
    query = select(country, outcome, func.count(distinct(letter.id))).select_from(joined)
    is_one = (letter.id > first, letter.id <= last, ~letter.removes, letter.target.is_(None))
    is_emptied = letter.payload == "{}"
    is_wanted = (letter.state != State.DEAD) | (letter.why.not_in(_OUTDATED) & ~is_emptied)
    for code, became, count in db.execute(
        query.where(*is_one, is_wanted).group_by(country, outcome)
    ):
        here = (
            (tallies.c.month == month) & (tallies.c.country == code) & (tallies.c.outcome == became)
        )
        more = update(tallies).where(here).values(count=tallies.c.count + count)
        if not db.execute(more).rowcount:
            row = {"month": month, "country": code, "outcome": became, "count": count}
            db.execute(insert(tallies).values(row))


def _few(db: Db, counts: dict[Cell, int]) -> set[Cell]:
    """List the counts behind which few people are: in the whole country, or out of reach."""
    return {
        (country, outcome)
        for country, outcome in counts
        if _people(db, country, is_lost=outcome == "undelivered") < FEWEST
    }


def _people(db: Db, country: str, is_lost: bool) -> int:
    """Tell how many teachers of a country write to us, or cannot be reached; 5 are enough."""
    address, person = addresses.table.c, people.table.c
    joined = addresses.table.join(people.table, address.person_id == person.id)
    here = (person.country == country) & (person.standing == people.Standing.VALIDATED)
    query = select(person.id).select_from(joined).where(here).distinct()
    if is_lost:
        query = query.where(address.unreachable != "")
    return len(db.execute(query.limit(FEWEST)).all())
