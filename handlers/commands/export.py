"""/export, !export and the button of the page: everything of a project's TwinSpace as a file.

Source: docs/rules.md, TWS-11.
"""

from handlers import exporting, myproject, numbers
from handlers.conversation import Event, Needs, Reply, command
from storage import exports, projects
from storage.db import Db


@command("export", needs=Needs.TEACHER, rank=7)
def export(event: Event, db: Db) -> list[Reply]:
    """Begin an export of a project, or give the link to the one that is made: "7", "7 new"."""
    found = myproject.named(event, db, "export", exporting.KEPT)
    if isinstance(found, Reply):
        return [found]
    project, words = found
    if problem := exporting.refused(db, project, event.actor.id, event.at):
        return [problem]
    return [exporting.card(event, db, project, wants_new=words == "new")]


@command("export", room=True, needs=Needs.TEACHER, rank=60)
def export_room(event: Event, db: Db) -> list[Reply]:
    """Begin an export of the room's project; its teacher hears in their own chat."""
    assert event.room is not None, "a command of the rooms"
    project = projects.hold(db, event.room.project_id)
    if problem := exporting.refused(db, project, event.actor.id, event.at):
        return [problem]
    assert project is not None, "there is no refusal"
    exports.ask(db, project.id, event.actor.id, event.at)
    return [exporting.in_room(project.title)]


@command("exportproject", needs=Needs.TEACHER, listed=False, browser=True)
def export_page(event: Event, db: Db) -> list[Reply]:
    """Begin an export from its page, in place of one that is made."""
    project = projects.hold(db, numbers.read(event.words))
    if problem := exporting.refused(db, project, event.actor.id, event.at):
        return [problem]
    assert project is not None, "there is no refusal"
    exports.ask(db, project.id, event.actor.id, event.at)
    return []
