"""What a visitor does on a page, as an event that a turn takes."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.portal.parts import parts_of
from bot.portal.visits import Visit
from handlers.conversation import Event, File
from storage.addresses import Address


def event_of(
    request: web.Request,
    visit: Visit,
    command: str,
    words: str,
    nonce: str,
    file: File | None = None,
) -> Event:
    """Make the event. The same form sent twice with the same words is the same event."""
    same = hashlib.sha256(f"{visit.user} {nonce} {command} {words}".encode()).hexdigest()
    return Event(
        id=same,
        address=Address("web", visit.user),
        chat="",
        at=parts_of(request).now(),
        command=command,
        words=words,
        file=file,
        seed=secrets.token_bytes(32),
    )


def nonce() -> str:
    """Draw what tells one showing of a form from another."""
    return secrets.token_urlsafe(16)


def typed(form: Mapping[str, Any], field: str) -> str:
    """Read what was typed into a field, with plain line ends; empty if nothing was."""
    text = form.get(field, "")
    return text.replace("\r\n", "\n").replace("\0", "") if isinstance(text, str) else ""
