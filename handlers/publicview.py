"""What everybody may read of a project: its plan as it was approved, without the names in it.

Source: docs/rules.md, POR-5.
"""

import re
from collections.abc import Iterable

#: What stands in the place of a name.
_CUT = "…"


def named(text: str, names: Iterable[str]) -> list[str]:
    """List those of these people's full names that stand in a text."""
    folded = text.casefold()
    return [name for name in names if name and name.casefold() in folded]


def without(text: str, names: Iterable[str]) -> str:
    """Give a text without the full names of these people, wherever they stand in it."""
    for name in named(text, names) if names else ():
        text = re.sub(re.escape(name), _CUT, text, flags=re.IGNORECASE)
    return text


def begins(text: str, most: int) -> str:
    """Give the beginning of a text, cut between words."""
    # Twice as many letters hold enough words, however they are spaced.
    text = " ".join(text[: 2 * most].split())
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:.–- ") + _CUT
