"""What a new sandbox begins with."""

from bot.sandbox import seed
from bot.sandbox.cast import CAST, KNOWN
from storage import addresses, coordinators, groups, ideas, partners, people, schools, seminars
from storage.addresses import Address
from storage.partners import Own, Wish
from tests.conftest import NOON


def test_search_finds_teachers_and_says_why(db):
    seed.fill(db, NOON)

    own = Own(0, "RO", ("en",), ("mathematics",), (9, 12))
    hits = partners.search(db, Wish(), own, NOON.date(), limit=20)

    assert len(hits) == len(seed.TEACHERS)
    assert {"ages", "languages", "subjects"} <= {reason.kind for reason in hits[0].reasons}
    assert all(people.by_id(db, hit.person_id).about for hit in hits)


def test_newcomers_find_a_school_of_their_country(db):
    seed.fill(db, NOON)

    assert len(schools.search(db, "RO", "cluj")) == 2
    assert [one.name for one in schools.search(db, "DE", "goethe")] == ["Goethe-Gymnasium"]


def test_bot_knows_the_accounts_of_those_who_are_not_new(db):
    seed.fill(db, NOON)

    known = [part for part in CAST if addresses.by_user(db, Address(part.platform, part.user))]
    assert known == list(KNOWN)
    assert coordinators.countries(db) == ["*", "DE", "RO"]


def test_there_is_a_group_to_join_and_seminars_and_ideas_to_look_at(db):
    seed.fill(db, NOON)

    assert [one.title for one in groups.search(db, groups.Wish(), 5)] == ["Songs across borders"]
    assert len(seminars.upcoming(db, NOON, limit=5)) == 2
    assert ideas.search(db, ideas.Sought(), 0, "RO", NOON)[1] == 2


def test_database_in_use_is_left_as_it_is(db):
    assert seed.fill(db, NOON)

    assert not seed.fill(db, NOON)

    assert len(coordinators.of_country(db, "RO")) == 1
