"""Large announcements that wait for a second coordinator, brought to mind.

Source: docs/rules.md, NSS-2.
"""

from dataclasses import replace
from typing import Any

from handlers import announcecard, announcing
from handlers.conversation import Button, Lane, Reply, Words
from storage.campaigns import Campaign
from storage.db import Db


def pushed(db: Db, campaign: Campaign, nudge: int) -> list[Reply]:
    """Remind those who may agree, and say to the author that it still waits."""
    readers = announcing.seconds(db, campaign)
    if not readers:
        return []
    since = campaign.since.date()
    fields: dict[str, Any] = {"number": campaign.id, "since": since}
    named = fields | {"author": announcecard.author_of(db, campaign)}
    queue = Button(Words("help.queue"), "/queue a")
    mine = Button(Words("announce.show"), f"/announcement {campaign.id}")
    told = [
        *(Reply("announce.nudge", named, ((queue,),), to=one) for one in readers),
        Reply("announce.reminded", fields, ((mine,),), to=campaign.author_id),
    ]
    about = f"announcement-{campaign.id}-{campaign.revision}-{nudge}"
    return [replace(one, lane=Lane.REMINDER, once=f"{about}-{one.to}") for one in told]
