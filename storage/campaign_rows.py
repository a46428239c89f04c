"""The letters of a campaign in the outbox: let go, kept back, counted.

They wait as HELD, where nobody looks for what to send, and a few at a time are let go. So hundreds
of thousands that wait for a morning, or for their author, cost an answer nothing; and to pause
them is to let no more go and to take back the few that were.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select, update

from storage import campaign_readers
from storage.campaigns import Campaign
from storage.db import Db
from storage.gathered import TOLD
from storage.outbox import OF_CAMPAIGN, State, table

#: So many letters may wait to leave on each platform: some seconds' worth at the fastest pace.
LET_GO = 2000
#: So many on each platform are looked at in one transaction: turns wait for it.
AT_ONCE = 200
#: Of so many of the first that were tried it is looked whether they were refused.
FIRST = 500
#: Why a letter was not sent, where that says nothing against its words.
UNREACHABLE = (
    "blocked",
    "deactivated",
    "never wrote",
    "kicked",
    "closed",
    "not found",
    "moved",
    "left",
    "foreign",
)
#: It was dropped by us.
DROPPED = ("taken back", "erased", "replaced", "too late", "no reader", "parted", TOLD)


@dataclass(frozen=True)
class Counts:
    """What became of a campaign's letters."""

    sent: int = 0
    #: They are about to leave, or leave in some seconds.
    waiting: int = 0
    #: They wait for the end of a night, or for what is told once a day.
    later: int = 0
    #: Their chats take nothing.
    unreachable: int = 0
    #: The call was made and nobody will know whether it went well.
    unknown: int = 0
    #: The platform did not take what they say.
    refused: int = 0
    #: They never leave, since it was stopped.
    dropped: int = 0

    @property
    def settled(self) -> int:
        return self.sent + self.unreachable + self.unknown + self.refused

    @property
    def left(self) -> int:
        return self.waiting + self.later


def count(db: Db, campaign: Campaign, now: datetime) -> Counts:
    """Count what became of a campaign's letters."""
    is_later = case((table.c.due_at > now, 1), else_=0)
    mine: tuple[ColumnElement[bool], ...] = (*own(campaign), table.c.target.is_(None))
    if campaign.state not in _TAKING:  # then there are no others, and the index alone is read
        mine = own(campaign)
    # In the order of the index: to group by both, SQLite would hold all letters in memory.
    query = select(table.c.state, func.count(), func.sum(is_later)).where(*mine)
    found: dict[str, int] = {}
    for state, number, later in db.execute(query.group_by(table.c.state)):
        for is_late, of_these in ((False, number - later), (True, later)):
            name = _name(State(state), is_late)
            found[name] = found.get(name, 0) + of_these
    dead = found.pop("dead", 0)
    if dead:
        found |= _dead(db, mine)
    return Counts(**found)


_TAKING = frozenset({"withdrawn"})


def _name(state: State, is_later: bool) -> str:
    match state:
        case State.SENT:
            return "sent"
        case State.UNKNOWN:
            return "unknown"
        case State.DEAD:
            return "dead"
        case State.GATHERED:
            return "later"
        case State.HELD if is_later:
            return "later"
    return "waiting"


def _dead(db: Db, mine: Collection[ColumnElement[bool]]) -> dict[str, int]:
    found = {"unreachable": 0, "refused": 0, "dropped": 0, "sent": 0}
    told = select(table.c.why, func.count()).where(*mine, table.c.state == State.DEAD)
    sent = select(func.count()).where(*mine, table.c.state == State.SENT)
    for why, number in db.execute(told.group_by(table.c.why)):
        name = "sent" if why == TOLD else "unreachable" if why in UNREACHABLE else "refused"
        found["dropped" if why in DROPPED and why != TOLD else name] += number
    found["sent"] += db.scalar(sent) or 0
    return found


