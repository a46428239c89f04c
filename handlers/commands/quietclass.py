"""/quietclass: the hours in which a school's pupils read and do not write.

Source: docs/rules.md, TWS-7.
"""

import re
from datetime import datetime

from handlers import cards
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from storage import quiet_classes, twinspaces
from storage.db import Db

#: What most schools want, as buttons.
LIKELY = ("18:00-07:00", "20:00-07:00", "16:00-08:00")
_HOURS = re.compile(r"^(\d{1,2})(?:[:.](\d\d))?\s*[-–]\s*(\d{1,2})(?:[:.](\d\d))?$")


@command("quietclass", needs=Needs.TEACHER, listed=False)
def quiet(event: Event, db: Db) -> list[Reply]:
    """Show or set when one's school's pupils only read: "18:00-07:00", "off"."""
    school = event.actor.school_id
    if school is None:
        profile = Button(Words("help.profile"), "/profile")
        return [say("quietclass.no_school").with_buttons((profile,))]
    typed = event.words.strip()
    if not typed:
        return [_show(db, school, "quietclass.is")]
    if typed.lower() == "off":
        quiet_classes.drop(db, school)
        twinspaces.want_school(db, school)
        return [_show(db, school, "quietclass.is")]
    hours = read(typed)
    if hours is None:
        return [_show(db, school, "quietclass.not_understood")]
    quiet_classes.set_hours(db, school, *hours, by=event.actor.id)
    twinspaces.want_school(db, school)
    return [_show(db, school, "quietclass.is")]


def read(typed: str) -> tuple[int, int] | None:
    """Read hours as minutes of the day: "18-7", "18:00-07:30"; None if they are none."""
    found = _HOURS.match(typed)
    if found is None:
        return None
    first, first_minute, last, last_minute = (int(one or 0) for one in found.groups())
    begins, ends = first * 60 + first_minute, last % 24 * 60 + last_minute
    is_time = first < 24 and last <= 24 and max(first_minute, last_minute) < 60
    return (begins, ends) if is_time and begins != ends else None


def turn(db: Db, now: datetime) -> None:
    """Let the rooms follow where quiet hours began or ended; safe to repeat."""
    for hours, _ in quiet_classes.turned(db, now):
        twinspaces.want_school(db, hours.school_id)


def _show(db: Db, school: int, key: str) -> Reply:
    hours = quiet_classes.of_school(db, school)
    state = Words("quietclass.never")
    if hours is not None:
        state = Words("quietclass.hours", {"hours": hours.written})
    buttons = [Button(one.replace("-", "–"), f"/quietclass {one}") for one in LIKELY]
    off = [Button(Words("quietclass.off"), "/quietclass off")] if hours else []
    fields = {"school": cards.school(db, school), "state": state}
    return Reply(key, fields, rows([*buttons, *off], wide=2), edits=True)
