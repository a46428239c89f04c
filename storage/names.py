"""Codes found by the names that people type for them, small slips allowed."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from storage.words import fold

#: How alike a name must be to count as a slip, of 100: "Germny", but not "Armenia" for "Romania".
_ALIKE = 76.0
#: Shorter words have too many neighbours for slips.
_SHORTEST = 4


def ranked(text: str, named: Iterable[tuple[str, str]]) -> list[str]:
    """List the codes whose name (folded, beside its code) is like the text, the likest first.

    Only the best kind of likeness counts: the very name, else the code and names
    or words in them that start so, else names with a slip.
    """
    wanted = fold(text.strip())
    if not wanted:
        return []
    named = tuple(named)
    same = sorted({code for name, code in named if name == wanted})
    return same or _likest(_beginning(wanted, named)) or _likest(_slipped(wanted, named))


def _beginning(wanted: str, named: Iterable[tuple[str, str]]) -> Iterable[tuple[str, float]]:
    """Tell which codes are typed, and which names, or words in them, begin so."""
    for name, code in named:
        if wanted == code.lower():
            yield code, 3
        elif name.startswith(wanted):
            yield code, 2
        elif f" {wanted}" in name:
            yield code, 1


def _slipped(wanted: str, named: Iterable[tuple[str, str]]) -> Iterable[tuple[str, float]]:
    """Tell how like names, or words in them, are to something mistyped."""
    if len(wanted) < _SHORTEST:
        return
    for name, code in named:
        parts = (name, *name.split())
        yield code, max(fuzz.ratio(wanted, part, score_cutoff=_ALIKE) for part in parts)


def _likest(found: Iterable[tuple[str, float]]) -> list[str]:
    likeness: dict[str, float] = {}
    for code, value in found:
        if value > likeness.get(code, 0):
            likeness[code] = value
    return sorted(likeness, key=lambda code: (-likeness[code], code))
