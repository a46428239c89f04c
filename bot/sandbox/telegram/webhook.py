"""Posting updates to the bot's webhook: one chat in sequence, again until it answers 2xx."""

import asyncio
import json
from collections import deque
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, TCPConnector

from .chats import Json
from .signal import Signal

if TYPE_CHECKING:
    from .world import TelegramWorld

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


@dataclass(frozen=True, slots=True)
class Settings:
    """What setWebhook said."""

    url: str
    secret: str
    connections: int


class Webhook:
    """Delivers the feed while a webhook is set. A worker a chat, as many posts as were allowed."""

    def __init__(self, world: "TelegramWorld") -> None:
        self._world = world
        kept = world.keeper.setting("webhook", None)
        self.settings = Settings(**kept) if kept else None
        self.retry_seconds: tuple[float, ...] = (0.1, 0.2, 0.5, 1, 2, 5)
        self.timeout_seconds: float = 60
        self.last_error: tuple[int, str] | None = None
        self.changed = Signal()
        self._session: ClientSession | None = None
        self._queues: dict[str, deque[Json]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(1)
        self._running = False
        world.feed.added = self._take

    def set(self, url: str, secret: str, connections: int) -> bool:
        """Begin to post to an address; True if nothing changes by it."""
        settings = Settings(url, secret, connections)
        if settings == self.settings:
            return True
        self._halt()
        self.settings = settings
        self.last_error = None
        self._world.keeper.set("webhook", asdict(settings))
        self.resume()
        return False

    def delete(self) -> bool:
        """End the posting; False if there was none."""
        was_set = self.settings is not None
        self._halt()
        self.settings = None
        self._world.keeper.set("webhook", None)
        return was_set

    def info(self) -> Json:
        """Give Telegram's WebhookInfo."""
        info: Json = {
            "url": self.settings.url if self.settings else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.feed.pending),
        }
        if self.settings is None:
            return info
        info["max_connections"] = self.settings.connections
        info["allowed_updates"] = sorted(self._world.feed.allowed)
        if self.last_error is not None:
            info["last_error_date"], info["last_error_message"] = self.last_error
        return info

    def resume(self) -> None:
        """Post what waits already; called when the world starts."""
        self._running = True
        if self.settings is None:
            return
        self._places = asyncio.Semaphore(self.settings.connections)
        for update in self._world.feed.batch(len(self._world.feed.pending)):
            self._take(update)

    async def close(self) -> None:
        """Stop posting; what was not taken stays in the feed."""
        self._running = False
        workers = list(self._workers)
        self._halt()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _halt(self) -> None:
        for worker in self._workers:
            worker.cancel()
        self._workers.clear()
        self._queues.clear()

    def _take(self, update: Json) -> None:
        if self.settings is None or not self._running:
            return
        key = _chat_key(update)
        if key in self._queues:
            self._queues[key].append(update)
            return
        self._queues[key] = deque([update])
        worker = asyncio.get_running_loop().create_task(self._work(key))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, key: str) -> None:
        queue = self._queues[key]
        while queue:
            update = queue[0]
            await self._deliver(update)
            if self._world.feed.deliver_twice:
                await self._deliver(update)
            queue.popleft()
            self._world.feed.forget(update["update_id"])
            self.changed.ring()
        del self._queues[key]

    async def _deliver(self, update: Json) -> None:
        tries = 0
        while update["update_id"] in self._world.feed.pending:
            async with self._places:
                error = await self._post(update)
            if error is None:
                return
            self.last_error = (self._world.now(), error)
            self.changed.ring()
            pause = self.retry_seconds[min(tries, len(self.retry_seconds) - 1)]
            tries += 1
            await asyncio.sleep(pause)

    async def _post(self, update: Json) -> str | None:
        """Post once; None when it was taken, else what went wrong."""
        settings = self.settings
        assert settings is not None
        if self._session is None:
            self._session = ClientSession(connector=TCPConnector(limit=0))
        headers = {"Content-Type": "application/json"}
        if settings.secret:
            headers[SECRET_HEADER] = settings.secret
        data = json.dumps(update, ensure_ascii=False).encode()
        timeout = ClientTimeout(total=self.timeout_seconds)
        try:
            async with self._session.post(
                settings.url, data=data, headers=headers, timeout=timeout, ssl=False
            ) as response:
                if 200 <= response.status < 300:
                    return None
                return (
                    f"Wrong response from the webhook: {response.status} {response.reason or ''}"
                ).strip()
        except TimeoutError:
            return "Read timeout expired"
        except ClientError as error:
            refused = isinstance(error, ClientConnectorError)
            return "Connection refused" if refused else "Connection reset by peer"


def _chat_key(update: Json) -> str:
    """Name what has to be told in sequence: the chat, else the person. Rubbish has one key."""
    for name, body in update.items():
        if name == "update_id":
            continue
        for path in (("chat",), ("message", "chat"), ("from",), ("user",)):
            found = body
            for step in path:
                found = found.get(step) if isinstance(found, dict) else None
            if isinstance(found, dict):
                return repr(found.get("id"))
    return ""
