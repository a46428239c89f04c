"""Endpoints by which tests spoil things and count."""

from typing import TYPE_CHECKING, Any

from ..faults import Fault
from ..limits import Limits
from .registry import act

if TYPE_CHECKING:
    from ..world import TelegramWorld

Json = dict[str, Any]

_FAULTS = {
    "status": lambda body: Fault.status(body["code"], accepted=body.get("accepted", False)),
    "too_many": lambda body: Fault.too_many(body["retry_after"]),
    "forbidden": lambda body: Fault.forbidden(body.get("text", "bot was blocked by the user")),
    "error": lambda body: Fault.error(body["code"], body["description"]),
    "drop": lambda body: Fault.drop(accepted=body["accepted"]),
    "hang": lambda body: Fault.hang(accepted=body.get("accepted", False)),
    "slow": lambda body: Fault.slow(body["seconds"], accepted=body.get("accepted", False)),
}


@act("POST", "inject")
def inject(world: "TelegramWorld", body: Json) -> Json:
    """Queue any update."""
    return {"update_id": world.inject(body)}


@act("POST", "faults")
def plan_faults(world: "TelegramWorld", body: Json) -> None:
    """Plan a fault."""
    fault = _FAULTS[body["kind"]](body)
    world.faults.next(body["method"], fault, body.get("times", 1), body.get("chat_id"))


@act("POST", "faults/release")
def release(world: "TelegramWorld", _body: Json) -> None:
    """Let hanging calls go."""
    world.faults.release()


@act("DELETE", "faults")
def clear_faults(world: "TelegramWorld", _body: Json) -> None:
    """Forget the planned faults."""
    world.faults.clear()


@act("POST", "settings")
def settings(world: "TelegramWorld", body: Json) -> None:
    """Change how this Telegram behaves."""
    for name in ("away", "deliver_twice", "privacy_mode"):
        if name in body:
            setattr(world, name, bool(body[name]))
    if "limits" in body:
        world.limits = None if body["limits"] is None else Limits(**body["limits"])


@act("GET", "calls")
def calls(world: "TelegramWorld", body: Json) -> Json:
    """Count the bot's calls, and give the last ones of a method."""
    counts = [
        [method, status, number] for (method, status), number in sorted(world.calls.counts.items())
    ]
    wanted = world.calls.of(body["method"]) if "method" in body else list(world.calls)
    last = int(body.get("last", 0))
    shown = wanted[-last:] if last else []
    return {
        "counts": counts,
        "calls": [
            {"method": call.method, "params": call.params, "at": call.at, "status": call.status}
            for call in shown
        ],
    }


@act("POST", "calls/wait")
async def wait_for_calls(world: "TelegramWorld", body: Json) -> None:
    """Wait until a method was called so often."""
    try:
        await world.calls.reach(
            body["method"], int(body["number"]), body.get("status"), body.get("seconds", 10)
        )
    except AssertionError as error:
        raise TimeoutError(str(error)) from None


@act("DELETE", "calls")
def clear_calls(world: "TelegramWorld", _body: Json) -> None:
    """Forget the calls."""
    world.calls.clear()
