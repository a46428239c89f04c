"""/register: become a teacher of eTwinning, one question at a time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from handlers import cards, cardtalk, forms, numbers, proving, questions
from handlers.conversation import (
    Button,
    Event,
    Lane,
    Lines,
    Name,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Answers, Asking, Option, Question, form
from storage import addresses, coordinators, people, schools, unnaming
from storage.db import Db
from storage.people import Person, Standing

ROLES = ("teacher", "head", "librarian", "pedagogue", "psychologist")
Role = Literal["teacher", "head", "librarian", "pedagogue", "psychologist"]
SchoolKind = Literal["pre-primary", "primary", "secondary", "vocational", "other"]
SchoolId = Annotated[str, StringConstraints(pattern=r"^(new|\d{1,12})$")]
#: Who may register though we know them: the refused, and coordinators who are no teachers yet.
AGAIN = {Standing.REFUSED, Standing.STAFF}
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]


@command("register", rank=1)
def register(event: Event, db: Db) -> list[Reply]:
    """Begin, or go on where it was left.

    Source: docs/rules.md, REG-1.
    """
    person = event.person
    if person is not None and person.standing not in AGAIN:
        status = Button(Words("router.status"), "/status")
        return [say("register.already", name=person.name).with_buttons((status,))]
    return forms.resume(event, db, "register") or forms.begin(event, db, "register")


def read_school(asking: Asking, text: str) -> list[Option]:
    """Find schools of the country that was answered, or offer to add one."""
    found = schools.search(asking.db, asking.answers["country"], text)
    options = [Option(str(one.id), f"{one.name}, {one.town}") for one in found]
    return [*options, Option("new", Words("register.school_new"))]


def is_school_of_country(asking: Asking, value: str) -> Words | None:
    """A school belongs to the country that was answered, which may have changed since."""
    if value == "new":
        return None
    school = schools.by_id(asking.db, numbers.read(value))
    if school is None or school.country != asking.answers.get("country"):
        return Words("form.not_found")
    return None


def is_new_school(answers: Answers) -> bool:
    """Tell whether the school has to be entered first."""
    return bool(answers.get("school") == "new")


def _summary(asking: Asking) -> Mapping[str, Any]:
    answers = asking.answers
    school = answers["school"]
    named = (
        Words("card.school", {"name": answers["school_name"], "town": answers["school_town"]})
        if school == "new"
        else cards.school(asking.db, int(school))
    )
    return {
        "name": answers["name"],
        "country": Name("country", answers["country"]),
        "school": named,
        "role": Name("role", answers["role"]),
        "subjects": cards.subjects(tuple(answers["subjects"])),
        "languages": cards.languages(tuple(answers["languages"])),
        "ages": cards.typed_ages(answers["ages"]),
    }


#: What is answered because of the country, and because of the school.
OF_SCHOOL = ("school_name", "school_town", "school_kind")
OF_COUNTRY = ("school", *OF_SCHOOL)
COUNTRY = Question(
    "country",
    questions.Country,
    "register.country",
    options=questions.country_options,
    read=questions.read_country,
    leads_to=OF_COUNTRY,
)
SCHOOL = Question(
    "school",
    SchoolId,
    "register.school",
    read=read_school,
    fits=is_school_of_country,
    leads_to=OF_SCHOOL,
    if_not_found="new",
    wide=1,
)
#: What is asked about a school that nobody has added yet.
NEW_SCHOOL = (
    Question(
        "school_name",
        questions.Line,
        "register.school_name",
        when=is_new_school,
        back=Words("register.school_again"),
    ),
    Question("school_town", questions.Line, "register.school_town", when=is_new_school),
    Question(
        "school_kind",
        SchoolKind,
        "register.school_kind",
        when=is_new_school,
        options=lambda _: [Option(kind, Name("schoolkind", kind)) for kind in schools.KINDS],
        read=questions.among("schoolkind", schools.KINDS),
    ),
)
ROLE = Question(
    "role",
    Role,
    "register.role",
    options=lambda _: [Option(role, Name("role", role)) for role in ROLES],
    read=questions.among("role", ROLES),
)
SUBJECTS = Question(
    "subjects",
    questions.Subjects,
    "register.subjects",
    options=questions.subject_options,
    read=questions.read_subject,
    many=True,
)
LANGUAGES = Question(
    "languages",
    questions.Languages,
    "register.languages",
    options=questions.language_options,
    read=questions.read_language,
    many=True,
)
AGES = Question("ages", questions.Ages, "register.ages", options=questions.age_options)


@form(
    "register",
    Question("name", PersonName, "register.name"),
    COUNTRY,
    SCHOOL,
    *NEW_SCHOOL,
    ROLE,
    SUBJECTS,
    LANGUAGES,
    AGES,
    Question(
        "consent",
        Literal["yes"],
        "register.consent",
        options=lambda _: [Option("yes", Words("register.agree"))],
        fields=_summary,
    ),
    needs=Needs.ANYONE,
)
def finish(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Write the registration down and put its card before the coordinators."""
    before = people.hold(db, event.person.id) if event.person else None
    if before is not None and before.standing not in AGAIN:
        return register(event, db)
    youngest, oldest = answers["ages"]
    values = {
        "name": answers["name"],
        "country": answers["country"],
        "school_id": school_of(db, answers, event),
        "role": answers["role"],
        "subjects": answers["subjects"],
        "languages": answers["languages"],
        "age_min": youngest,
        "age_max": oldest,
    }
    if before is None:
        person = people.add(db, at=event.at, **values)
        addresses.belong(db, event.sender.id, person.id, event.at)
    else:
        person = people.register_again(db, before, event.at, **values)
        unnaming.forget(db, person.id, [before.name], event.at, kept=person.name)
    status = Button(Words("router.status"), "/status")
    done = say("register.done", country=Name("country", person.country))
    proof = proving.ask(replace(event, person=person), db, person)
    return [done.with_buttons((status,)), *proof, *card_for_coordinators(db, person)]


