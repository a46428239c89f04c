"""Seats: one holder at a time, whose number tells what a former one writes."""

import secrets
import threading
import time

import pytest
from sqlalchemy import func, select, text, update

from storage import seats
from storage.db import Database
from storage.seats import Lost, Seat

ANA, BEN = "ana", "ben"


def let_pass(database, seconds, name="x"):
    """Let a seat be older than it is: the database's clock cannot be turned."""
    earlier = seats.table.c.until - text(f"interval '{seconds} seconds'")
    database.write(
        lambda db: db.execute(
            update(seats.table).where(seats.table.c.name == name).values(until=earlier)
        )
    )


def nothing(_db):
    return "done"


def test_who_takes_a_seat_keeps_it(database):
    [seat] = database.write(seats.take, ["x"], ANA)

    assert database.write(seats.take, ["x"], ANA) == [seat]
    assert database.write(seats.fenced, seat, nothing) == "done"


def test_one_process_on_sqlite_holds_all_and_nothing_is_written(sqlite):
    assert sqlite.write(seats.take, ["x", "y"], ANA) == [Seat("x", ANA, 0), Seat("y", ANA, 0)]

    sqlite.write(seats.release, ANA)
    sqlite.write(seats.forget_dead)
    assert sqlite.read(seats.living) == frozenset()
    assert sqlite.read(lambda db: db.scalar(select(func.count()).select_from(seats.table))) == 0


def test_a_seat_is_nobody_elses_while_it_is_held(postgresql):
    postgresql.write(seats.take, ["x", "y"], ANA)

    assert postgresql.write(seats.take, ["x", "z"], BEN) == [Seat("z", BEN, 1)]
    let_pass(postgresql, seats.SECONDS - 1)
    assert postgresql.write(seats.take, ["x"], BEN) == []


def test_a_seat_that_nobody_keeps_goes_to_the_next_with_a_new_number(postgresql):
    [old] = postgresql.write(seats.take, ["x"], ANA)
    let_pass(postgresql, seats.SECONDS)

    [new] = postgresql.write(seats.take, ["x"], BEN)

    assert (old.fence, new.fence) == (1, 2)
    assert postgresql.write(seats.take, ["x"], ANA) == []


def test_who_waits_knows_how_long_at_least(postgresql):
    began = time.monotonic()
    postgresql.write(seats.take, ["x", "y"], ANA)
    let_pass(postgresql, 3)

    of_both, of_y = (postgresql.read(seats.soonest, names, BEN) for names in (["x", "y"], ["y"]))
    passed = time.monotonic() - began
    assert seats.SECONDS - 3 - passed <= of_both <= seats.SECONDS - 3
    assert seats.SECONDS - passed <= of_y <= seats.SECONDS
    assert postgresql.read(seats.soonest, ["x", "y"], ANA) == seats.SECONDS


def test_a_seat_that_ran_out_is_kept_if_nobody_took_it(postgresql):
    [seat] = postgresql.write(seats.take, ["x"], ANA)
    let_pass(postgresql, 100)

    assert postgresql.write(seats.take, ["x"], ANA) == [seat]
    assert postgresql.write(seats.take, ["x"], BEN) == []


def test_what_is_given_up_is_free_at_once_and_not_ours_any_more(postgresql):
    [seat, _] = postgresql.write(seats.take, ["x", f"{seats.PROCESS}{ANA}"], ANA)
    assert postgresql.read(seats.living) == {ANA}

    postgresql.write(seats.release, ANA)

    assert postgresql.read(seats.living) == frozenset()
    with pytest.raises(Lost):
        postgresql.write(seats.fenced, seat, nothing)
    assert postgresql.write(seats.take, ["x"], BEN) == [Seat("x", BEN, 2)]


def test_what_a_former_holder_writes_does_not_count(postgresql):
    [seat] = postgresql.write(seats.take, ["x"], ANA)
    let_pass(postgresql, seats.SECONDS)
    postgresql.write(seats.take, ["x"], BEN)

    with pytest.raises(Lost):
        postgresql.write(seats.fenced, seat, lambda db: seats.take(db, ["y"], ANA))

    assert postgresql.write(seats.take, ["y"], BEN) == [Seat("y", BEN, 1)]


def test_a_seat_is_not_taken_between_the_look_and_the_commit(postgresql):
    [seat] = postgresql.write(seats.take, ["x"], ANA)
    let_pass(postgresql, seats.SECONDS)
    taken = []

    with postgresql.transaction() as db:
        seats.fenced(db, seat, nothing)
        ben = threading.Thread(target=lambda: taken.extend(take(postgresql, BEN)))
        ben.start()
        ben.join(0.3)
        assert not taken

    ben.join()
    assert taken == [Seat("x", BEN, 2)]


def test_long_work_does_not_keep_its_own_seat_from_being_kept(postgresql):
    [seat] = postgresql.write(seats.take, ["x"], ANA)

    kept = postgresql.write(seats.fenced, seat, lambda _: take(postgresql, ANA))

    assert kept == [seat]


def test_who_stops_in_the_middle_holds_up_the_next_a_few_seconds_only(postgresql):
    [seat] = postgresql.write(seats.take, ["x"], ANA)
    let_pass(postgresql, seats.SECONDS)

    with postgresql.engine.connect() as stopped:
        stopped.begin()
        seats.fenced(stopped, seat, nothing)
        taken = postgresql.write(seats.take, ["x"], BEN)
        stopped.invalidate()

    assert taken == [Seat("x", BEN, 2)]


def test_of_many_who_want_a_free_seat_at_once_one_gets_it(postgres):
    url = postgres.create_database(f"seats_{secrets.token_hex(6)}")
    database = Database(url)
    database.write(lambda db: seats.table.create(db))
    taken, start = [], threading.Barrier(8)

    def want(name):
        start.wait()
        taken.extend(database.write(seats.take, ["x", "y"], name))

    for fence in (1, 2):
        taken.clear()
        wanting = [threading.Thread(target=want, args=(f"p{one}",)) for one in range(8)]
        for one in wanting:
            one.start()
        for one in wanting:
            one.join()
        assert sorted((seat.name, seat.fence) for seat in taken) == [("x", fence), ("y", fence)]
        for name in "xy":
            let_pass(database, seats.SECONDS, name)
        start.reset()
        # Whoever had it would only keep it.
        database.write(lambda db: db.execute(update(seats.table).values(holder="gone")))
    database.close()


def test_processes_that_died_long_ago_are_forgotten(postgresql):
    names = [f"{seats.PROCESS}{ANA}", "x"]
    postgresql.write(seats.take, names, ANA)
    for name in names:
        let_pass(postgresql, 90_000, name)

    postgresql.write(seats.forget_dead)

    left = postgresql.read(lambda db: list(db.scalars(select(seats.table.c.name))))
    assert left == ["x"]


def take(database, whose):
    """Take a seat in a transaction of its own."""
    return database.write(seats.take, ["x"], whose)
