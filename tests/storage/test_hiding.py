"""Groups under 5 are hidden, and nothing that is shown gives them away."""

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.hiding import ALL, FEWEST, protect

ROWS, COLUMNS = ("AT", "BE", "CY", "DE"), ("active", "closed", "draft")


def tables(most_rows=4, most_columns=3, most=12):
    """Draw tables of counts, many of them small."""
    count = st.one_of(st.integers(0, 6), st.integers(0, most))
    return st.integers(1, most_rows).flatmap(
        lambda high: st.integers(1, most_columns).flatmap(
            lambda wide: st.fixed_dictionaries(
                {(row, column): count for row in ROWS[:high] for column in COLUMNS[:wide]}
            )
        )
    )


class Reader:
    """Somebody who sees what is shown, knows the sums, and looks for what else it may have been."""

    def __init__(self, shown, adds_up):
        self.shown = shown
        rows = sorted({row for row, _ in shown} - {ALL})
        columns = sorted({column for _, column in shown} - {ALL})
        #: Each sum: the cell of the sum and its parts.
        self.sums = [((ALL, one), [(row, one) for row in rows]) for one in columns]
        if adds_up:
            self.sums.append(((ALL, ALL), [(row, ALL) for row in rows]))
            self.sums += [((row, ALL), [(row, one) for one in columns]) for row in (*rows, ALL)]
        self.highest = 2 + max([count or 0 for count in shown.values()] + [12])

    def bounds(self, known):
        """Narrow what each hidden cell may be by every sum; None if nothing fits."""
        low = {cell: 1 if count is None else count for cell, count in self.shown.items()}
        high = {
            cell: self.highest * 12 if count is None else count
            for cell, count in self.shown.items()
        }
        for cell, count in known.items():
            low[cell] = high[cell] = count
        changed = True
        while changed:
            changed = False
            for total, parts in self.sums:
                signed = [(total, -1), *((one, 1) for one in parts)]
                for cell, sign in signed:
                    others = [(one, other) for one, other in signed if one != cell]
                    least = sum(low[one] if other > 0 else -high[one] for one, other in others)
                    most = sum(high[one] if other > 0 else -low[one] for one, other in others)
                    new_low, new_high = (-most, -least) if sign > 0 else (least, most)
                    if new_low > low[cell]:
                        low[cell], changed = new_low, True
                    if new_high < high[cell]:
                        high[cell], changed = new_high, True
                    if low[cell] > high[cell]:
                        return None
        return low, high

    def fits(self, known):
        """Find a whole table in which these cells have these counts; None if there is none."""
        found = self.bounds(known)
        if found is None:
            return None
        low, high = found
        open_ = [cell for cell in low if low[cell] < high[cell]]
        if not open_:
            return low
        cell = min(open_, key=lambda one: (high[one] - low[one], one))
        for count in range(low[cell], min(high[cell], low[cell] + 30) + 1):
            if (whole := self.fits({**known, cell: count})) is not None:
                return whole
        return None

    def may_be_another(self, cell, count):
        nearby = [one for one in range(max(1, count - 3), count + 4) if one != count]
        return any(self.fits({cell: one}) for one in nearby)


def sums(counts, adds_up=False):
    """Give all cells with the sums of columns, and those of rows if the columns add up."""
    rows = sorted({row for row, _ in counts})
    columns = sorted({column for _, column in counts})
    whole = counts | {(ALL, one): sum(counts[row, one] for row in rows) for one in columns}
    if adds_up:
        whole |= {(row, ALL): sum(whole[row, one] for one in columns) for row in (*rows, ALL)}
    return whole


@settings(max_examples=150, deadline=None)
@given(tables(), st.booleans(), st.data())
def test_no_hidden_group_is_determined_by_what_is_shown(counts, adds_up, data):
    few = data.draw(st.sets(st.sampled_from(sorted(counts)), max_size=2))
    shown = protect(counts, adds_up=adds_up, few=few)
    reader = Reader(shown, adds_up)
    for cell, count in sums(counts, adds_up).items():
        assert not 0 < count < FEWEST or shown[cell] is None
        if shown[cell] is None:
            assert reader.may_be_another(cell, count), (cell, shown)


@settings(max_examples=300, deadline=None)
@given(tables(), st.booleans())
def test_what_is_hidden_of_a_sum_is_together_no_small_group(counts, adds_up):
    shown = protect(counts, adds_up=adds_up)
    rows, columns = {row for row, _ in counts}, {column for _, column in counts}
    lines = [((ALL, one), [(row, one) for row in rows]) for one in columns]
    if adds_up:
        lines += [((row, ALL), [(row, one) for one in columns]) for row in rows]
    for total, parts in lines:
        if shown[total] is None:
            continue
        rest = shown[total] - sum(shown[one] or 0 for one in parts)
        hidden = [one for one in parts if shown[one] is None]
        assert len(hidden) != 1
        assert rest == 0 or rest >= FEWEST


@settings(max_examples=200, deadline=None)
@given(tables(), st.booleans(), st.data())
def test_cells_of_few_people_are_hidden_whatever_they_count(counts, adds_up, data):
    few = data.draw(st.sets(st.sampled_from(sorted(counts))))
    shown = protect(counts, adds_up=adds_up, few=few)
    assert all(shown[cell] is None for cell in few if counts[cell])


@settings(max_examples=200, deadline=None)
@given(tables(), st.booleans())
def test_nobody_is_shown_and_what_is_shown_is_true(counts, adds_up):
    shown = protect(counts, adds_up=adds_up)
    for cell, count in sums(counts).items():
        assert shown[cell] in (None, count)
        assert count != 0 or shown[cell] == 0
    if all(count == 0 or count >= FEWEST for count in sums(counts).values()) and not adds_up:
        assert None not in shown.values(), "nothing is hidden without need"


def test_one_small_country_takes_the_next_smallest_with_it():
    counts = {("RO", "n"): 40, ("MT", "n"): 3, ("CY", "n"): 9, ("DE", "n"): 80}
    shown = protect(counts, adds_up=False)
    assert shown == {
        ("RO", "n"): 40,
        ("MT", "n"): None,
        ("CY", "n"): None,
        ("DE", "n"): 80,
        (ALL, "n"): 132,
    }


def test_two_small_ones_that_are_together_a_small_group_take_a_third():
    counts = {("RO", "n"): 40, ("MT", "n"): 1, ("CY", "n"): 1, ("DE", "n"): 80}
    shown = protect(counts, adds_up=False)
    assert [shown[one, "n"] for one in ("MT", "CY", "RO", "DE")] == [None, None, None, 80]


def test_it_is_quick_for_all_of_europe():
    counts = {
        (f"{number:02}", column): (number * 7 + place) % 23
        for number in range(46)
        for place, column in enumerate(("a", "b", "c", "d", "e", "f"))
    }
    assert None in protect(counts, adds_up=True).values()
