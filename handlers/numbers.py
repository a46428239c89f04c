"""Numbers of people, projects and so on, as they stand in commands."""

import re

_NUMBER = re.compile(r"[0-9]{1,15}")


def read(text: str) -> int:
    """Read a number; 0, which nothing has, for anything else, however long."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[0]) if found else 0
