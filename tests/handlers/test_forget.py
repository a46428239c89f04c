"""/forget: what goes, what stays, what delays it. Rule REG-6."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers import daily, leaving
from storage import (
    addresses,
    contacts,
    group_members,
    groups,
    ideas,
    members,
    notices,
    outbox,
    people,
    posts,
    projects,
    proofs,
    pupils,
    reports,
)
from storage.contacts import State as Asked
from storage.db import metadata
from storage.outbox import Outcome, State
from tests import makers
from tests.conftest import NOON

#: What stands nowhere else.
PLANTED = "Zyxwana"


def everything(database):
    """Read every value of every row as text."""
    with database.reading() as db:
        for table in metadata.sorted_tables:
            for row in db.execute(select(table)):
                for column, value in row._mapping.items():
                    yield f"{table.name}.{column}", str(value)


def where(database, text):
    return sorted({place for place, value in everything(database) if text in value})


def send_out(database):
    """Let everything that waits be sent."""

    def work(db):
        ids = db.scalars(select(outbox.table.c.id).where(outbox.table.c.state == State.WAITING))
        outbox.mark(db, [Outcome(number, State.SENT) for number in ids.all()])

    database.write(work)


def carry_out(database, at=NOON):
    while database.write(leaving.carry_out, at):
        pass


def forget(chats, by):
    [sure] = chats.send("/forget", by)
    assert sure.key == "forget.sure"
    return chats.press("forget.yes", sure, by)


@pytest.fixture
def known(chats, teacher, school, database):
    """Somebody who did what one can do, and Ben, who knows them."""
    oak = school()
    who, ana = teacher(PLANTED, school=oak, about=f"{PLANTED} sings.", platform="matrix")
    ben, bens = teacher("Ben", country="DE")
    [code] = chats.send("/mycode", ana)
    chats.send(code.fields["command"].text, bens)
    _, request = chats.send("We met at the seminar.", bens)
    chats.press("contacts.accept", request, ana)
    chats.send(f"/write {ben.id}", ana)
    chats.send(f"A letter of {PLANTED}.", ana)
    chats.send("/available on", ana)
    chats.send("/register", ana)
    chats.send("/idle", ana)

    def work(db):
        about = {"title": "Choirs", "description": "d", "entry": groups.Entry.OPEN}
        group = groups.propose(db, ben.id, NOON, languages=("en",), **about)
        groups.change(db, group, groups.State.ACTIVE, NOON)
        for one in (who, ben):
            state, role = group_members.State.IN, group_members.Role.MEMBER
            group_members.put(db, group.id, one.id, role=role, state=state, at=NOON)
        proofs.keep(db, proofs.Proof(who.id, proofs.Kind.CERTIFICATE, NOON, ref=PLANTED))

    database.write(work)
    return who, ana, ben, bens


def test_nothing_that_says_who_it_was_is_anywhere(chats, known, database):
    _who, ana, _ben, bens = known
    assert len(where(database, PLANTED)) > 3

    done, *_told = forget(chats, ana)
    send_out(database)
    carry_out(database)

    assert done.key == "forget.done"
    assert where(database, PLANTED) == []
    assert where(database, ana.user) == []
    assert chats.send("/contacts", bens)[0].key == "contacts.none"


def test_the_address_is_unknown_again(chats, known, database):
    _, ana, _, _ = known
    forget(chats, ana)

    assert database.read(addresses.by_user, ana) is None
    assert chats.send("/status", ana)[0].key == "status.visitor"
    assert chats.send("/register", ana)[0].key == "register.name"


def test_what_was_said_to_a_stranger_since_stays(chats, known, database):
    _, ana, _, _ = known
    forget(chats, ana)
    chats.send("/status", ana)
    send_out(database)
    carry_out(database)

    with database.reading() as db:
        payloads = db.scalars(select(outbox.table.c.payload)).all()
    assert sum('"status.visitor"' in one for one in payloads) == 1
    assert not any('"forget.done"' in one for one in payloads)


def test_nothing_unsent_about_them_is_sent_any_more(chats, known, database):
    _, ana, _, _ = known
    send_out(database)
    [_code] = chats.send("/mycode", ana)
    chats.send(f"/write {known[2].id}", ana)
    _, letter = chats.send("One more letter.", ana)
    assert letter.to == known[3]

    forget(chats, ana)
    carry_out(database)

    with database.reading() as db:
        waiting = select(outbox.table.c.payload).where(outbox.table.c.state == State.WAITING)
        assert not any("contacts.message" in one for one in db.scalars(waiting))


def test_a_namesake_still_gets_and_is_told_what_is_theirs(chats, known, teacher, database):
    _, ana, ben, _bens = known
    send_out(database)
    other, others = teacher(PLANTED, country="FR")

    def work(db):
        made = contacts.ask(db, other.id, ben.id, "hi", NOON)
        contacts.answer(db, made, Asked.ACCEPTED, NOON)

    database.write(work)
    chats.send(f"/write {ben.id}", others)
    chats.send("A letter of the other.", others)

    forget(chats, ana)
    carry_out(database)
    with database.reading() as db:
        waiting = select(outbox.table.c.payload).where(outbox.table.c.state == State.WAITING)
        assert any("A letter of the other." in one for one in db.scalars(waiting))


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


@pytest.fixture
def friends(teacher, database):
    """Ana and Ben, contacts; Ana is told once a day."""
    who, ana = teacher("Ana")
    ben, bens = teacher("Ben", country="DE")

    def work(db):
        made = contacts.ask(db, who.id, ben.id, "x", NOON)
        contacts.answer(db, made, Asked.ACCEPTED, NOON)
        notices.choose(db, who.id, "messages", notices.Way.DAILY)

    database.write(work)
    return who, ana, ben, bens


@pytest.mark.parametrize("name", ["key", "Will", "Ben", "Music"])
@pytest.mark.parametrize("letter", ["Will we meet, or have you a key?", "Will", "Music"])
def test_words_inside_what_others_say_are_no_traces(
    chats, friends, teacher, database, name, letter
):
    who, ana, ben, bens = friends
    other, others = teacher(f"{name}", country="FR", platform="matrix")
    database.write(lambda db: makers.project(db, (who, ben), NOON, title=name))
    chats.send(f"/write {who.id}", bens)
    chats.send(letter, bens)
    chats.send("/projects", ana)

    forget(chats, others)
    carry_out(database)

    assert database.read(people.by_id, other.id).is_gone
    with database.reading() as db:
        rows = db.execute(select(outbox.table).where(outbox.table.c.chat != "")).all()
    kept = [row.payload for row in rows if row.chat in ("chat of ana", "chat of ben")]
    assert any(letter in one for one in kept)
    assert any("projects.all" in one and name in one for one in kept)
    assert State.DEAD not in {row.state for row in rows}
    assert State.GATHERED in {row.state for row in rows}


def test_former_names_and_words_are_found_too(chats, known, database):
    _who, ana, _ben, bens = known
    chats.send("/contacts", bens)
    for field, new in (("name", "Zoe Adams"), ("about", "We paint now, every day.")):
        chats.send(f"/profile {field}", ana)
        chats.send(new, ana)
    send_out(database)
    assert "outbox.payload" in where(database, PLANTED)

    forget(chats, ana)
    send_out(database)
    carry_out(database)

    assert where(database, PLANTED) == []


def test_ideas_are_gone_from_what_their_readers_were_shown(chats, known, database):
    who, ana, _ben, bens = known
    draft = ideas.Draft("Our Quark", "Quark texts.", (9, 12), ("en",), ("music",), (), NOON.date())
    idea = database.write(ideas.post, who.id, draft, NOON)
    assert chats.send("/ideas", bens)[0].key == "ideas.found"
    database.write(ideas.change, idea, replace(draft, text="Other texts."), NOON)
    chats.send("/ideas", bens)
    send_out(database)
    assert "outbox.payload" in where(database, "Quark")

    forget(chats, ana)
    send_out(database)
    carry_out(database)

    assert where(database, "Quark") == where(database, "Other texts.") == []


def test_what_others_began_about_them_goes(chats, known, database):
    who, ana, _, bens = known
    chats.send(f"/write {who.id}", bens)
    chats.send(f"/report p{who.id}", bens)
    assert "dialogues.answers" in where(database, PLANTED)

    forget(chats, ana)

    assert "dialogues.answers" not in where(database, PLANTED)


def test_what_was_told_together_names_them_no_more(chats, friends, database):
    who, _, _, bens = friends
    chats.send(f"/write {who.id}", bens)
    chats.send("A letter.", bens)
    database.write(daily.tell, NOON + timedelta(days=1))
    send_out(database)
    assert len(where(database, "Message from")) + len(where(database, "Ben")) > 1

    forget(chats, bens)
    send_out(database)
    carry_out(database)

    with database.reading() as db:
        payloads = db.scalars(select(outbox.table.c.payload)).all()
    assert not any("Ben" in one for one in payloads)


def test_a_head_who_confirmed_is_named_no_more(chats, known, teacher, database):
    who, ana, ben, _ = known
    proof = proofs.Proof(ben.id, proofs.Kind.HEAD, NOON, by_name=PLANTED, by_role="head")
    database.write(proofs.keep, replace(proof, by_id=who.id))

    forget(chats, ana)

    kept = database.read(proofs.of_person, ben.id)
    assert (kept.kind, kept.by_name) == (proofs.Kind.HEAD, "")
