"""Sets of codes as whole numbers: a code's place in its list is the bit that stands for it.

A list has at most 63 codes: the numbers of both databases are signed and have eight bytes.
"""

from collections.abc import Iterable


def mask(codes: Iterable[str], order: tuple[str, ...]) -> int:
    """Turn codes into a number. Raises ValueError at a code that is not in `order`."""
    number = 0
    for code in codes:
        number |= 1 << order.index(code)
    return number


def codes(number: int, order: tuple[str, ...]) -> tuple[str, ...]:
    """List the codes that a number stands for, in the list's order."""
    return tuple(code for bit, code in enumerate(order) if number >> bit & 1)
