"""Puts the parts together; the only file that knows all of them."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from bot import fetching, logs, portal, publishing, schedule
from bot.app import matrix
from bot.app.service import CannotStart, Service, now, serve
from bot.config import Config, Telegram
from bot.delivery import Delivery, Limits
from bot.telegram import profile
from bot.telegram.api import Api, TokenRefused
from bot.telegram.intake import Intake
from bot.telegram.polling import Polling
from bot.telegram.sending import TelegramPlatform
from bot.telegram.webhook import Webhook
from bot.turns import Turns
from storage import migrating, twinspaces
from storage.db import Database, DatabaseAway

__all__ = ["CannotStart", "run", "running"]

_log = structlog.get_logger()

#: How long a page waits for rooms to be settled.
SETTLE_SECONDS = 10.0
#: How often we ask whether the database is still ours alone.
ALONE_LOOK_SECONDS = 2.0
_TAKEN = "Another `etwin run` uses this database. Stop it first."


async def run(config: Config, pupils_without_guard: bool = False) -> None:
    """Run the service until SIGINT or SIGTERM, which end it in order. Raises CannotStart."""
    logs.set_up(config.log.level)
    main = asyncio.current_task()
    assert main is not None
    for wish in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wish, main.cancel)
    try:
        async with running(config, pupils_without_guard) as failed:
            await failed
    except asyncio.CancelledError:
        return


@asynccontextmanager
async def running(
    config: Config, pupils_without_guard: bool = False
) -> AsyncIterator[Awaitable[None]]:
    """Run the service while the block runs; what is given ends only if the service fails."""
    database = _database(config)
    async with AsyncExitStack() as stack:
        stack.callback(database.close)
        site = config.portal.public_url.rstrip("/")
        turns = Turns(
            database,
            config.sealer().encrypt,
            site,
            config.meetings.link,
            config.announcements.second_above,
        )
        stack.callback(turns.close)
        service = Service(turns)
        if config.telegram is not None:
            await _telegram(service, config.telegram, config, stack)
        if config.matrix is not None:
            await matrix.add(service, config.matrix, config, stack)
        delivery = Delivery(
            turns.write, turns.read, service.platforms, service.limits, rooms=service.rooms
        )
        turns.after += [delivery.kick, service.settle]
        service.tasks += [delivery.run, lambda: _while_alone(turns)]
        service.tasks.append(publishing.task(config.publishing.folder, turns))
        await _portal(service, config, pupils_without_guard, stack)
        scheduler = schedule.start(turns.write, turns.kick)
        stack.callback(scheduler.shutdown, wait=False)
        tasks = [asyncio.ensure_future(task()) for task in service.tasks]
        failed = asyncio.ensure_future(_guarded(asyncio.gather(*tasks)))
        stack.push_async_callback(_stop, [failed, *tasks])
        _log.info("service.started")
        yield failed


async def _guarded(group: "asyncio.Future[list[None]]") -> None:
    try:
        await group
    except TokenRefused as refusal:
        raise CannotStart(str(refusal)) from refusal


async def _stop(tasks: Sequence["asyncio.Future[None]"]) -> None:
    """End every task, also when one of them has failed and the others have not."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    _log.info("service.stopped")


def _database(config: Config) -> Database:
    database = Database(config.database.url)
    try:
        if not migrating.is_current(database):
            raise CannotStart(migrating.NOT_CURRENT)
        if not database.take_alone():
            raise CannotStart(_TAKEN)
        with database.transaction() as db:
            schedule.catch_up(db, now())
    except DatabaseAway as problem:
        raise CannotStart(f"database.url: the database cannot be reached ({problem})") from problem
    return database


async def _while_alone(turns: Turns) -> None:
    """End the service if another one has taken the database, while PostgreSQL was away."""
    while True:
        await asyncio.sleep(ALONE_LOOK_SECONDS)
        try:
            if not await turns.is_alone():
                raise CannotStart(_TAKEN)
        except DatabaseAway:
            _log.warning("service.database_away")


async def _telegram(
    service: Service, settings: Telegram, config: Config, stack: AsyncExitStack
) -> None:
    api = Api(settings.token, settings.api_url)
    stack.push_async_callback(api.close)
    intake = Intake(api, service.turns.take, service.turns.write, config.sealer().encrypt)
    service.platforms["telegram"] = TelegramPlatform(api)
    service.limits["telegram"] = Limits.telegram(settings.messages_per_second)
    if settings.mode == "webhook":
        webhook = Webhook(api, intake, settings.webhook_secret)
        service.routes.append(webhook.route())
        service.tasks.append(lambda: webhook.set_up(config.portal.public_url))
    else:
        service.tasks.append(Polling(api, intake).run)

    service.tasks.append(lambda: profile.show(api))
    service.telegram_bot = lambda: intake.me.username if intake.me else ""


async def _portal(
    service: Service, config: Config, pupils_without_guard: bool, stack: AsyncExitStack
) -> None:
    homeserver = config.matrix
    settings = portal.Settings(
        public_url=config.portal.public_url.rstrip("/"),
        server_name=homeserver.server_name if homeserver else "",
        homeserver_url=(homeserver.public_url or homeserver.homeserver_url) if homeserver else "",
        telegram_bot=service.telegram_bot,
        matrix_bot=service.matrix_bot,
        service_user=service.service_user,
        matrix_client_url=homeserver.client_url if homeserver else "",
        pupils_without_guard=pupils_without_guard,
        proxies=frozenset(config.portal.proxies),
    )
    parts = portal.Parts(
        settings=settings,
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
