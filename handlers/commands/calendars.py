"""/calendar: the private address at which one's own calendar reads seminars and meetings."""

import handlers.calendar
import handlers.certificate  # noqa: F401 - registers the certificate
from handlers.conversation import Button, Code, Event, Needs, Reply, Words, command, rows
from storage import calendars
from storage.db import Db

#: So long a token is that nobody guesses it.
_SIGNS = 26


@command("calendar", needs=Needs.TEACHER, rank=7)
def calendar(event: Event, db: Db) -> list[Reply]:
    """Give the address; "new" makes another one, and the old one stops.

    Source: docs/rules.md, SEM-5.
    """
    me, wanted = event.actor.id, event.words.strip().lower()
    token = calendars.of_person(db, me)
    if wanted == "new" or token is None:
        is_first, token = token is None, event.fresh("calendar", _SIGNS).lower()
        calendars.renew(db, me, token, event.at)
        return [_address(event, token, "calendar.is" if is_first else "calendar.renewed")]
    return [_address(event, token, "calendar.is")]


def _address(event: Event, token: str, key: str) -> Reply:
    address = f"{event.site}/calendar/{token}.ics"
    webcal = f"webcal://{address.partition('://')[2]}"
    new = Button(Words("calendar.new"), "/calendar new")
    mine = Button(Words("seminars.mine_button"), "/seminars mine")
    reply = Reply(key, {"webcal": webcal, "address": Code(address)}, rows([new, mine], wide=2))
    return reply.secretly()
