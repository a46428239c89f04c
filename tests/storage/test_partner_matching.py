"""New matches of many searches at once: the same that each search alone finds."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import (
    blocks,
    class_times,
    contacts,
    partner_apart,
    partner_gains,
    partner_matches,
    partner_matching,
    partner_rounds,
    partners,
    searches,
)
from storage.partner_cards import seconds
from storage.partners import Own, Wish
from storage.subjects import SUBJECTS
from tests.storage.conftest import NOON, TODAY

NEW = NOON - timedelta(days=1)


@pytest.fixture
def crowd(listed):
    """List 80 teachers drawn by chance, half of whom are new; give their ids."""
    chance = random.Random(11)
    ids = []
    for number in range(80):
        age = chance.randrange(3, 17)
        ids.append(
            listed(
                at=NOON if number % 2 else NOON - timedelta(days=9),
                country=chance.choice(["FR", "RO", "AZ"]),
                languages=tuple(chance.sample(["en", "fr", "ro", "de"], chance.randrange(1, 4))),
                subjects=tuple(chance.sample(SUBJECTS[:6], chance.randrange(1, 4))),
                ages=chance.choice([None, (age, age), (age, age + 2), (age, age + 5)]),
                active_on=TODAY - timedelta(days=chance.randrange(90)),
                text=" ".join(chance.sample(["water", "music", "robots", "rivers"], 2)),
                pupils=chance.choice([None, 12, 20, 24, 30]),
                hours_winter=chance.getrandbits(60),
                hours_summer=chance.choice([0, 0b111, chance.getrandbits(60)]),
                breaks=chance.choice([0, 1 << class_times.place(TODAY), chance.getrandbits(60)]),
            )
        )
    return ids


def draw(chance, person_id):
    """Draw who searches, and for what."""
    own = Own(
        person_id,
        chance.choice(["FR", "RO"]),
        tuple(chance.sample(["en", "fr", "de"], chance.randrange(3))),
        tuple(chance.sample(SUBJECTS[:6], chance.randrange(3))),
        chance.choice([None, (9, 12), (5, 5)]),
        chance.choice([None, 22]),
        chance.getrandbits(60),
        chance.choice([0, 0b1011]),
        chance.choice([0, 1 << class_times.place(TODAY), chance.getrandbits(60)]),
    )
    wish = Wish(
        country=chance.choice([None, None, "FR"]),
        subject=chance.choice([None, None, SUBJECTS[2]]),
        language=chance.choice([None, None, "ro"]),
        ages=chance.choice([None, None, (10, 12)]),
        text=chance.choice(["", "", "wat", "r", "rob water", "nowhere", "RIVERS"]),
    )
    return wish, own


def found(db):
    table = partner_matches.table
    query = select(table.c.search_id, table.c.other_id, table.c.score)
    return {tuple(row) for row in db.execute(query)}


def find_all(db, since=NEW, at=NOON):
    last = 0
    while last is not None:
        last = partner_matching.find(db, last, seconds(since), at)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("at_once", [7, 1000])
def test_many_at_once_find_what_each_alone_would(db, crowd, someone, monkeypatch, seed, at_once):
    monkeypatch.setattr(partner_matching, "AT_ONCE", at_once)
    chance = random.Random(seed)
    alone = set()
    for _ in range(60):
        wish, own = draw(chance, someone())
        saved = searches.save(db, wish, own, NOON - timedelta(days=chance.randrange(3)))
        hits = partners.search(
            db, wish, own, TODAY, limit=partner_matching.BEST, since=seconds(NEW)
        )
        alone |= {(saved.id, hit.person_id, hit.score) for hit in hits}

    find_all(db)

    assert found(db) == alone
    assert len(alone) > 60


def test_teachers_kept_apart_are_no_matches(db, crowd, own, someone):
    saved = searches.save(db, Wish(), own, NEW)
    me = own.person_id
    first, *rest = [
        hit.person_id
        for hit in partners.search(db, Wish(), own, TODAY, limit=5, since=seconds(NEW))
    ]
    apart = [rest[0], rest[1], rest[2], rest[3]]
    blocks.add(db, rest[0], me, NOON)
    blocks.add(db, me, rest[1], NOON)
    partner_apart.hide(db, me, rest[2], NOON)
    contacts.ask(db, rest[3], me, "", NOON)

    find_all(db)

    ids = {other for search, other, _ in found(db) if search == saved.id}
    assert first in ids
    assert not ids & set(apart)
    assert {rest[0], rest[1], rest[2]} <= partner_apart.not_shown_to(db, me)


def test_nobody_is_found_twice_for_the_same_person(db, listed, own):
    for text in ("", "water"):
        searches.save(db, Wish(text=text), own, NEW)
    ana = listed(text="water")

    find_all(db)
    find_all(db)

    assert [other for _, other, _ in found(db)] == [ana]


def test_who_was_matched_before_takes_nobodys_place(db, listed, own):
    searches.save(db, Wish(), own, NEW)
    first = {listed() for _ in range(partner_matching.BEST)}
    find_all(db)
    second = {listed(pupils=1) for _ in range(2)}

    find_all(db)

    assert {other for _, other, _ in found(db)} == first | second


def test_who_was_there_before_the_search_was_saved_is_no_news(db, listed, own):
    listed(at=NOON - timedelta(hours=2))
    searches.save(db, Wish(), own, NOON - timedelta(hours=1))
    new = listed(at=NOON)

    find_all(db)

    assert [other for _, other, _ in found(db)] == [new]


def test_only_a_change_of_the_card_is_news(db, listed, own):
    old = listed(at=NOON - timedelta(days=9), text="water")
    searches.save(db, Wish(), own, NOON - timedelta(days=5))

    listed(person_id=old, text="water", active_on=TODAY + timedelta(days=1))
    find_all(db)
    assert found(db) == set()
    listed(person_id=old, text="water and fire", active_on=TODAY)
    find_all(db)

    assert [other for _, other, _ in found(db)] == [old]


def test_a_round_begins_once_a_day_and_forgets_what_nobody_looked_at(db, listed, own):
    searches.save(db, Wish(), own, NEW)
    assert not partner_rounds.find_some(db, NEW)
    listed(at=NEW + timedelta(hours=1))

    def run(at):
        parts = 0
        while partner_rounds.find_some(db, at):
            parts += 1
        return parts

    assert run(NEW + timedelta(hours=19)) == 0
    assert run(NOON) == 1
    assert len(found(db)) == 1
    assert run(NOON + timedelta(hours=1)) == 0
    assert run(NOON + timedelta(days=61)) == 1
    assert found(db) == set()


def test_a_card_that_was_written_while_a_round_began_is_found_by_the_next(db, listed, own):
    searches.save(db, Wish(), own, NEW - timedelta(days=1))
    partner_rounds.find_some(db, NEW)
    late = listed(at=NEW - timedelta(minutes=5))

    while partner_rounds.find_some(db, NOON):
        pass

    assert [other for _, other, _ in found(db)] == [late]


def test_the_answer_that_is_missing_and_would_bring_most_is_named(db, own, listed):
    for values in ({"pupils": 20}, {"pupils": 20, "hours_winter": 1}, {"hours_winter": 1}):
        listed(**values)
    listed(hours_winter=1)
    listed(hours_winter=1, languages=("fr",))
    whole = replace(own, pupils=20, hours_winter=1, breaks=1)

    assert partner_gains.best(db, own, TODAY) == ("hours", 3)
    assert partner_gains.best(db, replace(own, hours_winter=1), TODAY) == ("pupils", 2)
    assert partner_gains.best(db, replace(whole, languages=()), TODAY) == ("languages", 5)
    assert partner_gains.best(db, replace(whole, breaks=0), TODAY) is None
    assert partner_gains.best(db, whole, TODAY) is None
