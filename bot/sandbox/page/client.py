"""A person's Matrix account on the page: the few calls of the Client-Server API that it needs."""

import asyncio
import itertools
import json
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.sandbox.page.sending import Sent

Json = dict[str, Any]

#: How long the homeserver keeps a sync open when nothing happens.
LONG_POLL_SECONDS = 25
#: How much of each room a phone shows.
SHOWN_EVENTS = 200
_FILTER = {
    "presence": {"types": []},
    "room": {"timeline": {"limit": SHOWN_EVENTS}, "ephemeral": {"types": []}},
}
#: Account data in which Matrix clients note their direct chats.
_DIRECT = "m.direct"


class Refused(Exception):
    """The homeserver said no, in its own words."""


class Client:
    """Calls as one account. While the homeserver says "slower", each call waits and repeats."""

    def __init__(self, session: aiohttp.ClientSession, url: str, user: str, token: str) -> None:
        self.user = user
        self._session = session
        self._url = f"{url}/_matrix/client/v3"
        self._media = f"{url}/_matrix"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._run = secrets.token_hex(8)
        self._numbers = itertools.count(1)

    async def sync(self, since: str) -> Json:
        """Wait for what happened since; without `since` give everything at once."""
        query = {"timeout": str(LONG_POLL_SECONDS * 1000), "filter": json.dumps(_FILTER)}
        if since:
            query["since"] = since
        return await self._call("GET", "sync", query=query)

    async def set_name(self, name: str) -> None:
        """Name the account."""
        path = f"profile/{quote(self.user, safe='')}/displayname"
        await self._call("PUT", path, {"displayname": name})

    async def open_chat(self, other: str) -> str:
        """Make a direct chat, unencrypted, invite the other into it, and give the room's id."""
        body = {"preset": "private_chat", "is_direct": True, "invite": [other]}
        room = str((await self._call("POST", "createRoom", body))["room_id"])
        path = f"user/{quote(self.user, safe='')}/account_data/{_DIRECT}"
        await self._call("PUT", path, {other: [room]})
        return room

    async def join(self, room: str) -> None:
        """Accept an invitation."""
        await self._call("POST", f"rooms/{quote(room, safe='')}/join", {})

    async def say(self, room: str, text: str, answers: str = "") -> None:
        """Write into a room, perhaps as the answer to an event."""
        await self._send(room, {"msgtype": "m.text", "body": text} | _answering(answers))

    async def change(self, room: str, event: str, new: Json) -> None:
        """Change what was written."""
        relation = {"rel_type": "m.replace", "event_id": event}
        changed = {**new, "body": f"* {new['body']}", "m.new_content": new}
        await self._send(room, {**changed, "m.relates_to": relation})

    async def send_file(self, room: str, file: Sent, caption: str, answers: str = "") -> None:
        """Put a file into a room, with words if there are any."""
        url = f"{self._media}/media/v3/upload"
        query, headers = {"filename": file.name}, self._headers | {"Content-Type": file.mime}
        async with self._session.post(
            url, params=query, data=file.content, headers=headers
        ) as answer:
            answered: Json = await answer.json()
        if answer.status != 200:
            raise Refused(str(answered.get("error", answer.status)))
        content = {
            "msgtype": "m.image" if file.is_picture else "m.file",
            "body": caption or file.name,
            "filename": file.name,
            "info": {"mimetype": file.mime, "size": len(file.content)},
            "url": answered["content_uri"],
        }
        await self._send(room, content | _answering(answers))

    async def fetch(self, place: str) -> tuple[str, bytes]:
        """Get a file: what kind it is, and its content."""
        server, _, media = place.removeprefix("mxc://").partition("/")
        path = f"client/v1/media/download/{quote(server, safe='')}/{quote(media, safe='')}"
        async with self._session.get(f"{self._media}/{path}", headers=self._headers) as answer:
            if answer.status != 200:
                raise Refused("There is no such file here.")
            return answer.content_type, await answer.read()

    async def _send(self, room: str, content: Json) -> None:
        number = f"{self._run}-{next(self._numbers)}"
        await self._call(
            "PUT", f"rooms/{quote(room, safe='')}/send/m.room.message/{number}", content
        )

    async def _call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Json:
        while True:
            async with self._session.request(
                method, f"{self._url}/{path}", json=body, params=query, headers=self._headers
            ) as answer:
                answered: Json = await answer.json()
            if answer.status != 429:
                break
            await asyncio.sleep(answered.get("retry_after_ms", 1000) / 1000)
        if answer.status >= 400:
            raise Refused(str(answered.get("error", answer.status)))
        return answered


async def sign_in(session: aiohttp.ClientSession, url: str, user: str, password: str) -> str:
    """Sign in with a password and give an access token. Raises Refused."""
    who = {"type": "m.id.user", "user": user}
    body = {"type": "m.login.password", "identifier": who, "password": password}
    async with session.post(f"{url}/_matrix/client/v3/login", json=body) as answer:
        answered: Json = await answer.json()
    if answer.status != 200:
        raise Refused(str(answered.get("error", answer.status)))
    return str(answered["access_token"])


def _answering(event: str) -> Json:
    return {"m.relates_to": {"m.in_reply_to": {"event_id": event}}} if event else {}


def direct_chat(account_data: Mapping[str, Any], other: str) -> str:
    """Find the direct chat with somebody in a sync's account data; empty if it does not say."""
    for event in account_data.get("events", ()):
        if event.get("type") == _DIRECT and event["content"].get(other):
            return str(event["content"][other][0])
    return ""
