"""/meet: propose times for a video meeting to contacts, or to the teachers of a project."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from handlers import cards, forms, meetingcard, meetingtimes, times
from handlers.conversation import (
    Button,
    Event,
    Lines,
    Needs,
    Reply,
    Words,
    command,
    rows,
)
from handlers.forms import Asking, Option, Question, form
from handlers.zones import zone_of
from storage import blocks, contacts, meetings, members, people, projects
from storage.db import Db
from storage.people import Person

#: So many contacts and projects are offered as buttons.
_SHOWN, _PROJECTS = 8, 4
#: So many times are proposed at most.
MOST = 3
_WHO = re.compile(r"[pj][0-9]{1,9}")
_OTHER = "other"
#: Times in a button's command: in quarters of an hour since 1970.
_QUARTER = 900


def _who(value: Any) -> tuple[str, ...]:
    chosen = tuple(value) if isinstance(value, list | tuple) else ()
    if not chosen or not all(_WHO.fullmatch(str(one)) for one in chosen):
        raise PydanticCustomError("form.choose", "somebody")
    return chosen


def _proposed(value: Any) -> tuple[datetime, ...]:
    chosen = value if isinstance(value, list | tuple) else ()
    try:
        return tuple(sorted(datetime.fromisoformat(str(one)).astimezone(UTC) for one in chosen))
    except ValueError:
        raise PydanticCustomError("form.not_found", "times") from None


Who = Annotated[tuple[str, ...], BeforeValidator(_who)]
Plan = Annotated[str, StringConstraints(pattern=r"^(other|\d{1,9}(\.\d{1,9}){0,5})$")]
Times = Annotated[tuple[datetime, ...], BeforeValidator(_proposed)]


@command("meet", needs=Needs.TEACHER, rank=6)
def meet(event: Event, db: Db) -> list[Reply]:
    """Show one's meetings, or begin to propose one: "new", "p12" with a person, "j7" a project.

    Source: docs/rules.md, PAR-6.
    """
    wanted = event.words.strip().lower()
    if not wanted and (mine := meetingcard.list_(event, db)):
        return [mine]
    if _WHO.fullmatch(wanted):
        if not _invited(db, event.actor, (wanted,)):
            return [_nobody("meet.nobody_there")]
        return forms.begin(event, db, "meet", {"who": [wanted]})
    if not _contacts(db, event.actor) and not _projects_of(db, event.actor):
        return [_nobody("meet.nobody")]
    return forms.begin(event, db, "meet")


def _nobody(key: str) -> Reply:
    return Reply(key, buttons=((Button(Words("meet.contacts"), "/partners"),),))


def _contacts(db: Db, me: Person) -> list[Person]:
    """List the contacts who can be met."""
    ids = contacts.of_person(db, me.id)
    known = people.of_ids(db, set(ids))
    found = [known[number] for number in ids if number in known]
    return [one for one in found if one.is_validated and not blocks.between(db, me.id, one.id)]


def _projects_of(db: Db, me: Person) -> list[projects.Project]:
    """List the running projects that have teachers besides this one."""
    found = [projects.by_id(db, number) for number in members.projects_of(db, me.id)]
    return [
        one
        for one in found
        if one is not None
        and one.state == projects.State.ACTIVE
        and len(members.inside(db, one.id)) > 1
    ]


def _is_running(db: Db, project_id: int) -> bool:
    project = projects.by_id(db, project_id)
    return project is not None and project.state == projects.State.ACTIVE


def _invited(db: Db, me: Person, who: Sequence[str]) -> list[int]:
    """List whom a choice means, without anybody whom a block parts from another of them."""
    wanted: list[int] = []
    for one in who:
        number = int(one[1:])
        if one[0] == "p":
            person = people.by_id(db, number)
            wanted += [person.id] if person and contacts.are(db, me.id, person.id) else []
        elif _is_running(db, number) and members.is_inside(db, number, me.id):
            wanted += [member.person_id for member in members.inside(db, number)]
    known = people.of_ids(db, set(wanted))
    invited: list[int] = []
    for number in dict.fromkeys(wanted):
        is_teacher = number in known and known[number].is_validated and number != me.id
        if is_teacher and not any(blocks.between(db, number, x) for x in (me.id, *invited)):
            invited.append(number)
    return invited


def _who_options(asking: Asking) -> list[Option]:
    me = asking.event.actor
    found = [
        Option(f"j{one.id}", Words("meet.project", {"title": one.title}))
        for one in _projects_of(asking.db, me)[:_PROJECTS]
    ]
    known = _contacts(asking.db, me)[:_SHOWN]
    return [*(Option(f"p{one.id}", cards.contact(asking.db, one)) for one in known), *found]


def _read_who(asking: Asking, text: str) -> list[Option]:
    """Read a contact's name, or the title of a project."""
    me, wanted = asking.event.actor, text.casefold()
    found = [
        Option(f"p{one.id}", cards.contact(asking.db, one))
        for one in _contacts(asking.db, me)
        if wanted in one.name.casefold() or wanted == f"p{one.id}"
    ]
    found += [
        Option(f"j{one.id}", Words("meet.project", {"title": one.title}))
        for one in _projects_of(asking.db, me)
        if wanted in one.title.casefold() or wanted == f"j{one.id}"
    ]
    return found[:_SHOWN]


