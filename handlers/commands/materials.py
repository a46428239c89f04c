"""/materials: what a project's classroom holds, in counts; pupils' things are on the page alone.

Source: docs/rules.md, TWS-7 and TWS-9.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from pydantic import StringConstraints

from handlers import classwork, forms, myproject, numbers
from handlers.conversation import (
    Button,
    Event,
    Lines,
    Listing,
    Needs,
    Reply,
    Words,
    command,
    say,
)
from handlers.forms import Question, form
from storage import activities, codes, materials
from storage.codes import Purpose
from storage.db import Db
from storage.materials import Material, Wish
from storage.projects import Project

#: How long the link is good, in minutes.
MINUTES = 10
#: So many activities, and so many of the teachers' own things, are listed.
_ACTIVITIES, _TEACHERS = 6, 5

Sought = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


@command("materials", needs=Needs.TEACHER, rank=7)
def list_(event: Event, db: Db) -> list[Reply]:
    """Count a project's materials, show the teachers' own and a link; with words, search."""
    found = myproject.named(event, db, "materials")
    if isinstance(found, Reply):
        return [found]
    project, words = found
    return [_found(event, db, project, words) if words else _card(event, db, project)]


@command("findmaterial", needs=Needs.TEACHER, listed=False)
def find(event: Event, db: Db) -> list[Reply]:
    """Ask what to look for among a project's materials."""
    project = myproject.of_id(event, db, numbers.read(event.words))
    if project is None:
        return [say("project.not_yours")]
    return forms.begin(event, db, "findmaterial", {"project": project.id})


@form("findmaterial", Question("words", Sought, "materials.ask_words"))
def sought(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Look for what was typed."""
    project = myproject.of_id(event, db, int(answers["project"]))
    if project is None:
        return [say("project.not_yours")]
    return [_found(event, db, project, answers["words"])]


def _card(event: Event, db: Db, project: Project) -> Reply:
    counts = materials.counts(db, project.id)
    known = activities.of_project(db, project.id)
    lines = [
        Words(
            "materials.of_activity",
            {
                "title": classwork.for_chat(db, project.id, one.title),
                "counts": _counts(counts[one.id]),
            },
        )
        for one in known
        if one.id in counts
    ][:_ACTIVITIES]
    if None in counts:
        lines.append(Words("materials.of_none", {"counts": _counts(counts[None])}))
    if not lines:
        empty = say("materials.empty", title=project.title, link=_link(event, db, project))
        return empty.with_buttons((_activities(project),)).secretly()
    own = materials.of_teachers(db, project.id, _TEACHERS)
    link = _link(event, db, project)
    card = say(
        "materials.card",
        title=project.title,
        counts=Lines(tuple(lines)),
        own=_own(db, project, own),
        link=link,
        minutes=MINUTES,
    )
    search = Button(Words("materials.search"), f"/findmaterial {project.id}")
    return card.with_buttons((search, _activities(project))).secretly()


def _found(event: Event, db: Db, project: Project, words: str) -> Reply:
    """Say how many fit, and which of them are teachers'."""
    again = Button(Words("materials.search_again"), f"/findmaterial {project.id}")
    if classwork.names_a_pupil(db, project.id, words):
        reply = say("materials.not_by_pupil", link=_link(event, db, project), minutes=MINUTES)
        return reply.with_buttons((again,)).secretly()
    found = materials.search(db, project.id, Wish(words))
    if not found:
        return say("materials.found_none", words=words).with_buttons((again,))
    own = [one for one in found if one.pupil_id is None and one.person_id is not None]
    reply = say(
        "materials.found",
        words=words,
        count=len(found),
        own=_own(db, project, own[:_TEACHERS]),
        link=_link(event, db, project),
        minutes=MINUTES,
    )
    return reply.with_buttons((again,)).secretly()


def _counts(by_kind: Mapping[str, int]) -> Listing:
    counted = {"photo": "materials.pictures", "file": "materials.files"}
    found = ((key, by_kind.get(kind, 0)) for kind, key in counted.items())
    return Listing(tuple(Words(key, {"count": count}) for key, count in found if count))


def _own(db: Db, project: Project, own: list[Material]) -> Lines | Words:
    """List what teachers posted: their captions may be read here, nobody else's."""
    if not own:
        return Words("materials.no_own")
    titles = (classwork.for_chat(db, project.id, one.title) for one in own)
    return Lines(tuple(Words("materials.own", {"title": title}) for title in titles))


def _activities(project: Project) -> Button:
    return Button(Words("help.activities"), f"/activities {project.id}")


def _link(event: Event, db: Db, project: Project) -> str:
    code = event.fresh(f"open {Purpose.MATERIALS}", 20)
    codes.make(
        db,
        code,
        Purpose.MATERIALS,
        str(project.id),
        at=event.at,
        lasts=timedelta(minutes=MINUTES),
        person_id=event.actor.id,
    )
    return f"{event.site}/open/{code}"
