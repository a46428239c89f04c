"""A running project of three schools, and days that pass over it, for several of these tests."""

from datetime import timedelta

from handlers import heartbeat
from storage import members, projects
from tests import makers
from tests.conftest import NOON


class Days:
    """Ana of Romania and Ben of Germany found a project; Cleo of France is a partner."""

    def __init__(self, database, chats, teacher):
        self.database, self.chats = database, chats
        self.anna, self.ana = teacher("Ana", country="RO")
        self.bernd, self.ben = teacher("Ben", country="DE")
        self.clea, self.cleo = teacher("Cleo", country="FR")
        self.project = database.write(self._found)
        self.tick()

    def _found(self, db):
        made = makers.project(db, (self.anna, self.bernd), NOON)
        self.take_part(db, made, self.clea)
        return made

    @staticmethod
    def take_part(db, made, person, at=NOON):
        where = {"role": members.Role.PARTNER, "state": members.State.IN, "at": at}
        members.put(db, made.id, person.id, school_id=person.school_id, **where)

    def now(self):
        return self.database.read(projects.by_id, self.project.id)

    def tick(self):
        """Let the clock's job run now; give what it said."""
        self.chats.new()
        while self.database.write(heartbeat.tick, self.chats.at):
            pass
        return self.chats.new()

    def pass_(self, days, *alive):
        """Let days pass, each with its ticks; who is `alive` writes each day."""
        said = []
        for _ in range(days):
            self.chats.at += timedelta(days=1)
            for one in alive:
                self.chats.send(f"/project {self.project.id}", one)
            said += self.tick()
        return said
