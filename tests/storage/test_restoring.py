"""What a database needs that was put back, before anything runs on it. Rule RUN-4."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from handlers.conversation import Lane
from storage import (
    campaigns,
    codes,
    erasing,
    exports,
    matrix_sync,
    migrating,
    outbox,
    people,
    pupils,
    restoring,
    safeguarding,
    seats,
    sessions,
    twinspaces,
)
from storage.codes import Purpose
from storage.outbox import State
from tests import makers
from tests.bot.rowsof import plant
from tests.conftest import NOON

LATER = NOON + timedelta(hours=8)
LONG = NOON + timedelta(days=3)


@pytest.fixture
def put_back(database):
    """Make a database fit that was put back, and give what was found."""
    database.write(lambda db: db.execute(text("DELETE FROM alembic_version")))

    def finish(now=LATER, replay=lambda _db, _now: 0):
        about = (migrating.newest(), NOON, now, ("telegram",), replay)
        return database.write(restoring.finish, *about)

    yield finish
    if not migrating.is_current(database):
        database.write(
            lambda db: db.execute(
                text("INSERT INTO alembic_version VALUES (:it)"), {"it": migrating.newest()}
            )
        )


def put(database, platform, lane, state, **values):
    """Put a letter into the outbox and give its id."""

    def work(db):
        about = {"platform": platform, "chat": "1", "language": "en", "payload": {"key": "x"}}
        outbox.put(db, at=NOON, lane=lane, state=state, **about, **values)
        return db.scalar(select(outbox.table.c.id).order_by(outbox.table.c.id.desc()).limit(1))

    return database.write(work)


def became(database, number):
    query = select(outbox.table.c.state).where(outbox.table.c.id == number)
    return State(database.read(lambda db: db.scalar(query)))


@pytest.mark.parametrize(
    ("platform", "lane", "state", "soon", "late"),
    [
        ("telegram", Lane.REPLY, State.ATTEMPTING, State.UNKNOWN, State.UNKNOWN),
        ("telegram", Lane.REPLY, State.WAITING, State.WAITING, State.WAITING),
        ("telegram", Lane.REMINDER, State.WAITING, State.WAITING, State.WAITING),
        ("telegram", Lane.BULK, State.WAITING, State.UNKNOWN, State.UNKNOWN),
        ("telegram", Lane.BULK, State.SENT, State.SENT, State.SENT),
        ("matrix", Lane.REPLY, State.ATTEMPTING, State.WAITING, State.UNKNOWN),
        ("matrix", Lane.BULK, State.WAITING, State.WAITING, State.UNKNOWN),
        ("matrix", Lane.REPLY, State.WAITING, State.WAITING, State.WAITING),
        ("room", Lane.REPLY, State.ATTEMPTING, State.WAITING, State.WAITING),
    ],
)
@pytest.mark.parametrize("is_soon", [True, False])
def test_what_may_have_arrived_is_unknown_unless_twice_is_once(
    database, put_back, platform, lane, state, soon, late, is_soon
):
    letter = put(database, platform, lane, state)

    found = put_back(LATER if is_soon else LONG)

    expected = soon if is_soon else late
    assert became(database, letter) == expected
    assert found.doubtful == (expected == State.UNKNOWN)


def test_an_edit_that_was_under_way_is_made_again(database, put_back):
    letter = put(database, "telegram", Lane.REPLY, State.ATTEMPTING, edits="x")

    put_back()

    assert became(database, letter) == State.WAITING


@pytest.mark.parametrize("state", [campaigns.State.ENQUEUING, campaigns.State.RUNNING])
def test_an_announcement_under_way_waits_for_its_author(database, put_back, state):
    def begin(db):
        [key] = plant(db, campaigns.table, state=state, audience="{}")
        return key.right.value

    number = database.write(begin)
    batch = f"campaign {number}"
    left = put(database, "telegram", Lane.BULK, State.WAITING, batch=batch)
    held = put(database, "telegram", Lane.BULK, State.HELD, batch=batch)

    found = put_back()

    assert found.paused == 1
    assert database.read(campaigns.by_id, number).state == campaigns.State.PAUSED
    assert [became(database, one) for one in (left, held)] == [State.UNKNOWN, State.HELD]


def test_sessions_and_one_time_links_of_before_open_nothing(database, put_back):
    def open_all(db):
        ana = makers.teacher(db, "Ana", "RO", NOON)
        about = {"at": NOON, "lasts": timedelta(days=30), "person_id": ana.id}
        for purpose in Purpose:
            codes.make(db, f"CODE-{purpose}", purpose, "1", **about)
        sessions.open_(
            db, "token", kind="class", project_id=_project(db).id, at=NOON, person_id=ana.id
        )

    database.write(open_all)

    put_back()

    assert database.read(sessions.find, "token", NOON) is None
    opens = {one for one in Purpose if database.read(codes.look, f"CODE-{one}", one, LATER)}
    assert opens == {Purpose.CONTACT, Purpose.GROUP}


def test_no_number_of_since_the_backup_is_given_again(database, put_back):
    def numbers(db):
        project = _project(db)
        return project.founder_id, project.id

    before = (*database.write(numbers), put(database, "matrix", Lane.REPLY, State.SENT))

    put_back()

    after = (*database.write(numbers), put(database, "matrix", Lane.REPLY, State.SENT))
    grown = [new - old for old, new in zip(before, after, strict=True)]
    assert min(grown) >= restoring.IDS, grown


def test_the_device_the_seats_and_what_was_noted_of_rooms_are_gone(database, put_back):
    def note(db):
        project = _project(db)
        twinspaces.want(db, project.id)
        twinspaces.keep_fingerprint(db, project.id, "as it was")
        twinspaces.take(db, project.id, "somebody/1", NOON)
        matrix_sync.use_device(db, "ETWIN-OLD")
        matrix_sync.advance(db, "s1")
        if db.dialect.name != "sqlite":
            seats.take(db, ["clock"], "somebody")
        export = exports.ask(db, project.id, project.founder_id, NOON)
        exports.begin(db, export.id)
        exports.end(db, export.id, exports.State.READY, NOON, file="x.zip", size=1)
        teacher = people.by_id(db, project.founder_id)
        about = {"project_id": project.id, "school_id": teacher.school_id, "added_by": teacher.id}
        pupil = pupils.add(
            db, **about, pseudonym="Fox", code="FXXXX234567", localpart="p_fox", at=NOON
        )
        return project.id, pupil.id

    project, pupil = database.write(note)

    put_back()

    rooms = database.read(twinspaces.by_project, project)
    assert (rooms.is_dirty, rooms.fingerprint, rooms.leased_until) == (True, "", None)
    assert database.read(matrix_sync.position) == matrix_sync.Position("s1", "")
    assert database.read(seats.living) == frozenset()
    assert database.read(exports.of_project, project) is None
    wanted = select(pupils.table.c.logout_wanted).where(pupils.table.c.id == pupil)
    assert database.read(lambda db: db.scalar(wanted))


def test_the_log_says_so_and_is_whole(database, put_back):
    put_back()

    assert database.read(safeguarding.verify, None) is None
    query = select(safeguarding.table.c.kind).order_by(safeguarding.table.c.number.desc())
    assert database.read(lambda db: db.scalar(query.limit(1))) == "restored"


def test_broken_off_nothing_is_changed_and_nothing_runs(database, put_back):
    letter = put(database, "telegram", Lane.REPLY, State.ATTEMPTING)

    def broken(db, now):
        raise OSError("the list cannot be read")

    with pytest.raises(OSError, match="list"):
        put_back(replay=broken)

    assert became(database, letter) == State.ATTEMPTING
    assert not migrating.is_current(database)


# --- Who was erased -----------------------------------------------------------------------------


def test_an_erased_person_is_known_by_number_and_time_and_by_no_number_alone(database):
    ana, ben = (database.write(makers.teacher, name, "RO", NOON) for name in ("Ana", "Ben"))

    def again(db, person, at):
        return erasing.again(db, person.id, at, LATER)

    assert not database.write(again, ana, LATER)
    assert database.read(erasing.of_person, ana.id) is None
    assert database.write(again, ana, ana.registered_at)
    assert database.read(erasing.of_person, ana.id).due_at == LATER
    assert database.read(erasing.of_person, ben.id) is None


def test_a_wish_that_was_delayed_is_due_at_once(database):
    ana = database.write(makers.teacher, "Ana", "RO", NOON)
    database.write(erasing.ask, ana.id, NOON, NOON + erasing.DELAYED)

    database.write(erasing.again, ana.id, ana.registered_at, LATER)

    assert database.read(erasing.of_person, ana.id).due_at == LATER


def test_all_numbers_of_an_erased_person_are_written_down_until_they_are_listed(database):
    from storage import merging

    ana, other = (database.write(makers.teacher, "Ana", "RO", NOON) for _ in range(2))
    database.write(merging.merge, ana, other, LATER)

    database.write(lambda db: erasing.erase(db, people.by_id(db, ana.id), LATER))

    [erased] = database.read(erasing.unlisted)
    times = [one.registered_at.isoformat() for one in (ana, other)]
    assert erased.whom.splitlines() == [f"{ana.id} {times[0]}", f"{other.id} {times[1]}"]
    database.write(erasing.note_listed, [erased])
    assert database.read(erasing.unlisted) == []
    mine = people.table.c.id.in_((ana.id, other.id))
    kept = select(people.table.c.registered_at).where(mine)
    assert set(database.read(lambda db: db.scalars(kept).all())) == {LATER}


def _project(db):
    ana, ben = (makers.teacher(db, one, land, NOON) for one, land in (("Ana", "RO"), ("Ben", "DE")))
    return makers.project(db, (ana, ben), NOON)
