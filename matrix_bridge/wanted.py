"""What a TwinSpace's rooms should be, read from our database: who is in them, with which rights."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers import supervision, words
from handlers.conversation import Words
from handlers.supervision import Teacher
from storage import (
    accounts,
    addresses,
    ghosts,
    members,
    mutes,
    people,
    presences,
    projects,
    pupils,
    twinspaces,
)
from storage.db import Db
from storage.people import Person
from storage.projects import State
from storage.pupils import Pupil
from storage.twinspaces import TwinSpace

ROOM_VERSION = "12"
MUTED, TEACHER, SERVICE_ONLY, NOBODY = -1, 50, 100, 150
#: The room's own record of who is who, which the guard in the homeserver reads.
RECORD = ("eu.etwin.room", "")
KINDS = ("classroom", "staff_room", "space")
_LEVELS = ("m.room.power_levels", "")
_ALIASES = {"classroom": "classroom", "staff_room": "staff", "space": "space"}
#: State that only the service may set. Source: MATRIX 1.13, "m.room.power_levels".
_KEPT = (
    "m.room.avatar",
    "m.room.canonical_alias",
    "m.room.encryption",
    "m.room.guest_access",
    "m.room.history_visibility",
    "m.room.join_rules",
    "m.room.name",
    "m.room.power_levels",
    "m.room.server_acl",
    "m.room.topic",
    "m.space.child",
    "m.space.parent",
)


@dataclass(frozen=True)
class Wanted:
    """One project's rooms as they should be."""

    project_id: int
    title: str
    language: str
    is_closed: bool
    rooms: TwinSpace
    #: The accounts of teachers, by person; an empty list is an account yet to be made.
    teachers: Mapping[int, list[str]]
    #: The names of accounts that we make: teachers without one of their own, and pupils.
    made: Mapping[str, str]
    pupils: frozenset[str]
    #: The pupils who may only read, by the kind of the room.
    muted: Mapping[str, frozenset[str]]
    #: What the room's own record says of everybody, by account.
    record: Mapping[str, Mapping[str, Any]]
    #: The accounts that speak in the staff room, and only there, for teachers on Telegram.
    ghosts: frozenset[str]

    def users(self, kind: str) -> frozenset[str]:
        """List who belongs into a room: pupils only where they may be."""
        grown = frozenset(user for users in self.teachers.values() for user in users)
        return grown | self.ghosts if kind == "staff_room" else grown | self.pupils

    def levels(self, kind: str) -> dict[str, Any]:
        """Give the rights in a room.

        Room version 12: the service created the room, is above all levels and must
        not be listed. Source: docs/rules.md, TWS-3 and TWS-4.
        """
        top = NOBODY if self.is_closed else SERVICE_ONLY
        grown = sorted(user for users in self.teachers.values() for user in users)
        return {
            "users_default": 0,
            "users": dict.fromkeys(grown, TEACHER)
            | dict.fromkeys(sorted(self.muted.get(kind, ())), MUTED),
            "events_default": NOBODY if self.is_closed else 0,
            "state_default": top,
            "redact": NOBODY if self.is_closed else TEACHER,
            "invite": top,
            "kick": top,
            "ban": top,
            "notifications": {"room": top if self.is_closed else TEACHER},
            "events": {**dict.fromkeys(_KEPT, top), "m.room.tombstone": NOBODY},
        }


def read(db: Db, project_id: int, server_name: str, at: datetime) -> Wanted | None:
    """Read what a project's rooms should be at a time; None if it has none."""
    project = projects.by_id(db, project_id)
    rooms = twinspaces.by_project(db, project_id)
    if project is None or rooms is None:
        return None
    teachers, made, telegram = {}, {}, {}
    speaking = ghosts.of_project(db, project_id)
    for member in members.inside(db, project_id):
        person = people.by_id(db, member.person_id)
        if person is None or not person.is_validated:
            continue
        teachers[member.person_id] = accounts.users(db, member.person_id, server_name)
        localpart = accounts.of_person(db, member.person_id)
        if localpart is not None:
            made[f"@{localpart}:{server_name}"] = person.name
        if (localpart := speaking.get(member.person_id)) is not None:
            telegram[f"@{localpart}:{server_name}"] = _ghost(person, member.school_id)
            made[f"@{localpart}:{server_name}"] = f"{person.name} (Telegram)"
    inside = {f"@{one.localpart}:{server_name}": one for one in pupils.inside(db, project_id)}
    watching = supervision.teachers(db, project_id, at, server_name)
    founder = addresses.preferred(db, project.founder_id)
    return Wanted(
        project_id=project_id,
        title=project.title,
        language=founder.language if founder else words.FALLBACK,
        is_closed=project.state != State.ACTIVE,
        rooms=rooms,
        teachers=teachers,
        made=made | {user: pupil.pseudonym for user, pupil in inside.items()},
        pupils=frozenset(inside),
        muted=_muted(db, rooms, inside, watching, at),
        record=_record(watching, inside) | telegram,
        ghosts=frozenset(telegram),
    )


