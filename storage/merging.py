"""Two registrations of one person made one: nothing of either is lost.

Source: docs/rules.md, REG-5.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Table, and_, delete, exists, or_, select, update

from storage import (
    accounts,
    attendance,
    belongings,
    card_talks,
    codes,
    contacts,
    former_texts,
    members,
    partner_cards,
    people,
    proofs,
    unnaming,
)
from storage.contacts import State as Asked
from storage.db import Db, metadata
from storage.people import Person, Standing

#: What somebody answered about themself, as columns of people.
ANSWERS = (
    "name",
    "role",
    "subjects",
    "languages",
    "age_min",
    "age_max",
    "about",
    "zone",
)


def standing(one: Person, other: Person) -> Standing:
    """Say where the merged registration will stand.

    Validated stays validated if that was about the same school; where the two differ in country
    or standing otherwise, the coordinators look at it again. Nobody sheds a suspension so.
    """
    if Standing.SUSPENDED in (one.standing, other.standing):
        return Standing.SUSPENDED
    if Standing.STAFF in (one.standing, other.standing):
        return other.standing if one.standing == Standing.STAFF else one.standing
    if one.standing == other.standing and one.country == other.country:
        return one.standing
    is_same_school = one.school_id is not None and one.school_id == other.school_id
    if is_same_school and Standing.VALIDATED in (one.standing, other.standing):
        return Standing.VALIDATED
    return Standing.WAITING


def answers(one: Person, other: Person) -> dict[str, Any]:
    """Give the profile of the merged registration: of each answer the newer that is not empty."""
    older, newer = _by_age(one, other)
    told = {name: getattr(newer, name) or getattr(older, name) for name in ANSWERS}
    place = newer if newer.school_id is not None else older
    if place.school_id is None:
        place = newer
    return told | {"country": place.country, "school_id": place.school_id}


def _by_age(one: Person, other: Person) -> list[Person]:
    """Give the two, and last the one whose answers count more."""
    if Standing.STAFF in (one.standing, other.standing):
        # A coordinator who never registered as a teacher answered nothing but the name.
        return sorted((one, other), key=lambda who: who.standing != Standing.STAFF)
    return sorted((one, other), key=lambda who: (who.registered_at, who.id))


def merge(db: Db, one: Person, other: Person, at: datetime) -> Person:
    """Make the two one person, under the id of the first to register, and return it.

    The caller holds both, and has seen that they do not found a project together.
    Raises ValueError if they are one already, or either is gone.
    """
    kept, gone = sorted((one, other), key=lambda who: who.id)
    if kept.id == gone.id or kept.is_gone or gone.is_gone:
        raise ValueError(f"{kept.id} and {gone.id} are not two people")
    former_texts.keep(db, kept.id, [gone.name, gone.about], at)
    values = answers(one, other) | _state(one, other, at)
    codes.forget_merges(db, {kept.id, gone.id})
    partner_cards.remove(db, kept.id)
    partner_cards.remove(db, gone.id)
    move(db, gone.id, kept.id)
    people.merge_into(db, gone, kept.id, at)
    for number in members.projects_of(db, kept.id):
        members.show(db, number)
    people.answer(db, kept, at, **values)
    merged = people.by_id(db, kept.id)
    assert merged is not None
    unnaming.forget(db, kept.id, [one.name, other.name], at, kept=merged.name)
    return merged


def _state(one: Person, other: Person, at: datetime) -> dict[str, Any]:
    wanted = standing(one, other)
    same = [who for who in (one, other) if who.standing == wanted]
    values: dict[str, Any] = {
        "standing": wanted,
        "since": min((who.since for who in same), default=at),
        "revision": max(one.revision, other.revision) + 1,
        "is_appeal": wanted == Standing.WAITING and any(who.is_appeal for who in same),
        "note": next((who.note for who in same if who.note), ""),
        "nudges": 0,
        "is_available": one.is_available or other.is_available,
        "active_at": max(one.active_at, other.active_at),
        "registered_at": min(one.registered_at, other.registered_at),
    }
    if wanted == Standing.WAITING:
        values["since"] = at
    return values


def move(db: Db, gone: int, kept: int) -> None:
    """Give everything that is one person's to another."""
    belongings.load()
    for join in JOINS:
        join(db, gone, kept)
    for _, column in belongings.columns():
        _give_way(db, column, gone, kept)
        table = column.table
        assert isinstance(table, Table)
        db.execute(update(table).where(column == gone).values({column.name: kept}))


def _give_way(db: Db, column: Column[Any], gone: int, kept: int) -> None:
    """Delete what the person who is kept has already, under a key that may stand once."""
    table = column.table
    assert isinstance(table, Table)
    for others in belongings.unique_keys(column):
        mine = table.alias()
        same = [mine.c[other.name] == other for other in others]
        is_there = exists(select(1).where(mine.c[column.name] == kept, *same))
        belongings.remove(db, table, and_(column == gone, is_there))


