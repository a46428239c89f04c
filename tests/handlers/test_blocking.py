"""A block parts two people: no path leads from one to the other. Rule PAR-5."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.commands import available
from handlers.conversation import Lane
from storage import blocks, contacts, outbox, people
from storage.outbox import State as Sending
from tests.conftest import NOON
from tests.handlers import postpaths
from tests.handlers.paths import PATHS, PLACES, WAITS, World, idea_of, writes

_numbers = itertools.count(1)


@pytest.fixture
def world(chats, database, teacher):
    """Two teachers who can be found by each other and by nobody else's doing."""

    def make():
        number = next(_numbers)
        two = [_findable(database, teacher, f"{name}{number}") for name in ("Ona", "Ulf")]
        chats.at = NOON
        return World(chats, database, *two, teacher(f"Eve{number}"))

    return make


def _findable(database, teacher, name):
    person, address = teacher(name, country="RO", about=f"Marker of {name}.")

    def work(db):
        people.set_available(db, person.id, True)
        found = people.by_id(db, person.id)
        available.renew(db, found, NOON)
        return found

    return database.write(work), address


def reaches(world, path, blocker):
    """Block, try the path, look around; give what the other got that tells of the one."""
    before, tries = PATHS[path]
    known = before(world)
    blocked = world.one if blocker is world.other else world.other
    world.says(f"/block {blocked[0].id}", blocker)
    found = told(world, lambda: (tries(world, known), look_around(world)))
    name = world.one[0].name
    signs = (name, f"Marker of {name}", "@handle_of_one")
    return [reply.key for reply in found if any(sign in str(reply) for sign in signs)]


def look_around(world):
    for place in (*PLACES, *postpaths.lists(world)):
        world.says(place, world.other)


def told(world, happens):
    """Give all that the other is told while something happens."""
    start = world.chats._newest()
    happens()
    world.chats._read = start
    return [reply for reply in world.chats.new() if reply.to == world.other[1]]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("is_blocked", [True, False])
def test_no_path_leads_past_a_block(world, path, is_blocked):
    made = world()
    blocker = made.other if is_blocked else made.one

    assert reaches(made, path, blocker) == []
    with made.database.reading() as db:
        assert not contacts.are(db, made.one[0].id, made.other[0].id)


@pytest.mark.parametrize("path", sorted(set(PATHS) - WAITS))
def test_without_a_block_each_of_these_paths_leads_there(world, path):
    made = world()
    before, tries = PATHS[path]
    known = before(made)

    assert told(made, lambda: tries(made, known))


@given(
    paths=st.lists(st.sampled_from(sorted(PATHS)), min_size=1, max_size=4),
    is_blocked=st.booleans(),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_blocked_people_never_reach_the_one_who_blocked_them(world, paths, is_blocked):
    made = world()
    blocker = made.other if is_blocked else made.one

    for path in paths:
        assert reaches(made, path, blocker) == []


def test_a_block_is_at_once_also_for_what_is_on_its_way(world, database, chats):
    made = world()
    made.join()
    chats.at = NOON + timedelta(hours=11)  # at night: it waits for the morning
    writes(made, None)

    made.says(f"/block {made.one[0].id}", made.other)

    with database.reading() as db:
        rows = db.execute(outbox.table.select().where(outbox.table.c.lane == Lane.REPLY)).all()
    letters = [row for row in rows if "contacts.message" in row.payload or row.why == "blocked"]
    assert [Sending(row.state) for row in letters] == [Sending.DEAD]


def test_an_answer_that_quotes_the_blocked_does_not_arrive_in_the_morning(world, database, chats):
    made = world()
    post = postpaths.a_post(made)
    chats.at = NOON + timedelta(hours=11)  # at night: it waits for the morning
    made.says(f"/comment {post}", made.third)
    made.says("A fine rhyme.", made.third)

    made.says(f"/block {made.one[0].id}", made.other)

    with database.reading() as db:
        posted = outbox.table.select().where(outbox.table.c.batch != "")
        rows = db.execute(posted.order_by(outbox.table.c.id)).all()
    whys = [row.why for row in rows if row.chat == f"chat of {made.other[1].user}"]
    assert whys == ["", "blocked"]


def test_the_blocked_are_told_nothing_and_it_is_undone_by_a_button(world, chats, database):
    made = world()
    made.join()

    replies = made.says(f"/block {made.one[0].id}", made.other)
    assert {reply.to for reply in replies} == {made.other[1]}
    chats.press("blocks.undo", replies[0], made.other[1])

    with database.reading() as db:
        assert not blocks.between(db, made.one[0].id, made.other[0].id)
        assert contacts.are(db, made.one[0].id, made.other[0].id)


def test_blocked_people_are_listed_and_can_be_taken_back(world, chats):
    made = world()
    made.join()
    made.says(f"/block {made.one[0].id}", made.other)

    [list_] = made.says("/blocked", made.other)
    assert list_.fields["count"] == 1
    [undone] = chats.press("blocks.undo_name", list_, made.other[1])

    assert undone.key == "blocks.undone"
    assert made.says("/blocked", made.other)[0].key == "blocks.none"


def test_the_name_of_somebody_never_met_is_not_told_by_blocking_them(world):
    made = world()
    idea = idea_of(made, made.one)

    made.says(f"/block i{idea}", made.other)

    [list_] = made.says("/blocked", made.other)
    assert made.one[0].name not in str(list_)
    assert made.says("/ideas", made.other)[0].key == "ideas.nothing"


def test_nobody_blocks_themself_or_nobody(world):
    made = world()

    for whom in (made.other[0].id, 0, "x", "i77"):
        assert made.says(f"/block {whom}", made.other)[0].key == "contacts.not_yours"
    assert made.says("/unblock 77", made.other)[0].key == "blocks.none"


def test_a_block_ends_also_an_interest(world, database):
    made = world()
    made.says(f"/block {made.one[0].id}", made.other)

    for who, whom in ((made.one, made.other), (made.other, made.one)):
        assert made.says(f"/interested {whom[0].id}", who)[0].key == "matches.gone"
