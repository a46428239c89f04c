"""Whether the homeserver lets us do our work is found out by doing some. Rule RUN-2."""

import asyncio

from handlers.platform import Gate
from matrix_bridge import rightsprobe
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import registration, snippet
from tests.homeserver import Synapse
from tests.matrix_bridge.names import AS_TOKEN, BOT, HS_TOKEN, SERVER

ANOTHER = f"@another:{SERVER}"


async def test_as_it_is_registered_nothing_is_refused_or_slowed(homeserver):
    assert await rightsprobe.not_ours(homeserver, "etwin") == []
    before = await homeserver.joined_rooms(BOT)

    assert not await rightsprobe.is_slowed(homeserver, BOT)
    assert await homeserver.joined_rooms(BOT) == before


def test_a_registration_that_is_slowed_or_too_narrow_is_found(tmp_path):
    ours = registration(AS_TOKEN, HS_TOKEN, "", SERVER, "another") | {"url": None}
    synapse = Synapse(
        tmp_path / "synapse",
        SERVER,
        registration=ours | {"rate_limited": True},
        snippet=snippet(SERVER, "another"),
    )
    synapse.start()

    async def probed():
        homeserver = Homeserver(synapse.url, AS_TOKEN, Gate())
        try:
            refused = await rightsprobe.not_ours(homeserver, "etwin")
            await rightsprobe.not_ours(homeserver, "another")
            return refused, await rightsprobe.is_slowed(homeserver, ANOTHER)
        finally:
            await homeserver.close()

    try:
        assert asyncio.run(probed()) == (["etwin"], True)
    finally:
        synapse.stop()
