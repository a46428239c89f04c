"""Reports out of a TwinSpace: who hears of one and who does not, and what everybody is answered."""

import pytest

from handlers.conversation import Code
from storage import accounts, coordinators, frozen, notices, room_reports
from storage.notices import Way
from tests.conftest import NOON
from tests.handlers.reported import CLASSROOM, EVA_WROTE, SECRET, STAFF, at, make, teachers


def test_it_reaches_the_school_and_both_services_and_never_the_one_it_is_about(rivers, told):
    [answer] = rivers.fox_reports("$1", "He scares me")

    heard = told()
    assert answer.key == "roomreports.done"
    assert set(heard) == {"ana", "cleo", "ron", "dora"}
    for reply in heard.values():
        assert reply.key == "roomreports.new"
        assert set(reply.fields) == {"title", "count"}
        assert SECRET not in repr(reply)
        assert "scares" not in repr(reply)
        assert "Fox" not in repr(reply)


def test_every_answer_says_the_childs_helpline_and_112(rivers):
    for answer in (
        *rivers.fox_reports("$1"),
        *rivers.fox_reports(about=""),
        *rivers.fox_reports("$1", about="", room="staff"),
    ):
        helps = answer.fields["help"]
        assert helps.key == "roomreports.helplines"
        assert helps.fields == {"helpline": Code("116\u202f111"), "emergency": Code("112")}


def test_what_is_reported_is_kept_as_it_was_whatever_the_browser_says(
    rivers, everybody, database, monkeypatch
):
    found = rivers.reported(words="Please help")

    kept = database.read(frozen.by_key, found.key)
    assert (kept.message, kept.sender) == ("$1", "@t_eva:school.example")
    assert [line.text for line in kept.lines] == ["Welcome all", SECRET]
    assert (found.words, found.about_id) == ("Please help", everybody["eva"].id)
    freeze = rivers.freeze
    monkeypatch.setattr(rivers, "freeze", lambda key, _, *given: freeze(key, "$2", *given))
    with pytest.raises(ValueError, match="something else was frozen"):
        rivers.fox_reports("$1")


def test_a_reported_teacher_hears_nothing_on_whichever_platform(rivers, told, everybody, database):
    ana = everybody["ana"].id

    rivers.fox_reports("$1", about=("t_ana", SECRET))
    assert set(told()) == {"cleo", "ron", "dora"}

    database.write(accounts.retire, ana, "t_ana", ana)
    rivers.fox_reports("$2", about=("t_ana", SECRET))
    assert set(told()) == {"cleo", "ron", "dora"}

    rivers.fox_reports("$3", about=("tg_ana", SECRET))
    assert set(told()) == {"cleo", "ron", "dora"}


def test_a_reported_coordinator_hears_nothing_and_central_support_steps_in(
    rivers, told, everybody, database, coordinator, chats
):
    _, css = coordinator("Css", "*")
    database.write(lambda db: coordinators.add(db, everybody["ana"].id, "DE", NOON))
    database.write(accounts.add, everybody["ron"].id, "t_ron")

    rivers.fox_reports("$1", about=("t_ron", SECRET))

    heard = {one.to for one in chats.new()}
    assert at("ron") not in heard
    assert css in heard


def test_without_coordinators_central_support_hears(database, teacher, school, coordinator, chats):
    _, css = coordinator("Css", "*")
    rivers = make(database, teachers(teacher, school))

    rivers.fox_reports("$1")

    assert [one.to for one in chats.new()].count(css) == 1


def test_a_notice_of_a_report_cannot_be_turned_off(rivers, told, everybody, database):
    for kind in notices.KINDS:
        if Way.OFF in notices.ways(kind):
            database.write(notices.choose, everybody["ana"].id, kind, Way.OFF)

    rivers.fox_reports("$1")

    assert "ana" in told()


def test_the_same_report_twice_is_one_and_many_ring_no_more(rivers, told, database):
    rivers.fox_reports("$1")
    told()

    [again] = rivers.fox_reports("$1")

    assert again.key == "roomreports.done"
    assert told() == {}
    for number in range(2, 9):
        rivers.fox_reports(f"${number}")
    assert len(database.read(room_reports.open_)) == 8
    assert told()["ana"].fields["count"] == 5


def test_only_who_is_in_the_room_reports_out_of_it(rivers, database, teacher):
    stranger = teacher("Zoe")[0]

    for by, room in ((f"person:{stranger.id}", "classroom"), (f"pupil:{rivers.fox}", "staff")):
        [answer] = rivers.report(by, "$1", "words", room=room)
        assert answer.key == "roomreports.closed_room"
    assert database.read(room_reports.open_) == []


def test_a_teacher_reports_out_of_the_staff_room_and_is_not_told_of_it(rivers, told, everybody):
    ana = everybody["ana"]

    rivers.report(f"person:{ana.id}", "$1", about=EVA_WROTE, room="staff")

    assert set(told()) == {"cleo", "ron", "dora"}
    assert STAFF != CLASSROOM


def test_reported_in_a_matrix_app_nothing_is_said_in_the_room(rivers, told):
    assert _gone(rivers.type_in_room("p_fox", "", "$1", EVA_WROTE))
    assert set(told()) == {"ana", "cleo", "ron", "dora"}

    assert _gone(rivers.type_in_room("t_cleo", "look at this", "$2", EVA_WROTE))
    heard = told()
    assert set(heard) == {"ana", "cleo", "ron", "dora"}
    assert heard["cleo"].key == "roomreports.done"
    assert "helpline" in heard["cleo"].fields["help"].fields


def _gone(said):
    """Tell whether nothing but the taking back of what was typed is in the room."""
    return {one.fields["text"] for _, _, one in said} == {""}


def test_words_alone_can_be_reported_in_a_room(rivers, told, database):
    assert _gone(rivers.type_in_room("p_fox", "Somebody took my slip"))

    [found] = database.read(room_reports.open_)
    assert (found.words, found.message, found.about_id) == ("Somebody took my slip", "", None)
    assert set(told()) == {"ron", "dora"}