def _can_be_met(asking: Asking, who: tuple[str, ...]) -> Words | None:
    invited = _invited(asking.db, asking.event.actor, who)
    return None if invited else Words("meet.not_one")


def _suggested(asking: Asking) -> list[datetime]:
    return meetingtimes.suggested(_zones(asking), asking.event.at)


def _zones(asking: Asking) -> list[tzinfo]:
    me = asking.event.actor
    known = people.of_ids(asking.db, set(_invited(asking.db, me, _who(asking.answers["who"]))))
    return [zone_of(me), *(zone_of(one) for one in known.values())]


def _plan_options(asking: Asking) -> list[Option]:
    suggested = meetingtimes.first(_suggested(asking))
    packed = ".".join(str(int(at.timestamp()) // _QUARTER) for at in suggested)
    send = [Option(packed, Words("meet.send"))] if packed else []
    return [*send, Option(_OTHER, Words("meet.other"))]


def _plan(asking: Asking) -> Mapping[str, Any]:
    suggested = meetingtimes.first(_suggested(asking))
    count = len(_invited(asking.db, asking.event.actor, _who(asking.answers["who"])))
    about = Words("meet.in_school", {"count": count})
    if not meetingtimes.in_school_hours(_zones(asking), suggested):
        about = Words("meet.beyond_school")
    return {"times": Lines(tuple(suggested)), "about": about}


def _time_options(asking: Asking) -> list[Option]:
    return [Option(times.kept(at), at) for at in _suggested(asking)]


def _are_to_come(asking: Asking, proposed: tuple[datetime, ...]) -> Words | None:
    is_right = 1 <= len(proposed) <= MOST and all(at > asking.event.at for at in proposed)
    return None if is_right else Words("meet.times_wrong")


@form(
    "meet",
    Question(
        "who",
        Who,
        "meet.with",
        options=_who_options,
        read=_read_who,
        many=True,
        wide=1,
        fits=_can_be_met,
    ),
    Question("plan", Plan, "meet.plan", options=_plan_options, fields=_plan),
    Question(
        "times",
        Times,
        "meet.times",
        when=lambda answers: bool(answers.get("plan") == _OTHER),
        options=_time_options,
        read=times.read_instant,
        many=True,
        fits=_are_to_come,
    ),
)
def propose(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Ask everybody which of the times suits them."""
    me, who = event.actor, answers["who"]
    invited = _invited(db, me, who)
    proposed = answers.get("times") or _unpacked(answers["plan"])
    proposed = [at for at in proposed if at > event.at]
    if not invited or not proposed:
        return [_nobody("meet.nobody_there")]
    made = meetings.propose(
        db,
        asker_id=me.id,
        invited=invited,
        times=list(proposed),
        at=event.at,
        project_id=_project(who),
        minutes=meetingtimes.MINUTES,
        link=event.meetings.replace("{code}", event.fresh("meeting link", 14).lower()),
        uid=f"meeting-{event.fresh('meeting', 16).lower()}@{event.site.partition('://')[2]}",
    )
    lines = Lines(tuple(proposed))
    left_out = len(who) > len(invited) if _project(who) is None else False
    key = "meet.asked_some" if left_out else "meet.asked"
    look = Button(Words("meet.look"), f"/meeting {made.id}")
    told = Reply(key, {"times": lines}, rows([look]))
    return [told, *meetingcard.invitations(db, made, me)]


def _unpacked(plan: str) -> list[datetime]:
    return [datetime.fromtimestamp(int(one) * _QUARTER, UTC) for one in plan.split(".")]


def _project(who: Sequence[str]) -> int | None:
    """Name the project whose teachers meet, if it is just that."""
    return int(who[0][1:]) if len(who) == 1 and who[0][0] == "j" else None
