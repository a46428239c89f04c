"""/mydata: everything that we hold about a person, as a file."""

import json
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from handlers import browsing
from handlers.conversation import Button, Event, Needs, Recipe, Reply, Words, command, say
from handlers.making import Made, recipe
from storage import addresses, holdings, moves
from storage.codes import Purpose
from storage.db import Db


@command("mydata", needs=Needs.REGISTERED, rank=22)
def mydata(event: Event, db: Db) -> list[Reply]:
    """Send the file; "page" gives a one-time link to the page where it is seen and corrected.

    Source: docs/rules.md, REG-6.
    """
    if refusal := held(event, db):
        return [refusal]
    page = Button(Words("mydata.page"), "/mydata page")
    if event.words.strip().lower() == "page":
        link = browsing.own(event, db, Purpose.ME)
        again = Button(Words("browsing.again"), page.command)
        shown = say("mydata.link", link=link, minutes=browsing.MINUTES)
        return [shown.with_buttons((again,)).secretly()]
    change = Button(Words("help.profile"), "/profile")
    forget = Button(Words("help.forget"), "/forget")
    reply = say("mydata.done").with_buttons((page,), (change, forget))
    return [replace(reply, file=file_for(event, event.sender.id))]


def held(event: Event, db: Db) -> Reply | None:
    """Say that nothing is given out while a move to a new chat may be objected to."""
    until = moves.held_until(db, event.actor.id, event.at)
    status = Button(Words("router.status"), "/status")
    return say("mydata.held", until=until).with_buttons((status,)) if until else None


def file_for(event: Event, address_id: int) -> Recipe:
    """Name the file for the chat that asked for it, or for its link into the browser."""
    return Recipe("mydata", (event.actor.id, address_id, int(event.at.timestamp())))


@recipe("mydata")
def made(db: Db, ids: tuple[int, ...], _language: str, _zone: tzinfo) -> Made | None:
    """Write what we hold about somebody as JSON.

    None if they are gone, if the chat that asked is not theirs any more, or if they were moved
    to another since.
    """
    person_id, address_id, asked_at = ids
    theirs = {one.id for one in addresses.of_person(db, person_id)}
    asked = datetime.fromtimestamp(asked_at, UTC)
    if address_id not in theirs or moves.held_until(db, person_id, asked):
        return None
    held = holdings.of_person(db, person_id)
    content = json.dumps(held, ensure_ascii=False, indent=2).encode()
    return Made("etwinning-mydata.json", "application/json", content)
