"""Changing and deleting messages that were sent."""

from typing import TYPE_CHECKING

from ..chats import Chat, Json
from ..errors import bad
from ..keyboards import inline_markup
from ..params import Params, whole
from .registry import method
from .sending import caption_content, text_content
from .targets import message_id_of, open_chat, own_message

if TYPE_CHECKING:
    from ..world import TelegramWorld

_TARGET = "business_connection_id chat_id message_id inline_message_id reply_markup"
_TWO_DAYS = 48 * 3600
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message"
)
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities")
_EMOJI_WORDS = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴
😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻
👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊
🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
_EMOJI = frozenset(_EMOJI_WORDS.split())


@method(
    "editMessageText",
    f"{_TARGET} text parse_mode entities link_preview_options disable_web_page_preview",
)
def edit_message_text(world: "TelegramWorld", params: Params) -> Json:
    """Change the text of an own message."""
    content = text_content(params)
    markup = inline_markup(params)
    chat = open_chat(world, params)
    message = own_message(world, chat, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _change(world, chat, message, _replaced(message, _TEXT, content, markup))


@method(
    "editMessageCaption",
    f"{_TARGET} caption parse_mode caption_entities show_caption_above_media",
)
def edit_message_caption(world: "TelegramWorld", params: Params) -> Json:
    """Change the caption of an own file or picture."""
    content = caption_content(params)
    markup = inline_markup(params)
    chat = open_chat(world, params)
    message = own_message(world, chat, params)
    if "text" in message:
        raise bad("there is no caption in the message to edit")
    return _change(world, chat, message, _replaced(message, _CAPTION, content, markup))


@method("editMessageReplyMarkup", _TARGET)
def edit_message_reply_markup(world: "TelegramWorld", params: Params) -> Json:
    """Change the buttons of an own message."""
    markup = inline_markup(params)
    chat = open_chat(world, params)
    message = own_message(world, chat, params)
    return _change(world, chat, message, _replaced(message, (), {}, markup))


def _replaced(message: Json, names: tuple[str, ...], content: Json, markup: Json | None) -> Json:
    kept = {name: message[name] for name in message if name not in (*names, "reply_markup")}
    changed = {**kept, **content}
    if markup is not None:
        changed["reply_markup"] = markup
    return changed


def _change(world: "TelegramWorld", chat: Chat, before: Json, after: Json) -> Json:
    if after == before:
        raise bad(_NOT_MODIFIED)
    world.limiter.admit(chat.id)
    after["edit_date"] = world.now()
    world.history.change(chat, after)
    return after


@method("deleteMessage", "chat_id message_id")
def delete_message(world: "TelegramWorld", params: Params) -> bool:
    """Delete a message."""
    chat = open_chat(world, params)
    message = chat.messages.get(message_id_of(params))
    if message is None:
        raise bad("message to delete not found")
    _check_deletable(world, chat, message)
    world.history.remove(chat, message["message_id"])
    return True


@method("deleteMessages", "chat_id message_ids")
def delete_messages(world: "TelegramWorld", params: Params) -> bool:
    """Delete up to 100 messages; those that are not there are left out."""
    ids = params.array("message_ids")
    if not ids:
        raise bad("message identifiers are not specified")
    if len(ids) > 100:
        raise bad("too many message identifiers specified")
    chat = open_chat(world, params)
    for message_id in {whole("message_ids", each) for each in ids} & chat.messages.keys():
        _check_deletable(world, chat, chat.messages[message_id])
        world.history.remove(chat, message_id)
    return True


def _check_deletable(world: "TelegramWorld", chat: Chat, message: Json) -> None:
    is_admin = chat.members.get(world.me.id) == "administrator"
    if is_admin:
        return
    if world.now() - message["date"] > _TWO_DAYS:
        raise bad("message can't be deleted for everyone")
    if not chat.is_private and message["from"]["id"] != world.me.id:
        raise bad("message can't be deleted")


@method("setMessageReaction", "chat_id message_id reaction is_big")
def set_message_reaction(world: "TelegramWorld", params: Params) -> bool:
    """Set or take back the bot's reaction."""
    emoji = [_emoji(each) for each in params.array("reaction") or []]
    if len(emoji) > 1:
        raise bad("REACTIONS_TOO_MANY")
    chat = open_chat(world, params)
    message_id = message_id_of(params)
    if message_id not in chat.messages:
        raise bad("message to react not found")
    world.history.react(chat, message_id, world.me.id, emoji)
    return True


def _emoji(reaction: object) -> str:
    if not isinstance(reaction, dict) or "type" not in reaction:
        raise bad("can't parse reaction type: Can't find field \"type\"")
    emoji = str(reaction.get("emoji", ""))
    if reaction["type"] != "emoji" or emoji.removesuffix("\ufe0f") not in _EMOJI:
        raise bad("REACTION_INVALID")
    return emoji
