"""Whether the homeserver is there, lets us do our work, and reaches us."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from bot.config import Config
from bot.probing import clock, doors
from bot.sections import Matrix
from handlers.platform import Gate, OutcomeUnknown, TryLater
from matrix_bridge import clocks, guardprobe, reaching, rightsprobe, transactions
from matrix_bridge.admin import Admin
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.homeserver import Refused as HomeserverRefused
from matrix_bridge.registration import SERVICE
from storage import migrating, pupil_erasing
from storage.db import Database, DatabaseAway, Db

PATIENCE_SECONDS = 10.0
#: How the example's secrets begin.
EXAMPLES = "replace-me"
#: So long the door stays open for what follows a ping.
BEHIND_SECONDS = 0.5
_SNIPPET = (
    "Put what `etwin matrix homeserver-snippet` prints now into homeserver.yaml, and restart the"
    " homeserver; docs/operations.md says how."
)
WITHOUT_GUARD = (
    "matrix: the homeserver's guard is not loaded, or an old one: no pupils can be added. The rest"
    f" works. {_SNIPPET}"
)
GUARD_REFUSES = (
    f"matrix: the homeserver's guard refuses what the service has to do. {_SNIPPET} If that does"
    ' not help, its log says "the guard failed in", and where.'
)
NO_ADMINISTRATOR = (
    "matrix.admin_token: it is no token of a server administrator, so nobody is erased on the"
    " homeserver. Draw a new one, as docs/install.md says in 5d."
)

_AGAIN = "Give it what `etwin matrix registration` prints now, and restart it."
#: What the homeserver met on its way to us. Source: https://spec.matrix.org, "appservice/ping".
_UNREACHED = {
    "M_URL_NOT_SET": f"matrix.listen: the homeserver does not know where we are. {_AGAIN}",
    "M_BAD_STATUS": (
        "matrix.hs_token: the homeserver comes with another one, or somebody else listens where its"
        f" registration says. {_AGAIN}"
    ),
    "": (
        "matrix.listen: the homeserver does not reach us. Its registration must name where it"
        " reaches {listen}: `etwin matrix registration --url …`; restart it then."
    ),
}


async def problems(settings: Matrix) -> list[str]:
    """List what is wrong with the homeserver and our registration with it."""
    return [
        *_known_to_all(settings),
        *(await _answers(settings)),
        *(await _administrator(settings)),
    ]


def _known_to_all(settings: Matrix) -> list[str]:
    """Say which secrets still stand as in config.example.toml."""
    return [
        f"matrix.{name}: it is still the example's, which everybody knows. Draw one, as"
        " `openssl rand -hex 32` does, and give the homeserver what `etwin matrix registration`"
        " prints then."
        for name in ("as_token", "hs_token", "secret")
        if getattr(settings, name).startswith(EXAMPLES)
    ]


async def _answers(settings: Matrix) -> list[str]:
    homeserver = Homeserver(settings.homeserver_url, settings.as_token, Gate())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            who = await homeserver.whoami()
        return await _homeserver(settings, homeserver, who)
    except HomeserverRefused:
        return [
            "matrix.as_token: the homeserver does not know it. Give it what"
            " `etwin matrix registration` prints, and restart it."
        ]
    except (TryLater, OutcomeUnknown, TimeoutError):
        return [f"matrix.homeserver_url: nothing answers at {settings.homeserver_url}"]
    finally:
        await homeserver.close()


async def _homeserver(settings: Matrix, homeserver: Homeserver, who: str) -> list[str]:
    service = f"@{SERVICE}:{settings.server_name}"
    if who != service:
        return [f"matrix.server_name: the homeserver calls us {who}, so its name is another one"]
    refused = await rightsprobe.not_ours(homeserver, settings.bot_localpart)
    if refused:
        names = ", ".join(refused)
        return [f"matrix.bot_localpart: the homeserver does not let us act as {names}. {_AGAIN}"]
    rooms = await _rooms(settings, homeserver)
    skew = clock.problem(await clocks.ahead(homeserver), "homeserver")
    return [*rooms, *skew, *(await _reaches_us(settings, homeserver))]


async def _rooms(settings: Matrix, homeserver: Homeserver) -> list[str]:
    """See that we have our way in rooms of ours, as fast as we like, and a pupil has not."""
    bot = f"@{settings.bot_localpart}:{settings.server_name}"
    try:
        if await rightsprobe.is_slowed(homeserver, bot):
            return [f"matrix.as_token: the homeserver slows us down like anybody. {_AGAIN}"]
        is_guarded = await guardprobe.is_guarded(homeserver, settings.server_name)
    except HomeserverRefused:
        return [GUARD_REFUSES]
    return [] if is_guarded else [WITHOUT_GUARD]


async def _reaches_us(settings: Matrix, homeserver: Homeserver) -> list[str]:
    """Let the homeserver come to our door; while `etwin run` is away we open it."""
    tokens = [token.strip() for token in settings.hs_token.split(",")]
    came: list[bool] = []
    door = transactions.application(tokens, _not_now, pinged=lambda: came.append(True))
    try:
        async with doors.opened(door, *settings.listen_at) as is_ours:
            await reaching.knock(homeserver)
            # What waited for us comes right behind, and is told to come again.
            await asyncio.sleep(BEHIND_SECONDS if is_ours else 0)
    except doors.CannotListen as why:
        return [f"matrix.listen: cannot listen at {settings.listen} ({why})"]
    except HomeserverRefused as refused:
        if came:
            return []  # it was busy with something else that it brought
        says = _UNREACHED.get(refused.errcode, _UNREACHED[""])
        return [says.format(listen=settings.listen)]
    return []


async def _not_now(_events: list[dict[str, Any]]) -> None:
    """Take no push: it comes again when the service runs."""
    raise DatabaseAway


async def _administrator(settings: Matrix) -> list[str]:
    """Say that who erases may not; where nothing answers, that is said already."""
    if not settings.admin_token:
        return []
    admin = Admin(settings.homeserver_url, settings.admin_token, Gate())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return [] if await admin.is_admin() else [NO_ADMINISTRATOR]
    except (TryLater, OutcomeUnknown, TimeoutError):
        return []
    finally:
        await admin.close()


async def notes(config: Config) -> list[str]:
    """List what is not wrong but good to know."""
    if config.matrix is None:
        return ["[matrix] is not there: projects get no rooms."]
    if config.matrix.admin_token:
        return []
    waiting = await asyncio.to_thread(_waiting, config)
    known = "" if waiting is None else f" {waiting} accounts wait for that."
    return [f"matrix.admin_token is empty: nobody is erased on the homeserver.{known}"]


def _waiting(config: Config) -> int | None:
    """Count who waits to be erased; None where the database does not tell."""
    database = Database(*config.database.urls)
    try:
        return database.read(_due)
    except DatabaseAway:
        return None
    finally:
        database.close()


def _due(db: Db) -> int | None:
    return None if migrating.misfit(db) else len(pupil_erasing.due(db, datetime.now(UTC)))
