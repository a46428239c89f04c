"""Everything we keep: what it is, for how long, why, and what deletes it.

Each table of the database stands in one line. `etwin retention` shows it, docs/operations.md too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.reminders import LOOKED_BACK, NUDGE_DAYS
from storage import (
    addresses,
    assignments,
    card_talks,
    class_meetings,
    codes,
    deliveries,
    dialogues,
    events,
    exports,
    former_texts,
    heartbeats,
    matrix_sync,
    partner_rounds,
    posts,
    reports,
    room_reports,
    seats,
    sessions,
    slips,
    tellings,
    uploads,
)
from storage.db import Db

#: Deletes what is too old; gives True if more of it is left. Safe to repeat.
Job = Callable[[Db, datetime], Any]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """One kind of thing that we keep."""

    what: str
    #: For how long, in words.
    long: str
    why: str
    #: The tables in which it stands, parted by spaces; empty: it is in no database.
    tables: str = ""
    #: The column that says how old a row is, as "table column"; empty if none does.
    since: str = ""
    #: After so long from then it goes.
    limit: timedelta | None = None
    #: What deletes it. Without one it goes with what it belongs to, or stays.
    job: Job | None = None
    #: When the job is done, in UTC: APScheduler's fields for its "cron" trigger; empty: by
    #: whoever uses it, each time.
    when: tuple[tuple[str, int | str], ...] = ()
    #: Where no job of its own deletes it: what does, or nothing.
    by: str = ""

    @property
    def ends_by(self) -> str:
        """Name what deletes it."""
        if self.job is None:
            return self.by or "–"
        return f"`{self.job.__module__.rpartition('.')[2]}.{self.job.__name__}`"


def _at(hour: int, minute: int = 0) -> tuple[tuple[str, int | str], ...]:
    return (("hour", hour), ("minute", minute))


_QUARTERS: tuple[tuple[str, int | str], ...] = (("minute", "*/15"),)


def forget_dead(db: Db, _now: datetime) -> None:
    """Forget the processes that died a day ago, by the database's own clock."""
    seats.forget_dead(db)


