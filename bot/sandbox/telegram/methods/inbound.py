"""How the bot gets its updates: getUpdates and the webhook's settings; getMe."""

import asyncio
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..chats import Json
from ..errors import bad, conflict
from ..params import Params
from .registry import Described, method

if TYPE_CHECKING:
    from ..world import TelegramWorld

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORTS = (80, 88, 443, 8443, None)


@method("getMe")
def get_me(world: "TelegramWorld", _params: Params) -> Json:
    """Give the bot's own user."""
    return {
        **world.me.json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getUpdates", "offset limit timeout allowed_updates")
async def get_updates(world: "TelegramWorld", params: Params) -> list[Json]:
    """Give pending updates; wait up to `timeout` seconds for the first one."""
    if world.webhook.settings is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first"
        )
    offset = params.integer("offset") or 0
    limit = min(max(params.integer("limit", 100) or 100, 1), 100)
    timeout = min(max(params.integer("timeout") or 0, 0), 50)
    world.feed.allow(params.array("allowed_updates"))
    turn = world.polling.begin()
    world.feed.confirm(offset)
    return await world.polling.batch(turn, limit, timeout)


@method(
    "setWebhook",
    "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
)
def set_webhook(world: "TelegramWorld", params: Params) -> Described:
    """Have updates posted to an address; an empty one ends it."""
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    _check_url(url)
    secret = params.text("secret_token")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    connections = min(max(params.integer("max_connections", 40) or 40, 1), 100)
    world.feed.allow(params.array("allowed_updates"))
    if params.flag("drop_pending_updates"):
        world.feed.drop_all()
    world.polling.end("terminated by setWebhook request")
    same = world.webhook.set(url, secret, connections)
    return Described(True, "Webhook is already set" if same else "Webhook was set")


def _check_url(url: str) -> None:
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError:
        raise bad("bad webhook: invalid webhook URL specified") from None
    if not address.hostname:
        raise bad("bad webhook: invalid webhook URL specified")
    if address.hostname in _LOOPBACK:
        return
    if address.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in _PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(world: "TelegramWorld", params: Params) -> Described:
    """End the webhook."""
    if params.flag("drop_pending_updates"):
        world.feed.drop_all()
    was_set = world.webhook.delete()
    return Described(True, "Webhook was deleted" if was_set else "Webhook is already deleted")


@method("getWebhookInfo")
def get_webhook_info(world: "TelegramWorld", _params: Params) -> Json:
    """Tell where updates go and what went wrong last."""
    return world.webhook.info()


class Polling:
    """Who polls now: only the newest getUpdates goes on, older ones end with a 409."""

    def __init__(self, world: "TelegramWorld") -> None:
        self._world = world
        self._current: asyncio.Future[str] | None = None

    def begin(self) -> asyncio.Future[str]:
        """Take over the polling."""
        self.end(
            "terminated by other getUpdates request;"
            " make sure that only one bot instance is running"
        )
        self._current = asyncio.get_running_loop().create_future()
        return self._current

    def end(self, reason: str) -> None:
        """End the polling that is under way, if there is one."""
        if self._current is not None and not self._current.done():
            self._current.set_result(reason)
        self._world.feed.changed.ring()

    async def batch(self, turn: asyncio.Future[str], limit: int, seconds: int) -> list[Json]:
        """Wait for updates as long as no other poller comes."""
        end = time.monotonic() + seconds
        while True:
            if turn.done():
                raise conflict(turn.result())
            updates = self._world.feed.batch(limit)
            left = end - time.monotonic()
            if updates or left <= 0:
                turn.cancel()
                return updates
            await self._world.feed.changed.heard(left)
