"""Reports out of a TwinSpace: who hears of one and who does not, and what everybody is answered."""

from datetime import timedelta

import pytest

from handlers.conversation import Code
from storage import (
    accounts,
    coordinators,
    frozen,
    notices,
    people,
    projects,
    room_reports,
    safeguarding,
)
from storage.notices import Way
from tests.conftest import NOON
from tests.handlers.reported import CLASSROOM, STAFF, make

SECRET = "meet me behind the gym"


@pytest.fixture
def people_of(teacher, coordinator, school):
    """Ana and Cleo of one school in Romania, Eva in Germany, and both support services."""
    oak = school("Oak School")
    ana, at_ana = teacher("Ana", school=oak)
    cleo, at_cleo = teacher("Cleo", school=oak)
    eva, at_eva = teacher("Eva", country="DE")
    ron, at_ron = coordinator("Ron", "RO")
    dora, at_dora = coordinator("Dora", "DE")
    names = {"ana": ana, "cleo": cleo, "eva": eva, "ron": ron, "dora": dora}
    chats = {"ana": at_ana, "cleo": at_cleo, "eva": at_eva, "ron": at_ron, "dora": at_dora}
    return names, chats


@pytest.fixture
def rivers(database, people_of):
    names, _ = people_of
    return make(database, names["ana"], names["cleo"], names["eva"])


@pytest.fixture
def told(chats, people_of):
    """Read who was told something since the last look: the names, and what."""

    def look():
        names = {address: name for name, address in people_of[1].items()}
        return {names.get(one.to): one for one in chats.new() if one.to.platform != "room"}

    return look


@pytest.fixture
def reported(rivers, database):
    """Fox reports what Eva wrote; give the report."""

    def report(by="pupil", message="$1", words="", about=("t_eva", SECRET)):
        user = f"pupil:{rivers.fox}" if by == "pupil" else f"person:{by.id}"
        rivers.report(user, message, words, about=about)
        return database.read(room_reports.open_)[-1]

    return report


def everything(reply):
    return repr(reply)


def test_it_reaches_the_school_and_both_services_and_never_the_one_it_is_about(
    rivers, told, people_of
):
    [answer] = rivers.report(f"pupil:{rivers.fox}", "$1", "He scares me", about=("t_eva", SECRET))

    heard = told()
    assert answer.key == "roomreports.done"
    assert set(heard) == {"ana", "cleo", "ron", "dora"}
    for reply in heard.values():
        assert reply.key == "roomreports.new"
        assert set(reply.fields) == {"title", "count", "link"}
        assert SECRET not in everything(reply)
        assert "scares" not in everything(reply)
        assert "Fox" not in everything(reply)


def test_every_answer_says_the_childs_helpline_and_112(rivers):
    fox = f"pupil:{rivers.fox}"

    for answer in (
        *rivers.report(fox, "$1", about=("t_eva", SECRET)),
        *rivers.report(fox),
        *rivers.report(fox, "$1", room="staff"),
    ):
        helps = answer.fields["help"]
        assert helps.key == "roomreports.helplines"
        assert helps.fields == {"helpline": Code("116111"), "emergency": Code("112")}


def test_what_is_reported_is_kept_as_it_was_whatever_the_browser_says(rivers, reported, database):
    found = reported(words="Please help")

    kept = database.read(frozen.by_key, found.key)
    assert (kept.message, kept.sender) == ("$1", "@t_eva:school.example")
    assert [line.text for line in kept.lines] == ["Welcome all", SECRET]
    assert (found.words, found.about_id) == ("Please help", rivers_eva(database, rivers))
    with pytest.raises(ValueError, match="something else was frozen"):
        forge(rivers, database)


def rivers_eva(database, rivers):
    return database.read(lambda db: projects.by_id(db, rivers.id).cofounder_id)


def forge(rivers, database):
    """Freeze one message and report another."""
    before = rivers.freeze
    rivers.freeze = lambda key, _message, about, room=CLASSROOM: before(key, "$2", about, room)
    rivers.report(f"pupil:{rivers.fox}", "$1", about=("t_eva", SECRET))


