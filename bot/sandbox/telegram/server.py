"""The HTTP face of the stand-in: from a request to a method and back, faults included."""

import asyncio
import inspect
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .calls import CUT, Call
from .errors import ApiError, bad
from .faults import Fault
from .methods import METHODS, Described, Method
from .params import MAX_UPLOAD_BYTES, Params, read

if TYPE_CHECKING:
    from .world import TelegramWorld

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_CUT_STATUS = 499
_NOT_FOUND = ApiError(404, "Not Found")
_UNAUTHORIZED = ApiError(401, "Unauthorized")


class Server:
    """Answers the bot. One instance a world."""

    def __init__(self, world: "TelegramWorld") -> None:
        self._world = world
        self._under_way: dict[Call, web.Request] = {}

    def routes(self) -> list[web.RouteDef]:
        """Give the routes that a bot calls."""
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the Bot API."""
        if self._world.away:
            return _cut(request)
        if request.match_info["token"] != self._world.token:
            return _refusal(_UNAUTHORIZED)
        name = request.match_info["method"]
        method = METHODS.get(name.lower())
        try:
            params = await read(request)
        except ApiError as error:
            self._world.calls.answered(self._world.calls.arrived(name, {}), error.code)
            return _refusal(error)
        call = self._world.calls.arrived(method.name if method else name, params.values)
        self._under_way[call] = request
        try:
            response = await self._respond(request, method, params)
        except asyncio.CancelledError:
            self._world.calls.answered(call, CUT)
            raise
        finally:
            del self._under_way[call]
        self._world.calls.answered(call, CUT if response.status == _CUT_STATUS else response.status)
        return response

    def cut_all(self) -> None:
        """Cut the connections of all calls that are under way; idle ones are cut when used."""
        for request in self._under_way.values():
            _cut(request)

    async def _respond(
        self, request: web.Request, method: Method | None, params: Params
    ) -> web.Response:
        if method is None:
            return _refusal(_NOT_FOUND)
        fault = self._world.faults.take(method.name, params.values)
        if fault is not None and not fault.accepted:
            spoiled = await self._suffer(fault, request)
            if spoiled is not None:
                return spoiled
        response = await self._carry_out(method, params)
        if fault is not None and fault.accepted:
            return await self._suffer(fault, request) or response
        return response

    async def _carry_out(self, method: Method, params: Params) -> web.Response:
        world = self._world
        try:
            if not method.params.issuperset(params.values):
                unknown = sorted(params.values.keys() - method.params)
                raise bad(f'unknown parameter "{unknown[0]}" of {method.name}')
            result = method.call(world, params)
            if inspect.isawaitable(result):
                result = await result
        except ApiError as error:
            return _refusal(error)
        body: dict[str, Any] = {"ok": True, "result": result}
        if isinstance(result, Described):
            body = {"ok": True, "result": result.result, "description": result.description}
        return _json(200, body)

    async def _suffer(self, fault: Fault, request: web.Request) -> web.Response | None:
        """Let a fault happen; None when the call goes on after it."""
        if fault.kind == "answer":
            return web.Response(status=fault.code, text=fault.body, content_type=fault.content_type)
        if fault.kind == "drop":
            return _cut(request)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        else:
            await self._world.faults.released()
        return None

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give a file's content under the path that getFile gave."""
        if self._world.away:
            return _cut(request)
        if request.match_info["token"] != self._world.token:
            return _refusal(_UNAUTHORIZED)
        file = self._world.files.by_path(request.match_info["path"])
        if file is None:
            return _refusal(_NOT_FOUND)
        data = self._world.files.read(file)
        return web.Response(body=data, content_type="application/octet-stream")


def _cut(request: web.Request) -> web.Response:
    """Cut the connection; the answer returned here reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=_CUT_STATUS)


def _refusal(error: ApiError) -> web.Response:
    return _json(error.code, error.body())


def _json(status: int, body: dict[str, Any]) -> web.Response:
    return web.Response(
        status=status, body=_ENCODER.encode(body).encode(), content_type="application/json"
    )


def application(world: "TelegramWorld") -> web.Application:
    """Make the application for the bot's side."""
    app = web.Application(client_max_size=MAX_UPLOAD_BYTES + 1024 * 1024)
    app.add_routes(world.server.routes())
    return app
