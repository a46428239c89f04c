"""Seminars and meetings as calendars read them: single files, and everybody's private feed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from handlers import meetingcard, words
from handlers.conversation import Code, Words
from handlers.making import Made, recipe
from storage import addresses, meetings, people, seminars, signups
from storage.db import Db
from storage.meetings import Meeting
from storage.seminars import Seminar

if TYPE_CHECKING:
    from icalendar import Calendar

MIME = "text/calendar"
#: How long what is over stays in a feed.
_KEPT = timedelta(days=90)


@recipe("seminar")
def seminar_file(db: Db, ids: tuple[int, ...], language: str, _zone: tzinfo) -> Made | None:
    """Make the file that puts a seminar into a calendar, or takes it out: (seminar, 1).

    A third number, the second of the sign-up or its end, makes it newer than the one before.
    Source: RFC 5546, 3.2.1 and 3.2.5.
    """
    seminar = seminars.by_id(db, ids[0])
    if seminar is None:
        return None
    is_gone = 1 in ids[1:2] or not seminar.is_planned
    return _file("seminar", _of_seminar(seminar, language, _stamp(ids)), seminar.uid, is_gone)


@recipe("meeting")
def meeting_file(db: Db, ids: tuple[int, ...], language: str, _zone: tzinfo) -> Made | None:
    """Make the file that puts a meeting into a calendar, or takes it out: (meeting, 1, since)."""
    meeting = meetings.by_id(db, ids[0])
    if meeting is None or meeting.starts_at is None:
        return None
    is_gone = 1 in ids[1:2] or meeting.state != meetings.State.FIXED
    return _file("meeting", _of_meeting(db, meeting, language, _stamp(ids)), meeting.uid, is_gone)


def _stamp(ids: tuple[int, ...]) -> datetime | None:
    return datetime.fromtimestamp(ids[2], UTC) if len(ids) > 2 else None


def feed(db: Db, person_id: int, now: datetime) -> bytes:
    """Write the calendar of a person: the seminars they have a place in, and their meetings."""
    known = addresses.preferred(db, person_id)
    language = known.language if known else words.FALLBACK
    calendar = _calendar()
    calendar.add("x-wr-calname", "eTwinning")
    calendar.add("refresh-interval", timedelta(hours=1), {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    person = people.by_id(db, person_id)
    if person is None or person.is_suspended:  # no link, and no meeting
        return bytes(calendar.to_ical())
    after = now - _KEPT
    for seminar, signup in signups.mine(db, person_id, after):
        if signup.state == signups.State.IN:
            calendar.add_component(_event(_of_seminar(seminar, language, signup.since)))
    for meeting in meetings.of_person(db, person_id, after):
        if person_id in meetingcard.going(db, meeting):
            calendar.add_component(_event(_of_meeting(db, meeting, language)))
    return bytes(calendar.to_ical())


def public_file(seminar: Seminar, address: str, language: str) -> bytes:
    """Write the file that puts a seminar into a visitor's calendar: without the link to join.

    `address` is its page on the portal.
    """
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(_of_announced(seminar, address, language)))
    return bytes(calendar.to_ical())


def public_feed(announced: Iterable[tuple[Seminar, str]], language: str) -> bytes:
    """Write the calendar of all seminars, each beside the address of its page."""
    calendar = _calendar()
    calendar.add("x-wr-calname", words.plain(language, Words("seminarpage.feed_name")))
    calendar.add("refresh-interval", timedelta(hours=1), {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for seminar, address in announced:
        calendar.add_component(_event(_of_announced(seminar, address, language)))
    return bytes(calendar.to_ical())


def _of_announced(seminar: Seminar, address: str, language: str) -> dict[str, Any]:
    """Give what everybody may know; in calendars it is not what somebody with a place has."""
    changed_at = seminar.changed_at.astimezone(UTC)
    described = Words("seminarpage.in_calendar", {"address": Code(address)})
    return {
        "uid": f"public-{seminar.uid}",
        "summary": seminar.title,
        "dtstart": seminar.starts_at.astimezone(UTC),
        "dtend": seminar.ends_at.astimezone(UTC),
        "dtstamp": changed_at,
        "last-modified": changed_at,
        "sequence": seminar.sequence,
        "description": words.plain(language, described),
        "url": address,
        "status": "CONFIRMED" if seminar.is_planned else "CANCELLED",
    }


def _of_seminar(seminar: Seminar, language: str, since: datetime | None = None) -> dict[str, Any]:
    """Give what a calendar shows; `since` is when its reader got or gave up their place."""
    changed_at = max(seminar.changed_at, since or seminar.changed_at).astimezone(UTC)
    described = Words("calendar.seminar", {"speaker": seminar.speaker, "link": seminar.link})
    return {
        "uid": seminar.uid,
        "summary": seminar.title,
        "dtstart": seminar.starts_at.astimezone(UTC),
        "dtend": seminar.ends_at.astimezone(UTC),
        "dtstamp": changed_at,
        "last-modified": changed_at,
        "sequence": seminar.sequence,
        "description": words.plain(language, described),
        "location": seminar.link,
        "url": seminar.link,
    }


def _of_meeting(
    db: Db, meeting: Meeting, language: str, since: datetime | None = None
) -> dict[str, Any]:
    assert meeting.starts_at is not None, "only what has a time stands in calendars"
    asker = people.by_id(db, meeting.asker_id)
    fields = {"name": asker.name if asker else "", "link": meeting.link}
    starts_at = meeting.starts_at.astimezone(UTC)
    changed_at = max(meeting.changed_at, since or meeting.changed_at).astimezone(UTC)
    return {
        "uid": meeting.uid,
        "summary": words.plain(language, Words("calendar.meeting")),
        "dtstart": starts_at,
        "dtend": starts_at + timedelta(minutes=meeting.minutes),
        "dtstamp": changed_at,
        "last-modified": changed_at,
        "sequence": meeting.sequence,
        "description": words.plain(language, Words("calendar.meeting_with", fields)),
        "location": meeting.link,
        "url": meeting.link,
    }


def _file(name: str, properties: dict[str, Any], uid: str, is_gone: bool) -> Made:
    calendar = _calendar()
    calendar.add("method", "CANCEL" if is_gone else "PUBLISH")
    host = uid.rpartition("@")[2].partition(":")[0] or "etwinning"
    status = "CANCELLED" if is_gone else "CONFIRMED"
    organizer = f"mailto:no-reply@{host}"
    calendar.add_component(_event({**properties, "organizer": organizer, "status": status}))
    return Made(f"{name}.ics", MIME, calendar.to_ical())


def _calendar() -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//eTwinning//eTwinning in chat//EN")
    calendar.add("version", "2.0")
    return calendar


def _event(properties: dict[str, Any]) -> Any:
    from icalendar import Event

    event = Event()
    for name, value in properties.items():
        event.add(name, value)
    return event
