"""Groups and their members for tests: made through the front door where that is short."""

import itertools
from dataclasses import replace

from handlers import turn
from handlers.rich import Rich
from handlers.turn import Taken
from storage import contacts, deliveries, group_members, groups, outbox, posts, sending
from storage.group_members import Role
from storage.group_members import State as Part
from storage.groups import State
from storage.outbox import State as Sending
from tests.conftest import NOON

PLAN = {
    "title": "Rivers of Europe",
    "description": "We measure rivers and compare.",
    "aims": "",
    "languages": ("en",),
    "subjects": ("biology",),
    "entry": "open",
}
PLAN_OF_LAKES = {
    "title": "Lakes",
    "description": "Le lac Léman",
    "aims": "",
    "languages": ("fr", "de"),
    "subjects": ("geography",),
    "entry": "open",
}
_messages = itertools.count(1)


class Circles:
    """Groups put straight into the database, and what is written to them."""

    def __init__(self, database, chats):
        self.database = database
        self.chats = chats

    def make(self, moderator, *members, state=State.ACTIVE, at=NOON, **plan):
        """Make a running group of a moderator and members."""

        def work(db):
            made = groups.propose(db, moderator.id, at, **PLAN | plan)
            group_members.put(db, made.id, moderator.id, Part.IN, at, Role.MODERATOR)
            for one in members:
                group_members.put(db, made.id, one.id, Part.IN, at)
            return groups.change(db, made, state, at)

        return self.database.write(work)

    def befriend(self, one, other):
        """Make two people contacts."""

        def work(db):
            asked = contacts.ask(db, one.id, other.id, "Hello", NOON)
            contacts.answer(db, asked, contacts.State.ACCEPTED, NOON)

        self.database.write(work)

    def write(self, text, by, *, kind="text", message="", rich=None, file=None, about=""):
        """Let somebody write a message that has an id on its platform, as both have."""
        event = self.chats.event(text, by, kind=kind, about=about)
        message = message or f"m{next(_messages)}"
        event = replace(event, message=message, rich=rich or Rich(event.words), file=file)
        self.chats._read = self.chats._newest()
        assert turn.take(self.database, event, seal=bytes) == Taken.ANSWERED
        return self.chats.new()

    def post(self, group, text, by, **what):
        """Let a member write to a group."""
        self.chats.send(f"/post {group.id}", by)
        return self.write(text, by, **what)

    def of(self, group):
        """Read a group as it is now."""
        with self.database.reading() as db:
            return groups.by_id(db, group.id)

    def part(self, group, person):
        """Read what somebody is in a group."""
        with self.database.reading() as db:
            return group_members.of_person(db, group.id, person.id)


def keys(replies):
    """List the text keys of replies."""
    return [reply.key for reply in replies]


def labels(reply):
    """List the commands of a reply's buttons."""
    return [button.command for row in reply.buttons for button in row]


def rows(database):
    """Read the outbox's rows for posts, in order."""
    with database.reading() as db:
        query = outbox.table.select().where(outbox.table.c.batch != "")
        return db.execute(query.order_by(outbox.table.c.id)).all()


def deliver(database, batch):
    """Let the copies of a post arrive, each under an id of its own."""

    def work(db):
        mine = (outbox.table.c.batch == batch) & outbox.table.c.target.is_(None)
        for row in db.execute(outbox.table.select().where(mine)).all():
            sending.mark(db, [sending.Outcome(row.id, Sending.SENT)])
            deliveries.add(db, [deliveries.Delivery(row.id, 0, row.chat, f"r{row.id}")])

    database.write(work)


def newest(database):
    with database.reading() as db:
        every = db.execute(posts.table.select().order_by(posts.table.c.id)).all()
        return posts.by_id(db, every[-1].id)
