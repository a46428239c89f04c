"""Warning and suspending people: who may, what happens at once, and how it ends.

A suspension is carried out as any loss of validation: every right is looked up each time, so all
of them are gone; the rooms are settled at once and put the person out, and their pupils are muted
if nobody else looks after them (handlers/supervision.py). Memberships stay, so the person comes
back into their projects when it ends.
Source: docs/rules.md, NSS-1.
"""

from datetime import datetime
from typing import Any

from handlers import appeals, cardtalk
from handlers.commands.available import renew
from handlers.conversation import Button, Event, Reply, Words, rows, say
from handlers.posting import push
from storage import (
    assignments,
    card_talks,
    codes,
    coordinators,
    members,
    partner_cards,
    people,
    reports,
    room_reports,
    safeguarding,
    sessions,
    suspensions,
)
from storage.db import Db
from storage.people import Person, Standing
from storage.safeguarding import Kind
from storage.suspensions import LASTS, Suspension

#: So many suspensions end in one transaction.
AT_ONCE = 100
#: How long one lasts, as it is written down.
_WRITTEN = {"week": "1 week", "month": "1 month", "open": "until lifted"}


def problem(db: Db, actor: Person, person: Person | None) -> Words | None:
    """Say why somebody may not warn, suspend or lift here; None if they may.

    Nobody does it to themselves, nor to somebody of their own school or project, nor where one has
    reported the other; a coordinator is central
    support's to suspend, and so is somebody of another country.
    """
    if person is None or person.is_gone:
        return Words("queue.gone")
    mine = coordinators.countries_of(db, actor.id)
    is_central = coordinators.ALL in mine
    may = coordinators.may_decide(mine, person.country)
    if coordinators.every_country_of(db, person.id):
        may = is_central
    if person.id == actor.id or not may:
        return Words("queue.not_yours")
    if actor.school_id is not None and actor.school_id == person.school_id:
        return Words("suspending.own_school")
    return Words("suspending.joined") if _are_joined(db, actor.id, person.id) else None


def _are_joined(db: Db, one: int, other: int) -> bool:
    """Tell whether two people work in one project, or an open report stands between them."""
    if not set(members.projects_of(db, one)).isdisjoint(members.projects_of(db, other)):
        return True
    return reports.is_open_between(db, one, other) or room_reports.is_open_between(db, one, other)


def may_lift(db: Db, actor: Person, one: Suspension) -> bool:
    """Tell whether somebody may lift what they could decide: not if central support decided it."""
    if coordinators.ALL in coordinators.countries_of(db, actor.id):
        return True
    return one.upheld_at is None and not one.is_central


def context(db: Db, person: Person) -> Words:
    """Say what there was before: open reports, warnings, suspensions."""
    warned, suspended = suspensions.counts(db, person.id)
    open_ = len(reports.open_about(db, person.id))
    fields = {"reports": open_, "warned": warned, "suspended": suspended}
    return Words("suspending.context", fields)


def buttons(db: Db, actor: Person, person: Person, target: str) -> tuple[Button, ...]:
    """Give what a coordinator can do about somebody now; none if it is not theirs to do."""
    if problem(db, actor, person) is not None:
        return ()
    warn = Button(Words("suspending.warn"), f"/warn {target}")
    if person.is_suspended:
        one = suspensions.of_person(db, person.id)
        if one is not None and not may_lift(db, actor, one):
            return (warn,)
        return (warn, Button(Words("suspending.lift"), f"/lift p{person.id}"))
    return (warn, Button(Words("suspending.suspend"), f"/suspend {target}"))


def warn(event: Event, db: Db, person: Person, words: str) -> list[Reply]:
    """Send a warning, and keep it."""
    suspensions.warn(db, person.id, event.actor.id, words, event.at)
    _write(event, db, Kind.WARNED, person)
    told = say("suspending.warned", to=person.id, words=appeals.reason_of(words))
    return [told.with_buttons((_status(),))]


def suspend(event: Event, db: Db, person: Person, reason: str, lasts: str) -> list[Reply]:
    """Suspend somebody who is held: every right goes now."""
    length = LASTS[lasts]
    until = event.at + length if length else None
    made = suspensions.add(
        db,
        person_id=person.id,
        by_id=event.actor.id,
        is_central=coordinators.ALL in coordinators.countries_of(db, event.actor.id),
        reason=reason,
        since=event.at,
        until=until,
        stood=person.standing,
        was_available=person.is_available,
    )
    person = people.decide(db, person, Standing.SUSPENDED, event.at, is_available=False)
    partner_cards.remove(db, person.id)
    assignments.release_all(db, person.id)
    sessions.close_person(db, person.id)
    codes.forget_person(db, person.id)
    _write(event, db, Kind.SUSPENDED, person, _WRITTEN[lasts])
    return [told(made)]


