"""A project with pupils of one school, who is joined in its classroom, and what is judged of it."""

from datetime import timedelta

from handlers import attendance, supervision
from storage import accounts, mutes, people, projects, pupils, twinspaces
from storage.mutes import Cause
from storage.presences import Membership
from tests import makers
from tests.conftest import NOON

SERVER = "school.example"
ROOMS = {"classroom": "!class", "staff_room": "!staff", "space": "!space"}


class TwinSpace:
    """A project of Ana (RO) and Ben (DE) with two pupils of Ana's school, whose rooms are there."""

    def __init__(self, database, chats, ana, ben):
        self.database, self.chats = database, chats
        (self.ana, self.at_ana), (self.ben, self.at_ben) = ana, ben
        self.now = NOON
        self.number = database.write(self._found)
        self._events = 0

    def _found(self, db):
        project = makers.project(db, (self.ana, self.ben), NOON)
        twinspaces.want(db, project.id)
        twinspaces.keep_rooms(db, project.id, **ROOMS)
        for person in (self.ana, self.ben):
            accounts.add(db, person.id, f"t_{person.name.lower()}")
        for number in (1, 2):
            pupils.add(
                db,
                project_id=project.id,
                school_id=self.ana.school_id,
                added_by=self.ana.id,
                pseudonym=f"Fox {number}",
                code=f"7K22{number}SECRET",
                localpart=f"p_{number}",
                at=NOON,
            )
        return project.id

    def goes(self, person, membership):
        """Let the homeserver push that a teacher's account is in or out."""
        self._events += 1
        user = f"@t_{person.name.lower()}:{SERVER}"
        since = NOON + timedelta(seconds=self._events)
        one = Membership(user, membership, f"${self._events}", since, sender=user)

        def work(db):
            there = twinspaces.by_project(db, self.number)
            return attendance.hear(db, there, "!class", one, SERVER, self.now)

        return self.database.write(work)

    def joins(self, person, **values):
        """Let somebody take part in the project, after some of their values changed."""

        def work(db):
            if values:
                people.change(db, person.id, **values)
            project = projects.by_id(db, self.number)
            makers.take_part(db, project, people.by_id(db, person.id), NOON)

        self.write(work)

    def opens(self, person):
        """Let somebody look into the classroom now."""
        self.write(supervision.opened, self.number, person.id, self.now)

    def judgement(self):
        """Judge; give everything that is said of it."""
        return self._said(supervision.judge_project, self.number, self.now, SERVER)

    def judged(self):
        """Judge; give whom is told what, by key and name."""
        return _told(self.judgement())

    def watched(self):
        """Let the clock's job run; give whom is told what."""
        return _told(self._said(supervision.watch, self.now))

    def _said(self, work, *args):
        self.chats._read = self.chats._newest()
        self.write(work, *args)
        return self.chats.new()

    def muted(self):
        """Give the schools whose pupils are muted as nobody looks after them."""
        found = self.read(mutes.of_cause, self.number, Cause.UNSUPERVISED)
        return [one.school_id for one in found]

    def write(self, work, *args):
        return self.database.write(work, *args)

    def read(self, work, *args):
        return self.database.read(work, *args)


def _told(replies):
    return sorted((reply.key, reply.to.user) for reply in replies)