def _join_contacts(db: Db, gone: int, kept: int) -> None:
    """Of the requests between another person and either of the two, keep what went furthest."""
    table = contacts.table
    both = (gone, kept)
    rows = db.execute(
        select(table).where(or_(table.c.asker_id.in_(both), table.c.asked_id.in_(both)))
    ).all()
    by_other: dict[int, list[Row[Any]]] = {}
    for row in rows:
        other = row.asked_id if row.asker_id in both else row.asker_id
        by_other.setdefault(other, []).append(row)
    for found in by_other.values():
        _, *rest = sorted(found, key=lambda row: _reach(row, both), reverse=True)
        db.execute(delete(table).where(table.c.id.in_([row.id for row in rest])))


def _reach(row: Row[Any], both: tuple[int, int]) -> tuple[int, bool, datetime, int]:
    """Say how far a request went: accepted, then waiting for our answer, then for theirs."""
    order = (Asked.DECLINED, Asked.WAITING, Asked.ACCEPTED)
    return order.index(Asked(row.state)), row.asked_id in both, row.asked_at, row.id


def _join_pairs(db: Db, gone: int, kept: int) -> None:
    """Delete what stands between the two themselves, such as a block of one by the other."""
    pairs: dict[Table, set[str]] = {}
    people_columns = [column for _, column in belongings.columns()]
    for column in people_columns:
        for others in belongings.unique_keys(column):
            if any(other in people_columns for other in others):
                assert isinstance(column.table, Table)
                pairs.setdefault(column.table, set()).add(column.name)
    for table, names in pairs.items():
        between = [table.c[name].in_((gone, kept)) for name in sorted(names)]
        belongings.remove(db, table, and_(*between))


#: Tables in which somebody stands to something, and how, the least first: of two, more stays.
RANKED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "project_members": ("project_id", ("declined", "left", "invited", "in")),
    "group_members": ("group_id", ("declined", "left", "removed", "asked", "invited", "in")),
    "seminar_signups": ("seminar_id", ("out", "waiting", "offered", "in")),
    "meeting_guests": ("meeting_id", ("declined", "out", "invited", "answered")),
}
_LEADING = frozenset({"founder", "moderator"})


def _join_ranked(db: Db, gone: int, kept: int) -> None:
    """Where both stand to the same thing, keep what takes part more."""
    for name, (key, states) in RANKED.items():
        table = metadata.tables[name]
        rows = db.execute(select(table).where(table.c.person_id.in_((gone, kept)))).all()
        by_thing: dict[int, list[Row[Any]]] = {}
        for row in rows:
            by_thing.setdefault(row._mapping[key], []).append(row)
        for number, found in by_thing.items():
            for row in sorted(found, key=lambda row: _rank(row, states))[:-1]:
                lower = (table.c[key] == number) & (table.c.person_id == row.person_id)
                belongings.remove(db, table, lower)


def _rank(row: Row[Any], states: tuple[str, ...]) -> tuple[int, bool]:
    place = states.index(row.state) if row.state in states else -1
    return place, row._mapping.get("role") in _LEADING


def _join_accounts(db: Db, gone: int, kept: int) -> None:
    """Where an account on our homeserver was made for both, remember whose the second was."""
    localpart = accounts.of_person(db, gone)
    if localpart is not None and accounts.of_person(db, kept) is not None:
        accounts.retire(db, gone, localpart, kept)


#: Tables that hold what one chose: of two rows under one key the newer registration's stays.
CHOSEN = ("calendars", "class_breaks", "class_facts", "notice_ways", "quiet_hours")


def _join_chosen(db: Db, gone: int, kept: int) -> None:
    """Where both chose something, let the newer choice stay, as of answers."""
    both = people.of_ids(db, {gone, kept})
    _, newer = _by_age(both[gone], both[kept])
    facts = metadata.tables["class_facts"]
    _fill(db, facts, newer.id, gone + kept - newer.id)
    if newer.id == gone:
        for name in CHOSEN:
            _give_way(db, metadata.tables[name].c.person_id, kept, gone)


def _fill(db: Db, table: Table, newer: int, older: int) -> None:
    """Take for each answer that the newer did not give the one that the older gave."""
    rows = {
        row.person_id: row
        for row in db.execute(select(table).where(table.c.person_id.in_((newer, older))))
    }
    if len(rows) == 2:
        new, old = rows[newer]._mapping, rows[older]._mapping
        said = {name: new[name] or old[name] for name in new if name != "person_id"}
        for who in (newer, older):
            db.execute(update(table).where(table.c.person_id == who).values(said))


def _join_proofs(db: Db, gone: int, kept: int) -> None:
    """Of two proofs keep the one that came last."""
    found = [proof for who in (gone, kept) if (proof := proofs.of_person(db, who))]
    if len(found) == 2:
        proofs.forget(db, min(found, key=lambda proof: (proof.at, proof.person_id)).person_id)


#: What has to be decided about tables before their rows are given away.
JOINS: tuple[Callable[[Db, int, int], None], ...] = (
    _join_pairs,
    _join_contacts,
    _join_ranked,
    _join_accounts,
    _join_chosen,
    _join_proofs,
    attendance.join,
    card_talks.join,
)
