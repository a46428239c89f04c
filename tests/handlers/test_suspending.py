"""Warning, suspending, lifting: who may, and what is told. Rule NSS-1."""

from datetime import timedelta

from handlers import suspending
from handlers.commands import suspending as commands_suspending
from storage import coordinators, people, reports, room_reports, safeguarding, suspensions
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.queued import inside
from tests.handlers.reported import at
from tests.handlers.suspended import WEEK, logged, standing, sure, suspend, suspend_typed


def test_a_report_says_what_was_before_and_a_warning_is_told_and_written_down(
    chats, accused, database
):
    ben, to_ben = accused["ben"]
    maria, to_maria = accused["maria"]
    chats.press("suspending.warn", accused["card"], to_maria)

    next_, told = sure(chats, chats.send("No messages after eight.", to_maria), to_maria)

    assert (told.key, told.to, told.fields["words"]) == (
        "suspending.warned",
        to_ben,
        "No messages after eight.",
    )
    assert next_.fields["outcome"].key == "suspending.was_warned"
    before = inside(next_.fields["card"], "queue.with_line").fields["line"]
    assert (before.key, before.fields["warned"]) == ("suspending.context", 1)
    assert (safeguarding.Kind.WARNED, f"person:{maria.id}", f"person:{ben.id}", "") in logged(
        database
    )
    assert database.read(reports.by_id, 1).closed_at is None


def test_a_suspension_takes_every_right_at_once_and_is_told_with_the_way_to_appeal(
    chats, accused, database
):
    _, to_ben = accused["ben"]

    done, told = suspend(chats, accused)

    assert (done.key, told.key, told.to) == ("suspending.was_suspended", "suspending.told", to_ben)
    assert told.fields["reason"] == "Please leave pupils alone."
    assert told.fields["until"].fields["day"] == (NOON + WEEK).date()
    for typed in ("/partners", "/projects", "/groups", "/seminars", "/contacts"):
        assert [one.key for one in chats.send(typed, to_ben)][:1] in (
            ["router.suspended"],
            ["seminars.all"],
            ["seminars.none"],
        ), typed
    assert chats.send("/status", to_ben)[0].key == "suspending.status"
    assert [one[0] for one in logged(database)][-1] == safeguarding.Kind.SUSPENDED
    assert logged(database)[-1][3] == "1 week"


def test_it_ends_by_itself_and_everything_is_as_before(chats, accused, database):
    ben, to_ben = accused["ben"]
    suspend(chats, accused)

    database.write(suspending.end_due, NOON + WEEK - timedelta(seconds=1))
    assert standing(database, ben) == Standing.SUSPENDED
    chats.new()
    database.write(suspending.end_due, NOON + WEEK)
    database.write(suspending.end_due, NOON + WEEK)

    assert standing(database, ben) == Standing.VALIDATED
    assert [(one.key, one.to) for one in chats.new()] == [("suspending.ended", to_ben)]
    assert logged(database)[-1][:2] == (safeguarding.Kind.SUSPENSION_ENDED, "service")
    assert chats.send("/projects", to_ben)[0].key != "router.suspended"


def test_one_until_lifted_does_not_end_and_is_lifted_by_one_press(chats, accused, database):
    ben, to_ben = accused["ben"]
    done, _ = suspend(chats, accused, lasts="suspending.until_lifted")
    database.write(suspending.end_due, NOON + timedelta(days=1000))
    assert standing(database, ben) == Standing.SUSPENDED

    shown, told = chats.press("suspending.lift", done, accused["maria"][1])

    assert shown.fields["outcome"].key == "suspending.was_lifted"
    assert (told.key, told.to) == ("suspending.ended", to_ben)
    assert standing(database, ben) == Standing.VALIDATED
    again = chats.press("suspending.lift", done, accused["maria"][1])
    assert [one.fields["outcome"].key for one in again] == ["queue.already"]