def _ghost(person: Person, school_id: int | None) -> dict[str, Any]:
    """Say who speaks in the staff room from Telegram: a teacher, who looks after nobody there."""
    school = str(school_id or person.school_id or "")
    return {"role": "teacher", "school": school, "supervises": False}


def _muted(
    db: Db,
    rooms: TwinSpace,
    inside: Mapping[str, Pupil],
    watching: list[Teacher],
    at: datetime,
) -> dict[str, frozenset[str]]:
    """List the pupils who may only read in each room: locked, quiet, or with nobody there."""
    schools = {one.school_id for one in inside.values() if one.school_id is not None}
    asleep = mutes.of_project(db, rooms.project_id, at)
    found = {}
    for kind in ("classroom", "space"):
        alone = supervision.judge(schools, watching, presences.joined(db, getattr(rooms, kind)))
        found[kind] = frozenset(
            user
            for user, one in inside.items()
            if one.school_id is None or one.school_id in alone or mutes.muted(asleep, one.school_id)
        )
    return found


def _record(watching: list[Teacher], inside: Mapping[str, Pupil]) -> dict[str, dict[str, Any]]:
    """Say of every account who it is, in nothing but roles and numbers of schools."""
    found: dict[str, dict[str, Any]] = {}
    for teacher in watching:
        school = str(teacher.school_id or "")
        for user in teacher.users if teacher.is_validated else ():
            found[user] = {"role": "teacher", "school": school, "supervises": teacher.has_looked}
    for user, pupil in inside.items():
        found[user] = {"role": "pupil", "school": str(pupil.school_id or "")}
    return found


def fingerprint(wanted: Wanted, server_name: str) -> str:
    """Sum up what the rooms should be: as long as it is the same, so are they."""
    rooms = wanted.rooms
    whole: list[Any] = [rooms.classroom, rooms.staff_room, rooms.space, sorted(wanted.made.items())]
    for kind in KINDS:
        content = state(wanted, kind, rooms.classroom, server_name)
        whole += [sorted(wanted.users(kind)), sorted((*key, one) for key, one in content.items())]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def is_in_place(wanted: Wanted, kind: str, there: Mapping[str, str], service: str) -> bool:
    """Tell whether the right people are in a room, by what we know of it."""
    belong = wanted.users(kind)
    for user in belong:
        enough = {"join"} if user in wanted.made else {"join", "invite"}
        if there.get(user) not in enough:
            return False
    return not any(
        how in {"join", "invite", "knock"} and user != service and user not in belong
        for user, how in there.items()
    )


def alias(wanted: Wanted, kind: str) -> str:
    """Name a room's alias without "#" and server: there is one room behind it, ever."""
    return f"etwin_{wanted.project_id}_{_ALIASES[kind]}"


def creation(wanted: Wanted, kind: str, classroom: str, server_name: str) -> dict[str, Any]:
    """Describe a room for `createRoom`, whole: nothing has to be set afterwards.

    Source: docs/rules.md, TWS-1 to TWS-3.
    """
    content: dict[str, Any] = {"m.federate": False}
    if kind == "space":
        content["type"] = "m.space"
    whole = state(wanted, kind, classroom, server_name)
    levels = whole.pop(_LEVELS)
    return {
        "room_version": ROOM_VERSION,
        "preset": "private_chat",
        "visibility": "private",
        "room_alias_name": alias(wanted, kind),
        "creation_content": content,
        "initial_state": [
            {"type": event_type, "state_key": key, "content": content}
            for (event_type, key), content in whole.items()
        ],
        "power_level_content_override": levels,
        "invite": sorted(wanted.users(kind)),
    }


def state(
    wanted: Wanted, kind: str, classroom: str, server_name: str
) -> dict[tuple[str, str], dict[str, Any]]:
    """Give what a room's state should be, by event type and state key.

    Source: docs/rules.md, TWS-1 to TWS-3.
    """
    names = {"classroom": "room.classroom", "staff_room": "room.staff", "space": "room.space"}
    topics = {"classroom": "room.classroom_topic", "staff_room": "room.staff_topic"}
    whole: dict[tuple[str, str], dict[str, Any]] = {
        _LEVELS: wanted.levels(kind),
        RECORD: _record_of(wanted, kind),
        ("m.room.guest_access", ""): {"guest_access": "forbidden"},
        ("m.room.history_visibility", ""): {"history_visibility": "shared"},
        ("m.room.join_rules", ""): {"join_rule": "invite"},
        ("m.room.name", ""): {"name": _say(wanted, names[kind])},
    }
    if kind in topics:
        whole["m.room.topic", ""] = {"topic": _say(wanted, topics[kind])}
    if kind == "space":
        whole["m.space.child", classroom] = {"via": [server_name]}
    return whole


def _record_of(wanted: Wanted, kind: str) -> dict[str, Any]:
    inside = wanted.users(kind)
    everybody = {user: dict(one) for user, one in wanted.record.items() if user in inside}
    return {"kind": kind, "members": everybody}


def _say(wanted: Wanted, key: str) -> str:
    return words.plain(wanted.language, Words(key, {"title": wanted.title}))