def told(one: Suspension) -> Reply:
    """Tell somebody that they are suspended, why, how long, and where to appeal."""
    appeal = Button(Words("status.appeal_button"), "/appeal")
    fields = {"reason": appeals.reason_of(one.reason), "until": appeals.until(one)}
    said = say("suspending.told", to=one.person_id, **fields)
    return said.with_buttons((appeal, _status()))


def end(db: Db, one: Suspension, at: datetime, actor: str = safeguarding.SERVICE) -> list[Reply]:
    """End a suspension: the person stands where they stood, and is settled into their rooms."""
    one = suspensions.change(db, one, ended_at=at)
    person = people.hold(db, one.person_id)
    card_talks.end(db, f"s{one.id}")
    if not person.is_suspended:
        return []
    was = Standing(one.stood)
    person = people.decide(db, person, was, at, is_available=one.was_available)
    if person.is_available and person.is_validated:
        renew(db, person, at)
    subject = f"person:{person.id}"
    safeguarding.write(db, Kind.SUSPENSION_ENDED, at, actor=actor, subject=subject)
    status = Button(Words("router.status"), "/status")
    projects = Button(Words("help.projects"), "/projects")
    lifted = say("suspending.ended", to=person.id, name=person.name)
    return [lifted.with_buttons(*rows([status, projects]))]


def is_wordless(db: Db, person: Person) -> bool:
    """Tell whether somebody appeals without words: it is about a report out of a TwinSpace."""
    one = suspensions.of_person(db, person.id) if person.is_suspended else None
    return one is not None and appeals.is_wordless(one)


def ask_plainly() -> Reply:
    """Ask whether central support is to look again, where no words about it go through a chat."""
    yes = Button(Words("suspending.appeal_yes"), "/appeal yes")
    return say("suspending.appeal_plain").with_buttons((yes,), (_status(),))


def may_appeal(db: Db, person: Person) -> bool:
    """Tell whether somebody may appeal to central support: once for each suspension."""
    one = suspensions.of_person(db, person.id) if person.is_suspended else None
    return one is not None and one.appealed_at is None


def appealed(event: Event, db: Db, person: Person, words: str) -> list[Reply]:
    """Bring an appeal to central support; nothing if there is none to make.

    With no words it is one that takes none, which was confirmed.
    """
    one = suspensions.of_person(db, person.id)
    if one is None or not may_appeal(db, person):
        return []
    if words and appeals.is_wordless(one):
        return [ask_plainly()]
    one = suspensions.change(db, one, appeal=words, appealed_at=event.at)
    sent = appeals.pushed(db, one)
    _write(event, db, Kind.APPEALED, person)
    return [say("status.appealed").with_buttons((_status(),)), *sent]


def is_asked(db: Db, person: Person) -> bool:
    """Tell whether central support asked somebody something about their appeal."""
    one = suspensions.of_person(db, person.id)
    name = f"s{one.id}" if one is not None and one.is_appealed else ""
    return name in card_talks.asked(db, [name])


def answered(event: Event, db: Db, person: Person, words: str) -> list[Reply]:
    """Bring an answer to central support; nothing if nothing was asked."""
    one = suspensions.of_person(db, person.id)
    if one is None or not is_asked(db, person):
        return []
    card_talks.add(db, f"s{one.id}", person.id, person.id, words, event.at, is_service=False)
    return [say("status.replied").with_buttons((_status(),)), *appeals.pushed(db, one)]


def where_it_stands(db: Db, person: Person) -> Reply:
    """Tell somebody who is suspended why, how long, and what becomes of their appeal."""
    one = suspensions.of_person(db, person.id)
    if one is None:  # it cannot be: whoever is suspended has one
        return say("router.suspended").with_buttons((Button(Words("router.help"), "/help"),))
    fields: dict[str, Any] = {"reason": appeals.reason_of(one.reason), "until": appeals.until(one)}
    if is_asked(db, person):
        answer = Button(Words("status.answer"), "/reply")
        talk = cardtalk.for_person(db, f"s{one.id}")
        return say("suspending.status_asked", talk=talk, **fields).with_buttons((answer,))
    help_ = Button(Words("router.help"), "/help")
    if one.appealed_at is None:
        appeal = Button(Words("status.appeal_button"), "/appeal")
        return say("suspending.status", **fields).with_buttons((appeal, help_))
    key = "suspending.status_appealed" if one.is_appealed else "suspending.status_upheld"
    return Reply(key, {**fields, "since": one.appealed_at.date()}, ((help_,),))


def end_due(db: Db, now: datetime) -> bool:
    """End the suspensions whose time is over. Safe to repeat; True if more are left."""
    found = suspensions.due(db, now, AT_ONCE)
    for one in found:
        push(db, now, end(db, one, now))
    return len(found) == AT_ONCE


def _write(event: Event, db: Db, kind: Kind, person: Person, reason: str = "") -> None:
    actor, subject = f"person:{event.actor.id}", f"person:{person.id}"
    safeguarding.write(db, kind, event.at, actor=actor, subject=subject, reason=reason)


def _status() -> Button:
    return Button(Words("router.status"), "/status")
