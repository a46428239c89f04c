"""Teachers who can be found, somebody who searches, and months counted."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from storage import counting, partner_cards, partners, people, statistics
from storage.partner_cards import Card
from storage.partners import Own, Wish
from storage.subjects import SUBJECTS
from tests import makers
from tests.storage.months import OCTOBER, OVER

TODAY = date(2026, 10, 5)
NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def someone(db):
    """Register people and give their ids."""

    def make(country="FR"):
        added = people.add(
            db,
            at=NOON,
            standing=people.Standing.VALIDATED,
            name="Ana",
            country=country,
            role="teacher",
        )
        return added.id

    return make


@pytest.fixture
def listed(db, someone):
    """List teachers who can be found; give their ids."""

    def make(text="", at=NOON, **values):
        told = {
            "person_id": someone(),
            "country": "FR",
            "kind": "secondary",
            "languages": ("en",),
            "subjects": ("biology",),
            "ages": (11, 13),
            "active_on": TODAY,
        } | values
        card = Card(**told)
        partner_cards.refresh(db, card, text, at)
        return card.person_id

    return make


@pytest.fixture
def own(someone):
    """Who searches: a teacher of biology and art in Romania."""
    return Own(someone("RO"), "RO", ("ro", "en"), ("biology", "art"), (11, 14))


@pytest.fixture
def find(db, own):
    """Search and give the ids found."""

    def search(wish=Wish(), by=None, **values):  # noqa: B008
        return [hit.person_id for hit in partners.search(db, wish, by or own, TODAY, **values)]

    return search


@pytest.fixture
def crowd(listed):
    """List 120 teachers drawn by chance."""
    chance = random.Random(7)
    for _ in range(120):
        age = chance.randrange(3, 17)
        listed(
            country=chance.choice(["FR", "RO", "AZ", "IS"]),
            languages=tuple(chance.sample(["en", "fr", "ro", "de", "az"], chance.randrange(1, 4))),
            subjects=tuple(chance.sample(SUBJECTS[:8], chance.randrange(1, 4))),
            ages=chance.choice([None, (age, age), (age, age + 2), (age, age + 5)]),
            active_on=TODAY - timedelta(days=chance.randrange(90)),
            text=" ".join(chance.sample(["water", "music", "robots", "robotics", "rivers"], 2)),
        )


@pytest.fixture
def many(database):
    """Make teachers of a country."""
    numbers = iter(range(10_000))

    def make(country, how_many, at=NOON, **values):
        def work(db):
            return [
                makers.teacher(db, f"T{next(numbers)}", country, at, **values)
                for _ in range(how_many)
            ]

        return database.write(work)

    return make


@pytest.fixture
def count(database):
    """Count what is due, and read what is known of a month."""

    def run(at=OVER, month=OCTOBER, country="RO"):
        while database.write(counting.count_months, at):
            pass
        with database.reading() as db:
            return statistics.of_country(db, country, month, month).get(month, {})

    return run
