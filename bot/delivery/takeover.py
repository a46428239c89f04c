"""What groups got from whoever sent before us, so that they do not get more than may be sent."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.delivery.journal import InDatabase
from bot.delivery.pace import Pace
from storage import deliveries

_MINUTE = timedelta(minutes=1)


async def look_back(
    name: str, pace: Pace, reading: InDatabase, at: datetime, monotonic: float
) -> None:
    """Let each group rest as if all of the last minute had been sent by us.

    `at` and `monotonic` are now, by either clock.
    """
    if not pace.limits.group_per_minute:
        return
    calls = await reading(deliveries.to_groups, name, at - _MINUTE)
    for chat, times in _answered(calls, at).items():
        pace.remember(chat, [monotonic - (at - time).total_seconds() for time in times], monotonic)


def _answered(
    calls: Iterable[tuple[str, datetime, int]], at: datetime
) -> dict[str, list[datetime]]:
    """Say by group when each of its calls had been answered at the latest.

    That is when the next one to it began: before that, a chat is busy.
    """
    by_chat: dict[str, list[datetime]] = {}
    following: dict[str, datetime] = {}
    for chat, began, count in sorted(calls, key=lambda call: call[1], reverse=True):
        times = by_chat.setdefault(chat, [])
        times += [following.get(chat, at)] * count
        following[chat] = min(began, at)  # another machine's clock may be ahead
    return {chat: times[::-1] for chat, times in by_chat.items()}
