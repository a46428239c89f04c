"""Teachers and projects put straight into a database, for tests that begin where others end."""

import struct
import zlib

from storage import members, people, projects, schools
from storage.people import Standing

_PLAN = {
    "title": "Rivers",
    "description": "We measure.",
    "languages": ("en",),
    "age_min": 9,
    "age_max": 12,
    "pupils": 20,
    "subjects": ("biology",),
}


def teacher(db, name, country, at, **values):
    """Make a validated teacher of a school of their own."""
    school = schools.add(db, name=f"School of {name}", town="Ulm", country=country, at=at)
    columns = {"role": "teacher", "standing": Standing.VALIDATED, "school_id": school.id}
    return people.add(db, at=at, name=name, country=country, **columns | values)


def project(db, founders, at, state=projects.State.ACTIVE, **plan):
    """Make a project of two people; in an active one both take part."""
    first, second = founders
    columns = {"founder_id": first.id, "cofounder_id": second.id}
    columns |= {"is_national": first.country == second.country}
    made = projects.found(db, state, at, **_PLAN | columns | plan)
    if state == projects.State.ACTIVE:
        for founder in founders:
            take_part(db, made, founder, at)
    return made


def take_part(db, made, person, at, state=members.State.IN):
    """Let a founder take part in a project, or no more."""
    members.put(
        db,
        made.id,
        person.id,
        role=members.Role.FOUNDER,
        state=state,
        school_id=person.school_id,
        at=at,
    )


def png(width=3, height=2):
    """Make a real picture, all red."""

    def chunk(kind, data):
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\xff\x00\x00" * width) * height)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
