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
    likeness: dict[str, float] = {}
    for name, code in named:
        likeness[code] = max(likeness.get(code, 0.0), _likeness(wanted, name, code))
    best = max(likeness.values(), default=0.0)
    least = next(step for step in (300.0, 200.0, 0.0) if best >= step)
    found = [code for code, value in likeness.items() if value >= least and value]
    return sorted(found, key=lambda code: (-likeness[code], code))


def _likeness(wanted: str, name: str, code: str) -> float:
    """Tell how like a name is: from 300 the same, from 200 a beginning, below that a slip."""
    if wanted == name:
        return 300.0
    if wanted == code.lower():
        return 202.0
    if name.startswith(wanted):
        return 201.0
    if f" {wanted}" in name:
        return 200.0
    if len(wanted) < _SHORTEST:
        return 0.0
    return max(fuzz.ratio(wanted, part, score_cutoff=_ALIKE) for part in (name, *name.split()))
