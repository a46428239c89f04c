"""Pupils: pseudonyms that a teacher added to a project, and what their parents allow."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    Table,
    Text,
    insert,
    or_,
    select,
    text,
    true,
    update,
)

from storage import slip_codes
from storage.db import Db, UtcTime, metadata

#: Source: docs/rules.md, TWS-5.
WRONG_TRIES = 10
#: How long a link that logs a Matrix app in may be used, with a minute for drawing it.
#: Source: matrix_bridge/registration.py, "token_timeout".
LINK_LASTS = timedelta(minutes=6)

table = Table(
    "pupils",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    Column("school_id", ForeignKey("schools.id"), nullable=True),
    Column("added_by", ForeignKey("people.id"), nullable=False),
    #: Whose class it is; empty once that teacher is erased.
    Column("teacher_id", ForeignKey("people.id"), nullable=True),
    Column("class_name", Text, nullable=False, server_default=""),
    Column("pseudonym", Text, nullable=False),
    Column("localpart", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    #: Empty as long as no slip opens anything. Slips are tried and renewed in storage/slips.py.
    Column("slip", Text, nullable=True, unique=True),
    Column("secret_hash", Text, nullable=True),
    Column("wrong_tries", Integer, nullable=False, server_default="0"),
    Column("takes_part", Boolean, nullable=False, server_default=text("false")),
    Column("may_publish", Boolean, nullable=False, server_default=text("false")),
    Column("may_picture", Boolean, nullable=False, server_default=text("false")),
    Column("permitted_by", ForeignKey("people.id"), nullable=True),
    Column("permitted_at", UtcTime, nullable=True),
    Column("may_use_app", Boolean, nullable=False, server_default=text("false")),
    Column("logout_wanted", Boolean, nullable=False, server_default=text("false")),
    Column("link_drawn_at", UtcTime, nullable=True),
    Column("added_at", UtcTime, nullable=False),
    Index(
        "ix_pupils_to_log_out",
        "project_id",
        sqlite_where=text("logout_wanted = 1"),
        postgresql_where=text("logout_wanted"),
    ),
    # An id is never given twice: the log of what was done names pupils by it.
    sqlite_autoincrement=True,
)


class State(StrEnum):
    """Whether a pupil stands on the list."""

    IN = "in"
    REMOVED = "removed"


@dataclass(frozen=True)
class Permissions:
    """What the parents of a pupil allow. Source: docs/rules.md, TWS-5."""

    takes_part: bool = False
    may_publish: bool = False
    may_picture: bool = False


@dataclass(frozen=True)
class Pupil:
    """A pupil in one project. We know a pseudonym and a class, and nothing else."""

    id: int
    project_id: int
    school_id: int | None
    added_by: int
    teacher_id: int | None
    #: As the teacher calls the class: "4b"; empty if it has no name.
    class_name: str
    pseudonym: str
    #: The opaque account on the homeserver: "p_…".
    localpart: str
    state: State
    #: The half of the slip that names it; the other half is kept as a hash.
    slip: str | None
    secret_hash: str | None
    wrong_tries: int
    takes_part: bool
    may_publish: bool
    may_picture: bool
    #: Who recorded the permissions last, and when.
    permitted_by: int | None
    permitted_at: datetime | None
    #: Whether the teacher lets the pupil read and write in a Matrix app.
    may_use_app: bool
    #: Whether the pupil's devices have yet to be ended on the homeserver.
    logout_wanted: bool
    #: When a link was drawn last that logs a Matrix app in.
    link_drawn_at: datetime | None
    added_at: datetime

    @property
    def is_inside(self) -> bool:
        """Whether the pupil belongs into the rooms: on the list, and the parents allow it."""
        return self.state == State.IN and self.takes_part

    @property
    def is_locked(self) -> bool:
        return self.wrong_tries >= WRONG_TRIES

    @property
    def permissions(self) -> Permissions:
        return Permissions(self.takes_part, self.may_publish, self.may_picture)

    @property
    def work_may_be_public(self) -> bool:
        """Whether what the pupil made may be published."""
        return self.takes_part and self.may_publish

    @property
    def picture_may_be_public(self) -> bool:
        """Whether a picture in which the pupil is seen may be published."""
        return self.takes_part and self.may_picture


COLUMNS = [table.c[one.name] for one in fields(Pupil)]
#: Whether there may be devices to end: only who had a slip ever came in.
had_slip = or_(table.c.logout_wanted == true(), table.c.slip.is_not(None))


def add(
    db: Db,
    *,
    project_id: int,
    school_id: int | None,
    added_by: int,
    pseudonym: str,
    localpart: str,
    at: datetime,
    code: str = "",
    class_name: str = "",
) -> Pupil:
    """Put a pupil on the list of a project.

    `code` makes a slip at once, of a pupil whose parents allow to take part; without it there
    is neither. Five signs of it name the slip, the rest is its secret.
    """
    values: dict[str, Any] = {
        "project_id": project_id,
        "school_id": school_id,
        "added_by": added_by,
        "teacher_id": added_by,
        "class_name": class_name,
    }
    values |= {"pseudonym": pseudonym, "localpart": localpart, "state": State.IN, "added_at": at}
    if code:
        permission = {"takes_part": True, "permitted_by": added_by, "permitted_at": at}
        values |= {**permission, **slip_codes.kept(code)}
    key = db.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None
    pupil = by_id(db, key[0])
    assert pupil is not None
    return pupil


def by_id(db: Db, pupil_id: int) -> Pupil | None:
    """Find a pupil; None if there is no such."""
    row = db.execute(select(*COLUMNS).where(table.c.id == pupil_id)).first()
    return read(row) if row else None


def by_localpart(db: Db, localpart: str) -> Pupil | None:
    """Find the pupil behind an account on the homeserver, removed ones too; None if it is none."""
    row = db.execute(select(*COLUMNS).where(table.c.localpart == localpart)).first()
    return read(row) if row else None


def inside(db: Db, project_id: int) -> list[Pupil]:
    """List the pupils who belong into a project's rooms, by pseudonym."""
    return [one for one in listed(db, project_id) if one.is_inside]


