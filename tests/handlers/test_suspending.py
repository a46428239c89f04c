"""Warning, suspending, lifting, appealing. Rule NSS-1."""

from datetime import timedelta

import pytest

from handlers import suspending
from storage import (
    coordinators,
    members,
    people,
    reports,
    room_reports,
    safeguarding,
    suspensions,
    twinspaces,
)
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.queued import inside, talk
from tests.handlers.reported import at

WEEK = timedelta(days=7)


@pytest.fixture(params=["telegram", "matrix"])
def reported(request, chats, teacher, coordinator):
    """Ana reports Ben, both of Romania; Maria coordinates, Clara and Css are central support."""
    those = {"ana": teacher("Ana"), "ben": teacher("Ben", platform=request.param)}
    those |= {"maria": coordinator("Maria", "RO"), "jonas": coordinator("Jonas", "DE")}
    those |= {"clara": coordinator("Clara", "*"), "css": coordinator("Css", "*")}
    chats.send(f"/report p{those['ben'][0].id}", those["ana"][1])
    _, those["card"] = chats.send("He writes to pupils at night.", those["ana"][1])
    return those


def suspend(chats, those, by="maria", lasts="suspending.week"):
    """Suspend Ben from the card of the report; give what was said then."""
    [asked] = chats.press("suspending.suspend", those["card"], those[by][1])
    chats.press(lasts, asked, those[by][1])
    return chats.send("Please leave pupils alone.", those[by][1])


def appeal(chats, those, words="It was my own class."):
    [status] = chats.send("/status", those["ben"][1])
    chats.press("status.appeal_button", status, those["ben"][1])
    return chats.send(words, those["ben"][1])


def standing(database, who):
    return database.read(people.by_id, who.id).standing


def logged(database):
    with database.reading() as db:
        return [
            (one.kind, one.actor, one.subject, one.reason) for one, _ in safeguarding.entries(db)
        ]


def test_a_report_says_what_was_before_and_a_warning_is_told_and_written_down(
    chats, reported, database
):
    ben, to_ben = reported["ben"]
    maria, to_maria = reported["maria"]
    chats.press("suspending.warn", reported["card"], to_maria)

    next_, told = chats.send("No messages after eight.", to_maria)

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
    chats, reported, database
):
    _, to_ben = reported["ben"]

    done, told = suspend(chats, reported)

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


def test_it_ends_by_itself_and_everything_is_as_before(chats, reported, database):
    ben, to_ben = reported["ben"]
    suspend(chats, reported)

    database.write(suspending.end_due, NOON + WEEK - timedelta(seconds=1))
    assert standing(database, ben) == Standing.SUSPENDED
    chats.new()
    database.write(suspending.end_due, NOON + WEEK)
    database.write(suspending.end_due, NOON + WEEK)

    assert standing(database, ben) == Standing.VALIDATED
    assert [(one.key, one.to) for one in chats.new()] == [("suspending.ended", to_ben)]
    assert logged(database)[-1][:2] == (safeguarding.Kind.SUSPENSION_ENDED, "service")
    assert chats.send("/projects", to_ben)[0].key != "router.suspended"


def test_one_until_lifted_does_not_end_and_is_lifted_by_one_press(chats, reported, database):
    ben, to_ben = reported["ben"]
    done, _ = suspend(chats, reported, lasts="suspending.until_lifted")
    database.write(suspending.end_due, NOON + timedelta(days=1000))
    assert standing(database, ben) == Standing.SUSPENDED

    shown, told = chats.press("suspending.lift", done, reported["maria"][1])

    assert shown.fields["outcome"].key == "suspending.was_lifted"
    assert (told.key, told.to) == ("suspending.ended", to_ben)
    assert standing(database, ben) == Standing.VALIDATED
    again = chats.press("suspending.lift", done, reported["maria"][1])
    assert [one.fields["outcome"].key for one in again] == ["queue.already"]


def test_nobody_suspends_elsewhere_themselves_or_of_their_own_school(
    chats, reported, database, teacher, school
):
    ben, _ = reported["ben"]
    same = teacher("Same", school=school("School of Ben"))
    database.write(coordinators.add, same[0].id, "RO", NOON)
    for who, why in (("jonas", "queue.not_yours"), ("maria", "queue.not_yours")):
        target = f"p{ben.id}" if who == "jonas" else f"p{reported['maria'][0].id}"
        for command in ("warn", "suspend", "lift"):
            [refused] = chats.send(f"/{command} {target}", reported[who][1])
            assert refused.fields["outcome"].key == why
    [refused] = chats.send(f"/suspend p{ben.id}", same[1])
    assert refused.fields["outcome"].key == "suspending.own_school"
    assert standing(database, ben) == Standing.VALIDATED


def test_only_central_support_suspends_a_coordinator_who_then_decides_nothing(
    chats, reported, database, teacher
):
    ben, to_ben = reported["ben"]
    database.write(coordinators.add, ben.id, "RO", NOON)
    [refused] = chats.send(f"/suspend p{ben.id}", reported["maria"][1])
    assert refused.fields["outcome"].key == "queue.not_yours"

    chats.send(f"/suspend p{ben.id}", reported["clara"][1])
    chats.send("week", reported["clara"][1])
    chats.send("See above.", reported["clara"][1])

    assert standing(database, ben) == Standing.SUSPENDED
    assert chats.send("/queue", to_ben)[0].key == "router.suspended"
    assert ben.id not in database.read(coordinators.of_country, "RO")
    database.write(suspending.end_due, NOON + WEEK)
    assert ben.id in database.read(coordinators.of_country, "RO")
    assert chats.send("/queue", to_ben)[0].key.startswith("queue.")


