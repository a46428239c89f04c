"""Who comes into the rooms of a TwinSpace and goes, as it is written down.

Source: docs/rules.md, TWS-4 and TWS-13.
"""

from collections.abc import Sequence
from datetime import datetime

from handlers import supervision
from storage import accounts, members, presences, pupils, safeguarding, twinspaces
from storage.db import Db
from storage.presences import Membership
from storage.safeguarding import Kind
from storage.twinspaces import TwinSpace

#: Who is so may have left pupils alone.
_GONE = frozenset({"leave", "ban"})


def hear(
    db: Db, twinspace: TwinSpace, room: str, one: Membership, server_name: str, at: datetime
) -> bool:
    """Take what the homeserver pushed of somebody in a room; False if it changes nothing."""
    if not presences.hear(db, room, one, at):
        return False
    _note(db, twinspace, room, one, server_name, at)
    twinspaces.want(db, twinspace.project_id, is_urgent=one.membership in _GONE)
    return True


def look(
    db: Db,
    project_id: int,
    room: str,
    found: Sequence[Membership],
    server_name: str,
    began: datetime,
    at: datetime,
) -> None:
    """Take who is in a room, as it was read there since `began`."""
    twinspace = twinspaces.by_project(db, project_id)
    assert twinspace is not None, "a room without a TwinSpace was looked at"
    for one in presences.look(db, room, found, began, at):
        _note(db, twinspace, room, one, server_name, at)


def _note(
    db: Db, twinspace: TwinSpace, room: str, one: Membership, server_name: str, at: datetime
) -> None:
    """Write into the safeguarding log who entered or left a room that people talk in."""
    is_kick = one.sender != one.user
    kinds = {"join": Kind.JOINED, "leave": Kind.PUT_OUT if is_kick else Kind.LEFT}
    kind = kinds.get(one.membership)
    if kind is None or room == twinspace.space:
        return
    where = "classroom" if room == twinspace.classroom else "staff room"
    subject = who(db, twinspace.project_id, one.user, server_name)
    actor = "service" if is_kick else subject
    project = twinspace.project_id
    safeguarding.write(db, kind, at, actor=actor, subject=subject, project_id=project, reason=where)


def opened(db: Db, project_id: int, user: str, server_name: str, at: datetime) -> bool:
    """Note that an account saw the classroom; False if it is no teacher's, or came just before."""
    if user.startswith("@p_"):
        return False
    kind, _, number = who(db, project_id, user, server_name).partition(":")
    return kind == "person" and supervision.opened(db, project_id, int(number), at)


def who(db: Db, project_id: int, user: str, server_name: str) -> str:
    """Say whose an account is, without its name: "person:7", "pupil:12", "stranger"."""
    localpart = user[1:].partition(":")[0]
    if user.startswith("@p_"):
        ever = pupils.ever(db, project_id)
        return next((f"pupil:{one.id}" for one in ever if one.localpart == localpart), "stranger")
    for member in members.ever(db, project_id):
        if user in accounts.users(db, member.person_id, server_name):
            return f"person:{member.person_id}"
    return "stranger"
