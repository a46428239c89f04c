"""The list of a project's pupils: only their teacher adds them, moves them and takes them out."""

import pytest

from storage import members, pupils, safeguarding
from storage.members import Role


@pytest.fixture
def page(ana):
    """Ana's browser on the page of her pupils."""
    ana.get("/pupils")
    return ana


def listed(database, rivers):
    return [pupil.pseudonym for pupil in database.read(pupils.listed, rivers.id)]


def logged(database):
    """Read what the safeguarding log says was done, to whom and by whom."""
    with database.reading() as db:
        found = [entry for entry, _ in safeguarding.entries(db)]
    return [(one.kind, one.subject, one.actor, one.reason) for one in found]


def test_pupils_are_listed_without_a_slip_until_their_parents_allow_it(page, database, rivers):
    added = page.post("/pupils", names="Blue Fox 7\r\n\r\nRed Owl 2\r\n", **{"class": "4b"})

    assert "2 pupils added" in added.words
    assert added.words.count("no slip yet") == 2
    found = database.read(pupils.listed, rivers.id)
    assert [(one.pseudonym, one.class_name, one.slip) for one in found] == [
        ("Blue Fox 7", "4b", None),
        ("Red Owl 2", "4b", None),
    ]
    assert database.read(pupils.inside, rivers.id) == []


def test_pupils_whose_letters_are_signed_may_take_part_at_once(page, database, rivers):
    page.post("/pupils", names="Blue Fox 7", part="1")

    [fox] = database.read(pupils.inside, rivers.id)
    assert (fox.takes_part, fox.may_publish, fox.may_picture) == (True, False, False)
    assert fox.permitted_by == rivers.ana
    assert logged(database) == [
        ("pupil added", "pupil:1", f"person:{rivers.ana}", ""),
        ("permission", "pupil:1", f"person:{rivers.ana}", "take part: given"),
    ]


def test_what_looks_like_a_real_name_is_asked_about_and_nothing_typed_is_lost(
    page, says, database, rivers
):
    asked = page.post("/pupils", names="Blue Fox 7\nMaria Ionescu", **{"class": "4 & b"})

    assert says("pupils.real_names", names="Maria Ionescu") in asked.words
    assert "Blue Fox 7 Maria Ionescu" in asked.words
    assert 'value="4 &amp; b"' in asked.html
    assert "These are pseudonyms" in asked.words
    assert listed(database, rivers) == []

    page.post("/pupils", names="Blue Fox 7\nMaria Ionescu", sure="1")
    assert listed(database, rivers) == ["Blue Fox 7", "Maria Ionescu"]


def test_same_form_sent_twice_adds_once_and_says_so(page, database, rivers):
    nonce = page.page.hidden["nonce"]
    page.post("/pupils", names="Blue Fox 7", nonce=nonce)

    again = page.post("/pupils", names="Blue Fox 7", nonce=nonce)

    assert listed(database, rivers) == ["Blue Fox 7"]
    assert "done already" in again.words


@pytest.mark.parametrize("twin", ["fox", "FOX", "F\u200box", "Ｆｏｘ", " Fox "])
def test_nobody_gets_a_name_that_looks_like_anothers(page, says, database, rivers, twin):
    refused = page.post("/pupils", names=f"Fox\n{twin}")

    assert "taken already" in refused.words
    assert "Fox" in refused.words
    assert listed(database, rivers) == []


def test_class_with_a_long_name_is_refused_and_the_list_stays(page, database, rivers):
    refused = page.post("/pupils", names="Blue Fox 7", **{"class": "x" * 21})

    assert "shorter name" in refused.words
    assert "Blue Fox 7" in refused.words
    assert listed(database, rivers) == []


def test_pupil_who_is_taken_out_is_gone_from_the_list(
    world, page, browse, says, database, rivers, slip
):
    fox = browse()
    fox.post("/class", code=slip())
    page.get("/pupils/1")

    done = page.post("/pupils/1/remove")

    assert says("pupils.removed", name="Blue Fox 7") in done.words
    assert listed(database, rivers) == []
    assert world.settled[-1] == rivers.id
    assert fox.get("/class/room").status == 403
    assert database.read(pupils.by_id, 1).logout_wanted
    assert logged(database) == [("pupil out", "pupil:1", f"person:{rivers.ana}", "by teacher")]


