"""Answering a proposed meeting, fixing its time, calling it off."""

from dataclasses import replace
from datetime import datetime

from handlers import meetingcard, numbers
from handlers.conversation import Button, Event, Lane, Needs, Reply, Words, command, say
from storage import meetings, people, undelivered
from storage.db import Db
from storage.meetings import Guest, Meeting, State


def _mine(event: Event, db: Db, number: str) -> Meeting | None:
    """Lock a meeting that the one who acts is part of; None if they are not, or not any more."""
    found = meetings.hold(db, numbers.read(number))
    if found is None or found.asker_id == event.actor.id:
        return found
    if event.actor.id not in meetings.invited(db, found.id):
        return None
    return found if meetingcard.belongs(db, found, event.actor.id) else None


def _show(meeting: Meeting) -> Button:
    return Button(Words("meet.show"), f"/meeting {meeting.id}")


def _refusal(key: str) -> Reply:
    return Reply(key, buttons=((Button(Words("meet.new"), "/meet new"),),))


@command("meeting", needs=Needs.TEACHER, listed=False)
def show(event: Event, db: Db) -> list[Reply]:
    """Show where a meeting stands, with what can be done."""
    found = _mine(event, db, event.words)
    if found is None:
        return [_refusal("meet.not_yours")]
    me = event.actor.id
    if found.state == State.FIXED and me in meetingcard.going(db, found):
        return [meetingcard.fixed(db, found, me)]
    if not meetingcard.is_open(db, found, event):
        return [_refusal("meet.closed")]
    if me == found.asker_id:
        return [meetingcard.standing(db, found, "meet.state")]
    return [_invitation(db, found, me)]


def _invitation(db: Db, meeting: Meeting, me: int, edits: bool = False) -> Reply:
    asker = people.by_id(db, meeting.asker_id)
    assert asker is not None, "a meeting points to the one who asked"
    return meetingcard.invitation(db, meeting, asker, me, to=None, edits=edits)


@command("slot", needs=Needs.TEACHER, listed=False)
def choose(event: Event, db: Db) -> list[Reply]:
    """Say that a time suits, or no more: "7 2"; or that none does: "7 none".

    Of two people the first choice fixes the meeting; of more, the first time that suits all.
    Source: docs/rules.md, PAR-6.
    """
    number, _, wanted = event.words.partition(" ")
    found, me = _mine(event, db, number), event.actor
    if found is None or me.id == found.asker_id:
        return [_refusal("meet.not_yours")]
    if not meetingcard.is_open(db, found, event):
        return [_refusal("meet.closed")]
    if wanted == "none":
        return _decline(event, db, found)
    at = meetings.times(db, found.id).get(numbers.read(wanted))
    if at is None or at <= event.at:
        return [_invitation(db, found, me.id)]
    meetings.choose(db, found.id, me.id, numbers.read(wanted), event.at)
    if fits := _suiting_all(event, db, found):
        return _fix(event, db, found, fits)
    return [_invitation(db, found, me.id, edits=True), *_noted(event, db, found)]


def _suiting_all(event: Event, db: Db, meeting: Meeting) -> int:
    """Find the first time to come that suits everybody who comes; 0 if none does."""
    guests = set(meetingcard.others(db, meeting))
    proposed, suits = meetings.times(db, meeting.id), meetings.suits(db, meeting.id)
    fit = [one for one, at in proposed.items() if at > event.at and guests <= suits[one]]
    return fit[0] if fit and guests else 0


def _noted(event: Event, db: Db, meeting: Meeting) -> list[Reply]:
    """Say once what happens next; after that the marks on the buttons say enough."""
    asker = people.by_id(db, meeting.asker_id)
    assert asker is not None, "a meeting points to the one who asked"
    once = f"meeting {meeting.id} noted {event.actor.id}"
    said = say("meet.noted", name=asker.name).with_buttons((_show(meeting),))
    return [replace(said, once=once)]


