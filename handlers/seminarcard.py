"""Seminars as people see them: a line in a list, and a card with what they can do."""

from datetime import datetime
from typing import Any

from handlers import cards, hosts
from handlers.conversation import Button, Event, Name, Needs, Recipe, Reply, Words, rows
from storage import attendance, signups
from storage.db import Db
from storage.seminars import Kind, Seminar
from storage.signups import Signup, State


def line(seminar: Seminar) -> Words:
    """Show a seminar in a line: when, what, in which language."""
    fields = {"start": seminar.starts_at, "title": seminar.title}
    return Words("seminars.line", {**fields, "language": Name("language", seminar.language)})


def length(seminar: Seminar) -> Words:
    """Say how long a seminar is, or a learning event, and how much work."""
    if seminar.kind == Kind.EVENT:
        hours = {"hours": max(1, round(seminar.minutes / 60))}
        return Words("seminars.until", {"end": seminar.ends_at, **hours})
    return Words("seminars.minutes", {"minutes": seminar.minutes})


def calendar_file(seminar: Seminar, since: datetime | None = None, is_gone: bool = False) -> Recipe:
    """Name the file that puts a seminar into a calendar, or takes it out.

    `since` is when its one reader got or gave up their place; None if it is for many.
    """
    of_one = (int(is_gone), int(since.timestamp())) if since else ()
    return Recipe("seminar", (seminar.id, *of_one))


def show(event: Event, db: Db, seminar: Seminar, needs: Needs) -> Reply:
    """Show a seminar to somebody who may do so much, with the next steps as buttons."""
    me = event.person
    mine = signups.of_person(db, seminar.id, me.id) if me else None
    counts = signups.numbers(db, seminar.id)
    fields: dict[str, Any] = {
        "title": seminar.title,
        "speaker": seminar.speaker,
        "kind": Name("seminarkind", seminar.kind),
        "start": seminar.starts_at,
        "length": length(seminar),
        "language": Name("language", seminar.language),
        "subjects": cards.subjects(seminar.subjects)
        if seminar.subjects
        else Words("seminars.any_subject"),
        "places": _places(seminar, counts),
        "standing": _standing(event, db, seminar, mine),
    }
    buttons = _guest_buttons(event, db, seminar, mine, needs)
    if me is not None and hosts.may_change(db, me, seminar):
        buttons += _host_buttons(event, seminar)
    return Reply("seminars.card", fields, rows(buttons, wide=2))


def _places(seminar: Seminar, counts: dict[State, int]) -> Words:
    free = seminar.capacity - counts[State.IN] - counts[State.OFFERED]
    fields = {"coming": counts[State.IN], "capacity": seminar.capacity}
    if free > 0 and not counts[State.WAITING]:
        return Words("seminars.free", {**fields, "free": free})
    return Words("seminars.full", {**fields, "waiting": counts[State.WAITING]})


def _standing(event: Event, db: Db, seminar: Seminar, mine: Signup | None) -> Words:
    """Say how the reader stands to a seminar, and give the link to those who have a place."""
    if not seminar.is_planned:
        return Words("seminars.is_cancelled")
    state = mine.state if mine else State.OUT
    if event.at >= seminar.ends_at:
        known = {"link": seminar.recording}
        return Words("seminars.recorded", known) if seminar.recording else Words("seminars.is_over")
    if event.person is not None and event.person.is_suspended:
        return Words("seminars.you_are_suspended")
    if state == State.IN:
        return Words("seminars.you_are_in", {"link": seminar.link})
    if state == State.OFFERED and mine is not None:
        return Words("seminars.you_are_offered", {"until": mine.offered_until})
    if state == State.WAITING and mine is not None:
        return Words("seminars.you_wait", {"number": signups.waits_at(db, mine)})
    return Words("seminars.you_are_not")


def _guest_buttons(
    event: Event, db: Db, seminar: Seminar, mine: Signup | None, needs: Needs
) -> list[Button]:
    number, state = seminar.id, mine.state if mine else State.OUT
    if event.person and attendance.of_person(db, number, event.person.id):
        return [Button(Words("seminars.certificate"), f"/certificate {number}")]
    if not seminar.is_open(event.at):
        return []
    if needs < Needs.TEACHER:
        return [Button(Words("seminars.sign_up"), f"/signup {number}")]
    match state:
        case State.IN:
            return [
                Button(Words("seminars.file"), f"/icsfile {number}"),
                Button(Words("seminars.withdraw"), f"/withdraw {number}"),
            ]
        case State.OFFERED:
            return offer_buttons(number)
        case State.WAITING:
            return [Button(Words("seminars.withdraw"), f"/withdraw {number}")]
    is_free = _places(seminar, signups.numbers(db, number)).key == "seminars.free"
    label = Words("seminars.sign_up") if is_free else Words("seminars.queue_up")
    return [Button(label, f"/signup {number}")]


def offer_buttons(seminar_id: int) -> list[Button]:
    """Offer to take a place that is kept, or to leave it."""
    return [
        Button(Words("seminars.take"), f"/takeplace {seminar_id}"),
        Button(Words("seminars.leave"), f"/withdraw {seminar_id}"),
    ]


def _host_buttons(event: Event, seminar: Seminar) -> list[Button]:
    number = seminar.id
    if not seminar.is_planned:
        return []
    after = [
        Button(Words("seminars.recording"), f"/recording {number}"),
        Button(Words("seminars.feedback"), f"/feedback {number}"),
    ]
    code = Button(Words("seminars.code"), f"/seminarcode {number}")
    if event.at >= seminar.ends_at:
        return [code, *after] if seminar.takes_code(event.at) else after
    change = [
        Button(Words("seminars.edit"), f"/editseminar {number}"),
        Button(Words("seminars.move"), f"/moveseminar {number}"),
        Button(Words("seminars.cancel"), f"/cancelseminar {number}"),
    ]
    return [code, *change] if event.at >= seminar.starts_at else change
