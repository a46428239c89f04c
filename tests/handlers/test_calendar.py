"""Files for calendars, and everybody's own feed. Rules SEM-2, SEM-3 and SEM-5."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from handlers import calendar, making
from handlers.conversation import Recipe
from storage import calendars, contacts, meetings, seminars, signups
from tests.conftest import NOON
from tests.handlers.seminars import START, announce

HOUR = timedelta(hours=1)


@pytest.fixture
def robots(database, host):
    """A seminar ten days ahead."""
    return database.write(lambda db: announce(db, host[0], title="Robots, cars; and\nmore"))


def read(made):
    """Read a file as a calendar app does: the calendar and its only event."""
    whole = Calendar.from_ical(made.content)
    [event] = whole.walk("VEVENT")
    return whole, event


def make(database, *ids, name="seminar", language="en"):
    with database.reading() as db:
        return making.make(db, Recipe(name, ids), language, ZoneInfo("Asia/Tbilisi"))


def test_a_file_has_what_the_seminar_has_and_the_same_moment_in_every_zone(database, robots):
    made = make(database, robots.id)

    whole, event = read(made)

    assert (made.name, made.mime, whole["method"]) == ("seminar.ics", "text/calendar", "PUBLISH")
    assert event["summary"] == robots.title
    assert (event["dtstart"].dt, event["dtend"].dt) == (START, START + HOUR)
    assert b"DTSTART:20261015T120000Z" in made.content
    assert event["dtstart"].dt.astimezone(ZoneInfo("Europe/Lisbon")).hour == 13
    assert (event["uid"], event["sequence"], event["status"]) == (robots.uid, 0, "CONFIRMED")
    assert event["location"] == robots.link


def test_a_moved_seminar_is_the_same_event_with_a_higher_sequence(database, robots):
    later = START + timedelta(days=3)
    database.write(lambda db: seminars.move(db, robots, later, later + HOUR, NOON))

    _, event = read(make(database, robots.id))

    assert (event["uid"], event["sequence"], event["dtstart"].dt) == (robots.uid, 1, later)


def test_a_cancelled_seminar_cancels_the_event(database, robots):
    cancelled = {"state": seminars.State.CANCELLED}
    database.write(lambda db: seminars.change(db, robots, NOON, **cancelled))

    whole, event = read(make(database, robots.id))

    assert (whole["method"], event["status"], event["uid"]) == ("CANCEL", "CANCELLED", robots.uid)
    assert event["sequence"] == 1


def test_who_withdrew_gets_a_file_that_takes_it_out(database, robots):
    whole, _ = read(make(database, robots.id, 1))

    assert whole["method"] == "CANCEL"


def test_who_comes_and_goes_gets_files_each_newer_than_the_one_before(
    chats, sign_up, database, robots
):
    ana, [came] = sign_up("Ana")
    chats.at = NOON + HOUR
    [left] = chats.send(f"/withdraw {robots.id}", ana)
    chats.at = NOON + 2 * HOUR
    [back] = chats.send(f"/signup {robots.id}", ana)

    files = [read(make(database, *reply.file.ids)) for reply in (came, left, back)]

    assert [whole["method"] for whole, _ in files] == ["PUBLISH", "CANCEL", "PUBLISH"]
    stamps = [event["dtstamp"].dt for _, event in files]
    assert stamps == [NOON, NOON + HOUR, NOON + 2 * HOUR]


def test_a_move_is_newer_than_an_earlier_place(database, robots):
    later = START + timedelta(days=3)
    moved_at = NOON + 2 * HOUR
    database.write(lambda db: seminars.move(db, robots, later, later + HOUR, moved_at))

    _, event = read(make(database, robots.id, 0, int((NOON + HOUR).timestamp())))

    assert event["dtstamp"].dt == moved_at


def test_a_learning_event_is_one_event_over_its_days(database, host):
    water = database.write(
        lambda db: announce(
            db,
            host[0],
            title="Water",
            kind=seminars.Kind.EVENT,
            ends_at=START + timedelta(days=6),
        )
    )

    _, event = read(make(database, water.id))

    assert (event["dtend"].dt - event["dtstart"].dt).days == 6


def test_there_is_no_file_of_what_there_is_not(database):
    assert make(database, 999) is None
    assert make(database, 999, name="meeting") is None


def test_the_words_in_a_file_are_in_its_readers_language(database, robots):
    _, event = read(make(database, robots.id, language="fr"))

    assert "Intervenant" in event["description"]


# --- The feed -----------------------------------------------------------------------------------


def test_calendar_gives_a_secret_address_the_same_each_time(chats, teacher, database):
    ana, address = teacher("Ana")

    [first] = chats.send("/calendar", address)
    [again] = chats.send("/calendar", address)

    with database.reading() as db:
        token = calendars.of_person(db, ana.id)
    assert first.fields["webcal"] == f"webcal://etwin.example/calendar/{token}.ics"
    assert first.fields["address"].text == f"https://etwin.example/calendar/{token}.ics"
    assert first.fields == again.fields
    assert first.is_secret
    assert len(token) == 26


def test_a_new_address_ends_the_old_one(chats, teacher, database):
    ana, address = teacher("Ana")
    [first] = chats.send("/calendar", address)
    with database.reading() as db:
        old = calendars.of_person(db, ana.id)

    [renewed] = chats.press("calendar.new", first, address)

    with database.reading() as db:
        assert calendars.owner(db, old) is None
        assert calendars.owner(db, calendars.of_person(db, ana.id)) == ana.id
    assert renewed.key == "calendar.renewed"
    assert old not in str(renewed)


def test_a_feed_has_the_seminars_one_has_a_place_in_and_the_meetings_one_goes_to(
    database, contact, ana, host, robots
):
    ana, _ = ana
    ben, _ = contact("Ben")

    def work(db):
        signups.sign_up(db, robots.id, ana.id, NOON)
        full = announce(db, host[0], title="Full", capacity=1)
        signups.sign_up(db, full.id, ben.id, NOON)
        signups.sign_up(db, full.id, ana.id, NOON)
        old = announce(db, host[0], title="Old", starts_at=NOON - timedelta(days=30))
        db.execute(
            signups.table.insert().values(
                seminar_id=old.id, person_id=ana.id, state="in", turn=1, since=NOON
            )
        )
        given = {"minutes": 45, "link": "https://meet.example/7", "uid": "meeting-7@x"}
        asked = meetings.propose(
            db, asker_id=ben.id, invited=[ana.id], times=[START], at=NOON, **given
        )
        meetings.fix(db, asked, START, NOON)
        return calendar.feed(db, ana.id, NOON), calendar.feed(db, ben.id, NOON)

    mine, bens = (Calendar.from_ical(one) for one in database.write(work))

    assert {event["summary"] for event in mine.walk("VEVENT")} == {
        robots.title,
        "Old",
        "eTwinning meeting",
    }
    uids = {event["uid"] for event in bens.walk("VEVENT")}
    assert uids == {"seminar-Full@etwin.example", "meeting-7@x"}
    meeting = next(one for one in mine.walk("VEVENT") if one["uid"] == "meeting-7@x")
    assert meeting["dtend"].dt == START + timedelta(minutes=45)


def test_a_meeting_is_in_the_feed_as_long_as_they_are_contacts(database, contact, ana):
    ana, _ = ana
    ben, _ = contact("Ben")

    def work(db):
        given = {"minutes": 45, "link": "https://meet.example/7", "uid": "meeting-7@x"}
        asked = meetings.propose(
            db, asker_id=ana.id, invited=[ben.id], times=[START], at=NOON, **given
        )
        meetings.fix(db, asked, START, NOON)
        before = calendar.feed(db, ben.id, NOON)
        contacts.remove(db, ana.id, ben.id)
        return before, calendar.feed(db, ben.id, NOON)

    before, after = (Calendar.from_ical(one) for one in database.write(work))

    assert [len(one.walk("VEVENT")) for one in (before, after)] == [1, 0]


def test_a_feed_says_the_same_twice_until_something_changes(database, teacher, robots):
    ana, _ = teacher("Ana")

    def work(db):
        signups.sign_up(db, robots.id, ana.id, NOON)
        first = calendar.feed(db, ana.id, NOON)
        again = calendar.feed(db, ana.id, NOON + HOUR)
        seminars.change(db, robots, NOON, title="New")
        return first, again, calendar.feed(db, ana.id, NOON)

    first, again, changed = database.write(work)

    assert first == again != changed


def test_times_stay_right_over_a_change_of_clocks(database, teacher, host):
    ana, _ = teacher("Ana")
    starts_at = datetime(2026, 10, 25, 8, 0, tzinfo=UTC)  # the night before, clocks went back

    def work(db):
        made = announce(db, host[0], starts_at=starts_at)
        signups.sign_up(db, made.id, ana.id, NOON)
        return calendar.feed(db, ana.id, NOON)

    [event] = Calendar.from_ical(database.write(work)).walk("VEVENT")

    local = event["dtstart"].dt.astimezone(ZoneInfo("Europe/Bucharest"))
    assert (local.date(), local.hour) == (date(2026, 10, 25), 10)
