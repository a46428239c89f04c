"""What a visitor does on a page, as an event that a turn takes."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Protocol

from aiohttp import web

from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from handlers.conversation import Event, File
from storage.addresses import Address


class Somebody(Protocol):
    """Who acts: somebody in a TwinSpace, or at pages of their own."""

    @property
    def user(self) -> str:
        """The actor: "person:7" or "pupil:7"."""


def event_of(
    request: web.Request,
    visit: Somebody,
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
        language=language_of(request),
        seed=secrets.token_bytes(32),
    )


def is_looked_at(request: web.Request) -> bool:
    """Tell whether somebody looks, and not a browser ahead of them, or for the headers alone."""
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose"))
    return request.method != "HEAD" and not any("prefetch" in one for one in purposes)


def nonce() -> str:
    """Draw what tells one showing of a form from another."""
    return secrets.token_urlsafe(16)


def ticked(form: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """List what stood in a form, so that what was chosen is so on the page that comes back."""
    return frozenset((name, value) for name, value in form.items() if isinstance(value, str))


def typed(form: Mapping[str, Any], field: str) -> str:
    """Read what was typed into a field, with plain line ends; empty if nothing was."""
    text = form.get(field, "")
    return text.replace("\r\n", "\n").replace("\0", "") if isinstance(text, str) else ""
