"""Merging two people loses nothing of either, whatever they have."""

import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import (
    accounts,
    addresses,
    attendance,
    belongings,
    blocks,
    card_talks,
    classes,
    contacts,
    coordinators,
    members,
    merging,
    notices,
    people,
    proofs,
    reports,
    seminars,
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


def by_first(one):
    return one[0]


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
        "later": BOTH,
        "proofs": st.lists(BOTH, max_size=3),
        "class": st.lists(st.tuples(BOTH, st.none() | st.integers(1, 40)), max_size=3),
        "attended": st.lists(st.tuples(BOTH, st.integers(1, 5)), max_size=2, unique_by=by_first),
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
    later = two[world["later"]]
    people.change(db, later.id, registered_at=NOON + timedelta(days=1))
    two[world["later"]] = people.by_id(db, later.id)
    others = [makers.teacher(db, f"Other {n}", "DE", NOON) for n in range(3)]
    projects = [makers.project(db, (others[0], others[1]), NOON) for _ in range(3)]
    for number, who in enumerate(two):
        known = addresses.add(db, Address("telegram", f"ana{number}"), f"c{number}", "en", NOON)
        addresses.belong(db, known.id, who.id, NOON)
    meet(db, world, two, others)
    for mine, number, state, role in world["parts"]:
        who, where = two[mine], projects[number]
        members.put(db, where.id, who.id, role=role, state=state, school_id=None, at=NOON)
    for mine, kind, way in world["ways"]:
        notices.choose(db, two[mine].id, kind, way)
    for mine, hour in world["quiet"]:
        notices.keep_quiet(db, two[mine].id, hour, 8)
    for mine, country in world["countries"]:
        coordinators.add(db, two[mine].id, country, NOON)
    for mine in world["accounts"]:
        accounts.add(db, two[mine].id, f"t_{mine}")
    for hours, mine in enumerate(world["proofs"]):
        at = NOON + timedelta(hours=hours)
        proofs.keep(db, proofs.Proof(two[mine].id, proofs.Kind.CERTIFICATE, at, ref=f"{hours}"))
    for mine, pupils in world["class"]:
        classes.tell_pupils(db, two[mine].id, pupils)
    seminar = a_seminar(db, others[0])
    for mine, stars in world["attended"]:
        code = {"name": f"Ana {mine}", "code": f"CODE{mine}", "site": "x"}
        attendance.add(db, seminar, two[mine].id, **code, at=NOON + timedelta(hours=stars))
        attendance.rate(db, seminar, two[mine].id, stars=stars)
    return two, others


def meet(db, world, two, others):
    """Let the two have to do with the others, and with each other, as the world says."""
    for mine, other, is_asker, state in world["contacts"]:
        pair = (two[mine].id, others[other].id)
        if contacts.between(db, *pair) is None:
            made = contacts.ask(db, *(pair if is_asker else pair[::-1]), "words", NOON)
            contacts.answer(db, made, state, NOON)
    for mine, other, is_blocker in world["blocks"]:
        pair = (two[mine].id, others[other].id)
        blocks.add(db, *(pair if is_blocker else pair[::-1]), NOON)
    for mine, other in world["posts"]:
        who = {"reporter_id": two[mine].id, "about_id": others[other].id}
        reports.add(db, **who, kind="post", words="w", frozen="f", at=NOON)
    if world["own"]:
        contacts.ask(db, two[0].id, two[1].id, "me", NOON)
        blocks.add(db, two[1].id, two[0].id, NOON)


def a_seminar(db, host):
    values = {
        "title": "T",
        "speaker": "S",
        "kind": seminars.Kind.SEMINAR,
        "language": "en",
        "subjects": (),
    }
    values |= {"minutes": 60, "capacity": 9, "link": "https://x.example", "host_id": host.id}
    return seminars.add(db, starts_at=NOON, ends_at=NOON, uid="u", at=NOON, **values).id


def chosen(db, two):
    """Say what stays of what both may have chosen: the newer, where they did choose."""
    newest_first = sorted(two, key=lambda one: (one.registered_at, one.id), reverse=True)
    hours = [notices.quiet(db, one.id) for one in newest_first]
    pupils = [classes.of_person(db, one.id).pupils for one in newest_first]
    shown = [found for one in two if (found := proofs.of_person(db, one.id))]
    last = max(shown, key=lambda proof: proof.at, default=None)
    return {
        "quiet": next(
            (one for one in hours if one != notices.DEFAULT_QUIET), notices.DEFAULT_QUIET
        ),
        "pupils": next((one for one in pupils if one is not None), None),
        "proof": last.ref if last else None,
        "certificates": {one.code: one.name for one in certificates(db)},
    }


def certificates(db):
    found = [attendance.by_code(db, f"CODE{number}") for number in range(2)]
    return [one for one in found if one is not None]


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
        choice = chosen(db, two)

        merged = merging.merge(db, *two, NOON)

        after = seen(db, [merged.id], others)
        assert after == before
        assert chosen(db, [merged]) == choice
        assert {one.person_id for one in certificates(db)} <= {merged.id}
        gone = max(one.id for one in two)
        assert people.of_ids(db, {gone})[gone].is_gone
        assert people.by_id(db, gone) == merged
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
        "later": 1,
        "proofs": [0, 1],
        "class": [(0, 20), (1, None)],
        "attended": [(0, 4), (1, 3)],
    }
    two, others = build(db, world)
    before = seen(db, [one.id for one in two], others)
    choice = chosen(db, two)

    merged = merging.merge(db, *two, NOON)

    assert seen(db, [merged.id], others) == before
    assert chosen(db, [merged]) == choice


def test_nobody_is_merged_with_themself_or_with_somebody_gone(db):
    one, other = (makers.teacher(db, name, "RO", NOON) for name in ("Ana", "Anna"))
    merged = merging.merge(db, one, other, NOON)

    gone = people.of_ids(db, {other.id})[other.id]
    for pair in ((merged, merged), (merged, gone)):
        with pytest.raises(ValueError, match="not two people"):
            merging.merge(db, *pair, NOON)
    assert people.by_id(db, one.id).is_validated


def test_what_was_asked_about_either_stands_on_the_card_of_both(db):
    one, other = (makers.teacher(db, name, "RO", NOON) for name in ("Ana", "Anna"))
    for person in (one, other):
        card_talks.add(db, f"p{person.id}", person.id, one.id, person.name, NOON, is_service=True)

    merging.merge(db, one, other, NOON)

    assert [line.text for line in card_talks.last(db, f"p{one.id}", 9)] == ["Ana", "Anna"]


def test_buttons_of_every_former_registration_lead_to_the_last(db):
    one, two, three = (makers.teacher(db, name, "RO", NOON) for name in ("A", "B", "C"))
    merged = merging.merge(db, two, three, NOON)

    last = merging.merge(db, one, merged, NOON)

    assert {people.by_id(db, who.id).id for who in (one, two, three)} == {last.id}
    assert people.former_ids(db, last.id) == [one.id, two.id, three.id]
