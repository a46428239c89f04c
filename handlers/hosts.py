"""Who may host seminars, and who may change one."""

from storage import coordinators, group_members
from storage.db import Db
from storage.people import Person
from storage.seminars import Seminar


def may_host(db: Db, person: Person) -> bool:
    """Tell whether somebody may host seminars now: coordinators may, and groups' moderators.

    Source: docs/rules.md, SEM-1.
    """
    if coordinators.countries_of(db, person.id):
        return True
    return person.is_validated and group_members.moderates_any(db, person.id)


def may_change(db: Db, person: Person, seminar: Seminar) -> bool:
    """Tell whether somebody may change a seminar now: its host, and central support."""
    if seminar.host_id == person.id:
        return may_host(db, person)
    return coordinators.ALL in coordinators.countries_of(db, person.id)
