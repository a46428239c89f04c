"""The parameters of one call: read from any of Telegram's encodings, checked when taken."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from .errors import ApiError, bad

MAX_UPLOAD_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart request."""

    name: str
    mime: str
    data: bytes


class Params:
    """Named values of a call. Readers raise the 400 that Telegram gives for a wrong type."""

    __slots__ = ("files", "values")

    def __init__(self, values: dict[str, Any], files: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def __contains__(self, name: str) -> bool:
        return name in self.values or name in self.files

    def text(self, name: str, default: str = "") -> str:
        """Give a string; numbers and flags are no strings when they come as JSON."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise bad(f'field "{name}" must be of type String')
        return value

    def integer(self, name: str, default: int | None = None) -> int | None:
        """Give a whole number, also from its decimal digits."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        return whole(name, value)

    def flag(self, name: str) -> bool:
        """Give a truth value; absent is False."""
        value = self.values.get(name)
        if value is None or value == "":
            return False
        if isinstance(value, bool):
            return value
        match str(value).lower():
            case "true" | "1" | "yes":
                return True
            case "false" | "0" | "no":
                return False
        raise bad(f'field "{name}" must be of type Boolean')

    def array(self, name: str) -> list[Any] | None:
        """Give a list, decoded from JSON if it came as a string; None when absent."""
        value = self._decoded(name)
        if value is None:
            return None
        if not isinstance(value, list):
            raise bad(f'field "{name}" must be of type Array')
        return value

    def mapping(self, name: str) -> dict[str, Any] | None:
        """Give an object, decoded from JSON if it came as a string; None when absent."""
        value = self._decoded(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad(f"object expected as {name.replace('_', ' ')}")
        return value

    def _decoded(self, name: str) -> Any:
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None


def whole(name: str, value: Any) -> int:
    """Read a whole number or raise the 400 for a mistyped one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            pass
    raise bad(f'field "{name}" must be of type Number')


async def read(request: web.Request) -> Params:
    """Read query string and body; what stands in the body wins."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return Params(values)
    kind = request.content_type
    if kind == "application/x-www-form-urlencoded":
        body = (await request.read()).decode(errors="replace")
        values.update(parse_qsl(body, keep_blank_values=True))
        return Params(values)
    if kind == "application/json":
        values.update(_from_json(await request.read()))
        return Params(values)
    if kind == "multipart/form-data":
        return await _from_multipart(request, values)
    return Params(values)


def _from_json(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body)
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad("can't parse JSON object")
    return values


async def _from_multipart(request: web.Request, values: dict[str, Any]) -> Params:
    try:
        return await _parts(request, values)
    except ValueError:
        raise bad("can't parse multipart request") from None


async def _parts(request: web.Request, values: dict[str, Any]) -> Params:
    files: dict[str, Upload] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ValueError("a part without a name")
        data = bytes(await part.read(decode=True))
        size += len(data)
        if size > MAX_UPLOAD_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        if part.filename is None:
            values[part.name] = data.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, mime, data)
    return Params(values, files)
