"""The coordinator's desk in tests: who sits there, who waits, and everybody who may decide."""

from datetime import timedelta

import pytest

from storage import people
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.offices import Offices
from tests.portal.own import come_in


@pytest.fixture
def maria(coordinator):
    """The coordinator of Romania."""
    return coordinator("Maria", "RO")


@pytest.fixture
def newcomers(teacher, database):
    """Three who wait in Romania, the oldest first, and one in Germany."""
    made = [teacher(name, standing=Standing.WAITING)[0] for name in ("Ana", "Bela", "Cora")]
    made.append(teacher("Dieter", country="DE", standing=Standing.WAITING)[0])

    def age(db):
        for days, one in zip((9, 5, 1, 7), made, strict=True):
            people.change(db, one.id, since=NOON - timedelta(days=days))

    database.write(age)
    return made


@pytest.fixture
def desk(browse, chats, maria, newcomers):
    """Maria's browser, at her desk."""
    browser = come_in(browse, chats, "desk", maria[1])
    browser.get("/desk")
    return browser


def standing(database, person):
    return database.read(people.by_id, person.id).standing


def about(*some):
    return [f"p{one.id} {one.revision}" for one in some]


@pytest.fixture
def office(database, teacher, coordinator):
    """Everybody who may or may not decide, and one thing of each kind."""
    return Offices(database, teacher, coordinator)


@pytest.fixture
def at_desk(browse, chats, office):
    """Let somebody of the office in at their desk."""
    return lambda role: come_in(browse, chats, "desk", office.at[role])
