"""A message that arrived in parts, made to say something longer or shorter."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.platform import Outgoing, Platform
from handlers.rich import Rich
from storage.deliveries import Delivery
from storage.sending import Letter

#: What is left of a part that has nothing to say any more: it may have again.
NOTHING = Rich("…")


async def rewrite(
    platform: Platform, letter: Letter, there: Sequence[Delivery], parts: Sequence[Outgoing]
) -> Delivery | None:
    """Change what is there part by part; send one that is missing, and give that.

    Safe to repeat, but for the one that is sent. Raises what the platform raises.
    """
    for number, arrived in enumerate(there):
        part = parts[number] if number < len(parts) else Outgoing(letter.chat, NOTHING)
        part = replace(part, sender=letter.sender, transaction=f"etw{letter.id}.{number}")
        await platform.edit(part, arrived.remote_id)
    if len(parts) <= len(there):
        return None
    missing = replace(parts[len(there)], transaction=f"etw{letter.id}.{len(there)}")
    remote_id = await platform.send(missing)
    last = there[-1]
    return Delivery(last.outbox_id, last.part + 1, letter.chat, remote_id)
