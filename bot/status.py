"""What `etwin status` shows, found out from the database and from the process here."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

from prometheus_client.parser import text_string_to_metric_families

from bot.config import Config
from bot.numbers import described, gauges
from bot.numbers.reading import Reading, look
from storage import seats
from storage.db import Database, DatabaseAway, Db
from storage.seats import Seat
from storage.vitals import Fact

#: How long the process here may take to answer.
PATIENCE_SECONDS = 3.0
#: Where a process that listens everywhere is asked.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound


@dataclass(frozen=True)
class Seen:
    """What was found out."""

    #: What the database says; None if it does not answer, and then why.
    reading: Reading | None
    away: str
    #: Who holds which seat, and how many seconds yet; nothing on SQLite.
    held: tuple[tuple[Seat, float], ...]
    #: What the process here says of itself; None if none answers.
    here: tuple[Fact, ...] | None
    #: Why the process here is not ready, in lines; empty if it is.
    reasons: tuple[str, ...]

    def facts(self) -> list[Fact]:
        """Give all numbers: of the database as it is now, the rest as the process here says."""
        own = [*gauges.of_reading(self.reading), *self._seats()]
        if self.here is not None:
            own.append(Fact("ready", float(not self.reasons)))
        fresh = described.OF_DATABASE.keys() | {fact.name for fact in own}
        return [*own, *(fact for fact in self.here or () if fact.name not in fresh)]

    def _seats(self) -> Iterator[Fact]:
        """Say of each seat that anybody knows whether somebody holds it now. Not on SQLite."""
        now = {seat.name for seat, left in self.held if left > 0}
        wanted = {fact.of[0] for fact in self.here or () if fact.name == "seat_held"}
        for name in sorted(wanted | {seat.name for seat, _ in self.held} if self.held else ()):
            yield Fact("seat_held", float(name in now), (name,))


def see(config: Config) -> Seen:
    """Look at everything. Whatever is away is said, not raised."""
    reading, held, away = _database(config)
    here, reasons = _process(config)
    return Seen(reading, away, held, here, reasons)


def _database(config: Config) -> tuple[Reading | None, tuple[tuple[Seat, float], ...], str]:
    database = Database(*config.database.urls)
    try:
        return *database.read(_look), ""
    except DatabaseAway as away:
        return None, (), str(away)
    finally:
        database.close()


def _look(db: Db) -> tuple[Reading, tuple[tuple[Seat, float], ...]]:
    reading = look(db)
    return reading, tuple(seats.held(db)) if reading.is_current else ()


def _process(config: Config) -> tuple[tuple[Fact, ...] | None, tuple[str, ...]]:
    host = _EVERYWHERE.get(config.portal.host, config.portal.host)
    base = f"http://{f'[{host}]' if ':' in host else host}:{config.portal.port}"
    status, text = _get(f"{base}/healthz/ready")
    if status is None:
        return None, ()
    reasons = () if status == 200 else tuple(text.splitlines())
    status, text = _get(f"{base}/metrics")
    return (tuple(_read(text)) if status == 200 else ()), reasons


def _get(url: str) -> tuple[int | None, str]:
    """Ask the process; its status and what it says, None if nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError:
        return None, ""


def _read(text: str) -> Iterator[Fact]:
    for family in text_string_to_metric_families(text):
        name = family.name.removeprefix(described.PREFIX)
        kind = described.ALL.get(name)
        if kind is None or not family.name.startswith(described.PREFIX):
            continue
        for sample in family.samples:
            yield Fact(name, sample.value, tuple(sample.labels[label] for label in kind.labels))
