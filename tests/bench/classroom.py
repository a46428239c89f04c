"""How soon the classroom's page begins to arrive while a class of 30 is in it, on a real Synapse.

The whole service runs as a process; 30 pupils have their streams open, and they write all the
while. What is measured is the first byte of the page, the 95th of 100, in a browser's own
connection; beside it what the service alone takes for the page where a pupil types the code.
"""

import asyncio
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from storage import addresses, pupils, twinspaces
from storage.addresses import Address
from storage.db import Database, Db
from tests import makers
from tests.bench import show
from tests.story.stage import Stage

PUPILS = 30
#: How many pages are asked for, and how many messages a second the class writes meanwhile.
PAGES, MESSAGES_PER_SECOND = 200, 2.0
#: What the class may not exceed, in milliseconds: 95 of 100 pages.
MOST_MS = 50.0


def main() -> None:
    """Measure and print what was found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stage = Stage(folder, f"sqlite:///{folder / 'etwin.sqlite'}")
        stage.open()
        database = Database(stage.database_url)
        try:
            project = database.write(_prepare)
            stage.start()
            _wait(database, project)
            pages, doors, told = asyncio.run(_measure(stage.portal_url))
        finally:
            database.close()
            stage.close()
    show("classroom_first_byte_p95", _p95(pages), "ms", MOST_MS)
    show("classroom_first_byte_p95_beside_door", _p95(pages), "ms", _p95(doors))
    show("classroom_message_arrives_p95", _p95(told), "ms", 1000.0)


def _prepare(db: Db) -> int:
    now = datetime.now(UTC)
    founders = [makers.teacher(db, name, "RO", now) for name in ("Ana", "Ben")]
    for number, person in enumerate(founders):
        known = addresses.add(db, Address("telegram", f"{number}"), f"{number}", "en", now)
        addresses.belong(db, known.id, person.id, now)
    project = makers.project(db, founders, now)
    ana = founders[0]
    where = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
    for number in range(PUPILS):
        names = {"pseudonym": f"Fox {number}", "localpart": f"p_{number}", "code": _code(number)}
        pupils.add(db, **where, **names, at=now)
    twinspaces.want(db, project.id)
    identity: int = project.id
    return identity


def _code(number: int) -> str:
    return f"FX{number:03}SECRET"


def _wait(database: Database, project: int) -> None:
    """Wait until the rooms stand."""
    for _ in range(600):
        rooms = database.read(twinspaces.by_project, project)
        if rooms is not None and rooms.is_settled:
            return
        time.sleep(0.1)
    raise AssertionError("the rooms were not settled")


async def _measure(url: str) -> tuple[list[float], list[float], list[float]]:
    async with _class(url) as sessions:
        for number in range(40):
            await _write(sessions[number % PUPILS], url, f"Before {number}")
        arrivals: list[float] = []
        tasks = [asyncio.create_task(_listen(one, url, arrivals)) for one in sessions]
        await asyncio.sleep(1)
        writing = asyncio.create_task(_keep_writing(sessions, url))
        pages, doors = [], []
        for number in range(PAGES):
            pages.append(await _first_byte(sessions[number % PUPILS], f"{url}/class/room"))
            doors.append(await _first_byte(sessions[number % PUPILS], f"{url}/class"))
            await asyncio.sleep(0.05)
        for task in (writing, *tasks):
            task.cancel()
        await asyncio.gather(writing, *tasks, return_exceptions=True)
    return pages, doors, arrivals


@asynccontextmanager
async def _class(url: str) -> AsyncIterator[list[aiohttp.ClientSession]]:
    """Let every pupil enter in a browser of their own."""
    sessions = []
    try:
        for number in range(PUPILS):
            jar = aiohttp.CookieJar(unsafe=True)
            session = aiohttp.ClientSession(cookie_jar=jar)
            sessions.append(session)
            async with session.post(f"{url}/class", data={"code": _code(number)}) as answer:
                assert answer.status == 200, answer.status
        yield sessions
    finally:
        for session in sessions:
            await session.close()


async def _keep_writing(sessions: list[aiohttp.ClientSession], url: str) -> None:
    number = 0
    while True:
        text = f"sent at {time.monotonic()}"
        await _write(sessions[number % PUPILS], url, text)
        number += 1
        await asyncio.sleep(1 / MESSAGES_PER_SECOND)


async def _write(session: aiohttp.ClientSession, url: str, text: str) -> None:
    fields, script = {"text": text, "nonce": text}, {"Accept": "application/json"}
    async with session.post(f"{url}/class/room", data=fields, headers=script) as answer:
        assert (await answer.json())["is_sent"]


async def _listen(session: aiohttp.ClientSession, url: str, arrivals: list[float]) -> None:
    """Keep a page's stream open; note how long after it was sent each message arrived."""
    seen: set[str] = set()
    timeout = aiohttp.ClientTimeout(total=None)
    async with session.get(f"{url}/class/live", timeout=timeout) as answer:
        async for line in answer.content:
            for sent in set(re.findall(rb"sent at ([0-9.]+)", line)):
                if sent.decode() not in seen:
                    seen.add(sent.decode())
                    arrivals.append((time.monotonic() - float(sent)) * 1000)


async def _first_byte(session: aiohttp.ClientSession, address: str) -> float:
    began = time.perf_counter()
    async with session.get(address) as answer:
        assert answer.status == 200
        await answer.content.readany()
        milliseconds = (time.perf_counter() - began) * 1000
        await answer.read()
    return milliseconds


def _p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


if __name__ == "__main__":
    main()
