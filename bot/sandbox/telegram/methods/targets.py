"""Which chat and message a call means, and whether the bot may reach it."""

from typing import TYPE_CHECKING

from ..chats import PRESENT, Chat, Json
from ..errors import ApiError, bad, forbidden
from ..params import Params, whole

if TYPE_CHECKING:
    from ..world import TelegramWorld


def chat_of(world: "TelegramWorld", params: Params, name: str = "chat_id") -> Chat:
    """Find the chat a call names; the 400 if there is none."""
    value = params.values.get(name)
    if value is None or value == "":
        raise bad(f"{name} is empty")
    if isinstance(value, str) and value.startswith("@"):
        raise bad("chat not found")
    try:
        chat_id = whole(name, value)
    except ApiError:
        raise bad("chat not found") from None
    chat = world.chats.get(chat_id)
    if chat is None and chat_id in world.users:
        chat = world.private_chat(chat_id)
    if chat is None:
        raise bad("chat not found")
    return chat


def open_chat(world: "TelegramWorld", params: Params, name: str = "chat_id") -> Chat:
    """Find a chat that the bot may write in; else the 400 or 403 that says why not."""
    chat = chat_of(world, params, name)
    if chat.is_private:
        _check_person(world, chat.id)
    else:
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        check_membership(world, chat)
    return chat


def _check_person(world: "TelegramWorld", user_id: int) -> None:
    user = world.users[user_id]
    if user.deactivated:
        raise forbidden("user is deactivated")
    if user.blocked:
        raise forbidden("bot was blocked by the user")
    if not user.started:
        raise forbidden("bot can't initiate conversation with a user")


def check_membership(world: "TelegramWorld", chat: Chat) -> None:
    """Raise what Telegram says when the bot is not (any more) in a group."""
    status = chat.members.get(world.me.id, "left")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if status not in PRESENT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def readable_chat(world: "TelegramWorld", params: Params) -> Chat:
    """Find a chat that the bot may look at; basic groups it has left are still open to it."""
    chat = chat_of(world, params)
    if chat.kind == "supergroup":
        check_membership(world, chat)
    return chat


def require_admin(world: "TelegramWorld", chat: Chat, what: str) -> None:
    """Raise the 400 for an act that only administrators of a group may do."""
    if chat.members.get(world.me.id) != "administrator":
        raise bad(f"not enough rights to {what}")


def message_id_of(params: Params, name: str = "message_id") -> int:
    """Give the id of the message a call names; the 400 if it names none."""
    message_id = params.integer(name)
    if not message_id or message_id < 0:
        raise bad("message identifier is not specified")
    return message_id


def own_message(world: "TelegramWorld", chat: Chat, params: Params) -> Json:
    """Find the bot's own message that is to be edited."""
    if "inline_message_id" in params:
        raise bad("MESSAGE_ID_INVALID")
    message = chat.messages.get(message_id_of(params))
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != world.me.id or "new_chat_members" in message:
        raise bad("message can't be edited")
    return message
