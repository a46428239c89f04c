"""/forget: what goes, what stays, what delays it. Rule REG-6."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers import leaving
from storage import (
    group_members,
    groups,
    members,
    people,
    posts,
    projects,
    pupils,
    reports,
)
from tests import makers
from tests.conftest import NOON
from tests.handlers.planted import PLANTED, carry_out, forget, plant, send_out, where


@pytest.fixture
def known(chats, teacher, school, database):
    """Somebody who did what one can do, and Ben, who knows them."""
    return plant(chats, teacher, school, database)


def test_what_they_wrote_to_groups_stays_without_a_name(chats, known, database):
    _who, ana, _, _bens = known
    chats.send("/post", ana)
    chats.send("Songs for all of you.", ana, message="77")
    send_out(database)
    assert where(database, "Songs for all of you.")

    forget(chats, ana)
    send_out(database)
    carry_out(database)

    with database.reading() as db:
        [post] = db.execute(select(posts.table)).all()
        author = people.by_id(db, post.author_id)
    assert (post.text, author.name, author.is_gone) == ("Songs for all of you.", "", True)
    assert where(database, PLANTED) == []
    assert where(database, ana.user) == []


def test_of_the_person_a_number_and_a_country_are_left(chats, teacher, database):
    who, ana = teacher("Ana", about="We sing.", zone="Europe/Lisbon", note="n")

    forget(chats, ana)

    left = database.read(people.by_id, who.id)
    assert left.is_gone
    assert (left.name, left.about, left.zone, left.note, left.role) == ("", "", "", "", "")
    assert (left.school_id, left.subjects, left.languages, left.age_min) == (None, (), (), None)
    assert left.registered_at == NOON


def test_a_partner_leaves_the_projects_and_the_others_are_told(chats, teacher, database):
    ben, bens = teacher("Ben", country="DE")
    cleo, cleos = teacher("Cleo", country="FR")
    who, ana = teacher("Ana")

    def work(db):
        project = makers.project(db, (ben, cleo), NOON)
        makers.take_part(db, project, who, NOON)
        return project

    project = database.write(work)

    _, *told = forget(chats, ana)

    assert [(one.key, one.to) for one in told] == [("project.left", bens), ("project.left", cleos)]
    assert database.read(people.by_id, who.id).is_gone
    assert chats.send(f"/project {project.id}", bens)[0].key == "project.card"


def test_a_founder_hands_over_or_closes_first(chats, teacher, database):
    who, ana = teacher("Ana")
    ben, _ = teacher("Ben", country="DE")
    project = database.write(makers.project, (who, ben), NOON)

    [refused] = chats.send("/forget yes", ana)
    assert refused.key == "forget.founder"
    [sure] = chats.press("project.close", refused, ana)
    chats.press("project.close_yes", sure, ana)

    assert forget(chats, ana)[0].key == "forget.done"
    assert database.read(projects.by_id, project.id).founder_id == who.id


def test_the_last_teacher_of_pupils_takes_them_out_first(chats, teacher, database):
    ben, _ = teacher("Ben", country="DE")
    cleo, _ = teacher("Cleo", country="FR")
    who, ana = teacher("Ana")

    def work(db):
        project = makers.project(db, (ben, cleo), NOON)
        makers.take_part(db, project, who, NOON)
        mine = {"project_id": project.id, "school_id": who.school_id, "added_by": who.id}
        more = {"pseudonym": "Fox", "code": "7K222SECRET", "localpart": "p_1"}
        return pupils.add(db, **mine, **more, at=NOON)

    pupil = database.write(work)

    assert chats.send("/forget yes", ana)[0].key == "forget.pupils"
    database.write(pupils.remove, pupil.id)
    assert forget(chats, ana)[0].key == "forget.done"


def test_a_plan_goes_with_its_founder_and_stays_without_its_co_founder(chats, teacher, database):
    who, ana = teacher("Ana")
    ben, _bens = teacher("Ben", country="DE")

    def work(db):
        state = projects.State.PARTNER
        mine = makers.project(db, (who, ben), NOON, state)
        return mine.id, makers.project(db, (ben, who), NOON, state).id

    mine, theirs = database.write(work)

    _, *told = forget(chats, ana)

    assert {one.key for one in told} == {"forget.withdrawn", "project.partner_declined"}
    with database.reading() as db:
        assert projects.founded_by(db, ben.id) == [theirs]
        assert projects.by_id(db, mine).title == ""
    assert database.read(projects.by_id, theirs).state == projects.State.DRAFT


def test_the_last_coordinator_of_a_country_finds_a_successor_first(chats, coordinator):
    _, maria = coordinator("Maria", "RO")

    [refused] = chats.send("/forget yes", maria)
    assert refused.key == "forget.last_coordinator"

    coordinator("Mihai", "RO")
    assert forget(chats, maria)[0].key == "forget.done"


@pytest.fixture
def reported(teacher, database):
    """Somebody about whom a report is open."""
    who, ana = teacher("Ana")
    ben, _ = teacher("Ben")

    def work(db):
        ids = {"reporter_id": ben.id, "about_id": who.id}
        return reports.add(db, **ids, kind="message", words="w", frozen="f", at=NOON)

    return who, ana, database.write(work)


def test_an_open_report_delays_for_thirty_days_at_most_and_that_is_said(chats, reported, database):
    who, ana, _ = reported

    [told] = forget(chats, ana)

    assert told.key == "forget.delayed"
    assert told.fields["until"] == (NOON + timedelta(days=30)).date()
    carry_out(database, NOON + timedelta(days=29))
    assert not database.read(people.by_id, who.id).is_gone
    chats.new()
    carry_out(database, NOON + timedelta(days=30))
    assert database.read(people.by_id, who.id).is_gone
    assert [one.key for one in chats.new()] == ["forget.done"]


def test_a_closed_report_delays_nothing_more(chats, reported, database):
    who, ana, report = reported
    forget(chats, ana)
    database.write(reports.close, report, NOON)

    carry_out(database)

    assert database.read(people.by_id, who.id).is_gone


def test_who_changes_their_mind_in_time_stays(chats, reported, database):
    who, ana, _ = reported
    [told] = forget(chats, ana)

    [back] = chats.press("forget.no", told, ana)

    assert back.key == "forget.taken_back"
    carry_out(database, NOON + timedelta(days=31))
    assert not database.read(people.by_id, who.id).is_gone


def test_a_report_they_made_stays_without_their_words(chats, reported, database):
    who, _, report = reported
    [reporter] = [database.read(people.by_id, report.reporter_id)]

    def work(db):
        leaving.erase(db, reporter, NOON)

    database.write(work)

    kept = database.read(reports.by_id, report.id)
    assert (kept.words, kept.frozen, kept.about_id) == ("", "f", who.id)


def test_a_delayed_founder_closes_the_project_in_the_end(chats, reported, teacher, database):
    who, ana, _ = reported
    forget(chats, ana)
    ben, _ = teacher("Ben Adler", country="DE")
    project = database.write(makers.project, (who, ben), NOON)

    carry_out(database, NOON + timedelta(days=30))

    assert database.read(projects.by_id, project.id).state == projects.State.CLOSED
    assert database.read(people.by_id, who.id).is_gone


def test_a_group_that_loses_its_last_moderator_looks_for_one(chats, teacher, database):
    who, ana = teacher("Ana")

    def work(db):
        about = {"title": "Choirs", "description": "d", "entry": groups.Entry.OPEN}
        group = groups.propose(db, who.id, NOON, languages=("en",), **about)
        state, role = group_members.State.IN, group_members.Role.MODERATOR
        group_members.put(db, group.id, who.id, role=role, state=state, at=NOON)
        return group

    group = database.write(work)
    forget(chats, ana)

    assert database.read(groups.by_id, group.id).seeks_moderator


def test_who_leaves_is_out_of_closed_projects_too(chats, teacher, database):
    who, ana = teacher("Ana")
    ben, _ = teacher("Ben", country="DE")

    def work(db):
        project = makers.project(db, (who, ben), NOON)
        return projects.change(db, project, projects.State.CLOSED, NOON)

    project = database.write(work)
    forget(chats, ana)

    with database.reading() as db:
        assert [one.person_id for one in members.inside(db, project.id)] == [ben.id]
