"""The way from the chat to a project's pages, by a one-time link.

Source: docs/rules.md, TWS-14.
"""

from handlers import browsing, myproject, numbers
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage.codes import Purpose
from storage.db import Db


@command("projectpages", needs=Needs.TEACHER, listed=False)
def open_pages(event: Event, db: Db) -> list[Reply]:
    """Give a one-time link to the pages of a running project: the button of a notice."""
    project = myproject.of_id(event, db, numbers.read(event.words))
    if project is None:
        return [say("project.not_yours")]
    link = browsing.link(event, db, Purpose.PAGES, str(project.id))
    reply = say("pages.link", title=project.title, link=link, minutes=browsing.MINUTES)
    again = Button(Words("browsing.again"), f"/projectpages {project.id}")
    return [reply.with_buttons((again,)).secretly()]
