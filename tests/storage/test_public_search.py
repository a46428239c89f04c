"""What the public finds is what a plain look at every project finds, on both databases. POR-5."""

import random

import pytest
from sqlalchemy import insert, select

from storage import members, projects, public_hits, public_search, public_words, schools
from storage.public_search import Term, Wish
from storage.public_words import AGES, Part
from storage.words import known_as, typed
from tests import makers
from tests.conftest import NOON

WORDS = ("water", "watch", "song", "łódź", "l’école", "mill", "river", "art")
SUBJECTS = ("art", "biology", "music")
COUNTRIES = ("RO", "DE", "FR")
STATES = (*projects.PUBLIC, projects.State.ACTIVE, projects.State.NSS)


@pytest.fixture
def chance():
    return random.Random(7)


@pytest.fixture
def made(db, chance):
    """Sixty projects of five teachers, of all kinds; by their ids."""
    teachers = [makers.teacher(db, f"T{n}", COUNTRIES[n % 3], NOON) for n in range(5)]
    found = {}
    for _ in range(60):
        youngest = chance.randrange(3, 18)
        plan = {
            "title": " ".join(chance.sample(WORDS, 2)),
            "description": " ".join(chance.sample(WORDS, 3)),
            "subjects": tuple(chance.sample(SUBJECTS, 1)),
            "languages": tuple(chance.sample(("en", "fr"), 1)),
            "age_min": youngest,
            "age_max": youngest + 2,
        }
        founders = chance.sample(teachers, 2)
        one = makers.project(db, founders, NOON, **plan)
        one = projects.change(db, one, chance.choice(STATES), NOON)
        found[one.id] = (one, founders)
    return found


def _plainly(db, made, wish, chosen):
    """Look at every project as somebody with much time would."""
    found = []
    for one, founders in made.values():
        places = [schools.by_id(db, who.school_id) for who in founders]
        codes = {public_words.country(place.country) for place in places}
        codes |= {public_words.subject(each) for each in one.subjects}
        codes |= {public_words.language(each) for each in one.languages}
        codes |= {
            public_words.age(number)
            for number, (first, last) in enumerate(AGES)
            if one.age_min <= last and first <= one.age_max
        }
        words = known_as(one.title) | known_as(one.description)
        words |= {word for place in places for word in known_as(place.town)}
        fits = all(
            any(word.startswith(term.word) for word in words) or set(term.codes) & codes
            for term in wish.terms
        )
        if one.is_public and fits and set(wish.codes) <= codes:
            in_title = not wish.terms or any(
                word.startswith(term.word) for term in chosen for word in known_as(one.title)
            )
            found.append((in_title, one.id))
    return found


def _wish(chance):
    terms = []
    for word in chance.sample(WORDS, chance.choice((0, 1, 1, 2))):
        folded = chance.choice(typed(word))
        codes = chance.choice(((), (), (":s:art", ":c:FR")))
        terms.append(Term(folded[: chance.randrange(2, 6)], codes))
    codes = chance.sample((":c:RO", ":s:art", ":l:fr", ":a:2"), chance.choice((0, 0, 1, 2)))
    return Wish(tuple(terms), tuple(sorted(codes)))


@pytest.mark.parametrize("is_full", [False, True])
def test_a_search_finds_what_a_plain_look_finds(db, made, chance, is_full):
    public_search._counts.clear()
    if is_full:  # so many words that none is rare any more
        hidden = next(one for one, _ in made.values() if not one.is_public)
        many = [f"{part}{n}" for word in WORDS for part in typed(word) for n in range(3000)]
        rows = [{"word": one, "project_id": hidden.id, "part": 9} for one in many]
        db.execute(insert(public_words.projects), rows)

    for _ in range(80):
        wish = _wish(chance)
        found = public_search.find(db, wish)
        wanted = [number for _, number in _plainly(db, made, wish, ())]
        assert sorted(found) == sorted(wanted), wish
        if is_full or not wish.terms:  # nothing is better than the newest
            assert found == sorted(found, reverse=True)


def test_hits_come_in_the_order_asked_for_without_what_is_not_public(db, made):
    ids = list(made)[:15]

    hits = public_hits.read(db, ids)

    assert [one.project.id for one in hits] == [one for one in ids if made[one][0].is_public]
    founders = made[hits[0].project.id][1]
    assert set(hits[0].names) == {one.name for one in founders}
    assert set(hits[0].places) == {(one.country, "Ulm") for one in founders}


def test_no_more_is_found_than_can_be_shown(db):
    founders = [makers.teacher(db, name, "RO", NOON) for name in ("A", "B")]
    ids = [makers.project(db, founders, NOON, title="Water").id for _ in range(210)]

    for wish in (Wish(), Wish((Term("wat"),)), Wish((), (":c:RO",))):
        assert public_search.find(db, wish) == ids[: -public_search.MOST - 2 : -1]


def test_words_are_kept_in_step_and_leave_nothing_behind(db):
    founders = [makers.teacher(db, name, "RO", NOON) for name in ("A", "B")]
    one = makers.project(db, founders, NOON, title="Water", description="Mill")

    def words(part):
        mine = public_words.projects.c
        query = select(mine.word).where(mine.project_id == one.id, mine.part == int(part))
        return set(db.scalars(query))

    assert words(Part.TITLE) == {"water"}
    assert {"mill", ":s:biology", ":l:en", ":a:1", ":a:2", "*"} == words(Part.PLAN)
    assert words(Part.PLACES) == {":c:RO", "ulm"}

    one = projects.change(db, one, projects.State.ACTIVE, NOON, title="Song", age_max=10)
    assert (words(Part.TITLE), ":a:2" in words(Part.PLAN)) == ({"song"}, False)

    for who in founders:
        makers.take_part(db, one, who, NOON, state=members.State.LEFT)
    projects.change(db, one, projects.State.DRAFT, NOON)
    assert words(Part.TITLE) | words(Part.PLAN) | words(Part.PLACES) == set()
