"""/mydata: everything that we hold about a person, as a file."""

import json
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from handlers.conversation import Button, Event, Needs, Recipe, Reply, Words, command, say
from handlers.making import Made, recipe
from storage import addresses, holdings, moves
from storage.db import Db


@command("mydata", needs=Needs.REGISTERED, rank=22)
def mydata(event: Event, db: Db) -> list[Reply]:
    """Send the file.

    Source: docs/rules.md, REG-6.
    """
    if held := moves.held_until(db, event.actor.id, event.at):
        status = Button(Words("router.status"), "/status")
        return [say("mydata.held", until=held).with_buttons((status,))]
    change = Button(Words("help.profile"), "/profile")
    forget = Button(Words("help.forget"), "/forget")
    reply = say("mydata.done").with_buttons((change, forget))
    asked_at = int(event.at.timestamp())
    file = Recipe("mydata", (event.actor.id, event.sender.id, asked_at))
    return [replace(reply, file=file)]


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
