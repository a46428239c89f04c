"""Everybody who may look at the portal, each in a browser with all the visits they can have."""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from storage import codes, coordinators, members, projects, pupils, twinspaces
from storage.addresses import Address
from storage.codes import Purpose
from storage.people import Standing
from tests import makers
from tests.conftest import NOON
from tests.portal.own import come_in


@dataclass
class Making:
    """The fixtures with which they are made."""

    browse: Any
    chats: Any
    database: Any
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def nobody(self):
        """Give the browser of somebody who was never here, and is not at this machine."""
        return self.browse(**{"X-Forwarded-For": f"192.0.2.{next(self.numbers)}"})

    def own(self, name, *places):
        """Give a browser with visits to somebody's own pages."""
        browser = self.nobody()
        for place in places:
            other = come_in(self.browse, self.chats, place, Address("telegram", name.lower()))
            for cookie in other.client.session.cookie_jar:
                browser.client.session.cookie_jar.update_cookies({cookie.key: cookie.value})
        return browser

    def pupil(self, code):
        """Give a browser in which somebody entered with a slip."""
        browser = self.nobody()
        browser.post("/class", code=code)
        return browser

    def inside(self, browser, project_id, person_id):
        """Open a project's TwinSpace in a browser, too."""
        browser.post(link_to(self.database, project_id, person_id))
        return browser


def everybody(making, rivers, code, teacher, coordinator):
    """Make everybody: Rivers is a project of Ana's school, `code` stands on a slip of its pupil."""
    teacher("Eve Waiting", standing=Standing.WAITING)
    teacher("Tom Alone")
    cleo, _ = teacher("Cleo Other", country="FR")
    dan, _ = teacher("Dan Other", country="IT")
    songs, other_code = _songs(making.database, cleo, dan)
    coordinator("Carla", "RO")
    coordinator("Felix", "FR")
    coordinator("Zora", coordinators.ALL)
    own = making.own
    return {
        "nobody": making.nobody(),
        "pupil": making.pupil(code),
        "other_pupil": making.pupil(other_code),
        "waiting": own("Eve Waiting", "me"),
        "teacher": own("Tom Alone", "me"),
        "coordinator": own("Carla", "me", "desk"),
        "other_coordinator": own("Felix", "me", "desk"),
        "central": own("Zora", "me", "desk"),
        "other_member": making.inside(own("Cleo Other", "me", "twinspaces"), songs, cleo.id),
        "member": making.inside(own("Ana Pop", "me", "twinspaces"), rivers.id, rivers.ana),
    }


def _songs(database, cleo, dan):
    """Make another project, with a pupil; give it and the pupil's code."""

    def work(db):
        made = makers.project(db, (cleo, dan), NOON, title="Songs")
        twinspaces.want(db, made.id)
        rooms = {"space": "!s:school.example", "classroom": "!c:school.example"}
        twinspaces.keep_rooms(db, made.id, **rooms, staff_room="!t:school.example")
        values = {"project_id": made.id, "school_id": cleo.school_id, "added_by": cleo.id}
        values |= {"pseudonym": "Red Hen 1", "code": "9K99SECRET", "localpart": "p_hen"}
        pupils.add(db, **values, at=NOON)
        return made.id

    return database.write(work), "9K99S-ECRET"


def link_to(database, project_id, person_id, purpose=Purpose.TWINSPACE, minutes=15):
    """Make a one-time link into a project; give its path."""
    code = f"{purpose.upper()}{project_id}X{person_id}"
    lasts = timedelta(minutes=minutes)

    def work(db):
        codes.make(db, code, purpose, str(project_id), at=NOON, lasts=lasts, person_id=person_id)

    database.write(work)
    return f"/open/{code}"


def state_of(database, project_id):
    """Give what stands in the database of a project and its pupils, to be compared later."""

    def work(db):
        found = pupils.listed(db, project_id)
        inside = members.ever(db, project_id)
        return projects.by_id(db, project_id), found, inside

    return repr(database.read(work))
