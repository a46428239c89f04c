"""Puts the parts together; the only file that knows all of them."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog
from aiohttp import web

from bot import archiving, erasing, fetching, logs, openpages, portal, publishing, schedule
from bot.config import Config, Matrix, Telegram
from bot.delivery import Delivery, Limits
from bot.portal.live import Live
from bot.telegram import profile
from bot.telegram.api import Api, TokenRefused
from bot.telegram.intake import Intake
from bot.telegram.polling import Polling
from bot.telegram.sending import TelegramPlatform
from bot.telegram.webhook import Webhook
from bot.turns import Turns
from handlers import words
from handlers.conversation import Words
from handlers.platform import Gate, OutcomeUnknown, Platform, TryLater
from handlers.rooms import NoRooms
from handlers.rooms import Rooms as RoomsToRead
from matrix_bridge import hearing, roomdoor, transactions
from matrix_bridge.chat import Account, Chat, Manners
from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.proxydoor import ProxyDoor
from matrix_bridge.registration import SERVICE
from matrix_bridge.reporting import Reporting
from matrix_bridge.rooms import Rooms
from matrix_bridge.settle import Settling
from storage import migrating, twinspaces
from storage.db import Database, DatabaseAway

_log = structlog.get_logger()

#: How long a page waits for rooms to be settled.
SETTLE_SECONDS = 10.0
#: How long a page waits for a homeserver that is away.
PAGE_SECONDS = 2.0
#: How soon after the homeserver's return we ask for what it has for us.
PING_LOOK_SECONDS = 0.5
#: How often we ask whether the database is still ours alone.
ALONE_LOOK_SECONDS = 2.0
_TAKEN = "Another `etwin run` uses this database. Stop it first."


class CannotStart(Exception):
    """The service cannot start; the text says what to do."""


@dataclass
class Service:
    """The running parts. Each task runs until the service is stopped."""

    turns: Turns
    tasks: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    platforms: dict[str, Platform] = field(default_factory=dict)
    limits: dict[str, Limits] = field(default_factory=dict)
    routes: list[web.AbstractRouteDef] = field(default_factory=list)
    rooms: RoomsToRead = field(default_factory=NoRooms)
    #: Wakes the pages on which a room is open.
    live: Live = field(default_factory=Live)
    settle: Callable[[], None] = lambda: None
    #: The bot's name on Telegram, once it is known.
    telegram_bot: Callable[[], str] = str
    matrix_bot: str = ""
    service_user: str = ""


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
        turns = Turns(database, config.sealer().encrypt, site, config.meetings.link)
        stack.callback(turns.close)
        service = Service(turns)
        if config.telegram is not None:
            await _telegram(service, config.telegram, config, stack)
        if config.matrix is not None:
            await _matrix(service, config.matrix, config, stack)
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
            schedule.catch_up(db, _now())
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


async def _matrix(
    service: Service, settings: Matrix, config: Config, stack: AsyncExitStack
) -> None:
    gate = Gate()
    homeserver = Homeserver(settings.homeserver_url, settings.as_token, gate)
    impatient = Homeserver(settings.homeserver_url, settings.as_token, gate, PAGE_SECONDS)
    for one in (homeserver, impatient):
        stack.push_async_callback(one.close)
    rooms = Rooms(impatient, settings.server_name)
    settling = Settling(
        homeserver, settings.server_name, service.turns.write, _now, service.turns.kick
    )
    service.matrix_bot = f"@{settings.bot_localpart}:{settings.server_name}"
    await _listen(service, settings, rooms, homeserver, stack)
    chat = _chat(service, settings, gate)
    service.platforms |= {"matrix": chat, "room": rooms}
    service.rooms = rooms
    service.settle = settling.kick
    service.service_user = f"@{SERVICE}:{settings.server_name}"
    service.tasks += [_while_known(chat), settling.run, _pinging(homeserver, gate)]
    listed, server = config.database.erasure_list, settings.server_name
    service.tasks.append(archiving.task(config, server, homeserver, service.turns))
    service.tasks.append(
        erasing.task(settings, listed, homeserver, service.turns, settling.kick, stack)
    )


def _chat(service: Service, settings: Matrix, gate: Gate) -> Chat:
    account = Account(
        settings.homeserver_url,
        settings.server_name,
        settings.as_token,
        settings.bot_localpart,
        settings.key_store,
        settings.secret,
    )
    crowded, foreign = (
        words.plain("en", Words("chat.crowded")),
        words.plain("en", Words("chat.foreign")),
    )
    manners = Manners(settings.server_name, crowded, foreign)
    return Chat(account, manners, gate, service.turns.take, service.turns.write)


def _while_known(chat: Chat) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await chat.run()
        raise CannotStart(
            "matrix.as_token: the homeserver does not know our registration. Give it what"
            " `etwin matrix registration` prints, and restart it."
        )

    return run


async def _listen(
    service: Service,
    settings: Matrix,
    rooms: Rooms,
    homeserver: Homeserver,
    stack: AsyncExitStack,
) -> None:
    tokens = [token.strip() for token in settings.hs_token.split(",")]
    turns = service.turns
    noted = hearing.listener(turns.write, turns.kick, settings.server_name, _now)
    service_user = f"@{SERVICE}:{settings.server_name}"
    take = Reporting(homeserver, service_user, turns.write).before(turns.take)
    heard = roomdoor.listener(noted, turns.read, take, service_user, _now)
    door = ProxyDoor(settings.homeserver_url, settings.server_name, service.matrix_bot, turns.read)
    listener = openpages.listener(heard, rooms, service.live)
    app = transactions.application(tokens, listener, door.add_to)
    await _serve(app, *settings.listen_at, "matrix.listen", stack)


def _pinging(homeserver: Homeserver, gate: Gate) -> Callable[[], Awaitable[None]]:
    async def ping() -> None:
        """Ask for what waits for us: at the start, and whenever the homeserver came back."""
        answered_since = -1
        while True:
            if gate.is_open and gate.times_opened != answered_since:
                answered_since = gate.times_opened
                try:
                    await homeserver.ping_appservice()
                except (Refused, TryLater, OutcomeUnknown) as error:
                    _log.warning("homeserver.cannot_push", error=type(error).__name__)
            await asyncio.sleep(PING_LOOK_SECONDS)

    return ping


async def _portal(
    service: Service, config: Config, pupils_without_guard: bool, stack: AsyncExitStack
) -> None:
    matrix = config.matrix
    settings = portal.Settings(
        public_url=config.portal.public_url.rstrip("/"),
        server_name=matrix.server_name if matrix else "",
        homeserver_url=(matrix.public_url or matrix.homeserver_url) if matrix else "",
        telegram_bot=service.telegram_bot,
        matrix_bot=service.matrix_bot,
        service_user=service.service_user,
        matrix_client_url=matrix.client_url if matrix else "",
        pupils_without_guard=pupils_without_guard,
        proxies=frozenset(config.portal.proxies),
    )
    parts = portal.Parts(
        settings=settings,
        act=service.turns.act,
        read=service.turns.read,
        write=service.turns.write,
        rooms=service.rooms,
        now=_now,
        settled=_settled(service),
        fetch=fetching.from_platforms(service.platforms),
        live=service.live,
        exports=config.exports.folder,
        published=config.publishing.folder,
        routes=tuple(service.routes),
    )
    await _serve(portal.application(parts), config.portal.host, config.portal.port, "portal", stack)


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


async def _serve(
    app: web.Application, host: str, port: int, setting: str, stack: AsyncExitStack
) -> None:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise CannotStart(f"{setting}: cannot listen at {host}:{port} ({error.strerror})") from None


def _now() -> datetime:
    return datetime.now(UTC)
