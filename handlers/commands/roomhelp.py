"""!help in a room: what one may type there."""

from handlers import roomwords
from handlers.conversation import Event, Reply, command, say
from storage.db import Db


@command("help", room=True, rank=99)
def help_(event: Event, _db: Db) -> list[Reply]:
    """Say what this person may type in this room."""
    return [say("room.help", commands=roomwords.help_lines(event))]
