"""What teachers are told of their meetings because time has passed. Safe to repeat."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers import meetingcard
from handlers.conversation import Button, Lane, Reply, Words
from handlers.posting import push
from storage import meetings
from storage.db import Db
from storage.meetings import Guest, Meeting, State

#: How long before its start people are reminded of a meeting. Source: docs/rules.md, PAR-6.
BEFORE = timedelta(minutes=10)
#: Who is answering several times may press again within this.
SETTLED = timedelta(minutes=10)


def remind(db: Db, now: datetime) -> bool:
    """Remind of the meetings that begin in a few minutes."""
    for number in sorted(one.id for one in meetings.starting(db, now, now + BEFORE)):
        # Locked and read afresh: somebody may be calling it off.
        meeting = meetings.hold(db, number)
        if meeting is None or meeting.state != State.FIXED or meeting.starts_at is None:
            continue
        if meeting.changed_at < meeting.starts_at - BEFORE:
            push(db, now, [_reminder(db, meeting, one) for one in meetingcard.going(db, meeting)])
    return False


def _reminder(db: Db, meeting: Meeting, reader: int) -> Reply:
    assert meeting.starts_at is not None, "only what has a time is near"
    people = meetingcard.names(db, meetingcard.going(db, meeting), reader)
    off = Button(Words("meet.not_coming"), f"/offmeeting {meeting.id}")
    return Reply(
        "meet.soon",
        {"people": people, "link": meeting.link},
        ((off,),),
        to=reader,
        lane=Lane.REMINDER,
        once=f"meeting {meeting.id} soon {int(meeting.starts_at.timestamp())} {reader}",
        notice="meetings",
        batch=meetingcard.reminders(meeting),
        until=meeting.starts_at,
    )


def let_choose(db: Db, now: datetime) -> bool:
    """Let the one who asked choose, where everybody has answered and no time suits all."""
    for meeting in meetings.undecided(db, now - SETTLED):
        guests = meetings.invited(db, meeting.id).values()
        has_times = any(at > now for at in meetings.times(db, meeting.id).values())
        if has_times and Guest.INVITED not in guests:
            told = meetingcard.standing(db, meeting, "meet.no_time_for_all")
            once = f"meeting {meeting.id} undecided"
            told = replace(told, to=meeting.asker_id, lane=Lane.REMINDER, once=once)
            push(db, now, [replace(told, notice="meetings")])
    return False
