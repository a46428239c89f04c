"""The checks behind the rules: how to switch each off, and which test then turns red."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Switch:
    """One check of a rule: where it stands, how it reads without it, and which test misses it."""

    rule: str
    #: What the check keeps true, as a sentence.
    says: str
    file: str
    #: Lines that stand in the file exactly once, and what takes their place.
    find: str
    replace: str
    #: As pytest names it: "tests/handlers/test_groups.py::test_full_group_takes_nobody".
    test: str

    def throw(self, root: Path) -> None:
        """Switch the check off in a copy of the tree. Raises ValueError if it is not there once."""
        path = root / self.file
        source = path.read_text("utf-8")
        if source.count(self.find) != 1:
            raise ValueError(f"{self.file} does not hold once: {self.find}")
        path.write_text(source.replace(self.find, self.replace), "utf-8")


def switches() -> list[Switch]:
    """Read every switch; there is a file for each section of the rules."""
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return [
        Switch(**table)
        for file in files
        for table in tomllib.loads(file.read_text("utf-8"))["switch"]
    ]
