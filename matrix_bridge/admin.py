"""What only an administrator of the homeserver may ask of it: used by erasing, and by it alone."""

from typing import Any
from urllib.parse import quote

from handlers.platform import Gate
from matrix_bridge.calls import Calls, Refused

_ADMIN = "/_synapse/admin/v1"
#: A task that the homeserver works on is in one of these.
_UNDER_WAY = frozenset({"scheduled", "active"})


class Admin:
    """Calls with the token of an administrator. Every method may raise what `Calls.call` raises.

    All may be repeated. Source: https://element-hq.github.io/synapse, "Admin API".
    """

    def __init__(self, url: str, token: str, gate: Gate) -> None:
        self._calls = Calls(url, token, gate)

    async def close(self) -> None:
        """Close the connections; safe to repeat."""
        await self._calls.close()

    async def is_admin(self) -> bool:
        """Tell whether the token is one of an administrator."""
        try:
            await self._calls.call("GET", "/_synapse/admin/v2/users", query={"limit": "1"})
        except Refused:
            return False
        return True

    async def account(self, user: str) -> dict[str, Any] | None:
        """Read what the homeserver knows of an account; None if there is no such."""
        try:
            return await self._calls.call("GET", f"/_synapse/admin/v2/users/{_safe(user)}")
        except Refused as refused:
            if refused.status == 404:
                return None
            raise

    async def begin_redacting(self, user: str, room: str, most: int) -> str:
        """Let everything that an account wrote in a room be redacted; return the task's id."""
        body = {"rooms": [room], "use_admin": False, "limit": most}
        path = f"{_ADMIN}/user/{_safe(user)}/redact"
        answer = await self._calls.call("POST", path, body=body, repeatable=True)
        return str(answer["redact_id"])

    async def redacted(self, task: str) -> dict[str, str] | None:
        """Give what such a task failed at, by event id, with a reason; None while it goes on."""
        path = f"{_ADMIN}/user/redact_status/{_safe(task)}"
        answer = await self._calls.call("GET", path)
        if answer["status"] in _UNDER_WAY:
            return None
        if answer["status"] != "complete":
            return {"": str(answer["status"])}
        return dict(answer.get("failed_redactions") or {})

    async def count_media(self, user: str) -> int:
        """Count the files that an account has uploaded."""
        answer = await self._calls.call("GET", f"{_ADMIN}/users/{_safe(user)}/media")
        return int(answer["total"])

    async def delete_media(self, user: str) -> None:
        """Delete up to a hundred of the files that an account has uploaded."""
        path = f"{_ADMIN}/users/{_safe(user)}/media"
        await self._calls.call("DELETE", path, query={"limit": "100"})

    async def deactivate(self, user: str) -> None:
        """Close an account for ever and forget what its profile said."""
        path = f"{_ADMIN}/deactivate/{_safe(user)}"
        await self._calls.call("POST", path, body={"erase": True}, repeatable=True)


def _safe(part: str) -> str:
    return quote(part, safe="")
