"""Whether the guard is there is found out by what it refuses, all of it. Rules TWS-3, RUN-2."""

import asyncio

from handlers.platform import Gate
from matrix_bridge import guardprobe
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import registration
from tests.homeserver import Synapse
from tests.matrix_bridge.names import AS_TOKEN, HS_TOKEN, SERVER, SERVICE

#: A module that lets nobody but the service make rooms, and forbids nothing else.
HALF = f"""
from synapse.module_api import NOT_SPAM
from synapse.module_api.errors import Codes

class Half:
    def __init__(self, config, api):
        api.register_spam_checker_callbacks(user_may_create_room=self.may_create)

    async def may_create(self, user, *_):
        return NOT_SPAM if user == "{SERVICE}" else Codes.FORBIDDEN
"""


async def test_the_guard_is_found_each_time_and_leaves_no_room_behind(homeserver):
    before = await homeserver.joined_rooms(SERVICE)

    assert await guardprobe.is_guarded(homeserver, SERVER)
    assert await guardprobe.is_guarded(homeserver, SERVER)

    assert await homeserver.joined_rooms(SERVICE) == before
    probe = f"@{guardprobe.PROBE}:{SERVER}"
    assert await homeserver.joined_rooms(probe) == frozenset()


def test_what_only_keeps_pupils_from_making_rooms_is_no_guard(tmp_path):
    (tmp_path / "half.py").write_text(HALF)
    synapse = Synapse(
        tmp_path / "synapse",
        SERVER,
        registration=registration(AS_TOKEN, HS_TOKEN, "", SERVER, "etwin") | {"url": None},
        snippet={"modules": [{"module": "half.Half", "config": {}}]},
        environment={"PYTHONPATH": str(tmp_path)},
    )
    synapse.start()

    async def probed():
        homeserver = Homeserver(synapse.url, AS_TOKEN, Gate())
        await homeserver.ensure_user(SERVICE[1:].partition(":")[0])
        await homeserver.ensure_device(SERVICE)
        try:
            return await guardprobe.is_guarded(homeserver, SERVER)
        finally:
            await homeserver.close()

    try:
        assert not asyncio.run(probed())
    finally:
        synapse.stop()
