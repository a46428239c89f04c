"""What becomes of a suspended teacher elsewhere: groups, classes, meetings. Rule NSS-1."""

from datetime import timedelta

from handlers import calendar, meeting_news, seminar_news, suspending
from storage import calendars, members, people, signups, twinspaces
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.reported import at
from tests.handlers.seminars import START
from tests.handlers.suspended import WEEK, suspend, suspend_typed
from tests.handlers.test_meetings import slots, to


def out(database, who):
    fresh = database.read(people.by_id, who.id)
    database.write(people.decide, fresh, Standing.SUSPENDED, NOON)


def test_nobody_gets_out_of_it_by_another_school_or_registration(chats, accused, database):
    ben, to_ben = accused["ben"]
    suspend(chats, accused)

    assert chats.send("/register", to_ben)[0].key == "register.already"
    chats.send("/profile school", to_ben)
    [which] = chats.send("School of Ana", to_ben)
    [refused] = chats.send(which.buttons[0][0].command, to_ben, kind="press")
    assert refused.key == "profile.suspended"
    assert database.read(people.by_id, ben.id).school_id == ben.school_id
    [code] = chats.send("/link", to_ben)
    linked = chats.send(code.fields["command"].text, accused["ana"][1])
    assert "merge.suspended" in [one.key for one in linked]


def test_pupils_are_muted_while_their_last_teacher_is_suspended(chats, space, database):
    space.opens(space.ana)
    assert space.muted() == []

    suspend_typed(chats, space.ana, at("rodica"))
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


def test_who_is_suspended_gets_no_link_of_a_seminar(chats, coming, remind, robots, database):
    ana, to_ana = coming("Ana")
    _, to_ben = coming("Ben")
    database.write(calendars.renew, ana.id, "a" * 20, NOON)
    assert robots.link.encode() in database.read(calendar.feed, ana.id, NOON)

    out(database, ana)

    assert [one.to for one in remind(START - timedelta(minutes=10))] == [to_ben]
    database.write(lambda db: seminar_news.announce_link(db, robots, NOON))
    assert {one.to for one in chats.new()} == {to_ben}
    assert robots.link not in repr(chats.send(f"/seminar {robots.id}", to_ana))
    assert robots.link.encode() not in database.read(calendar.feed, ana.id, NOON)


def test_who_is_suspended_is_offered_no_place_of_a_seminar(chats, coming, robots, database):
    those = [coming(name) for name in ("Ana", "Ben", "Cleo", "Dan")]
    cleo = those[2][0]
    out(database, cleo)
    chats.send(f"/withdraw {robots.id}", those[0][1])

    offered = database.read(signups.of_person, robots.id, those[3][0].id)

    assert offered.state == signups.State.OFFERED
    assert database.read(signups.of_person, robots.id, cleo.id).state == signups.State.WAITING
    assert database.read(signups.unsettled, NOON) == []


def test_who_is_suspended_meets_nobody(chats, propose, contact, ana, database):
    ben, to_ben = contact("Ben")
    told = to(propose(ben), to_ben)
    [fixed, *_] = chats.send(slots(told[0])[0], to_ben)
    start, link = fixed.fields["start"], fixed.fields["link"].encode()
    assert link in database.read(calendar.feed, ben.id, NOON)

    out(database, ben)
    database.write(meeting_news.remind, start - timedelta(minutes=10))

    assert to_ben not in {one.to for one in chats.new()}
    assert link not in database.read(calendar.feed, ben.id, NOON)
