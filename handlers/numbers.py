"""Numbers of people, projects and so on, as they stand in commands."""

import re

_NUMBER = re.compile(r"[0-9]{1,15}")
#: Nothing has a higher number. Source: PostgreSQL's "integer", which refuses to compare one.
HIGHEST = 2**31 - 1


def read(text: str) -> int:
    """Read a number; 0, which nothing has, for anything else, however long or high."""
    found = _NUMBER.fullmatch(text.strip())
    number = int(found[0]) if found else 0
    return number if number <= HIGHEST else 0