def listed(db: Db, project_id: int) -> list[Pupil]:
    """List the pupils on a project's list, with or without permission, by pseudonym."""
    query = select(*COLUMNS).where(table.c.project_id == project_id, table.c.state == State.IN)
    return [read(row) for row in db.execute(query.order_by(table.c.pseudonym, table.c.id))]


def ever(db: Db, project_id: int) -> list[Pupil]:
    """List the pupils who are or were on a project's list."""
    rows = db.execute(select(*COLUMNS).where(table.c.project_id == project_id))
    return [read(row) for row in rows]


def permit(db: Db, pupil_id: int, given: Permissions, by: int, at: datetime) -> None:
    """Note what the parents allow, and who recorded it. Without the first no slip is left."""
    values: dict[str, Any] = {"permitted_by": by, "permitted_at": at}
    values |= {one.name: getattr(given, one.name) for one in fields(given)}
    if not given.takes_part:
        values |= _no_slip()
    db.execute(update(table).where(table.c.id == pupil_id).values(values))


def let_use_app(db: Db, pupil_id: int, may: bool) -> None:
    """Let a pupil use a Matrix app or not; if not, those that are signed in are to end."""
    values: dict[str, Any] = {"may_use_app": may}
    if not may:
        values["logout_wanted"] = had_slip
    db.execute(update(table).where(table.c.id == pupil_id).values(values))


def move(db: Db, ids: Collection[int], teacher_id: int, class_name: str) -> None:
    """Put pupils into a class of a teacher."""
    change = update(table).where(table.c.id.in_(ids))
    db.execute(change.values(teacher_id=teacher_id, class_name=class_name))


def remove(db: Db, pupil_id: int) -> None:
    """Take a pupil off the list; the slip's name is free again, the devices are to end."""
    change = update(table).where(table.c.id == pupil_id)
    db.execute(change.values(state=State.REMOVED, **_no_slip()))


def logouts(db: Db, project_id: int) -> list[Pupil]:
    """List the pupils of a project whose devices have yet to be ended on the homeserver."""
    wanted = (table.c.project_id == project_id) & (table.c.logout_wanted == true())
    return [read(row) for row in db.execute(select(*COLUMNS).where(wanted))]


def with_logouts(db: Db) -> list[int]:
    """List the projects with pupils whose devices have yet to be ended."""
    return list(db.scalars(select(table.c.project_id).where(table.c.logout_wanted).distinct()))


def logged_out(db: Db, pupil_id: int, at: datetime) -> None:
    """Note that a pupil's devices were ended at a time.

    Where a link may still be used that was drawn before, they are to be ended once more.
    """
    cold = or_(table.c.link_drawn_at.is_(None), table.c.link_drawn_at <= at - LINK_LASTS)
    mine = update(table).where(table.c.id == pupil_id, cold)
    db.execute(mine.values(logout_wanted=False))


def log_out_all(db: Db, project_id: int) -> None:
    """Let the devices of a project's pupils end; their slips stay."""
    theirs = update(table).where(table.c.project_id == project_id, had_slip)
    db.execute(theirs.values(logout_wanted=True))


def draw_link(db: Db, pupil_id: int, at: datetime) -> bool:
    """Note that a link for a Matrix app is about to be drawn; False if the pupil may have none."""
    may = table.c.takes_part & table.c.may_use_app & (table.c.state == State.IN)
    drawing = update(table).where(table.c.id == pupil_id, may)
    return db.execute(drawing.values(link_drawn_at=at)).rowcount == 1


def _no_slip() -> dict[str, Any]:
    return {"slip": None, "secret_hash": None, "wrong_tries": 0, "logout_wanted": had_slip}


def read(row: Row[Any]) -> Pupil:
    """Read a row of COLUMNS."""
    values = dict(row._mapping)
    values["state"] = State(values["state"])
    return Pupil(**values)
