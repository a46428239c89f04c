"""Deaths on order: the service kills itself, as a power cut does, at a named point.

The points are functions of the product, wrapped from outside. What is to happen stands in a file,
which is read at every point, so that orders can be given while the service runs.
"""

import asyncio
import functools
import inspect
import os
import signal
import threading
from dataclasses import replace
from pathlib import Path

from bot.delivery.pump import Pump
from handlers import opening, turn
from handlers.conversation import COMMANDS, Lane
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.settle import Settling
from storage import accounts, matrix_sync, twinspaces

#: The commands of the product that can be made to raise.
FRAGILE = ("help", "status")
#: So long after the beginning of a call we are in the middle of it.
AMID_SECONDS = 0.03


def die() -> None:
    """Die at once, with nothing put in order."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(path: str) -> None:
    """Let the service follow the orders in a file, as `death` and `poison` write them."""
    _arm(_Orders(Path(path)))


def death(when: str, what: str, whose: str = "", count: int = 1) -> str:
    """Order death `when` ("before", "amid", "after") the `count`-th time that something is done.

    `whose` narrows it to what the point says of itself, such as a platform.
    """
    return f"die {when} {what} {whose or '*'} {count}"


def poison(command: str) -> str:
    """Order that a command raises."""
    return f"raise {command}"


class _Orders:
    """What the file says now, and how often its point was passed since it says so."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._order = ""
        self._left = 0

    def passing(self, when: str, what: str, labels: frozenset[str]) -> None:
        """Note that a point is passed; die if that is the order."""
        if self.is_due(when, what, labels):
            die()

    def is_due(self, when: str, what: str, labels: frozenset[str]) -> bool:
        """Note that a point is passed and say whether death is due."""
        with self._lock:
            order = self._read()
            kind, *words = order.split() or [""]
            if kind != "die" or words[:2] != [when, what] or words[2] not in labels | {"*"}:
                return False
            if order != self._order:
                self._order, self._left = order, int(words[3])
            self._left -= 1
            return self._left == 0

    def is_poisoned(self, command: str) -> bool:
        """Tell whether a command shall raise."""
        return self._read() == poison(command)

    def _read(self) -> str:
        try:
            return self._path.read_text()
        except FileNotFoundError:
            return ""


def _arm(orders: _Orders) -> None:
    # A turn: within its transaction, and when that is committed.
    _watch(orders, turn, "_turn", "turn", lambda _, event: {event.address.platform})
    _watch(orders, turn, "take", "commit", lambda _, event, *__: {event.address.platform})
    # An attempt to send.
    _watch(orders, Pump, "_may_call", "attempting", _labels_of_letter)
    _watch(orders, Pump, "_call", "call", _labels_of_letter)
    _watch(
        orders, Pump, "_mark_sent", "sent", lambda pump, end: _labels_of_letter(pump, end.letter)
    )
    # A sync with the homeserver.
    _watch(orders, matrix_sync, "advance", "advance", _no_labels)
    # The opening of a TwinSpace.
    _watch(orders, accounts, "add", "name_account", _no_labels)
    for step in ("ensure_user", "ensure_device", "set_displayname", "create_room", "join"):
        _watch(orders, Homeserver, step, step, _labels_of_call)
    _watch(orders, twinspaces, "keep_rooms", "keep_rooms", _no_labels)
    _watch(orders, opening, "settled", "settled", _no_labels)
    _watch(orders, Settling, "settle", "settling", _no_labels)
    for name in FRAGILE:
        COMMANDS[name] = replace(COMMANDS[name], answer=_fragile(orders, name))


def _watch(orders, owner, name, what, labels_of) -> None:
    """Let orders know when a function is called and when it has returned."""
    work = getattr(owner, name)

    @functools.wraps(work)
    async def watched(*args, **named):
        labels = frozenset(labels_of(*args, **named))
        orders.passing("before", what, labels)
        if orders.is_due("amid", what, labels):
            asyncio.get_running_loop().call_later(AMID_SECONDS, die)
        result = await work(*args, **named)
        orders.passing("after", what, labels)
        return result

    @functools.wraps(work)
    def watched_plainly(*args, **named):
        labels = frozenset(labels_of(*args, **named))
        orders.passing("before", what, labels)
        result = work(*args, **named)
        orders.passing("after", what, labels)
        return result

    setattr(owner, name, watched if inspect.iscoroutinefunction(work) else watched_plainly)


def _fragile(orders, name):
    """Let a command raise while it is poisoned."""
    answer = COMMANDS[name].answer

    @functools.wraps(answer)
    def fragile(event, db):
        if orders.is_poisoned(name):
            raise RuntimeError("poisoned")
        return answer(event, db)

    return fragile


def _no_labels(*_args, **_named):
    return set()


def _labels_of_letter(pump, letter, *_args, **_named):
    """Say on which platform a letter goes, and whether it is a mass message."""
    lane = "bulk" if letter.lane >= Lane.BULK else "answer"
    return {pump.name, lane, f"{pump.name}-{lane}"}


def _labels_of_call(_homeserver, *args, **_named):
    """Say which room is made, or that an account acts that we made for a teacher."""
    room = {
        str(one["room_alias_name"]).rpartition("_")[2]
        for one in args
        if isinstance(one, dict) and "room_alias_name" in one
    }
    made = {"made" for one in args if isinstance(one, str) and one.lstrip("@").startswith("t_")}
    return room | made
