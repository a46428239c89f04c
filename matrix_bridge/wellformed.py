"""What a homeserver tells us of, as far as it is what Matrix calls an event."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import structlog

#: Milliseconds up to the year 9999, behind which there are no dates.
_TIMES = range(253_402_300_800_000)
#: What stands in no room's history.
_PASSING = frozenset({"m.receipt", "m.typing", "m.presence"})
#: The texts of an event that stands in a room's history; it has the first two.
_TEXTS = ("event_id", "sender", "room_id", "state_key")

_log = structlog.get_logger()


def events(told: Iterable[Any]) -> list[dict[str, Any]]:
    """Leave out what is no event: nobody could write it, and nothing can be made of it.

    Texts lose the sign for "nothing", which people may write and no database keeps.
    """
    return _those(told, _is_event)


def messages(told: Iterable[Any]) -> list[dict[str, Any]]:
    """Do the same with what goes to a device, and with the state that comes with an invitation."""
    return _those(told, _is_message)


def _those(
    told: Iterable[Any], is_one: Callable[[Mapping[str, Any]], bool]
) -> list[dict[str, Any]]:
    found = []
    for one in told:
        if isinstance(one, Mapping) and is_one(one):
            found.append(_storable(one))
        else:
            _log.warning("matrix.broken_event")
    return found


def _is_event(one: Mapping[str, Any]) -> bool:
    """Tell whether it is an event. Source: https://spec.matrix.org, "Room event format"."""
    if not _is_message(one) or not isinstance(one.get("unsigned", {}), Mapping):
        return False
    if one["type"] in _PASSING:
        return True
    at = one.get("origin_server_ts")
    if type(at) is not int or at not in _TIMES or not all(name in one for name in _TEXTS[:2]):
        return False
    is_member = one["type"] == "m.room.member"
    return not is_member or (
        "state_key" in one and isinstance(one["content"].get("membership"), str)
    )


def _is_message(one: Mapping[str, Any]) -> bool:
    if not isinstance(one.get("type"), str) or not isinstance(one.get("content"), Mapping):
        return False
    return all(isinstance(one[name], str) for name in _TEXTS if name in one)


def _storable(value: Any) -> Any:
    """Give JSON whose texts a database keeps."""
    match value:
        case str():
            is_plain = value.isascii() and "\0" not in value
            return value if is_plain else value.replace("\0", "").encode(errors="replace").decode()
        case Mapping():
            return {_storable(name): _storable(one) for name, one in value.items()}
        case list():
            return [_storable(one) for one in value]
    return value