def refused(db: Db, campaign: Campaign) -> tuple[int, int]:
    """Say how many of the first that were tried were refused for what they say, and of how many."""
    ended = table.c.state.in_([State.SENT, State.UNKNOWN, State.DEAD])
    if db.scalar(select(table.c.id).where(*own(campaign), ended).limit(1)) is None:
        return 0, 0
    tried = table.c.state.in_([State.SENT, State.UNKNOWN]) | table.c.why.not_in((*DROPPED, ""))
    # The rest is passed over by the index: most of them wait.
    some = table.c.state.in_([State.SENT, State.UNKNOWN, State.WAITING, State.DEAD])
    first = (
        select(table.c.why, table.c.state)
        .where(*own(campaign), some, tried, table.c.target.is_(None))
        .order_by(func.coalesce(table.c.attempted_at, table.c.due_at))
        .limit(FIRST)
    )
    rows = db.execute(first).all()
    innocent = (*UNREACHABLE, "no answer", "died")
    wrong = [row for row in rows if row.state != State.SENT and row.why not in innocent]
    return len(wrong), len(rows)


def let_go(db: Db, campaign: Campaign, now: datetime) -> bool:
    """Let the next letters that are due leave, on each platform; True if more can at once."""
    more = [_let_go(db, campaign, one, now) for one in _platforms(db, campaign, now)]
    return any(more)


def _platforms(db: Db, campaign: Campaign, now: datetime) -> list[str]:
    """List the platforms on which letters are due, each found by one step in the index."""
    found, last = [], ""
    first = select(func.min(table.c.platform)).where(*_held(campaign))
    due = select(table.c.id).where(*_held(campaign), table.c.due_at <= now).limit(1)
    while last := db.scalar(first.where(table.c.platform > last)) or "":
        if db.scalar(due.where(table.c.platform == last)) is not None:
            found.append(last)
    return found


def are_few(db: Db, campaign: Campaign, now: datetime) -> bool:
    """Tell whether letters are due of which, on some platform, few wait to leave."""
    platforms = _platforms(db, campaign, now)
    return any(_room(db, campaign, one) > LET_GO // 2 for one in platforms)


def _room(db: Db, campaign: Campaign, platform: str) -> int:
    """Say how many more may wait to leave on a platform."""
    waits = (*own(campaign), table.c.state == State.WAITING, table.c.platform == platform)
    return LET_GO - (db.scalar(select(func.count()).where(*waits)) or 0)


def _let_go(db: Db, campaign: Campaign, platform: str, now: datetime) -> bool:
    room = _room(db, campaign, platform)
    if room <= 0:
        return False
    due = (*_held(campaign), table.c.platform == platform, table.c.due_at <= now)
    query = select(table.c.id).where(*due).order_by(table.c.due_at).limit(min(room, AT_ONCE))
    found = set(db.scalars(query))
    ids = set(found)
    if campaign.state not in _TAKING:
        ids -= campaign_readers.leave_out(db, ids)
        ids -= campaign_readers.put_off(db, ids, now)
    # Those alone that were looked at, if they are still there to be let go.
    these = (table.c.id.in_(ids), table.c.state == State.HELD)
    db.execute(update(table).where(*these).values(state=int(State.WAITING)))
    return len(found) == AT_ONCE < room


def keep_back(db: Db, campaign: Campaign) -> None:
    """Let nothing leave that has not: not even what was let go."""
    waits = (*own(campaign), table.c.state == State.WAITING)
    db.execute(update(table).where(*waits).values(state=int(State.HELD)))


def own(campaign: Campaign) -> tuple[ColumnElement[bool], ...]:
    """Say in SQL which letters are a campaign's."""
    # In so many words, so that the databases see that the index fits.
    return (table.c.batch == campaign.batch, OF_CAMPAIGN)


def _held(campaign: Campaign) -> tuple[ColumnElement[bool], ...]:
    mine = (*own(campaign), table.c.state == State.HELD)
    return (*mine, table.c.target.is_not(None)) if campaign.state in _TAKING else mine
