"""The conversation bot on Matrix: direct chats, encrypted or not, read and written."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import structlog

from handlers.conversation import Event, File
from handlers.platform import PROBE_SECONDS, Gate, Outgoing, TryLater, Unreachable
from handlers.rich import Rich
from matrix_bridge.chat import files, writing
from matrix_bridge.chat.account import Account, enter
from matrix_bridge.chat.client import Client
from matrix_bridge.chat.company import Company, Manners
from matrix_bridge.chat.syncing import DeviceLost, Syncing, TokenRefused, rests
from matrix_bridge.chat.waiting import InDatabase, Take
from matrix_bridge.homeserver import Homeserver, Refused
from storage.db import DatabaseAway
from storage.seats import Lost

#: How long one attempt to send may take; keys may have to be fetched and given first.
SEND_SECONDS = 20.0
#: How long it may take with a file.
FILE_SECONDS = 300.0
#: How long it waits for a homeserver that is away, to fetch a file for a page.
FETCH_PATIENCE_SECONDS = 2.0
#: How long a message waits for its key before its sender is asked to repeat it.
PATIENCE = timedelta(seconds=30)

_log = structlog.get_logger()
_T = TypeVar("_T")


@dataclass(frozen=True)
class _Session:
    client: Client
    homeserver: Homeserver
    syncing: Syncing


class Chat:
    """The platform "matrix" and its door.

    It has a thread and an event loop of its own, since nio's key store blocks. `take` and
    `in_database` are awaited in the loop of run(), where send() and edit() belong too.
    """

    #: A transaction id gives one message, for all we send comes from one device, whichever
    #: process sends it and whatever it is encrypted on.
    exactly_once = True

    def __init__(
        self,
        account: Account,
        manners: Manners,
        gate: Gate,
        take: Take,
        in_database: InDatabase,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._account = account
        self._manners = manners
        self._gate = gate
        self._take_outside = take
        self._in_database_outside = in_database
        self._patience = patience
        self._inside: asyncio.AbstractEventLoop | None = None
        self._life: asyncio.Task[None] | None = None
        self._session: _Session | None = None
        self._media = Homeserver(
            account.homeserver_url, account.as_token, gate, FETCH_PATIENCE_SECONDS
        )

    async def run(
        self,
        in_database: InDatabase | None = None,
        may_read: Callable[[], bool] = lambda: True,
    ) -> None:
        """Read and write until cancelled; whatever was not taken is read again the next time.

        Only one process may do so at a time: how far it has read is written by `in_database`,
        which raises Lost where that is another one by now, and nothing is asked for unless
        `may_read` says, from another thread, that it is us.
        Returns if the homeserver does not know us, which no waiting heals.
        """
        self._in_database_outside = in_database or self._in_database_outside
        self._may_read = may_read
        self._outside, self._ending = asyncio.get_running_loop(), False
        with ThreadPoolExecutor(1, thread_name_prefix="matrix") as thread:
            life = self._outside.run_in_executor(thread, asyncio.run, self._live())
            try:
                await asyncio.shield(life)
            finally:
                if not life.done():
                    self._end()
                    await asyncio.wait([life])

    def split(self, message: Outgoing) -> Sequence[Outgoing]:
        """Cut a message into parts that a homeserver takes, choices on the last."""
        return writing.split(message)

    async def send(self, part: Outgoing) -> str:
        """Send one part and return its event id. Raises Unreachable, TryLater or FileGone."""
        return await self._within(self._send(part, writing.content(part)))

    async def edit(self, part: Outgoing, remote_id: str) -> None:
        """Change a message sent earlier. Raises Unreachable or TryLater."""
        await self._within(self._send(part, writing.change(part, remote_id)))

    async def delete(self, chat: str, remote_id: str, _instead: Rich) -> None:
        """Take a message back; one that is gone counts as done. Raises TryLater or Unreachable."""
        await self._within(self._redact(chat, remote_id))

    async def fetch(self, file: File) -> bytes:
        """Get a file that somebody sent to us, in any process. Raises FileGone or TryLater."""
        return await files.fetch(self._media, self._account.user, file)

    async def close(self) -> None:
        """Close what fetches files."""
        await self._media.close()

    async def _live(self) -> None:
        """Keep the chats open; this and what it calls runs in the thread."""
        self._inside, self._life = asyncio.get_running_loop(), asyncio.current_task()
        try:
            with suppress(asyncio.CancelledError):
                if not self._ending:
                    await self._keep_open()
        finally:
            self._inside = None

    def _end(self) -> None:
        self._ending = True
        inside, life = self._inside, self._life
        if inside is not None and life is not None:
            inside.call_soon_threadsafe(life.cancel)

    async def _keep_open(self) -> None:
        for rest in rests():
            try:
                await self._one_session()
            except TokenRefused:
                _log.error("matrix.token_refused", hint="has the homeserver our registration?")
                return
            except DeviceLost:
                _log.warning("matrix.device_lost")
                continue
            except TryLater as later:
                await asyncio.sleep(later.seconds)
                continue
            except DatabaseAway:
                _log.warning("matrix.database_away")
            except Lost:
                _log.warning("matrix.seat_lost")
            except Exception:
                _log.exception("matrix.failed")
            await asyncio.sleep(rest)

    async def _one_session(self) -> None:
        account = self._account
        homeserver = Homeserver(account.homeserver_url, account.as_token, self._gate)
        client: Client | None = None
        try:
            client = await self._enter(homeserver)
            company = Company(client, homeserver, self._manners)
            syncing = Syncing(
                client, company, self._take, self._in_database, self._patience, self._may_read
            )
            self._session = _Session(client, homeserver, syncing)
            await syncing.run()
        finally:
            self._session = None
            await homeserver.close()
            if client is not None:
                await client.close()  # type: ignore[no-untyped-call]

    async def _enter(self, homeserver: Homeserver) -> Client:
        try:
            return await enter(self._account, homeserver, self._gate, self._in_database)
        except Refused as refused:
            if refused.status == 401:
                raise TokenRefused from None
            raise

    async def _send(self, part: Outgoing, content: Mapping[str, Any]) -> str:
        try:
            async with self._in_time(FILE_SECONDS if part.file else SEND_SECONDS) as session:
                return await self._send_in(session, part, content)
        except Refused as refused:
            if refused.errcode == "M_FORBIDDEN":
                raise Unreachable("left") from None
            raise

    async def _redact(self, room: str, event_id: str) -> None:
        user = self._account.user
        async with self._in_time(SEND_SECONDS) as session:
            try:
                await session.homeserver.redact(room, event_id, f"etwdel.{event_id}", user)
            except Refused as refused:
                if refused.errcode == "M_FORBIDDEN":  # they left, and keep what they have
                    raise Unreachable("left") from None
                _log.info("matrix.not_redacted", errcode=refused.errcode)

    @asynccontextmanager
    async def _in_time(self, seconds: float) -> AsyncIterator[_Session]:
        """Do something with the homeserver once every room is known; what takes longer, later."""
        session = self._session
        if session is None:
            raise TryLater(PROBE_SECONDS, for_all=True)
        try:
            async with asyncio.timeout(seconds):
                await session.syncing.ready.wait()
                yield session
        except TimeoutError:
            raise TryLater(PROBE_SECONDS, for_all=not self._gate.is_open) from None
        except asyncio.CancelledError:
            # The bot stops: the same transaction is sent again when it is back.
            raise TryLater(PROBE_SECONDS, for_all=True) from None

    async def _send_in(self, session: _Session, part: Outgoing, content: Mapping[str, Any]) -> str:
        room = session.client.rooms.get(part.chat)
        if room is None:
            raise await self._why_unknown(session, part.chat)
        if part.file is not None:
            shown = await files.content(session.client, part, room.encrypted)
            content = shown | writing.relation(part)
        kind = "m.room.message"
        if room.encrypted:
            content = await session.client.encrypt_for(part.chat, content)
            kind = "m.room.encrypted"
        return await session.homeserver.send_event(
            part.chat, kind, content, part.transaction, self._account.user
        )

    async def _why_unknown(self, session: _Session, room: str) -> Exception:
        """Tell a room we are not in from one that we have just entered."""
        joined = await session.homeserver.joined_rooms(self._account.user)
        return TryLater(1.0) if room in joined else Unreachable("left")

    async def _within(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Do something in the thread, for somebody outside."""
        if self._inside is None:
            work.close()
            raise TryLater(PROBE_SECONDS, for_all=True)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._inside))

    async def _outwards(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Do something in the loop of run(), for somebody in the thread."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._outside))

    async def _take(self, events: Sequence[Event]) -> None:
        async def outside() -> None:
            await self._take_outside(events)

        await self._outwards(outside())

    async def _in_database(self, work: Callable[..., Any], *args: Any) -> Any:
        async def outside() -> Any:
            return await self._in_database_outside(work, *args)

        return await self._outwards(outside())
