"""What a process counts while it works: events, sends, jobs, pushes, lines of the log."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot import logs

_TURN = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_CALL = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LAG = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600)


class Numbers:
    """The numbers of one process. Safe to use from several threads."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Histogram(
            "etwin_turn_seconds",
            "Time from a door until an event was taken, by door and what became of it",
            ("door", "outcome"),
            buckets=_TURN,
            registry=self.registry,
        )
        self._calls = Histogram(
            "etwin_send_seconds",
            "Time of a call that sends, changes or takes back, and what became of it",
            ("platform", "outcome"),
            buckets=_CALL,
            registry=self.registry,
        )
        self._lag = Histogram(
            "etwin_homeserver_lag_seconds",
            "How old events of rooms were when the homeserver pushed them",
            buckets=_LAG,
            registry=self.registry,
        )
        self._jobs = Counter(
            "etwin_jobs",
            "Periodic jobs done, by which and whether it went well",
            # Not "job": that is how Prometheus calls what it asks.
            ("task", "outcome"),
            registry=self.registry,
        )
        self.registry.register(_Lines())
        self._reached_at: float | None = None

    def turn(self, door: str, outcome: str, seconds: float) -> None:
        """Count an event that was taken."""
        self._turns.labels(door, outcome).observe(seconds)

    def call(self, platform: str, outcome: str, seconds: float) -> None:
        """Count a call that was to send something."""
        self._calls.labels(platform, outcome).observe(seconds)

    def expect(self, jobs: Iterable[str]) -> None:
        """Count the failures of these jobs from 0: else nobody sees that the first is one more."""
        for name in jobs:
            self._jobs.labels(name, "failed")

    def job(self, name: str, outcome: str) -> None:
        """Count a job that was done, or failed."""
        self._jobs.labels(name, outcome).inc()

    def pushed(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Count what the homeserver has pushed to us."""
        self.reached()
        now = time.time()
        for at in (one.get("origin_server_ts") for one in events):
            if isinstance(at, int | float):
                self._lag.observe(max(0.0, now - at / 1000))

    def reached(self) -> None:
        """Note that the homeserver has reached us."""
        self._reached_at = time.monotonic()

    @property
    def silent_seconds(self) -> float | None:
        """How long the homeserver has not reached us; None before the first time."""
        return None if self._reached_at is None else time.monotonic() - self._reached_at


class _Lines(Collector):
    """The lines of the log, counted where they are written."""

    def collect(self) -> Iterable[CounterMetricFamily]:
        """Give how many there are of each level."""
        found = CounterMetricFamily("etwin_log_lines", "Lines of the log", labels=["level"])
        for level in logs.LEVELS:
            found.add_metric([level], logs.written[level])
        yield found
