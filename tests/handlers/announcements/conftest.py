"""A coordinator who announces, and teachers who read it, for several of these tests."""

import pytest

from storage import addresses, people
from storage.addresses import Address
from tests.conftest import NOON
from tests.handlers.announced import Desk


@pytest.fixture(params=["telegram", "matrix"])
def desk(request, chats, database, coordinator):
    """A coordinator of Romania on either platform."""
    _, by = coordinator("Rodica", "RO", platform=request.param)
    return Desk(chats, database, by)


@pytest.fixture
def readers(teacher):
    """Three teachers of Romania, and one of elsewhere."""
    for name in ("Ana", "Bogdan", "Corina"):
        teacher(name)
    teacher("Dieter", country="DE")


@pytest.fixture
def low(monkeypatch):
    """Let announcements to more than two people need a second coordinator."""
    monkeypatch.setattr("handlers.campaigning.is_large", lambda _, count: count > 2)


@pytest.fixture
def crowd(database):
    """Make many teachers of Romania at once, on both platforms."""

    def make(number):
        def work(db):
            for one in range(number):
                person = people.add(
                    db,
                    name=f"T{one}",
                    country="RO",
                    role="teacher",
                    standing=people.Standing.VALIDATED,
                    at=NOON,
                )
                address = Address("telegram" if one % 2 else "matrix", f"t{one}")
                known = addresses.add(db, address, f"chat of t{one}", "en", NOON)
                addresses.belong(db, known.id, person.id, NOON)

        database.write(work)

    return make
