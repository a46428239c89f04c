"""What becomes of a report out of a TwinSpace: read, answered by deeds, closed and forgotten."""

from datetime import timedelta

from handlers import leaving
from storage import frozen, people, presences, room_reports, safeguarding
from storage.presences import Membership
from tests.conftest import NOON
from tests.handlers.queued import inside
from tests.handlers.reported import CLASSROOM, SECRET, SERVER, at


def test_the_way_to_a_report_is_for_its_readers_only(chats, rivers):
    found = rivers.reported()

    for name in ("ana", "cleo", "ron", "dora"):
        [link] = chats.send(f"/roomreport {found.id}", at(name))
        assert link.key == "roomreports.link"
        assert link.is_secret
    [refused] = chats.send(f"/roomreport {found.id}", at("eva"))
    assert refused.key == "roomreports.not_yours"


def test_the_queue_shows_a_report_without_a_word_of_it(chats, rivers):
    rivers.reported(words="Please help")

    [card] = chats.send("/queue", at("ron"))

    assert inside(card.fields["card"], "roomreports.card")
    assert card.buttons[0][0].command.startswith("/roomreport ")
    assert SECRET not in repr(card)
    assert "Please help" not in repr(card)


def test_taking_back_goes_through_the_service_and_the_report_keeps_it(rivers, everybody, database):
    found = rivers.reported()

    [answer] = rivers.act(everybody["cleo"], "reporttake", str(found.id))

    assert answer.key == "roomreports.taken_back"
    [(room, changes, said)] = rivers.in_rooms()
    assert (room, changes, said.fields) == (CLASSROOM, "$1", {"text": ""})
    assert database.read(frozen.by_key, found.key).lines[-1].text == SECRET


def test_nobody_acts_on_a_report_about_themselves(rivers, everybody, database):
    found = rivers.reported()

    for command in ("reporttake", "reportclose"):
        [answer] = rivers.act(everybody["eva"], command, str(found.id))
        assert answer.key == "roomreports.not_yours"
    [answer] = rivers.act(everybody["eva"], "reportnote", f"{found.id}\nhello")
    assert answer.key == "roomreports.not_yours"
    assert rivers.in_rooms() == []
    assert database.read(room_reports.by_id, found.id).closed_at is None


def test_a_note_brings_the_others_a_link_and_no_text(rivers, everybody, told):
    found = rivers.reported()
    told()

    [answer] = rivers.act(everybody["ana"], "reportnote", f"{found.id}\nI talked to Fox")

    heard = told()
    assert answer.key == "roomreports.noted"
    assert set(heard) == {"cleo", "ron", "dora"}
    assert "talked" not in repr(list(heard.values()))


def test_a_closed_report_is_thanked_for_and_kept_for_a_year(rivers, everybody, told, database):
    found = rivers.reported(by=f"person:{everybody['cleo'].id}")
    told()

    [answer] = rivers.act(everybody["ron"], "reportclose", str(found.id))

    assert answer.key == "roomreports.closed"
    assert {name: one.key for name, one in told().items()} == {"cleo": "roomreports.closed_yours"}
    database.write(room_reports.forget_old, NOON + timedelta(days=364))
    assert database.read(room_reports.by_id, found.id) is not None
    database.write(room_reports.forget_old, NOON + timedelta(days=366))
    assert database.read(room_reports.by_id, found.id) is None
    assert database.read(frozen.by_key, found.key) is None


def test_an_open_report_delays_the_erasure_of_whom_it_is_about(chats, rivers, everybody, database):
    found = rivers.reported(about=("t_cleo", SECRET))
    cleo = everybody["cleo"]
    ana = Membership(f"@t_ana:{SERVER}", "join", "$1", NOON)
    database.write(presences.hear, CLASSROOM, ana, NOON)

    [answer] = chats.send("/forget yes", at("cleo"))
    assert answer.key == "forget.delayed"
    assert not database.read(people.by_id, cleo.id).is_gone

    database.write(room_reports.close, found, NOON)
    database.write(leaving.carry_out, NOON)
    assert database.read(people.by_id, cleo.id).is_gone


def test_reports_and_what_is_done_with_them_are_in_the_safeguarding_log(
    rivers, everybody, database
):
    found = rivers.reported()
    rivers.act(everybody["cleo"], "reporttake", str(found.id))
    rivers.act(everybody["cleo"], "reportclose", str(found.id))

    with database.reading() as db:
        log = [entry for entry, _ in safeguarding.entries(db)]
    subject = f"report:{found.id}"
    assert [(one.kind, one.actor, one.subject) for one in log] == [
        ("reported", f"pupil:{rivers.fox}", subject),
        ("redacted", f"person:{everybody['cleo'].id}", subject),
        ("report closed", f"person:{everybody['cleo'].id}", subject),
    ]
    assert SECRET not in repr(log)


def test_where_the_schools_teachers_are_suspended_the_services_hear_alone(
    rivers, told, everybody, database
):
    for name in ("ana", "cleo"):
        database.write(people.decide, everybody[name], people.Standing.SUSPENDED, NOON)

    [answer] = rivers.fox_reports("$1")

    assert answer.key == "roomreports.done_services"
    assert set(told()) == {"ron", "dora"}
