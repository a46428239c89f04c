"""What those who signed up for a seminar are told unasked: what is soon, new, or free.

What is due is computed from the date each time, and told in parts, so that turns do not wait long.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import seminarcard
from handlers.conversation import Button, Lane, Reply, Words, rows
from handlers.packing import pack
from handlers.posting import push
from storage import attendance, bulk, notices, seminars, signups, tellings, undelivered
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
#: Each of them can be turned off by itself.
KINDS = dict(zip((before for before, _ in REMINDERS), notices.REMINDERS, strict=True))
#: What reaches those who signed up whatever they turned off: a move or the end, and a new link.
NEWS, LINK = "news", "link"
#: How far back a service that was down makes up for what it missed.
LOOKED_BACK = timedelta(days=7)


def remind(db: Db, now: datetime) -> bool:
    """Remind of the seminars that are near, each person once each time. Safe to repeat."""
    near = seminars.starting(db, now, now + REMINDERS[0][0])
    due = {(one.id, what) for one in near for _, _, what, _ in _due(one, now)}
    # In the order in which whatever looks at several seminars locks them.
    for number in sorted({number for number, _ in due - tellings.done(db, due)}):
        # Locked and read afresh: whoever moves it meanwhile waits, or has moved it already.
        seminar = seminars.hold(db, number)
        if seminar is not None and seminar.is_planned and _remind(db, seminar, now):
            return True
    return False


def _remind(db: Db, seminar: Seminar, now: datetime) -> bool:
    for before, due, what, until in _due(seminar, now):
        telling = tellings.begin(db, seminar.id, what, due)
        if not telling.is_done and _remind_some(db, seminar, telling, before, now, until):
            return True
    return False


def _due(seminar: Seminar, now: datetime) -> Iterator[tuple[timedelta, datetime, str, datetime]]:
    """List the reminders of a seminar that are due: how long before, since when, what, until."""
    for before, too_late in REMINDERS:
        due, until = seminar.starts_at - before, seminar.starts_at - too_late
        if due <= now < until and seminar.dated_at < due:
            what = f"soon {int(before.total_seconds())} {int(seminar.starts_at.timestamp())}"
            yield before, due, what, until


def _remind_some(
    db: Db, seminar: Seminar, telling: Telling, before: timedelta, now: datetime, until: datetime
) -> bool:
    """Remind the next few who had a place when it fell due; False if there is nobody more."""
    part = tellings.chunk(db, seminar.id, (State.IN,), telling.turn, telling.at, bulk.at_once(db))
    if part is None:
        tellings.end(db, telling)
        return False
    (readers, last), reader = part, signups.table.c.person_id
    if before != REMINDERS[0][0]:  # told together at the end of the day it would come too late
        readers = readers.where(~notices.chose(reader, Way.DAILY, "seminars"))
    readers = readers.where(~notices.chose(reader, Way.OFF, KINDS[before]))
    bulk.send(
        db,
        readers,
        payload=pack(_reminder(seminar, before)),
        kind="seminars",
        at=now,
        lane=Lane.REMINDER,
        batch=_batch(seminar, before),
        once=f"seminar {seminar.id} {telling.what}",
        until=until,
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


def _batch(seminar: Seminar, before: timedelta) -> str:
    return f"seminar {seminar.id} {KINDS[before]}"


def announce(db: Db, seminar: Seminar, now: datetime) -> None:
    """Begin to tell everybody who wants to come that a seminar was moved or cancelled.

    What has not left and says otherwise never does.
    """
    for before in KINDS:
        undelivered.drop(db, _batch(seminar, before))
    if not seminar.is_planned:
        tellings.replace(db, seminar.id, LINK)
        undelivered.drop(db, f"seminar {seminar.id} {LINK}")
    _begin(db, seminar, NEWS, now)


def announce_link(db: Db, seminar: Seminar, now: datetime) -> None:
    """Begin to tell everybody who has a place that a seminar takes place somewhere else."""
    _begin(db, seminar, LINK, now)


def reword(db: Db, seminar: Seminar) -> None:
    """Let the reminders that have not left say what has changed."""
    for before in KINDS:
        undelivered.reword(db, _batch(seminar, before), pack(_reminder(seminar, before)))


def _begin(db: Db, seminar: Seminar, word: str, now: datetime) -> None:
    tellings.replace(db, seminar.id, word)
    undelivered.drop(db, f"seminar {seminar.id} {word}")
    telling = tellings.begin(db, seminar.id, f"{word} {seminar.sequence}", now)
    _tell(db, seminar, telling, now)


def tell(db: Db, now: datetime) -> bool:
    """Go on telling what was moved, cancelled or got a new link. Safe to repeat."""
    for telling in (*tellings.under_way(db, NEWS), *tellings.under_way(db, LINK)):
        seminar = seminars.by_id(db, telling.seminar_id)
        if seminar is not None and _tell(db, seminar, telling, now):
            return True
    return False


def _tell(db: Db, seminar: Seminar, telling: Telling, now: datetime) -> bool:
    """Tell the next few who had signed up before; False if there is nobody more."""
    word = telling.what.partition(" ")[0]
    states = (State.IN,) if word == LINK else COMING
    part = tellings.chunk(db, seminar.id, states, telling.turn, telling.at, bulk.at_once(db))
    if part is None:
        tellings.end(db, telling)
        return False
    readers, last = part
    bulk.send(
        db,
        readers,
        payload=pack(_new_link(seminar) if word == LINK else _news(seminar)),
        kind="",  # nobody may miss it
        at=now,
        lane=Lane.REMINDER,
        batch=f"seminar {seminar.id} {word}",
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


def _new_link(seminar: Seminar) -> Reply:
    """Say where it takes place now, and not when: that may change before this is read."""
    cannot = Button(Words("seminars.cannot_come"), f"/withdraw {seminar.id}")
    fields = {"title": seminar.title, "link": seminar.link}
    file = seminarcard.calendar_file(seminar)
    return Reply("seminars.new_link", fields, rows([cannot]), file=file)


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
        push(db, now, _of_places(seminar, filled, now))
    return filled


def _of_places(seminar: Seminar, filled: Filled, now: datetime) -> list[Reply]:
    known = {"title": seminar.title, "start": seminar.starts_at}
    again = Button(Words("seminars.sign_up_again"), f"/signup {seminar.id}")
    cannot = Button(Words("seminars.cannot_come"), f"/withdraw {seminar.id}")
    file = seminarcard.calendar_file(seminar, now)
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
