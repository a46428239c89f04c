"""Counts of few people, hidden so that neither sums nor differences give them away.

Source: docs/rules.md, NSS-3, and docs/decisions/0023-statistics.md.
"""

from collections.abc import Iterator, Mapping, Set

#: Groups of fewer people are not shown.
FEWEST = 5
#: The row, or the column, that holds the sum of all others.
ALL = "*"

#: A row and a column.
Cell = tuple[str, str]


def protect(
    counts: Mapping[Cell, int], *, adds_up: bool, few: Set[Cell] = frozenset()
) -> dict[Cell, int | None]:
    """Add the sums of a table, and hide what is of few people, or would give such away: None.

    Each row stands for a country; the columns have sums too if `adds_up`. Cells in `few` are
    hidden although they are 5 or more, since few people are behind them. Nought is never hidden:
    it is nobody.

    What is hidden could have been another number, as far as all that is shown tells: for each
    such cell there are others with which it can be one more, or one less, while every sum stays
    right and all of them stay above nought.
    """
    table = _Table(counts, adds_up)
    for cell, count in table.counts.items():
        if 0 < count < FEWEST or (cell in few and count):
            table.hidden.add(cell)
    while table.hides_more():
        pass
    return {cell: None if cell in table.hidden else count for cell, count in table.counts.items()}


class _Table:
    """A table with its sums, and which of its cells are hidden so far."""

    def __init__(self, counts: Mapping[Cell, int], adds_up: bool) -> None:
        self.rows = sorted({row for row, _ in counts})
        self.columns = sorted({column for _, column in counts})
        self.adds_up = adds_up
        self.counts = dict(counts)
        for column in self.columns:
            self.counts[ALL, column] = sum(counts[row, column] for row in self.rows)
        if adds_up:
            for row in (*self.rows, ALL):
                self.counts[row, ALL] = sum(self.counts[row, one] for one in self.columns)
        self.hidden: set[Cell] = set()
        #: Hidden cells that need no more beside them: what is hidden stays so.
        self.safe: set[Cell] = set()

    def hides_more(self) -> bool:
        """Hide what hidden cells and lines need beside them; False if they need no more."""
        for cell in sorted(self.hidden - self.safe):
            way = min(self._ways(cell), key=self._price)
            self.safe |= way
            self.hidden |= way
        for total, parts in self._lines():
            unseen = [one for one in parts if one in self.hidden]
            if unseen and total not in self.hidden and self._sum(unseen) < FEWEST:
                self.hidden.add(self._smallest(parts) or total)
        return bool(self.hidden - self.safe)

    def _ways(self, cell: Cell) -> Iterator[frozenset[Cell]]:
        """List the sets of cells that can change together with this one, unseen in all sums."""
        row, column = cell
        others = [one for one in (*self.columns, ALL) if one != column] if self.adds_up else []
        for other_row in (*self.rows, ALL):
            if other_row == row:
                continue
            up = {(row, column): 1, (other_row, column): _sign(row, other_row)}
            if not self.adds_up:
                yield from self._possible(up)
            for other in others:
                sign = _sign(column, other)
                beside = {(one, other): change * sign for (one, _), change in up.items()}
                yield from self._possible(up | beside)

    def _possible(self, changes: Mapping[Cell, int]) -> Iterator[frozenset[Cell]]:
        """Give the cells if they can be changed so, or the other way round, and stay above 0."""
        if all(self.counts[cell] for cell in changes) and any(
            all(self.counts[cell] + way * change > 0 for cell, change in changes.items())
            for way in (1, -1)
        ):
            yield frozenset(changes)

    def _price(self, way: frozenset[Cell]) -> tuple[int, int, list[Cell]]:
        """Say how much would be lost: sums are missed most, then what is large."""
        lost = way - self.hidden
        sums = sum(ALL in cell for cell in lost)
        return sums, sum(self.counts[cell] for cell in lost), sorted(way)

    def _lines(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """List the sums, each with what it is the sum of."""
        for column in (*self.columns, ALL) if self.adds_up else self.columns:
            yield (ALL, column), [(row, column) for row in self.rows]
        if self.adds_up:
            for row in (*self.rows, ALL):
                yield (row, ALL), [(row, column) for column in self.columns]

    def _sum(self, cells: list[Cell]) -> int:
        return sum(self.counts[cell] for cell in cells)

    def _smallest(self, parts: list[Cell]) -> Cell | None:
        seen = [one for one in parts if self.counts[one] and one not in self.hidden]
        return min(seen, key=lambda one: (self.counts[one], one), default=None)


def _sign(one: str, other: str) -> int:
    """Say how a second row or column changes when the first grows by one."""
    return 1 if ALL in (one, other) else -1