def test_nobody_suspends_elsewhere_themselves_or_of_their_own_school(
    chats, accused, database, teacher, school
):
    ben, _ = accused["ben"]
    same = teacher("Same", school=school("School of Ben"))
    database.write(coordinators.add, same[0].id, "RO", NOON)
    for who, why in (("jonas", "queue.not_yours"), ("maria", "queue.not_yours")):
        target = f"p{ben.id}" if who == "jonas" else f"p{accused['maria'][0].id}"
        for command in ("warn", "suspend", "lift"):
            [refused] = chats.send(f"/{command} {target}", accused[who][1])
            assert refused.fields["outcome"].key == why
    [refused] = chats.send(f"/suspend p{ben.id}", same[1])
    assert refused.fields["outcome"].key == "suspending.own_school"
    assert standing(database, ben) == Standing.VALIDATED


def test_only_central_support_suspends_a_coordinator_who_then_decides_nothing(
    chats, accused, database, teacher
):
    ben, to_ben = accused["ben"]
    database.write(coordinators.add, ben.id, "RO", NOON)
    [refused] = chats.send(f"/suspend p{ben.id}", accused["maria"][1])
    assert refused.fields["outcome"].key == "queue.not_yours"

    suspend_typed(chats, ben, accused["clara"][1])

    assert standing(database, ben) == Standing.SUSPENDED
    assert chats.send("/queue", to_ben)[0].key == "router.suspended"
    assert ben.id not in database.read(coordinators.of_country, "RO")
    database.write(suspending.end_due, NOON + WEEK)
    assert ben.id in database.read(coordinators.of_country, "RO")
    assert chats.send("/queue", to_ben)[0].key.startswith("queue.")


def test_who_a_report_of_a_twinspace_is_about_is_acted_on_after_reading_it(
    chats, rivers, everybody, database
):
    found = rivers.reported()
    ron, eva = everybody["ron"], everybody["eva"]
    [refused] = chats.send(f"/suspend r{found.id}", at("dora"))
    assert refused.fields["outcome"].key == "queue.gone"
    [card] = chats.send("/queue r", at("dora"))
    assert "/suspend" not in repr(card)

    dora = everybody["dora"]
    database.write(
        lambda db: room_reports.note_read(db, found, dora.id, "safety", NOON, is_told=True)
    )
    [card] = chats.send("/queue r", at("dora"))
    [asked] = chats.press("suspending.suspend", card, at("dora"))
    assert asked.fields["name"] == eva.name
    [why] = chats.press("suspending.month", asked, at("dora"))
    sure(chats, chats.press("suspending.reason_contact", why, at("dora")), at("dora"))

    assert standing(database, eva) == Standing.SUSPENDED
    assert standing(database, ron) == Standing.STAFF
    assert database.read(suspensions.of_person, eva.id).by_id == dora.id


def test_the_list_shows_who_is_suspended_and_finds_people_by_name(chats, accused):
    maria = accused["maria"][1]
    assert chats.send("/suspensions", maria)[0].key == "suspending.none"
    suspend(chats, accused)

    [listed] = chats.send("/suspensions", maria)
    [shown] = chats.send(listed.buttons[0][0].command, maria)

    assert shown.fields["lines"].items[1].key == "suspending.is_suspended"
    assert chats.press("suspending.lift", shown, maria)[1].key == "suspending.ended"
    assert chats.send("/suspensions ben", maria)[0].key == "suspending.whom"
    assert chats.send("/suspensions ben", accused["jonas"][1])[0].key == "suspending.nobody"


def test_of_a_report_of_a_twinspace_no_word_is_asked_for(chats, rivers, everybody, database):
    found, eva, dora = rivers.reported(), everybody["eva"], everybody["dora"]
    database.write(
        lambda db: room_reports.note_read(db, found, dora.id, "safety", NOON, is_told=True)
    )

    for begin in ([f"/warn r{found.id}"], [f"/suspend r{found.id}", "week"]):
        for typed in begin:
            [asked] = chats.send(typed, at("dora"))
        assert asked.key == "suspending.ask_because"
        [again] = chats.send("Fox says that she writes at night.", at("dora"))
        assert again.key == "form.again"
        check = chats.press("suspending.reason_words", again, at("dora"))
        *_, told = sure(chats, check, at("dora"))
        assert told.to == at("eva")
        assert (told.fields.get("reason") or told.fields["words"]).key == "suspending.reason_words"

    assert database.read(suspensions.of_person, eva.id).reason == "reason_words"
    assert chats.send("/status", at("eva"))[0].fields["reason"].key == "suspending.reason_words"


