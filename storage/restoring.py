"""What a database needs that was put back from a backup, before anything runs on it.

What happened after the backup did happen: messages arrived, codes were used, ids were given.
Source: docs/decisions/0026-backup.md.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Table, delete, select, text, update

from storage import (
    backups,
    belongings,
    campaign_rows,
    campaigns,
    codes,
    exports,
    matrix_sync,
    outbox,
    pupils,
    safeguarding,
    seats,
    sessions,
    twinspaces,
)
from storage.codes import Purpose
from storage.db import Db, metadata
from storage.dumping import REVISION
from storage.outbox import State
from storage.safeguarding import Kind

#: So many ids may have been given between the backup and now. They are not given again: old
#: buttons must not fit something new, and the homeserver knows transactions by ids of the outbox.
IDS = 5_000_000
#: How long a homeserver remembers our transactions.
REMEMBERED = timedelta(hours=24)
#: Codes that are no secret of one person, and good as often as they are shown.
_SHOWN = (Purpose.CONTACT, Purpose.GROUP)
#: The lane of what goes to very many.
_BULK = 2


@dataclass(frozen=True)
class Restored:
    """What was found in a database that was put back."""

    #: Messages of which nobody will know whether they arrived.
    doubtful: int
    #: Announcements that were under way and now wait for a coordinator.
    paused: int
    #: Accounts and people erased after the backup, who are erased again.
    erased_again: int


def finish(
    db: Db,
    revision: str,
    made_at: datetime,
    now: datetime,
    forgetful: Collection[str],
    replay: Callable[[Db, datetime], int],
) -> Restored:
    """Make a copy of `made_at` fit to run on, and note its revision: before, nothing runs on it.

    `forgetful` are the platforms that know no transaction ids; `replay` wants everybody erased
    again who was, and counts them. All in one transaction, once.
    """
    _skip_ids(db)
    doubtful = _leave_in_doubt(db, made_at, now, forgetful)
    paused = _pause_campaigns(db, now)
    db.execute(delete(seats.table))
    db.execute(delete(sessions.table))
    db.execute(delete(codes.table).where(codes.table.c.purpose.not_in(_SHOWN)))
    db.execute(update(pupils.table).where(pupils.had_slip).values(logout_wanted=True))
    matrix_sync.use_device(db, "")
    db.execute(delete(exports.table).where(exports.table.c.ended_at.is_not(None)))
    _settle_anew(db)
    again = replay(db, now)
    backups.begin(db, now)
    safeguarding.write(db, Kind.RESTORED, now, subject=f"backup:{made_at:%Y-%m-%dT%H:%MZ}")
    db.execute(text(f"INSERT INTO {REVISION} VALUES (:it)"), {"it": revision})  # noqa: S608
    return Restored(doubtful, paused, again)


def _leave_in_doubt(db: Db, made_at: datetime, now: datetime, forgetful: Collection[str]) -> int:
    """Count as unknown what may have arrived after the backup and must not arrive twice.

    That is what was being sent and what waited to go to many. Where a transaction id makes one
    message of two, as long as it is remembered, it is sent again. An answer that waited is, too.
    """
    letters = outbox.table
    unsent = letters.c.state.in_((State.WAITING, State.ATTEMPTING))
    is_new = (letters.c.edits == "") & letters.c.target.is_(None) & ~letters.c.removes
    is_twice = (letters.c.state == State.ATTEMPTING) | (letters.c.lane >= _BULK)
    where = unsent & is_new & is_twice
    if now - made_at < REMEMBERED:
        where &= letters.c.platform.in_(forgetful)
    else:
        where &= letters.c.platform != outbox.ROOM
    lost = {"state": int(State.UNKNOWN), "why": "restored"}
    count = db.execute(update(letters).where(where).values(lost)).rowcount
    tried = letters.c.state == State.ATTEMPTING
    db.execute(update(letters).where(tried).values(state=int(State.WAITING)))
    return count


def _pause_campaigns(db: Db, now: datetime) -> int:
    """Let a coordinator decide about announcements: they may have reached everybody by now."""
    under_way = (campaigns.State.ENQUEUING, campaigns.State.RUNNING)
    table = campaigns.table
    ids = list(
        db.scalars(select(table.c.id).where(table.c.state.in_(under_way)).order_by(table.c.id))
    )
    for number in ids:
        campaign = campaigns.hold(db, number)
        assert campaign is not None
        campaign_rows.keep_back(db, campaign)
        campaigns.move(db, campaign, campaigns.State.PAUSED, now, reason="")
    return len(ids)


def _settle_anew(db: Db) -> None:
    """Let all rooms be compared with what is true: nothing that was noted of them counts."""
    unknown = {"is_dirty": True, "is_due": True, "fingerprint": "", "lease": ""}
    db.execute(update(twinspaces.table).values(**unknown, leased_until=None))


def _skip_ids(db: Db) -> None:
    """Give none of the ids that may have been given since: on SQLite where it keeps count."""
    belongings.load()
    if db.dialect.name == "sqlite":
        for table in metadata.sorted_tables:
            if table.dialect_options["sqlite"]["autoincrement"]:
                _skip_on_sqlite(db, table)
        return
    skip = (
        "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass,"
        " coalesce(last_value, 0) + :ids) FROM pg_sequences WHERE schemaname = current_schema()"
    )
    db.execute(text(skip), {"ids": IDS})


def _skip_on_sqlite(db: Db, table: Table) -> None:
    counted = text("UPDATE sqlite_sequence SET seq = seq + :ids WHERE name = :name")
    if not db.execute(counted, {"ids": IDS, "name": table.name}).rowcount:
        begin = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :ids)")
        db.execute(begin, {"ids": IDS, "name": table.name})
