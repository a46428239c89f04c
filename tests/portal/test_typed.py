"""Commands typed into the box of a room: reports are answered, a teacher's slip is not posted."""

import pytest

from storage import frozen, room_reports

MEAN = "!report Somebody is mean to me"


@pytest.mark.parametrize(
    "typed", [MEAN, "!Report: Somebody is mean to me", "!reprot Somebody is mean to me"]
)
def test_a_report_typed_in_the_browser_is_thanked_for_with_the_helpline(
    world, fox, rivers, database, typed
):
    page = fox.post("/class/room", text=typed)

    assert "Thank you for telling us" in page.words
    assert "116111" in page.words.replace(" ", "")
    assert "112" in page.words
    assert not world.homeserver.said.get(rivers.classroom)
    [found] = database.read(room_reports.open_)
    assert (found.words, found.reporter_pupil) == ("Somebody is mean to me", 1)


def test_the_pages_script_is_answered_the_same(world, fox, rivers, database):
    fields = {**fox.page.hidden, "text": MEAN}

    answer = fox.json("/class/room", **fields)

    assert answer["is_sent"] is True
    assert "Thank you for telling us" in answer["said"]
    assert "112" in answer["said"]
    assert not world.homeserver.said.get(rivers.classroom)
    assert len(database.read(room_reports.open_)) == 1


def test_a_report_typed_in_answer_to_a_message_freezes_it(world, fox, rivers, database):
    said = world.homeserver.say(rivers.classroom, rivers.ana_user, "You are stupid")
    fox.post("/class/room", answer=said, text="")

    fox.post("/class/room", text="!report")

    [found] = database.read(room_reports.open_)
    assert (found.message, found.about_id) == (said, rivers.ana)
    [kept] = database.read(lambda db: [row.lines for row in db.execute(frozen.table.select())])
    assert "You are stupid" in kept


def test_a_report_without_words_is_asked_for_them_and_stays_in_the_box(world, fox, rivers):
    page = fox.post("/class/room", text="!report")

    assert "what is wrong" in page.words
    assert "112" in page.words
    assert "!report</textarea>" in page.html
    assert not world.homeserver.said.get(rivers.classroom)


@pytest.mark.parametrize("place", ["/twinspace", "/twinspace/staff"])
@pytest.mark.parametrize("sign", ["!", "/"])
def test_an_unknown_command_of_a_teacher_is_not_posted(world, ana, rivers, says, place, sign):
    page = ana.post(place, text=f"{sign}banana split")

    assert says("room.unknown", help="!help") in page.words
    assert f"{sign}banana split</textarea>" in page.html
    assert not world.homeserver.said.get(rivers.classroom)
    assert not world.homeserver.said.get(rivers.staff)


def test_the_nearest_command_is_offered(world, ana, rivers):
    page = ana.post("/twinspace", text="!taskk Draw the river")

    assert "I do not know that. Did you mean !task ?" in page.words
    assert "!taskk Draw the river</textarea>" in page.html
    assert not world.homeserver.said.get(rivers.classroom)


@pytest.mark.parametrize("typed", ["!task Draw the river", "!!! read this", "Read 1/2"])
def test_commands_that_are_known_and_words_are_posted(world, ana, rivers, typed):
    ana.post("/twinspace", text=typed)

    assert [one.text for one in world.homeserver.said[rivers.classroom]] == [typed]


def test_pupils_may_shout(world, fox, rivers):
    fox.post("/class/room", text="!hurrah")

    assert [one.text for one in world.homeserver.said[rivers.classroom]] == ["!hurrah"]
