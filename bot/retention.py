"""The table of all we keep, as it is carried out, shown and printed in docs/operations.md."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.kept import TIMED, Job, Kept
from bot.kept_while import LASTING
from storage import ages
from storage.ages import Found

ALL: tuple[Kept, ...] = (*TIMED, *LASTING)


def jobs() -> Iterator[tuple[Job, str, dict[str, Any]]]:
    """List what deletes, each once, with when: for the table of periodic jobs."""
    done: set[Job] = set()
    for one in TIMED:
        if one.job is not None and one.when and one.job not in done:
            done.add(one.job)
            yield one.job, "cron", dict(one.when)


@dataclass(frozen=True)
class Line:
    """One line as it is shown: what is kept, and what there is of it now."""

    kept: Kept
    found: Found


def lines(read: Callable[..., Any]) -> list[Line]:
    """Look up how much there is of everything, and how old the oldest is."""
    return [Line(one, read(ages.look, one.tables.split(), one.since)) for one in ALL]


def markdown() -> str:
    """Print the table as it stands in docs/operations.md."""
    rows = [f"| {one.what} | {one.long} | {one.why} | {one.ends_by} |" for one in ALL]
    return "\n".join(("| what | how long | why | deleted by |", "|---|---|---|---|", *rows))
