"""The Matrix half of the service: the bot's chats, and the rooms of TwinSpaces."""

from contextlib import AsyncExitStack
from typing import Any

from bot import archiving, erasing, openpages
from bot.app.pinging import pinging
from bot.app.service import CannotStart, Service, now, serve
from bot.config import Config
from bot.seats import Holding, Work
from bot.sections import Matrix
from handlers import words
from handlers.conversation import Words
from handlers.platform import Gate
from matrix_bridge import hearing, roomdoor, transactions
from matrix_bridge.chat import Account, Chat, Manners
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.lookback import LookBack
from matrix_bridge.proxydoor import ProxyDoor
from matrix_bridge.registration import SERVICE
from matrix_bridge.reporting import Reporting
from matrix_bridge.rooms import Rooms
from matrix_bridge.settle import Settling

#: How long a page waits for a homeserver that is away.
PAGE_SECONDS = 2.0


async def add(service: Service, settings: Matrix, config: Config, stack: AsyncExitStack) -> None:
    """Add everything that speaks to the homeserver."""
    gate = Gate()
    homeserver = Homeserver(settings.homeserver_url, settings.as_token, gate)
    impatient = Homeserver(settings.homeserver_url, settings.as_token, gate, PAGE_SECONDS)
    for one in (homeserver, impatient):
        stack.push_async_callback(one.close)
    rooms = Rooms(impatient, settings.server_name)
    turns, seats, server = service.turns, service.seats, settings.server_name
    service_user = f"@{SERVICE}:{server}"
    settling = Settling(homeserver, server, turns.write, now, turns.kick, seats.holder, seats.lives)
    service.matrix_bot = f"@{settings.bot_localpart}:{settings.server_name}"
    late = await _listen(service, settings, rooms, homeserver, stack)
    lookback = LookBack(homeserver, service_user, late, turns.read, turns.write, now)
    service.numbers.reached()  # from now on it is counted how long the homeserver is silent
    chat = _chat(service, settings, gate)
    stack.push_async_callback(chat.close)
    service.platforms |= {"matrix": chat, "room": rooms}
    service.rooms = rooms
    service.settle = settling.kick
    service.gates["homeserver"] = gate
    service.service_user = service_user
    service.tasks += [settling.run, pinging(service, homeserver)]
    service.under("matrix", _while_known(chat), lambda seat: lookback.run(gate, seat.write))
    service.under("clock", lambda _seat: settling.nightly())
    listed = config.database.erasure_list
    service.under("files", archiving.work(config, server, homeserver, turns))
    service.under(
        "erasing", erasing.work(settings, listed, homeserver, turns, settling.kick, stack)
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


def _while_known(chat: Chat) -> Work:
    async def run(seat: Holding) -> None:
        await chat.run(seat.write, seat.is_ours)
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
) -> openpages.Heard:
    """Open the door for pushes; give what takes events that are found without having come there."""
    tokens = [token.strip() for token in settings.hs_token.split(",")]
    turns = service.turns
    noted = hearing.listener(turns.write, turns.kick, settings.server_name, now)
    service_user = f"@{SERVICE}:{settings.server_name}"
    take = Reporting(homeserver, service_user, turns.write).before(turns.take)
    heard = roomdoor.listener(noted, turns.read, take, service_user, now)
    door = ProxyDoor(settings.homeserver_url, settings.server_name, service.matrix_bot, turns.read)
    seen, tell = _telling(service, rooms)
    listener = openpages.listener(heard, rooms, service.live, tell)
    reached = service.numbers.reached
    app = transactions.application(tokens, _counted(service, listener), door.add_to, reached)
    await serve(app, *settings.listen_at, "matrix.listen", stack)
    return openpages.latecomer(heard, seen, tell)


def _counted(service: Service, heard: transactions.Heard) -> transactions.Heard:
    async def counted(events: list[dict[str, Any]]) -> None:
        service.numbers.pushed(events)
        await heard(events)

    return counted


def _telling(service: Service, rooms: Rooms) -> tuple[openpages.Wake, openpages.Wake]:
    """Give what shows a room anew to pages here and in other processes; and hear those."""

    def seen(room: str, touched: str) -> None:
        rooms.forget(room)
        service.live.wake(room, touched)

    service.waking.seen = seen
    is_alone = service.seats.is_alone
    return seen, (lambda _room, _touched: None) if is_alone else service.waking.saw
