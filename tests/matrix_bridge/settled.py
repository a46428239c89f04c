"""A project whose rooms are settled on a real homeserver, with its teachers and pupils in them."""

import itertools
from datetime import UTC, datetime

from handlers import supervision
from matrix_bridge.settle import Settling
from storage import members, projects, pupils, twinspaces
from tests import makers
from tests.matrix_bridge.names import SERVER, SERVICE


def now():
    return datetime.now(UTC)


def settler(homeserver, desk):
    """Settle rooms as the service does."""
    return Settling(homeserver, SERVER, desk.in_database, now, lambda: None)


class Class:
    """A project of Ana and Eva with one pupil of each school: Ana's is Fox, Eva's is Owl."""

    def __init__(self, homeserver, desk, name):
        self._opened, self.desk, self._name = homeserver, desk, name
        self._numbers = itertools.count(1)
        self.number = self.write(self._found)

    def _found(self, db):
        self.ana, self.eva = (
            makers.teacher(db, one, "RO", now()) for one in ("Anamaria", "Evangelina")
        )
        project = makers.project(db, (self.ana, self.eva), now())
        self.fox = self._pupil(db, project, self.ana, "Fox", "ABCDE234567")
        self.owl = self._pupil(db, project, self.eva, "Owl", "FGHJK234567")
        twinspaces.want(db, project.id)
        return project.id

    def _pupil(self, db, project, teacher, animal, code):
        localpart = self._name("p")
        return pupils.add(
            db,
            project_id=project.id,
            school_id=teacher.school_id,
            added_by=teacher.id,
            pseudonym=f"{animal} {localpart}",  # classes of several tests are in the same rooms
            code=code,
            localpart=localpart,
            at=now(),
        )

    async def __aenter__(self):
        self.homeserver = await self._opened.__aenter__()
        self.settling = settler(self.homeserver, self.desk)
        return self

    async def __aexit__(self, *error):
        await self._opened.__aexit__(*error)

    async def settle(self):
        """Settle until nothing is left to be done."""
        for _ in range(5):
            await self.settling.settle_changed()
            if self.rooms.is_settled:
                return
        raise AssertionError("the rooms do not come to rest")

    def write(self, work, *args):
        return self.desk.database.write(work, *args)

    def read(self, work, *args):
        return self.desk.database.read(work, *args)

    @property
    def rooms(self):
        return self.read(twinspaces.by_project, self.number)

    def user(self, pupil):
        return f"@{pupil.localpart}:{SERVER}"

    def account(self, person):
        [user] = self.read(supervision.accounts.users, person.id, SERVER)
        return user

    def leaves(self, person):
        """Let a teacher leave the project."""

        def work(db):
            project = projects.by_id(db, self.number)
            makers.take_part(db, project, person, now(), members.State.LEFT)
            twinspaces.want(db, self.number)

        self.write(work)

    def becomes(self, state):
        """Let the project become closed or another."""

        def work(db):
            projects.change(db, projects.by_id(db, self.number), state, now())
            twinspaces.want(db, self.number)

        self.write(work)

    def wants(self):
        """Let the rooms be looked at again."""
        self.write(twinspaces.want, self.number)

    async def say(self, pupil, text):
        """Let a pupil say something in the classroom; give the id of its event."""
        body = {"msgtype": "m.text", "body": text}
        transaction = f"{pupil.localpart}-{next(self._numbers)}"
        user = self.user(pupil)
        return await self.homeserver.send_event(
            self.rooms.classroom, "m.room.message", body, transaction, user
        )

    async def bodies(self):
        """List what can be read in the classroom."""
        page = await self.homeserver.messages(self.rooms.classroom, SERVICE, limit=500)
        found = (event["content"].get("body") for event in page.events)
        return [body for body in found if body]

    async def levels(self, room):
        """Read who has which power in a room."""
        return (await self._state(room, "m.room.power_levels"))["users"]

    async def record(self, room):
        """Read what a room says of who is in it."""
        return await self._state(room, "eu.etwin.room")

    async def _state(self, room, kind):
        state = await self.homeserver.state(room, SERVICE)
        [found] = [one["content"] for one in state if one["type"] == kind]
        return found
