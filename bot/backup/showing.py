"""How far a backup is, shown on the command line; in a log, a line for each part."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)


class Shown:
    """Shows parts one after the other."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def part(self, name: str, whole: int | None = None) -> Iterator["Bar"]:
        """Show one part while the block works on it, and that it is done."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self._console, transient=True) as progress:
            bar = Bar(progress, name, whole)
            yield bar
        self._console.print(f"{name}: {bar.done / 1_000_000:.1f} MB")


class Bar:
    """How far one part is, in bytes."""

    def __init__(self, progress: Progress, name: str, whole: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(name, total=whole)
        self.done = 0

    def at(self, done: int, whole: int | None) -> None:
        """Show how much is done, of how much."""
        self.done = done
        self._progress.update(self._task, completed=done, total=whole)

    def add(self, more: int) -> None:
        """Show that so much more is done."""
        self.done += more
        self._progress.update(self._task, completed=self.done)
