"""On which paths one teacher may reach another: a new one goes into PATHS.

Each has what there may be before a block, and what is tried after it.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers import matching, turn
from handlers.commands import available
from storage import contacts, group_members, groups, ideas, merging, people
from tests.conftest import NOON
from tests.handlers import postpaths


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
