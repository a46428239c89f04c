"""The fit of partners: who comes before whom."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.questions import OLDEST, YOUNGEST
from storage import class_times, partners
from storage.partners import Wish
from storage.subjects import SUBJECTS

TODAY = date(2026, 10, 5)


def _week(ahead):
    """Give a week without school, so many weeks from now."""
    return 1 << class_times.place(TODAY + timedelta(weeks=ahead))


@pytest.fixture
def own(own):
    """Who searches told of their class, too."""
    return replace(own, pupils=23, hours_winter=0b1, hours_summer=0b110, breaks=_week(3))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"subjects": ("biology",)}, {"subjects": ("law",), "languages": ("ro", "en")}),
        ({"languages": ("en",)}, {"languages": ("fr",), "subjects": ("biology", "art")}),
        ({"ages": (14, 17)}, {"ages": (15, 17), "subjects": ("biology", "art")}),
        ({"ages": (11, 14)}, {"ages": (11, 13)}),
        ({"ages": (13, 15)}, {"ages": (14, 16)}),
        ({"ages": (14, 16)}, {"ages": None}),
        ({"languages": ("ro", "en")}, {"languages": ("en", "fr", "de")}),
        ({"subjects": ("biology", "art")}, {"subjects": ("biology", "law")}),
        ({"pupils": 20}, {"pupils": 40}),
        ({"pupils": 27}, {"pupils": None}),
        ({"hours_winter": 0, "hours_summer": 0b110}, {"hours_summer": 0b010}),
        ({"hours_summer": 0b010}, {"hours_winter": 0b111, "hours_summer": 0b1000}),
        ({"breaks": _week(3)}, {"breaks": _week(4)}),
        ({"breaks": _week(3)}, {"breaks": 0}),
        ({"country": "FR"}, {"country": "RO"}),
        ({"active_on": TODAY}, {"active_on": TODAY - timedelta(days=1)}),
        ({"active_on": TODAY - timedelta(days=59)}, {"active_on": TODAY - timedelta(days=70)}),
    ],
)
def test_who_fits_better_comes_first(listed, find, better, worse):
    last = listed(**worse)
    first = listed(**better)

    assert find() == [first, last]


def test_a_third_thing_in_common_outweighs_everything_else(own, listed, find):
    own = replace(own, ages=(YOUNGEST, OLDEST), hours_summer=(1 << 60) - 1)
    best_of_two = {
        "pupils": 23,
        "hours_summer": (1 << 60) - 1,
        "breaks": _week(3),
        "country": "FR",
        "active_on": TODAY,
        "subjects": ("biology", "art"),
        "languages": ("ro", "en"),
        "ages": (YOUNGEST, OLDEST),
    }
    last = [
        listed(**best_of_two | {"ages": None}),
        listed(**best_of_two | {"languages": ("fr",)}),
        listed(**best_of_two | {"subjects": ("law",)}),
    ]
    first = listed(country="RO", ages=(14, 14), active_on=TODAY - timedelta(days=90))

    assert find(by=own)[0] == first
    assert set(find(by=own)[1:]) == set(last)


@pytest.mark.parametrize(
    ("mine", "ages", "others"),
    [((11, 12), (11, 12), (5, 18)), ((9, 16), (9, 10), (12, 13)), ((11, 11), (11, 11), (9, 13))],
)
def test_only_years_that_both_teach_count(own, listed, find, mine, ages, others):
    equals = [listed(ages=ages), listed(ages=others)]

    assert find(by=replace(own, ages=mine)) == equals


def test_who_fits_equally_comes_in_the_order_of_ids(listed, find):
    ids = [listed() for _ in range(5)]

    assert find() == sorted(ids)


@pytest.mark.parametrize("seed", range(4))
def test_whoever_shares_more_of_language_subject_and_ages_comes_first(db, own, crowd, seed):
    chance = random.Random(seed)
    by = replace(
        own,
        country=chance.choice(["FR", "AZ"]),
        subjects=tuple(chance.sample(SUBJECTS[:8], 2)),
        languages=tuple(chance.sample(["en", "fr", "az"], 2)),
        ages=(9, 9 + seed),
    )

    hits = partners.search(db, Wish(), by, TODAY, limit=500)

    kinds = {"ages", "languages", "subjects"}
    shared = [len(kinds & {reason.kind for reason in hit.reasons}) for hit in hits]
    assert shared == sorted(shared, reverse=True)
    assert {0, 1, 2, 3} == set(shared)
