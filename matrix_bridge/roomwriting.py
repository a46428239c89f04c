"""What is written into rooms: words, files, answers and changes as the content of events."""

from collections.abc import Mapping
from typing import Any

from handlers.conversation import File
from handlers.platform import FileGone, Outgoing, Unreachable, Upload
from matrix_bridge import markup, roomreading
from matrix_bridge.homeserver import Content, Homeserver, Refused

#: What of a file's message stays when its words are changed.
_OF_FILE = ("msgtype", "url", "filename", "info", roomreading.FILE)
#: How much of a change those read who know no changes: the whole text is in it twice already.
_FALLBACK = 200
#: Nobody is called by what was written elsewhere, whatever words are in it.
#: Source: MATRIX 1.13, "User and room mentions".
CALLS_NOBODY: Mapping[str, Any] = {"m.mentions": {}}


def content(part: Outgoing) -> dict[str, Any]:
    """Write a message's content: its words, its file, and what it answers."""
    written: dict[str, Any] = {"msgtype": "m.text"} | markup.write(part.text)
    if isinstance(part.file, File):
        written |= _of_file(part.file, bool(part.text.text))
    if part.replies_to:
        written["m.relates_to"] = {"m.in_reply_to": {"event_id": part.replies_to}}
    return written


def change(part: Outgoing, event_id: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """Write the content of a change; a file stays what it was `before`, with other words."""
    new: dict[str, Any] = {"msgtype": "m.text"} | markup.write(part.text)
    if "url" in before:
        kept = {name: before[name] for name in _OF_FILE if name in before}
        new |= kept | ({} if part.text.text else {"body": before.get("filename", "file")})
    new |= CALLS_NOBODY
    return {
        "msgtype": "m.text",
        "body": f"* {part.text.text[:_FALLBACK]}",
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
        **CALLS_NOBODY,
    }


async def upload(homeserver: Homeserver, file: Upload, user: str) -> File:
    """Give a file to the homeserver as one of our accounts. Raises FileGone if it takes it not."""
    try:
        mxc = await homeserver.upload(Content(file.content, file.mime), file.name, user)
    except Refused as refused:
        if refused.status in {403, 413}:
            raise FileGone from None
        raise Unreachable(refused.errcode) from refused
    kind = "photo" if file.is_photo else "file"
    stored = File("room", mxc, kind, file.mime, file.name, len(file.content))
    file.places.append(stored)
    return stored


def _of_file(file: File, has_caption: bool) -> dict[str, Any]:
    """Write what says where a file is; without a caption other clients show what is to be seen."""
    kind = "m.audio" if file.mime.startswith("audio/") else "m.file"
    kind = "m.image" if file.kind == "photo" else kind
    words = {} if has_caption else {"body": file.alt or file.name}
    info = {"mimetype": file.mime, "size": file.size}
    ours = {"alt": file.alt, "licence": file.licence}
    named = {"filename": file.name, "url": file.ref, "info": info, roomreading.FILE: ours}
    return {"msgtype": kind, **words, **named}
