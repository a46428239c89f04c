"""The TwinSpace for teachers: who reads and writes where, and what else the page offers."""

from datetime import timedelta
from functools import partial

import pytest

from storage import addresses, class_visits, members, people, twinspaces
from storage.addresses import Address
from storage.codes import Purpose
from storage.people import Standing


def test_teacher_reads_who_said_what_in_the_classroom(world, ana, rivers, slip):
    slip("Blue Fox 7")
    world.homeserver.say(rivers.classroom, "@p_10:school.example", "Hello from Cluj")
    world.homeserver.say(rivers.classroom, "@etwin-twinspace:school.example", "Welcome")
    world.homeserver.say(rivers.classroom, "@stranger:school.example", "Hm")

    page = ana.get("/twinspace")

    assert "Blue Fox 7 15:00 Hello from Cluj" in page.words
    assert "eTwinning 15:00 Welcome" in page.words
    assert "Somebody 15:00 Hm" in page.words


def test_a_message_of_another_day_says_which_day_it_was(world, ana, rivers):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Hello")
    world.at += timedelta(minutes=40)
    for _ in range(30):
        ana.get("/twinspace")
        world.at += timedelta(minutes=40)

    assert "Monday, 5 October, 15:00" in ana.get("/twinspace").words


def test_teacher_writes_in_the_classroom_and_sees_it_there(world, ana, rivers):
    ana.get("/twinspace")

    page = ana.post("/twinspace", text="Good morning!")

    assert page.path == "/twinspace"
    assert "Ana Pop you" in page.words
    assert "Good morning!" in page.words
    [said] = world.homeserver.said[rivers.classroom]
    assert (said.sender, said.text) == (rivers.ana_user, "Good morning!")


def test_what_is_said_in_the_staff_room_stays_there(world, ana, rivers):
    ana.get("/twinspace/staff")

    page = ana.post("/twinspace/staff", text="Between us")

    assert page.path == "/twinspace/staff"
    assert [said.text for said in world.homeserver.said[rivers.staff]] == ["Between us"]
    assert rivers.classroom not in world.homeserver.said
    assert "Between us" not in ana.get("/twinspace").words


def test_older_messages_are_shown_on_demand_and_the_box_keeps_its_text(world, ana, rivers):
    for number in range(35):
        world.homeserver.say(rivers.classroom, rivers.ana_user, f"message {number}.")
    newest = ana.get("/twinspace")

    page = ana.post("/twinspace", look="$5", text="half a sen")

    assert "message 34." in newest.words
    assert "message 4." not in newest.words
    assert "message 4." in page.words
    assert "half a sen" in page.words
    assert world.homeserver.said[rivers.classroom][-1].text == "message 34."


def test_teacher_with_an_account_of_their_own_reads_here_and_writes_in_the_app(
    world, browse, link, database, rivers
):
    def own_account(db):
        known = addresses.add(db, Address("matrix", "@ben:school.example"), "!chat", "de", world.at)
        addresses.belong(db, known.id, rivers.ben, world.at)

    database.write(own_account)
    ben = browse()

    page = ben.post(link(rivers.ben))

    assert page.path == "/twinspace"
    assert "<textarea" not in page.html
    assert "@ben:school.example" in page.words
    assert "@ben:school.example" in ben.get("/twinspace/app").words


def test_matrix_app_is_let_in_by_a_token_made_at_the_press_of_a_button(ana, rivers):
    explained = ana.get("/twinspace/app")

    page = ana.post("/twinspace/app")

    assert "token of t_ana" not in explained.words
    assert "token of t_ana" in page.words
    assert rivers.ana_user in page.words


def test_who_left_the_project_is_out_at_the_next_page(world, ana, database, rivers):
    ana.get("/twinspace")

    def leave(db):
        member = members.of_person(db, rivers.id, rivers.ana)
        state, role = members.State.LEFT, member.role
        who = (db, rivers.id, rivers.ana)
        members.put(*who, role=role, state=state, school_id=member.school_id, at=world.at)

    database.write(leave)
    for path in ("/twinspace", "/twinspace/staff", "/pupils", "/twinspace/app"):
        assert ana.get(path).status == 403
    assert ana.post("/twinspace", text="still here?").status == 403
    assert world.homeserver.said == {}


def test_who_is_no_validated_teacher_any_more_is_out(world, ana, database, rivers):
    def refuse(db):
        people.decide(db, people.by_id(db, rivers.ana), Standing.REFUSED, world.at)

    database.write(refuse)

    assert ana.get("/twinspace").status == 403


def test_closed_project_can_be_read_and_not_written(world, ana, says, rivers, close_project):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "It was a good year")
    ana.get("/twinspace")
    close_project()

    page = ana.post("/twinspace", text="One more thing")

    assert says("classroom.closed") in page.words
    assert "It was a good year" in page.words
    assert "One more thing" in page.words
    assert len(world.homeserver.said[rivers.classroom]) == 1
    assert "<textarea" not in ana.get("/twinspace").html


def test_link_for_pupils_opens_the_whole_visit(browse, link):
    browser = browse()
    browser.post(link(purpose=Purpose.PUPILS))

    assert browser.get("/twinspace").status == 200


def test_visit_ends_after_45_idle_minutes_and_gives_back_what_was_typed(world, ana):
    ana.get("/twinspace")
    world.at += timedelta(minutes=45)

    page = ana.post("/twinspace", text="A long letter")

    assert page.status == 403
    assert "A long letter" in page.words
    assert "/twinspace" in page.words


def test_a_visit_lasts_a_day_however_often_it_is_used(world, ana):
    for _ in range(36):
        assert ana.get("/twinspace/materials").status == 200
        world.at += timedelta(minutes=40)

    assert ana.get("/twinspace/materials").status == 403


def test_leaving_ends_the_visit(ana):
    ana.get("/twinspace")

    left = ana.post("/twinspace/leave")

    assert left.status == 200
    assert ana.cookies() == {}
    assert ana.get("/twinspace").status == 403


def test_rooms_that_are_still_being_made_are_waited_for(database, ana, rivers):
    database.write(partial(twinspaces.keep_rooms, project_id=rivers.id, classroom=""))

    assert "being set up" in ana.get("/twinspace").words


@pytest.mark.parametrize("path", ["/twinspace", "/twinspace/staff", "/twinspace/app", "/pupils"])
def test_nobody_without_a_link_sees_anything(browse, rivers, path):
    page = browse().get(path)

    assert page.status == 403
    assert "Rivers" not in page.words


def test_a_browser_that_looks_ahead_looks_after_nobody(ana, rivers, database):
    database.write(lambda db: db.execute(class_visits.table.delete()))

    ana.plain("HEAD", "/twinspace")
    ana.plain("GET", "/twinspace", **{"Sec-Purpose": "prefetch"})

    assert database.read(class_visits.of_project, rivers.id) == {}


def test_a_teacher_who_opens_the_classroom_looks_after_it(world, ana, rivers, database):
    database.write(lambda db: db.execute(class_visits.table.delete()))
    ana.get("/twinspace/staff")
    before = database.read(class_visits.of_project, rivers.id)

    ana.get("/twinspace")

    assert before == {}
    assert database.read(class_visits.of_project, rivers.id)[rivers.ana].opened_at == world.at
