"""One message to many people: who gets it, when, and what follows an edit."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import literal_column, select

from handlers.zones import zone_of
from storage import (
    addresses,
    blocks,
    bulk,
    deliveries,
    gathered,
    notices,
    outbox,
    people,
    sending,
)
from storage.addresses import Address
from storage.countries import all_countries
from storage.notices import Way
from storage.outbox import State
from storage.sending import Outcome
from tests import makers
from tests.conftest import NOON

#: 23:30 in Bucharest, 21:30 in Lisbon.
NIGHT = datetime(2026, 10, 5, 20, 30, tzinfo=UTC)
EVERYBODY = select(people.table.c.id.label("person_id"))


@pytest.fixture
def reader(db):
    """Make teachers who can be reached."""

    def make(name, country="RO", chat="", **values):
        person = makers.teacher(db, name, country, NOON, **values)
        address = Address("telegram", name)
        known = addresses.add(db, address, chat or name, "en", NOON)
        addresses.belong(db, known.id, person.id, NOON)
        return person

    return make


def send(db, text="hello", at=NOON, kind="groups", batch="post-1", **what):
    payload = {"key": "classroom.said", "fields": {"text": text}}
    return bulk.send(db, EVERYBODY, payload=payload, kind=kind, at=at, lane=2, batch=batch, **what)


def rows(db):
    return db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()


def arrive(db):
    """Let everything that waits be sent."""
    for row in rows(db):
        if row.state == State.WAITING:
            sending.mark(db, [Outcome(row.id, State.SENT)])
            deliveries.add(db, [deliveries.Delivery(row.id, 0, row.chat, f"remote {row.id}")])


def test_everybody_gets_it_once_where_they_last_wrote_from(db, reader):
    ana = reader("ana")
    reader("ben")
    newer = addresses.add(db, Address("matrix", "@ana:x"), "!ana", "fr", NOON + timedelta(1))
    addresses.belong(db, newer.id, ana.id, NOON)

    assert send(db) == 2

    assert {(row.chat, row.language) for row in rows(db)} == {("!ana", "fr"), ("ben", "en")}


def test_who_cannot_be_reached_gets_nothing(db, reader):
    reader("ana")
    addresses.lose(db, "telegram", "ana", "blocked")

    assert send(db) == 0


def test_nobody_gets_the_same_thing_twice(db, reader):
    reader("ana")

    assert send(db, once="soon-7") == 1
    assert send(db, once="soon-7") == 0
    assert send(db, once="soon-8") == 1


def test_who_turned_a_kind_off_gets_none_and_who_wants_it_daily_gets_it_at_five(db, reader):
    ana, ben = reader("ana"), reader("ben")
    notices.choose(db, ana.id, "groups", Way.OFF)
    notices.choose(db, ben.id, "groups", Way.DAILY)

    send(db)

    [row] = rows(db)
    assert (row.chat, row.state, row.due_at) == ("ben", State.GATHERED, NOON.replace(hour=14))


def test_what_somebody_chose_for_this_one_goes_before_what_they_chose_for_its_kind(db, reader):
    ana, ben = reader("ana"), reader("ben")
    notices.choose(db, ana.id, "groups", Way.OFF)
    chosen = select(people.table.c.id.label("person_id"), literal_column("'now'").label("way"))

    bulk.send(db, chosen, payload={"key": "x"}, kind="groups", at=NOON, lane=2, author_id=ben.id)

    assert [row.chat for row in rows(db)] == ["ana"]


def test_it_waits_for_the_morning_of_each_reader(db, reader):
    reader("ana", "RO")
    reader("rui", "PT")
    reader("owl", "RO", zone="America/New_York")
    eve = reader("eve", "RO")
    notices.keep_quiet(db, eve.id, 0, 0)

    send(db, at=NIGHT)

    due = {row.chat: row.due_at for row in rows(db)}
    assert due == {
        "ana": datetime(2026, 10, 6, 4, 0, tzinfo=UTC),
        "rui": datetime(2026, 10, 6, 6, 0, tzinfo=UTC),
        "owl": NIGHT,
        "eve": NIGHT,
    }
    assert {row.chat: row.zone for row in rows(db)}["owl"] == "America/New_York"


@pytest.mark.parametrize("before", [None, timedelta(hours=4)])
@pytest.mark.parametrize("hour", [3, 5, 6, 12, 18, 20, 23])
def test_many_are_told_when_each_would_be_told_alone(db, reader, hour, before):
    at = datetime(2027, 7, 6, hour, 30, tzinfo=UTC)
    readers = {one.code: reader(one.code, one.code) for one in all_countries()}
    readers["own zone"] = reader("own zone", "RO", zone="America/New_York")
    readers["own hours"] = reader("own hours", "RO")
    notices.keep_quiet(db, readers["own hours"].id, 8, 10)
    for name in ("DE", "PT"):
        notices.choose(db, readers[name].id, "groups", Way.DAILY)

    send(db, at=at, before=at + before if before else None)

    for row in rows(db):
        who = readers[row.chat]
        way = notices.way(db, who.id, "groups")
        alone = notices.due(db, who.id, "groups", way, zone_of(who), at, NOON)
        is_late = before is not None and alone >= at + before
        assert row.due_at == (at if is_late else alone), row.chat


def test_who_wrote_within_the_hour_is_awake(db, reader):
    reader("ana")
    owl = Address("telegram", "owl")
    ben = reader("owl")
    known = addresses.by_user(db, owl)
    addresses.greet(db, known, known.chat, NIGHT - timedelta(minutes=59))

    send(db, at=NIGHT)

    assert {row.chat: row.due_at > NIGHT for row in rows(db)} == {"ana": True, "owl": False}
    seen = addresses.by_user(db, owl).seen_at
    assert notices.due(db, ben.id, "groups", Way.NOW, zone_of(ben), NIGHT, seen) == NIGHT


def test_what_is_urgent_does_not_wait_for_the_morning(db, reader):
    reader("ana")

    send(db, at=NIGHT, kind="seminars")

    assert [row.due_at for row in rows(db)] == [NIGHT]


@pytest.mark.parametrize("who", ["reader", "author"])
def test_a_block_parts_two_people_in_both_directions(db, reader, who):
    ana, ben = reader("ana"), reader("ben")
    blocks.add(db, *((ana.id, ben.id) if who == "reader" else (ben.id, ana.id)), NOON)

    assert send(db, author_id=ben.id) == 0


def test_an_edit_changes_what_has_not_left_and_follows_what_has(db, reader):
    reader("ana")
    send(db)
    arrive(db)
    reader("ben")
    bulk.send(
        db,
        EVERYBODY.where(people.table.c.name == "ben"),
        payload={"key": "classroom.said", "fields": {"text": "hello"}},
        kind="groups",
        at=NOON,
        lane=2,
        batch="post-1",
    )

    bulk.edit(db, "post-1", {"key": "classroom.said", "fields": {"text": "better"}}, NOON)

    sent, waits, follows = rows(db)
    assert ("hello" in sent.payload, "better" in waits.payload) == (True, True)
    assert ("better" in follows.payload, follows.target, follows.chat) == (True, sent.id, "ana")


def test_what_is_taken_back_does_not_leave_and_is_deleted_where_it_arrived(db, reader):
    reader("ana")
    send(db)
    arrive(db)
    reader("ben")
    send(db, batch="post-2")

    bulk.remove(db, "post-1", NOON)
    bulk.remove(db, "post-2", NOON)

    sent, *others = rows(db)
    assert {row.state for row in others if row.target is None} == {State.DEAD}
    [follows] = [row for row in others if row.target is not None]
    assert (follows.target, follows.removes, follows.state) == (sent.id, True, State.WAITING)


def test_an_answer_is_shown_under_each_readers_own_copy(db, reader):
    reader("ana")
    reader("ben")
    send(db)
    arrive(db)

    send(db, batch="post-2", answers="post-1")

    first = {row.chat: f"remote {row.id}" for row in rows(db)[:2]}
    assert {row.chat: row.replies_to for row in rows(db)[2:]} == first


def test_what_was_told_as_a_line_of_the_day_is_changed_and_taken_back_too(db, reader):
    ana = reader("ana")
    notices.choose(db, ana.id, "groups", Way.DAILY)
    send(db, "a slip")
    [row] = rows(db)
    gathered.told(db, [row.id])

    bulk.edit(db, "post-1", {"key": "classroom.said", "fields": {"text": "mended"}}, NOON)
    mended = gathered.find(db, row.id, "telegram", "ana")
    bulk.remove(db, "post-1", NOON)

    assert mended.payload["fields"] == {"text": "mended"}
    assert gathered.find(db, row.id, "telegram", "ana") is None


def test_the_newest_edit_stands_when_what_it_changes_leaves_only_at_the_second_try(db, reader):
    reader("Ana")
    send(db)
    [row] = rows(db)
    sending.attempt(db, [row.id], NOON)
    bulk.edit(db, "post-1", {"key": "classroom.said", "fields": {"text": "older"}}, NOON)
    sending.mark(db, [Outcome(row.id, State.WAITING)])

    bulk.edit(db, "post-1", {"key": "classroom.said", "fields": {"text": "newest"}}, NOON)

    assert all("newest" in one.payload for one in rows(db))


def test_what_was_changed_since_it_was_read_is_not_sent_as_it_was(db, reader):
    reader("ana")
    send(db)
    [letter] = sending.pick(db, "telegram", NOON, 1)
    known = {letter.id: letter.payload}
    bulk.edit(db, "post-1", {"key": "classroom.said", "fields": {"text": "better"}}, NOON)

    assert sending.attempt(db, [letter.id], NOON, known) == set()

    [again] = sending.pick(db, "telegram", NOON, 1)
    assert (again.payload["fields"], again.attempts) == ({"text": "better"}, 0)
    assert sending.attempt(db, [again.id], NOON, {again.id: again.payload}) == {again.id}
