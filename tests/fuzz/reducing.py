"""From what made the service fail to the least of it that still does."""

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tests.fuzz.spoiling import Path
from tests.fuzz.throwing import Thrown

#: So often is something thrown again; then what is found by then has to do.
MOST = 200


def smallest(things: Sequence[Thrown], fails: Callable[[Sequence[Thrown]], bool]) -> list[Thrown]:
    """Throw less and less of it again, until nothing can be left out."""
    found, tries = list(things), 0
    while len(found) > 1:
        half = len(found) // 2
        lesser = next((one for one in (found[:half], found[half:]) if fails(one)), None)
        if lesser is None:
            return found  # it takes several, or it does not happen again
        found = lesser
    changed = bool(found)
    while changed and tries < MOST:
        changed = False
        for lesser in _lesser(found[0].what):
            tries += 1
            thing = replace(found[0], what=lesser)
            if fails([thing]):
                found, changed = [thing], True
                break
            if tries >= MOST:
                break
    return found


def _lesser(value: Any) -> Iterator[Any]:
    """Give some JSON without one of its parts, the biggest parts first."""
    for path in sorted(_paths(value), key=len):
        whole = copy.deepcopy(value)
        holder = whole
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        yield whole


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    names = (
        value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    )
    for name in names:
        yield (*path, name)
        yield from _paths(value[name], (*path, name))