def test_a_reported_teacher_hears_nothing_on_whichever_platform(rivers, told, people_of, database):
    names, _ = people_of

    rivers.report(f"pupil:{rivers.fox}", "$1", about=("t_ana", SECRET))
    assert set(told()) == {"cleo", "ron", "dora"}

    database.write(accounts.retire, names["ana"].id, "t_ana", names["ana"].id)
    rivers.report(f"pupil:{rivers.fox}", "$2", about=("t_ana", SECRET))
    assert set(told()) == {"cleo", "ron", "dora"}

    rivers.report(f"pupil:{rivers.fox}", "$3", about=("tg_ana", SECRET))
    assert set(told()) == {"cleo", "ron", "dora"}


def test_a_reported_coordinator_hears_nothing_and_central_support_steps_in(
    rivers, told, people_of, database, coordinator, chats
):
    _, css = coordinator("Css", "*")
    ron = people_of[0]["ron"]
    database.write(lambda db: coordinators.add(db, people_of[0]["ana"].id, "DE", NOON))
    database.write(accounts.add, ron.id, "t_ron")

    rivers.report(f"pupil:{rivers.fox}", "$1", about=("t_ron", SECRET))

    heard = {one.to for one in chats.new()}
    assert people_of[1]["ron"] not in heard
    assert css in heard


def test_without_coordinators_central_support_hears(database, teacher, school, coordinator, chats):
    oak = school("Oak School")
    ana, cleo = teacher("Ana", school=oak)[0], teacher("Cleo", school=oak)[0]
    eva = teacher("Eva", country="DE")[0]
    _, css = coordinator("Css", "*")
    rivers = make(database, ana, cleo, eva)

    rivers.report(f"pupil:{rivers.fox}", "$1", about=("t_eva", SECRET))

    assert [one.to for one in chats.new()].count(css) == 1


def test_a_notice_of_a_report_cannot_be_turned_off(rivers, told, people_of, database):
    for kind in notices.KINDS:
        if Way.OFF in notices.ways(kind):
            database.write(notices.choose, people_of[0]["ana"].id, kind, Way.OFF)

    rivers.report(f"pupil:{rivers.fox}", "$1", about=("t_eva", SECRET))

    assert "ana" in told()


def test_the_same_report_twice_is_one_and_many_ring_no_more(rivers, told, database):
    fox = f"pupil:{rivers.fox}"
    rivers.report(fox, "$1", about=("t_eva", SECRET))
    told()

    [again] = rivers.report(fox, "$1", about=("t_eva", SECRET))

    assert again.key == "roomreports.done"
    assert told() == {}
    for number in range(2, 9):
        rivers.report(fox, f"${number}", about=("t_eva", SECRET))
    assert len(database.read(room_reports.open_)) == 8
    assert told()["ana"].fields["count"] == 5


def test_only_who_is_in_the_room_reports_out_of_it(rivers, database, teacher):
    stranger = teacher("Zoe")[0]

    for by, room in ((f"person:{stranger.id}", "classroom"), (f"pupil:{rivers.fox}", "staff")):
        [answer] = rivers.report(by, "$1", "words", room=room)
        assert answer.key == "roomreports.closed_room"
    assert database.read(room_reports.open_) == []


def test_a_teacher_reports_out_of_the_staff_room_and_is_not_told_of_it(rivers, told, people_of):
    ana = people_of[0]["ana"]

    rivers.report(f"person:{ana.id}", "$1", about=("t_eva", SECRET), room="staff")

    assert set(told()) == {"cleo", "ron", "dora"}
    assert STAFF != CLASSROOM


def test_reported_in_a_matrix_app_nothing_is_said_in_the_room(rivers, told, people_of):
    assert rivers.type_in_room("p_fox", "", "$1", ("t_eva", SECRET)) == []
    assert set(told()) == {"ana", "cleo", "ron", "dora"}

    assert rivers.type_in_room("t_cleo", "look at this", "$2", ("t_eva", SECRET)) == []
    heard = told()
    assert set(heard) == {"ana", "cleo", "ron", "dora"}
    assert heard["cleo"].key == "roomreports.done"
    assert "helpline" in heard["cleo"].fields["help"].fields


def test_words_alone_can_be_reported_in_a_room(rivers, told, database):
    rivers.type_in_room("p_fox", "Somebody took my slip")

    [found] = database.read(room_reports.open_)
    assert (found.words, found.message, found.about_id) == ("Somebody took my slip", "", None)
    assert set(told()) >= {"ana", "ron"}


