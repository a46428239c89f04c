"""/myclass: how many pupils, when the class has time, when there is no school; each by itself."""

from typing import Any

from handlers import classquestions, forms, hits
from handlers.classforms import FORMS, go_on
from handlers.commands.available import renew
from handlers.conversation import (
    Button,
    Event,
    Lines,
    Listing,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Question, form
from storage import classes, people, searches, twinspaces
from storage.classes import Class
from storage.db import Db


@command("myclass", needs=Needs.TEACHER, listed=False)
def my_class(event: Event, db: Db) -> list[Reply]:
    """Show what partners know of the class; with a field's name, ask for that one.

    Source: docs/rules.md, PAR-2.
    """
    wanted = event.words.strip().lower()
    if wanted in FORMS:
        told = classes.of_person(db, event.actor.id)
        return forms.begin(event, db, FORMS[wanted], _known(wanted, told))
    return [_card(event, db)]


def _known(wanted: str, told: Class) -> dict[str, Any]:
    """Mark what was chosen before."""
    return {"hours?": list(told.slots)} if wanted == "hours" else {}


def _card(event: Event, db: Db) -> Reply:
    told = classes.of_person(db, event.actor.id)
    buttons = [
        Button(Words("class.pupils"), "/myclass pupils"),
        Button(Words("class.hours"), "/myclass hours"),
        Button(Words("class.breaks"), "/myclass breaks"),
        Button(Words("help.partners"), "/partners"),
    ]
    slots = Listing(tuple(classquestions.label(slot) for slot in told.slots))
    breaks = [Words("class.break", {"first": one, "last": last}) for one, last in told.breaks]
    reply = say(
        "class.all",
        pupils=Words("class.untold") if told.pupils is None else told.pupils,
        hours=slots if told.slots else Words("class.untold"),
        breaks=Lines(tuple(breaks)) if breaks else Words("class.untold"),
    )
    return reply.with_buttons(*rows(buttons, wide=2))


def _told(event: Event, db: Db, answers: dict[str, Any], field: str) -> list[Reply]:
    """Let partners find what was told, and ask for what comes next."""
    person = people.hold(db, event.actor.id)
    own = hits.own(db, person, event.at)
    searches.follow(db, own, event.at.date())
    if person.is_available and person.is_validated:
        renew(db, person, event.at)
    more = go_on(event, db, field) if answers.get("goes_on") else []
    return more or [_card(event, db)]


@form(
    "class_pupils",
    Question(
        "pupils",
        classquestions.Pupils,
        "class.ask_pupils",
        options=classquestions.size_options,
        is_optional=True,
        reads_numbers=True,
        wide=4,
    ),
)
def pupils_told(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep how many pupils there are."""
    if answers["pupils"] != "":
        classes.tell_pupils(db, event.actor.id, int(answers["pupils"]))
    return _told(event, db, answers, "pupils")


@form(
    "class_hours",
    Question(
        "hours",
        classquestions.Slots,
        "class.ask_hours",
        options=classquestions.slot_options,
        read=classquestions.read_slot,
        many=True,
        is_optional=True,
        wide=3,
    ),
)
def hours_told(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep when the class has time, as its own clocks show it."""
    if answers["hours"] != "":
        classes.tell_slots(db, event.actor.id, answers["hours"])
    return _told(event, db, answers, "hours")


@form(
    "class_breaks",
    Question(
        "breaks",
        classquestions.Days,
        "class.ask_breaks",
        fits=classquestions.are_days,
        is_optional=True,
        reads_numbers=True,
    ),
)
def breaks_told(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep when there is no school."""
    if answers["breaks"] != "":
        today, language = event.at.date(), event.sender.language
        read = classquestions.read_breaks(answers["breaks"], today, language)
        classes.tell_breaks(db, event.actor.id, read)
        twinspaces.want_of(db, event.actor.id)  # for who looks after classes is counted by them
    return _told(event, db, answers, "breaks")
