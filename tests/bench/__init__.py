"""Benchmarks: each module here is one, a program that prints what it found with `show`."""

import json
import pkgutil

#: What every line that a benchmark prints says, and nothing else.
FIELDS = ("name", "value", "unit", "baseline", "ratio")


def show(name: str, value: float, unit: str, baseline: float) -> None:
    """Print one result as one line: what we take or do, beside what the baseline does."""
    found = (name, round(value, 3), unit, round(baseline, 3), round(value / baseline, 3))
    print(json.dumps(dict(zip(FIELDS, found, strict=True))), flush=True)


def benchmarks(is_long: bool = False) -> list[str]:
    """List the benchmarks by the names of their modules; those ending in "_long" take minutes."""
    modules = (one.name for one in pkgutil.iter_modules(__path__))
    names = [one for one in modules if not one.startswith(("_", "test_"))]
    return sorted(one for one in names if one.endswith("_long") == is_long)
