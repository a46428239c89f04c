"""Whether the homeserver lets us do our work: act as our accounts, and as fast as it takes."""

import secrets

from handlers.platform import TryLater
from matrix_bridge.guardprobe import PROBE
from matrix_bridge.homeserver import Homeserver, Refused

#: More messages at once than Synapse takes from an ordinary account (10).
MESSAGES = 15


async def not_ours(homeserver: Homeserver, bot_localpart: str) -> list[str]:
    """List the accounts, one of each kind, that the homeserver does not let us act as.

    The service's own is not tried: Synapse fails to register it once it has a display name.
    """
    refused = []
    for localpart in (bot_localpart, "t_probe", "tg_probe", PROBE):
        try:
            await homeserver.ensure_user(localpart)
        except Refused:
            refused.append(localpart)
    return refused


async def is_slowed(homeserver: Homeserver, bot: str) -> bool:
    """Tell whether the homeserver slows us down like anybody: say a lot at once, to nobody.

    `bot` is its full id. The service itself would be no test: Synapse never slows it down.
    """
    await homeserver.ensure_device(bot)
    body = {"preset": "private_chat", "creation_content": {"m.federate": False}}
    try:
        room = await homeserver.create_room(body, bot)
        assert room is not None, "a room without an alias is new"
        for _ in range(MESSAGES):
            transaction = f"etwprobe.{secrets.token_hex(8)}"
            said = {"msgtype": "m.notice", "body": "Is anybody here?"}
            await homeserver.send_event(room, "m.room.message", said, transaction, bot)
        await homeserver.leave(room, bot)
    except TryLater as later:
        if later.for_all:
            raise
        return True
    return False
