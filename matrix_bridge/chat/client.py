"""nio as the conversation bot's client: through the gate, as our account, and mended."""

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import structlog
from nio import AsyncClient, AsyncClientConfig, MegolmEvent, SyncResponse
from nio.crypto import Olm
from nio.events import ForwardedRoomKeyEvent
from nio.exceptions import EncryptionError
from nio.store import SqliteStore

from handlers.platform import PROBE_SECONDS, Gate
from matrix_bridge.calls import AWAY, pass_gate
from matrix_bridge.chat import answers

#: How long any answer may take but that to a sync, which says for itself; the first sync of
#: many rooms takes minutes.
MOST_SECONDS = 600.0

_WAITING = re.compile(r"\btimeout=\d+")
_log = structlog.get_logger()


class Client(AsyncClient):
    """A client of one account of ours on one device; lives in one event loop.

    Every call waits at the gate and is repeated until the homeserver answers: what nio
    sends by itself may all be repeated. End it by cancelling the task that waits.
    """

    def __init__(
        self, url: str, as_token: str, user: str, device: str, store: Path, secret: str, gate: Gate
    ) -> None:
        config = AsyncClientConfig(max_limit_exceeded=0, max_timeouts=0, pickle_key=secret)
        super().__init__(url.rstrip("/"), user, device, str(store.parent), config)
        self._device, self._store = device, store
        self._gate = gate
        self._whose = urlencode({"user_id": user, "device_id": device})
        #: Whether nio has raised on the answer that it reads.
        self._is_careful = False
        self._sharing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.restore_login(user, device, as_token)

    def load_store(self) -> None:
        """Open the key store; called by nio. Raises what the store raises if `secret` is wrong."""
        secret = self.config.pickle_key
        folder, name = str(self._store.parent), self._store.name
        self.store = SqliteStore(self.user_id, self._device, folder, secret, name)
        self.olm = self.machine = _Machine(self.user_id, self._device, self.store)
        self.encrypted_rooms = self.store.load_encrypted_rooms()

    async def parse_body(self, transport_response: Any) -> dict[Any, Any]:
        """Read an answer; called by nio, which is not given what is no event."""
        answer = await super().parse_body(transport_response)
        cleaned: dict[Any, Any] = answers.cleaned(answer, self._is_careful)
        return cleaned

    async def create_matrix_response(self, *what: Any, **named: Any) -> Any:
        """Make sense of an answer; called by nio. What it raises on is left out the second time."""
        try:
            return await super().create_matrix_response(*what, **named)
        except Exception as error:
            _log.warning("matrix.broken_answer", error=type(error).__name__)
        self._is_careful = True
        try:
            return await super().create_matrix_response(*what, **named)
        finally:
            self._is_careful = False

    async def send(
        self,
        method: str,
        path: str,
        data: Any = None,
        headers: dict[str, str] | None = None,
        trace_context: Any = None,
        timeout: float | None = None,  # noqa: ASYNC109 - nio's own signature
    ) -> Any:
        """Make one call for nio, as our account, until it is answered."""
        if "/keys/upload" in path:
            # The private halves are kept before the public ones can be used.
            self.machine.save_account()
        path = f"{path}{'&' if '?' in path else '?'}{self._whose}"
        while True:
            if "/sync?" in path and not self._gate.is_open:
                # The answer to a sync may take half a minute; whether anybody is there, not.
                await self.send("GET", "/_matrix/client/versions")
            await pass_gate(self._gate)
            self._notice_hanging_up(path)
            try:
                answer = await super().send(
                    method, path, data, headers, trace_context, timeout or MOST_SECONDS
                )
                await answer.read()
            except (aiohttp.ClientError, TimeoutError):
                self._gate.failed(time.monotonic())
            else:
                if not await self._is_away(answer.status):
                    return answer
            # A sync that waited for the homeserver does not wait for news too: it opens the gate.
            path = _WAITING.sub("timeout=0", path)

    def _notice_hanging_up(self, path: str) -> None:
        """Let a sync that was cut off fail: the gate, and who looks back, must hear of a restart.

        aiohttp makes it once more without a word, and has no public switch against that.
        """
        if self.client_session is not None:
            self.client_session._retry_connection = "/sync?" not in path

    async def _is_away(self, status: int) -> bool:
        """Tell the gate, and rest if the homeserver failed at this call alone."""
        if status in AWAY:
            self._gate.failed(time.monotonic())
            return True
        self._gate.answered()
        if status >= 500:
            _log.warning("matrix.call_failed", status=status)
            await asyncio.sleep(PROBE_SECONDS)
        return status >= 500

    async def keep_keys_fresh(self, response: SyncResponse | None = None) -> None:
        """Do what encryption wants done between two syncs."""
        counted = response.device_key_count.signed_curve25519 if response else None
        if counted == 0:
            self.machine.uploaded_key_count = 0  # nio takes "none left" for "not said"
        if self.should_upload_keys:
            await self.keys_upload()
        if self.should_query_keys:
            await self.keys_query()
        if self.should_claim_keys:
            await self.keys_claim(self.get_users_for_key_claiming())
        await self.send_to_device_messages()

    async def encrypt_for(self, room: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Encrypt a message for everybody in a room, having given them the key."""
        async with self._sharing[room]:
            if not self.rooms[room].members_synced:
                await self.joined_members(room)
            if self.should_query_keys:
                await self.keys_query()
            if self.machine.should_share_group_session(room):
                await self._share_key(room)
            _, encrypted = self.encrypt(room, "m.room.message", dict(content))
        return dict(encrypted)

    async def _share_key(self, room: str) -> None:
        try:
            await self.share_group_session(room, ignore_unverified_devices=True)
        finally:
            # nio forgets this when its claiming of keys is cancelled, and waits for ever after.
            self.sharing_session.pop(room, None)

    def ask_for_key(self, event: MegolmEvent) -> None:
        """Ask the sender's device for the key of a message that could not be read."""
        session = event.session_id
        if session not in self.outgoing_key_requests:
            request = event.as_key_request(event.sender, self._device, session, event.device_id)
            self.machine.outgoing_to_device_messages.append(request)

    def stop_asking(self, session: str) -> None:
        """Let go of a key that did not come: nio remembers for ever that it was asked for."""
        request = self.outgoing_key_requests.pop(session, None)
        if request is not None and self.store is not None:
            self.store.remove_outgoing_key_request(request)

    def _handle_timeline_event(self, event: Any, room_id: str, *rest: Any) -> Any:
        """Keep what one person writes from ending the sync: on some of it nio raises."""
        try:
            return super()._handle_timeline_event(event, room_id, *rest)
        except Exception as error:
            _log.warning("matrix.broken_event", error=type(error).__name__)
            return None

    def decrypted(self, event: MegolmEvent) -> dict[str, Any] | None:
        """Read an encrypted event; None if its key is not there, or does not open it."""
        try:
            return dict(self.decrypt_event(event).source)
        except EncryptionError:
            return None
        except Exception as error:
            _log.warning("matrix.broken_event", error=type(error).__name__)
            return None

    def _handle_decrypt_to_device(self, to_device_event: Any) -> Any:
        """Keep what one device sends from ending the sync: nio lets some broken messages raise."""
        try:
            return super()._handle_decrypt_to_device(to_device_event)
        except Exception as error:
            _log.warning("matrix.broken_to_device", error=type(error).__name__)
            return None


class _Machine(Olm):
    """nio's cryptography, which takes a key again from the device that had made it."""

    def _should_accept_forward(
        self, sender: str, sender_key: str, event: ForwardedRoomKeyEvent
    ) -> bool:
        """Accept a key that we asked for, from the device whose messages it reads, and no other.

        nio takes them only from our own verified devices, of which there are none.
        """
        asked = self.outgoing_key_requests.get(event.session_id)
        made_by = event.source.get("content", {}).get("sender_key")
        return asked is not None and asked.room_id == event.room_id and made_by == sender_key
