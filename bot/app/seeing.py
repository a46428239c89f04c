"""What can be seen of the service from outside: its numbers, and whether it is ready."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import structlog

from bot.app.service import Service
from bot.config import Config
from bot.numbers import gauges
from bot.numbers.reading import Looks
from bot.readiness import Readiness
from storage.db import Database
from storage.vitals import Fact

_log = structlog.get_logger()


def add(service: Service, config: Config, database: Database) -> Readiness:
    """Let the numbers be read; give what tells whether this process is ready."""
    looks = Looks(service.turns.read)
    readiness = Readiness(service.turns.read, service.doors)
    folders = folders_of(config)

    def facts() -> Iterator[Fact]:
        yield from gauges.of_program()
        yield Fact("ready", float(readiness.was_ready))
        yield from gauges.of_reading(looks.last)
        yield from _of_service(service, looks)
        yield from _of_pool(database)
        yield from gauges.of_disks(folders)

    service.numbers.registry.register(gauges.Gauges(facts))
    service.turns.noted = service.numbers.turn

    async def ready_too() -> None:
        await readiness.reasons()

    looks.after = ready_too
    service.tasks.append(looks.run)
    return readiness


def leave_later(readiness: Readiness, seconds: float, stack: AsyncExitStack) -> None:
    """When the stack ends, let the process first say that it is stopping, and work on so long."""

    async def leave() -> None:
        readiness.is_leaving = True
        if seconds:
            _log.info("service.leaving", seconds=seconds)
            await asyncio.sleep(seconds)

    stack.push_async_callback(leave)


def folders_of(config: Config) -> dict[str, Path]:
    """List the folders that we write to, by what is in them."""
    found = {"exports": config.exports.folder, "published": config.publishing.folder}
    if config.matrix is not None:
        found["keys"] = config.matrix.key_store
    if config.database.url.startswith("sqlite"):
        found["database"] = Path(config.database.url.removeprefix("sqlite:///")).parent
    return found


def _of_service(service: Service, looks: Looks) -> Iterator[Fact]:
    is_alone, facts = service.seats.is_alone, looks.last.facts if looks.last else ()
    held = {fact.of[0] for fact in facts if fact.name == "seat_left_seconds" and fact.value > 0}
    for seat in sorted(service.works):
        if is_alone or facts:  # else nobody knows
            yield Fact("seat_held", float(is_alone or seat in held), (seat,))
        yield Fact("seat_ours", float(service.seats.holds([seat])), (seat,))
    for upstream, gate in service.gates.items():
        yield Fact("gate_open", float(gate.is_open), (upstream,))
    for whose, seconds in service.clocks.items():
        yield Fact("clock_ahead_seconds", seconds, (whose,))
    if (silent := service.numbers.silent_seconds) is not None:
        yield Fact("homeserver_silent_seconds", silent)


def _of_pool(database: Database) -> Iterator[Fact]:
    in_use, idle = database.pool_use()
    yield Fact("database_pool", in_use, ("in use",))
    yield Fact("database_pool", idle, ("idle",))
