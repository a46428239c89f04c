"""!lock, !unlock and quiet hours: when pupils read and do not write. Rule TWS-7."""

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest

from handlers import turn
from handlers.commands import quietclass, roomlocks
from handlers.conversation import Event, Place
from handlers.packing import unpack
from storage import accounts, mutes, outbox, people, projects, pupils, twinspaces
from storage.addresses import Address
from tests import makers
from tests.conftest import NOON

SERVER = "school.example"
_numbers = itertools.count(1)


@pytest.fixture
def rivers(database, teacher):
    """A project of Ana (RO) and Eva (DE), with Cleo of Ana's school and a pupil of each school."""
    (ana, at_ana), (eva, at_eva), (cleo, at_cleo) = (
        teacher("Ana"),
        teacher("Eva", country="DE"),
        teacher("Cleo"),
    )

    def work(db):
        people.change(db, cleo.id, school_id=ana.school_id)
        project = makers.project(db, (ana, eva), NOON)
        makers.take_part(db, project, people.by_id(db, cleo.id), NOON)
        for person in (ana, eva, cleo):
            accounts.add(db, person.id, f"t_{person.name.lower()}")
        for person, code in ((ana, "ABCDE234567"), (eva, "FGHJK234567")):
            where = {"project_id": project.id, "added_by": person.id, "at": NOON}
            name = {"pseudonym": f"Fox of {person.name}", "localpart": f"p_{person.name.lower()}"}
            pupils.add(db, **where, **name, school_id=person.school_id, code=code)
        twinspaces.want(db, project.id)
        twinspaces.keep_rooms(db, project.id, classroom="!class", staff_room="!staff")
        twinspaces.settled(db, project.id, NOON)
        return project.id

    number = database.write(work)
    schools = {"Ana": ana.school_id, "Eva": eva.school_id}
    return number, schools, {"ana": at_ana, "eva": at_eva, "cleo": at_cleo}


@pytest.fixture
def types(database, rivers):
    """Type in a room; give what is said in rooms, by text key and room."""

    def say(text, by, kind="classroom"):
        command, _, rest = text.removeprefix("!").partition(" ")
        room = {"classroom": "!class", "staff_room": "!staff"}[kind]
        event = Event(
            id=f"$typed{next(_numbers)}",
            address=Address("room", f"@{by}:{SERVER}"),
            chat=room,
            at=NOON,
            command=command,
            words=rest,
            seed=b"chance",
            room=Place(rivers[0], kind, room, "en"),
        )
        before = len(database.read(_said))
        turn.take(database, event, bytes)
        return database.read(_said)[before:]

    return say


def _said(db):
    query = outbox.table.select().where(outbox.table.c.platform == outbox.ROOM)
    rows = db.execute(query.order_by(outbox.table.c.id))
    return [(unpack(json.loads(row.payload)).key, row.chat) for row in rows]


@pytest.fixture
def muted(database, rivers):
    """Give the names of the teachers whose schools' pupils are muted at a time."""
    number, schools, _ = rivers

    def work(db, at):
        found = mutes.of_project(db, number, at)
        return {name for name, school in schools.items() if mutes.muted(found, school)}

    return lambda at=NOON: database.read(work, at)


def test_lock_lets_all_pupils_only_read_until_somebody_unlocks(types, muted):
    assert types("!lock", "t_ana") == [("locks.closed", "!class")]
    assert muted() == {"Ana", "Eva"}
    assert muted(NOON + timedelta(days=30)) == {"Ana", "Eva"}

    assert types("!unlock", "t_ana") == [("locks.opened", "!class")]
    assert muted() == set()


def test_nobody_shortens_what_another_locked_for_all(types, muted):
    types("!lock", "t_ana")
    types("!lock 45", "t_eva")
    assert muted(NOON + timedelta(hours=2)) == {"Ana", "Eva"}

    types("!unlock", "t_cleo")
    assert muted() == {"Ana", "Eva"}
    types("!lock 30", "t_ana")

    assert muted(NOON + timedelta(minutes=40)) == {"Ana", "Eva"}
    assert muted(NOON + timedelta(hours=2)) == set()


def test_who_locks_for_longer_takes_the_place_of_another(types, database, rivers):
    types("!lock 30", "t_ana")
    types("!lock 45", "t_eva")

    assert len(database.read(mutes.of_cause, rivers[0], mutes.Cause.LOCK)) == 1


def test_lock_mine_is_for_the_pupils_of_the_own_school(types, muted):
    assert types("!lock mine", "t_eva") == [("locks.closed_school", "!class")]

    assert muted() == {"Eva"}


def test_the_rooms_are_settled_at_once(types, database, rivers):
    types("!lock", "t_ana")

    assert database.read(twinspaces.by_project, rivers[0]).is_dirty


def test_a_lock_from_the_staff_room_is_said_in_the_classroom_too(types):
    said = types("!lock", "t_ana", kind="staff_room")

    assert said == [("locks.closed", "!staff"), ("locks.closed", "!class")]


