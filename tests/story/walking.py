"""One TwinSpace to which everything happens, and what must hold of its pupils."""

import os
import time
from datetime import UTC, datetime, timedelta

from handlers import leaving
from handlers.platform import Gate
from matrix_bridge.homeserver import Homeserver, Refused
from storage import (
    accounts,
    class_visits,
    members,
    people,
    projects,
    pupils,
    schools,
    twinspaces,
)
from storage.db import Database
from storage.people import Standing
from tests import makers
from tests.story.stage import AS_TOKEN, SERVER
from tests.story.watching import SERVICE, Sight

#: What the rule allows, times what a busy machine may need.
IN_TIME = 5.0 * float(os.environ.get("ETWIN_PATIENCE", "1"))
#: By when the rooms must have come to rest.
AT_REST = 60.0

NAMES = ("Ana", "Bob", "Cleo", "Dora")


class Walk:
    """One project: Ana and Bob teach at one school, Cleo at another, Dora at a third."""

    def __init__(self, stage):
        self.stage = stage
        #: The longest time in seconds for which pupils could write unwatched.
        self.worst = 0.0
        self.database = Database(self.stage.database_url)
        self.homeserver = Homeserver(self.stage.synapse.url, AS_TOKEN, Gate(), 20.0)
        self.removed: set[str] = set()
        self.database.write(self._found)
        self.sight = Sight(self.database, self.homeserver, stage.loop, self.number)
        self._rest()

    def _found(self, db):
        now = datetime.now(UTC)
        made = {name: makers.teacher(db, name, "RO", now) for name in NAMES}
        self.people = {name: person.id for name, person in made.items()}
        people.change(db, made["Bob"].id, school_id=made["Ana"].school_id)
        made["Bob"] = people.by_id(db, made["Bob"].id)
        self.number = makers.project(db, (made["Ana"], made["Cleo"]), now).id
        self.school = {name: person.school_id for name, person in made.items()}
        self._add_pupil(db, "Ana")
        self._add_pupil(db, "Cleo")
        twinspaces.want(db, self.number)

    def close(self):
        """Leave the database and the homeserver."""
        self.stage.loop.run(self.homeserver.close())
        self.database.close()

    # What happens

    def joins(self, name):
        """A teacher takes part, again or for the first time, and opens the classroom."""
        person = self._person(name)
        if person.is_gone or not person.is_validated:
            return

        def work(db):
            project = projects.by_id(db, self.number)
            makers.take_part(db, project, person, self._now())
            class_visits.note(db, self.number, person.id, self._now())
            twinspaces.want(db, self.number)

        self.database.write(work)

    def leaves_the_project(self, name):
        """A teacher is out of the project, however the last one of a school came to that."""
        person = self._person(name)

        def work(db):
            if members.is_inside(db, self.number, person.id):
                project = projects.by_id(db, self.number)
                makers.take_part(db, project, person, self._now(), members.State.LEFT)
                twinspaces.want(db, self.number)

        self.database.write(work)

    def leaves_the_room(self, name):
        """A teacher's account leaves the classroom, as no guard would let it."""
        self._in_room(lambda room, user: self.homeserver.leave(room, user), name)

    def is_kicked(self, name):
        """Other hands put a teacher out of the classroom."""
        self._in_room(lambda room, user: self.homeserver.kick(room, SERVICE, user), name)

    def is_suspended(self, name):
        """A coordinator suspends somebody."""
        self._decide(name, Standing.SUSPENDED)

    def is_validated_again(self, name):
        """A coordinator gives a registration again."""
        self._decide(name, Standing.VALIDATED)

    def _decide(self, name, standing):
        person = self._person(name)
        if not person.is_gone:
            self.database.write(people.decide, person, standing, self._now())

    def changes_school(self, name):
        """A teacher goes to a school of which nobody is here."""
        person = self._person(name)
        if person.is_gone:
            return

        def work(db):
            there = schools.add(db, name="Elm", town="Ulm", country="RO", at=self._now())
            leaving.move_school(db, person, there.id, self._now())
            people.decide(db, person, person.standing, self._now(), school_id=there.id)

        self.database.write(work)

    def is_erased(self, name):
        """A teacher is erased; no founder, whose project would close."""
        person = self._person(name)
        if not person.is_gone:
            self.database.write(leaving.erase, person, self._now())

    def adds_a_pupil(self, name):
        """A pupil comes into a school's class."""

        def work(db):
            self._add_pupil(db, name)
            twinspaces.want(db, self.number)

        self.database.write(work)

    def a_pupil_goes(self, _name):
        """The newest pupil is taken out."""

        def work(db):
            found = pupils.inside(db, self.number)
            if found:
                newest = max(found, key=lambda one: one.id)
                pupils.remove(db, newest.id)
                twinspaces.want(db, self.number)
                self.removed.add(f"@{newest.localpart}:{SERVER}")

        self.database.write(work)

    def does_not_look_for_weeks(self, name):
        """A teacher has not opened the classroom for long; the clock is asked at a start."""
        person, long_ago = self._person(name), self._now() - timedelta(days=40)

        def work(db):
            visits, class_ = class_visits.table, pupils.table
            mine = (visits.c.project_id == self.number) & (visits.c.person_id == person.id)
            db.execute(visits.update().where(mine).values(opened_at=long_ago))
            added = (class_.c.project_id == self.number) & (class_.c.added_by == person.id)
            db.execute(class_.update().where(added).values(added_at=long_ago))

        self.database.write(work)
        self.service_restarts()

    def service_restarts(self, _name=""):
        """A power cut, and the service comes back."""
        self.stage.kill()
        self.stage.start()

    def somebody_goes_while_the_service_is_away(self, name):
        """What the homeserver could not tell is told when the service is back."""
        self.stage.kill()
        self.leaves_the_room(name)
        self.stage.start()

    def homeserver_restarts(self, _name):
        """The homeserver dies and comes back."""
        self.stage.synapse.kill()
        self.stage.synapse.start()

    # What must hold

    def holds(self):
        """See that pupils are watched or muted in time, and that all comes to rest as it should."""
        began = time.monotonic()
        while (problem := self.sight.unwatched()) and time.monotonic() - began < AT_REST:
            time.sleep(0.05)
        took = time.monotonic() - began
        self.worst = max(self.worst, took)
        assert not problem, problem
        assert took <= IN_TIME, f"pupils were unwatched for {took:.1f} s"
        self._rest()
        self.sight.compare_rooms(self.removed)

    def _rest(self):
        """Wait until the service believes that everything matches, and looks no more."""
        deadline = time.monotonic() + AT_REST
        calm = 0
        while calm < 3:
            calm = calm + 1 if self.database.read(self._is_settled) else 0
            assert time.monotonic() < deadline, "the rooms do not come to rest"
            time.sleep(0.1)

    def _is_settled(self, db):
        found = twinspaces.by_project(db, self.number)
        return found is not None and found.is_settled

    # How it is done

    def _now(self):
        return datetime.now(UTC)

    def _person(self, name):
        return self.database.read(people.by_id, self.people[name])

    def _add_pupil(self, db, name):
        number = len(pupils.ever(db, self.number)) + 1
        code = f"{self.number:03}{number:02}SECRET"
        pupils.add(
            db,
            project_id=self.number,
            school_id=self.school[name],
            added_by=self.people[name],
            pseudonym=f"Fox {number}",
            code=code,
            localpart=f"p_{self.number}x{number}",
            at=self._now(),
        )

    def _in_room(self, act, name):
        users = self.database.read(accounts.users, self.people[name], SERVER)
        room = self.database.read(twinspaces.by_project, self.number).classroom

        async def acting():
            for user in users:
                try:
                    await act(room, user)
                except Refused:  # they are not in it
                    continue

        self.stage.loop.run(acting())
