"""/room: read and write a project's staff room in one's chat with the bot."""

from dataclasses import replace
from typing import Any

from handlers import forms, numbers, questions, relay
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from handlers.forms import Question, form
from storage import members, room_followers, twinspaces
from storage.db import Db
from storage.projects import Project

#: Where teachers have no app that shows the room itself.
WITHOUT_APP = "telegram"


@command("room", needs=Needs.TEACHER, rank=7)
def room(event: Event, db: Db) -> list[Reply]:
    """Show what was said last in a staff room: "7"; "follow 7" brings what comes, "stop 7" ends it.

    The words are read when they are sent and are kept nowhere. Of a classroom nothing is shown.
    Source: docs/rules.md, TWS-9.
    """
    verb, number = (*event.words.split(), "", "")[:2]
    if verb not in {"follow", "stop"}:
        verb, number = "", verb
    project, reply = _which(event, db, "room", number)
    if project is None:
        return [reply]
    if verb == "follow" and event.address.platform == WITHOUT_APP:
        room_followers.follow(db, project.id, event.actor.id, event.at)
        buttons = _buttons(event, db, project)
        return [say("room.follows", title=project.title).with_buttons(*buttons)]
    if verb == "stop":
        room_followers.leave(db, project.id, event.actor.id)
        buttons = _buttons(event, db, project)
        return [say("room.stopped", title=project.title).with_buttons(*buttons)]
    rooms = twinspaces.by_project(db, project.id)
    assert rooms is not None, "only projects whose rooms stand are offered"
    on_telegram = event.address.platform == WITHOUT_APP
    key = "room.latest" if on_telegram else "room.latest_matrix"
    latest = say(key, title=project.title, said="")
    latest = replace(latest, reads=rooms.staff_room, only_in=project.id).secretly()
    return [latest.with_buttons(*_buttons(event, db, project))]


@command("roomsay", needs=Needs.TEACHER, listed=False)
def write(event: Event, db: Db) -> list[Reply]:
    """Ask what to say in a staff room; a reply in words to something said there does the same."""
    project, reply = _which(event, db, "roomsay", event.words.strip())
    if project is None:
        return [reply]
    if event.address.platform != WITHOUT_APP:
        return room(replace(event, words=str(project.id)), db)
    return forms.begin(event, db, "roomsay", {"project": project.id, "title": project.title})


@form(
    "roomsay",
    Question(
        "text",
        questions.Letter,
        "room.ask",
        fields=lambda asking: {"title": asking.answers["title"]},
        takes_files=True,
    ),
    is_letter=True,
)
def written(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Say it in the staff room, if its writer still may."""
    project = relay.open_project(db, int(answers["project"]))
    if project is None or not relay.may_speak(db, project, event.person):
        return [say("project.not_yours")]
    said = say("room.sent", title=project.title).with_buttons(*_buttons(event, db, project))
    return [*relay.from_telegram(event, db, project), said]


def _which(event: Event, db: Db, verb: str, number: str) -> tuple[Project | None, Reply]:
    """Find the project that is meant: the one named, or the only one; else ask which."""
    found = (relay.open_project(db, one) for one in members.projects_of(db, event.actor.id))
    mine = [one for one in found if one is not None]
    named = [one for one in mine if one.id == numbers.read(number)]
    if named or (len(mine) == 1 and not number):
        return (named or mine)[0], say("room.which")
    if not mine:
        new = Button(Words("project.new"), "/project new")
        return None, say("room.none").with_buttons((new,))
    buttons = [Button(one.title, f"/{verb} {one.id}") for one in mine[:8]]
    return None, say("room.which").with_buttons(*rows(buttons))


def _buttons(event: Event, db: Db, project: Project) -> tuple[tuple[Button, ...], ...]:
    again = Button(Words("room.read"), f"/room {project.id}")
    if event.address.platform != WITHOUT_APP:
        return ((again,),)
    write = Button(Words("room.write"), f"/roomsay {project.id}")
    if room_followers.does_follow(db, project.id, event.actor.id):
        follow = Button(Words("room.unfollow"), f"/room stop {project.id}")
    else:
        follow = Button(Words("room.follow"), f"/room follow {project.id}")
    return ((write, again), (follow,))
