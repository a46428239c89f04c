"""Schools: entering one, finding it again by parts of its name and town."""

from datetime import UTC, datetime

import pytest

from storage import schools

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def add(db):
    """Enter schools, of Romania unless said otherwise."""

    def make(name, town="Cluj", country="RO", **values):
        return schools.add(db, name=name, town=town, country=country, at=NOON, **values)

    return make


def names(found):
    return [school.name for school in found]


def test_a_school_is_kept_as_it_was_entered(db, add):
    school = add("Liceul Nr. 3", "Târgu Mureș", kind="secondary")

    assert schools.by_id(db, school.id) == school
    assert (school.name, school.town, school.country) == ("Liceul Nr. 3", "Târgu Mureș", "RO")
    assert (school.kind, school.created_at) == ("secondary", NOON)
    assert schools.by_id(db, school.id + 1) is None


def test_an_unknown_kind_of_school_is_an_error(add):
    with pytest.raises(ValueError, match="kind"):
        add("Oak School", kind="castle")


@pytest.mark.parametrize("text", ["oak", "OA", "scho oak", "cluj oak", "ŏak  Schóol", "oak, cluj"])
def test_every_typed_word_begins_a_word_of_name_or_town(db, add, text):
    add("Oak School")
    add("Elm School", "Iași")

    assert names(schools.search(db, "RO", text)) == ["Oak School"]


@pytest.mark.parametrize("text", ["oak elm", "ak", "chool", "oakx", "", "?!"])
def test_nothing_is_found_where_a_word_does_not_fit(db, add, text):
    add("Oak School")
    add("Elm School")

    assert schools.search(db, "RO", text) == []


def test_only_schools_of_the_country_are_found(db, add):
    add("Oak School", country="MT")

    assert schools.search(db, "RO", "oak") == []
    assert names(schools.search(db, "MT", "oak")) == ["Oak School"]


def test_nearly_complete_words_come_first_and_no_school_twice(db, add):
    add("Paulina Paulescu", "Paulești")
    add("Paula")
    add("Paul")
    for number in range(8):
        add(f"Pavel {number}")

    assert names(schools.search(db, "RO", "paul")) == ["Paul", "Paula", "Paulina Paulescu"]
    assert len(schools.search(db, "RO", "pa")) == 6
    assert len(schools.search(db, "RO", "p", limit=9)) == 9


def test_a_rare_word_is_found_among_thousands_with_the_common_one(db, add):
    for number in range(2100):
        add(f"Gymnasium {number:04d}")
    add("Gymnasium Zebra")

    assert names(schools.search(db, "RO", "gymnasium zeb")) == ["Gymnasium Zebra"]
    assert schools.search(db, "RO", "gymnasium yak") == []


def test_the_same_school_is_noticed_however_it_is_spelt(db, add):
    first = add("Școala Nr. 5", "Iași")
    add("Școala Nr. 5", "Iași")

    assert schools.same(db, "RO", " scoala nr 5", "IASI") == first
    assert schools.same(db, "RO", "Scoala Nr. 6", "Iași") is None
    assert schools.same(db, "RO", "Scoala Nr. 5", "Cluj") is None
    assert schools.same(db, "MD", "Scoala Nr. 5", "Iași") is None
