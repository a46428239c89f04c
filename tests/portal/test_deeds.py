"""What one does with a message: answer, report, take back; and what a muted pupil may do. TWS-6."""

import pytest

from handlers.rich import Rich, Span
from storage import frozen, mutes, pupils, room_reports, safeguarding
from storage.mutes import Cause
from storage.outbox import State


def test_an_answer_stands_under_the_beginning_of_what_it_answers(world, fox, rivers):
    asked = world.homeserver.say(rivers.classroom, rivers.ana_user, "How cold is it? " + "x" * 200)
    begun = fox.post("/class/room", answer=asked, text="half")

    page = fox.post("/class/room", text="12 degrees")

    assert "You are answering Ana Pop" in begun.words
    assert '<q dir="auto">' in begun.html
    assert "half" in begun.words
    assert "autofocus" in begun.html
    assert world.homeserver.said[rivers.classroom][-1].answers == asked
    assert "Ana Pop : How cold is it?" in page.words
    assert "x" * 121 not in page.html.split("blockquote")[1]


def test_formatting_is_shown_and_nothing_runs(world, fox, rivers):
    rich = Rich("Very <i>good</i>", (Span(0, 4, "b"),))
    world.homeserver.say(rivers.classroom, rivers.ana_user, rich)

    html = fox.get("/class/room").html

    assert "<b>Very</b> &lt;i&gt;good&lt;/i&gt;" in html


def test_a_changed_message_says_that_it_was_changed(world, fox, rivers):
    said = world.homeserver.say(rivers.classroom, rivers.ana_user, "Helo")
    world.homeserver.change(rivers.classroom, said, "Hello")

    assert "15:00 changed Hello" in fox.get("/class/room").words


def test_a_pupil_takes_back_their_own_message_and_the_log_knows(world, fox, rivers, database):
    fox.post("/class/room", text="Oops")
    asked = fox.post("/class/unsay", about="$0", text="half a sen")

    page = fox.post("/class/unsay", sure="1")

    assert "Take this message back?" in asked.words
    assert "Oops" in asked.words
    assert world.homeserver.said[rivers.classroom] == []
    assert "half a sen" in page.words
    [(entry, _)] = database.read(lambda db: list(safeguarding.entries(db)))
    assert (entry.kind, entry.actor, entry.subject) == ("redacted", "pupil:1", "pupil:1")


def test_a_pupil_takes_back_nothing_of_others(world, fox, rivers, says):
    said = world.homeserver.say(rivers.classroom, rivers.ana_user, "Read page 3")
    page = fox.get("/class/room")
    assert "Take back" not in page.words

    page = fox.post("/class/unsay", about=said, sure="1")

    assert says("classroom.not_yours") in page.words
    assert len(world.homeserver.said[rivers.classroom]) == 1


def test_a_teacher_takes_back_any_message(world, ana, fox, rivers):
    fox.post("/class/room", text="Oops")
    assert "Take back" in ana.get("/twinspace").words

    ana.post("/twinspace/unsay", about="$0")
    ana.post("/twinspace/unsay", sure="1")

    assert world.homeserver.said[rivers.classroom] == []


def test_a_report_freezes_the_message_and_says_whom_a_child_can_call(world, fox, rivers, database):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Before")
    said = world.homeserver.say(rivers.classroom, rivers.ana_user, "You are stupid")
    asked = fox.post("/class/report", about=said, text="half a sen")
    world.homeserver.change(rivers.classroom, said, "You are nice")
    world.homeserver.change(rivers.classroom, said, "You are stupid")

    done = fox.post("/class/report", reason="He hurts me")
    world.homeserver.take_back(rivers.classroom, said)
    back = fox.post("/class/room", look="")

    assert "You are stupid" in asked.words
    assert "116111" in done.words.replace(" ", "")
    assert "112" in done.words
    assert "half a sen" in back.words
    assert said not in [one.id for one in world.homeserver.said[rivers.classroom]]
    [kept] = database.read(lambda db: [row.lines for row in db.execute(frozen.table.select())])
    assert "You are stupid" in kept
    assert "Before" in kept


def test_a_message_that_is_gone_is_reported_as_its_authors(world, fox, rivers, database, says):
    said = world.homeserver.say(rivers.classroom, rivers.ana_user, "You are stupid")
    fox.get("/class/room")
    world.homeserver.take_back(rivers.classroom, said)

    asked = fox.post("/class/report", about=said)
    fox.post("/class/report", reason="")

    assert says("page.tell_gone") in asked.words
    assert says("page.tell_whom") not in asked.words
    [found] = database.read(room_reports.open_)
    assert (found.message, found.about_id) == (said, rivers.ana)


def test_while_the_homeserver_is_away_a_message_is_reported_all_the_same(
    world, fox, rivers, database
):
    said = world.homeserver.say(rivers.classroom, rivers.ana_user, "You are stupid")
    world.homeserver.is_away = True

    fox.post("/class/report", about=said)
    fox.post("/class/report", reason="Look")

    [found] = database.read(room_reports.open_)
    assert (found.message, found.words, found.about_id) == (said, "Look", None)


