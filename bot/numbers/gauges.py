"""What is read rather than counted, as Prometheus is given it: nothing is waited for here."""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.numbers import described
from bot.numbers.reading import Reading
from storage.vitals import Fact


class Gauges(Collector):
    """Gives what `facts` lists, each under its description."""

    def __init__(self, facts: Callable[[], Iterable[Fact]]) -> None:
        self._facts = facts

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Give all numbers now; what is not known is left out."""
        families: dict[str, GaugeMetricFamily] = {}
        for fact in self._facts():
            kind = described.ALL[fact.name]
            family = families.get(fact.name)
            if family is None:
                name = described.PREFIX + fact.name
                family = GaugeMetricFamily(name, kind.says, labels=kind.labels)
                families[fact.name] = family
            family.add_metric(fact.of, fact.value)
        return families.values()

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing beforehand: what there is shows when it is collected."""
        return ()


def of_reading(last: Reading | None) -> Iterator[Fact]:
    """Give what the database said at the last look; only that it is away if it did not answer."""
    yield Fact("database_up", float(last is not None))
    if last is None:
        return
    yield from last.facts
    yield Fact("schema_current", float(last.is_current))
    yield Fact("database_read_seconds", last.took_seconds)
    yield Fact("database_read_age_seconds", time.monotonic() - last.at)
    if last.ahead_seconds is not None:
        yield Fact("clock_ahead_seconds", last.ahead_seconds, ("database",))


def of_disks(folders: Mapping[str, Path]) -> Iterator[Fact]:
    """Say how much room there is where we write."""
    for name, folder in folders.items():
        usage = disk_of(folder)
        yield Fact("disk_free_bytes", usage.free, (name,))
        yield Fact("disk_bytes", usage.total, (name,))


def disk_of(folder: Path) -> "shutil._ntuple_diskusage":
    """Measure the disk that a folder is on, or would be once it is made."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(there)


def of_program() -> Iterator[Fact]:
    """Say which version runs."""
    yield Fact("build_info", 1, (version("etwinning"),))
