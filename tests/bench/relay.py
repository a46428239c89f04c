"""How long a message takes across a bridge, against a bare send and the push that tells of it.

A real homeserver, the stand-in for Telegram, and the whole service between them. From Telegram:
from the act to the event in a sync. To Telegram: from the send to the bot's message. The baseline
is an application service that does nothing: from its send to the push of its event.
"""

import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web

from bot.sandbox.ports import free_port
from bot.sandbox.synapse import Synapse
from matrix_bridge.registration import SERVICE, registration, snippet
from tests.bench import show
from tests.story.bridged import Bridged
from tests.story.stage import AS_TOKEN, HS_TOKEN, SERVER, Stage

ROUNDS, WARM_UP = 90, 6
#: Telegram takes 20 messages a minute for a group: so many are written to in turn.
GROUPS = 6
SECONDS = 30
_CLIENT = "/_matrix/client/v3"


def main() -> None:
    """Measure and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        bare = asyncio.run(_bare(Path(folder) / "bare"))
        stage = Stage(Path(folder), f"sqlite:///{Path(folder) / 'etwin.sqlite'}")
        try:
            stage.open()
            with closing(Bridged(stage, projects=GROUPS)) as bridged:
                stage.start()
                bridged.tie()
                there, back = stage.loop.run(_relayed(bridged), seconds=600)
        finally:
            stage.close()
    show("relay_telegram_to_matrix_p95", _p95(there), "ms", _p95(bare))
    show("relay_matrix_to_telegram_p95", _p95(back), "ms", _p95(bare))


def _p95(seconds: list[float]) -> float:
    """Give what 95 of 100 stay below, in milliseconds."""
    return 1000 * quantiles(seconds[WARM_UP:], n=20)[-1]


async def _bare(folder: Path) -> list[float]:
    """Time sends of an application service that only waits for the push of its own event."""
    pushed: asyncio.Queue[str] = asyncio.Queue()
    async with _listening(pushed) as url:
        known = registration(AS_TOKEN, HS_TOKEN, url, SERVER, "etwin")
        synapse = Synapse(
            folder, SERVER, registration=known, snippet=snippet(SERVER), production_limits=False
        )
        await asyncio.to_thread(synapse.start)
        try:
            async with _session(synapse.url, AS_TOKEN) as session:
                return await _sends(session, pushed)
        finally:
            await asyncio.to_thread(synapse.stop)


@asynccontextmanager
async def _listening(pushed: "asyncio.Queue[str]") -> AsyncIterator[str]:
    async def take(request: web.Request) -> web.Response:
        for event in (await request.json())["events"]:
            pushed.put_nowait(event["event_id"])
        return web.json_response({})

    app, port = web.Application(), free_port()
    app.router.add_put("/_matrix/app/v1/transactions/{txn}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


async def _sends(session: aiohttp.ClientSession, pushed: "asyncio.Queue[str]") -> list[float]:
    me = {"user_id": f"@{SERVICE}:{SERVER}"}
    async with session.post(f"{_CLIENT}/createRoom", json={}, params=me) as answer:
        room = (await answer.json())["room_id"]
    found = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        sent = await _put(session, room, {"msgtype": "m.text", "body": "x"}, number, me)
        while await asyncio.wait_for(pushed.get(), SECONDS) != sent:
            pass
        found.append(time.perf_counter() - began)
    return found


async def _relayed(bridged: Bridged) -> tuple[list[float], list[float]]:
    """Time what Ana writes until Ben's app has it, and what Ben says until the group shows it."""
    there, back, numbers = [], [], itertools.count()
    async with _session(bridged.ben.base, bridged.ben.token) as session:
        since = (await _sync(session, "", 0))["next_batch"]
        for number in range(ROUNDS):
            group = bridged.groups[number % GROUPS]
            room = bridged.rooms[number % GROUPS].staff_room
            began = time.perf_counter()
            bridged.ana.send(f"there {number}", to=group)
            since = await _until_heard(session, since, room, f"there {number}")
            there.append(time.perf_counter() - began)
            began = time.perf_counter()
            said = {"msgtype": "m.text", "body": f"back {number}"}
            await _put(session, room, said, 1000 + next(numbers), {})
            await group.waits_for(f"back {number}", SECONDS)
            back.append(time.perf_counter() - began)
            # A group takes a message each three seconds, and there are several.
            await asyncio.sleep(60 / 20 / GROUPS)
    return there, back


async def _until_heard(session: aiohttp.ClientSession, since: str, room: str, text: str) -> str:
    while True:
        found = await _sync(session, since, 1000 * SECONDS)
        since = found["next_batch"]
        here = found.get("rooms", {}).get("join", {}).get(room, {})
        events = here.get("timeline", {}).get("events", [])
        if any(one["content"].get("body") == text for one in events):
            return since


async def _sync(session: aiohttp.ClientSession, since: str, wait: int) -> dict[str, Any]:
    query = {"timeout": str(wait)} | ({"since": since} if since else {})
    async with session.get(f"{_CLIENT}/sync", params=query) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def _put(
    session: aiohttp.ClientSession, room: str, content: Any, number: int, who: dict[str, str]
) -> str:
    path = f"{_CLIENT}/rooms/{quote(room)}/send/m.room.message/bench{number}"
    async with session.put(path, json=content, params=who) as answer:
        return str((await answer.json())["event_id"])


@asynccontextmanager
async def _session(url: str, token: str) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(url, headers=headers) as session:
        yield session


if __name__ == "__main__":
    main()
