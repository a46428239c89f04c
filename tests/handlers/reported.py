"""A project of Ana (with a colleague) and Eva, its pupil Fox, and what is reported out of it."""

import itertools
import json
from dataclasses import dataclass

from handlers import roomreports, turn
from handlers.conversation import Event, Place
from handlers.packing import unpack
from handlers.rich import Rich
from handlers.rooms import Said
from storage import accounts, frozen, members, outbox, pupils, room_reports, twinspaces
from storage.addresses import Address
from storage.db import Database
from storage.room_reports import RoomReport
from tests import makers
from tests.conftest import NOON

SERVER = "school.example"
CLASSROOM, STAFF = "!class", "!staff"
SECRET = "meet me behind the gym"
#: Instead of what somebody wrote: it was taken back before.
GONE = None
EVA_WROTE = ("t_eva", SECRET)
_numbers = itertools.count(1)


@dataclass
class Rivers:
    """The project, and a way to report out of it."""

    database: Database
    id: int
    fox: int
    at = NOON
    #: Who said something before what is reported.
    welcomed_by = "t_eva"

    def said(self, message: str, sender: str, text: str) -> Said:
        return Said(message, f"@{sender}:{SERVER}", NOON, Rich(text))

    def report(self, by: str, message: str = "", words: str = "", *, about="", room="classroom"):
        """Press the button in the browser; `about` is (account, text) as the homeserver has it."""
        event = Event(
            id=f"pressed {next(_numbers)}",
            address=Address("web", by),
            chat="",
            at=self.at,
            command="reportmessage",
            words=f"{self.id} {room} {message}".rstrip() + f"\n{words}",
            seed=b"chance",
            site="https://etwin.example",
        )
        self.freeze(event.id, message, about, STAFF if room == "staff" else CLASSROOM)
        return turn.act(self.database, event)

    def fox_reports(self, message: str = "", words: str = "", *, about=EVA_WROTE, **how):
        """Let Fox press it."""
        return self.report(f"pupil:{self.fox}", message, words, about=about, **how)

    def reported(self, by: str = "", words: str = "", about=EVA_WROTE) -> RoomReport:
        """Let Fox or somebody else report a message; give the report."""
        self.report(by or f"pupil:{self.fox}", "$1", words, about=about)
        return self.database.read(room_reports.open_)[-1]

    def freeze(self, key, message, about, room=CLASSROOM):
        if about:
            before = self.said("$before", self.welcomed_by, "Welcome all")
            if about[1] is GONE:
                found = roomreports.gone(room, message, f"@{about[0]}:{SERVER}", [before])
            else:
                found = roomreports.freeze(room, [before, self.said(message, *about)])
            self.database.write(frozen.keep, key, found, self.at)

    def type_in_room(self, by: str, words: str, message: str = "", about=""):
        """Type "!report" in a Matrix app; give what the service says in rooms."""
        typed = f"$typed{next(_numbers)}"
        event = Event(
            id=typed,
            message=typed,
            address=Address("room", f"@{by}:{SERVER}"),
            chat=CLASSROOM,
            at=self.at,
            command="report",
            words=words,
            about=message,
            seed=b"chance",
            site="https://etwin.example",
            room=Place(self.id, "classroom", CLASSROOM, "en"),
        )
        self.freeze(event.id, message, about)
        turn.take(self.database, event, bytes)
        return self.in_rooms()

    def act(self, person, command: str, words: str):
        """Press a button on the page of a report."""
        event = Event(
            id=f"pressed {next(_numbers)}",
            address=Address("web", f"person:{person.id}"),
            chat="",
            at=self.at,
            command=command,
            words=words,
            seed=b"chance",
            site="https://etwin.example",
        )
        return turn.act(self.database, event)

    def in_rooms(self):
        rows = self.database.read(
            lambda db: db.execute(
                outbox.table.select().where(outbox.table.c.platform == outbox.ROOM)
            ).all()
        )
        return [(row.chat, row.edits, unpack(json.loads(row.payload))) for row in rows]


def at(name: str) -> Address:
    """Give the address from which somebody writes to the bot."""
    return Address("telegram", name)


def teachers(teacher, school):
    """Make Ana and Cleo of one school in Romania and Eva in Germany; give them by name."""
    oak = school("Oak School")
    made = teacher("Ana", school=oak), teacher("Cleo", school=oak), teacher("Eva", country="DE")
    return {address.user: person for person, address in made}


def make(database, people) -> Rivers:
    """Found the project of Ana, Cleo and Eva."""
    ana, cleo, eva = (people[name] for name in ("ana", "cleo", "eva"))

    def work(db):
        project = makers.project(db, (ana, eva), NOON)
        role, state = members.Role.PARTNER, members.State.IN
        school = cleo.school_id
        members.put(db, project.id, cleo.id, role=role, state=state, school_id=school, at=NOON)
        for person, localpart in ((ana, "t_ana"), (cleo, "t_cleo"), (eva, "t_eva")):
            accounts.add(db, person.id, localpart)
        where = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
        fox = pupils.add(
            db, **where, pseudonym="Fox", code="ABCDE234567", localpart="p_fox", at=NOON
        )
        twinspaces.want(db, project.id)
        rooms = {"classroom": CLASSROOM, "staff_room": STAFF, "space": "!space"}
        twinspaces.keep_rooms(db, project.id, **rooms)
        return project.id, fox.id

    return Rivers(database, *database.write(work))
