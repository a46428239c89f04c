"""How long an announcement to 412,000 teachers takes to be put into the outbox.

Prints for each database the seconds that the engine takes for its parts, beside one raw INSERT …
SELECT, written by hand, of the same rows into the same table with the same indexes and the same
filters; and the longest time for which a part holds the database for writing, in milliseconds,
beside what a turn may have to wait.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from statistics import median
from typing import Any

from sqlalchemy import text

from handlers import campaigning
from storage import addresses, audiences, campaign_texts, campaigns, coordinators, notices, people
from storage.audiences import Audience
from storage.campaigns import State
from storage.countries import all_countries
from storage.db import Database, Db, metadata
from storage.migrating import migrate
from tests.bench import show
from tests.bench._databases import load, on_both
from tests.bench._locks import PATIENCE, Watched

#: Measure of size to plan for (SPEC); fewer for a quick look.
TEACHERS = int(os.environ.get("ETWIN_TEACHERS", "412000"))
ROUNDS = 3
NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
COUNTRIES = [one.code for one in all_countries()]
#: The chats have numbers from here on.
FIRST_CHAT = 1_000_000
#: One in so many has habits of their own.
OWN = 10
ENGLISH = (
    "The <b>spring seminars</b> are open. Choose one, bring a colleague, and tell us what you "
)
FRENCH = "Les séminaires du printemps sont ouverts. Choisissez-en un et venez avec un collègue."

#: The raw statement: whom it reaches, and where, as the engine's own does.
RAW = """
INSERT INTO outbox (platform, chat, sender, language, zone, lane, payload, edits, attempts, why,
                    is_asked, once, batch, replies_to, due_at, state, removes)
SELECT a.platform, a.chat, '', a.language,
       CASE WHEN p.zone <> '' THEN p.zone ELSE 'Europe/Brussels' END,
       2, CASE WHEN a.language = 'fr' THEN :french ELSE :english END, '', 0, '',
       {yes} AND coalesce(w.way, 'now') <> 'daily', 'campaign 0-' || p.id, 'campaign 0', '',
       CASE WHEN q.begins IS NULL THEN {now} ELSE {now} END,
       CASE coalesce(w.way, 'now') WHEN 'daily' THEN 5 ELSE 6 END, {no}
FROM people p
JOIN addresses a ON a.person_id = p.id AND a.unreachable = '' AND NOT EXISTS (
    SELECT 1 FROM addresses o WHERE o.person_id = a.person_id AND o.unreachable = ''
      AND (o.seen_at > a.seen_at OR (o.seen_at = a.seen_at AND o.id < a.id)))
