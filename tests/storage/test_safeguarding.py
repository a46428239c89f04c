"""The safeguarding log: a chain in which every change is found."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from storage import migrating, safeguarding
from storage.db import Database, metadata
from storage.safeguarding import BEGINNING, Broken, Fault, Kind
from tests.conftest import NOON

ROOT = Path(__file__).parents[2]
WRITERS, EACH = 3, 40
_COLUMNS = ("at", "kind", "project_id", "actor", "subject", "reason", "previous", "hash")
_entry = st.tuples(
    st.sampled_from(list(Kind)),
    st.integers(0, 10**6),
    st.sampled_from(["service", "person:7", "pupil:12"]),
    st.sampled_from(["", "pupil:12", "report:3"]),
    st.sampled_from([None, 1, 2]),
)


def fill(db, entries):
    for kind, seconds, actor, subject, project_id in entries:
        at = NOON + timedelta(seconds=seconds)
        safeguarding.write(db, kind, at, actor=actor, subject=subject, project_id=project_id)


def few(db, count=5):
    fill(db, [(Kind.JOINED, n, "service", f"pupil:{n}", 1) for n in range(count)])


def unseal(db):
    """Take the seal off, as whoever owns the database can."""
    if db.dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            db.execute(text(f"DROP TRIGGER IF EXISTS safeguarding_log_no_{what}"))
    else:
        db.execute(text("DROP TRIGGER IF EXISTS safeguarding_log_sealed ON safeguarding_log"))


@pytest.fixture
def unsealed(db):
    unseal(db)
    return db


def test_a_log_that_nobody_touched_is_whole(db):
    assert safeguarding.verify(db) is None

    few(db)

    assert safeguarding.verify(db) is None
    assert safeguarding.verify(db, safeguarding.head(db)) is None
    assert safeguarding.head(db)[0] == 5


def test_an_old_head_stays_good_while_the_log_grows(db):
    few(db, 2)
    old = safeguarding.head(db)
    few(db, 3)

    assert safeguarding.verify(db, old) is None
    assert safeguarding.verify(db, (0, BEGINNING)) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE safeguarding_log SET actor = 'person:1' WHERE number = 2",
        "DELETE FROM safeguarding_log WHERE number = 5",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_an_entry(db, statement):
    few(db)

    with pytest.raises(DBAPIError, match="only added to"), db.begin_nested():
        db.execute(text(statement))

    assert safeguarding.verify(db) is None


def test_a_migrated_database_refuses_too(tmp_path):
    made = Database(f"sqlite:///{tmp_path / 'etwin.sqlite'}")
    migrating.migrate(made)
    made.write(few)

    with pytest.raises(DBAPIError, match="only added to"), made.transaction() as db:
        db.execute(text("DELETE FROM safeguarding_log"))

    made.close()


@pytest.mark.parametrize("column", _COLUMNS)
def test_a_changed_entry_is_found(unsealed, column):
    few(unsealed)
    other = {"at": "2020-01-01 00:00:00.000000+00:00", "project_id": 9}.get(column, "other")

    change = f"UPDATE safeguarding_log SET {column} = :other WHERE number = 3"
    unsealed.execute(text(change), {"other": other})

    found = safeguarding.verify(unsealed)
    assert found is not None
    assert found.number in {3, 4}


def test_a_removed_entry_is_found(unsealed):
    few(unsealed)

    unsealed.execute(text("DELETE FROM safeguarding_log WHERE number = 3"))

    assert safeguarding.verify(unsealed) == Broken(3, Fault.OUT_OF_ORDER)


def test_two_entries_in_each_others_place_are_found(unsealed):
    few(unsealed)

    for old, new in ((2, -2), (3, 2), (-2, 3)):
        move = text("UPDATE safeguarding_log SET number = :new WHERE number = :old")
        unsealed.execute(move, {"old": old, "new": new})

    assert safeguarding.verify(unsealed) == Broken(2, Fault.OUT_OF_ORDER)


def test_an_entry_put_at_the_end_by_other_hands_is_found(unsealed):
    few(unsealed)
    number, last = safeguarding.head(unsealed)
    forged = safeguarding.Entry(number + 1, NOON, Kind.JOINED, 1, "service", "pupil:1", "", last)

    values = {name: getattr(forged, name) for name in safeguarding.Entry.__dataclass_fields__}
    unsealed.execute(safeguarding.table.insert().values(**values, hash=forged.hash))

    assert safeguarding.verify(unsealed) == Broken(number + 1, Fault.END)


def cut(db, number):
    """Cut the log after an entry, and let its head say that this was the last one."""
    unseal(db)
    row = db.execute(
        text("SELECT hash FROM safeguarding_log WHERE number = :n"), {"n": number}
    ).first()
    db.execute(text("DELETE FROM safeguarding_log WHERE number > :n"), {"n": number})
    change = text("UPDATE safeguarding_head SET number = :n, hash = :h")
    db.execute(change, {"n": number, "h": row[0] if row else BEGINNING})


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_cut_tail_is_found_by_a_head_that_was_published_before(db, left):
    few(db)
    published = safeguarding.head(db)

    cut(db, left)

    assert safeguarding.verify(db) is None
    assert safeguarding.verify(db, published) == Broken(5, Fault.UNKNOWN_HEAD)


def test_a_log_written_anew_as_a_whole_is_found_by_a_head_that_was_published_before(db):
    few(db)
    published = safeguarding.head(db)

    cut(db, 2)
    fill(db, [(Kind.LEFT, 1, "service", "pupil:9", 1)] * 3)

    assert safeguarding.verify(db) is None
    assert safeguarding.verify(db, published) == Broken(5, Fault.UNKNOWN_HEAD)


@st.composite
def tampering(draw, count):
    """A log's mutation as SQL: what a hand with the whole database could do in one stroke."""
    number = draw(st.integers(1, count))
    match draw(st.sampled_from(["change", "remove", "insert", "move", "cut"])):
        case "change":
            column = draw(st.sampled_from(_COLUMNS))
            value = {"at": "1999-01-01 00:00:00.000000", "project_id": 77}.get(column, "forged")
            return [f"UPDATE safeguarding_log SET {column} = '{value}' WHERE number = {number}"]
        case "remove":
            return [f"DELETE FROM safeguarding_log WHERE number = {number}"]
        case "insert":
            values = "at, kind, project_id, actor, subject, reason, previous, hash"
            return [
                f"UPDATE safeguarding_log SET number = -(number + 1) WHERE number > {number - 1}",
                "UPDATE safeguarding_log SET number = -number WHERE number < 0",
                f"INSERT INTO safeguarding_log (number, {values}) SELECT {number}, {values}"
                f" FROM safeguarding_log WHERE number = {draw(st.integers(1, count + 1))}"
                f" OR number = {number + 1} LIMIT 1",
            ]
        case "move":
            other = draw(st.integers(1, count).filter(lambda one: one != number or count == 1))
            if other == number:
                return [f"UPDATE safeguarding_log SET number = 2 WHERE number = {number}"]
            return [
                f"UPDATE safeguarding_log SET number = -1 WHERE number = {number}",
                f"UPDATE safeguarding_log SET number = {number} WHERE number = {other}",
                f"UPDATE safeguarding_log SET number = {other} WHERE number = -1",
            ]
    return [
        f"DELETE FROM safeguarding_log WHERE number >= {number}",
        "UPDATE safeguarding_head SET (number, hash) = (SELECT coalesce(max(number), 0),"
        f" coalesce(max(hash), '{BEGINNING}') FROM safeguarding_log"
        f" WHERE number = {number - 1})",
    ]


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_done_to_whatever_log_is_found(data):
    entries = data.draw(st.lists(_entry, min_size=1, max_size=12))
    engine = create_engine("sqlite://")
    metadata.create_all(engine, [safeguarding.table, metadata.tables["safeguarding_head"]])
    with engine.begin() as db:
        fill(db, entries)
        published = safeguarding.head(db)
        assert safeguarding.verify(db, published) is None
        before = db.execute(safeguarding.table.select()).all()
        unseal(db)

        for statement in data.draw(tampering(len(entries))):
            db.execute(text(statement))

        after = db.execute(safeguarding.table.select()).all()
        assert (safeguarding.verify(db, published) is None) == (before == after)
    engine.dispose()


def test_many_writers_at_once_make_one_chain(database):
    processes = [_writer(database) for _ in range(1 if database.is_sqlite else WRITERS)]
    while any(one.poll() is None for one in processes):
        assert database.read(safeguarding.verify) is None
    assert {one.wait() for one in processes} == {0}

    with database.reading() as db:
        assert safeguarding.verify(db) is None
        assert safeguarding.head(db)[0] == len(processes) * EACH * 4


def _writer(database):
    """Start a process in which four threads write into the log, from its very first entry on."""
    url = database.engine.url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writing_log", url, str(EACH)], cwd=ROOT
    )
