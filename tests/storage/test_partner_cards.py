"""Cards of teachers who can be found: kept as the teachers are."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from storage import partner_cards, partners
from storage.partner_fit import Reason
from storage.partners import Wish

TODAY = date(2026, 10, 5)


def test_a_card_follows_the_teacher(db, listed, find):
    ana = listed(text="water")

    listed(person_id=ana, country="DE", text="fire")

    assert find(Wish(country="FR")) == find(Wish(text="water")) == []
    assert find(Wish(country="DE")) == find(Wish(text="fire")) == [ana]


def test_who_is_removed_leaves_no_trace(db, listed, find):
    ana, ben = listed(text="water"), listed(text="water")

    partner_cards.remove(db, ana)
    partner_cards.remove(db, ana)

    assert find() == find(Wish(text="water")) == [ben]
    left = select(func.count()).where(partner_cards.words.c.person_id == ana)
    assert db.scalar(left) == 0


def test_a_sign_of_life_never_goes_back(db, own, listed):
    listed(person_id=(ana := listed()), active_on=TODAY - timedelta(days=10))

    for days in (4, 8):
        partner_cards.touch(db, ana, TODAY - timedelta(days=days))
    partner_cards.touch(db, own.person_id, TODAY)

    [hit] = partners.search(db, Wish(), own, TODAY)
    assert hit.reasons[-1] == Reason("active", (4,))


def test_an_unknown_language_is_an_error(listed):
    with pytest.raises(ValueError, match="tuple"):
        listed(languages=("tlh",))
