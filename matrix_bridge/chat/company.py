"""With whom the bot keeps a chat: it follows invitations and stays where it is one of two."""

from collections.abc import Awaitable, Iterable
from dataclasses import dataclass

import structlog
from nio import InviteMemberEvent

from handlers.platform import TryLater
from matrix_bridge.chat.client import Client
from matrix_bridge.homeserver import Homeserver, Refused

_log = structlog.get_logger()


@dataclass(frozen=True)
class Manners:
    """How the bot behaves in chats."""

    server_name: str
    #: Why it leaves a room of more than two, in words for those who stay.
    crowded: str
    #: Why it declines the invitation of a stranger from another homeserver.
    foreign: str


class Company:
    """The bot's coming and going. Everything may be repeated; raises what `call` raises."""

    def __init__(self, client: Client, homeserver: Homeserver, manners: Manners) -> None:
        self._client = client
        self._homeserver = homeserver
        self._manners = manners

    async def answer(self, room: str, invitation: Iterable[object]) -> None:
        """Follow an invitation from somebody of our homeserver; decline any other."""
        me = self._client.user_id
        mine = (
            event
            for event in invitation
            if isinstance(event, InviteMemberEvent) and event.state_key == me
        )
        inviter = next((event.sender for event in mine), "")
        if inviter.endswith(f":{self._manners.server_name}"):
            await _unless_refused(self._homeserver.join(room, me))
        else:
            await self._leave(room, self._manners.foreign)

    async def is_private(self, room: str) -> bool:
        """Tell whether nobody but one person is there; otherwise leave, and say why."""
        if len(self._client.rooms[room].users) <= 2:
            return True
        _log.info("matrix.crowded_room")
        await self._leave(room, self._manners.crowded)
        return False

    async def follow(self, room: str) -> None:
        """Leave a room that its person left."""
        await self._leave(room, "")

    async def _leave(self, room: str, reason: str) -> None:
        await _unless_refused(self._homeserver.leave(room, self._client.user_id, reason))


async def _unless_refused(act: Awaitable[None]) -> None:
    """Do what another may have made impossible meanwhile: withdrawn, closed, deleted, broken.

    One room must not hold up all others; a pending invitation comes again at the next start.
    """
    try:
        await act
    except Refused as refused:
        _log.info("matrix.room_refused", errcode=refused.errcode)
    except TryLater as later:
        if later.for_all:
            raise
        _log.warning("matrix.room_broken")
