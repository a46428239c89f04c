"""/profile: the card that others see, and each answer on it changed by itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import cards, forms, leaving, proving, questions
from handlers.commands.available import renew
from handlers.commands.register import (
    AGES,
    COUNTRY,
    LANGUAGES,
    NEW_SCHOOL,
    ROLE,
    SCHOOL,
    SUBJECTS,
    PersonName,
    card_for_coordinators,
    school_of,
)
from handlers.conversation import Button, Event, Name, Needs, Reply, Words, command, rows, say
from handlers.forms import Question, form
from storage import partner_cards, people, school_changes, schools, twinspaces, unnaming
from storage.db import Db
from storage.people import Person, Standing

#: What can be changed by itself, each with the form that asks for it.
FIELDS = ("about", "name", "school", "role", "subjects", "languages", "ages")
#: What coordinators look at: whoever still waits shows them a new card after a change.
CHECKED = frozenset({"name", "role", "school_id", "country"})


@command("profile", needs=Needs.REGISTERED, rank=19)
def profile(event: Event, db: Db) -> list[Reply]:
    """Show what others see; with a field's name, ask for that one afresh.

    Source: docs/rules.md, REG-10.
    """
    field = event.words.strip().lower()
    me = event.actor
    if field not in FIELDS:
        return [card(db, me)]
    known: dict[str, Any] = {}
    match field:
        case "school":
            known = {"country": me.country}
        case "subjects" | "languages":
            known = {f"{field}?": list(getattr(me, field))}
    return forms.begin(event, db, f"profile_{field}", known)


def card(db: Db, me: Person, changed: bool = False) -> Reply:
    """Show somebody their own card, with what can be changed on it."""
    school = schools.by_id(db, me.school_id) if me.school_id is not None else None
    fields = {
        "country": Name("country", me.country),
        "kind": Name("schoolkind", school.kind if school else "other"),
        "ages": cards.ages(me.age_min, me.age_max) if me.age_min is not None else "–",
        "subjects": cards.subjects(me.subjects) if me.subjects else "–",
        "languages": cards.languages(me.languages) if me.languages else "–",
        "about": me.about or Words("profile.no_about"),
        "name": me.name,
        "role": Name("role", me.role),
        "school": cards.school(db, me.school_id),
    }
    switch = Button(
        Words("profile.hide" if me.is_available else "profile.show"),
        "/available off" if me.is_available else "/available on",
    )
    buttons = [
        Button(Words("profile.about"), "/profile about"),
        Button(Words("profile.name"), "/profile name"),
        Button(Words("profile.school"), "/profile school"),
        Button(Words("profile.role"), "/profile role"),
        Button(Words("profile.subjects"), "/profile subjects"),
        Button(Words("profile.languages"), "/profile languages"),
        Button(Words("profile.ages"), "/profile ages"),
    ]
    laid_out = rows([*buttons, switch] if me.is_validated else buttons, wide=2)
    return Reply("profile.changed" if changed else "profile.all", fields, laid_out)


def _change(event: Event, db: Db, **values: Any) -> list[Reply]:
    """Keep new answers; what partners find and what coordinators check follows."""
    before = people.hold(db, event.actor.id)
    if before.standing == Standing.WAITING and CHECKED & values.keys():
        values["revision"] = before.revision + 1
    people.answer(db, before, event.at, **values)
    me = people.hold(db, before.id)
    if me.is_validated and me.is_available:
        renew(db, me, event.at)
    if "name" in values:
        twinspaces.want_of(db, me.id)
        unnaming.forget(db, me.id, [before.name], event.at, kept=me.name)
    again = card_for_coordinators(db, me) if "revision" in values else []
    return [card(db, me, changed=True), *again]


@form(
    "profile_about",
    Question("about", questions.Paragraph, "profile.ask_about"),
    needs=Needs.REGISTERED,
)
def new_about(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep what the teacher says about their class."""
    return _change(event, db, about=answers["about"])


@form("profile_name", Question("name", PersonName, "profile.ask_name"), needs=Needs.REGISTERED)
def new_name(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the name."""
    return _change(event, db, name=answers["name"])


@form(
    "profile_role",
    ROLE,
    needs=Needs.REGISTERED,
)
def new_role(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the role."""
    return _change(event, db, role=answers["role"])


@form(
    "profile_subjects",
    SUBJECTS,
    needs=Needs.REGISTERED,
)
def new_subjects(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the subjects."""
    return _change(event, db, subjects=answers["subjects"])


@form(
    "profile_languages",
    LANGUAGES,
    needs=Needs.REGISTERED,
)
def new_languages(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the languages."""
    return _change(event, db, languages=answers["languages"])


@form(
    "profile_ages",
    AGES,
    needs=Needs.REGISTERED,
)
def new_ages(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the ages of the pupils."""
    youngest, oldest = answers["ages"]
    return _change(event, db, age_min=youngest, age_max=oldest)


def _is_validated(asking: forms.Asking) -> Mapping[str, Any]:
    person = asking.event.person
    is_validated = person is not None and person.is_validated
    return {"then": Words("profile.school_checked" if is_validated else "profile.school_unchecked")}


@form(
    "profile_school",
    COUNTRY,
    replace(SCHOOL, key="profile.ask_school", fields=_is_validated),
    *NEW_SCHOOL,
    needs=Needs.REGISTERED,
)
def new_school(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the new school; who was validated waits for its coordinators again.

    Nothing else is lost: contacts, groups and projects stay as they are.
    """
    school_id = school_of(db, answers, event)
    me = people.hold(db, event.actor.id)
    if school_id == me.school_id:
        return [card(db, me)]
    if me.is_suspended:
        status = Button(Words("router.status"), "/status")
        return [say("profile.suspended").with_buttons((status,))]
    if obstacle := leaving.school_obstacle(db, me, school_id, event.at):
        return [obstacle]
    leaving.move_school(db, me, school_id, event.at)
    values = {"school_id": school_id, "country": answers["country"]}
    if not me.is_validated:
        return _change(event, db, **values)
    school_changes.begin(db, me.id, me.school_id, event.at)
    me = people.decide(db, me, Standing.WAITING, event.at, is_appeal=False, note="", **values)
    partner_cards.remove(db, me.id)
    country = Name("country", me.country)
    status = Button(Words("router.status"), "/status")
    told = say("profile.school_changed", country=country).with_buttons((status,))
    return [told, *proving.ask(event, db, me), *card_for_coordinators(db, me)]
