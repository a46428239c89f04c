"""TwinSpaces: the rooms of a project on the homeserver, and whether they still match us."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Table,
    Text,
    and_,
    insert,
    or_,
    select,
    text,
    true,
    update,
)

from storage import member_rows, pupils
from storage.db import Db, UtcTime, metadata

#: How long one process may settle a project before another may take over.
LEASE = timedelta(seconds=60)
#: How many projects are taken at once: those that changed, and those only due for a look.
CHANGED_AT_ONCE, DUE_AT_ONCE = 20, 3

table = Table(
    "twinspaces",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("space", Text, nullable=False, server_default=""),
    Column("classroom", Text, nullable=False, server_default=""),
    Column("staff_room", Text, nullable=False, server_default=""),
    Column("is_dirty", Boolean, nullable=False),
    Column("is_due", Boolean, nullable=False, server_default=text("false")),
    Column("is_urgent", Boolean, nullable=False, server_default=text("false")),
    Column("settled_at", UtcTime, nullable=True),
    Column("leased_until", UtcTime, nullable=True),
    Column("lease", Text, nullable=False, server_default=""),
    Column("fingerprint", Text, nullable=False, server_default=""),
    Index("ix_twinspaces_is_dirty_is_due", "is_dirty", "is_due"),
    Index("ix_twinspaces_space", "space"),
    # Few of many: written as `UNSETTLED` below is.
    Index(
        "ix_twinspaces_unsettled",
        "project_id",
        sqlite_where=text("is_dirty = 1 OR leased_until IS NOT NULL"),
        postgresql_where=text("is_dirty OR leased_until IS NOT NULL"),
    ),
    Index("ix_twinspaces_classroom", "classroom"),
    Index("ix_twinspaces_staff_room", "staff_room"),
)

#: What changed, or is being settled.
UNSETTLED = or_(table.c.is_dirty, table.c.leased_until.is_not(None))


@dataclass(frozen=True)
class TwinSpace:
    """The three rooms of a project; an empty id is a room not made yet."""

    project_id: int
    space: str
    classroom: str
    staff_room: str
    is_dirty: bool
    settled_at: datetime | None
    leased_until: datetime | None
    #: Whether the rooms themselves are to be read, whatever we believe to know of them.
    is_due: bool
    #: Of what the rooms were last made; empty while they may be anything.
    fingerprint: str

    @property
    def is_settled(self) -> bool:
        """Whether the rooms match what was true when this was read."""
        return self.is_open and not self.is_dirty and self.leased_until is None

    @property
    def is_open(self) -> bool:
        """Whether all its rooms exist."""
        return bool(self.space and self.classroom and self.staff_room)


_columns = [table.c[name] for name in TwinSpace.__dataclass_fields__]


def want(db: Db, project_id: int, *, is_urgent: bool = False) -> None:
    """Let the project's rooms be made, or brought in line with what is true now. Safe to repeat.

    What is urgent goes before all others: pupils are to be muted.
    """
    change = update(table).where(table.c.project_id == project_id)
    values = {"is_dirty": True} | ({"is_urgent": True} if is_urgent else {})
    if db.execute(change.values(values)).rowcount == 0:
        db.execute(insert(table).values(project_id=project_id, **values))


def want_school(db: Db, school_id: int) -> None:
    """Let the rooms be looked at where pupils of a school take part: what they may has changed."""
    theirs = select(pupils.table.c.project_id).where(
        pupils.table.c.school_id == school_id, pupils.table.c.state == pupils.State.IN
    )
    where = table.c.project_id.in_(theirs)
    db.execute(update(table).where(where).values(is_dirty=True))


def want_of(db: Db, person_id: int, *, is_urgent: bool = False) -> None:
    """Let the rooms of all of a teacher's projects be looked at: their accounts changed.

    It is urgent where they lose a right: pupils may be alone then.
    """
    theirs = select(member_rows.table.c.project_id).where(
        member_rows.table.c.person_id == person_id
    )
    values = {"is_dirty": True} | ({"is_urgent": True} if is_urgent else {})
    db.execute(update(table).where(table.c.project_id.in_(theirs)).values(values))


def by_project(db: Db, project_id: int) -> TwinSpace | None:
    """Find a project's TwinSpace; None if none was ever wanted."""
    row = db.execute(select(*_columns).where(table.c.project_id == project_id)).first()
    return TwinSpace(*row) if row else None


def by_room(db: Db, room: str) -> TwinSpace | None:
    """Find the TwinSpace that a room belongs to; None if it belongs to none."""
    where = or_(table.c.classroom == room, table.c.staff_room == room, table.c.space == room)
    row = db.execute(select(*_columns).where(where)).first()
    return TwinSpace(*row) if row else None


