"""The homeserver's answers to the bot's client, before nio reads them: on some events it raises."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from nio import Event, InviteEvent, ToDeviceEvent

from matrix_bridge import wellformed

_log = structlog.get_logger()


@dataclass(frozen=True)
class _Kind:
    """What a list holds: how we see to it, and what nio then makes of each."""

    keep: Callable[[list[Any]], list[dict[str, Any]]]
    parse: Callable[[dict[str, Any]], object]


_EVENTS = _Kind(wellformed.events, Event.parse_event)
_TO_DEVICE = _Kind(wellformed.messages, ToDeviceEvent.parse_event)
_INVITATION = _Kind(wellformed.messages, InviteEvent.parse_event)


def cleaned(answer: Any, is_careful: bool) -> Any:
    """Leave out of an answer the events that are none, so that the others are read.

    `is_careful` when nio has raised: what it raises on is left out too.
    """
    if not isinstance(answer, Mapping):
        return {}
    for holder, name, kind in _lists(answer):
        if isinstance(holder.get(name), list):
            holder[name] = kind.keep(holder[name])
            if is_careful:
                holder[name] = [one for one in holder[name] if _is_read(one, kind)]
    return answer


def _is_read(one: dict[str, Any], kind: _Kind) -> bool:
    try:
        kind.parse(one)
    except Exception as error:
        _log.warning("matrix.broken_event", error=type(error).__name__)
        return False
    return True


def _lists(answer: Any) -> Iterator[tuple[Any, str, _Kind]]:
    """Find the lists of events in an answer: what holds each, its name, and what it holds."""
    yield answer, "chunk", _EVENTS
    yield _part(answer, "to_device"), "events", _TO_DEVICE
    rooms = _part(answer, "rooms")
    for way in ("join", "leave"):
        for room in _part(rooms, way).values():
            for what in ("timeline", "state"):
                yield _part(room, what), "events", _EVENTS
    for room in _part(rooms, "invite").values():
        yield _part(room, "invite_state"), "events", _INVITATION


def _part(whole: Any, name: str) -> Any:
    part = whole.get(name) if isinstance(whole, Mapping) else None
    return part if isinstance(part, Mapping) else {}
