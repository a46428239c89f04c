"""Projects and seminars for the public to find, put straight into a database."""

import itertools
from datetime import timedelta

from storage import people, schools, seminars
from storage.people import Standing
from tests import makers
from tests.conftest import NOON

_numbers = itertools.count(1)


def school_teacher(db, country="RO", town="Cluj", name=""):
    """Make a validated teacher of a school in a town."""
    number = next(_numbers)
    school = schools.add(db, name=f"School {number}", town=town, country=country, at=NOON)
    columns = {"role": "teacher", "standing": Standing.VALIDATED, "school_id": school.id}
    return people.add(db, at=NOON, name=name or f"Teacher {number}", country=country, **columns)


def project(database, title, places=(("RO", "Cluj"), ("DE", "Ulm")), names=("", ""), **plan):
    """Make a project of schools in two places; give its id."""

    def work(db):
        founders = [
            school_teacher(db, country, town, name)
            for (country, town), name in zip(places, names, strict=True)
        ]
        return makers.project(db, founders, NOON, title=title, **plan).id

    return database.write(work)


def seminar(database, title="Reading together", days=3, **values):
    """Announce a seminar; give its id."""
    starts_at = NOON + timedelta(days=days)
    columns = {
        "title": title,
        "speaker": "Zoe Speaker",
        "kind": seminars.Kind.SEMINAR,
        "language": "en",
        "subjects": ("art",),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "minutes": 60,
        "capacity": 20,
        "link": "https://meet.example/secret-room",
        "uid": f"seminar-{next(_numbers)}@portal.example",
    }

    def work(db):
        host = school_teacher(db, name="Hanna Host")
        return seminars.add(db, at=NOON, host_id=host.id, **{**columns, **values}).id

    return database.write(work)