def _decline(event: Event, db: Db, meeting: Meeting) -> list[Reply]:
    asker = people.by_id(db, meeting.asker_id)
    assert asker is not None, "a meeting points to the one who asked"
    meetings.answer(db, meeting.id, event.actor.id, Guest.DECLINED, event.at)
    new = Button(Words("meet.new"), "/meet new")
    told = say("meet.declined", name=asker.name).with_buttons((new,))
    again = Button(Words("meet.again"), "/meet new")
    was = say("meet.was_declined", to=asker.id, name=event.actor.name).with_buttons((again,))
    if not meetingcard.others(db, meeting):
        meetings.cancel(db, meeting, event.at)
        was = say("meet.nobody_left", to=asker.id).with_buttons((again,))
    elif fits := _suiting_all(event, db, meeting):
        others = _fix(event, db, meeting, fits)
        return [told, _pushed(was), *others]
    return [told, _pushed(was)]


@command("fixslot", needs=Needs.TEACHER, listed=False)
def fix(event: Event, db: Db) -> list[Reply]:
    """Let the one who asked fix a time, whomever it suits."""
    number, _, wanted = event.words.partition(" ")
    found = _mine(event, db, number)
    me = event.actor.id
    if found is None or found.asker_id != me or not meetingcard.belongs(db, found, me):
        return [_refusal("meet.not_yours")]
    at = meetings.times(db, found.id).get(numbers.read(wanted))
    if found.state != State.PROPOSED or at is None or at <= event.at:
        return [_refusal("meet.closed")]
    return _fix(event, db, found, numbers.read(wanted))


def _fix(event: Event, db: Db, meeting: Meeting, slot: int) -> list[Reply]:
    made = meetings.fix(db, meeting, meetings.times(db, meeting.id)[slot], event.at)
    replies = []
    for reader in meetingcard.going(db, made):
        told = meetingcard.fixed(db, made, reader)
        replies.append(told if reader == event.actor.id else _pushed(replace(told, to=reader)))
    return replies


@command("offmeeting", needs=Needs.TEACHER, listed=False)
def call_off(event: Event, db: Db) -> list[Reply]:
    """Cancel one's own meeting, or stay away from somebody else's; the others are told."""
    found, me = _mine(event, db, event.words), event.actor
    if found is None:
        return [_refusal("meet.not_yours")]
    coming = meetingcard.going(db, found)
    is_over = found.starts_at is not None and found.starts_at <= event.at
    is_mine = me.id in coming or me.id == found.asker_id
    if found.state == State.CANCELLED or is_over or not is_mine:
        return [_refusal("meet.closed")]
    others = [one for one in coming if one != me.id]
    new = Button(Words("meet.new"), "/meet new")
    file = meetingcard.calendar_file(found, event.at) if found.starts_at else None
    if me.id == found.asker_id or len(others) == 1:
        meetings.cancel(db, found, event.at)
        undelivered.drop(db, meetingcard.reminders(found))
        told = replace(say("meet.you_cancelled").with_buttons((new,)), file=file)
        return [told, *(called_off(found, me.name, one, event.at) for one in others)]
    meetings.answer(db, found.id, me.id, Guest.DECLINED, event.at)
    left = replace(say("meet.you_left").with_buttons((new,)), file=file)
    return [left, *(cannot_come(found, me.name, one) for one in others)]


def cannot_come(meeting: Meeting, name: str, reader: int) -> Reply:
    """Tell somebody that one of the others does not come."""
    told = say("meet.not_coming_told", to=reader, name=name, start=meeting.starts_at)
    return _pushed(told.with_buttons((_show(meeting),)))


def called_off(meeting: Meeting, name: str, reader: int, at: datetime) -> Reply:
    """Tell somebody that a meeting is off, by whom unless empty; take it out of their calendar."""
    new = Button(Words("meet.new"), "/meet new")
    if meeting.starts_at is None:
        return _pushed(say("meet.closed", to=reader).with_buttons((new,)))
    told = say("meet.off", to=reader, start=meeting.starts_at)
    if name:
        told = say("meet.cancelled", to=reader, name=name, start=meeting.starts_at)
    file = meetingcard.calendar_file(meeting, at)
    return _pushed(replace(told.with_buttons((new,)), file=file))


def _pushed(reply: Reply) -> Reply:
    """Let a reply come unasked; it answers what its reader takes part in."""
    return replace(reply, lane=Lane.REMINDER)
