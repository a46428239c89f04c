"""A project whose staff room is tied to a Telegram group, and what crosses there."""

import itertools
import json
import secrets

from handlers import turn
from handlers.conversation import Event, Place
from handlers.packing import unpack
from handlers.rich import Rich
from handlers.turn import Taken
from storage import accounts, bridges, deliveries, members, outbox, people, pupils, twinspaces
from storage.addresses import Address
from storage.people import Standing
from tests import makers
from tests.conftest import NOON

SERVER = "school.example"
GROUP = "-100"
_numbers = itertools.count(1)


class Tied:
    """Ana (Telegram) and Eva (Matrix) found a project; Fox is its pupil; Carl knows nobody."""

    def __init__(self, database, chats, teacher):
        self.database, self.chats = database, chats
        self.ana, self.at_ana = teacher("Ana")
        self.eva, self.at_eva = teacher("Eva", country="DE", platform="matrix")
        self.at_carl = Address("telegram", "carl")
        self.project = database.write(self._found)

    def _found(self, db):
        project = makers.project(db, (self.ana, self.eva), NOON)
        accounts.add(db, self.ana.id, "t_ana")
        accounts.add(db, self.eva.id, "t_eva")
        where = {"project_id": project.id, "school_id": self.ana.school_id}
        known = {"pseudonym": "Fox", "code": "ABCDE234567", "localpart": "p_fox"}
        pupils.add(db, **where, **known, added_by=self.ana.id, at=NOON)
        twinspaces.want(db, project.id)
        rooms = {"space": "!space", "classroom": "!class", "staff_room": "!staff"}
        twinspaces.keep_rooms(db, project.id, **rooms)
        return project

    def tie(self, is_administrator=True):
        """Tie the staff room to the group, without a word about it."""

        def work(db):
            bridges.note_standing(db, GROUP, is_administrator)
            bridges.turn_on(db, self.project.id, GROUP, self.ana.id, NOON)

        self.database.write(work)

    def in_group(self, text, by=None, kind="text", **what):
        """Write in the Telegram group; give the rows that this put into the outbox."""
        command, words = "", text
        if text.startswith("/"):
            command, _, words = text.removeprefix("/").partition(" ")
        what = {"rich": Rich(words), "message": str(next(_numbers)), "group": GROUP} | what
        return self._take(
            Event(
                id=f"1:{next(_numbers)}",
                address=by or self.at_ana,
                chat=f"chat of {(by or self.at_ana).user}",
                at=self.chats.at,
                command=command,
                words=words,
                kind=kind,
                seed=secrets.token_bytes(32),
                **what,
            )
        )

    def in_room(self, text, by="t_eva", kind="text", room="staff_room", **what):
        """Say something in a room; give the rows that this put into the outbox."""
        where = {"staff_room": "!staff", "classroom": "!class"}[room]
        what = {"message": f"$m{next(_numbers)}", "rich": Rich(text)} | what
        return self._take(
            Event(
                id=f"$e{next(_numbers)}",
                address=Address("room", f"@{by}:{SERVER}"),
                chat=where,
                at=self.chats.at,
                words=text,
                kind=kind,
                seed=secrets.token_bytes(32),
                room=Place(self.project.id, room, where, "en"),
                **what,
            )
        )

    def _take(self, event):
        before = max((row.id for row in self.rows()), default=0)
        assert turn.take(self.database, event, bytes) == Taken.ANSWERED
        return [row for row in self.rows() if row.id > before]

    def rows(self):
        query = outbox.table.select().order_by(outbox.table.c.id)
        return self.database.read(lambda db: db.execute(query).all())

    def arrive(self, rows):
        """Let rows arrive; each under the id "r" and its number, on Telegram only the number."""

        def work(db):
            for row in rows:
                remote_id = f"$r{row.id}" if row.platform == "room" else str(1000 + row.id)
                deliveries.add(db, [deliveries.Delivery(row.id, 0, row.chat, remote_id)])
                sent = outbox.table.update().where(outbox.table.c.id == row.id)
                db.execute(sent.values(state=int(outbox.State.SENT)))
            return [f"$r{row.id}" if row.platform == "room" else str(1000 + row.id) for row in rows]

        return self.database.write(work)

    def leave(self, person, at=NOON):
        """Let a teacher leave the project."""
        left = members.State.LEFT
        self.database.write(lambda db: makers.take_part(db, self.project, person, at, left))

    def send_back(self, person, at):
        """Let a teacher be validated no more."""
        self.database.write(lambda db: people.decide(db, person, Standing.WAITING, at))


def said(row):
    """Read what a row says, as a reply."""
    return unpack(json.loads(row.payload))
