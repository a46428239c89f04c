"""The classroom for pupils: the code of a slip lets in, and nothing else does."""

import asyncio
from datetime import timedelta

from storage import pupils
from storage.outbox import State


def test_code_lets_in_however_it_is_typed(browse, slip):
    code = slip("Blue Fox 7")

    for typed in (code, code.lower(), code.replace("-", ""), f" {code} "):
        page = browse().post("/class", code=typed)

        assert page.path == "/class/room"
        assert "You are Blue Fox 7" in page.words


def test_wrong_code_lets_nobody_in_and_asks_kindly_again(browse, slip):
    slip()

    page = browse().post("/class", code="7K10-WRONG0")

    assert page.status == 422
    assert "ask your teacher" in page.words
    assert "/class" in page.actions


def test_empty_box_costs_no_try(browse):
    page = browse().post("/class", code="  ")

    assert "Please type the code" in page.words


def test_ten_wrong_tries_lock_a_slip_for_good(world, browse, slip):
    code = slip()
    browser = browse()
    for _ in range(10):
        browser.post("/class", code=code[:6] + "WRONG0")

    page = browser.post("/class", code=code)

    assert "locked" in page.words
    assert browser.cookies() == {}


def test_twenty_wrong_codes_a_minute_make_an_address_wait(world, browse, slip):
    code = slip()
    browser = browse()
    for number in range(20):
        browser.post("/class", code=f"AA{number:02}WRONG0")

    assert browser.post("/class", code=code).status == 429

    world.at += timedelta(minutes=1)
    assert browser.post("/class", code=code).path == "/class/room"


def test_wrong_codes_at_the_same_moment_are_counted_like_others(browse, slip):
    slip()
    browser = browse()

    async def try_many():
        async def one(number):
            code = f"AA{number:02}WRONG0"
            async with browser.client.post("/class", data={"code": code}) as answer:
                return answer.status

        return await asyncio.gather(*(one(number) for number in range(40)))

    answers = browser.loop.run_until_complete(try_many())

    assert (answers.count(422), answers.count(429)) == (20, 20)


def test_right_codes_of_a_whole_class_are_not_counted(browse, slip):
    codes = [slip(f"Fox {number}") for number in range(25)]

    pages = [browse().post("/class", code=code) for code in codes]

    assert {page.status for page in pages} == {200}


def test_slips_of_a_closed_project_open_nothing(browse, slip, close_project):
    code = slip()
    close_project()

    assert "over" in browse().post("/class", code=code).words


def test_pupil_writes_and_the_sentence_stands_in_the_classroom(world, fox, rivers):
    page = fox.post("/class/room", text="Our river is called Someș.")

    assert page.path == "/class/room"
    assert "Blue Fox 7 you" in page.words
    assert "Our river is called Someș." in page.words
    [said] = world.homeserver.said[rivers.classroom]
    assert said.sender == "@p_10:school.example"


def test_teachers_are_marked_in_words(world, fox, rivers):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Hello class")

    assert "Ana Pop teacher" in fox.get("/class/room").words


def test_same_form_sent_twice_says_it_once(world, fox, rivers):
    same = {"text": "Once", "nonce": fox.page.hidden["nonce"]}

    fox.post("/class/room", **same)
    page = fox.post("/class/room", **same)

    assert page.path == "/class/room"
    assert [said.text for said in world.homeserver.said[rivers.classroom]] == ["Once"]


def test_same_page_used_again_for_other_words_says_both(world, fox, rivers):
    nonce = fox.page.hidden["nonce"]

    fox.post("/class/room", text="One", nonce=nonce)
    fox.post("/class/room", text="Two", nonce=nonce)

    assert [said.text for said in world.homeserver.said[rivers.classroom]] == ["One", "Two"]


def test_whatever_pupils_type_is_shown_as_text(fox):
    typed = '<script>alert("x")</script> & </textarea>\nsecond line'

    page = fox.post("/class/room", text=typed)

    assert "<script>" not in page.html
    assert '<script>alert("x")</script> & </textarea> second line' in page.words


