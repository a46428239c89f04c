"""Parked events taken again, once what made them fail is mended."""

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime

from cryptography.fernet import Fernet, InvalidToken

from bot.config import Config
from bot.telegram.events import Me, Moved, read
from bot.telegram.intake import move
from bot.tracing import following
from handlers import turn
from handlers.conversation import Event
from storage import events
from storage.db import Database, DatabaseAway, Db
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
    if event is None or isinstance(event, Moved):
        database.write(_settle, number, event)
        return "Done." if event else "It is an update that means nothing to us; it is gone now."
    site, meetings = config.portal.public_url.rstrip("/"), config.meetings.link
    event = replace(event, seed=secrets.token_bytes(32), site=site, meetings=meetings)
    try:
        with following(event.id):
            turn.retake(database, event, number)
    except DatabaseAway:
        raise
    except Exception as error:
        return f"It failed again ({type(error).__name__}); it stays parked."
    return "Done."


def count_locked(db: Db, config: Config) -> int:
    """Count the parked events that were sealed with other secrets than these."""
    sealer = config.sealer()
    return sum(not _opens(sealer, one.sealed) for one in events.parked(db))


def _opens(sealer: Fernet, sealed: bytes) -> bool:
    try:
        sealer.decrypt(sealed)
    except InvalidToken:
        return False
    return True


def _settle(db: Db, number: int, moved: Moved | None) -> None:
    events.unpark(db, number)
    if moved is not None:
        move(db, moved)


def _read(content: bytes, parked: Parked) -> Event | Moved | None:
    """Read an event, or an update of Telegram that could not be read when it came."""
    if not parked.error.startswith("update:"):
        return turn.reopen(content)
    bot_id = parked.event_id.partition(":")[0]
    return read(json.loads(content), Me(int(bot_id), ""), datetime.now(UTC))