def waiting(db: Db, at: datetime, *, only_urgent: bool = False) -> list[int]:
    """List projects that wait to be settled and that nobody is settling.

    What is urgent comes first, then what changed; of those that only are due for a look a few
    at a time, so that no change ever waits behind them.
    """
    changed, due = _waits(at)
    if only_urgent:
        changed &= table.c.is_urgent == true()
    urgent_first = select(table.c.project_id).where(changed).order_by(table.c.is_urgent.desc())
    ids = list(db.scalars(urgent_first.limit(CHANGED_AT_ONCE)))
    if not only_urgent:
        ids += db.scalars(select(table.c.project_id).where(due).limit(DUE_AT_ONCE))
    return list(dict.fromkeys(ids))


def take(db: Db, project_id: int, lease: str, at: datetime) -> bool:
    """Take a project for a minute, to settle it; False if another was faster."""
    change = update(table).where(or_(*_waits(at)) & (table.c.project_id == project_id))
    change = change.values(lease=lease, leased_until=at + LEASE, is_dirty=False)
    return db.execute(change).rowcount == 1


def keep(db: Db, project_id: int, lease: str, at: datetime) -> bool:
    """Keep a project for another minute; False if it was taken from us. Until the commit it is not.

    Source: docs/decisions/0009-settled-not-commanded.md.
    """
    mine = (table.c.project_id == project_id) & (table.c.lease == lease)
    return db.execute(update(table).where(mine).values(leased_until=at + LEASE)).rowcount == 1


def _waits(at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Say which projects changed, and which are due for a look, that nobody is settling."""
    free = or_(table.c.leased_until.is_(None), table.c.leased_until < at)
    changed = or_(table.c.is_dirty == true(), table.c.leased_until.is_not(None)) & free
    return changed, (table.c.is_due == true()) & free


def keep_rooms(db: Db, project_id: int, **rooms: str) -> None:
    """Note the ids of rooms as they are made: `space`, `classroom`, `staff_room`."""
    db.execute(update(table).where(table.c.project_id == project_id).values(**rooms))


def settled(db: Db, project_id: int, at: datetime) -> None:
    """Note that the rooms match; the lease ends. What was changed meanwhile is dirty again."""
    change = update(table).where(table.c.project_id == project_id)
    values = {"settled_at": at, "leased_until": None, "lease": ""}
    urgent_again = and_(table.c.is_urgent, table.c.is_dirty)
    db.execute(change.values(**values, is_urgent=urgent_again))


def keep_fingerprint(db: Db, project_id: int, fingerprint: str) -> None:
    """Note of what the rooms were made."""
    change = update(table).where(table.c.project_id == project_id)
    db.execute(change.values(fingerprint=fingerprint))


def begin(db: Db, project_id: int) -> None:
    """Note, before anything of the rooms is changed, that they may be anything and are read now.

    Who wants them to be read from here on wants it once more.
    """
    change = update(table).where(table.c.project_id == project_id)
    db.execute(change.values(fingerprint="", is_due=False))


def doubt(db: Db, project_id: int) -> None:
    """Let the rooms be read soon, after whoever is settling them: others may have changed them."""
    change = update(table).where(table.c.project_id == project_id)
    db.execute(change.values(is_dirty=True, is_due=True, is_urgent=True))


def all_rooms(db: Db) -> frozenset[str]:
    """List the rooms of all TwinSpaces."""
    rows = db.execute(select(table.c.space, table.c.classroom, table.c.staff_room))
    return frozenset(room for row in rows for room in row if room)


def unsettled(
    db: Db,
    project_id: int,
    lease: str,
    until: datetime | None,
    urgent_until: datetime | None = None,
) -> None:
    """Note that settling failed: it is tried again after `until`, what is urgent perhaps sooner.

    Where another is settling it by now, it goes on.
    """
    mine = update(table).where(table.c.project_id == project_id, table.c.lease.in_(["", lease]))
    db.execute(mine.values(is_dirty=True, leased_until=until, lease=""))
    if urgent_until is not None:
        db.execute(mine.where(table.c.is_urgent == true()).values(leased_until=urgent_until))


def look_at_all(db: Db) -> None:
    """Let every TwinSpace be looked at again, as there is time."""
    db.execute(update(table).values(is_due=True))


def free_leases(db: Db, living: Collection[str]) -> None:
    """Let be looked at again whatever was being settled by a process that does not live any more.

    With none `living`, we are the only one and have just begun: then everything.
    """
    query = select(table.c.project_id, table.c.lease).where(table.c.leased_until.is_not(None))
    for project_id, lease in db.execute(query).all():
        holder, of_process, _ = lease.rpartition("/")
        if living and (not of_process or holder in living):
            continue
        where = (table.c.project_id == project_id) & (table.c.lease == lease)
        db.execute(update(table).where(where).values(is_dirty=True, leased_until=None, lease=""))
