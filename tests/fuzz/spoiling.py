"""JSON spoiled: fields gone, doubled, exchanged, of another type, too long, too deep; by chance."""

import copy
import json
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

#: Stands in everything that is made here: no log may hold it.
MARK = "Qzx7Fuzzmark"
#: So deep may things be nested; and so deep those of which a homeserver makes events.
DEPTHS = (5, 60, 110, 300, 900, 3000)
SHALLOW = DEPTHS[:4]
_NUMBERS = (0, -1, 1, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**30, 1.5, 1e308)
STRINGS = (
    "",
    " ",
    MARK,
    f"\0{MARK}\0",
    f"\ud83d{MARK}",
    f"{MARK}\udc00",
    f"\u202e{MARK}\u2066",
    f"مرحبا {MARK}",
    f"\ufeff\u200b{MARK}\u2028",
    "👩‍👩‍👧‍👦" * 40,
    f"{MARK} " * 400,
    "a" * 70_000,
    "²",
    "9" * 4000,
    "٣",
    "1e9",
    "%s{0}{x}$(x)`x`';--",
    "<b><i><a href='javascript:x'>" * 30,
    f"mxc://school.example/{MARK}",
    f"https://x.example/{MARK}",
    "http://[",
    "@:",
    "../../etc/passwd",
)
Path = tuple[str | int, ...]
_DEEP = re.compile(r'"<(\d+) deep>"')


def spoiled(value: Any, chance: Random, times: int, depths: Sequence[int] = DEPTHS) -> Any:
    """Give a copy of some JSON in which `times` places are not as they were."""
    whole = [copy.deepcopy(value)]
    for _ in range(times):
        paths = list(_paths(whole))[1:]
        holder, last = _at(whole, chance.choice(paths or [(0,)]))
        if chance.random() < 0.05:
            holder[last] = deep(chance.choice(depths))
        else:
            chance.choice(_WAYS)(holder, last, chance)
    return whole[0] if whole else None


def values(value: Any) -> Iterator[Any]:
    """Go through all that is in some JSON."""
    yield value
    if isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from values(one)


def garbage(chance: Random) -> Any:
    """Draw a value that nobody expects."""
    kind = chance.randrange(8)
    if kind < 3:
        return chance.choice(STRINGS)
    if kind < 5:
        return chance.choice(_NUMBERS)
    return chance.choice((None, True, False, [], {}, [{}], {MARK: MARK}, {"": [None]}))


def deep(levels: int) -> str:
    """Name a value with so many others in one another; `text_of` writes it."""
    return f"<{levels} deep>"


def text_of(value: Any) -> str:
    """Write JSON in ASCII, however deep: lone halves of signs become escapes."""
    return _DEEP.sub(lambda found: _nested(int(found[1])), json.dumps(value))


def _nested(levels: int) -> str:
    pairs = levels // 2
    return '{"x":[' * pairs + f'"{MARK}"' + "]}" * pairs


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if len(path) > 12:
        return
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in parts if isinstance(value, (dict, list)) else ():
        yield from _paths(one, (*path, name)) if isinstance(one, (dict, list)) else [(*path, name)]


def _at(whole: Any, path: Path) -> tuple[Any, Any]:
    for step in path[:-1]:
        whole = whole[step]
    return whole, path[-1]


def _drop(holder: Any, last: Any, chance: Random) -> None:
    if len(holder) > 1 or isinstance(holder, dict):
        del holder[last]


def _replace(holder: Any, last: Any, chance: Random) -> None:
    holder[last] = garbage(chance)


def _retype(holder: Any, last: Any, chance: Random) -> None:
    value = holder[last]
    as_text = str(value)[:300] if isinstance(value, (str, int)) else ""
    kinds: tuple[Any, ...] = ([value], {"x": value}, as_text, value is None, 0.5)
    holder[last] = chance.choice(kinds)


def _double(holder: Any, last: Any, chance: Random) -> None:
    if isinstance(holder, list):
        holder.extend(holder[last : last + 1] * chance.choice((1, 3, 200)))
    else:
        holder[f"{last}{MARK}"] = holder[last]


def _exchange(holder: Any, last: Any, chance: Random) -> None:
    names = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    other = chance.choice(names)
    holder[last], holder[other] = holder[other], holder[last]


def _lengthen(holder: Any, last: Any, chance: Random) -> None:
    value = holder[last]
    if isinstance(value, str):
        holder[last] = value + chance.choice(STRINGS)
    elif isinstance(value, int) and not isinstance(value, bool):
        holder[last] = value + chance.choice((1, -1, 10**6, -(2**40), 2**62))
    else:
        holder[last] = [value, value]


_WAYS: tuple[Callable[[Any, Any, Random], None], ...] = (
    (_drop,) * 4
    + (_replace,) * 4
    + (_retype,) * 3
    + (_lengthen,) * 3
    + (_double, _double, _exchange, _exchange)
)