def test_a_lock_with_minutes_ends_by_itself(types, muted, database, rivers):
    types("!lock mine 45", "t_ana")
    over = NOON + timedelta(minutes=45)
    assert muted(over - timedelta(seconds=1)) == {"Ana"}
    assert muted(over) == set()

    database.write(twinspaces.settled, rivers[0], NOON)
    database.write(roomlocks.expire, over - timedelta(seconds=1))
    assert database.read(mutes.of_cause, rivers[0], mutes.Cause.LOCK)
    database.write(roomlocks.expire, over)
    assert not database.read(mutes.of_cause, rivers[0], mutes.Cause.LOCK)
    assert database.read(twinspaces.by_project, rivers[0]).is_dirty


@pytest.mark.parametrize("by", ["p_ana", "stranger"])
def test_only_teachers_of_the_project_lock(types, muted, by):
    types("!lock", by)

    assert muted() == set()


def test_nobody_opens_what_another_school_closed_for_itself(types, muted):
    types("!lock mine", "t_eva")

    assert types("!unlock", "t_ana") == [("locks.nothing", "!class")]
    assert muted() == {"Eva"}


def test_what_is_closed_for_all_is_opened_by_who_closed_it_or_a_founder(
    types, muted, database, rivers, teacher
):
    dora, _ = teacher("Dora", country="FR")

    def joins(db):
        makers.take_part(db, projects.by_id(db, rivers[0]), dora, NOON)
        accounts.add(db, dora.id, "t_dora")

    database.write(joins)
    types("!lock", "t_ana")

    assert types("!unlock", "t_dora") == [("locks.not_yours", "!class")]
    assert muted() == {"Ana", "Eva"}
    types("!unlock", "t_eva")
    assert muted() == set()
    types("!lock", "t_dora")
    types("!unlock", "t_dora")
    assert muted() == set()


@pytest.mark.parametrize("text", ["!lock tomorrow", "!lock 0", "!lock 9999", "!lock 5 6"])
def test_what_is_not_understood_locks_nothing_and_says_how(types, muted, text):
    assert types(text, "t_ana") == [("locks.usage", "!class")]
    assert muted() == set()


# Quiet hours


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("18:00-07:00", (1080, 420)),
        ("18-7", (1080, 420)),
        ("17.30 – 7", (1050, 420)),
        ("20:00-24:00", (1200, 0)),
        ("7-7", None),
        ("25-7", None),
        ("18:75-7", None),
        ("evening", None),
    ],
)
def test_hours_are_read_as_people_write_them(typed, read):
    assert quietclass.read(typed) == read


def test_in_quiet_hours_the_pupils_of_the_school_read_by_the_clocks_of_their_country(
    chats, rivers, muted
):
    [shown] = chats.send("/quietclass 18:00-07:00", rivers[2]["ana"])
    assert shown.fields["state"].key == "quietclass.hours"

    # Romania is three hours ahead of UTC in October: 18:00 there is 15:00.
    assert muted(datetime(2026, 10, 5, 14, 59, tzinfo=UTC)) == set()
    assert muted(datetime(2026, 10, 5, 15, 0, tzinfo=UTC)) == {"Ana"}
    assert muted(datetime(2026, 10, 6, 3, 59, tzinfo=UTC)) == {"Ana"}
    assert muted(datetime(2026, 10, 6, 4, 0, tzinfo=UTC)) == set()
    # From the end of October it is two.
    assert muted(datetime(2026, 10, 26, 15, 30, tzinfo=UTC)) == set()
    assert muted(datetime(2026, 10, 26, 16, 0, tzinfo=UTC)) == {"Ana"}


def test_quiet_hours_are_shown_and_changed_by_any_teacher_of_the_school(chats, rivers, muted):
    chats.send("/quietclass 18:00-07:00", rivers[2]["ana"])

    [shown] = chats.send("/quietclass", rivers[2]["cleo"])
    assert shown.fields["state"].fields["hours"] == "18:00–07:00"
    chats.press("quietclass.off", shown, rivers[2]["cleo"])
    assert muted(datetime(2026, 10, 5, 20, 0, tzinfo=UTC)) == set()


def test_hours_that_are_not_understood_change_nothing(chats, rivers, muted):
    chats.send("/quietclass 18:00-07:00", rivers[2]["ana"])

    [reply] = chats.send("/quietclass in the evening", rivers[2]["ana"])

    assert reply.key == "quietclass.not_understood"
    assert muted(datetime(2026, 10, 5, 20, 0, tzinfo=UTC)) == {"Ana"}


def test_the_rooms_follow_when_quiet_hours_begin_and_end(chats, database, rivers):
    chats.send("/quietclass 18:00-07:00", rivers[2]["ana"])
    number = rivers[0]

    def is_wanted_at(at):
        database.write(lambda db: db.execute(twinspaces.table.update().values(is_dirty=False)))
        database.write(quietclass.turn, at)
        return database.read(twinspaces.by_project, number).is_dirty

    evening, morning = datetime(2026, 10, 5, 15, tzinfo=UTC), datetime(2026, 10, 6, 4, tzinfo=UTC)
    assert not is_wanted_at(evening - timedelta(minutes=1))
    assert is_wanted_at(evening)
    assert not is_wanted_at(evening + timedelta(hours=1))
    assert is_wanted_at(morning)
