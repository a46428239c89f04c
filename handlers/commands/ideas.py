"""/idea: post a project idea that looks for partners, change it, renew it, withdraw it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from handlers import forms, ideacards, ideaquestions, numbers
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from handlers.forms import Option, Question, form
from storage import ideas, people
from storage.db import Db
from storage.ideas import Draft, Idea

#: How many ideas a teacher can have at a time.
MINE = 5


@command("idea", needs=Needs.TEACHER, rank=3)
def idea(event: Event, db: Db) -> list[Reply]:
    """Post an idea, or show one's own by its number.

    Source: docs/rules.md, PAR-3.
    """
    if numbers.read(event.words):
        found = _own(event, db, event.words)
        return [ideacards.gone() if found is None else ideacards.own(found, event.at)]
    mine = Button(Words("ideas.mine"), "/ideas mine")
    if len(ideas.by_author(db, event.actor.id, event.at)) >= MINE:
        return [say("ideas.enough", most=MINE).with_buttons((mine,))]
    return forms.resume(event, db, "idea") or forms.begin(event, db, "idea")


@form(
    "idea",
    *ideaquestions.QUESTIONS,
    Question(
        "send",
        Literal["yes"],
        "ideas.ask_send",
        options=lambda _: [Option("yes", Words("ideas.post"))],
        fields=ideaquestions.summary,
    ),
)
def posted(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Post the idea: teachers find it for thirty days."""
    people.hold(db, event.actor.id)
    mine = Button(Words("ideas.mine"), "/ideas mine")
    if len(ideas.by_author(db, event.actor.id, event.at)) >= MINE:
        return [say("ideas.enough", most=MINE).with_buttons((mine,))]
    found = ideas.post(db, event.actor.id, _draft(answers), event.at)
    return [ideacards.own(found, event.at, "ideas.posted")]


def _draft(answers: Mapping[str, Any]) -> Draft:
    return Draft(
        title=answers["title"],
        text=answers["text"],
        ages=answers["ages"],
        languages=answers["languages"],
        subjects=answers["subjects"],
        countries=answers["countries"] or (),
        starts_on=answers["start"],
    )


@command("changeidea", needs=Needs.TEACHER, listed=False)
def change(event: Event, db: Db) -> list[Reply]:
    """Change one answer of an idea."""
    found = _own(event, db, event.words)
    return (
        [ideacards.gone()]
        if found is None
        else forms.begin(event, db, "change_idea", {"id": found.id})
    )


def _is_way(field: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda answers: bool(answers.get("way") == field)


_WAYS = {
    "title": Words("ideas.title"),
    "text": Words("ideas.text"),
    "ages": Words("partners.by_ages"),
    "languages": Words("profile.languages"),
    "subjects": Words("profile.subjects"),
    "countries": Words("ideas.countries"),
    "start": Words("ideas.start"),
}


@form(
    "change_idea",
    Question(
        "way",
        Literal["title", "text", "ages", "languages", "subjects", "countries", "start"],
        "ideas.change_what",
        options=lambda _: [Option(field, label) for field, label in _WAYS.items()],
    ),
    *(replace(one, when=_is_way(one.field)) for one in ideaquestions.QUESTIONS),
)
def changed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep the one answer that was changed."""
    found = _own(event, db, str(answers["id"]))
    if found is None:
        return [ideacards.gone()]
    draft = found.draft
    values = vars(draft) | {"start": draft.starts_on} | {answers["way"]: answers[answers["way"]]}
    ideas.change(db, found, _draft(values), event.at)
    return [ideacards.own(ideas.by_id(db, found.id) or found, event.at, "ideas.changed")]


@command("renewidea", needs=Needs.TEACHER, listed=False)
def renew(event: Event, db: Db) -> list[Reply]:
    """Show an idea for thirty more days, also one that has just ended."""
    found = _own(event, db, event.words, also_ended=True)
    if found is None:
        return [ideacards.gone()]
    ideas.renew(db, found, event.at)
    return [ideacards.own(ideas.by_id(db, found.id) or found, event.at, "ideas.renewed")]


@command("withdrawidea", needs=Needs.TEACHER, listed=False)
def withdraw(event: Event, db: Db) -> list[Reply]:
    """Show an idea no more; to renew it brings it back."""
    found = _own(event, db, event.words)
    if found is None:
        return [ideacards.gone()]
    ideas.withdraw(db, found, event.at)
    back = Button(Words("ideas.back"), f"/renewidea {found.id}")
    mine = Button(Words("ideas.mine"), "/ideas mine")
    return [say("ideas.withdrawn", title=found.draft.title).with_buttons((back, mine))]


def _own(event: Event, db: Db, number: str, also_ended: bool = False) -> Idea | None:
    found = ideas.by_id(db, numbers.read(number))
    if found is None or found.author_id != event.actor.id:
        return None
    return found if also_ended or found.ends_at > event.at else None