def test_the_way_to_a_report_is_for_its_readers_only(chats, reported, people_of):
    found = reported()
    _, at = people_of

    for name in ("ana", "cleo", "ron", "dora"):
        [link] = chats.send(f"/roomreport {found.id}", at[name])
        assert link.key == "roomreports.link"
        assert link.is_secret
    [refused] = chats.send(f"/roomreport {found.id}", at["eva"])
    assert refused.key == "roomreports.not_yours"


def test_the_queue_shows_a_report_without_a_word_of_it(chats, reported, people_of):
    reported(words="Please help")

    [card] = chats.send("/queue", people_of[1]["ron"])

    assert card.fields["card"].key == "roomreports.card"
    assert card.buttons[0][0].command.startswith("/roomreport ")
    assert SECRET not in everything(card)
    assert "Please help" not in everything(card)


def test_taking_back_goes_through_the_service_and_the_report_keeps_it(
    rivers, reported, people_of, database
):
    found = reported()

    [answer] = rivers.act(people_of[0]["cleo"], "reporttake", str(found.id))

    assert answer.key == "roomreports.taken_back"
    [(room, changes, said)] = rivers.in_rooms()
    assert (room, changes, said.fields) == (CLASSROOM, "$1", {"text": ""})
    assert database.read(frozen.by_key, found.key).lines[-1].text == SECRET


def test_nobody_acts_on_a_report_about_themselves(rivers, reported, people_of, database):
    found = reported()

    for command in ("reporttake", "reportclose"):
        [answer] = rivers.act(people_of[0]["eva"], command, str(found.id))
        assert answer.key == "roomreports.not_yours"
    [answer] = rivers.act(people_of[0]["eva"], "reportnote", f"{found.id}\nhello")
    assert answer.key == "roomreports.not_yours"
    assert rivers.in_rooms() == []
    assert database.read(room_reports.by_id, found.id).closed_at is None


def test_a_note_brings_the_others_a_link_and_no_text(rivers, reported, people_of, told):
    found = reported()
    told()

    [answer] = rivers.act(people_of[0]["ana"], "reportnote", f"{found.id}\nI talked to Fox")

    heard = told()
    assert answer.key == "roomreports.noted"
    assert set(heard) == {"cleo", "ron", "dora"}
    assert "talked" not in everything(list(heard.values()))


def test_a_closed_report_is_thanked_for_and_kept_for_a_year(
    rivers, reported, people_of, told, database
):
    cleo = people_of[0]["cleo"]
    found = reported(by=cleo)
    told()

    [answer] = rivers.act(people_of[0]["ron"], "reportclose", str(found.id))

    assert answer.key == "roomreports.closed"
    assert {name: one.key for name, one in told().items()} == {"cleo": "roomreports.closed_yours"}
    database.write(room_reports.forget_old, NOON + timedelta(days=364))
    assert database.read(room_reports.by_id, found.id) is not None
    database.write(room_reports.forget_old, NOON + timedelta(days=366))
    assert database.read(room_reports.by_id, found.id) is None
    assert database.read(frozen.by_key, found.key) is None


def test_an_open_report_delays_the_erasure_of_whom_it_is_about(
    chats, reported, people_of, database
):
    found = reported(about=("t_cleo", SECRET))
    cleo, at_cleo = people_of[0]["cleo"], people_of[1]["cleo"]

    [answer] = chats.send("/forget yes", at_cleo)
    assert answer.key == "forget.delayed"
    assert not database.read(people.by_id, cleo.id).is_gone

    database.write(room_reports.close, found, NOON)
    from handlers import leaving

    database.write(leaving.carry_out, NOON)
    assert database.read(people.by_id, cleo.id).is_gone


def test_reports_and_what_is_done_with_them_are_in_the_safeguarding_log(
    rivers, reported, people_of, database
):
    found = reported()
    rivers.act(people_of[0]["cleo"], "reporttake", str(found.id))
    rivers.act(people_of[0]["cleo"], "reportclose", str(found.id))

    with database.reading() as db:
        log = [entry for entry, _ in safeguarding.entries(db)]
    subject = f"report:{found.id}"
    assert [(one.kind, one.actor, one.subject) for one in log] == [
        ("reported", f"pupil:{rivers.fox}", subject),
        ("redacted", f"person:{people_of[0]['cleo'].id}", subject),
        ("report closed", f"person:{people_of[0]['cleo'].id}", subject),
    ]
    assert SECRET not in repr(log)
