"""What a room still holds of an account, read back from the homeserver."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import quote

from matrix_bridge.homeserver import Homeserver

#: What a redaction leaves of an event, by its type; of any other it leaves nothing.
#: Source: MATRIX 1.13, "Redactions".
_BARE = {
    "m.room.member": {"membership", "join_authorised_via_users_server"},
    "m.room.redaction": {"redacts"},
}
_AT_ONCE = 500


async def written(homeserver: Homeserver, service: str, room: str, user: str) -> list[str]:
    """List the ids of events in which an account still says something."""
    return [
        str(event["event_id"])
        async for event in _read(homeserver, service, room, {"senders": [user]})
        if _says_something(event)
    ]


async def named(homeserver: Homeserver, service: str, room: str, user: str) -> list[str]:
    """List the ids of events that still say what an account was called, whoever sent them."""
    return [
        str(event["event_id"])
        async for event in _read(homeserver, service, room, {"types": ["m.room.member"]})
        if event.get("state_key") == user and _says_something(event)
    ]


def _says_something(event: Mapping[str, Any]) -> bool:
    """Tell whether an event, or what is shown with it of the one before, has not been emptied."""
    bare = _BARE.get(str(event.get("type")), set())
    before = (event.get("unsigned") or {}).get("prev_content") or {}
    return not set(event.get("content") or {}) | set(before) <= bare


async def _read(
    homeserver: Homeserver, service: str, room: str, wanted: Mapping[str, Any]
) -> AsyncIterator[dict[str, Any]]:
    """Read all events of a room that are wanted, from now back to its beginning."""
    path = f"/_matrix/client/v3/rooms/{quote(room, safe='')}/messages"
    query = {"dir": "b", "limit": str(_AT_ONCE), "filter": json.dumps(wanted)}
    while True:
        page = await homeserver.call("GET", path, user=service, query=query)
        for event in page["chunk"]:
            yield event
        if not page.get("end"):
            return
        query["from"] = str(page["end"])
