"""/notifications: how somebody is told of each kind of thing, when not, and in which time."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from handlers import forms, numbers, zones
from handlers.conversation import Button, Event, Name, Needs, Reply, Words, command, rows, say
from handlers.forms import Asking, Option, Question, form
from handlers.packing import unpack
from storage import gathered, notices, people
from storage.countries import by_code
from storage.db import Db
from storage.notices import Way
from storage.people import Person

#: The kind whose reminders can be turned off each by itself.
SEMINARS = "seminars"
#: Quiet hours that many choose, as they are typed.
LIKELY_HOURS = ("20-7", "21-7", "22-6", "22-8")


@command("notifications", needs=Needs.REGISTERED, rank=20)
def notifications(event: Event, db: Db) -> list[Reply]:
    """Show how the person is told; with a kind, let that come in the next way.

    Seminars have a screen of their own, where "seminars next" goes to the next way.
    Source: docs/rules.md, REG-9 and SEM-3.
    """
    me = event.actor
    kind, _, step = event.words.strip().lower().partition(" ")
    if kind in notices.REMINDERS or (kind in notices.KINDS and (kind != SEMINARS or step)):
        ways = notices.ways(kind)
        now = ways.index(notices.way(db, me.id, kind))
        notices.choose(db, me.id, kind, ways[(now + 1) % len(ways)])
    return [_seminars(db, me) if kind in (SEMINARS, *notices.REMINDERS) else _screen(db, me)]


def _seminars(db: Db, me: Person) -> Reply:
    """Show how seminars come, and each reminder that can come so with a switch of its own."""
    way = notices.way(db, me.id, SEMINARS)
    come = {Way.NOW: notices.REMINDERS, Way.DAILY: notices.REMINDERS[:1], Way.OFF: ()}[way]
    how = Words("notifications.way", {"way": Name("noticeway", way)})
    back = Button(Words("notifications.back"), "/notifications")
    buttons = [Button(how, f"/notifications {SEMINARS} next"), *_kinds(db, me, come), back]
    about = Words("notifications.seminars_always")
    if way == Way.DAILY:
        about = Words("notifications.seminars_daily", {"hour": f"{notices.DAILY_HOUR}:00"})
    fields = {"way": Name("noticeway", way), "about": about}
    return replace(Reply("notifications.seminars", fields, rows(buttons)), edits=True)


def _kinds(db: Db, me: Person, kinds: Iterable[str]) -> list[Button]:
    """Give a button for each kind, or reminder, that says how it comes."""
    return [
        Button(
            Words(
                "notifications.kind",
                {
                    "kind": Name("notice", kind),
                    "way": Name("noticeway", notices.way(db, me.id, kind)),
                },
            ),
            f"/notifications {kind}",
        )
        for kind in kinds
    ]


def _screen(db: Db, me: Person) -> Reply:
    begins, ends = notices.quiet(db, me.id)
    zone = zones.zone_of(me)
    kinds = _kinds(db, me, notices.KINDS)
    quiet = Button(Words("notifications.quiet_hours"), "/quiet")
    clock = Button(Words("notifications.time_zone"), "/zone")
    fields = {
        "hours": _hours(begins, ends),
        "zone": zones.city(str(zone)),
        "daily": f"{notices.DAILY_HOUR}:00",
    }
    reply = Reply("notifications.all", fields, (*rows(kinds), (quiet, clock)))
    return replace(reply, edits=True)


def _hours(begins: int, ends: int) -> Words:
    if begins == ends:
        return Words("notifications.never_quiet")
    return Words("notifications.quiet", {"begins": f"{begins}:00", "ends": f"{ends}:00"})


def _read_hours(value: Any) -> tuple[int, int]:
    found = [int(number) for number in re.findall(r"(\d{1,2})(?::00)?", str(value))]
    if len(found) != 2 or max(found) > 24:
        raise PydanticCustomError("form.hours", "two hours, such as 21-7")
    return found[0] % 24, found[1] % 24


#: Two hours of the day, from and to: "21-7", "21:00 to 7:00".
Hours = Annotated[tuple[int, int], BeforeValidator(_read_hours)]


@command("quiet", needs=Needs.REGISTERED, listed=False)
def quiet(event: Event, db: Db) -> list[Reply]:
    """Ask for the hours in which the person is left alone."""
    return forms.begin(event, db, "quiet")


@form(
    "quiet",
    Question(
        "hours",
        Hours,
        "notifications.ask_hours",
        options=lambda _: [
            *(Option(hours, hours.replace("-", "–")) for hours in LIKELY_HOURS),
            Option("0-0", Words("notifications.never_quiet")),
        ],
    ),
    needs=Needs.REGISTERED,
)
def kept_quiet(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the hours."""
    begins, ends = answers["hours"]
    notices.keep_quiet(db, event.actor.id, begins, ends)
    return [_screen(db, event.actor)]


def _own_zones(asking: Asking) -> list[Option]:
    person = asking.event.person
    country = by_code(person.country) if person else None
    own = country.zones if country is not None and len(country.zones) > 1 else ()
    return [Option(zone, zones.city(zone)) for zone in own]


def _read_zone(asking: Asking, text: str) -> list[Option]:
    found = zones.search(text, asking.language)
    return [Option(zone, zones.city(zone)) for zone in found[:6]]


def _known_zone(value: Any) -> str:
    if value not in zones.known():
        raise PydanticCustomError("form.not_found", "a time zone")
    return str(value)


Zone = Annotated[str, BeforeValidator(_known_zone)]


@command("zone", needs=Needs.REGISTERED, listed=False)
def zone(event: Event, db: Db) -> list[Reply]:
    """Ask in which time zone the person lives."""
    return forms.begin(event, db, "zone")


@form(
    "zone",
    Question("zone", Zone, "notifications.ask_zone", options=_own_zones, read=_read_zone),
    needs=Needs.REGISTERED,
)
def lives_in(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Show every time in this zone from now on."""
    people.change(db, event.actor.id, zone=answers["zone"])
    there = event.at.astimezone(ZoneInfo(answers["zone"]))
    back = Button(Words("help.notifications"), "/notifications")
    done = say("notifications.zone", city=zones.city(answers["zone"]), time=f"{there:%H:%M}")
    return [done.with_buttons((back,))]


@command("told", needs=Needs.ANYONE, listed=False)
def told(event: Event, db: Db) -> list[Reply]:
    """Show again what one line of a daily message was about, with its buttons."""
    address = event.address
    found = gathered.find(db, numbers.read(event.words), address.platform, event.chat)
    if found is None:
        help_button = Button(Words("router.help"), "/help")
        return [say("daily.gone").with_buttons((help_button,))]
    return [replace(unpack(found.payload), to=None)]
