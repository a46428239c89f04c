"""Whether the database is there, has our shape, and our time."""

import asyncio
import time

from bot import parking
from bot.config import Config
from bot.probing import clock
from bot.waking import nothing
from storage import migrating, sizes, waking
from storage.db import Database, DatabaseAway, Db

#: So long what is told through the pooler may take.
HEARING_SECONDS = 5.0
DEAF = (
    "database.direct_url: what is told at database.url is not heard there. It has to be the same"
    " database, and PostgreSQL itself, no pooler."
)
LOCKED = (
    "{locked} of the parked events were locked with another secret (matrix.secret; without [matrix]"
    " telegram.token): put it back and `etwin parked retry` them, or `etwin parked drop` them."
)


async def problems(config: Config) -> list[str]:
    """List what is wrong with the database."""
    database = Database(*config.database.urls)
    try:
        found = await asyncio.to_thread(database.read, _look, config)
        return found + await asyncio.to_thread(_past_the_pooler, database)
    except DatabaseAway as away:
        return [f"database.url: the database cannot be reached ({away})"]
    finally:
        database.close()


def _past_the_pooler(database: Database) -> list[str]:
    """See that what is told through the pooler is heard at the other address."""
    if not database.is_pooled:
        return []
    try:
        ear = waking.Ear(database)
    except DatabaseAway as away:
        return [f"database.direct_url: PostgreSQL cannot be reached there ({away})"]
    try:
        news = nothing()
        database.write(waking.tell, news)
        is_heard = ear.hears(news, HEARING_SECONDS)
    finally:
        ear.close()
    return [] if is_heard else [DEAF]


def _look(db: Db, config: Config) -> list[str]:
    asked = time.time()
    theirs = sizes.clock(db)
    ahead = None if theirs is None else theirs.timestamp() - (asked + time.time()) / 2
    found = clock.problem(ahead, "database")
    if misfit := migrating.misfit(db):
        return [f"database.url: {misfit}", *found]
    if locked := parking.count_locked(db, config):
        found.append(LOCKED.format(locked=locked))
    return found
