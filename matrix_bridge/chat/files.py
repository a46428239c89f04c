"""Files in direct chats: put into the homeserver's media store and got out of it."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from nio.exceptions import EncryptionError

from handlers.conversation import File
from handlers.platform import MOST_FILE_BYTES, FileGone, Outgoing, TryLater, Upload
from matrix_bridge.chat.client import Client
from matrix_bridge.homeserver import Homeserver, Refused

_MEDIA = "/_matrix/media/v3/upload"
#: What an encrypted file is to the homeserver.
_SEALED = "application/octet-stream"


async def content(client: Client, part: Outgoing, is_encrypted: bool) -> dict[str, Any]:
    """Write a part's file as the content of a message, uploaded if it is not there yet.

    Raises FileGone if the homeserver does not take it, or TryLater.
    """
    match part.file:
        case File():
            file = part.file
            place = {"file": json.loads(file.key)} if file.key else {"url": file.ref}
            return _shown(file.name, file.mime, file.size, file.kind == "photo") | place
        case Upload():
            shown = _shown(
                part.file.name, part.file.mime, len(part.file.content), part.file.is_photo
            )
            put = await _put(client, part.file, is_encrypted)
            part.file.places.append(_place(part.file, put))
            return shown | put
    raise AssertionError("delivery makes what is a recipe")


def _place(file: Upload, put: Mapping[str, Any]) -> File:
    """Name what was uploaded, for the next room in which it is shown."""
    kind, size = "photo" if file.is_photo else "file", len(file.content)
    sealed = put.get("file")
    ref, key = (sealed["url"], json.dumps(sealed)) if sealed else (put["url"], "")
    return File("matrix", ref, kind, file.mime, file.name, size, key)


async def fetch(homeserver: Homeserver, user: str, file: File) -> bytes:
    """Get a file that somebody sent to our account, readable. Raises FileGone or TryLater."""
    if not file.ref.startswith(f"mxc://{user.partition(':')[2]}/"):
        raise FileGone  # whoever writes to us has an account, and so their files, here
    try:
        found = await homeserver.download(file.ref, user, MOST_FILE_BYTES)
    except Refused:
        raise FileGone from None
    if found is None:
        raise FileGone
    return _opened(found.content, json.loads(file.key)) if file.key else found.content


def _shown(name: str, mime: str, size: int, is_photo: bool) -> dict[str, Any]:
    kind = "m.image" if is_photo else "m.file"
    info = {"mimetype": mime, "size": size}
    return {"msgtype": kind, "body": name, "filename": name, "info": info}


async def _put(client: Client, file: Upload, is_encrypted: bool) -> dict[str, Any]:
    """Upload a file; in an encrypted room the homeserver learns neither content nor name."""
    if not is_encrypted:
        query = urlencode({"filename": file.name})
        return {"url": await _upload(client, f"{_MEDIA}?{query}", file.content, file.mime)}
    sealed, keys = encrypt_attachment(file.content)
    return {"file": {**keys, "url": await _upload(client, _MEDIA, sealed, _SEALED)}}


async def _upload(client: Client, path: str, body: bytes, mime: str) -> str:
    status, answered = await _call(client, "POST", path, body, mime)
    if status == 413:
        raise FileGone
    if status != 200:
        raise Refused("upload", status)
    return str(json.loads(answered)["content_uri"])


async def _call(
    client: Client, method: str, path: str, body: bytes | None = None, mime: str = ""
) -> tuple[int, bytes]:
    headers = {"Authorization": f"Bearer {client.access_token}"}
    if mime:
        headers["Content-Type"] = mime
    answer = await client.send(method, path, body, headers)
    content: bytes = await answer.read()
    if answer.status == 429:
        raise TryLater(float(json.loads(content).get("retry_after_ms", 5000)) / 1000)
    return answer.status, content


def _opened(sealed: bytes, key: Mapping[str, Any]) -> bytes:
    try:
        return bytes(
            decrypt_attachment(sealed, key["key"]["k"], key["hashes"]["sha256"], key["iv"])
        )
    except (EncryptionError, KeyError, TypeError, ValueError):
        raise FileGone from None
