"""A classroom for tests of what is said there: who is in it, and a way to say and send things."""

import itertools
import json

from handlers import turn
from handlers.conversation import Event, File, Place
from handlers.packing import unpack
from handlers.rich import Rich
from storage import accounts, outbox, pupils, twinspaces
from storage.addresses import Address
from tests import makers
from tests.conftest import NOON

SERVER = "school.example"
#: The addresses from which Ana and Eva write to the bot.
ANA, EVA = (Address("telegram", one) for one in ("ana", "eva"))
ROOMS = {"classroom": "!class", "staff_room": "!staff"}
#: Pupils by their accounts; "p_fox" is of Ana's school, "p_owl" of Eva's.
PUPILS = {"p_fox": "Blue Fox", "p_hare": "Grey Hare", "p_owl": "Wise Owl"}


class Classroom:
    """The rooms of Ana's and Eva's project, as the homeserver tells us of them."""

    def __init__(self, database, ana, eva):
        self.database = database
        self.ana, self.eva = ana, eva
        self.at = NOON
        self._numbers = itertools.count(1)
        self.project = database.write(self._make)

    def _make(self, db):
        project = makers.project(db, (self.ana, self.eva), NOON)
        for person, localpart in ((self.ana, "t_ana"), (self.eva, "t_eva")):
            accounts.add(db, person.id, localpart)
        for number, (localpart, name) in enumerate(PUPILS.items()):
            teacher = self.eva if localpart == "p_owl" else self.ana
            pupils.add(
                db,
                project_id=project.id,
                school_id=teacher.school_id,
                added_by=teacher.id,
                pseudonym=name,
                code=f"ABCD{number}SECRET",
                localpart=localpart,
                at=NOON,
            )
        twinspaces.want(db, project.id)
        rooms = {"classroom": "!class", "staff_room": "!staff", "space": "!space"}
        twinspaces.keep_rooms(db, project.id, **rooms)
        return project

    def pupil(self, localpart):
        return self.database.read(pupils.by_localpart, localpart)

    def type(self, text, by, kind="classroom", about=""):
        """Type something; give what the service says in rooms then, each with its room."""
        command, _, rest = text.removeprefix("!").partition(" ")
        is_command = text.startswith("!")
        said = {"command": command if is_command else "", "words": rest if is_command else text}
        return self._take(by, kind, about=about, **said)

    def post(self, by, caption="", kind="classroom", **file):
        """Post a file; give the message's id."""
        message = f"$posted{next(self._numbers)}"
        self._take(by, kind, kind_="file", message=message, **_sent(caption, file))
        return message

    def edit(self, message, by, caption="", **file):
        """Change a message with a file; with `ref=None` it has none any more."""
        return self._take(by, "classroom", kind_="edit", message=message, **_sent(caption, file))

    def take_back(self, message, by):
        return self._take(by, "classroom", kind_="taken back", about=message)

    def said(self):
        """List everything the service said in the rooms."""
        query = outbox.table.select().where(outbox.table.c.platform == outbox.ROOM)
        with self.database.reading() as db:
            rows = db.execute(query.order_by(outbox.table.c.id)).all()
        return [(row.chat, row.replies_to, unpack(json.loads(row.payload))) for row in rows]

    def _take(self, by, kind, kind_="text", **values):
        before = len(self.said())
        event = Event(
            id=f"$typed{next(self._numbers)}",
            address=Address("room", f"@{by}:{SERVER}"),
            chat=ROOMS[kind],
            at=self.at,
            kind=kind_,
            seed=b"chance",
            meetings="https://meet.example/{code}",
            room=Place(self.project.id, kind, ROOMS[kind], "en"),
            **{"message": f"$message{next(self._numbers)}"} | values,
        )
        assert turn.take(self.database, event, bytes) == turn.Taken.ANSWERED
        return [(room, reply) for room, _, reply in self.said()[before:]]


def _sent(caption, file):
    values = {"ref": f"mxc://{SERVER}/abc", "mime": "image/png", "name": "IMG_1.png", "size": 9}
    values |= {"origin": "room", "kind": file.pop("what", "photo"), **file}
    sent = None if values["ref"] is None else File(**values)
    return {"file": sent, "rich": Rich(caption), "words": caption}


def keys(said):
    """Give the text keys of what was said."""
    return [reply.key for _, reply in said]
