"""What we hold about somebody as their own page says it: in words, whatever it is. Rule REG-6."""

import re
from datetime import timedelta

import pytest

from handlers import mypage, words
from storage import belongings, blocks, codes, exports, newest, notices
from storage.belongings import RULES
from storage.codes import Purpose
from storage.db import metadata
from storage.notices import Way
from tests import makers
from tests.conftest import NOON
from tests.handlers.test_mydata import plant

COLUMNS = dict(belongings.columns())
#: What only a program would call something: a text's key, a column, a class of ours.
INNARDS = re.compile(r"\b[a-z]+[._][a-z_]+\b")


def lines(database, who, language="en"):
    """Say everything that the page shows, a line for each, by kind."""
    said = {}
    for section in database.read(mypage.sections, who.id):
        for kind in section.kinds:
            said[kind.name.code] = [
                " ".join(words.plain(language, one) for one in (fact.what, fact.where) if one)
                for fact in kind.facts
            ]
    return said


@pytest.fixture
def full(chats, teacher, database):
    """A teacher of whom there is something of many kinds."""
    ana, at = teacher("Ana Pop")
    ben, _ = teacher("Ben", country="DE", is_available=True)
    chats.send("/mydata page", at)

    def work(db):
        notices.choose(db, ana.id, "groups", Way.DAILY)
        notices.keep_quiet(db, ana.id, 20, 6)
        project = makers.project(db, (ana, ben), NOON, title="Rivers")
        lasts = timedelta(minutes=10)
        codes.make(db, "C", Purpose.ME, "1", at=NOON, lasts=lasts, person_id=ana.id)
        exports.ask(db, project.id, ana.id, NOON)
        blocks.add(db, ana.id, ben.id, NOON)

    database.write(work)
    return ana


def test_no_innards_stand_there(database, full):
    said = lines(database, full)

    assert [one for found in said.values() for one in found if INNARDS.search(one)] == []
    assert said["notice_ways_person_id"] == ["Groups: daily"]
    assert said["quiet_hours_person_id"][0].startswith("Nothing comes between 20:00 and 6:00")
    assert said["addresses_person_id"] == ["Telegram: ana pop"]
    assert said["exports_asked_by"] == ["Rivers"]
    assert said["codes_person_id"] == [""] * len(said["codes_person_id"])
    assert set(said["messages"]) <= {"Sent", "Waits to be sent"}


def test_it_is_french_in_french(database, full):
    said = lines(database, full, "fr")

    assert said["blocks_person_id"] == ["un enseignant (Allemagne)"]
    assert said["notice_ways_person_id"][0].endswith("chaque jour")


def test_a_kind_of_which_nothing_can_be_said_counts_no_others(db):
    """What hides its only words is "in the file", and not "one more of them"."""
    me = plant(db, metadata.tables["people"])
    plant(db, metadata.tables["meeting_guests"], {"person_id": me})

    [kind] = [
        kind
        for section in mypage.sections(db, me)
        for kind in section.kinds
        if kind.name.code == "meeting_guests_person_id"
    ]

    assert (kind.count, kind.facts) == (1, [])


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.says))
def test_every_kind_is_counted(db, name):
    column = COLUMNS[name]
    me = plant(db, metadata.tables["people"])
    plant(db, column.table, {column.name: me})

    held = newest.of_person(db, me, 20)

    assert held[name].count == 1


def test_only_the_newest_are_read(database, teacher):
    who, _ = teacher("Ana")

    def work(db):
        for number in range(30):
            plant(db, metadata.tables["warnings"], {"person_id": who.id, "words": f"W {number}"})
        return newest.of_person(db, who.id, 20)["warnings.person_id"]

    held = database.write(work)

    assert held.count == 30
    assert [row["words"] for row in held.rows] == [f"W {number}" for number in range(29, 9, -1)]
