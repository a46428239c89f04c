"""What people take back in rooms: gone wherever it went, and written down.

Source: docs/rules.md, TWS-7, TWS-13.
"""

import re

from handlers import filing, relay, roomreports
from handlers.conversation import Event, Reply
from storage import account_erasing, outbox, publications, pupils, safeguarding
from storage.db import Db
from storage.safeguarding import Kind

#: How the homeserver names messages; an id of another form was made up, and may be words.
#: Source: MATRIX 1.13, "Room version 4".
_EVENT_ID = re.compile(r"\$[A-Za-z0-9_-]{43}")


def taken_back(event: Event, db: Db) -> list[Reply]:
    """Follow what was taken back in a room; what the service did was written down before."""
    material = filing.taken_back(event, db)
    replies = relay.from_room(event, db)
    actor = _actor(event, db)
    was_public = material is not None and publications.withdraw(db, material.id)
    if actor != safeguarding.SERVICE and not _was_pressed(event, db):
        _write(event, db, Kind.REDACTED, actor, _subject(event))
    if material is not None and was_public:
        _write(event, db, Kind.WITHDRAWN, actor, f"material:{material.id}", "taken back")
    return replies


def _actor(event: Event, db: Db) -> str:
    """Say who took it back, in the words of the safeguarding log.

    Where a pupil is erased, the homeserver takes everything back in their name.
    """
    person, pupil = roomreports.whose(db, event.address.user)
    if pupil is not None:
        is_out = pupil.state == pupils.State.REMOVED
        is_erased = is_out and account_erasing.by_account(db, pupil.localpart) is not None
        return safeguarding.SERVICE if is_erased else f"pupil:{pupil.id}"
    return f"person:{person.id}" if person is not None else safeguarding.SERVICE


def _was_pressed(event: Event, db: Db) -> bool:
    """Tell whether it was taken back in the browser, where it was written down at the press."""
    localpart = event.address.user[1:].partition(":")[0]
    return outbox.was_changed(db, event.chat, event.about, localpart)


def _subject(event: Event) -> str:
    return f"message:{event.about}" if _EVENT_ID.fullmatch(event.about) else ""


def _write(event: Event, db: Db, kind: Kind, actor: str, subject: str, reason: str = "") -> None:
    assert event.room is not None, "only what was said in a room comes here"
    about = {"actor": actor, "subject": subject, "reason": reason}
    safeguarding.write(db, kind, event.at, project_id=event.room.project_id, **about)
