"""/kits: ready-made project plans, to be read step by step and to start a project with."""

from collections.abc import Mapping
from typing import Any, Literal

from handlers import cards, forms, kitbook, narrowing, numbers, questions, validation
from handlers.commands import projects
from handlers.conversation import Button, Event, Lines, Needs, Reply, Words, command, rows, say
from handlers.forms import Asking, Option, Question, form
from handlers.kitbook import Kit
from storage import dialogues
from storage.db import Db

#: How many kits are listed at once.
SHOWN = 6
#: The name under which what is looked for is kept between two pages.
_SEARCH = "kitsearch"
#: How long a kit may take at most, in weeks, as buttons.
WEEKS = ("3", "4", "6")


@command("kits", rank=5)
def list_(event: Event, db: Db) -> list[Reply]:
    """List the kits; "next" those after them.

    Source: docs/rules.md, PRJ-1.
    """
    if event.words.strip().lower() == "next":
        kept = dialogues.of_form(db, event.sender.id, _SEARCH)
        wishes = dict(kept.answers) if kept else {}
        return [_page(event, db, {**wishes, "from": int(wishes.get("from", 0)) + SHOWN})]
    return [_page(event, db, {})]


def _page(event: Event, db: Db, wishes: dict[str, Any]) -> Reply:
    dialogues.remember(db, event.sender.id, _SEARCH, wishes, event.at)
    found = _found(wishes)[int(wishes.get("from", 0)) :]
    narrow = Button(Words("partners.narrow"), "/kitsfind")
    every = [Button(Words("kits.every"), "/kits")] if wishes else []
    if not found:
        return say("kits.none").with_buttons((narrow, *every))
    told = [kit.told(event.sender.language) for kit in found[:SHOWN]]
    lines = [
        Words(
            "kits.line",
            {"title": one.title, "ages": cards.ages(*kit.ages), "weeks": kit.weeks},
        )
        for kit, one in zip(found, told, strict=False)
    ]
    buttons = [Button(one.title, f"/kit {kit.name}") for kit, one in zip(found, told, strict=False)]
    more = [Button(Words("partners.next"), "/kits next")] if len(found) > SHOWN else []
    fields = {"kits": Lines(tuple(lines))}
    return Reply("kits.all", fields, (*rows(buttons), (*more, narrow, *every)), edits=True)


def _found(wishes: Mapping[str, Any]) -> tuple[Kit, ...]:
    ages = validation.valid(questions.Ages, wishes["ages"]) if "ages" in wishes else None
    return kitbook.fitting(ages, wishes.get("subject", ""), int(wishes.get("weeks", 0)))


@command("kitsfind", listed=False)
def find(event: Event, db: Db) -> list[Reply]:
    """Narrow down which kits are shown."""
    return forms.begin(event, db, "kitsfind")


def _subjects(_: Asking) -> list[Option]:
    """Offer the subjects of which there are kits."""
    codes = dict.fromkeys(code for kit in kitbook.all_kits() for code in kit.subjects)
    named = cards.subjects(tuple(codes)).items
    return [Option(code, name) for code, name in zip(codes, named, strict=True)]


@form(
    "kitsfind",
    narrowing.which(
        Literal["ages", "subject", "weeks"],
        "partners.by_ages",
        "partners.by_subject",
        "kits.by_weeks",
    ),
    narrowing.AGES,
    Question(
        "subject",
        questions.Subject,
        "partners.which_subject",
        when=narrowing.by("subject"),
        options=_subjects,
        read=questions.read_subject,
    ),
    Question(
        "weeks",
        Literal["3", "4", "6"],
        "kits.which_weeks",
        when=narrowing.by("weeks"),
        options=lambda _: [Option(n, Words("kits.weeks", {"weeks": int(n)})) for n in WEEKS],
    ),
    needs=Needs.ANYONE,
)
def narrowed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Show the kits that fit, with the wish added."""
    kept = dialogues.of_form(db, event.sender.id, _SEARCH)
    wishes = dict(kept.answers) if kept else {}
    way, value = answers["way"], answers[answers["way"]]
    wishes[way] = cards.ages(*value) if way == "ages" else value
    return [_page(event, db, {**wishes, "from": 0})]


@command("kit", listed=False)
def kit(event: Event, _db: Db) -> list[Reply]:
    """Show what a kit is about: "lunchbox"; with a number, one of its steps: "lunchbox 2"."""
    name, _, step = event.words.strip().partition(" ")
    found = kitbook.by_name(name)
    if found is None:
        return [_unknown()]
    place = numbers.read(step)
    if 1 <= place <= len(found.activities):
        return [_step(event, found, place)]
    told = found.told(event.sender.language)
    fields = {
        "title": told.title,
        "about": told.about,
        "results": told.results,
        "subjects": cards.subjects(found.subjects),
        "ages": cards.ages(*found.ages),
        "weeks": found.weeks,
    }
    first = Button(Words("kits.first"), f"/kit {found.name} 1")
    every = Button(Words("kits.every"), "/kits")
    return [Reply("kits.card", fields, ((first, _use(found)), (every,)))]


def _step(event: Event, found: Kit, place: int) -> Reply:
    activity = found.activities[place - 1]
    doing = activity.told(event.sender.language)
    fields = {
        "place": place,
        "count": len(found.activities),
        "title": doing.title,
        "how": doing.how,
        "lessons": activity.lessons,
    }
    about = Button(Words("kits.about"), f"/kit {found.name}")
    is_last = place == len(found.activities)
    on = _use(found) if is_last else Button(Words("kits.next"), f"/kit {found.name} {place + 1}")
    return Reply("kits.step", fields, ((on, about),), edits=True)


def _use(found: Kit) -> Button:
    return Button(Words("kits.use"), f"/usekit {found.name}")


@command("usekit", needs=Needs.TEACHER, listed=False)
def use(event: Event, db: Db) -> list[Reply]:
    """Plan a project with a kit: "lunchbox"; "lunchbox yes" also where a plan is begun already."""
    name, _, answer = event.words.strip().partition(" ")
    found = kitbook.by_name(name)
    if found is None:
        return [_unknown()]
    begun = dialogues.of_form(db, event.sender.id, "project")
    if begun is not None and begun.answers and answer != "yes":
        go_on = Button(Words("kits.go_on"), "/project new")
        anew = Button(Words("kits.anew"), f"/usekit {found.name} yes")
        return [say("kits.plan_begun").with_buttons((go_on, anew))]
    told = found.told(event.sender.language)
    known = {"title": told.title, "description": told.about, "results": told.results}
    return projects.plan(event, db, known)


def _unknown() -> Reply:
    return say("kits.unknown").with_buttons((Button(Words("kits.every"), "/kits"),))
