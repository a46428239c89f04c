"""Slips: what opens, what locks, and that nobody learns which slips there are. Rule TWS-5."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import event

from storage import pupils, slip_codes, slips
from storage.pupils import Permissions
from tests import makers
from tests.conftest import NOON

CODE = "7K222-SECRET"


@pytest.fixture
def database(sqlite):
    """An empty database with all tables."""
    return sqlite


@pytest.fixture
def rivers(database):
    """A project of Ana and Ben, and Ana."""

    def make(db):
        ana, ben = (makers.teacher(db, name, "RO", NOON) for name in ("Ana", "Ben"))
        return makers.project(db, (ana, ben), NOON), ana

    return database.write(make)


def add(db, rivers, number=1, code=CODE):
    project, ana = rivers
    mine = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
    who = {"pseudonym": f"Fox {number}", "localpart": f"p_{number}", "code": code}
    return pupils.add(db, **mine, **who, at=NOON)


@pytest.fixture
def fox(database, rivers):
    """A pupil whose slip has the code."""
    return database.write(add, rivers)


def enter(database, code):
    return database.write(slips.enter, slips.tried(code), NOON)


def test_slip_opens_however_often_on_any_device(database, fox):
    assert [enter(database, CODE).id for _ in range(3)] == [fox.id] * 3


def test_ten_wrong_tries_lock_a_slip_and_nine_do_not(database, fox):
    for _ in range(9):
        assert enter(database, "7K222-WRONG0") is None
    assert enter(database, CODE).id == fox.id

    for _ in range(10):
        enter(database, "7K222-WRONG0")
    assert enter(database, CODE) is None
    assert database.read(pupils.by_id, fox.id).is_locked

    database.write(slips.unlock, fox.id)
    assert enter(database, CODE).id == fox.id


def test_unknown_wrong_and_locked_are_answered_with_the_same_work(database, rivers):
    for number, code in enumerate((CODE, "7K333-SECRET", "7K444-SECRET")):
        database.write(add, rivers, number, code)
    locked = pupils.table.update().where(pupils.table.c.slip == "7K333")
    database.write(lambda db: db.execute(locked.values(wrong_tries=pupils.WRONG_TRIES)))
    database.write(
        lambda db: db.execute(
            pupils.table.update().where(pupils.table.c.slip == "7K444").values(takes_part=False)
        )
    )
    asked = []
    heard = (database.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    event.listen(*heard)

    def trace(code):
        asked.clear()
        assert enter(database, code) is None
        return list(asked)

    unknown = trace("ZZZZZ-WRONG0")

    assert any("slip_misses" in one for one in unknown)
    for code in ("7K222-WRONG0", "7K333-SECRET", "7K444-SECRET"):
        assert trace(code) == unknown
    event.remove(*heard)


def test_unknown_slip_takes_as_long_as_a_wrong_code(database, fox):
    def seconds(code):
        started = time.perf_counter()
        enter(database, code)
        return time.perf_counter() - started

    # In turn, so that whatever else the machine does slows down both.
    pairs = [(seconds("7K222-WRONG0"), seconds("ZZZZZ-WRONG0")) for _ in range(12)]
    wrong, unknown = (min(one) for one in zip(*pairs, strict=True))

    assert 0.4 < unknown / wrong < 2.5


def test_wrong_codes_are_counted_by_day_and_name_nobody(database, fox):
    for code in ("7K222-WRONG0", "ZZZZZ-WRONG0"):
        enter(database, code)
    database.write(slips.enter, slips.tried("ZZZZZ-WRONG0"), NOON + timedelta(days=1))

    with database.reading() as db:
        rows = db.execute(slips.misses.select()).all()
    assert rows == [("2026-10-05", 2), ("2026-10-06", 1)]


def test_pupil_in_two_projects_holds_two_slips(database, rivers):
    first = database.write(add, rivers)
    _, ana = rivers
    other = database.write(lambda db: makers.project(db, (ana, ana), NOON))
    second = database.write(add, (other, ana), 2, "7K333-SECRET")

    entered = [enter(database, code) for code in (CODE, "7K333-SECRET")]
    assert [one.project_id for one in entered] == [first.project_id, second.project_id]

    database.write(pupils.remove, first.id)
    assert enter(database, CODE) is None
    assert enter(database, "7K333-SECRET").id == second.id


def test_no_slip_is_made_without_the_permission_to_take_part(database, rivers):
    pupil = database.write(add, rivers, 1, "")

    with pytest.raises(ValueError, match="permission"):
        database.write(slips.renew, pupil.id, CODE)
    assert enter(database, CODE) is None


def test_secret_of_a_slip_is_kept_as_a_slow_hash_alone(database, fox):
    with database.reading() as db:
        kept = str(db.execute(pupils.table.select()).all())

    assert "SECRET" not in kept
    started = time.perf_counter()
    slip_codes.hashed("7K222", "SECRET")
    assert time.perf_counter() - started > 0.002


def test_devices_are_to_end_only_where_there_may_be_some(database, rivers):
    never = database.write(add, rivers, 1, "")
    had = database.write(add, rivers, 2, CODE)
    for one in (never, had):
        database.write(pupils.permit, one.id, Permissions(), rivers[1].id, NOON)

    wanted = database.read(pupils.logouts, rivers[0].id)
    assert [one.id for one in wanted] == [had.id]

    database.write(pupils.logged_out, had.id, NOON)
    assert database.read(pupils.logouts, rivers[0].id) == []


def test_devices_are_ended_again_as_long_as_a_link_that_was_drawn_may_be_used(database, fox):
    database.write(pupils.let_use_app, fox.id, True)
    assert database.write(pupils.draw_link, fox.id, NOON)
    database.write(slips.renew, fox.id, "7K444SECRET")
    last = NOON + pupils.LINK_LASTS

    database.write(pupils.logged_out, fox.id, last - timedelta(seconds=1))
    assert database.read(pupils.with_logouts) == [fox.project_id]
    database.write(pupils.logged_out, fox.id, last)

    assert database.read(pupils.with_logouts) == []


def test_no_link_is_drawn_for_whom_the_teacher_allows_none(database, fox):
    assert not database.write(pupils.draw_link, fox.id, NOON)
    database.write(pupils.let_use_app, fox.id, True)
    database.write(pupils.remove, fox.id)

    assert not database.write(pupils.draw_link, fox.id, NOON)
