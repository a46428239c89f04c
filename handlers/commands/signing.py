"""Signing up for a seminar, taking a place that is offered, and withdrawing."""

from datetime import datetime

from handlers import numbers, seminar_news, seminarcard
from handlers.commands.seminars import not_found, show
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from storage import seminars, signups
from storage.db import Db
from storage.seminars import Seminar
from storage.signups import Signing


@command("signup", needs=Needs.TEACHER, listed=False)
def sign_up(event: Event, db: Db) -> list[Reply]:
    """Give a place, with the file for the calendar, or a place on the waiting list.

    Source: docs/rules.md, SEM-2.
    """
    found = seminars.by_id(db, numbers.read(event.words))
    if found is None:
        return [not_found()]
    # What is free by now goes first to those who wait: so the answer is still true when it comes.
    seminar_news.fill(db, found.id, event.at)
    match signups.sign_up(db, found.id, event.actor.id, event.at):
        case Signing.CLOSED:
            return [_closed(found)]
        case Signing.ALREADY:
            return [show(event, db, found)]
        case Signing.WAITING:
            return [_waiting(event, db, found)]
    return [_in(found, event.at)]


def _in(seminar: Seminar, since: datetime) -> Reply:
    """Say that somebody has a place, where it is, and how to leave again."""
    withdraw = Button(Words("seminars.withdraw"), f"/withdraw {seminar.id}")
    feed = Button(Words("calendar.button"), "/calendar")
    fields = {"title": seminar.title, "start": seminar.starts_at, "link": seminar.link}
    file = seminarcard.calendar_file(seminar, since)
    return Reply("seminars.signed_up", fields, rows([withdraw, feed], wide=2), file=file)


def _waiting(event: Event, db: Db, seminar: Seminar) -> Reply:
    mine = signups.of_person(db, seminar.id, event.actor.id)
    assert mine is not None
    withdraw = Button(Words("seminars.withdraw"), f"/withdraw {seminar.id}")
    fields = {"title": seminar.title, "number": signups.waits_at(db, mine)}
    return Reply("seminars.waiting", fields, rows([withdraw]))


def _closed(seminar: Seminar) -> Reply:
    others = Button(Words("seminars.others"), "/seminars")
    key = "seminars.was_cancelled" if not seminar.is_planned else "seminars.over"
    return Reply(key, {"title": seminar.title}, rows([others]))


@command("takeplace", needs=Needs.TEACHER, listed=False)
def take(event: Event, db: Db) -> list[Reply]:
    """Take the place that was offered, if it is still kept."""
    found = seminars.by_id(db, numbers.read(event.words))
    if found is None:
        return [not_found()]
    is_taken = signups.take_offer(db, found.id, event.actor.id, event.at)
    if is_taken:
        return [_in(found, event.at)]
    mine = signups.of_person(db, found.id, event.actor.id)
    if mine is not None and mine.state in (signups.State.IN, signups.State.WAITING):
        return [show(event, db, found)]
    if not found.is_open(event.at):
        return [_closed(found)]
    again = Button(Words("seminars.sign_up_again"), f"/signup {found.id}")
    return [say("seminars.too_late", title=found.title).with_buttons((again,))]


@command("withdraw", needs=Needs.TEACHER, listed=False)
def withdraw(event: Event, db: Db) -> list[Reply]:
    """Give up a place, an offer or a place on the list; the next one is asked at once."""
    found = seminars.by_id(db, numbers.read(event.words))
    if found is None:
        return [not_found()]
    mine = signups.of_person(db, found.id, event.actor.id)
    had_place = mine is not None and mine.state == signups.State.IN
    held = mine is not None and mine.state in signups.PLACED
    if not signups.withdraw(db, found.id, event.actor.id, event.at):
        return [show(event, db, found)]
    seminar_news.fill(db, found.id, event.at)
    again = Button(Words("seminars.sign_up_again"), f"/signup {found.id}")
    others = Button(Words("seminars.others"), "/seminars")
    file = seminarcard.calendar_file(found, event.at, is_gone=True) if had_place else None
    key = "seminars.withdrawn" if held else "seminars.off_the_list"
    return [Reply(key, {"title": found.title}, rows([again, others], wide=2), file=file)]


@command("icsfile", needs=Needs.TEACHER, listed=False)
def calendar_file(event: Event, db: Db) -> list[Reply]:
    """Send the file for the calendar again, to somebody who has a place."""
    found = seminars.by_id(db, numbers.read(event.words))
    mine = signups.of_person(db, found.id, event.actor.id) if found else None
    if found is None or mine is None or mine.state != signups.State.IN:
        return [not_found() if found is None else show(event, db, found)]
    return [_in(found, mine.since)]
