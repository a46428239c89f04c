"""What it costs to settle projects of which nothing has changed.

A thousand projects whose rooms are known to match: each is settled, and no call to the homeserver
may be made. Then the nightly look, which reads every room, on a real Synapse: how long it takes a
project, and whether drift that other hands planted is found and put right.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot import logs
from bot.turns import Turns
from handlers import supervision
from handlers.platform import Gate
from matrix_bridge import wanted as plan
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import SERVICE
from matrix_bridge.settle import Settling
from storage import accounts, presences, pupils, twinspaces
from storage.db import Db
from storage.presences import Membership
from tests import makers
from tests.bench import show
from tests.bench.opening import AS_TOKEN, SERVER, _homeserver, _turns

USER = f"@{SERVICE}:{SERVER}"
PROJECTS, REAL, DRIFTED = 1000, 30, 6
#: What the nightly look may take a project, in seconds.
NIGHTLY = 0.2


def main() -> None:
    """Measure and print what was found."""
    logs.set_up("error")
    asyncio.run(_unchanged())
    asyncio.run(_nightly())


async def _unchanged() -> None:
    """Settle what is known to match, against a homeserver that counts its calls."""
    with tempfile.TemporaryDirectory() as name:
        async with _turns(Path(name)) as turns, _counting() as (url, calls):
            homeserver = Homeserver(url, AS_TOKEN, Gate())
            settling = Settling(homeserver, SERVER, turns.write, _now, lambda: None)
            numbers = await turns.write(_plant)
            began = time.perf_counter()
            while left := await turns.read(_dirty):
                await settling.settle_changed()
            seconds = time.perf_counter() - began
            await homeserver.close()
    assert not left
    show("settle_unchanged_calls", len(calls), "calls", 3 * len(numbers))
    show("settle_unchanged", seconds / len(numbers), "s/project", NIGHTLY)
    assert not calls, "the homeserver was asked about rooms that are known"


async def _nightly() -> None:
    """Look at real rooms, some of which other hands have changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _homeserver(folder / "synapse") as synapse:
            async with _turns(folder) as turns:
                homeserver = Homeserver(synapse.url, AS_TOKEN, Gate())
                settling = Settling(homeserver, SERVER, turns.write, _now, lambda: None)
                await homeserver.ensure_device(USER)
                numbers = await turns.write(_want, REAL)
                await _settle_all(turns, settling)
                for number in numbers[:DRIFTED]:
                    await _drift(turns, homeserver, number)
                clean = numbers[DRIFTED:]
                seconds = await _look(turns, settling, clean)
                await _look(turns, settling, numbers[:DRIFTED])
                found = [await _is_mended(turns, homeserver, one) for one in numbers[:DRIFTED]]
                await homeserver.close()
    show("settle_nightly_look", seconds / len(clean), "s/project", NIGHTLY)
    show("settle_drift_found", sum(found), "projects", DRIFTED)
    assert all(found), "planted drift was not found"


async def _look(turns: Turns, settling: Settling, numbers: list[int]) -> float:
    """Let some projects be looked at as at night; give the seconds."""
    await turns.write(_let_be_due, numbers)
    began = time.perf_counter()
    await _settle_all(turns, settling)
    return time.perf_counter() - began


async def _settle_all(turns: Turns, settling: Settling) -> None:
    while await turns.read(_dirty):
        await settling.settle_changed()


async def _drift(turns: Turns, homeserver: Homeserver, number: int) -> None:
    """Change a room behind our back: its rights, its name, and who is in it."""
    rooms = await turns.read(twinspaces.by_project, number)
    users = await turns.read(_accounts, number)
    room = rooms.classroom
    wanted = await turns.read(plan.read, number, SERVER, _now())
    levels = {**wanted.levels("classroom"), "invite": 0}
    await homeserver.put_state(room, "m.room.power_levels", levels, USER)
    await homeserver.put_state(room, "m.room.name", {"name": "Mine"}, USER)
    await homeserver.kick(rooms.staff_room, USER, users[0])


async def _is_mended(turns: Turns, homeserver: Homeserver, number: int) -> bool:
    rooms = await turns.read(twinspaces.by_project, number)
    wanted = await turns.read(plan.read, number, SERVER, _now())
    for kind in plan.KINDS:
        state = await homeserver.state(getattr(rooms, kind), USER)
        there = {(one["type"], one["state_key"]): one["content"] for one in state}
        should_be = plan.state(wanted, kind, rooms.classroom, SERVER)
        if any(there.get(key) != content for key, content in should_be.items()):
            return False
        joined = {
            key
            for (what, key), content in there.items()
            if what == "m.room.member" and content["membership"] == "join" and key != USER
        }
        if joined != wanted.users(kind):
            return False
    return True


@asynccontextmanager
async def _counting() -> AsyncIterator[tuple[str, list[str]]]:
    """Serve a homeserver that refuses everything and remembers what it was asked."""
    calls: list[str] = []

    async def note(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.json_response({"errcode": "M_UNKNOWN"}, status=400)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", note)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}", calls
    finally:
        await runner.cleanup()


def _plant(db: Db) -> list[int]:
    """Write down a thousand projects whose rooms were made and pushed, and want them all."""
    numbers = _want(db, PROJECTS)
    for number in numbers:
        rooms = {kind: f"!{kind}{number}" for kind in plan.KINDS}
        twinspaces.keep_rooms(db, number, **rooms)
        wanted = plan.read(db, number, SERVER, _now())
        assert wanted is not None
        for kind in plan.KINDS:
            found = [
                Membership(user, "join", f"${kind}{user}{number}", _now())
                for user in wanted.users(kind)
            ]
            presences.look(db, rooms[kind], found, _now(), _now())
        wanted = plan.read(db, number, SERVER, _now())
        assert wanted is not None
        twinspaces.keep_fingerprint(db, number, plan.fingerprint(wanted, SERVER))
    return numbers


def _want(db: Db, many: int) -> list[int]:
    """Make projects of two teachers, each with a pupil, and want their rooms."""
    founders = [makers.teacher(db, name, "RO", _now()) for name in ("Ana", "Eva")]
    for person in founders:
        accounts.add(db, person.id, f"t_{person.name.lower()}")
    numbers = []
    for index in range(many):
        project = makers.project(db, founders, _now())
        for place, person in enumerate(founders):
            pupils.add(
                db,
                project_id=project.id,
                school_id=person.school_id,
                added_by=person.id,
                pseudonym=f"Fox {place}",
                localpart=f"p_{index}_{place}",
                at=_now(),
            )
        pupils_in = pupils.table
        here = pupils_in.c.project_id == project.id
        db.execute(pupils_in.update().where(here).values(takes_part=True))
        twinspaces.want(db, project.id)
        numbers.append(project.id)
    return numbers


def _dirty(db: Db) -> int:
    table = twinspaces.table
    waits = table.c.is_dirty | table.c.is_due | table.c.leased_until.is_not(None)
    return len(db.execute(table.select().where(waits)).all())


def _let_be_due(db: Db, numbers: list[int]) -> None:
    table = twinspaces.table
    db.execute(table.update().where(table.c.project_id.in_(numbers)).values(is_due=True))


def _accounts(db: Db, number: int) -> list[str]:
    found = supervision.teachers(db, number, _now(), SERVER)
    return sorted(user for one in found for user in one.users)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
