"""What the homeserver pushes of rooms, passed on to the pages that have them open."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.portal.live import Live
from matrix_bridge import roomreading
from matrix_bridge.rooms import Rooms

Heard = Callable[[list[dict[str, Any]]], Awaitable[None]]
#: Wakes the pages that have a room open; told also which message was touched, if one was.
Wake = Callable[[str, str], None]


def listener(heard: Heard, rooms: Rooms, live: Live, tell: Wake = lambda *_: None) -> Heard:
    """Give what takes the events of a push: first `heard` writes them down, then pages see them.

    Pages come last: what they may show is looked up in what was written down. A push that
    comes again wakes them again, and they find nothing new. `tell` wakes those of other processes.
    """

    async def passed_on(events: list[dict[str, Any]]) -> None:
        await heard(events)
        await rooms.hear(events)
        _wake((live.wake, tell), events)

    return passed_on


def latecomer(heard: Heard, *wakes: Wake) -> Heard:
    """Give what takes events that come late: pages read the room anew, and find them in place."""

    async def passed_on(events: list[dict[str, Any]]) -> None:
        await heard(events)
        _wake(wakes, events)

    return passed_on


def _wake(wakes: Sequence[Wake], events: Sequence[dict[str, Any]]) -> None:
    for event in events:
        touched = roomreading.edited(event) or roomreading.redacted(event)
        for wake in wakes:
            wake(str(event.get("room_id")), touched)