def test_an_appeal_goes_to_central_support_but_not_to_who_suspended(chats, reported, database):
    ben, to_ben = reported["ben"]
    suspend(chats, reported, by="clara")

    sent, card = appeal(chats, reported)

    assert (sent.key, card.key, card.to) == (
        "status.appealed",
        "suspending.appeal_new",
        reported["css"][1],
    )
    assert chats.send("/queue s", reported["clara"][1])[0].key in {
        "queue.empty",
        "queue.empty_here",
    }
    assert chats.send("/queue s", reported["maria"][1])[0].key in {
        "queue.empty",
        "queue.empty_here",
    }
    for who in ("clara", "maria", "jonas"):
        refused = chats.press("suspending.lift", card, reported[who][1])
        assert refused[0].fields["outcome"].key == "queue.not_yours"
    assert chats.send("/status", to_ben)[0].key == "suspending.status_appealed"

    _, told = chats.press("suspending.lift", card, reported["css"][1])

    assert (told.key, told.to) == ("suspending.ended", to_ben)
    assert standing(database, ben) == Standing.VALIDATED
    late = chats.press("suspending.keep", card, reported["css"][1])
    assert late[0].fields["outcome"].key == "queue.already"


def test_central_support_asks_about_an_appeal_and_lets_it_stand_once_for_all(
    chats, reported, database
):
    ben, to_ben = reported["ben"]
    suspend(chats, reported)
    _, card, _ = appeal(chats, reported)
    chats.press("queue.ask", card, reported["css"][1])
    _, asked = chats.send("Which class?", reported["css"][1])
    assert (asked.key, asked.to) == ("suspending.asked", to_ben)
    assert chats.send("/status", to_ben)[0].key == "suspending.status_asked"

    chats.press("status.answer", asked, to_ben)
    replied, again, *_ = chats.send("Class 5b", to_ben)
    assert replied.key == "status.replied"
    assert talk(again) == [("service", "Which class?"), ("person", "Class 5b")]
    chats.press("suspending.keep", again, reported["css"][1])
    _, told = chats.send("Pupils were told to write.", reported["css"][1])

    assert (told.key, told.to) == ("suspending.upheld", to_ben)
    assert standing(database, ben) == Standing.SUSPENDED
    assert chats.send("/status", to_ben)[0].key == "suspending.status_upheld"
    assert chats.send("/appeal", to_ben)[0].key == "suspending.status_upheld"


def test_nobody_gets_out_of_it_by_another_school_or_registration(chats, reported, database):
    ben, to_ben = reported["ben"]
    suspend(chats, reported)

    assert chats.send("/register", to_ben)[0].key == "register.already"
    chats.send("/profile school", to_ben)
    [which] = chats.send("School of Ana", to_ben)
    [refused] = chats.send(which.buttons[0][0].command, to_ben, kind="press")
    assert refused.key == "profile.suspended"
    assert database.read(people.by_id, ben.id).school_id == ben.school_id
    [code] = chats.send("/link", to_ben)
    linked = chats.send(code.fields["command"].text, reported["ana"][1])
    assert "merge.suspended" in [one.key for one in linked]


def test_pupils_are_muted_while_their_last_teacher_is_suspended(chats, space, database):
    space.opens(space.ana)
    assert space.muted() == []

    chats.send(f"/suspend p{space.ana.id}", at("rodica"))
    chats.send("week", at("rodica"))
    chats.send("See above.", at("rodica"))
    there = database.read(twinspaces.by_project, space.number)
    assert there.is_dirty, "it is settled at once, and judged then"
    space.judgement()

    assert space.muted() == [space.ana.school_id]
    mine = database.read(members.of_person, space.number, space.ana.id)
    assert mine.state == members.State.IN, "the place in the project stays"
    database.write(suspending.end_due, NOON + WEEK)
    space.judgement()
    assert space.muted() == []


def test_who_is_suspended_hears_nothing_of_groups(chats, three, circles, database):
    group, those = three
    cleo = database.read(people.by_id, those["cleo"].id)
    database.write(people.decide, cleo, Standing.SUSPENDED, NOON)

    said = circles.post(group, "We sing on Friday.", those["at_ana"])

    heard = {one.to for one in said}
    assert those["at_ben"] in heard
    assert those["at_cleo"] not in heard


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
    chats.press("suspending.month", asked, at("dora"))
    chats.send("See the report.", at("dora"))

    assert standing(database, eva) == Standing.SUSPENDED
    assert standing(database, ron) == Standing.STAFF
    assert database.read(suspensions.of_person, eva.id).by_id == dora.id


def test_the_list_shows_who_is_suspended_and_finds_people_by_name(chats, reported):
    maria = reported["maria"][1]
    assert chats.send("/suspensions", maria)[0].key == "suspending.none"
    suspend(chats, reported)

    [listed] = chats.send("/suspensions", maria)
    [shown] = chats.send(listed.buttons[0][0].command, maria)

    assert shown.fields["lines"].items[1].key == "suspending.is_suspended"
    assert chats.press("suspending.lift", shown, maria)[1].key == "suspending.ended"
    assert chats.send("/suspensions ben", maria)[0].key == "suspending.whom"
    assert chats.send("/suspensions ben", reported["jonas"][1])[0].key == "suspending.nobody"
