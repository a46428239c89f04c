"""What those who signed up for a seminar are told unasked: what is soon, new, or free.

What is due is computed from the date each time, and told in parts, so that turns do not wait long.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers import seminarcard
from handlers.conversation import Button, Lane, Reply, Words, rows
from handlers.packing import pack
from handlers.posting import push
from storage import attendance, bulk, notices, seminars, signups, tellings
from storage.db import Db
from storage.notices import Way
from storage.seminars import Seminar
from storage.signups import COMING, Filled, State
from storage.tellings import Telling

#: How long before the start one is reminded, and until when one that is late makes sense.
#: Source: docs/rules.md, SEM-3.
REMINDERS = (
    (timedelta(hours=24), timedelta(hours=1)),
    (timedelta(hours=1), timedelta(minutes=10)),
    (timedelta(minutes=10), timedelta(0)),
)
#: To so many people something is told in one transaction.
AT_ONCE = 7000
#: How far back a service that was down makes up for what it missed.
LOOKED_BACK = timedelta(days=7)


def remind(db: Db, now: datetime) -> bool:
    """Remind of the seminars that are near, each person once each time. Safe to repeat."""
    for seminar in seminars.starting(db, now, now + REMINDERS[0][0]):
        for before, too_late in REMINDERS:
            due = seminar.starts_at - before
            if due <= now < seminar.starts_at - too_late and seminar.dated_at < due:
                what = f"soon {int(before.total_seconds())} {int(seminar.starts_at.timestamp())}"
                if _remind(db, seminar, tellings.begin(db, seminar.id, what, due), before, now):
                    return True
    return False


def _remind(db: Db, seminar: Seminar, telling: Telling, before: timedelta, now: datetime) -> bool:
    """Remind the next few who had a place when it fell due; False if there is nobody more."""
    part = signups.chunk(db, seminar.id, (State.IN,), telling.turn, telling.at, AT_ONCE)
    if part is None:
        return False
    readers, last = part
    if before != REMINDERS[0][0]:  # told together at the end of the day it would come too late
        daily = notices.who(Way.DAILY, "seminars")
        readers = readers.where(signups.table.c.person_id.not_in(daily))
    bulk.send(
        db,
        readers,
        payload=pack(_reminder(seminar, before)),
        kind="seminars",
        at=now,
        lane=Lane.REMINDER,
        once=f"seminar {seminar.id} {telling.what}",
        before=seminar.starts_at,
    )
    tellings.reach(db, telling, last)
    return True


def _reminder(seminar: Seminar, before: timedelta) -> Reply:
    fields = {"title": seminar.title, "start": seminar.starts_at, "link": seminar.link}
    cannot = Button(Words("seminars.cannot_come"), f"/withdraw {seminar.id}")
    if before == REMINDERS[0][0]:
        return Reply("seminars.soon_day", fields, rows([cannot]))
    if before == REMINDERS[1][0]:
        return Reply("seminars.soon_hour", fields, rows([cannot]))
    return Reply("seminars.soon_minutes", fields, rows([cannot]))


def announce(db: Db, seminar: Seminar, now: datetime) -> None:
    """Begin to tell everybody who wants to come that a seminar was moved or cancelled."""
    tellings.replace(db, seminar.id)
    telling = tellings.begin(db, seminar.id, f"news {seminar.sequence}", now)
    _tell(db, seminar, telling, now)


def tell(db: Db, now: datetime) -> bool:
    """Go on telling what was moved or cancelled. Safe to repeat."""
    for telling in tellings.under_way(db, "news"):
        seminar = seminars.by_id(db, telling.seminar_id)
        if seminar is not None and _tell(db, seminar, telling, now):
            return True
    return False


def _tell(db: Db, seminar: Seminar, telling: Telling, now: datetime) -> bool:
    """Tell the next few who had signed up before; False if there is nobody more."""
    part = signups.chunk(db, seminar.id, COMING, telling.turn, telling.at, AT_ONCE)
    if part is None:
        tellings.end(db, telling)
        return False
    readers, last = part
    bulk.send(
        db,
        readers,
        payload=pack(_news(seminar)),
        kind="",  # nobody may miss it
        at=now,
        lane=Lane.REMINDER,
        once=f"seminar {seminar.id} {telling.what}",
        before=seminar.starts_at - REMINDERS[1][0],
    )
    tellings.reach(db, telling, last)
    return True


def _news(seminar: Seminar) -> Reply:
    file = seminarcard.calendar_file(seminar)
    if not seminar.is_planned:
        others = Button(Words("seminars.others"), "/seminars")
        fields = {"title": seminar.title, "start": seminar.starts_at}
        return Reply("seminars.cancelled", fields, rows([others]), file=file)
    cannot = Button(Words("seminars.cannot_come"), f"/withdraw {seminar.id}")
    fields = {"title": seminar.title, "start": seminar.starts_at}
    return Reply("seminars.moved", fields, rows([cannot]), file=file)


def pass_on(db: Db, now: datetime) -> bool:
    """Give places that became free to those who wait for them. Safe to repeat."""
    for seminar_id in signups.unsettled(db, now):
        filled = fill(db, seminar_id, now)
        if len(filled.offered) + len(filled.placed) == signups.AT_ONCE:
            return True
    return False


def fill(db: Db, seminar_id: int, now: datetime) -> Filled:
    """Let a seminar's free places go to the next, and tell everybody whom that concerns."""
    filled = signups.fill(db, seminar_id, now)
    seminar = seminars.by_id(db, seminar_id)
    if seminar is not None:
        push(db, now, _of_places(seminar, filled))
    return filled


def _of_places(seminar: Seminar, filled: Filled) -> list[Reply]:
    known = {"title": seminar.title, "start": seminar.starts_at}
    again = Button(Words("seminars.sign_up_again"), f"/signup {seminar.id}")
    cannot = Button(Words("seminars.cannot_come"), f"/withdraw {seminar.id}")
    file = seminarcard.calendar_file(seminar)
    expired = Reply("seminars.expired", {"title": seminar.title}, rows([again]))
    offer = rows(seminarcard.offer_buttons(seminar.id), wide=2)
    offered = Reply("seminars.offered", {**known, "until": filled.until}, offer)
    fields = {**known, "link": seminar.link}
    placed = Reply("seminars.placed", fields, rows([cannot]), file=file)
    told = (
        *(replace(expired, to=one) for one in filled.expired),
        *(replace(offered, to=one) for one in filled.offered),
        *(replace(placed, to=one) for one in filled.placed),
    )
    return [replace(one, lane=Lane.REMINDER) for one in told]


def sum_up(db: Db, now: datetime) -> bool:
    """Tell hosts, once attendance is closed, how it was. Safe to repeat."""
    closed = now - seminars.CODE_LASTS
    for seminar in seminars.ended(db, closed - LOOKED_BACK, closed):
        summary = attendance.summary(db, seminar.id, 0)
        if summary.attended:
            push(db, now, [_summary(seminar, summary)])
    return False


def _summary(seminar: Seminar, summary: attendance.Summary) -> Reply:
    details = Button(Words("seminars.feedback"), f"/feedback {seminar.id}")
    return Reply(
        "seminars.summary",
        {"title": seminar.title, "attended": summary.attended, "rated": summary.rated},
        rows([details]),
        to=seminar.host_id,
        lane=Lane.REMINDER,
        once=f"seminar {seminar.id} summary",
        notice="seminars",
    )
