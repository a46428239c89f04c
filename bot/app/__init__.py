"""Puts the parts together; the only file that knows all of them.

What every process does is a task; what one process does at a time stands under a seat.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from functools import partial
from typing import Any

import structlog

from bot import erasing, fetching, logs, portal, publishing, schedule
from bot.app import matrix, seeing
from bot.app.service import CannotStart, Service, keep_what_is_loaded, now, serve
from bot.config import Config
from bot.delivery import Delivery, Limits
from bot.numbers.timed import Timed
from bot.readiness import Readiness
from bot.seats import Holding, LeftBehind, Seats, Work, end
from bot.sections import Telegram
from bot.telegram import profile
from bot.telegram.api import Api, TokenRefused
from bot.telegram.intake import Intake
from bot.telegram.polling import Polling
from bot.telegram.sending import TelegramPlatform
from bot.telegram.webhook import Webhook
from bot.turns import Turns
from bot.waking import Waking
from handlers.platform import Platform
from storage import migrating, twinspaces
from storage.db import Database, DatabaseAway

__all__ = ["CannotStart", "run", "running"]

_log = structlog.get_logger()

#: How long a page waits for rooms to be settled.
SETTLE_SECONDS = 10.0
_TAKEN = (
    "Another `etwin run`, or `etwin migrate`, uses this database. Stop it first: SQLite serves one"
    " process, PostgreSQL any number."
)


async def run(config: Config, pupils_without_guard: bool = False) -> None:
    """Run the service until SIGINT or SIGTERM, which end it in order.

    Raises CannotStart, also later where it could not start any more.
    """
    logs.set_up(config.log.level)
    main = asyncio.current_task()
    assert main is not None
    for wish in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wish, main.cancel)
    try:
        async with running(config, pupils_without_guard) as failed:
            keep_what_is_loaded()
            await failed
    except asyncio.CancelledError:
        return


@asynccontextmanager
async def running(
    config: Config, pupils_without_guard: bool = False, pseudo_rtl: bool = False
) -> AsyncIterator[Awaitable[None]]:
    """Run the service while the block runs; what is given ends only if the service fails."""
    database = _database(config)
    async with AsyncExitStack() as stack:
        stack.callback(database.close)
        turns = _turns(database, config)
        stack.callback(turns.close)
        seats = Seats(database, turns.write)
        service = Service(turns, seats, Waking(database, seats.holder))
        if config.telegram is not None:
            await _telegram(service, config.telegram, config, stack)
        if config.matrix is not None:
            await matrix.add(service, config.matrix, config, stack)
        delivery = Delivery(
            turns.write, turns.read, _timed(service), service.limits, rooms=service.rooms
        )
        for name in service.platforms:
            service.under(name, partial(delivery.send, name))
        service.numbers.expect(schedule.names())
        service.under("clock", schedule.work(turns.kick, service.numbers.job))
        service.under("files", publishing.work(config.publishing.folder, turns))
        service.under("files", erasing.listing(config.database.erasure_list, turns))
        turns.after += [delivery.kick, service.settle]
        _listen(service, delivery)
        tried = {"pupils_without_guard": pupils_without_guard, "pseudo_rtl": pseudo_rtl}
        readiness = seeing.add(service, config, database)
        await _portal(service, config, tried, readiness, stack)
        service.tasks.append(seats.run)
        service.tasks += [
            partial(seats.hold, name, *works) for name, works in service.works.items()
        ]
        tasks = [asyncio.create_task(_run(task)) for task in service.tasks]
        stack.push_async_callback(seats.close)
        failed = asyncio.create_task(_guarded(asyncio.gather(*tasks)))
        stack.push_async_callback(_stop, [failed, *tasks])
        seeing.leave_later(readiness, config.portal.leave_seconds, stack)
        _log.info("service.started")
        yield failed


def _timed(service: Service) -> dict[str, Platform]:
    """Count and time what is sent."""
    noted = service.numbers.call
    return {name: Timed(name, platform, noted) for name, platform in service.platforms.items()}


def _turns(database: Database, config: Config) -> Turns:
    """Make what takes events, with what they need of the configuration."""
    site = config.portal.public_url.rstrip("/")
    second_above = config.announcements.second_above
    return Turns(database, config.sealer().encrypt, site, config.meetings.link, second_above)


def _listen(service: Service, delivery: Delivery) -> None:
    """Let processes wake each other."""
    waking, turns = service.waking, service.turns
    if service.seats.is_alone:
        return
    waking.needs_others = lambda: not service.seats.holds(service.platforms)
    waking.freed = service.seats.wake

    def kicked() -> None:
        delivery.kick()
        service.settle()

    waking.kicked = kicked
    turns.after.append(waking.kick)
    service.tasks.append(waking.run)


async def _guarded(group: "asyncio.Future[Any]") -> None:
    try:
        await group
    except (TokenRefused, LeftBehind) as refusal:
        raise CannotStart(str(refusal)) from refusal


async def _stop(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """End every task, also when one of them has failed and the others have not."""
    await end(tasks)
    _log.info("service.stopped")


async def _run(task: Callable[[], Awaitable[object]]) -> None:
    await task()


def _database(config: Config) -> Database:
    """Open the database; what is looked at last is its shape, which nobody changes from then on.

    Or we hear of it (bot/seats.py).
    """
    with ExitStack() as stack:
        database = Database(*config.database.urls)
        stack.callback(database.close)
        try:
            if not database.take_alone():
                raise CannotStart(_TAKEN)
            if misfit := database.read(migrating.misfit):
                raise CannotStart(misfit)
        except DatabaseAway as problem:
            message = f"database.url: the database cannot be reached ({problem})"
            raise CannotStart(message) from problem
        stack.pop_all()
    return database


async def _telegram(
    service: Service, settings: Telegram, config: Config, stack: AsyncExitStack
) -> None:
    api = Api(settings.token, settings.api_url)
    stack.push_async_callback(api.close)
    service.gates["telegram"] = api.gate
    intake = Intake(api, service.turns.take, service.turns.write, config.sealer().encrypt)
    service.platforms["telegram"] = TelegramPlatform(api)
    service.limits["telegram"] = Limits.telegram(settings.messages_per_second)
    if settings.mode == "webhook":
        webhook = Webhook(api, intake, settings.webhook_secret)
        service.doors["the webhook of Telegram"] = lambda: intake.me is not None
        service.routes.append(webhook.route())
        service.under("updates", _once(partial(webhook.set_up, config.portal.public_url)))
    else:
        service.under("updates", lambda seat: Polling(api, intake, seat.is_ours).run())

    service.under("updates", _once(partial(profile.show, api)))
    service.tasks.append(intake.introduce)
    service.telegram_bot = lambda: intake.me.username if intake.me else ""


def _once(what: Callable[[], Awaitable[None]]) -> Work:
    """Do something that is done then, and does no harm when it is done again."""

    async def work(_seat: Holding) -> None:
        await what()

    return work


def _site(service: Service, config: Config, tried: dict[str, bool]) -> portal.Settings:
    """Say what the portal's pages know of the configuration."""
    homeserver = config.matrix
    return portal.Settings(
        public_url=config.portal.public_url.rstrip("/"),
        server_name=homeserver.server_name if homeserver else "",
        homeserver_url=(homeserver.public_url or homeserver.homeserver_url) if homeserver else "",
        telegram_bot=service.telegram_bot,
        matrix_bot=service.matrix_bot,
        service_user=service.service_user,
        matrix_client_url=homeserver.client_url if homeserver else "",
        proxies=frozenset(config.portal.proxies),
        operator=config.portal.operator,
        services={
            code: portal.Contact(one.site, one.mail) for code, one in config.countries.items()
        },
        metrics_from=config.portal.metrics_from,
        **tried,
    )


async def _portal(
    service: Service,
    config: Config,
    tried: dict[str, bool],
    readiness: Readiness,
    stack: AsyncExitStack,
) -> None:
    parts = portal.Parts(
        settings=_site(service, config, tried),
        act=service.turns.act,
        read=service.turns.read,
        write=service.turns.write,
        rooms=service.rooms,
        now=now,
        settled=_settled(service),
        fetch=fetching.from_platforms(service.platforms),
        live=service.live,
        exports=config.exports.folder,
        published=config.publishing.folder,
        reasons=readiness.reasons,
        numbers=service.numbers.registry,
        routes=tuple(service.routes),
    )
    await serve(portal.application(parts), config.portal.host, config.portal.port, "portal", stack)


def _settled(service: Service) -> Callable[[int], Awaitable[None]]:
    async def settled(project_id: int) -> None:
        """Wait until a project's rooms match, at most some seconds."""
        service.settle()
        for _ in range(int(SETTLE_SECONDS / 0.1)):
            rooms = await service.turns.read(twinspaces.by_project, project_id)
            if rooms is None or rooms.is_settled:
                return
            await asyncio.sleep(0.1)

    return settled
