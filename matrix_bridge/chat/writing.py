"""Our messages written as Matrix takes them: choices as a list, long ones in parts."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.platform import Outgoing
from handlers.rich import Rich
from matrix_bridge.markup import write

#: A homeserver takes events of 65,536 bytes. A change carries its text twice, encryption
#: makes four bytes of three, and plain text holds up to twelve bytes for a sign.
MOST_BYTES = 20_000


def content(part: Outgoing) -> dict[str, Any]:
    """Write one part as the content of a message."""
    return {"msgtype": "m.text"} | write(_with_choices(part)) | relation(part)


def relation(part: Outgoing) -> dict[str, Any]:
    """Write which message a part answers, if it answers one."""
    if not part.replies_to:
        return {}
    return {"m.relates_to": {"m.in_reply_to": {"event_id": part.replies_to}}}


def change(part: Outgoing, event_id: str) -> dict[str, Any]:
    """Write one part as the content of a change of an earlier message."""
    new = content(replace(part, replies_to=""))
    return {
        "msgtype": "m.text",
        "body": f"* {new['body']}",
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
    }


def split(message: Outgoing) -> Sequence[Outgoing]:
    """Cut a message into parts that a homeserver takes: its file, its words, choices on the last.

    Not every client shows the words of a file, so they follow it.
    """
    parts: list[Outgoing] = []
    rest = message
    if message.file is not None:
        parts.append(replace(message, text=Rich(""), choices=(), hint=""))
        rest = replace(message, file=None, replies_to="")
        if not rest.text.text and not rest.choices:
            return parts
    while rest.text.text and not _fits(rest):
        end = _end(rest.text)
        parts.append(replace(rest, text=rest.text.part(0, end), choices=(), hint=""))
        after = rest.text.part(end, len(rest.text.text))
        rest = replace(rest, text=after, replies_to="")
    return [*parts, rest]


def _with_choices(part: Outgoing) -> Rich:
    choices = [choice for row in part.choices for choice in row]
    labels = [choice.label for choice in choices if not choice.is_link]
    links = "\n".join(f"{choice.label}: {choice.command}" for choice in choices if choice.is_link)
    signs = [f"{number}." for number, _ in enumerate(labels, 1)]
    if part.by_words:  # a number would be taken as the answer
        signs = ["•"] * len(labels)
    listed = "\n".join(f"{sign} {label}" for sign, label in zip(signs, labels, strict=True))
    blocks = (part.text.text, links, listed, part.hint if labels else "")
    return Rich("\n\n".join(block for block in blocks if block), part.text.spans)


def _fits(part: Outgoing) -> bool:
    return len(json.dumps(content(part))) <= MOST_BYTES


def _end(text: Rich) -> int:
    """Find where the first part ends: behind a line, or a word, or where it must."""
    fitting, too_long = 1, len(text.text) + 1
    while too_long - fitting > 1:
        middle = (fitting + too_long) // 2
        if _fits(Outgoing("", text.part(0, middle))):
            fitting = middle
        else:
            too_long = middle
    if fitting == len(text.text):
        return fitting
    for gap in ("\n", " "):
        end = text.text.rfind(gap, fitting // 2, fitting) + 1
        if end:
            return end
    return fitting
