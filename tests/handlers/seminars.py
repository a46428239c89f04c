"""A seminar as tests need it: announced by a coordinator, at a time and with places."""

from datetime import timedelta

from sqlalchemy import text

from storage import seminars
from tests.conftest import NOON

#: When the seminar of these tests begins, unless said otherwise.
START = NOON + timedelta(days=10)


def announce(db, host, **values):
    """Announce a seminar of an hour."""
    starts_at = values.pop("starts_at", START)
    given = {
        "title": "Robots",
        "speaker": "Ida",
        "kind": seminars.Kind.SEMINAR,
        "language": "en",
        "subjects": ("art",),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "minutes": 60,
        "capacity": 2,
        "link": "https://meet.example/robots",
        "host_id": host.id,
        "uid": f"seminar-{values.get('title', 'Robots')}@etwin.example",
    }
    return seminars.add(db, at=NOON, **given | values)


def keys(replies):
    """List the text keys of replies about seminars."""
    return [reply.key.removeprefix("seminars.") for reply in replies]


def move(chats, host, seminar, when):
    """Let the host move a seminar."""
    chats.send(f"/moveseminar {seminar.id}", host[1])
    chats.send(when, host[1])
    return chats.send("yes", host[1])


def edit(chats, host, seminar, what, value):
    """Let the host change something about a seminar."""
    chats.send(f"/editseminar {seminar.id}", host[1])
    chats.send(what, host[1])
    return chats.send(value, host[1])


def waits_for_lock(database):
    """Tell whether somebody waits for a lock of PostgreSQL."""
    with database.reading() as db:
        return db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
