"""One-time links from the bot into the browser: each opens one thing, once, within ten minutes.

Source: docs/rules.md, POR-2.
"""

from datetime import timedelta

from handlers.conversation import Event
from storage import codes
from storage.codes import Purpose
from storage.db import Db

#: How long a link is good that somebody asked for.
MINUTES = 10
LASTS = timedelta(minutes=MINUTES)


def link(event: Event, db: Db, purpose: Purpose, subject: str) -> str:
    """Make a link for who acts. The reply that holds it is to be forgotten once it is sent."""
    code = event.fresh(f"open {purpose}", 20)
    me = event.actor.id
    codes.make(db, code, purpose, subject, at=event.at, lasts=LASTS, person_id=me)
    return f"{event.site}/open/{code}"


def own(event: Event, db: Db, purpose: Purpose) -> str:
    """Make a link to pages of one's own, bound to the chat that asks for it."""
    return link(event, db, purpose, str(event.sender.id))
