"""How long a TwinSpace takes to open, against the same `createRoom` calls made raw.

A real Synapse; projects whose teachers have their own accounts there. Ours is from the moment the
TwinSpace is wanted until its rooms are settled in our database; one project is opened by us, the
next by the calls alone, and so on.
"""

import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot import logs
from bot.sandbox.synapse import Synapse
from bot.turns import Turns
from handlers.platform import Gate
from matrix_bridge import wanted as plan
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import SERVICE, registration, snippet
from matrix_bridge.settle import Settling
from storage import addresses, migrating, people, schools, twinspaces
from storage.addresses import Address
from storage.db import Database, Db
from storage.people import Standing
from tests import makers
from tests.bench import show

SERVER = "school.example"
AS_TOKEN = "as-token-of-the-benchmark"
AT = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
TEACHERS = ("ana", "ben")
#: How many are opened by each of the two; the first ones are not counted.
OPENED, UNCOUNTED = 18, 3


def main() -> None:
    """Measure and print what was found."""
    logs.set_up("error")
    asyncio.run(_compare())


async def _compare() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _homeserver(folder / "synapse") as synapse:
            async with _turns(folder) as turns, _settling(synapse, turns) as settler:
                founders = await turns.write(_register, synapse)
                ours, raw = [], []
                for _ in range(OPENED):
                    ours.append(await _open(turns, settler, founders))
                    raw.append(await _create_raw(turns, synapse.url, founders))
    counted = [statistics.median(seconds[UNCOUNTED:]) for seconds in (ours, raw)]
    show("twinspace_open", counted[0], "s", counted[1])


@dataclass(frozen=True)
class _Settler:
    """The one who settles, and what tells that it has."""

    settling: Settling
    done: asyncio.Event


@contextmanager
def _homeserver(folder: Path) -> Iterator[Synapse]:
    synapse = Synapse(
        folder,
        SERVER,
        registration=registration(AS_TOKEN, "hs-token", "http://127.0.0.1:1", SERVER, "etwin"),
        snippet=snippet(SERVER),
        production_limits=False,
    )
    synapse.start()
    try:
        yield synapse
    finally:
        synapse.stop()


@asynccontextmanager
async def _turns(folder: Path) -> AsyncIterator[Turns]:
    database = Database(f"sqlite:///{folder}/etwin.sqlite")
    migrating.migrate(database)
    turns = Turns(database, bytes, "https://etwin.example")
    try:
        yield turns
    finally:
        turns.close()
        database.close()


@asynccontextmanager
async def _settling(synapse: Synapse, turns: Turns) -> AsyncIterator[_Settler]:
    """Let the one who settles run, as in the service."""
    homeserver = Homeserver(synapse.url, AS_TOKEN, Gate())
    done = asyncio.Event()
    settling = Settling(homeserver, SERVER, turns.write, lambda: datetime.now(UTC), done.set)
    running = asyncio.create_task(settling.run())
    try:
        yield _Settler(settling, done)
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await homeserver.close()


def _register(db: Db, synapse: Synapse) -> list[int]:
    """Make teachers with accounts of their own on the homeserver; give their numbers."""
    founders = []
    for name in TEACHERS:
        user, _ = synapse.register_user(name, "password")
        school = schools.add(db, name=f"School of {name}", town="Cluj", country="RO", at=AT)
        person = people.add(
            db,
            name=name.title(),
            country="RO",
            school_id=school.id,
            role="teacher",
            standing=Standing.VALIDATED,
            at=AT,
        )
        known = addresses.add(db, Address("matrix", user), "!chat:school.example", "en", AT)
        addresses.belong(db, known.id, person.id, AT)
        founders.append(person.id)
    return founders


async def _open(turns: Turns, settler: _Settler, founders: list[int]) -> float:
    """Want a TwinSpace; give the seconds until it is settled."""
    project = await turns.write(_found, founders)
    settler.done.clear()
    began = time.perf_counter()
    await turns.write(twinspaces.want, project)
    settler.settling.kick()
    await settler.done.wait()
    seconds = time.perf_counter() - began
    rooms = await turns.read(twinspaces.by_project, project)
    assert rooms is not None
    assert rooms.is_settled
    return seconds


async def _create_raw(turns: Turns, url: str, founders: list[int]) -> float:
    """Make the rooms that a project should have, by the calls alone; give the seconds."""
    project = await turns.write(_found, founders)
    wanted = await turns.read(_if_wanted, project)
    made: dict[str, str] = {}
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {AS_TOKEN}"}) as session:
        async with session.get(f"{url}/_matrix/client/versions") as answer:
            await answer.read()  # opens the connection
        began = time.perf_counter()
        for kind in plan.KINDS:
            body = plan.creation(wanted, kind, made.get("classroom", ""), SERVER)
            async with session.post(
                f"{url}/_matrix/client/v3/createRoom",
                json=body,
                params={"user_id": f"@{SERVICE}:{SERVER}", "device_id": "ETWIN"},
            ) as answer:
                answer.raise_for_status()
                made[kind] = (await answer.json())["room_id"]
        return time.perf_counter() - began


def _found(db: Db, founders: list[int]) -> int:
    """Found a project that both support services have approved."""
    both = [people.by_id(db, founder) for founder in founders]
    number: int = makers.project(db, both, AT).id
    return number


def _if_wanted(db: Db, project: int) -> plan.Wanted | None:
    """Read what the rooms would be, without wanting them: the transaction is not committed."""
    twinspaces.want(db, project)
    return plan.read(db, project, SERVER, AT)


if __name__ == "__main__":
    main()
