"""Blocking: whoever is blocked reaches the one who blocked them by no path. Rule PAR-5.

A path that is new goes into PATHS: what there may be before the block, and what is tried after it.
"""

import itertools
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import matching, turn
from handlers.commands import available
from handlers.conversation import Lane
from storage import blocks, contacts, group_members, groups, ideas, merging, outbox, people
from storage.outbox import State as Sending
from tests.conftest import NOON
from tests.handlers import postpaths

_numbers = itertools.count(1)


@dataclass
class World:
    """Two teachers who can be found, one of whom is about to block the other."""

    chats: object
    database: object
    #: Who is blocked, or who blocked, and tries to reach `other`.
    one: tuple
    other: tuple
    #: Somebody between them whom no block concerns.
    third: tuple

    def says(self, text, who):
        return self.chats.send(text, who[1])

    def join(self):
        """Make them contacts."""
        self.database.write(contacts.join, self.one[0].id, self.other[0].id, NOON)

    def push(self, days):
        """Let the days pass on which matches are told."""
        at = self.chats.at + timedelta(days=days)
        while self.database.write(matching.match_push, at):
            pass

    def asks(self, who, whom):
        self.says(f"/contact {whom[0].id}", who)
        return self.says("Shall we work together?", who)


def contact_of(world):
    with world.database.reading() as db:
        return contacts.between(db, world.one[0].id, world.other[0].id)


def idea_of(world, who):
    """Post an idea of somebody and give its number."""
    draft = ideas.Draft(
        title=f"Idea of {who[0].name}",
        text=f"{who[0].about} and more.",
        ages=(9, 12),
        languages=("en",),
        subjects=("biology",),
        countries=(),
        starts_on=date(2026, 12, 1),
    )
    return world.database.write(ideas.post, who[0].id, draft, world.chats.at).id


def nothing(world):
    return None


def a_saved_search(world):
    world.says("/partners", world.other)
    world.says("/save", world.other)
    world.push(0)


def is_new_again(world, _):
    """Be found anew, so that saved searches bring it."""
    world.says("/available off", world.one)
    world.says("/available on", world.one)
    world.says(f"{world.one[0].about} Quite new.", world.one)
    world.push(2)


def accepts(world, _):
    contact = contact_of(world)
    world.says(f"/accept {contact.id if contact else 0}", world.one)


def writes(world, _):
    world.says(f"/write {world.other[0].id}", world.one)
    world.says("Hello there, it is me.", world.one)


def shows_address(world, _):
    event = world.chats.event(f"/showaddress {world.other[0].id} yes", world.one[1])
    turn.take(world.database, replace(event, handle="@handle_of_one"), seal=bytes)


def asks_about_idea(world, idea):
    world.says(f"/wants {idea}", world.one)
    world.says("I would like to do this.", world.one)


def types_code(world, code):
    world.says(code, world.one)
    world.says("We met at the seminar.", world.one)


def code_of_other(world):
    return world.says("/mycode", world.other)[0].fields["command"].text


#: What there may be before the block, and what is tried after it.
def posts_at_night(world):
    """Let one write to a group in which both are; the other is told in the morning."""

    def found(db):
        about = {"title": "Songs", "description": "We sing.", "languages": ("en",)}
        group = groups.propose(
            db, world.one[0].id, NOON, **about, subjects=(), entry=groups.Entry.OPEN
        )
        groups.change(db, group, groups.State.ACTIVE, NOON)
        for who in (world.one, world.other):
            group_members.put(db, group.id, who[0].id, group_members.State.IN, NOON)
        return group

    group = world.database.write(found)
    world.chats.at = NOON + timedelta(hours=10)
    world.says(f"/post {group.id}", world.one)
    world.says("We sang all night.", world.one)


def merges(world):
    """Let one have registered twice, and be one again; old buttons name the second."""

    def work(db):
        kept = people.by_id(db, world.one[0].id)
        answers = ("name", "country", "school_id", "role", "standing", "subjects", "languages")
        answers += ("age_min", "age_max", "is_available")
        said = {name: getattr(kept, name) for name in answers}
        twin = people.add(db, at=NOON, **said)
        available.renew(db, merging.merge(db, kept, twin, NOON), NOON)
        return twin

    world.one = (world.database.write(work), world.one[1])


PATHS = {
    "merged": (merges, lambda world, _: world.asks(world.one, world.other)),
    "a request": (nothing, lambda world, _: world.asks(world.one, world.other)),
    "a request that waits": (lambda world: world.asks(world.one, world.other), lambda *_: None),
    "a request begun": (
        lambda world: world.says(f"/contact {world.other[0].id}", world.one),
        lambda world, _: world.says("Shall we work together?", world.one),
    ),
    "an acceptance": (lambda world: world.asks(world.other, world.one), accepts),
    "a letter": (World.join, writes),
    "a letter begun": (
        lambda world: (world.join(), world.says(f"/write {world.other[0].id}", world.one)),
        lambda world, _: world.says("Hello there, it is me.", world.one),
    ),
    "an address": (World.join, shows_address),
    "an idea": (lambda world: idea_of(world, world.one), lambda *_: None),
    "a request for an idea": (lambda world: idea_of(world, world.other), asks_about_idea),
    "a saved search": (a_saved_search, is_new_again),
    "an interest": (
        lambda world: world.says(f"/interested {world.one[0].id}", world.other),
        lambda world, _: (
            world.says(f"/interested {world.other[0].id}", world.one),
            world.push(3),
        ),
    ),
    "a new interest": (
        nothing,
        lambda world, _: (
            world.says(f"/interested {world.other[0].id}", world.one),
            world.push(3),
        ),
    ),
    "a code": (code_of_other, types_code),
    "a post in the night": (posts_at_night, lambda *_: None),
    **postpaths.PATHS,
}
#: Paths on which all is done before the block comes.
WAITS = {"a request that waits", "an idea", "a post in the night"}
#: Where the other may meet them without their doing.
PLACES = ("/partners", "/partners next", "/contacts", "/contacts page 1", "/ideas", "/ideas next")


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
