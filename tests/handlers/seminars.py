"""A seminar as tests need it: announced by a coordinator, at a time and with places."""

from datetime import timedelta

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
