"""What all tests share: people, and a way to talk to the bot through its front door."""

import gc
import itertools
import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from handlers import turn
from handlers.conversation import Event, Name, Reply
from handlers.packing import unpack
from handlers.turn import Taken
from storage import addresses, coordinators, people, schools
from storage import outbox as outbox_table
from storage.addresses import Address
from storage.db import Database
from storage.people import Standing

#: The databases; pytest takes such a list from the topmost conftest.py only.
pytest_plugins = ["tests.databases"]

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
#: After each file of stories come so many others.
BETWEEN = 9


def pytest_collection_modifyitems(items):
    """Mix stories, which mostly wait, with tests that compute; no story begins near the end."""
    found = {True: {}, False: {}}
    for item in items:
        found["story" in item.path.parts].setdefault(item.path, []).append(item)
    stories, others = (iter(found[kind].values()) for kind in (True, False))
    mixed = [file for story in stories for file in (story, *itertools.islice(others, BETWEEN))]
    items[:] = itertools.chain.from_iterable([*mixed, *others])


def pytest_collection_finish():
    """Look no more through what was collected when rubbish is looked for."""
    gc.collect()
    gc.freeze()


class Chats:
    """Everybody's chats with the bot, as the outbox fills them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.at = NOON
        self._numbers = itertools.count(1)
        self._read = 0

    def send(
        self, text: str, by: Address, *, about: str = "", kind: str = "text", **what
    ) -> list[Reply]:
        """Write something and read what it put into the outbox, for anybody, in order."""
        self._read = self._newest()
        event = self.event(text, by, about=about, kind=kind, **what)
        taken = turn.take(self.database, event, seal=bytes)
        assert taken == Taken.ANSWERED
        return self.new()

    def event(
        self, text: str, by: Address, *, about: str = "", kind: str = "text", **what
    ) -> Event:
        """Make an event as a door makes it."""
        command, words = "", text
        if text.startswith("/"):
            command, _, words = text.removeprefix("/").partition(" ")
        return Event(
            id=str(next(self._numbers)),
            address=by,
            chat=f"chat of {by.user}",
            at=self.at,
            command=command,
            words=words,
            kind=kind,
            about=about,
            seed=secrets.token_bytes(32),
            site="https://etwin.example",
            **what,
        )

    def press(self, label_key: str, reply: Reply, by: Address) -> list[Reply]:
        """Press the button with this text key under a reply."""
        for row in reply.buttons:
            for button in row:
                if _key(button.label) == label_key:
                    return self.send(button.command, by, kind="press")
        raise AssertionError(f"no button {label_key} under {reply.key}")

    def new(self) -> list[Reply]:
        """Read what came into the outbox since the last look, with whom it goes to."""
        with self.database.reading() as db:
            table = outbox_table.table
            query = table.select().where(table.c.id > self._read).order_by(table.c.id)
            rows = db.execute(query).all()
        found = []
        for row in rows:
            self._read = row.id
            if row.removes:
                continue  # it takes a message away, and says nothing
            reply = unpack(json.loads(row.payload))
            user = row.chat.removeprefix("chat of ")
            found.append(replace(reply, to=Address(row.platform, user)))
        return found

    def _newest(self) -> int:
        with self.database.reading() as db:
            return db.scalar(select(func.max(outbox_table.table.c.id))) or 0


def _key(label):
    """Give the text key of a label: of a name, "kind.code"."""
    if isinstance(label, Name):
        return f"{label.kind}.{label.code}"
    return getattr(label, "key", label)


@pytest.fixture
def chats(database):
    """A way to talk to the bot and to read what it answers."""
    return Chats(database)


@pytest.fixture
def send(chats):
    """Shorthand for `chats.send`."""
    return chats.send


@pytest.fixture
def school(database):
    """Make schools."""

    def make(name: str = "Oak School", town: str = "Cluj", country: str = "RO"):
        def work(db):
            known = schools.same(db, country, name, town)
            return known or schools.add(db, name=name, town=town, country=country, at=NOON)

        return database.write(work)

    return make


@pytest.fixture
def teacher(database, school):
    """Make teachers, validated unless said otherwise; they write from Telegram under their name."""

    def make(
        name: str,
        *,
        country: str = "RO",
        standing=Standing.VALIDATED,
        platform="telegram",
        **values,
    ):
        own = values.pop("school", None) or school(f"School of {name}", country=country)
        columns = {
            "role": "teacher",
            "subjects": ("biology",),
            "languages": ("en",),
            "age_min": 9,
            "age_max": 12,
        } | values

        def work(db):
            person = people.add(
                db,
                name=name,
                country=country,
                school_id=own.id,
                standing=standing,
                at=NOON,
                **columns,
            )
            address = Address(platform, name.lower())
            known = addresses.add(db, address, f"chat of {address.user}", "en", NOON)
            addresses.belong(db, known.id, person.id, NOON)
            return person, address

        return database.write(work)

    return make


@pytest.fixture
def coordinator(database):
    """Make coordinators of countries."""

    def make(name: str, *countries: str, platform="telegram"):
        def work(db):
            person = people.add(
                db,
                name=name,
                country=countries[0],
                standing=Standing.STAFF,
                role="coordinator",
                at=NOON,
            )
            address = Address(platform, name.lower())
            known = addresses.add(db, address, f"chat of {address.user}", "en", NOON)
            addresses.belong(db, known.id, person.id, NOON)
            for country in countries:
                coordinators.add(db, person.id, country, NOON)
            return person, address

        return database.write(work)

    return make