def school_of(db: Db, answers: dict[str, Any], event: Event) -> int:
    """Find the school that was chosen, or enter the new one."""
    if answers["school"] != "new":
        return int(answers["school"])
    name, town = answers["school_name"], answers["school_town"]
    known = schools.same(db, answers["country"], name, town)
    if known is not None:
        return known.id
    kind, country = answers["school_kind"], answers["country"]
    return schools.add(db, name=name, town=town, country=country, kind=kind, at=event.at).id


#: Why registrations are refused most often, by what is kept of it.
REASONS = {
    "reason_proof": Words("register.reason_proof"),
    "reason_school": Words("register.reason_school"),
    "reason_twice": Words("register.reason_twice"),
}


def reason_of(note: str) -> str | Words:
    """Say why a registration was refused: one of our reasons, or the coordinator's own words."""
    return REASONS.get(note, note)


def card_for_coordinators(db: Db, person: Person, nudge: int = 0) -> list[Reply]:
    """Show a registration to those who decide about it; `nudge` counts the reminders of it.

    Source: docs/rules.md, REG-3 and REG-4.
    """
    them = frozenset({person.id})
    if person.is_appeal:
        deciders = [one for one in coordinators.of_country(db, coordinators.ALL) if one not in them]
    else:
        deciders = coordinators.responsible(db, person.country, but=them)
    return [
        Reply(
            "queue.nudge" if nudge else "queue.new",
            {"card": card_of(db, person)},
            buttons_of(db, person),
            to=decider,
            lane=Lane.REMINDER,
            once=f"card-{person.id}-{person.revision}-{nudge}-{decider}",
        )
        for decider in deciders
    ]


def card_of(db: Db, person: Person) -> Words:
    """Show who registered, and what they say besides."""
    card = cards.person(db, person)
    if extras := proving.extras(db, person):
        card = Words("queue.person_also", {"card": card, "also": Lines(tuple(extras))})
    card = cardtalk.on_card(db, f"p{person.id}", card)
    if person.is_appeal:
        return Words("queue.person_appeals", {"card": card, "note": person.note})
    return card


def buttons_of(db: Db, person: Person) -> tuple[tuple[Button, ...], ...]:
    """Lay out what a coordinator can do with a registration's card."""
    about = f"p{person.id} {person.revision}"
    decide = [
        Button(Words("queue.approve"), f"/approve {about}"),
        Button(Words("queue.ask"), f"/ask {about}"),
        Button(Words("queue.refuse"), f"/refuse {about}"),
    ]
    proof = proving.button(db, person)
    return (*rows(decide, wide=3), (proof,)) if proof else rows(decide, wide=3)