def test_pupils_see_nothing_of_the_staff_room(world, fox, rivers):
    world.homeserver.say(rivers.staff, rivers.ana_user, "About Blue Fox")

    assert "About Blue Fox" not in fox.get("/class/room").words
    for path in ("/twinspace/staff", "/twinspace", "/pupils", "/twinspace/app"):
        assert fox.get(path).status == 403


def test_pupils_write_nothing_in_the_staff_room(world, fox, rivers):
    fox.post("/twinspace/staff", text="Hello teachers")

    assert world.homeserver.said == {}


def test_message_that_cannot_leave_yet_is_said_to_be_on_its_way(world, fox, rivers):
    world.delivers = False

    page = fox.post("/class/room", text="Slow")

    assert "on its way" in page.words


def test_message_that_will_never_leave_is_back_in_the_box(world, fox, rivers):
    world.outcome = State.DEAD

    page = fox.post("/class/room", text="Lost words")

    assert "could not be delivered" in page.words
    assert "Lost words" in page.words


def test_refused_message_stays_in_the_box(fox, says):
    page = fox.post("/class/room", text="a" * 4001)

    assert says("classroom.too_long", most=4000) in page.words
    assert "a" * 4001 in page.words


def test_showing_new_messages_keeps_what_is_in_the_box(world, fox, rivers):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "New!")

    page = fox.post("/class/room", look="", text="half a sen")

    assert "New!" in page.words
    assert "half a sen" in page.words
    assert [said.text for said in world.homeserver.said[rivers.classroom]] == ["New!"]


def test_homeserver_away_is_said_kindly_and_the_box_keeps_its_text(world, fox):
    world.homeserver.is_away = True

    page = fox.post("/class/room", look="", text="half a sen")

    assert "Nothing is lost" in page.words
    assert "half a sen" in page.words
    assert "/class/leave" in page.actions


def test_database_away_offers_the_same_form_again(world, fox, rivers):
    world.database_is_away = True
    kept = fox.post("/class/room", text="Do not lose me")
    world.database_is_away = False

    page = fox.post("/class/room", text="Do not lose me")

    assert kept.status == 503
    assert "Do not lose me" in kept.words
    assert "Blue Fox 7 you" in page.words


def test_pupil_is_out_after_45_idle_minutes_and_gets_the_typed_text_back(world, fox, slip):
    world.at += timedelta(minutes=45)
    ended = fox.post("/class/room", text="half a sen")

    page = fox.post("/class", code="7K10SECRET", text="half a sen")

    assert ended.status == 403
    assert "half a sen" in ended.words
    assert "You are Blue Fox 7" in page.words
    assert "half a sen" in page.words
    assert fox.get("/class/room").status == 200


def test_every_page_puts_the_end_off(world, fox):
    for _ in range(3):
        world.at += timedelta(minutes=44)
        assert fox.get("/class/room").status == 200


def test_pupil_who_was_taken_out_is_out_at_the_next_page(world, fox, database, rivers):
    database.write(pupils.remove, 1)

    assert fox.get("/class/room").status == 403
    assert fox.post("/class/room", text="still here?").status == 403
    assert world.homeserver.said == {}


def test_pupils_of_a_closed_project_are_out_at_the_next_page(fox, close_project):
    close_project()

    assert fox.get("/class/room").status == 403


def test_leaving_lets_the_next_pupil_in_at_the_same_device(fox, slip):
    left = fox.post("/class/leave")

    assert "You have left the class" in left.words
    assert fox.get("/class/room").status == 403
    assert "You are Red Owl" in fox.post("/class", code=slip("Red Owl")).words


def test_rooms_are_settled_before_a_pupil_comes_in(world, fox, rivers):
    assert world.settled == [rivers.id]


def test_every_page_of_a_pupil_has_the_way_out(fox):
    for page in (
        fox.get("/class/room"),
        fox.get("/class/materials"),
        fox.get("/class/app"),
        fox.post("/class/file", text="Look"),
        fox.post("/class/report", about=""),
    ):
        assert "/class/leave" in page.actions


def test_the_address_of_a_form_leads_back_to_the_room(fox, ana):
    for name in ("file", "report", "unsay", "task"):
        assert fox.get(f"/class/{name}").path == "/class/room"
        assert ana.get(f"/twinspace/{name}").path == "/twinspace"
        assert ana.get(f"/twinspace/staff/{name}").path == "/twinspace/staff"
