"""A post to many members on its way: answers go before it, and a removal takes it back."""

from datetime import UTC, datetime

import pytest

from bot.delivery import Limits
from handlers.conversation import Event
from handlers.rich import Rich
from storage import addresses, group_members, groups, notices
from storage.addresses import Address
from storage.group_members import Role, State
from tests import makers

MEMBERS = 90
POST = "Who measures the Danube?"


@pytest.fixture
def say(stage):
    """Let somebody say something to the bot, as the door takes it."""
    numbers = iter(range(1, 1000))

    async def say(one, said, message=""):
        command, _, words = said.removeprefix("/").partition(" ")
        is_command = said.startswith("/")
        event = Event(
            id=str(next(numbers)),
            address=Address("telegram", str(one.id)),
            chat=str(one.id),
            at=datetime.now(UTC),
            command=command if is_command else "",
            words=words if is_command else said,
            rich=Rich(said),
            message=message,
            seed=bytes(32),
        )
        await stage.turns.take([event])

    return say


def settle_in(db, people):
    """Make a group of all of these; the first is its moderator."""
    now = datetime.now(UTC)
    first, *others = [_teacher(db, one, now) for one in people]
    about = {"title": "Rivers", "description": "We measure.", "languages": ("en",)}
    group = groups.propose(db, first, now, entry="open", **about)
    group_members.put(db, group.id, first, State.IN, now, Role.MODERATOR)
    for one in others:
        group_members.put(db, group.id, one, State.IN, now)
    groups.change(db, group, groups.State.ACTIVE, now)


def _teacher(db, one, now):
    """Make somebody a teacher who is told things at every hour."""
    known = addresses.add(db, Address("telegram", str(one.id)), str(one.id), "en", now)
    person = makers.teacher(db, f"T{one.id}", "RO", now)
    addresses.belong(db, known.id, person.id, now)
    notices.keep_quiet(db, person.id, 0, 0)
    return person.id


def posts_of(person):
    return [one.text for one in person.messages if one.from_bot and POST in one.text]


async def test_an_answer_leaves_before_the_copies_of_a_post_that_waited_before_it(stage, say):
    stage.limits = Limits(per_second=30, chat_seconds=0.01)
    author, *members = [stage.person() for _ in range(MEMBERS)]
    await stage.turns.write(settle_in, [author, *members])
    await say(author, "/post 1")
    await say(author, POST)
    stage.deliver()
    await stage.world.calls.reach("sendMessage", 24)

    await say(members[0], "/help all")
    await members[0].waits_for("/partners")

    sent = [call.params["text"] for call in stage.world.calls.of("sendMessage")]
    assert sum(POST in text for text in sent) < MEMBERS - 1
    await stage.settled(20)
    assert all(len(posts_of(member)) == 1 for member in members)
    assert posts_of(author) == []


async def test_what_is_taken_back_is_gone_from_every_chat(stage, say):
    author, *members = [stage.person() for _ in range(4)]
    await stage.turns.write(settle_in, [author, *members])
    await say(author, "/post 1")
    await say(author, POST)
    stage.deliver()
    await stage.settled()
    assert all(len(posts_of(member)) == 1 for member in members)

    await say(author, "/takeback 1")
    await stage.settled()

    assert all(posts_of(member) == [] for member in members)
