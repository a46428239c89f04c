"""A project whose rooms are heard: what is said there is pushed, or read back from where it is."""

import itertools
import json
from datetime import timedelta

from bot.turns import Turns
from handlers.packing import unpack
from matrix_bridge import hearing, roomdoor
from matrix_bridge.lookback import LookBack
from storage import bridges, mutes, outbox, rooms_heard
from tests.matrix_bridge.names import SERVER, SERVICE
from tests.matrix_bridge.settled import now

GROUP = "-100"
HOUR = timedelta(hours=1)
#: So that what one test says is said by no other.
numbers = itertools.count(1)


class Looking:
    """A project whose rooms are settled and tied to a group; nobody listens to pushes."""

    def __init__(self, class_):
        self.class_, self.database = class_, class_.desk.database
        self.turns = Turns(self.database, bytes, "")
        self.now = now
        self.homeserver = None

    async def __aenter__(self):
        await self.class_.__aenter__()
        await self.class_.settle()
        self.homeserver = self.homeserver or self.class_.homeserver
        self.staff_room, self.classroom = (
            self.class_.rooms.staff_room,
            self.class_.rooms.classroom,
        )
        self.eva = self.class_.account(self.class_.eva)
        self.database.write(rooms_heard.note, now())
        self.database.write(self._tie)
        noted = hearing.listener(self.turns.write, lambda: None, SERVER, self._at)
        self.heard = roomdoor.listener(noted, self.turns.read, self.turns.take, SERVICE, self._at)
        return self

    async def __aexit__(self, *error):
        self.turns.close()
        await self.class_.__aexit__(*error)

    def _at(self):
        return self.now()

    def _tie(self, db):
        bridges.note_standing(db, GROUP, True)
        bridges.turn_on(db, self.class_.number, GROUP, self.class_.ana.id, now() - HOUR)

    def lookback(self, homeserver=None):
        return LookBack(
            homeserver or self.homeserver,
            SERVICE,
            self.heard,
            self.turns.read,
            self.turns.write,
            self._at,
        )

    async def look(self):
        await self.lookback().look(self.turns.write)

    async def say(self, text, room="", user="", **more):
        return await self.put({"msgtype": "m.text", "body": text, **more}, room, user)

    async def put(self, content, room="", user=""):
        room, user = room or self.staff_room, user or self.eva
        txn = f"look-{self.class_.number}-{room}-{next(numbers)}"
        return await self.class_.homeserver.send_event(room, "m.room.message", content, txn, user)

    async def push(self, *event_ids, room=""):
        """Push these events as the homeserver does."""
        room = room or self.staff_room
        found = [await self.class_.homeserver.event(room, one, SERVICE) for one in event_ids]
        await self.heard(found)

    def in_group(self):
        """List what is said in the group, as it was last changed."""
        table = outbox.table
        query = table.select().where(table.c.chat == GROUP).order_by(table.c.id)
        rows = self.database.read(lambda db: db.execute(query).all())
        fields = [unpack(json.loads(row.payload)).fields for row in rows if row.payload != "{}"]
        return [one["text"].text for one in fields if "text" in one]

    def locks(self):
        return len(self.database.read(mutes.of_cause, self.class_.number, mutes.Cause.LOCK))

    def until(self):
        return self.database.read(rooms_heard.until)
