"""What a TwinSpace's rooms should be, read from our database: who is in them, with which rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers import words
from handlers.conversation import Words
from storage import accounts, addresses, members, people, projects, pupils, twinspaces
from storage.db import Db
from storage.projects import State
from storage.twinspaces import TwinSpace

ROOM_VERSION = "12"
TEACHER, SERVICE_ONLY, NOBODY = 50, 100, 150
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

    def users(self, kind: str) -> frozenset[str]:
        """List who belongs into a room: pupils only where they may be."""
        grown = frozenset(user for users in self.teachers.values() for user in users)
        return grown if kind == "staff_room" else grown | self.pupils

    def levels(self) -> dict[str, Any]:
        """Give the rights in every room of the project.

        Room version 12: the service created the room, is above all levels and must
        not be listed. Source: docs/rules.md, TWS-3.
        """
        top = NOBODY if self.is_closed else SERVICE_ONLY
        grown = sorted(user for users in self.teachers.values() for user in users)
        return {
            "users_default": 0,
            "users": dict.fromkeys(grown, TEACHER),
            "events_default": NOBODY if self.is_closed else 0,
            "state_default": top,
            "redact": NOBODY if self.is_closed else TEACHER,
            "invite": top,
            "kick": top,
            "ban": top,
            "notifications": {"room": top if self.is_closed else TEACHER},
            "events": {**dict.fromkeys(_KEPT, top), "m.room.tombstone": NOBODY},
        }


def read(db: Db, project_id: int, server_name: str) -> Wanted | None:
    """Read what a project's rooms should be; None if it has none."""
    project = projects.by_id(db, project_id)
    rooms = twinspaces.by_project(db, project_id)
    if project is None or rooms is None:
        return None
    teachers, made = {}, {}
    for member in members.inside(db, project_id):
        teachers[member.person_id] = accounts.users(db, member.person_id, server_name)
        localpart = accounts.of_person(db, member.person_id)
        person = people.by_id(db, member.person_id)
        if localpart is not None and person is not None:
            made[f"@{localpart}:{server_name}"] = person.name
    inside = pupils.inside(db, project_id)
    made |= {f"@{pupil.localpart}:{server_name}": pupil.pseudonym for pupil in inside}
    founder = addresses.preferred(db, project.founder_id)
    return Wanted(
        project_id=project_id,
        title=project.title,
        language=founder.language if founder else words.FALLBACK,
        is_closed=project.state != State.ACTIVE,
        rooms=rooms,
        teachers=teachers,
        made=made,
        pupils=frozenset(f"@{pupil.localpart}:{server_name}" for pupil in inside),
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
        _LEVELS: wanted.levels(),
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


def _say(wanted: Wanted, key: str) -> str:
    return words.plain(wanted.language, Words(key, {"title": wanted.title}))
