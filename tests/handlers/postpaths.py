"""Paths by which a post could lead past a block (tests/handlers/test_blocking.py)."""

import itertools

from sqlalchemy import func

from storage import group_members, groups, outbox, posts, sending
from storage.outbox import State as Sending
from tests.conftest import NOON

_numbers = itertools.count(1)


def a_post(world):
    """Put all three into a group, where one writes; what they wrote has arrived."""

    def found(db):
        about = {"title": "Poems", "description": "We rhyme.", "languages": ("en",)}
        entry = groups.Entry.OPEN
        group = groups.propose(db, world.third[0].id, NOON, **about, subjects=(), entry=entry)
        for who in (world.one, world.other, world.third):
            group_members.put(db, group.id, who[0].id, group_members.State.IN, NOON)
        return groups.change(db, group, groups.State.ACTIVE, NOON)

    group = world.database.write(found)
    write(world, f"/post {group.id}", world.one, f"Marker of {world.one[0].name}.")
    with world.database.reading() as db:
        return db.scalar(posts.table.select().with_only_columns(func.max(posts.table.c.id)))


def write(world, command, who, text, **what):
    """Let somebody write a post, and let it arrive."""
    if command:
        world.says(command, who)
    world.chats.send(text, who[1], **{"message": f"p{next(_numbers)}"} | what)
    world.database.write(arrived)


def arrived(db):
    """Let everything that waits be sent."""
    for letter in sending.matching(db, outbox.table.c.state == Sending.WAITING):
        sending.mark(db, [sending.Outcome(letter.id, Sending.SENT)])


def answer(world, post, **what):
    """Let the third answer the post."""
    write(world, f"/comment {post}", world.third, "A fine rhyme.", **what)


def an_answer(world):
    """Make a post, and an answer to it that can be changed."""
    post = a_post(world)
    answer(world, post, message=f"answer {post}")
    return post


def change_answer(world, post):
    """Let the third change the answer."""
    words = "A very fine rhyme."
    write(world, "", world.third, words, kind="edit", message=f"answer {post}")


def lists(world):
    """Say where posts are read."""
    with world.database.reading() as db:
        written = db.execute(posts.table.select()).all()
    pages = [f"/posts {post.group_id}" for post in written]
    return [*pages, *(f"/showpost {post.id}" for post in written)]


PATHS = {
    "an answer to their own post": (
        a_post,
        lambda world, post: write(world, f"/comment {post}", world.one, "One more."),
    ),
    "an answer to a post": (a_post, answer),
    "a changed answer to a post": (an_answer, change_answer),
}
