"""Telegram groups that become supergroups while messages wait for them."""

from datetime import UTC, datetime

from handlers.conversation import Lane, say
from handlers.packing import pack
from handlers.rich import Rich
from storage import outbox


class Groups:
    """Groups with the bot in them, each of which is told something and moves at that moment."""

    def __init__(self, stage, many):
        self._stage = stage
        owner = stage.loop.call(stage.world.person, first_name="Olga")
        self._old = [
            stage.loop.call(stage.world.group, f"Group {number}", [owner]) for number in range(many)
        ]
        self._new = []

    def move(self, database):
        """Put a message for each group, and let it move before that may have left."""
        database.write(self._tell)
        self._new = [self._stage.loop.call(group.upgrade) for group in self._old]

    def _tell(self, db):
        for group in self._old:
            outbox.put(
                db,
                platform="telegram",
                chat=str(group.id),
                language="en",
                payload=pack(say("classroom.said", text=Rich(_news(group)))),
                at=datetime.now(UTC),
                lane=Lane.BULK,
                once=_news(group),
            )

    def times(self, number):
        """Say how often one of the groups was told, before and after it moved."""
        shown = [*self._shown(self._old[number]), *self._shown(self._new[number])]
        return sum(one.text == _news(self._old[number]) for one in shown)

    def _shown(self, group):
        return self._stage.loop.call(lambda: group.messages)

    def names(self):
        """List the names under which the messages stand in the outbox."""
        return [_news(group) for group in self._old]


def _news(group):
    return f"News for group {group.id}"