LEFT JOIN notice_ways w ON w.person_id = p.id AND w.kind = 'announcements'
LEFT JOIN quiet_hours q ON q.person_id = p.id
WHERE p.standing = 'validated' AND coalesce(w.way, 'now') <> 'off'
ON CONFLICT (once) DO NOTHING
"""


def main() -> None:
    """Measure on both databases and print what was found."""
    on_both(measure)


def measure(url: str, name: str) -> None:
    """Fill an empty database, let the engine put its letters, and put the same in at once."""
    with closing(Watched(url)) as database:
        migrate(database)
        metadata.create_all(database.engine)
        fill(database, TEACHERS)
        ours, raw, locks = [], [], []
        for _ in range(ROUNDS):
            raw.append(put_at_once(database))
            empty(database)
            database.longest_ms = 0.0
            ours.append(put_in_parts(database))
            locks.append(database.longest_ms)
            empty(database)
    show(f"campaign_enqueue_{name}", median(ours), "s", median(raw))
    longest = max(locks)
    show(f"campaign_lock_enqueue_{name}", longest, "ms", PATIENCE)
    assert longest <= PATIENCE, f"a transaction took {longest:.0f} ms"


def put_in_parts(database: Database) -> float:
    """Let the engine put a new announcement as the clock does, until it is there for everybody."""
    number = database.write(announce)
    start = time.perf_counter()
    while database.write(campaigning.tick, NOON):
        pass
    took = time.perf_counter() - start
    with database.reading() as db:
        made = campaigns.by_id(db, number)
        count = db.scalar(text("SELECT count(*) FROM outbox"))
    assert made is not None
    assert made.is_enqueued, "the engine went on to the end"
    assert count == expected(), f"{count} letters"
    return took


def put_at_once(database: Database) -> float:
    """Put the same letters by one statement."""
    now = f"'{NOON.replace(tzinfo=None).isoformat(' ', 'microseconds')}'"
    signs = {"yes": "1", "no": "0", "now": now}
    if not database.is_sqlite:
        signs = {"yes": "true", "no": "false", "now": f"TIMESTAMPTZ '{NOON.isoformat()}'"}
    statement = text(RAW.format(**signs)).bindparams(english=_said(ENGLISH), french=_said(FRENCH))
    start = time.perf_counter()
    database.write(lambda db: db.execute(statement))
    took = time.perf_counter() - start
    with database.reading() as db:
        count = db.scalar(text("SELECT count(*) FROM outbox"))
    assert count == expected(), f"{count} letters"
    return took


def _said(words: str) -> str:
    """Write a payload of the length that ours has."""
    sender = {"words": ["announce.from_central", {}]}
    fields = {"sender": sender, "text": {"rich": [words, [[0, 4, "b", ""]]]}}
    buttons = [[[{"words": ["announce.how_told", {}]}, "/notifications"]]]
    said = {"key": "announce.said", "fields": fields, "buttons": buttons, "pushed": True}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def expected() -> int:
    """Say how many get it: all but those who turned news off."""
    return TEACHERS - sum(1 for one in _ways(TEACHERS) if one["way"] == "off")


def empty(database: Database) -> None:
    """Take everything out of the outbox."""
    if database.is_sqlite:
        database.write(lambda db: db.exec_driver_sql("DELETE FROM outbox"))
        return
    database.write(lambda db: db.exec_driver_sql("TRUNCATE outbox CASCADE"))


def announce(db: Db) -> int:
    """Make an announcement to everybody, in two languages, that has just begun."""
    coordinators.add(db, 1, coordinators.ALL, NOON)
    everybody = audiences.write(Audience(("*",)))
    made = campaigns.add(db, 1, NOON, countries=("*",), is_central=True, audience=everybody)
    campaign_texts.put(db, made.id, "en", ENGLISH, '[[0,4,"b",""]]')
    campaign_texts.put(db, made.id, "fr", FRENCH, '[[0,4,"b",""]]')
    begun = {"begun_at": NOON, "shown_at": NOON, "people": TEACHERS}
    return campaigns.move(db, made, State.ENQUEUING, NOON, **begun).id


def fill(database: Database, teachers: int) -> None:
    """Put in so many teachers with an address each, and their habits."""
    numbers = range(1, teachers + 1)
    load(database, people.table, (_person(n) for n in numbers))
    load(database, addresses.table, (_address(n) for n in numbers))
    load(database, notices.table, _ways(teachers))
    load(database, notices.quiet_hours, _hours(teachers))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"Teacher {number}",
        "country": COUNTRIES[number % len(COUNTRIES)],
        "role": "teacher",
        "languages": ("en",),
        "standing": "validated",
        "since": NOON,
        "active_at": NOON,
        "registered_at": NOON,
    }


def _address(number: int) -> dict[str, Any]:
    """Give an address: most on Telegram, a fifth reads French."""
    chat = str(FIRST_CHAT + number)
    place = {"platform": "matrix" if number % 5 == 0 else "telegram", "user": chat, "chat": chat}
    language = "fr" if number % 5 == 1 else "en"
    return {"id": number, **place, "language": language, "person_id": number, "seen_at": NOON}


def _ways(teachers: int) -> Iterator[dict[str, Any]]:
    for number in range(OWN, teachers + 1, OWN):
        if choice := number // OWN % 3:
            way = "daily" if choice == 1 else "off"
            yield {"person_id": number, "kind": "announcements", "way": way}


def _hours(teachers: int) -> Iterator[dict[str, Any]]:
    for number in range(OWN, teachers + 1, OWN):
        begins, ends = 18 + number // OWN % 6, 5 + number // OWN % 5
        yield {"person_id": number, "begins": begins, "ends": ends}


if __name__ == "__main__":
    main()
