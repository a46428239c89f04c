"""Messages to Telegram: sent, changed, and what its refusals mean."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import structlog

from bot.telegram.api import TOKEN_SECONDS, Api, Refused
from bot.telegram.splitting import entities, parts
from handlers.platform import Choice, Outgoing, TryLater, Unreachable

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
    "there is no text in the message to edit",
    "message_id_invalid",
)
_NO_PREVIEW = {"is_disabled": True}
_log = structlog.get_logger()


class TelegramPlatform:
    """Telegram as somewhere messages go."""

    exactly_once = False

    def __init__(self, api: Api) -> None:
        self._api = api

    def split(self, message: Outgoing) -> Sequence[Outgoing]:
        """Cut a message into parts that Telegram takes, buttons on the last."""
        # Telegram refuses a message of blanks only.
        texts = [text for text in parts(message.text) if text.text.strip()]
        if len(texts) <= 1:
            return [message]
        first = [replace(message, text=text, choices=()) for text in texts[:-1]]
        return [*first, replace(message, text=texts[-1])]

    async def send(self, part: Outgoing) -> str:
        """Send one part and return its id.

        Raises Unreachable, TryLater, OutcomeUnknown, or Refused when we made a mistake.
        """
        try:
            sent = await self._call("sendMessage", _body(part))
        except Refused as refusal:
            raise _meaning(refusal) from None
        return str(sent["message_id"])

    async def edit(self, part: Outgoing, remote_id: str) -> None:
        """Change a message sent earlier; one that cannot be changed any more counts as done."""
        body = {**_body(part), "message_id": int(remote_id)}
        try:
            await self._call("editMessageText", body)
        except Refused as refusal:
            description = refusal.description.lower()
            if not any(sign in description for sign in _SETTLED):
                raise _meaning(refusal) from None

    async def _call(self, method: str, body: dict[str, Any]) -> Any:
        try:
            return await self._api.call(method, body)
        except Refused as refusal:
            # Every Bot API has this method, so it is the bot or the address that is not known.
            if refusal.code == 404:
                raise TryLater(TOKEN_SECONDS, for_all=True) from None
            raise


def _body(part: Outgoing) -> dict[str, Any]:
    body: dict[str, Any] = {
        "chat_id": int(part.chat),
        "text": part.text.text,
        "link_preview_options": _NO_PREVIEW,
    }
    if part.text.spans:
        body["entities"] = entities(part.text)
    if part.choices:
        body["reply_markup"] = {"inline_keyboard": [_row(row) for row in part.choices]}
    return body


def _row(choices: tuple[Choice, ...]) -> list[dict[str, str]]:
    return [{"text": choice.label, "callback_data": choice.command} for choice in choices]


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
