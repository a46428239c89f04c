"""Messages to Telegram: sent, changed, and what its refusals mean."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import structlog

from bot.telegram.api import TOKEN_SECONDS, Api, Refused
from handlers.conversation import File
from handlers.platform import (
    PROBE_SECONDS,
    Choice,
    FileGone,
    OutcomeUnknown,
    Outgoing,
    TryLater,
    Unreachable,
    Upload,
)
from handlers.rich import Rich
from handlers.splitting import MOST_CAPTION_UNITS, entities, parts

#: What Telegram's 403 says, and our word for it.
_CLOSED = (
    ("blocked by the user", "blocked"),
    ("deactivated", "deactivated"),
    ("can't initiate conversation", "never wrote"),
    ("kicked", "kicked"),
    ("not a member", "kicked"),
)
#: 400s that also say that there is nobody to write to.
_NOWHERE = ("chat not found", "user not found", "peer_id_invalid", "group chat was deactivated")
#: 400s after which a change is as done as it can be.
_SETTLED = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)
#: The 400 that says that a message is older than two days.
_TOO_OLD = "message can't be deleted"
#: The 400 that says that a message has a file, and so a caption in place of a text.
_HAS_CAPTION = "there is no text in the message to edit"
#: 400s that say that a picture cannot be shown as one; it goes as any other file.
_NO_PHOTO = (
    "too big for a photo",
    "photo_invalid_dimensions",
    "photo_ext_invalid",
    "image_process_failed",
)
#: 400s that say that a file is none, or none any more.
_NO_FILE = ("wrong file", "file must be non-empty", "wrong remote file", "can't use file of type")
#: Of pictures. Source: https://core.telegram.org/bots/api#sendphoto
MOST_PHOTO_BYTES = 10 * 1024 * 1024
_NO_PREVIEW = {"is_disabled": True}
_log = structlog.get_logger()


class TelegramPlatform:
    """Telegram as somewhere messages go."""

    exactly_once = False

    def __init__(self, api: Api) -> None:
        self._api = api

    def split(self, message: Outgoing) -> Sequence[Outgoing]:
        """Cut a message into parts that Telegram takes, its file first, buttons on the last."""
        if message.file is None:
            return self._cut(message)
        if len(parts(message.text, MOST_CAPTION_UNITS)) == 1:
            return [message]
        bare = replace(message, text=Rich(""), choices=())
        return [bare, *self._cut(replace(message, file=None, replies_to=""))]

    @staticmethod
    def _cut(message: Outgoing) -> Sequence[Outgoing]:
        # Telegram refuses a message of blanks only.
        texts = [text for text in parts(message.text) if text.text.strip()]
        if len(texts) <= 1:
            return [message]
        first = replace(message, text=texts[0], choices=())
        more = [replace(first, text=text, replies_to="") for text in texts[1:-1]]
        return [first, *more, replace(message, text=texts[-1], replies_to="")]

    async def send(self, part: Outgoing) -> str:
        """Send one part and return its id.

        Raises Unreachable, TryLater, OutcomeUnknown, FileGone, or Refused when we made a mistake.
        """
        try:
            if part.file is not None:
                return await self._send_file(part)
            sent = await self._call("sendMessage", _body(part))
        except Refused as refusal:
            raise _meaning(refusal) from None
        return str(sent["message_id"])

    async def _send_file(self, part: Outgoing) -> str:
        """Send a file with its caption; a picture that cannot be shown goes as a file."""
        try:
            sent = await self._offer(part, "photo" if _is_photo(part) else "document")
        except Refused as refusal:
            description = refusal.description.lower()
            if any(sign in description for sign in _NO_PHOTO):
                sent = await self._offer(part, "document")
            elif any(sign in description for sign in _NO_FILE):
                raise FileGone from None
            else:
                raise
        return str(sent["message_id"])

    async def _offer(self, part: Outgoing, kind: str) -> Any:
        method = "sendPhoto" if kind == "photo" else "sendDocument"
        body = _addressed(part) | _caption(part.text)
        match part.file:
            case File():
                return await self._call(method, body | {kind: part.file.ref})
            case Upload():
                sent = await self._api.upload(method, body, kind, part.file)
                part.file.places.extend(_places(part.file, sent))
                return sent
        raise AssertionError("delivery makes what is a recipe")

    async def edit(self, part: Outgoing, remote_id: str) -> None:
        """Change a message sent earlier; one that cannot be changed any more counts as done."""
        body = {**_body(replace(part, replies_to="")), "message_id": int(remote_id)}
        if await self._change("editMessageText", body):
            return
        caption = parts(part.text, MOST_CAPTION_UNITS)[0]
        kept = {
            name: body[name] for name in ("chat_id", "message_id", "reply_markup") if name in body
        }
        await self._change("editMessageCaption", kept | _caption(caption))

    async def _change(self, method: str, body: dict[str, Any]) -> bool:
        """Change a message; False if it has a caption in place of a text."""
        try:
            await self._call(method, body)
        except Refused as refusal:
            description = refusal.description.lower()
            if _HAS_CAPTION in description:
                return False
            if not any(sign in description for sign in _SETTLED):
                raise _meaning(refusal) from None
        return True

    async def delete(self, chat: str, remote_id: str, instead: Rich) -> None:
        """Take a message back; one older than two days can only be changed to say `instead`.

        One that is gone counts as done. Source: https://core.telegram.org/bots/api#deletemessage
        """
        try:
            await self._call("deleteMessage", {"chat_id": int(chat), "message_id": int(remote_id)})
        except Refused as refusal:
            if refusal.code != 400 or refusal.new_chat:
                raise _meaning(refusal) from None
            if _TOO_OLD in refusal.description.lower():
                await self.edit(Outgoing(chat, instead), remote_id)

    async def fetch(self, file: File) -> bytes:
        """Get a file that somebody sent to us. Raises FileGone or TryLater."""
        try:
            found = await self._call("getFile", {"file_id": file.ref})
        except Refused:
            raise FileGone from None
        except OutcomeUnknown:
            raise TryLater(PROBE_SECONDS) from None
        path = found.get("file_path")
        if not path:
            raise FileGone
        return await self._api.download(str(path))

    async def _call(self, method: str, body: dict[str, Any]) -> Any:
        try:
            return await self._api.call(method, body)
        except Refused as refusal:
            # Every Bot API has this method, so it is the bot or the address that is not known.
            if refusal.code == 404:
                raise TryLater(TOKEN_SECONDS, for_all=True) from None
            raise


def _body(part: Outgoing) -> dict[str, Any]:
    body = _addressed(part)
    body["text"] = part.text.text
    body["link_preview_options"] = _NO_PREVIEW
    if part.text.spans:
        body["entities"] = entities(part.text)
    return body


def _addressed(part: Outgoing) -> dict[str, Any]:
    body: dict[str, Any] = {"chat_id": int(part.chat)}
    if part.replies_to:
        answered = {"message_id": int(part.replies_to), "allow_sending_without_reply": True}
        body["reply_parameters"] = answered
    if part.choices:
        body["reply_markup"] = {"inline_keyboard": [_row(row) for row in part.choices]}
    return body


def _caption(text: Rich) -> dict[str, Any]:
    caption: dict[str, Any] = {"caption": text.text} if text.text else {}
    if text.spans:
        caption["caption_entities"] = entities(text)
    return caption


def _is_photo(part: Outgoing) -> bool:
    match part.file:
        case File():
            return part.file.kind == "photo"
        case Upload():
            return part.file.is_photo and len(part.file.content) <= MOST_PHOTO_BYTES
    return False


def _places(file: Upload, sent: dict[str, Any]) -> list[File]:
    """Name what was uploaded, if it is what we offered: Telegram makes videos of some files."""
    photo, size = sent.get("photo"), len(file.content)
    if photo:
        return [File("telegram", photo[-1]["file_id"], "photo", file.mime, file.name, size)]
    if "document" in sent:
        ref = sent["document"]["file_id"]
        return [File("telegram", ref, "file", file.mime, file.name, size)]
    return []


def _row(choices: tuple[Choice, ...]) -> list[dict[str, str]]:
    return [
        {"text": choice.label, "url" if choice.is_link else "callback_data": choice.command}
        for choice in choices
    ]


def _meaning(refusal: Refused) -> Unreachable | Refused:
    """Tell a chat that cannot be reached from a mistake of ours."""
    description = refusal.description.lower()
    if refusal.new_chat:
        return Unreachable("moved", refusal.new_chat)
    if refusal.code == 403:
        return Unreachable(next((why for sign, why in _CLOSED if sign in description), "closed"))
    if any(sign in description for sign in _NOWHERE):
        return Unreachable("not found")
    _log.error("telegram.refused", code=refusal.code, description=refusal.description)
    return refusal
