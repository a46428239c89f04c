"""Parked events taken again, once what made them fail is mended."""

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime

from bot.config import Config
from bot.telegram.events import Me, Moved, read
from handlers import turn
from handlers.conversation import Event
from handlers.turn import Taken
from storage import events
from storage.db import Database


def retry(database: Database, config: Config, number: int) -> str:
    """Take a parked event again and say what became of it. What it puts out is sent by `run`."""
    parked = database.write(events.unpark, number)
    if parked is None:
        return f"No event {number} is parked."
    sealer = config.sealer()
    content = sealer.decrypt(parked.sealed)
    is_raw = parked.error.startswith("update:")
    event = _of_update(content, parked) if is_raw else turn.reopen(content)
    if event is None:
        return "It is an update that means nothing to us; it is gone now."
    event = replace(event, seed=secrets.token_bytes(32), site=config.portal.public_url)
    taken = turn.take(database, event, sealer.encrypt)
    return "It failed again and stays parked." if taken == Taken.PARKED else "Done."


def _of_update(content: bytes, parked: events.Parked) -> Event | None:
    """Read an update of Telegram that could not be read when it came."""
    bot_id = parked.event_id.partition(":")[0]
    found = read(json.loads(content), Me(int(bot_id), ""), datetime.now(UTC))
    return None if isinstance(found, Moved) else found
