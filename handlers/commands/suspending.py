"""/suspensions, /warn, /suspend, /lift: what coordinators do about people who do harm."""

from typing import Any, Literal

from handlers import (
    appeals,
    cards,
    forms,
    numbers,
    questions,
    queuecard,
    queuing,
    reportcards,
    roomreports,
    suspending,
)
from handlers.conversation import (
    Button,
    Code,
    Event,
    Lines,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Answers, Asking, Option, Question, form
from storage import coordinators, people, reports, room_reports, suspensions
from storage.db import Db
from storage.people import Person

#: So many are listed.
MOST = 8
Lasts = Literal["week", "month", "open"]
LASTS = {
    "week": Words("suspending.week"),
    "month": Words("suspending.month"),
    "open": Words("suspending.until_lifted"),
}
#: One of these, for what was reported out of a TwinSpace.
Because = Literal["reason_contact", "reason_words", "reason_data", "reason_rules"]


@command("suspensions", needs=Needs.COORDINATOR, rank=3)
def list_(event: Event, db: Db) -> list[Reply]:
    """List who is suspended in one's countries; with a name behind it find somebody: "Ana Pop".

    "p12" shows what can be done about that person. Source: docs/rules.md, NSS-1.
    """
    text = event.words.strip()
    mine = coordinators.countries_of(db, event.actor.id)
    number = numbers.read(text.removeprefix("p")) if text.startswith("p") else 0
    if number:
        return [_shown(event, db, people.by_id(db, number))]
    if text:
        found, count = people.named(db, text, mine, MOST), 0
    else:
        found, count = suspensions.suspended(db, mine, MOST)
    buttons = [Button(cards.contact(db, one), f"/suspensions p{one.id}") for one in found]
    queue = Button(Words("help.queue"), "/queue")
    if not buttons:
        key = "suspending.nobody" if text else "suspending.none"
        return [say(key, command=Code("/suspensions Ana Pop")).with_buttons((queue,))]
    asked = say("suspending.whom")
    if count > len(found):
        typed = Code("/suspensions Ana Pop")
        asked = say("suspending.whom_more", count=count, command=typed)
    return [asked.with_buttons(*rows(buttons), (queue,))]


def _shown(event: Event, db: Db, person: Person | None) -> Reply:
    problem = suspending.problem(db, event.actor, person)
    if problem is not None or person is None:
        return queuecard.next_(event, db, problem or Words("queue.gone"))
    lines: list[Words] = [suspending.context(db, person)]
    if (one := suspensions.of_person(db, person.id)) is not None:
        known = {"reason": appeals.reason_of(one.reason), "until": appeals.until(one)}
        lines.append(Words("suspending.is_suspended", known))
    fields = {"card": cards.contact(db, person), "lines": Lines(tuple(lines))}
    queue = Button(Words("help.queue"), "/queue")
    able = suspending.buttons(db, event.actor, person, f"p{person.id}")
    return Reply("suspending.card", fields, (able, (queue,)))


def _target(event: Event, db: Db, typed: str) -> Person | Words:
    """Find whom "p12", or the report "m5" or "r5", is about, if the actor may act about them.

    Whom a report out of a TwinSpace is about is said to those only who have read it.
    """
    number, me = numbers.read(typed[1:]), event.actor
    person = None
    match typed[:1]:
        case "p":
            person = people.by_id(db, number)
        case "m":
            report = reports.by_id(db, number)
            if report and reportcards.country(db, report, queuing.desk_of(db, me.id)):
                person = people.by_id(db, report.about_id)
        case "r":
            found = room_reports.by_id(db, number)
            if found and found.about_id and roomreports.may_act(db, me, found):
                person = people.by_id(db, found.about_id)
    problem = suspending.problem(db, me, person)
    return problem or person or Words("queue.gone")


@command("warn", needs=Needs.COORDINATOR, listed=False)
def warn(event: Event, db: Db) -> list[Reply]:
    """Warn somebody: "p12", or whom report "m5" or "r5" is about."""
    return _begin(event, db, "warn")


@command("suspend", needs=Needs.COORDINATOR, listed=False)
def suspend(event: Event, db: Db) -> list[Reply]:
    """Suspend somebody: "p12", or whom report "m5" or "r5" is about."""
    return _begin(event, db, "suspend")


def _begin(event: Event, db: Db, what: str) -> list[Reply]:
    typed = event.words.strip()
    person = _target(event, db, typed)
    if isinstance(person, Words):
        return [queuecard.next_(event, db, person)]
    if what == "suspend" and person.is_suspended:
        return [_shown(event, db, person)]
    return forms.begin(event, db, what, {"target": typed})


def _name(asking: Asking) -> dict[str, Any]:
    person = _target(asking.event, asking.db, str(asking.answers["target"]))
    return {"name": "" if isinstance(person, Words) else person.name}


def _is_of_room(answers: Answers) -> bool:
    """Tell whether it is about a report out of a TwinSpace: no words about that go here."""
    return str(answers["target"]).startswith("r")


def _is_in_words(answers: Answers) -> bool:
    return not _is_of_room(answers)


def _reasons(_: Asking) -> list[Option]:
    return [Option(one, words) for one, words in appeals.REASONS.items()]


def _warning(asking: Asking) -> dict[str, Any]:
    """Show what will be read, as it will be read."""
    typed = str(asking.answers.get("because") or asking.answers.get("words", ""))
    return {**_name(asking), "words": appeals.reason_of(typed)}


def _suspension(asking: Asking) -> dict[str, Any]:
    typed = str(asking.answers.get("because") or asking.answers.get("reason", ""))
    until = LASTS[str(asking.answers["lasts"])]
    return {**_name(asking), "until": until, "reason": appeals.reason_of(typed)}


_BECAUSE = Question(
    "because",
    Because,
    "suspending.ask_because",
    options=_reasons,
    when=_is_of_room,
    fields=_name,
    wide=1,
)


@form(
    "warn",
    _BECAUSE,
    Question(
        "words", questions.Paragraph, "suspending.warn_words", when=_is_in_words, fields=_name
    ),
    questions.sure("suspending.warn_check", Words("suspending.warn_yes"), _warning),
    needs=Needs.COORDINATOR,
)
def warned(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Send the warning; the report, if there is one, stays open until it is noted."""
    person = _target(event, db, str(answers["target"]))
    if isinstance(person, Words):
        return [queuecard.next_(event, db, person)]
    outcome = Words("suspending.was_warned", {"name": person.name})
    told = suspending.warn(event, db, person, answers.get("because") or answers["words"])
    return [queuecard.next_(event, db, outcome), *told]


@form(
    "suspend",
    Question(
        "lasts",
        Lasts,
        "suspending.ask_lasts",
        options=lambda _: [Option(value, label) for value, label in LASTS.items()],
        fields=_name,
        wide=1,
    ),
    _BECAUSE,
    Question(
        "reason", questions.Paragraph, "suspending.ask_reason", when=_is_in_words, fields=_name
    ),
    questions.sure("suspending.check", Words("suspending.check_yes"), _suspension),
    needs=Needs.COORDINATOR,
)
def suspended(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Suspend, and offer to lift it again."""
    found = _target(event, db, str(answers["target"]))
    if isinstance(found, Words):
        return [queuecard.next_(event, db, found)]
    person = people.hold(db, found.id)
    if person.is_suspended:
        return [_shown(event, db, person)]
    reason = answers.get("because") or answers["reason"]
    told = suspending.suspend(event, db, person, reason, answers["lasts"])
    lift = Button(Words("suspending.lift"), f"/lift p{person.id}")
    queue = Button(Words("help.queue"), "/queue")
    done = say("suspending.was_suspended", name=person.name, until=LASTS[answers["lasts"]])
    return [done.with_buttons((lift, queue)), *told]


@command("lift", needs=Needs.COORDINATOR, listed=False)
def lift(event: Event, db: Db) -> list[Reply]:
    """Lift a suspension before its end: "p12"."""
    person = _target(event, db, event.words.strip())
    if isinstance(person, Words):
        return [queuecard.next_(event, db, person)]
    person = people.hold(db, person.id)
    one = suspensions.of_person(db, person.id)
    if one is None:
        return [queuecard.next_(event, db, Words("queue.already"))]
    if not suspending.may_lift(db, event.actor, one):
        return [queuecard.next_(event, db, Words("suspending.central_lifts"))]
    told = suspending.end(db, one, event.at, f"person:{event.actor.id}")
    outcome = Words("suspending.was_lifted", {"name": person.name})
    return [queuecard.next_(event, db, outcome), *told]
