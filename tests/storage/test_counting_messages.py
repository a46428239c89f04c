"""Messages are counted by day and by what became of them, and shown by month."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from storage import (
    addresses,
    message_days,
    outbox,
)
from storage.addresses import Address
from storage.hiding import ALL
from storage.outbox import State
from tests.conftest import NOON
from tests.storage.months import LATER


def address(db, person):
    known = addresses.add(db, Address("telegram", str(person.id)), f"c{person.id}", "en", NOON)
    addresses.belong(db, known.id, person.id, NOON)


def sent(db, person, state, why="", **values):
    outbox.put(
        db,
        platform="telegram",
        chat=f"c{person.id}",
        language="en",
        payload={"key": "help.all"},
        at=NOON,
        state=state,
        **values,
    )
    newest = select(outbox.table.c.id).order_by(outbox.table.c.id.desc()).limit(1)
    change = update(outbox.table).where(outbox.table.c.id == newest.scalar_subquery())
    db.execute(change.values(why=why))


def days(database, first, last):
    """Let the nights pass."""
    at = first
    while at <= last:
        while database.write(message_days.tick, at):
            pass
        at += timedelta(days=1)


def test_messages_are_counted_by_what_became_of_them(many, count, database):
    here, there = many("RO", 8), many("DE", 6)

    def work(db):
        for one in (*here, *there):
            address(db, one)
        for one in here[:6]:
            addresses.lose(db, "telegram", f"c{one.id}", "blocked")

    database.write(work)
    start = datetime(2026, 9, 29, 0, 7, tzinfo=UTC)
    days(database, start, NOON)
    for one in here:
        database.write(sent, one, State.SENT)
    for one in here[:6]:
        database.write(sent, one, State.DEAD, "blocked")
        database.write(sent, one, State.DEAD, "taken back")
    for one in there:
        database.write(sent, one, State.WAITING)
    days(database, NOON, LATER)
    found = count(at=LATER)
    assert (found["sent"], found["undelivered"], found["unsent"]) == (5, 5, 0)
    assert count(at=LATER, country="DE")["unsent"] == 5
    assert count(at=LATER, country=ALL)["sent"] == 5
    with database.reading() as db:
        assert db.execute(select(message_days.tallies)).all() == []


def test_many_messages_to_few_people_are_hidden(many, count, database):
    [one] = many("MT", 1)
    those = many("DE", 9)
    database.write(lambda db: [address(db, each) for each in (one, *those)])
    days(database, datetime(2026, 9, 29, tzinfo=UTC), NOON)
    for each in (*[one] * 20, *those * 3):
        database.write(sent, each, State.SENT)
    days(database, NOON, LATER)
    assert count(at=LATER, country="MT")["sent"] is None


def test_the_month_in_which_counting_messages_began_is_not_shown(many, count, database):
    these = many("RO", 6)
    database.write(lambda db: [address(db, one) for one in these])
    days(database, NOON, NOON)
    for one in these:
        database.write(sent, one, State.SENT)
    days(database, NOON + timedelta(days=1), LATER)
    assert "sent" not in count(at=LATER)
