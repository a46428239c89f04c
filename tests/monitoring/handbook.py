"""docs/install.md as a machine reads it: its commands in order, and the files that they write."""

import re
from pathlib import Path
from string import Template

FILE = Path("docs/install.md")
#: Where the program lies in it.
PROGRAM = "/opt/etwinning/"


def steps() -> list[tuple[str, str]]:
    """List all commands in order, block by block, each with the heading above it."""
    found, heading, lines = [], "", None
    for line in FILE.read_text().splitlines():
        if line.strip().startswith("```"):
            if lines is not None:
                found.append((heading, "\n".join(lines) + "\n"))
            lines = [] if lines is None else None
        elif lines is not None:
            lines.append(line)
        elif line.startswith("#"):
            heading = line.lstrip("# ")
    return found


def written(path: str, **values: str) -> str:
    """Give the file that it writes there; `values` are the variables of its shell."""
    script = "".join(block for _, block in steps())
    found = re.search(rf"cat > \S*{re.escape(path)} <<'?END'?\n(.*?)^END$", script, re.M | re.S)
    assert found, path
    return Template(found[1]).substitute(values)