def test_an_id_that_was_made_up_is_no_message(fox, database):
    fox.post("/class/report", about="$made up")
    fox.post("/class/report", reason="Look")

    [found] = database.read(room_reports.open_)
    assert (found.message, found.words) == ("", "Look")


def test_of_words_alone_is_asked_whether_a_teacher_of_the_school_is_meant(fox, database, says):
    for given, is_for_services in (
        ({}, True),
        ({"whom": "teacher"}, True),
        ({"whom": "other"}, False),
    ):
        asked = fox.post("/class/report", about="")
        assert says("page.tell_whom") in asked.words
        fox.post("/class/report", reason=f"Look {given}", **given)

        assert database.read(room_reports.open_)[-1].is_for_services is is_for_services


def test_something_is_reported_without_a_message_too(fox):
    fox.post("/class/report", about="")

    done = fox.post("/class/report", reason="Somebody waits for me after school")

    assert "112" in done.words


def test_an_empty_report_is_asked_for_again_in_the_same_form(fox, database, says):
    fox.post("/class/report", about="", text="Dear all")

    again = fox.post("/class/report", reason=" ", whom="other")

    assert (again.status, says("page.tell_empty") in again.words) == (422, True)
    assert 'value="other" checked' in again.html
    assert again.hidden["text"] == "Dear all"
    assert list(database.read(room_reports.open_)) == []
    assert "112" in fox.post("/class/report", reason="Somebody waits for me").words


def test_the_same_report_sent_twice_is_one_report(world, fox, rivers, says):
    said = world.homeserver.say(rivers.classroom, rivers.ana_user, "You are stupid")
    fox.post("/class/report", about=said)
    same = {"reason": "", "nonce": fox.page.hidden["nonce"], "about": said, "text": ""}
    fox.post("/class/report", **same)

    assert says("page.tell_twice") in fox.post("/class/report", **same).words


def test_every_message_of_others_can_be_reported(world, fox, ana, rivers):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Hello")
    world.homeserver.say(rivers.staff, "@ben:school.example", "Hello")

    assert "Report Ana Pop" in fox.get("/class/room").words
    assert "Report Somebody" in ana.get("/twinspace/staff").words


@pytest.fixture
def quiet(database, world, rivers):
    """Let it be quiet in the classroom."""
    return lambda: database.write(mutes.add, rivers.id, None, Cause.LOCK, world.at)


def test_a_muted_pupil_reads_and_is_told_why_the_box_is_closed(world, fox, rivers, says, quiet):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Listen, please")
    quiet()

    page = fox.post("/class/room", text="But I")

    assert "Listen, please" in page.words
    assert says("classroom.muted") in page.words
    assert "But I" in page.words
    assert "readonly" in page.html
    assert len(world.homeserver.said[rivers.classroom]) == 1


def test_a_muted_pupil_sends_no_file_and_takes_nothing_back(world, fox, rivers, says, quiet):
    fox.post("/class/room", text="Oops")
    fox.post("/class/file", text="")
    quiet()

    page = fox.send_file("/class/file", "a.txt", b"a", text="Keep me")
    fox.post("/class/unsay", about="$0", sure="1")

    assert says("classroom.muted") in page.words
    assert "Keep me" in page.html
    assert world.homeserver.uploads == []
    assert len(world.homeserver.said[rivers.classroom]) == 1


def test_teachers_are_not_muted(world, ana, rivers, quiet):
    quiet()
    ana.get("/twinspace")

    ana.post("/twinspace", text="Now please listen")

    assert len(world.homeserver.said[rivers.classroom]) == 1


def test_a_refusal_by_the_homeserver_is_told_kindly_with_the_text(world, fox, says):
    world.outcome, world.why = State.DEAD, "M_FORBIDDEN"

    page = fox.post("/class/room", text="But I")

    assert says("page.talk_forbidden") in page.words
    assert "But I" in page.words


def test_the_pages_own_script_gets_a_sentence_instead_of_a_page(world, fox, rivers):
    fields = {"text": "Hello", "nonce": fox.page.hidden["nonce"]}

    answer = fox.json("/class/room", **fields)
    refused = fox.json("/class/room", text=" ", nonce=answer["nonce"])

    assert answer["is_sent"] is True
    assert answer["nonce"] != fields["nonce"]
    assert [said.text for said in world.homeserver.said[rivers.classroom]] == ["Hello"]
    assert refused["is_sent"] is False
    assert "type something" in refused["said"]


def test_a_pupil_opens_an_app_only_where_the_teacher_allows_it(fox, database, rivers):
    closed = fox.post("/class/app")

    database.write(pupils.let_use_app, 1, True)

    assert "token of p_10" not in closed.words
    assert "App" in fox.get("/class/room").words
    assert "token of p_10" in fox.post("/class/app").words
