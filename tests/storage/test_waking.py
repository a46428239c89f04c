"""What one process tells, another hears at once."""

import select

import pytest

from storage import waking
from storage.db import DatabaseAway
from tests.storage.test_db import end_connections


@pytest.fixture
def ear(postgresql):
    made = waking.Ear(postgresql)
    yield made
    made.close()


def is_told(ear, seconds):
    return bool(select.select([ear.fileno()], [], [], seconds)[0])


def test_what_is_told_is_heard_when_it_is_committed(postgresql, ear):
    with postgresql.transaction() as db:
        waking.tell(db, "news")
        assert not is_told(ear, 0.1)

    assert is_told(ear, 5)
    assert ear.heard() == ["news"]
    assert ear.heard() == []


def test_the_longest_news_can_be_told(postgresql, ear):
    postgresql.write(waking.tell, "é" * (waking.MOST_BYTES // 2))

    assert is_told(ear, 5)
    assert ear.heard() == ["é" * (waking.MOST_BYTES // 2)]


def test_a_database_that_went_away_is_noticed(postgresql, ear):
    end_connections(postgresql)
    postgresql.engine.dispose()  # what the other tests take must not be broken

    with pytest.raises(DatabaseAway):
        hear_for_ever(ear)


def hear_for_ever(ear):
    while is_told(ear, 5):
        ear.heard()
