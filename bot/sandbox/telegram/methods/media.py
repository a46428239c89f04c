"""Pictures, files and albums, and fetching what people sent."""

import uuid
from typing import TYPE_CHECKING

from ..chats import Json
from ..entities import MAX_CAPTION, formatted
from ..errors import bad
from ..files import MAX_DOWNLOAD_BYTES
from ..params import Params, Upload
from .registry import SENDING, method
from .sending import caption_content, deliver, destination, quote

if TYPE_CHECKING:
    from ..world import TelegramWorld

_CAPTION = "caption parse_mode caption_entities"
_KINDS = frozenset({"photo", "document"})


@method("sendPhoto", f"{SENDING} photo {_CAPTION} show_caption_above_media has_spoiler")
def send_photo(world: "TelegramWorld", params: Params) -> Json:
    """Send a picture."""
    return _send(world, params, "photo")


@method("sendDocument", f"{SENDING} document thumbnail {_CAPTION} disable_content_type_detection")
def send_document(world: "TelegramWorld", params: Params) -> Json:
    """Send a file."""
    return _send(world, params, "document")


def _send(world: "TelegramWorld", params: Params, kind: str) -> Json:
    content = caption_content(params)
    destination(world, params)
    content[kind] = _media(world, params, kind, params.text(kind), params.files.get(kind))
    return deliver(world, params, content)


def _media(
    world: "TelegramWorld", params: Params, kind: str, reference: str, upload: Upload | None
) -> Json | list[Json]:
    """Find or store the file that a call names by upload, attachment or file id."""
    if reference.startswith("attach://"):
        upload = params.files.get(reference.removeprefix("attach://"))
    if upload is not None and kind == "photo":
        return world.files.photo(upload.data)
    if upload is not None:
        return world.files.document(upload.data, upload.name, upload.mime)
    if not reference or reference.startswith("attach://"):
        raise bad(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    file = world.files.by_id(reference)
    if (kind == "photo") != bool(file.width):
        raise bad(f"can't use file of type {'Document' if kind == 'photo' else 'Photo'} as {kind}")
    return world.files.photo_json(file) if kind == "photo" else world.files.document_json(file)


@method(
    "sendMediaGroup",
    "business_connection_id chat_id message_thread_id direct_messages_topic_id media "
    "disable_notification protect_content allow_paid_broadcast message_effect_id reply_parameters",
)
def send_media_group(world: "TelegramWorld", params: Params) -> list[Json]:
    """Send 2 to 10 pictures or files as one album."""
    media = params.array("media")
    if not media or not 2 <= len(media) <= 10:
        raise bad("there must be 2-10 media in the request" if media else "media is empty")
    kinds = {each.get("type") if isinstance(each, dict) else None for each in media}
    if not kinds <= _KINDS:
        raise bad("can't parse InputMedia: unsupported type specified")
    if len(kinds) > 1:
        raise bad("document can't be mixed with other media types")
    chat = destination(world, params)
    album = uuid.uuid4().int >> 64
    contents = [_album_part(world, params, each, str(album)) for each in media]
    quote(world, chat, params, contents[0])
    for _ in contents:
        world.limiter.admit(chat.id)
    return [world.history.post(chat, world.me, content) for content in contents]


def _album_part(world: "TelegramWorld", params: Params, media: Json, album: str) -> Json:
    kind = media["type"]
    text, entities = formatted(Params(media), "caption", "caption_entities", MAX_CAPTION)
    content: Json = {"media_group_id": album}
    content[kind] = _media(world, params, kind, str(media.get("media", "")), None)
    if text:
        content["caption"] = text
    if entities:
        content["caption_entities"] = entities
    return content


@method("getFile", "file_id")
def get_file(world: "TelegramWorld", params: Params) -> Json:
    """Give the path under which a file can be fetched."""
    file = world.files.by_id(params.text("file_id"))
    if file.size > MAX_DOWNLOAD_BYTES:
        raise bad("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
