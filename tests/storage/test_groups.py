"""A group at rest: only as long as nobody has written meanwhile. Rule GRP-3."""

from datetime import timedelta

from storage import groups
from storage.groups import Entry, State
from tests import makers
from tests.conftest import NOON

LATER = NOON + timedelta(days=90)


def make(db):
    ana = makers.teacher(db, "Ana", "RO", NOON)
    about = {"title": "Rivers", "description": "We measure.", "languages": ("en",)}
    made = groups.propose(db, ana.id, NOON, **about, subjects=(), entry=Entry.OPEN)
    return groups.change(db, made, State.ACTIVE, NOON)


def test_a_group_in_which_somebody_wrote_meanwhile_does_not_rest(db):
    group = make(db)
    groups.live(db, group, LATER)

    assert not groups.rest(db, group, LATER)

    assert groups.by_id(db, group.id).state == State.ACTIVE


def test_a_group_in_which_somebody_wrote_meanwhile_is_not_asked_about(db):
    group = make(db)
    groups.live(db, group, LATER)

    assert not groups.ask_whether_alive(db, group, LATER)

    assert groups.by_id(db, group.id).asked_at is None


def test_a_quiet_group_is_asked_about_once_and_rests_once(db):
    group = make(db)

    asked = [groups.ask_whether_alive(db, group, LATER) for _ in range(2)]
    rests = [groups.rest(db, group, LATER) for _ in range(2)]

    assert (asked, rests) == ([True, False], [True, False])
