"""A stand-in for a homeserver that says what a test puts into its mouth, true or not.

Of what the service asks it for, it keeps rooms with their members and state; all else it grants.
What the bot's chats hear stands in answers to its syncs, one after the other.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from aiohttp import web

#: How long an answer to a sync may be out before the service must have asked for the next one.
SECONDS = 40

_CLIENT = "/_matrix/client/"
_REFUSED = {404: "M_NOT_FOUND", 400: "M_ROOM_IN_USE", 403: "M_FORBIDDEN"}


class Room:
    """A room: who is in it, and its state."""

    def __init__(self, state: list[dict[str, Any]]) -> None:
        self.state = {(one["type"], one["state_key"]): one for one in state}

    def users(self) -> list[str]:
        """List the accounts that are in it or are asked to be."""
        return [key for kind, key in self.state if kind == "m.room.member"]


class Homeserver:
    """Serves one application service; everything happens in one event loop."""

    def __init__(self, name: str, bot: str) -> None:
        self.name, self.bot = name, f"@{bot}:{name}"
        self.rooms: dict[str, Room] = {}
        #: How often the service sent something, by the kind of what it sent.
        self.sent = 0
        self._aliases: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._numbers = count(1)
        #: What the next answer to a sync says besides: rooms that the bot is in, left, is asked to.
        self._news: dict[str, dict[str, Any]] = {"join": {}, "leave": {}, "invite": {}}
        self._answer: bytes = b""
        self._told, self._asked = 0, -1
        self._changed = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Serve; give the base URL."""
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End every connection."""
        if self._runner is not None:
            await self._runner.cleanup()

    # What the chats hear

    def chats(self) -> list[str]:
        """List the rooms that the bot is in."""
        return [room for room, one in self.rooms.items() if _how(one, self.bot) == "join"]

    def partner(self, room: str) -> str:
        """Name the other one in a chat."""
        members = (key for kind, key in self.rooms[room].state if kind == "m.room.member")
        return next(one for one in members if one != self.bot)

    def invite(self, user: str) -> str:
        """Let somebody open a chat and ask the bot into it; give the room."""
        room = f"!{next(self._numbers)}:{self.name}"
        inviting = self._member(user, self.bot, "invite")
        self.rooms[room] = Room([self._member(user, user, "join"), inviting])
        self._news["invite"][room] = {"invite_state": {"events": [inviting]}}
        return room

    async def tell(self, timelines: dict[str, list[Any]], to_device: list[Any]) -> None:
        """Let the bot hear events; return when it has asked for what comes after them."""
        joined = self._news["join"] | {room: _room([]) for room in timelines if room in self.rooms}
        for room, events in timelines.items():
            joined[room] = joined.get(room) or _room([])
            joined[room]["timeline"]["events"] = events
        number = self._told + 1
        self._answer = json.dumps(self._sync(number, joined, to_device)).encode()
        self._news = {"join": {}, "leave": {}, "invite": {}}
        self._told = number
        self._wake()
        await self.heard(number)

    async def heard(self, number: int) -> None:
        """Wait until the bot has asked for what comes after an answer."""
        async with asyncio.timeout(SECONDS):
            while self._asked < number:
                await self._changed.wait()

    def _sync(self, number: int, joined: dict[str, Any], to_device: list[Any]) -> dict[str, Any]:
        return {
            "next_batch": f"s{number}",
            "rooms": {**self._news, "join": joined},
            "to_device": {"events": to_device},
            "device_lists": {"changed": [], "left": []},
            "device_one_time_keys_count": {"signed_curve25519": 50},
        }

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def _serve_sync(self, query: Any) -> bytes:
        since = int(query.get("since", "s0")[1:])
        self._asked = max(self._asked, since)
        self._wake()
        if "since" not in query or query.get("full_state") == "true":
            whole = {room: _room(list(self.rooms[room].state.values())) for room in self.chats()}
            return json.dumps(self._sync(since, whole, [])).encode()
        try:
            async with asyncio.timeout(int(query.get("timeout", "0")) / 1000):
                while since >= self._told:
                    await self._changed.wait()
        except TimeoutError:
            return json.dumps({"next_batch": f"s{since}", "rooms": {}}).encode()
        return self._answer

    # What the service asks for

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if path.endswith("/sync"):
            return _json(200, await self._serve_sync(request.query))
        body = await request.json() if request.content_type == "application/json" else {}
        parts = [part for part in re.sub(r"_matrix/\w+/(v\d|r0)/", "", path).split("/") if part]
        user = request.query.get("user_id", "")
        status, answer = self._granted(request.method, parts, user, body)
        answer = answer if status == 200 else {"errcode": _REFUSED[status]}
        return _json(status, json.dumps(answer).encode())

    def _granted(
        self, method: str, parts: list[str], user: str, body: dict[str, Any]
    ) -> tuple[int, Any]:
        match method, parts:
            case _, ["rooms", room, *what]:
                return self._in_room(method, room, what, user, body)
            case "POST", ["createRoom"]:
                return self._create(user, body)
            case "GET", ["directory", "room", alias]:
                room = self._aliases.get(alias)
                return (200, {"room_id": room}) if room else (404, None)
            case "PUT", ["profile", whose, "displayname"]:
                self._names[whose] = body["displayname"]
            case "GET", ["profile", whose, "displayname"]:
                return 200, {"displayname": self._names.get(whose, "")}
            case "GET", ["joined_rooms"]:
                return 200, {"joined_rooms": self.chats()}
            case "POST", ["keys", "upload"]:
                return 200, {"one_time_key_counts": {"signed_curve25519": 50}}
            case "POST", ["keys", _]:
                return 200, {"device_keys": {}, "one_time_keys": {}, "failures": {}}
            case "GET", ["devices"]:
                return 200, {"devices": []}
            case "POST", ["upload"]:
                return 200, {"content_uri": f"mxc://{self.name}/m{next(self._numbers)}"}
            case "GET", ["download" | "thumbnail", *_]:
                return 404, None
        return 200, {"versions": ["v1.13"], "user_id": user}

    def _create(self, user: str, body: dict[str, Any]) -> tuple[int, Any]:
        alias = f"#{body['room_alias_name']}:{self.name}"
        if alias in self._aliases:
            return 400, None
        room = self._aliases[alias] = f"!{next(self._numbers)}:{self.name}"
        state = [self._event(user, **one) for one in body["initial_state"]]
        levels = body["power_level_content_override"]
        state.append(self._event(user, "m.room.power_levels", "", levels))
        state.append(self._member(user, user, "join"))
        state += [self._member(user, one, "invite") for one in body["invite"]]
        self.rooms[room] = Room(state)
        return 200, {"room_id": room}

    def _in_room(
        self, method: str, name: str, what: list[str], user: str, body: dict[str, Any]
    ) -> tuple[int, Any]:
        room = self.rooms.get(name)
        if room is None:
            return 403, None
        match method, what:
            case "POST", ["join" | "leave" | "invite" | "kick" as act]:
                self._move(name, room, act, user, str(body.get("user_id", user)))
            case "GET", ["state"]:
                return 200, list(room.state.values())
            case "GET", ["members"]:
                return 200, {"chunk": list(_members(room))}
            case "GET", ["joined_members"]:
                joined = {one["state_key"]: {} for one in _members(room)}
                return 200, {"joined": joined}
            case "PUT", ["state", kind, *key]:
                state_key = "".join(key)
                room.state[kind, state_key] = self._event(user, kind, state_key, body)
            case "PUT", ["send" | "redact", *_]:
                self.sent += 1
            case "GET", ["messages"]:
                return 200, {"chunk": [], "start": "t"}
            case "GET", _:
                return 404, None
        return 200, {"event_id": f"$sent{next(self._numbers)}"}

    def _move(self, name: str, room: Room, act: str, user: str, whose: str) -> None:
        how = {"kick": "leave"}.get(act, act)
        member = room.state["m.room.member", whose] = self._member(user, whose, how)
        if whose == self.bot and how == "join":
            self._news["invite"].pop(name, None)
            self._news["join"][name] = _room(list(room.state.values()))
        elif whose == self.bot:
            del self.rooms[name]
            self._news["join"].pop(name, None)
            self._news["leave"][name] = _room([member])

    def _member(self, by: str, user: str, how: str) -> dict[str, Any]:
        return self._event(by, "m.room.member", user, {"membership": how})

    def _event(self, sender: str, type: str, state_key: str, content: Any) -> dict[str, Any]:
        return {
            "type": type,
            "state_key": state_key,
            "sender": sender,
            "content": content,
            "event_id": f"$state{next(self._numbers)}",
            "origin_server_ts": 1_800_000_000_000 + next(self._numbers),
        }


def _members(room: Room) -> Iterator[dict[str, Any]]:
    return (one for (kind, _), one in room.state.items() if kind == "m.room.member")


def _how(room: Room, user: str) -> str:
    member = room.state.get(("m.room.member", user))
    return member["content"]["membership"] if member else ""


def _room(state: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "timeline": {"events": [], "limited": False, "prev_batch": "p"},
        "state": {"events": state},
        "ephemeral": {"events": []},
        "account_data": {"events": []},
        "summary": {},
        "unread_notifications": {},
    }


def _json(status: int, body: bytes) -> web.Response:
    return web.Response(status=status, body=body, content_type="application/json")
