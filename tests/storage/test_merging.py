"""Merging two people loses nothing of either, whatever they have."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import (
    accounts,
    addresses,
    belongings,
    blocks,
    contacts,
    coordinators,
    members,
    merging,
    notices,
    people,
    reports,
)
from storage.addresses import Address
from storage.contacts import State as Asked
from storage.db import Database
from storage.members import Role
from storage.members import State as Part
from storage.notices import KINDS, Way
from tests import makers
from tests.conftest import NOON

BOTH = st.integers(0, 1)
OTHERS = st.integers(0, 2)
WAYS = st.sampled_from([Way.DAILY, Way.NOW])
#: What one of the two has, with whom.
WORLD = st.fixed_dictionaries(
    {
        "contacts": st.lists(
            st.tuples(BOTH, OTHERS, st.booleans(), st.sampled_from(list(Asked))), max_size=8
        ),
        "blocks": st.lists(st.tuples(BOTH, OTHERS, st.booleans()), max_size=5),
        "parts": st.lists(
            st.tuples(BOTH, OTHERS, st.sampled_from(list(Part)), st.sampled_from(list(Role))),
            max_size=6,
        ),
        "ways": st.lists(st.tuples(BOTH, st.sampled_from(KINDS), WAYS), max_size=6),
        "posts": st.lists(st.tuples(BOTH, OTHERS), max_size=3),
        "countries": st.lists(st.tuples(BOTH, st.sampled_from(["RO", "DE", "*"])), max_size=4),
        "accounts": st.lists(BOTH, max_size=2, unique=True),
        "quiet": st.lists(st.tuples(BOTH, st.integers(0, 23)), max_size=3),
        "own": st.booleans(),
    }
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory, request):
    """One SQLite database for all examples, each rolled back."""
    file = request.getfixturevalue("sqlite_file")
    made = Database(f"sqlite:///{shutil.copy(file, tmp_path_factory.mktemp('merging'))}")
    yield made
    made.close()


def build(db, world):
    """Make two people who have what the world says, and three others."""
    two = [makers.teacher(db, f"Ana {n}", "RO", NOON) for n in range(2)]
    others = [makers.teacher(db, f"Other {n}", "DE", NOON) for n in range(3)]
    projects = [makers.project(db, (others[0], others[1]), NOON) for _ in range(3)]
    for number, who in enumerate(two):
        known = addresses.add(db, Address("telegram", f"ana{number}"), f"c{number}", "en", NOON)
        addresses.belong(db, known.id, who.id, NOON)
    for mine, other, is_asker, state in world["contacts"]:
        pair = (two[mine].id, others[other].id)
        if contacts.between(db, *pair) is None:
            made = contacts.ask(db, *(pair if is_asker else pair[::-1]), "words", NOON)
            contacts.answer(db, made, state, NOON)
    for mine, other, is_blocker in world["blocks"]:
        pair = (two[mine].id, others[other].id)
        blocks.add(db, *(pair if is_blocker else pair[::-1]), NOON)
    for mine, number, state, role in world["parts"]:
        who, where = two[mine], projects[number]
        members.put(db, where.id, who.id, role=role, state=state, school_id=None, at=NOON)
    for mine, kind, way in world["ways"]:
        notices.choose(db, two[mine].id, kind, way)
    for mine, hour in world["quiet"]:
        notices.keep_quiet(db, two[mine].id, hour, 8)
    for mine, other in world["posts"]:
        who = {"reporter_id": two[mine].id, "about_id": others[other].id}
        reports.add(db, **who, kind="post", words="w", frozen="f", at=NOON)
    for mine, country in world["countries"]:
        coordinators.add(db, two[mine].id, country, NOON)
    for mine in world["accounts"]:
        accounts.add(db, two[mine].id, f"t_{mine}")
    if world["own"]:
        contacts.ask(db, two[0].id, two[1].id, "me", NOON)
        blocks.add(db, two[1].id, two[0].id, NOON)
    return two, others


def seen(db, ids, others):
    """Say what people of these ids have together, each thing at its best."""
    best = {Asked.DECLINED: 0, Asked.WAITING: 1, Asked.ACCEPTED: 2}
    found = {}
    for other in others:
        between = [contacts.between(db, one, other.id) for one in ids]
        states = [best[one.state] for one in between if one is not None]
        found["contact", other.id] = max(states, default=None)
        found["blocks", other.id] = any(other.id in blocks.by_person(db, one) for one in ids)
        found["blocked", other.id] = any(one in blocks.by_person(db, other.id) for one in ids)
    found["in"] = {n for one in ids for n in members.projects_of(db, one)}
    found["invited"] = {n for one in ids for n in members.projects_of(db, one, Part.INVITED)}
    found["invited"] -= found["in"]
    found["ways"] = {k for one in ids for k in KINDS if notices.way(db, one, k) == Way.DAILY}
    found["reports"] = sum(len(reported(db, one)) for one in ids)
    found["countries"] = frozenset().union(*(coordinators.countries_of(db, one) for one in ids))
    found["addresses"] = {known.user for one in ids for known in addresses.of_person(db, one)}
    made = {accounts.of_person(db, one) for one in ids} - {None}
    retired = {user[1:].split(":")[0] for one in ids for user in accounts.retired(db, one, "x")}
    found["accounts"] = made | retired
    return found


def reported(db, person_id):
    mine = reports.table.c.reporter_id == person_id
    return db.execute(select(reports.table.c.id).where(mine)).all()


def pointing(db, person_id):
    return [
        name
        for name, column in belongings.columns()
        if db.execute(select(column).where(column == person_id)).first()
    ]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=WORLD)
def test_merging_loses_nothing_of_either(shared, world):
    with shared.engine.connect() as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        two, others = build(db, world)
        before = seen(db, [one.id for one in two], others)

        merged = merging.merge(db, *two, NOON)

        after = seen(db, [merged.id], others)
        assert after == before
        gone = max(one.id for one in two)
        assert people.by_id(db, gone).is_gone
        assert pointing(db, gone) == []
        assert contacts.between(db, merged.id, merged.id) is None
        assert merged.id not in blocks.by_person(db, merged.id)
        db.rollback()


def test_merging_works_on_both_databases(db):
    world = {
        "contacts": [(0, 0, True, Asked.ACCEPTED), (1, 0, False, Asked.WAITING)],
        "blocks": [(0, 1, True), (1, 1, True)],
        "parts": [(0, 0, Part.IN, Role.PARTNER), (1, 0, Part.INVITED, Role.PARTNER)],
        "ways": [(0, "groups", Way.DAILY), (1, "groups", Way.DAILY)],
        "posts": [(0, 0), (1, 1)],
        "countries": [(0, "RO"), (1, "RO")],
        "accounts": [0, 1],
        "quiet": [(0, 1), (1, 2)],
        "own": True,
    }
    two, others = build(db, world)
    before = seen(db, [one.id for one in two], others)

    merged = merging.merge(db, *two, NOON)

    assert seen(db, [merged.id], others) == before
