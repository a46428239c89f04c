"""/desk: the way to the coordinator's desk in the browser. Source: docs/rules.md, POR-2."""

from handlers import browsing
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage.codes import Purpose
from storage.db import Db


@command("desk", needs=Needs.COORDINATOR, listed=False)
def desk(event: Event, db: Db) -> list[Reply]:
    """Give a one-time link to the desk."""
    link = browsing.own(event, db, Purpose.DESK)
    again = Button(Words("browsing.again"), "/desk")
    queue = Button(Words("help.queue"), "/queue")
    shown = say("desk.link", link=link, minutes=browsing.MINUTES)
    return [shown.with_buttons((again, queue)).secretly()]
