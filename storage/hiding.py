"""Counts of few people, hidden so that nothing that is shown gives them away.

Source: docs/rules.md, NSS-3, and docs/decisions/0023-statistics.md.
"""

from collections.abc import Mapping, Set

#: Groups of fewer people are not shown, and what is shown is rounded down to as many.
FEWEST = 5
#: The row that holds the sum of all others.
ALL = "*"

#: A row and a column.
Cell = tuple[str, str]


def protect(
    counts: Mapping[Cell, int],
    few: Set[Cell] = frozenset(),
    wholes: Mapping[str, int] | None = None,
) -> dict[Cell, int | None]:
    """Round each count, hide what is of few people (None), and add the sum of each column.

    Each row stands for a country. Cells in `few` are hidden although they are 5 or more, since
    few people are behind them. Nought is never hidden: it is nobody. What is hidden is in no sum,
    so that all that is shown would be the same if it were another small number. `wholes` holds
    sums that are not those of the rows; of hidden cells there must be nothing in them either.
    """
    shown = {cell: _fit(count, cell in few) for cell, count in counts.items()}
    for column in {column for _, column in counts}:
        rows = [cell for cell in counts if cell[1] == column]
        seen = sum(counts[cell] for cell in rows if shown[cell])
        whole = (wholes or {}).get(column, seen)
        is_hidden = not whole and any(shown[cell] is None for cell in rows)
        shown[ALL, column] = None if is_hidden else _fit(whole)
    return shown


def is_seen(count: int, is_few: bool) -> bool:
    """Tell whether there is a number to be shown: of somebody, and not of few people."""
    return bool(_fit(count, is_few))


def _fit(count: int, is_few: bool = False) -> int | None:
    """Round down to whole fives, so that no difference between two of them is a small group."""
    if count and (count < FEWEST or is_few):
        return None
    return count - count % FEWEST
