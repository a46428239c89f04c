"""The pupils of a project: only their teacher adds them, and a slip is shown once."""

import re

import pytest

from storage import members, pupils
from storage.members import Role


@pytest.fixture
def page(ana):
    """Ana's browser on the page of her pupils."""
    ana.get("/pupils")
    return ana


def inside(database, rivers):
    return [pupil.pseudonym for pupil in database.read(pupils.inside, rivers.id)]


def test_each_pupil_gets_a_slip_that_opens_the_classroom(page, browse, rivers):
    slips = page.post("/pupils", names="Blue Fox 7\r\n\r\nRed Owl 2\r\n")

    codes = re.findall(r"\w{5}-\w{6}", slips.words)
    assert "http://portal.example/class" in slips.words
    assert len(codes) == 2
    assert "You are Blue Fox 7" in browse().post("/class", code=codes[0]).words


def test_codes_are_shown_once(page):
    page.post("/pupils", names="Blue Fox 7")

    listed = page.get("/pupils")

    assert "Blue Fox 7" in listed.words
    assert not re.search(r"\w{5}-\w{6}", listed.words)


def test_what_looks_like_a_real_name_is_asked_about_and_nothing_typed_is_lost(
    page, says, database, rivers
):
    asked = page.post("/pupils", names="Blue Fox 7\nMaria Ionescu")

    assert says("pupils.real_names", names="Maria Ionescu") in asked.words
    assert "Blue Fox 7 Maria Ionescu" in asked.words
    assert "These are pseudonyms" in asked.words
    assert inside(database, rivers) == []

    page.post("/pupils", names="Blue Fox 7\nMaria Ionescu", sure="1")
    assert inside(database, rivers) == ["Blue Fox 7", "Maria Ionescu"]


def test_same_form_sent_twice_adds_once_and_says_so(page, database, rivers):
    nonce = page.page.hidden["nonce"]
    page.post("/pupils", names="Blue Fox 7", nonce=nonce)

    again = page.post("/pupils", names="Blue Fox 7", nonce=nonce)

    assert inside(database, rivers) == ["Blue Fox 7"]
    assert "done already" in again.words
    assert "New slip" in again.words


def test_refused_list_stays_in_the_box(page, says, database, rivers):
    refused = page.post("/pupils", names="Fox\nfox")

    assert says("pupils.twice", names="Fox fox") in refused.words
    assert "Fox fox" in refused.words
    assert inside(database, rivers) == []


def test_new_slip_kills_the_old_one_and_ends_the_visit(page, browse, slip):
    old = slip()
    fox = browse()
    fox.post("/class", code=old)
    page.get("/pupils")

    renewed = page.post("/pupils/1/slip")

    [code] = re.findall(r"\w{5}-\w{6}", renewed.words)
    assert fox.get("/class/room").status == 403
    assert fox.post("/class", code=old).status == 422
    assert fox.post("/class", code=code).path == "/class/room"


def test_pupil_who_is_taken_out_is_gone_from_the_list(world, page, says, database, rivers, slip):
    slip()
    page.get("/pupils")

    done = page.post("/pupils/1/remove")

    assert says("pupils.removed", name="Blue Fox 7") in done.words
    assert inside(database, rivers) == []
    assert world.settled[-1] == rivers.id


def test_teacher_touches_no_pupils_of_another_school(browse, link, says, database, rivers, slip):
    slip()
    ben = browse()
    ben.post(link(rivers.ben))

    listed = ben.get("/pupils")
    ben.post("/pupils/1/remove")
    refused = ben.post("/pupils/1/slip")

    assert "/pupils/1/slip" not in listed.actions
    assert "Pupils of the partner schools Blue Fox 7" in listed.words
    assert says("pupils.not_yours") in refused.words
    assert inside(database, rivers) == ["Blue Fox 7"]


def test_without_the_guard_no_pupil_is_added_and_the_page_says_why(
    world, settings, browse, link, database, rivers
):
    settings(pupils_without_guard=False)
    world.homeserver.has_guard = False
    ana = browse()
    ana.post(link())

    listed = ana.get("/pupils")
    ana.post("/pupils", names="Blue Fox 7")

    assert "guard" in listed.words
    assert "<textarea" not in listed.html
    assert inside(database, rivers) == []


def test_with_the_guard_loaded_pupils_are_added(settings, browse, link, database, rivers):
    settings(pupils_without_guard=False)
    ana = browse()
    ana.post(link())
    ana.get("/pupils")

    ana.post("/pupils", names="Blue Fox 7")

    assert inside(database, rivers) == ["Blue Fox 7"]


def test_no_pupil_is_added_while_nobody_knows_of_the_guard(
    world, settings, browse, link, database, rivers
):
    settings(pupils_without_guard=False)
    world.homeserver.is_away = True
    ana = browse()
    ana.post(link())

    listed = ana.get("/pupils")
    ana.post("/pupils", names="Blue Fox 7")

    assert "does not answer" in listed.words
    assert inside(database, rivers) == []


def test_closed_project_takes_no_pupils(page, close_project, database, rivers):
    close_project()

    page.post("/pupils", names="Blue Fox 7")

    assert inside(database, rivers) == []
    assert "<textarea" not in page.get("/pupils").html


def test_there_is_no_slip_for_a_pupil_that_does_not_exist(page, says):
    assert says("pupils.not_yours") in page.post("/pupils/99/slip").words


def test_member_who_was_only_invited_sees_no_pupils(world, browse, link, database, rivers, teacher):
    zoe, _ = teacher("Zoe")

    def invite(db):
        state, role = members.State.INVITED, Role.PARTNER
        who = (db, rivers.id, zoe.id)
        members.put(*who, role=role, state=state, school_id=zoe.school_id, at=world.at)

    database.write(invite)

    assert browse().post(link(zoe.id)).status == 403


def test_whatever_is_typed_as_a_pseudonym_is_shown_as_text(page):
    page.post("/pupils", names='Fox" autofocus x="<b>')

    listed = page.get("/pupils")

    assert 'Fox" autofocus x="<b>' in listed.words
    assert 'x="<b>' not in listed.html
    assert 'aria-label="New slip for Fox" autofocus' not in listed.html
