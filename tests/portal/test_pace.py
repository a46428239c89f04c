"""Who counts as one visitor, and how often one may do something."""

import time
from datetime import timedelta

import pytest

from bot.portal import pace
from bot.portal.pace import Pace
from tests.conftest import NOON


def spend(browse, address: str) -> None:
    """Use up the accounts of an address."""
    browser = browse(**{"X-Forwarded-For": address})
    for _ in range(5):
        browser.post("/matrix")


@pytest.mark.parametrize(
    ("spent", "same"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "::ffff:192.0.2.1"),
        ("192.0.2.1", "203.0.113.5, 192.0.2.1"),
        ("2001:db8::1", "2001:db8::2"),
        ("nonsense", "other nonsense"),
    ],
)
def test_one_household_is_one_visitor(browse, spent, same):
    spend(browse, spent)

    assert browse(**{"X-Forwarded-For": same}).post("/matrix").status == 429


@pytest.mark.parametrize(
    ("spent", "other"), [("192.0.2.1", "192.0.2.2"), ("2001:db8::1", "2001:db8:0:1::1")]
)
def test_other_households_are_other_visitors(browse, spent, other):
    spend(browse, spent)

    assert browse(**{"X-Forwarded-For": other}).post("/matrix").status == 200


def test_only_our_own_proxies_are_believed(browse, settings):
    settings(proxies=frozenset())
    spend(browse, "192.0.2.1")

    assert browse(**{"X-Forwarded-For": "192.0.2.2"}).post("/matrix").status == 429


def test_a_visitor_does_not_become_another_by_a_line_of_their_own(browse):
    spend(browse, "192.0.2.1")
    lines = {"X-Forwarded-For": ["203.0.113.5", "192.0.2.1"]}

    assert browse().plain("POST", "/en/matrix", **lines).status == 429


def test_those_who_did_nothing_lately_are_forgotten_when_there_are_many(monkeypatch):
    monkeypatch.setattr(pace, "_MANY", 2)
    counted = Pace(1, timedelta(minutes=1))
    counted.count("old", NOON)
    counted.count("new", NOON + timedelta(minutes=1))

    counted.count("newest", NOON + timedelta(minutes=1))

    now = NOON + timedelta(minutes=1)
    assert [counted.is_spent(who, now) for who in ("new", "newest")] == [True, True]
    assert "old" not in counted._done


def test_very_many_visitors_take_no_more_room_and_no_more_time(monkeypatch):
    monkeypatch.setattr(pace, "_MANY", 100)
    looked = []
    monkeypatch.setattr(Pace, "forget", lambda *_: looked.append(1))
    counted = Pace(1, timedelta(minutes=1))

    for number in range(1000):
        counted.count(f"visitor {number}", NOON)

    assert len(counted._done) == 100
    assert counted.is_spent("visitor 999", NOON)
    assert not looked  # all of them are never looked through for one


def test_an_address_is_remembered_no_longer_than_it_counts(world, browse, monkeypatch):
    monkeypatch.setattr(pace, "SECONDS", 0.02)
    browser = browse(**{"X-Forwarded-For": "192.0.2.99"})
    browser.post("/en/matrix")
    assert "192.0.2.99" in remembered()

    world.at += timedelta(hours=1)
    deadline = time.monotonic() + 10
    while "192.0.2.99" in remembered():
        browser.get("/healthz")
        assert time.monotonic() < deadline


def remembered():
    """List the visitors that are remembered anywhere."""
    return {who for one in pace._PACES for who in one._done}
