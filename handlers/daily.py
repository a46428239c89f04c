"""What was gathered during the day, told in one message to each chat.

Source: docs/rules.md, REG-9.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from handlers import words
from handlers.conversation import Button, Lane, Lines, Reply, Words, rows
from handlers.newer import PATIENCE, Newer
from handlers.packing import pack, unpack
from handlers.zones import zone_of
from storage import addresses, campaign_readers, gathered, outbox
from storage.db import Db
from storage.gathered import Notice
from storage.notices import after_quiet, quiet

#: How many chats are told in one transaction.
CHATS_AT_ONCE = 300
#: How many notices are told in a line each, and how many of them have a button.
LINES, BUTTONS = 12, 5
#: How long a line is at most, and the button that opens what it is about.
LONGEST_LINE, LONGEST_BUTTON = 120, 40
#: How long a notice rests that we cannot say, before we look whether we are a newer version by now.
FOR_NEWER = timedelta(minutes=5)

_log = structlog.get_logger()


def tell(db: Db, now: datetime) -> bool:
    """Tell each chat what was gathered for it and is due. Safe to repeat: each is told once."""
    chats = gathered.due(db, now, CHATS_AT_ONCE)
    lost = campaign_readers.leave_out(db, [one.id for notices in chats for one in notices])
    for notices in chats:
        lines = _lines(db, [one for one in notices if one.id not in lost], now)
        if lines:
            _tell(db, lines, now)
            gathered.told(db, [one.id for one, _ in lines])
    return len(chats) == CHATS_AT_ONCE


def _lines(db: Db, notices: Sequence[Notice], now: datetime) -> list[tuple[Notice, str]]:
    """Give each notice its line; what only a newer version can say waits for that one's clock."""
    lines, newer = [], []
    for one in notices:
        try:
            lines.append((one, _line(one)))
        except Newer:
            newer.append(one.id)
    given_up = gathered.wait(db, newer, now, now + FOR_NEWER, PATIENCE)
    if given_up:
        _log.error("daily.no_words", letters=given_up)
    if waiting := [one for one in newer if one not in given_up]:
        _log.warning("daily.for_newer", letters=waiting)
    return lines


def _tell(db: Db, lines: Sequence[tuple[Notice, str]], now: datetime) -> None:
    last, _ = lines[-1]
    reply = _together(lines)
    outbox.put(
        db,
        platform=last.platform,
        chat=last.chat,
        language=last.language,
        payload={**pack(reply), "pushed": True},
        zone=last.zone,
        at=_awake(db, last, now),
        lane=Lane.REMINDER,
        is_asked=bool(reply.buttons),
        once=f"daily-{last.id}",
    )


def _awake(db: Db, notice: Notice, now: datetime) -> datetime:
    """Give the time itself, or the end of the reader's quiet hours that it falls into."""
    reader = addresses.of_chat(db, notice.platform, notice.chat)
    if reader is None or reader.person_id is None or not notice.zone:
        return now
    return after_quiet(quiet(db, reader.person_id), ZoneInfo(notice.zone), now)


def _together(lines: Sequence[tuple[Notice, str]]) -> Reply:
    buttons = [
        Button(_short(line, LONGEST_BUTTON), f"/told {one.id}")
        for one, line in lines
        if one.payload.get("buttons")
    ]
    shown = Lines(tuple(Words("daily.line", {"line": line}) for _, line in lines[:LINES]))
    more = max(0, len(lines) - LINES)
    fields = {"lines": shown, "count": len(lines), "more": more}
    return Reply("daily.all" if not more else "daily.some", fields, rows(buttons[:BUTTONS]))


def _line(notice: Notice) -> str:
    """Give the first line of a notice; one that only announces the next goes on with it."""
    reply = unpack(notice.payload)
    zone = ZoneInfo(notice.zone) if notice.zone else zone_of(None)
    text = words.plain(notice.language, Words(reply.key, reply.fields), zone)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    if first.endswith(":") and len(lines) > 1:
        first = f"{first} {lines[1]}"
    return _short(first, LONGEST_LINE)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