def test_a_warning_in_words_can_be_cancelled(chats, accused):
    [asked] = chats.press("suspending.warn", accused["card"], accused["maria"][1])

    assert asked.key == "suspending.warn_words"
    assert asked.buttons[-1][0].command == "/cancel"


def test_nobody_suspends_whom_they_reported_or_who_reported_them(
    chats, accused, database, coordinator
):
    mia, to_mia = coordinator("Mia", "RO")
    ben, _ = accused["ben"]

    for reporter, about in ((mia.id, ben.id), (ben.id, mia.id)):
        report = database.write(_report, reporter, about)
        for command in ("warn", "suspend"):
            [refused] = chats.send(f"/{command} p{ben.id}", to_mia)
            assert refused.fields["outcome"].key == "suspending.joined"
        database.write(reports.close, report, NOON)
    assert chats.send(f"/warn p{ben.id}", to_mia)[0].key == "suspending.warn_words"


def _report(db, reporter_id, about_id):
    ids = {"reporter_id": reporter_id, "about_id": about_id}
    return reports.add(db, **ids, kind="message", words="w", frozen="f", at=NOON)


def test_nobody_suspends_a_teacher_of_their_own_project(chats, rivers, everybody, database):
    ana, cleo = everybody["ana"], everybody["cleo"]
    database.write(coordinators.add, ana.id, "DE", NOON)
    database.write(coordinators.add, ana.id, "RO", NOON)
    assert cleo.school_id == ana.school_id

    [refused] = chats.send(f"/suspend p{everybody['eva'].id}", at("ana"))

    assert refused.fields["outcome"].key == "suspending.joined"


def test_where_a_report_out_of_a_room_joins_two_neither_suspends_the_other(
    chats, rivers, everybody, database
):
    eva, dora = everybody["eva"], everybody["dora"]
    found = rivers.reported()
    change = room_reports.table.update().values(reporter_id=dora.id, reporter_pupil=None)
    database.write(lambda db: db.execute(change))

    [refused] = chats.send(f"/suspend p{eva.id}", at("dora"))

    assert refused.fields["outcome"].key == "suspending.joined"
    database.write(room_reports.close, found, NOON)
    assert chats.send(f"/suspend p{eva.id}", at("dora"))[0].key == "suspending.ask_lasts"


def test_what_central_support_suspended_no_country_lifts(chats, accused, database):
    ben, _ = accused["ben"]
    suspend(chats, accused, by="clara")

    [refused] = chats.send(f"/lift p{ben.id}", accused["maria"][1])

    assert refused.fields["outcome"].key == "suspending.central_lifts"
    assert standing(database, ben) == Standing.SUSPENDED
    [shown] = chats.send(f"/suspensions p{ben.id}", accused["maria"][1])
    assert "/lift" not in repr(shown)
    assert chats.send(f"/lift p{ben.id}", accused["css"][1])[1].key == "suspending.ended"


def test_a_registration_that_waits_or_was_refused_keeps_its_words(chats, accused, database):
    ben, _ = accused["ben"]
    for stood in (Standing.WAITING, Standing.REFUSED):
        database.write(people.decide, ben, stood, NOON)
        database.write(lambda db: people.change(db, ben.id, note="No proof."))
        done, _ = suspend(chats, accused)
        assert standing(database, ben) == Standing.SUSPENDED
        chats.press("suspending.lift", done, accused["maria"][1])

        after = database.read(people.by_id, ben.id)
        assert (after.standing, after.note) == (stood, "No proof.")


def test_the_list_says_that_more_are_suspended_than_it_shows(
    chats, accused, database, teacher, monkeypatch
):
    monkeypatch.setattr(commands_suspending, "MOST", 1)
    suspend(chats, accused)
    eva, _ = teacher("Eva", country="DE")
    mara, _ = teacher("Mara")
    for who in (eva, mara):
        suspend_typed(chats, who, accused["clara"][1])

    [listed] = chats.send("/suspensions", accused["maria"][1])
    [german] = chats.send("/suspensions", accused["jonas"][1])

    assert (listed.key, listed.fields["count"]) == ("suspending.whom_more", 2)
    assert german.key == "suspending.whom"
