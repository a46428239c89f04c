"""Visitors of a web server, in a process of their own: `python -m tests.bench._visitors`.

Reads one JSON object from standard input: `sites`, among which they are shared out, `paths`,
`seconds`, and either `at_once`, so many connections that ask again as soon as they were answered,
or `per_second`, so many new questions each second whether or not the ones before were answered.
Prints one JSON object: how many were `answered`, in how many `seconds`, and the `milliseconds` each
took to its first byte.
"""

import asyncio
import gc
import json
import random
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import aiohttp

#: So many visitors take turns: the portal counts how often each asks.
VISITORS = 5_000


@dataclass(frozen=True)
class Visited:
    """What visitors met with."""

    answered: int
    seconds: float
    milliseconds: list[float]

    @property
    def per_second(self) -> float:
        """How many pages were given a second."""
        return self.answered / self.seconds

    @property
    def p95(self) -> float:
        """In how many milliseconds 95 of 100 pages began to arrive."""
        return statistics.quantiles(self.milliseconds, n=20)[-1]


async def visit(**wishes: Any) -> Visited:
    """Let visitors come from another process, and wait for what they tell."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench._visitors",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    told, _ = await process.communicate(json.dumps(wishes).encode())
    assert process.returncode == 0, "the visitors met with an error"
    return Visited(**json.loads(told))


async def _ask(session: aiohttp.ClientSession, page: str, number: int, since: float) -> float:
    """Ask for a page; give the milliseconds from `since` to its first byte."""
    visitor = number % VISITORS
    address = {"X-Forwarded-For": f"10.{visitor >> 8}.{visitor & 255}.1"}
    async with session.get(page, headers=address, allow_redirects=False) as answer:
        assert answer.status == 200, (answer.status, page)
        await answer.content.readany()
        milliseconds = (time.perf_counter() - since) * 1000
        await answer.read()
    return milliseconds


async def _in_turn(
    session: aiohttp.ClientSession, sites: list[str], paths: list[str], at_once: int, seconds: float
) -> Visited:
    taken: list[float] = []
    began = time.perf_counter()
    ends = began + seconds

    async def one(place: int) -> None:
        chance, site = random.Random(place), sites[place % len(sites)]
        while (now := time.perf_counter()) < ends:
            taken.append(await _ask(session, site + chance.choice(paths), len(taken), now))

    await asyncio.gather(*(one(place) for place in range(at_once)))
    return Visited(len(taken), time.perf_counter() - began, taken)


async def _steadily(
    session: aiohttp.ClientSession,
    sites: list[str],
    paths: list[str],
    per_second: float,
    seconds: float,
) -> Visited:
    chance, tasks = random.Random(1), []
    began = time.perf_counter()
    for number in range(int(per_second * seconds)):
        at = began + number / per_second
        if (wait := at - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        page = sites[number % len(sites)] + chance.choice(paths)
        tasks.append(asyncio.create_task(_ask(session, page, number, at)))
    taken = await asyncio.gather(*tasks)
    return Visited(len(taken), time.perf_counter() - began, list(taken))


async def _main(wishes: dict[str, Any]) -> Visited:
    connector = aiohttp.TCPConnector(limit=wishes.get("at_once", 200))
    async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as session:
        if "at_once" in wishes:
            return await _in_turn(session, **wishes)
        return await _steadily(session, **wishes)


if __name__ == "__main__":
    gc.disable()
    print(json.dumps(vars(asyncio.run(_main(json.load(sys.stdin))))))
