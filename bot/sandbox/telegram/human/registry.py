"""The table of the human endpoints, and how they become routes of an application."""

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ..errors import ApiError

if TYPE_CHECKING:
    from ..groups import Group
    from ..people import Person
    from ..world import TelegramWorld

Json = dict[str, Any]
Act = Callable[["TelegramWorld", Json], Any | Awaitable[Any]]

ACTS: dict[tuple[str, str], Act] = {}


def act(verb: str, path: str) -> Callable[[Act], Act]:
    """Register a function as the endpoint /human/PATH."""

    def register(function: Act) -> Act:
        ACTS[verb, path] = function
        return function

    return register


def human_routes(world: "TelegramWorld") -> list[web.RouteDef]:
    """Give the routes /human/… of a world, for its own server or another application."""
    return [
        web.route(verb, f"/human/{path}", _handler(world, function))
        for (verb, path), function in ACTS.items()
    ]


def _handler(
    world: "TelegramWorld", function: Act
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        body: Json = dict(request.query)
        try:
            if request.can_read_body:
                body |= await request.json()
            result = function(world, body)
            if inspect.isawaitable(result):
                result = await result
        except TimeoutError as error:
            return web.json_response({"error": str(error)}, status=408)
        except (ApiError, ValueError, KeyError, TypeError) as error:
            text = f"{type(error).__name__}: {error}"
            return web.json_response({"error": text}, status=400)
        if isinstance(result, web.StreamResponse):
            return result
        return web.json_response(result if result is not None else {}, dumps=_dumps)

    return handle


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def person_of(world: "TelegramWorld", body: Json) -> "Person":
    """Give the person an endpoint was called for."""
    return world.person(int(body["user_id"]))


def group_of(world: "TelegramWorld", body: Json) -> "Group | None":
    """Give the group an endpoint was called for; None means the private chat."""
    chat_id = int(body.get("chat_id") or 0)
    return world.group(chat_id=chat_id) if chat_id < 0 else None
