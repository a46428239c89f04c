"""The homeserver as we use it: accounts, rooms and events, as any of our users."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from matrix_bridge.calls import Calls, Content, Refused, file_of
from matrix_bridge.registration import APPSERVICE_ID, DEVICE

__all__ = ["DEVICE", "Content", "Homeserver", "Page", "Refused"]

#: What people write.
WRITTEN = ("m.room.message", "m.room.encrypted")
_CLIENT = "/_matrix/client/v3"


@dataclass(frozen=True)
class Page:
    """Some events of a room, the newest first, and where the older ones begin.

    Read forward, it is the other way round.
    """

    events: list[dict[str, Any]]
    #: Give it to `messages` for the next page; empty when there is none.
    before: str


class Homeserver(Calls):
    """What the project asks of its homeserver.

    `user` is the full id of the account that acts; it must be one of ours. Every
    method may raise what `call` raises. Those that change something may be
    repeated unless they say otherwise.
    """

    async def call(
        self, method: str, path: str, *, user: str = "", device: bool = True, **more: Any
    ) -> dict[str, Any]:
        """Make a call; an account that has lost our device gets it again.

        Who logs all their devices out in a Matrix app logs ours out with them.
        """
        try:
            return await super().call(method, path, user=user, device=device, **more)
        except Refused as refused:
            is_ours = user and device and self.device == DEVICE
            if not is_ours or refused.errcode != "M_UNKNOWN_DEVICE":
                raise
        await self.ensure_device(user)
        return await super().call(method, path, user=user, device=device, **more)

    # Accounts

    async def ensure_user(self, localpart: str) -> None:
        """Make an account of our namespace, without password; one that is there stays."""
        body = {
            "type": "m.login.application_service",
            "username": localpart,
            "inhibit_login": True,
        }
        try:
            await self.call("POST", f"{_CLIENT}/register", body=body, repeatable=True)
        except Refused as refused:
            if refused.errcode != "M_USER_IN_USE":
                raise

    async def ensure_device(self, user: str, device: str = DEVICE, name: str = "eTwinning") -> bool:
        """Give one of our accounts a device; say whether the homeserver had not known it."""
        body = {"display_name": name}
        path = f"{_CLIENT}/devices/{_safe(device)}"
        if await self._knows_device(user, path):
            return False
        await self.call("PUT", path, user=user, body=body, device=False)
        return True

    async def delete_other_devices(self, user: str, *keep: str) -> None:
        """Remove all devices of one of our accounts but some."""
        known = await self.call("GET", f"{_CLIENT}/devices", user=user, device=False)
        others = [one["device_id"] for one in known["devices"] if one["device_id"] not in keep]
        if others:
            path, body = f"{_CLIENT}/delete_devices", {"devices": others}
            await self.call("POST", path, user=user, body=body, device=False, repeatable=True)

    async def set_displayname(self, user: str, name: str) -> None:
        """Name one of our accounts, if it is called otherwise."""
        path = f"{_CLIENT}/profile/{_safe(user)}/displayname"
        if await self._displayname(user, path) != name:
            await self.call("PUT", path, user=user, body={"displayname": name})

    async def login_token(self, user: str) -> str:
        """Draw a single-use token with which a person logs in as this account, soon.

        Synapse gives one a minute for an account; sooner it is TryLater. It stays valid
        for `login_via_existing_session.token_timeout`.
        """
        answer = await self.call("POST", "/_matrix/client/v1/login/get_token", user=user)
        return str(answer["login_token"])

    async def whoami(self, user: str = "") -> str:
        """Ask the homeserver who we are to it: the service itself, or one of our accounts."""
        answer = await self.call("GET", f"{_CLIENT}/account/whoami", user=user, device=False)
        return str(answer["user_id"])

    async def ping_appservice(self) -> None:
        """Let the homeserver push at once what it has for us, instead of in some minutes.

        Raises Refused if it cannot reach us.
        """
        path = f"/_matrix/client/v1/appservice/{APPSERVICE_ID}/ping"
        await self.call("POST", path, repeatable=True)

    # Rooms

    async def create_room(self, body: Mapping[str, Any], user: str) -> str | None:
        """Make a room and return its id, or None if its alias is taken.

        Not to be repeated without an alias. Source: https://spec.matrix.org, "createRoom".
        """
        try:
            answer = await self.call("POST", f"{_CLIENT}/createRoom", user=user, body=body)
        except Refused as refused:
            if refused.errcode == "M_ROOM_IN_USE":
                return None
            raise
        return str(answer["room_id"])

    async def resolve_alias(self, alias: str) -> str | None:
        """Find the room behind an alias; None if there is none."""
        path = f"{_CLIENT}/directory/room/{_safe(alias)}"
        answer = await self._or_none("GET", path)
        return None if answer is None else str(answer["room_id"])

    async def delete_alias(self, alias: str, user: str) -> None:
        """Free an alias; one that is free stays so."""
        await self._or_none("DELETE", f"{_CLIENT}/directory/room/{_safe(alias)}", user)

    async def invite(self, room: str, user: str, invitee: str) -> None:
        """Invite somebody; Refused if they are in the room already."""
        await self._act(room, "invite", user, {"user_id": invitee})

    async def join(self, room: str, user: str) -> None:
        """Enter a room; who is in it stays."""
        await self._act(room, "join", user)

    async def leave(self, room: str, user: str, reason: str = "") -> None:
        """Leave a room or decline its invitation; who is out stays out."""
        await self._act(room, "leave", user, {"reason": reason} if reason else {})

    async def kick(self, room: str, user: str, target: str, reason: str = "") -> None:
        """Put somebody out; Refused if they are not in the room. Not to be repeated blindly."""
        body = {"user_id": target, "reason": reason}
        await self.call("POST", f"{_room(room)}/kick", user=user, body=body)

    async def state(self, room: str, user: str) -> list[dict[str, Any]]:
        """Read the whole state of a room."""
        answer = await self.call("GET", f"{_room(room)}/state", user=user)
        return list(answer["content"])

    async def put_state(
        self, room: str, kind: str, content: Mapping[str, Any], user: str, key: str = ""
    ) -> None:
        """Set one piece of a room's state."""
        path = f"{_room(room)}/state/{_safe(kind)}/{_safe(key)}"
        await self.call("PUT", path, user=user, body=content)

    async def members(self, room: str, user: str) -> dict[str, str]:
        """Read who is or was in a room: the membership ("join", "invite", "leave" …) by user id."""
        answer = await self.call("GET", f"{_room(room)}/members", user=user)
        return {one["state_key"]: one["content"]["membership"] for one in answer["chunk"]}

    async def joined_rooms(self, user: str) -> frozenset[str]:
        """List the rooms that one of our accounts is in."""
        answer = await self.call("GET", f"{_CLIENT}/joined_rooms", user=user)
        return frozenset(answer["joined_rooms"])

    # Events

    async def send_event(
        self, room: str, kind: str, content: Mapping[str, Any], txn: str, user: str
    ) -> str:
        """Send an event and return its id; the same `txn` gives the same event.

        `txn` must be unique among all our accounts.
        """
        path = f"{_room(room)}/send/{_safe(kind)}/{_safe(txn)}"
        answer = await self.call("PUT", path, user=user, body=content)
        return str(answer["event_id"])

    async def redact(self, room: str, event_id: str, txn: str, user: str) -> None:
        """Take back an event; the same `txn` does it once."""
        path = f"{_room(room)}/redact/{_safe(event_id)}/{_safe(txn)}"
        await self.call("PUT", path, user=user, body={})

    async def messages(
        self,
        room: str,
        user: str,
        before: str = "",
        limit: int = 50,
        *,
        forward: bool = False,
        kinds: Sequence[str] = WRITTEN,
    ) -> Page:
        """Read a page of what was written in a room, back from `before`, or from now.

        Forward, it is read on from `before`, or from the room's beginning. What is not of these
        `kinds`, such as who came and went, takes no place in the page.
        """
        wanted = json.dumps({"types": kinds})
        query = {"dir": "f" if forward else "b", "limit": str(limit), "filter": wanted}
        query |= {"from": before} if before else {}
        answer = await self.call("GET", f"{_room(room)}/messages", user=user, query=query)
        return Page(list(answer["chunk"]), str(answer.get("end", "")))

    async def event(self, room: str, event_id: str, user: str) -> dict[str, Any] | None:
        """Read one event of a room; None if it is not there."""
        return await self._or_none("GET", f"{_room(room)}/event/{_safe(event_id)}", user)

    async def place_before(self, room: str, event_id: str, user: str) -> str:
        """Find from where `messages` reads what was written before an event.

        Empty if the event is not there.
        """
        path, query = f"{_room(room)}/context/{_safe(event_id)}", {"limit": "0"}
        return str((await self._or_none("GET", path, user, query) or {}).get("start", ""))

    # Files

    async def upload(self, content: Content, name: str, user: str) -> str:
        """Put a file into the media store as one of our accounts; return its `mxc://` address.

        Repeated, it is put there twice.
        """
        path = "/_matrix/media/v3/upload"
        answer = await self.call(
            "POST", path, user=user, body=content, query={"filename": name}, repeatable=True
        )
        return str(answer["content_uri"])

    async def download(
        self, mxc: str, user: str, most: int, scaled: tuple[int, int] | None = None
    ) -> Content | None:
        """Get a file out of the media store, as a picture perhaps scaled to fit.

        None if it has more than `most` bytes.
        """
        kind = "thumbnail" if scaled else "download"
        server, _, media = mxc.removeprefix("mxc://").partition("/")
        path = f"/_matrix/client/v1/media/{kind}/{_safe(server)}/{_safe(media)}"
        size = dict(zip(("width", "height"), map(str, scaled or ()), strict=False))
        query = {**size, "method": "scale"} if scaled else {}
        answer = await self.call("GET", path, user=user, query=query, read=file_of(most))
        file: Content | None = answer.get("file")
        return file

    async def _act(
        self, room: str, what: str, user: str, body: Mapping[str, Any] | None = None
    ) -> None:
        await self.call("POST", f"{_room(room)}/{what}", user=user, body=body, repeatable=True)

    async def _or_none(
        self, method: str, path: str, user: str = "", query: Mapping[str, str] | None = None
    ) -> dict[str, Any] | None:
        try:
            return await self.call(method, path, user=user, query=query)
        except Refused as refused:
            if refused.errcode == "M_NOT_FOUND":
                return None
            raise

    async def _displayname(self, user: str, path: str) -> str:
        answer = await self._or_none("GET", path, user)
        return str((answer or {}).get("displayname", ""))

    async def _knows_device(self, user: str, path: str) -> bool:
        try:
            await self.call("GET", path, user=user, device=False)
        except Refused as refused:
            if refused.errcode == "M_NOT_FOUND":
                return False
            raise
        return True


def _room(room: str) -> str:
    return f"{_CLIENT}/rooms/{_safe(room)}"


def _safe(part: str) -> str:
    return quote(part, safe="")
