"""Groups under 5 are hidden, and nothing that is shown gives them away.

Readers are taken to know all that is printed, how hiding works, and more than they can: that nobody
leaves, for one. What they do not know is tried out: every past that would print the same.
"""

from collections import defaultdict
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import statistics
from storage.counted import Count, Found, shown
from storage.hiding import ALL, FEWEST, protect

ROWS, COLUMNS = ("AT", "BE", "CY", "DE"), ("active", "closed", "draft")
CELLS = tuple(product(ROWS, COLUMNS))
SMALL = range(1, FEWEST)


def tables():
    """Draw tables of counts, many of them small."""
    count = st.one_of(st.integers(0, 6), st.integers(0, 40))
    return st.fixed_dictionaries(dict.fromkeys(CELLS, count))


some_cells = st.sets(st.sampled_from(CELLS), max_size=3)


@given(tables(), some_cells)
def test_a_small_group_is_hidden_and_nobody_is_not(counts, few):
    found = protect(counts, few)

    for cell, count in counts.items():
        assert (found[cell] is None) == (count in SMALL or (cell in few and count > 0))
        assert found[cell] is None or count - FEWEST < found[cell] <= count


@given(tables(), some_cells, st.data())
def test_all_that_is_shown_is_the_same_whatever_is_hidden(counts, few, data):
    found = protect(counts, few)

    other = {
        cell: data.draw(st.sampled_from(SMALL)) if found[cell] is None else count
        for cell, count in counts.items()
    }
    assert protect(other, few) == found


@given(st.lists(tables(), min_size=2, max_size=2))
def test_no_sum_or_difference_of_two_months_is_a_small_group(months):
    printed = [count for month in months for count in protect(month).values() if count is not None]

    assert not [count for count in printed if count % FEWEST], "of whole fives all are whole fives"


def test_a_sum_is_of_what_is_shown():
    counts = {("RO", "n"): 42, ("MT", "n"): 3, ("CY", "n"): 9, ("DE", "n"): 0}
    assert protect(counts) == {
        ("RO", "n"): 40,
        ("MT", "n"): None,
        ("CY", "n"): 5,
        ("DE", "n"): 0,
        (ALL, "n"): 50,
    }
    assert protect({("MT", "n"): 3, ("CY", "n"): 4})[ALL, "n"] is None, "not nought: some are there"
    assert protect({("MT", "n"): 0, ("CY", "n"): 0})[ALL, "n"] == 0


# --- two months of a country ---

#: Everything that is shown of teachers; what is added must be known to this test.
SHOWN = tuple(
    one
    for name in ("registrations", "teachers")
    for one in statistics.part(name).measures
    if one != statistics.DAYS
)
#: How many wait, and how many teach, before the first month.
BEFORE = ((0, 0), (0, 9), (9, 0), (9, 9))


def months(waiting, teachers, leaving):
    """List what a month may have brought: all that can be counted; who waits and teaches then."""
    for registered, validated, gone in product(range(7), range(7), leaving):
        still, now = waiting + registered - validated, teachers + validated - gone
        for active in range(min(now, 5) + 1) if still >= 0 else ():
            counts = {
                "registered": registered,
                "validated": validated,
                "waiting": still,
                "active": active,
                "quiet": now - active,
            }
            yield tuple(counts[one] for one in SHOWN), still, now


@cache
def printed(counts):
    """Give what is shown of a country in a month."""
    one = Count(SHOWN, count=lambda *_: None)
    cells = [("RO", measure) for measure in SHOWN]
    found = shown(one, Found(dict(zip(cells, counts, strict=True))))
    return tuple(found[cell] for cell in cells)


@pytest.mark.parametrize("leaving", [(0,), (0, 1)], ids=["nobody leaves", "some may leave"])
def test_no_small_group_follows_from_two_months_side_by_side(leaving):
    pasts = defaultdict(set)
    for waiting, teachers in BEFORE:
        for first, still, now in months(waiting, teachers, leaving):
            for second, _, _ in months(still, now, leaving):
                pasts[printed(first) + printed(second)].add(first + second)

    for both, counts in pasts.items():
        for place, number in enumerate(both):
            might_be = {one[place] for one in counts}
            assert number is not None or might_be == set(SMALL), (SHOWN, both, might_be)


def test_what_was_archived_does_not_follow_from_what_was_closed_before_and_after():
    def fit(count):
        return protect({("RO", "n"): count})["RO", "n"]

    pasts = defaultdict(set)
    for before, after, archived in product(range(20), range(20), range(10)):
        if after + archived >= before:  # the others were closed in the month
            pasts[fit(before), fit(after), fit(archived)].add(archived)

    hidden = [counts for (*_, last), counts in pasts.items() if last is None]
    assert hidden
    assert all(counts == set(SMALL) for counts in hidden)
