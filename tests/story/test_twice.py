"""What comes twice, on either platform, counts once."""

import json
from contextlib import closing

import pytest

from storage import addresses, outbox, people
from tests.story import chapters
from tests.story.faults import death
from tests.story.founding import address_of
from tests.story.mortal import Mortal
from tests.story.people import MatrixPerson

#: What no two people have in common.
OWN = {"id", "name", "school_id", "since", "active_at", "registered_at"}


@pytest.fixture(scope="module")
def mortal(stage_in, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twice")
    with stage_in(folder) as stage, closing(Mortal(stage)) as mortal:
        mortal.start()
        yield mortal


@pytest.fixture(scope="module")
def ben(mortal):
    """Somebody whose every word came once."""
    with closing(MatrixPerson(mortal.stage, "Ben", is_encrypted=True)) as ben:
        chapters.registers(ben, "Romania", "Cluj")
        yield ben


def test_updates_of_telegram_that_come_twice_change_nothing(mortal, ben, somebody):
    ana = somebody(mortal.stage, "Ana", "telegram")
    mortal.stage.loop.call(setattr, mortal.stage.world, "deliver_twice", True)

    chapters.registers(ana, "Romania", "Cluj")
    # What was repeated stands before this in Telegram's answer.
    ana.say("/help")
    ana.sees("help.topics")

    assert said_to(mortal, ana) == [*said_to(mortal, ben), "help.topics"]
    assert len(ana.texts()) == len(said_to(mortal, ana))
    assert registered(mortal, ana) == registered(mortal, ben)


def test_a_sync_of_matrix_that_is_read_again_changes_nothing(mortal, ben, somebody):
    tim = somebody(mortal.stage, "Tim", "matrix", is_encrypted=True)

    with mortal.dying(*[death("before", "advance", count=count) for count in (1, 3, 5)]):
        chapters.registers(tim, "Romania", "Cluj")
    tim.listens()

    assert said_to(mortal, tim) == said_to(mortal, ben)
    assert [text.replace("Tim", "Ben") for text in tim.texts()] == ben.texts()
    assert registered(mortal, tim) == registered(mortal, ben)


def said_to(mortal, person):
    """List the keys of what a person was told."""
    known = mortal.database.read(addresses.by_user, address_of(person))
    table = outbox.table.c
    letters = mortal.letters(table.platform == known.platform, table.chat == known.chat)
    return [json.loads(one.payload)["key"] for one in letters]


def registered(mortal, person):
    """Read somebody's registration, but what is theirs alone."""

    def look(db):
        known = addresses.by_user(db, address_of(person))
        row = db.execute(people.table.select().where(people.table.c.id == known.person_id)).one()
        return {name: value for name, value in row._mapping.items() if name not in OWN}

    return mortal.database.read(look)
