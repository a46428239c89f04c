"""Whether the guard is in the homeserver: what it must refuse is tried as a pupil."""

import secrets
from typing import Any

from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.registration import SERVICE

#: The account that tries it; it has the rights of a pupil and is in no project.
PROBE = "p_probe"
#: The guard's own code, which no homeserver knows without it. Source: docs/operations.md.
UNSUPERVISED = "EU.ETWIN_UNSUPERVISED"


async def is_guarded(homeserver: Homeserver, server_name: str) -> bool:
    """Try a room of one's own, a direct chat, and a word in a classroom without a teacher.

    Where only some of it is refused, it is no guard, or an old one.
    """
    probe, service = f"@{PROBE}:{server_name}", f"@{SERVICE}:{server_name}"
    await homeserver.ensure_user(PROBE)
    await homeserver.ensure_device(probe)
    alone = {"preset": "private_chat", "creation_content": {"m.federate": False}}
    chat = alone | {"is_direct": True, "invite": [service]}
    makes_none = all([await _is_forbidden(homeserver, body, probe) for body in (alone, chat)])
    return makes_none and await _is_silent(homeserver, probe, service)


async def _is_forbidden(homeserver: Homeserver, body: dict[str, Any], probe: str) -> bool:
    try:
        room = await homeserver.create_room(body, probe)
    except Refused as refused:
        if refused.errcode == "M_FORBIDDEN":
            return True
        raise
    if room is not None:
        await homeserver.leave(room, probe)
    return False


async def _is_silent(homeserver: Homeserver, probe: str, service: str) -> bool:
    """Let the probe say something where no teacher looks after it."""
    record = {"kind": "classroom", "members": {probe: {"role": "pupil", "school": "0"}}}
    state = {"type": "eu.etwin.room", "state_key": "", "content": record}
    body = {
        "preset": "private_chat",
        "room_version": "12",
        "creation_content": {"m.federate": False},
        "initial_state": [state],
        "invite": [probe],
    }
    room = await homeserver.create_room(body, service)
    assert room is not None, "a room without an alias is new"
    try:
        await homeserver.join(room, probe)
        said = {"msgtype": "m.text", "body": "Is anybody here?"}
        transaction = f"etwprobe.{secrets.token_hex(8)}"
        await homeserver.send_event(room, "m.room.message", said, transaction, probe)
    except Refused as refused:
        return refused.errcode == UNSUPERVISED
    finally:
        for user in (probe, service):
            await homeserver.leave(room, user)
    return False
