"""Parked events taken again, once what made them fail is mended."""

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime

from cryptography.fernet import InvalidToken

from bot.config import Config
from bot.telegram.events import Me, Moved, read
from handlers import turn
from handlers.conversation import Event
from handlers.turn import Taken
from storage import events
from storage.db import Database
from storage.events import Parked


def retry(database: Database, config: Config, number: int) -> str:
    """Take a parked event again and say what became of it. What it puts out is sent by `run`."""
    parked = next((one for one in database.read(events.parked) if one.id == number), None)
    if parked is None:
        return f"No event {number} is parked."
    sealer = config.sealer()
    try:
        event = _read(sealer.decrypt(parked.sealed), parked)
    except InvalidToken:
        return "It was sealed with other secrets than these; it stays parked."
    except Exception as error:
        return f"It still cannot be read ({type(error).__name__}); it stays parked."
    database.write(events.unpark, number)
    if event is None:
        return "It is an update that means nothing to us; it is gone now."
    event = replace(event, seed=secrets.token_bytes(32), site=config.portal.public_url.rstrip("/"))
    taken = turn.take(database, event, sealer.encrypt)
    return "It failed again and stays parked." if taken == Taken.PARKED else "Done."


def _read(content: bytes, parked: Parked) -> Event | None:
    """Read an event, or an update of Telegram that could not be read when it came."""
    if not parked.error.startswith("update:"):
        return turn.reopen(content)
    bot_id = parked.event_id.partition(":")[0]
    found = read(json.loads(content), Me(int(bot_id), ""), datetime.now(UTC))
    return None if isinstance(found, Moved) else found