def test_teacher_touches_no_pupils_of_another_school(ben, says, database, rivers, slip):
    slip()
    before = database.read(pupils.by_id, 1)

    shown = ben.get("/pupils")
    ben.post("/pupils/1/remove")
    ben.post("/pupils/1/unlock")
    ben.post("/pupils/1/app")
    ben.post("/pupils/permissions", **{"seen-1": "100"})
    ben.post("/pupils/move", teacher=str(rivers.ben), **{"class": "9", "chosen-1": "on"})
    refused = ben.post("/pupils/1/slip")

    assert "/pupils/1" not in shown.html
    assert "Pupils of the partner schools Blue Fox 7" in shown.words
    assert says("pupils.not_yours") in refused.words
    assert database.read(pupils.by_id, 1) == before
    assert "New slip" not in ben.get("/pupils/1").words


def test_old_page_of_who_left_the_project_does_nothing(page, database, rivers, slip, world):
    slip()
    page.get("/pupils")

    def leave(db):
        state, role = members.State.LEFT, Role.FOUNDER
        school = members.of_person(db, rivers.id, rivers.ana).school_id
        who = (db, rivers.id, rivers.ana)
        members.put(*who, role=role, state=state, school_id=school, at=world.at)

    database.write(leave)

    assert page.post("/pupils/1/remove").status == 403
    assert listed(database, rivers) == ["Blue Fox 7"]


def test_without_the_guard_no_pupil_is_added_and_the_page_says_why(
    world, settings, browse, link, database, rivers
):
    settings(pupils_without_guard=False)
    world.homeserver.has_guard = False
    ana = browse()
    ana.post(link())

    shown = ana.get("/pupils")
    ana.post("/pupils", names="Blue Fox 7")

    assert "guard" in shown.words
    assert "<textarea" not in shown.html
    assert listed(database, rivers) == []


def test_without_the_guard_no_slip_is_made(world, settings, browse, link, database, slip):
    slip()
    settings(pupils_without_guard=False)
    world.homeserver.has_guard = False
    ana = browse()
    ana.post(link())
    before = database.read(pupils.by_id, 1)
    ana.get("/pupils/1")

    refused = ana.post("/pupils/1/slip")

    assert "guard" in refused.words
    assert database.read(pupils.by_id, 1) == before


def test_with_the_guard_loaded_pupils_are_added(settings, browse, link, database, rivers):
    settings(pupils_without_guard=False)
    ana = browse()
    ana.post(link())
    ana.get("/pupils")

    ana.post("/pupils", names="Blue Fox 7")

    assert listed(database, rivers) == ["Blue Fox 7"]


def test_no_pupil_is_added_while_nobody_knows_of_the_guard(
    world, settings, browse, link, database, rivers
):
    settings(pupils_without_guard=False)
    world.homeserver.is_away = True
    ana = browse()
    ana.post(link())

    shown = ana.get("/pupils")
    ana.post("/pupils", names="Blue Fox 7")

    assert "does not answer" in shown.words
    assert listed(database, rivers) == []


def test_closed_project_takes_no_pupils(page, close_project, database, rivers):
    close_project()

    page.post("/pupils", names="Blue Fox 7")

    assert listed(database, rivers) == []
    assert "<textarea" not in page.get("/pupils").html


def test_member_who_was_only_invited_sees_no_pupils(world, browse, link, database, rivers, teacher):
    zoe, _ = teacher("Zoe")

    def invite(db):
        state, role = members.State.INVITED, Role.PARTNER
        who = (db, rivers.id, zoe.id)
        members.put(*who, role=role, state=state, school_id=zoe.school_id, at=world.at)

    database.write(invite)

    assert browse().post(link(zoe.id)).status == 403


def test_whatever_is_typed_as_a_pseudonym_is_shown_as_text(page):
    page.post("/pupils", names='Fox" autofocus x="<b>7')

    shown = page.get("/pupils")

    assert 'Fox" autofocus x="<b>7' in shown.words
    assert 'x="<b>' not in shown.html


def test_teacher_lets_a_pupil_use_an_app_and_ends_it(page, database, rivers, slip):
    slip()
    page.get("/pupils/1")

    page.post("/pupils/1/app")
    assert database.read(pupils.by_id, 1).may_use_app

    page.post("/pupils/1/noapp")
    fox = database.read(pupils.by_id, 1)
    assert not fox.may_use_app
    assert fox.logout_wanted
    assert [reason for *_, reason in logged(database)] == ["app: given", "app: withdrawn"]
