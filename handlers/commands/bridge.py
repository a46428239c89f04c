"""/bridge: tie a project's staff room to a Telegram group of its teachers, or untie it."""

from typing import Any

from handlers import bridgecare, bridging, numbers, relay
from handlers.bridging import COMMAND
from handlers.conversation import Button, Code, Event, Needs, Reply, Words, command, rows, say
from storage import bridges, members
from storage.bridges import Bridge, State
from storage.db import Db
from storage.projects import Project


@command("bridge", needs=Needs.TEACHER, rank=8)
def bridge(event: Event, db: Db) -> list[Reply]:
    """Show how a project's staff room is tied: "7"; "off 7" unties it; "on 7 3" lets it go on.

    Source: docs/rules.md, TWS-9.
    """
    verb, number, revision = (*event.words.split(), "", "", "")[:3]
    if verb not in {"on", "off"}:
        verb, number = "", verb
    mine = _mine(event, db)
    if not mine:
        new = Button(Words("project.new"), "/project new")
        return [say("bridge.no_project").with_buttons((new,))]
    chosen = [one for one in mine if one.id == numbers.read(number)] or mine
    if len(chosen) > 1:
        buttons = [Button(one.title, f"/bridge {one.id}") for one in chosen[:8]]
        return [say("bridge.which").with_buttons(*rows(buttons))]
    project = chosen[0]
    found = bridges.by_project(db, project.id)
    if number and project.id != numbers.read(number):
        return [say("project.not_yours")]
    if found is None:
        return [_offer(event, db, project, was_tied=verb == "off")]
    found = bridgecare.checked(db, project, found, event.at)
    if verb == "off":
        off = bridging.untie(event, db, found)
        return [_untied(project), *off]
    if verb == "on" and found.state == State.GUEST and revision == str(found.revision):
        if event.actor.id not in project.founders:
            return [say("bridge.founders_only"), _card(event, project, found)]
        return [*bridging.go_on(event, db, project, found), _card_now(event, db, project)]
    return [_card(event, project, found)]


def _mine(event: Event, db: Db) -> list[Project]:
    found = (relay.open_project(db, one) for one in members.projects_of(db, event.actor.id))
    return [one for one in found if one is not None]


def _offer(event: Event, db: Db, project: Project, was_tied: bool) -> Reply:
    """Say how to tie a group, with a code that is good once."""
    if was_tied:
        return _untied(project)
    code = bridging.make_code(event, db, project)
    minutes = int(bridging.CODE_LASTS.total_seconds() // 60)
    typed = Code(f"{COMMAND.text} {code}")
    fields: dict[str, Any] = {"title": project.title, "command": typed, "minutes": minutes}
    if not event.bot:
        return say("bridge.code", **fields).secretly()
    link = f"https://t.me/{event.bot}?startgroup={code}&admin=delete_messages"
    return say("bridge.code_link", **fields, link=link).secretly()


def _untied(project: Project) -> Reply:
    again = Button(Words("bridge.tie"), f"/bridge {project.id}")
    return say("bridge.untied", title=project.title).with_buttons((again,))


def _card_now(event: Event, db: Db, project: Project) -> Reply:
    found = bridges.by_project(db, project.id)
    assert found is not None, "it was there a moment ago"
    return _card(event, project, found)


def _card(event: Event, project: Project, found: Bridge) -> Reply:
    off = Button(Words("bridge.turn_off"), f"/bridge off {project.id}")
    room = Button(Words("room.read"), f"/room {project.id}")
    if found.state == State.ON:
        return say("bridge.card_on", title=project.title, since=found.since).with_buttons(
            (room, off)
        )
    if found.state == State.DEAF:
        return say("bridge.card_deaf", title=project.title).with_buttons((off,))
    on = Button(Words("bridge.go_on"), f"/bridge on {project.id} {found.revision}")
    is_founder = event.actor.id in project.founders
    card = say("bridge.card_paused", title=project.title, since=found.since)
    return card.with_buttons((on, off) if is_founder else (off,))