#: What goes by its age. The most is deleted at night.
TIMED: tuple[Kept, ...] = (
    Kept(
        "unfinished forms",
        "30 days after the last answer",
        "so that a pause loses nothing",
        *("dialogues", "dialogues updated_at", dialogues.KEPT, dialogues.forget_old, _at(3)),
    ),
    Kept(
        "ids of events already taken",
        "7 days; of those in rooms, 7 days before all was heard there",
        "so that what arrives twice counts once",
        *("taken_events", "taken_events taken_at", events.REMEMBERED, events.forget_old),
        when=_at(3, 10),
    ),
    Kept(
        "parked events, encrypted",
        "14 days",
        "to take them again once the fault is mended",
        *("parked_events", "parked_events parked_at", events.PARKED, events.forget_old),
        when=_at(3, 10),
    ),
    Kept(
        "messages that cannot be decrypted",
        "until their writer was asked to repeat them, at most 7 days",
        "their key may still come",
        *("undecrypted", "undecrypted arrived_at", matrix_sync.KEPT, matrix_sync.forget_old),
        when=_at(3, 15),
    ),
    Kept(
        "one-time codes and links, as hashes",
        "a day after they expire",
        "so that a late press is answered",
        *("codes", "codes expires_at", _DAY, codes.forget_old, _at(3, 20)),
    ),
    Kept(
        "browser sessions, as hashes",
        "45 idle minutes, at one's own data a day; a day at most",
        "to know who looks at a page",
        *("sessions", "sessions seen_at", sessions.IDLE, sessions.forget_old, _QUARTERS),
    ),
    Kept(
        "messages sent: text keys and fields; where they arrived",
        "30 days; of those with a code or link, or with words of a staff room, only the buttons; "
        "bare keys stay, so that nothing is sent twice",
        "answers, changes and old buttons need them",
        *("outbox deliveries", "outbox due_at", deliveries.KEPT, deliveries.forget_old),
        when=_at(3, 30),
    ),
    Kept(
        "what people were called before, and said of themselves",
        "37 days",
        "to find it in others' messages when they are erased",
        *("former_texts", "former_texts at", former_texts.KEPT, former_texts.forget_old),
        when=_at(3, 55),
    ),
    Kept(
        "when posts to groups were changed",
        "a day",
        "nobody may change them without end",
        *("post_edits", "post_edits at", _DAY, posts.forget_edits, _at(3, 50)),
    ),
    Kept(
        "where a file stands on the other platform",
        "30 days",
        "to send it again without sending its bytes",
        *("uploads", "uploads at", uploads.KEPT, uploads.forget_old, _at(3, 55)),
    ),
    Kept(
        "who looks at a card, or was passed it",
        "10 minutes, 7 days if passed on",
        "so that two coordinators do not do the same",
        *("assignments", "assignments until", timedelta(0), assignments.forget_old, _at(3, 35)),
    ),
    Kept(
        "what was asked and answered about a card",
        "until it is decided, at most a year",
        "the next coordinator needs it",
        *("card_talks", "card_talks at", card_talks.KEPT, card_talks.forget_old, _at(3, 35)),
    ),
    Kept(
        "which waiting cards were brought to mind",
        "37 days",
        "so that each is brought to mind twice at most",
        *("nudges", "nudges since", LOOKED_BACK + NUDGE_DAYS[-1] * _DAY),
        by="`reminders.nudge`",
    ),
    Kept(
        "video meetings of classes, with their links",
        "7 days",
        "latecomers find them",
        "class_meetings class_meeting_releases",
        *("class_meetings at", class_meetings.KEPT, class_meetings.forget_old, _at(3, 50)),
    ),
    Kept(
        "reports out of TwinSpaces, with what was frozen",
        "a year after they were closed; about an erased pupil, until the erasure; by one, from"
        " then on without their name and words",
        "whoever decided must be able to show on what",
        "room_reports room_report_reads room_report_notes",
        *("room_reports closed_at", room_reports.KEPT, room_reports.forget_old, _at(3, 45)),
    ),
    Kept(
        "messages frozen for a report",
        "as long as the report; a day if it was never sent",
        "a report may take a while to write",
        *("frozen", "frozen at", _DAY, room_reports.forget_old, _at(3, 45)),
    ),
    Kept(
        "reports of teachers, with what was frozen",
        "a year after they were closed",
        "whoever decided must be able to show on what",
        *("reports post_reports", "reports closed_at", reports.KEPT, reports.forget_old),
        when=_at(3, 45),
    ),
    Kept(
        "projects saved as files, in `exports.folder`",
        "24 hours; at once where a pupil of the project is erased",
        "to be fetched",
        *("exports", "exports ended_at", exports.KEPT, exports.forget_old),
    ),
    Kept(
        "how far the news of a seminar was told",
        "7 days",
        "to go on after a restart",
        *("seminar_tellings", "seminar_tellings at", tellings.KEPT, tellings.forget_old),
        when=_at(3, 40),
    ),
    Kept(
        "partners found for somebody",
        "60 days",
        "so that nobody is shown twice",
        *("partner_matches", "partner_matches found_at", partner_rounds.KEPT),
        by="`matching.match_push`",
    ),
    Kept(
        "chats with people who never registered",
        "a year after they last wrote",
        "their language, and an unfinished form",
        *("addresses", "addresses seen_at", addresses.KEPT, addresses.forget_strangers),
        when=_at(4, 10),
    ),
    Kept(
        "how many wrong codes of slips were typed on a day",
        "90 days",
        "to notice who guesses",
        *("slip_misses", "slip_misses day", slips.KEPT, slips.forget_old, _at(4, 15)),
    ),
    Kept(
        "which processes ran, and held a seat",
        "a day after they ended",
        "to tell whether what they had begun is theirs still",
        *("seats", "seats until", _DAY, forget_dead, _at(4)),
    ),
    Kept(
        "when a school of a project was last heard of",
        "until it leaves, or the project closes",
        "the heartbeat of the project",
        *("heartbeats", "heartbeats seen_at", None, heartbeats.forget_gone, _at(3, 25)),
    ),
)
