"""Reports of which nobody knows whom they are about: they reach nobody who may be meant."""

from handlers import reportreading, roomreports
from storage import coordinators, room_reports
from tests.conftest import NOON
from tests.handlers.reported import CLASSROOM, GONE, at, make, teachers

WORDS = "Ms Ana writes me ugly things"


def open_reports(database):
    return database.read(room_reports.open_)


def test_words_alone_reach_no_teacher_who_may_be_meant(rivers, told, database, everybody, chats):
    [answer] = rivers.fox_reports(words=WORDS, about="")

    assert answer.key == "roomreports.done_services"
    assert set(told()) == {"ron", "dora"}
    [found] = open_reports(database)
    for name in ("ana", "cleo", "eva"):
        assert not database.read(roomreports.may_read, everybody[name], found)


def test_who_says_that_it_is_no_teacher_of_the_school_reaches_them_too(rivers, told):
    [answer] = rivers.fox_reports("- other", WORDS, about="")

    assert answer.key == "roomreports.done"
    assert set(told()) == {"ana", "cleo", "ron", "dora"}


def test_a_coordinator_who_may_be_meant_hears_nothing(
    rivers, told, everybody, database, coordinator
):
    coordinator("Css", "*")
    for name, country in (("ana", "RO"), ("eva", "DE")):
        database.write(
            lambda db, *who: coordinators.add(db, *who, NOON), everybody[name].id, country
        )
    told()

    rivers.fox_reports(words=WORDS, about="")

    assert set(told()) == {"ron", "dora"}
    [found] = open_reports(database)
    database.write(lambda db: coordinators.add(db, everybody["ana"].id, "*", NOON))
    assert not database.read(roomreports.may_read, everybody["ana"], found)


def test_a_coordinator_of_the_same_school_hears_nothing_and_central_support_steps_in(
    database, teacher, school, coordinator, chats
):
    rivers = make(database, teachers(teacher, school))
    mia = teacher("Mia", school=school("Oak School"))[0]
    database.write(lambda db: coordinators.add(db, mia.id, "RO", NOON))
    _, css = coordinator("Css", "*")

    rivers.fox_reports(words=WORDS, about="")

    heard = {one.to for one in chats.new()}
    assert css in heard
    assert at("mia") not in heard


def test_without_anybody_to_read_it_a_child_is_told_so(database, teacher, school):
    rivers = make(database, teachers(teacher, school))

    [answer] = rivers.fox_reports(words=WORDS, about="")

    assert answer.key == "roomreports.done_nobody"


def test_a_message_that_was_taken_back_is_reported_as_its_authors(
    rivers, told, database, everybody
):
    [answer] = rivers.fox_reports("$1", about=("t_ana", GONE))

    assert answer.key == "roomreports.done"
    assert set(told()) == {"cleo", "ron", "dora"}
    [found] = open_reports(database)
    assert (found.message, found.about_id) == ("$1", everybody["ana"].id)


def test_what_could_not_be_frozen_is_reported_all_the_same(rivers, told, database):
    rivers.type_in_room("p_fox", "", "$1")

    [found] = open_reports(database)
    assert (found.message, found.words, found.about_id) == ("$1", "", None)
    assert set(told()) == {"ron", "dora"}


def test_an_answer_to_ones_own_message_says_nothing_of_whom_it_is_about(rivers, told, database):
    rivers.type_in_room("p_fox", WORDS, "$1", ("p_fox", "hello"))

    assert set(told()) == {"ron", "dora"}
    assert open_reports(database)[0].about_pupil is None


def test_the_founders_hear_only_after_the_case_who_read_what_may_be_about_them(
    rivers, database, everybody
):
    rivers.fox_reports(words=WORDS, about="")
    [found] = open_reports(database)

    def read(db):
        return reportreading.take_reading(db, everybody["ron"], found, "safety", NOON)

    assert database.write(read) == []
    after = database.write(reportreading.told_after, found)
    assert {one.to for one in after} == {everybody["ana"].id, everybody["eva"].id}


def test_what_was_typed_is_taken_back_in_the_turn_too_however_long_it_takes(rivers):
    [(room, changes, said)] = rivers.type_in_room("p_fox", WORDS)

    assert (room, said.fields) == (CLASSROOM, {"text": ""})
    assert changes.startswith("$typed")
