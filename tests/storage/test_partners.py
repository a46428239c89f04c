"""Finding partners: who is found, and the reasons given."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert

from storage import partner_cards, partners, people
from storage.countries import LANGUAGES
from storage.partner_fit import Reason
from storage.partners import Own, Wish
from storage.subjects import SUBJECTS

TODAY = date(2026, 10, 5)
NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)


def test_a_card_says_what_may_be_seen_and_why_it_is_there(db, own, listed):
    ana = listed(
        languages=("en", "fr"),
        subjects=("art", "biology", "music"),
        ages=(12, 16),
        active_on=TODAY - timedelta(days=3),
        text="Water, rivers and robots; Lyon",
    )

    [hit] = partners.search(db, Wish(text="Lyon riv"), own, TODAY)

    assert (hit.person_id, hit.country, hit.kind) == (ana, "FR", "secondary")
    assert set(hit.languages) == {"en", "fr"}
    assert set(hit.subjects) == {"art", "biology", "music"}
    assert hit.ages == (12, 16)
    assert hit.reasons == (
        Reason("ages", (12, 14)),
        Reason("languages", ("en",)),
        Reason("subjects", ("art", "biology")),
        Reason("words", ("Lyon", "riv")),
        Reason("active", (3,)),
    )


def test_what_is_not_in_common_is_no_reason(db, own, listed):
    listed(
        languages=("fr",),
        subjects=("music",),
        ages=(3, 5),
        country="RO",
        active_on=TODAY - timedelta(days=40),
    )
    listed(
        languages=("fr",),
        subjects=("music",),
        ages=None,
        country="RO",
        active_on=TODAY - timedelta(days=41),
    )

    hits = partners.search(db, Wish(), own, TODAY)

    assert [hit.reasons for hit in hits] == [(), ()]
    assert [hit.ages for hit in hits] == [(3, 5), None]


def test_nobody_finds_themself(db, own, listed, find):
    other = listed()
    listed(person_id=own.person_id)

    assert find() == [other]
    assert find(Wish(country="FR", text="")) == [other]
    assert partners.count(db, Wish(), own) == 1


@pytest.mark.parametrize(
    "wish",
    [
        Wish(country="DE"),
        Wish(subject="music"),
        Wish(language="de"),
        Wish(ages=(16, 18)),
        Wish(ages=(17, 17)),
        Wish(text="wat"),
        Wish(text="WÄTER"),
        Wish(text="water koln"),
        Wish(text="koeln"),
        Wish("DE", "music", "de", (16, 18), "water"),
    ],
)
def test_only_who_has_all_that_is_wished_is_found(db, own, listed, find, wish):
    listed(text="rivers Lyon")
    wanted = listed(
        country="DE",
        subjects=("music", "art"),
        languages=("de",),
        ages=(15, 17),
        text="Water in Köln",
    )

    assert find(wish) == [wanted]
    assert partners.count(db, wish, own) == 1


@pytest.mark.parametrize(
    "wish",
    [
        Wish(country="AT"),
        Wish(subject="law"),
        Wish(language="is"),
        Wish(ages=(14, 18)),
        Wish(ages=(3, 10)),
        Wish(text="fire"),
        Wish(text="ivers"),
        Wish(text="rivers fire"),
    ],
)
def test_nobody_is_found_where_one_wish_is_not_met(db, own, listed, find, wish):
    listed(text="rivers Lyon")

    assert find(wish) == []
    assert partners.count(db, wish, own) == 0


def test_what_is_wished_counts_instead_of_or_beside_ones_own(db, own, listed):
    less = listed(ages=(9, 14), subjects=("biology", "art"), languages=("ro", "en", "de"))
    more = listed(ages=(6, 9), subjects=("biology", "law"), languages=("en", "de"))

    hits = partners.search(db, Wish(ages=(6, 9), language="de"), own, TODAY)
    [hit] = partners.search(db, Wish(subject="law"), own, TODAY)

    assert [hit.person_id for hit in hits] == [more, less]
    assert hits[0].reasons[:2] == (Reason("ages", (6, 9)), Reason("languages", ("de", "en")))
    assert Reason("subjects", ("biology", "law")) in hit.reasons


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(country="FR"),
        Wish(subject=SUBJECTS[0]),
        Wish(language="en", ages=(10, 12)),
        Wish(text="rob"),
        Wish(text="water rob"),
    ],
)
def test_pages_make_up_the_whole(db, own, crowd, wish):
    whole = partners.search(db, wish, own, TODAY, limit=500)

    pages = [
        hit
        for offset in range(0, len(whole) + 3, 3)
        for hit in partners.search(db, wish, own, TODAY, limit=3, offset=offset)
    ]

    assert pages == whole
    assert len(whole) == partners.count(db, wish, own) > 8
    assert [hit.score for hit in whole] == sorted((hit.score for hit in whole), reverse=True)


def test_who_told_nothing_of_themself_still_finds_everybody(db, own, crowd, find):
    silent = Own(own.person_id, "RO", (), (), None)

    assert len(find(by=silent, limit=500)) == 120
    assert find(by=silent, limit=3) == find(by=silent, limit=500)[:3]


def test_a_common_word_is_looked_for_among_the_best_first(db, own, listed, find):
    ids = range(own.person_id + 100, own.person_id + 2300)
    best = ids.stop
    first = {
        "name": "Ben", "country": "FR", "role": "teacher", "standing": "validated",
        "since": NOON, "active_at": NOON, "registered_at": NOON,
    }  # fmt: skip
    card = {
        "subjects": 1 << SUBJECTS.index("biology"), "languages": 1 << LANGUAGES.index("en"),
        "age_min": 11, "age_max": 11, "country": "FR", "active_on": 1, "kind": "other",
    }  # fmt: skip
    db.execute(insert(people.table), [first | {"id": one} for one in (*ids, best)])
    db.execute(insert(partner_cards.cards), [card | {"person_id": one} for one in ids])
    db.execute(insert(partner_cards.words), [{"word": "water", "person_id": one} for one in ids])
    db.execute(insert(partner_cards.words), [{"word": "river", "person_id": one} for one in ids])
    listed(person_id=best, text="Water and fire", ages=(11, 14))
    listed(text="no such", ages=(11, 14))

    assert find(Wish(text="water"))[:2] == [best, ids[0]]
    assert find(Wish(text="wat rivers")) == []
    assert find(Wish(text="wat river"), limit=2, offset=1) == [ids[1], ids[2]]
    assert find(Wish(text="water fire")) == [best]
    assert find(Wish(text="water", country="FR"), limit=1, offset=2200) == [ids[-1]]
    assert partners.count(db, Wish(text="water"), own) == 1000


def test_only_as_many_words_are_claimed_as_were_looked_for(db, own, listed):
    listed(text="one two three four five l’eau")

    [hit] = partners.search(db, Wish(text="a ONE, two three four nowhere"), own, TODAY)

    assert Reason("words", ("ONE,", "two", "three", "four")) in hit.reasons


def test_an_unknown_subject_is_an_error(db, own):
    with pytest.raises(ValueError, match="tuple"):
        partners.search(db, Wish(subject="alchemy"), own, TODAY)
