"""What becomes of the meetings and seminars of somebody who leaves eTwinning, and who is told."""

from datetime import datetime

from handlers.commands.meetings import called_off, cannot_come
from handlers.conversation import Button, Lane, Reply, Words, rows
from handlers.meetingcard import going, reminders
from storage import coordinators, meetings, seminars, undelivered
from storage.db import Db
from storage.meetings import Guest, Meeting
from storage.people import Person
from storage.seminars import Seminar


def leave(db: Db, person: Person, at: datetime) -> list[Reply]:
    """Call off what cannot be without them, and look for hosts; give what the others are told.

    Source: docs/rules.md, REG-6.
    """
    to_come = [
        one
        for one in meetings.open_of(db, person.id)
        if any(time > at for time in meetings.times(db, one.id).values())
    ]
    told: list[Reply] = []
    for meeting in (*to_come, *meetings.of_person(db, person.id, at)):
        told += _stay_away(db, meeting, person, at)
    for seminar in seminars.hosted_by(db, person.id, at):
        told += _seek_host(db, seminar, person)
    return told


def _stay_away(db: Db, meeting: Meeting, person: Person, at: datetime) -> list[Reply]:
    others = [one for one in going(db, meeting) if one != person.id]
    if person.id == meeting.asker_id or len(others) == 1:
        meetings.cancel(db, meeting, at)
        undelivered.drop(db, reminders(meeting))
        return [called_off(meeting, "", one, at) for one in others]
    meetings.answer(db, meeting.id, person.id, Guest.DECLINED, at)
    return [cannot_come(meeting, person.name, one) for one in others]


def _seek_host(db: Db, seminar: Seminar, person: Person) -> list[Reply]:
    """Ask central support to take a seminar over."""
    fields = {"title": seminar.title, "start": seminar.starts_at}
    take = Button(Words("seminars.take_over"), f"/hostseminar {seminar.id}")
    show = Button(Words("seminars.back"), f"/seminar {seminar.id}")
    central = coordinators.of_country(db, coordinators.ALL)
    return [
        Reply("seminars.hostless", fields, rows([take, show]), to=one, lane=Lane.REMINDER)
        for one in central
        if one != person.id
    ]
