"""sendMessage, sendChatAction, copyMessage, and what all sending has in common."""

from typing import TYPE_CHECKING

from ..chats import Chat, Json
from ..entities import MAX_CAPTION, MAX_TEXT, formatted
from ..errors import bad
from ..keyboards import reply_markup
from ..params import Params, whole
from .registry import SENDING, method
from .targets import chat_of, message_id_of, open_chat

if TYPE_CHECKING:
    from ..world import TelegramWorld

_ACTIONS_WORDS = """
typing upload_photo record_video upload_video record_voice upload_voice upload_document
choose_sticker find_location record_video_note upload_video_note
"""
_ACTIONS = frozenset(_ACTIONS_WORDS.split())
_PREVIEW = frozenset(
    {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
)
_CONTENT = ("text", "entities", "photo", "document", "caption", "caption_entities")


@method(
    "sendMessage",
    f"{SENDING} text parse_mode entities link_preview_options disable_web_page_preview",
)
def send_message(world: "TelegramWorld", params: Params) -> Json:
    """Send a text."""
    content = text_content(params)
    return deliver(world, params, content)


def text_content(params: Params) -> Json:
    """Read the text of a call, with its entities and preview."""
    if not params.text("text"):
        raise bad("message text is empty")
    text, entities = formatted(params, "text", "entities", MAX_TEXT)
    if not text:
        raise bad("text must be non-empty")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if preview := params.mapping("link_preview_options"):
        if unknown := preview.keys() - _PREVIEW:
            raise bad(f"can't parse link preview options: unknown field {sorted(unknown)[0]!r}")
        content["link_preview_options"] = preview
    elif params.flag("disable_web_page_preview"):
        content["link_preview_options"] = {"is_disabled": True}
    return content


def caption_content(params: Params) -> Json:
    """Read the caption of a call, which may be missing."""
    text, entities = formatted(params, "caption", "caption_entities", MAX_CAPTION)
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    return content


def deliver(world: "TelegramWorld", params: Params, content: Json) -> Json:
    """Check where a message goes, count it against the limits, and post it."""
    markup = reply_markup(params)
    params.flag("disable_notification")
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    chat = destination(world, params)
    quote(world, chat, params, content)
    world.limiter.admit(chat.id)
    _lay_out(world, chat, markup, content)
    return world.history.post(chat, world.me, content)


def destination(world: "TelegramWorld", params: Params) -> Chat:
    """Find the chat a message goes to, and refuse what this Telegram does not have."""
    if params.text("business_connection_id"):
        raise bad("business connection not found")
    chat = open_chat(world, params)
    if params.integer("message_thread_id") or params.integer("direct_messages_topic_id"):
        raise bad("message thread not found")
    return chat


def quote(world: "TelegramWorld", chat: Chat, params: Params, content: Json) -> None:
    """Add the message that is replied to."""
    reply = params.mapping("reply_parameters")
    if reply is None:
        return
    if "message_id" not in reply:
        raise bad("can't parse reply parameters: Can't find field \"message_id\"")
    message_id = whole("message_id", reply["message_id"])
    elsewhere = "chat_id" in reply and str(reply["chat_id"]) != str(chat.id)
    if message_id in chat.messages and not elsewhere:
        content["reply_to_message"] = world.history.quoted(chat, message_id)
    elif not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")


def _lay_out(world: "TelegramWorld", chat: Chat, markup: Json | None, content: Json) -> None:
    if markup is None:
        return
    if "inline_keyboard" in markup:
        if markup["inline_keyboard"]:
            content["reply_markup"] = markup
        return
    if "force_reply" not in markup:
        chat.keyboard = markup.get("keyboard", [])
        world.keep_chat(chat)


@method("sendChatAction", "business_connection_id chat_id message_thread_id action")
def send_chat_action(world: "TelegramWorld", params: Params) -> bool:
    """Show that the bot is at work."""
    if params.text("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    destination(world, params)
    return True


@method(
    "copyMessage",
    f"{SENDING} from_chat_id message_id video_start_timestamp caption parse_mode "
    "caption_entities show_caption_above_media",
)
def copy_message(world: "TelegramWorld", params: Params) -> Json:
    """Send the content of another message, without a link to it."""
    source = chat_of(world, params, "from_chat_id").messages.get(message_id_of(params))
    if source is None:
        raise bad("message to copy not found")
    content = {name: source[name] for name in _CONTENT if name in source}
    if not content:
        raise bad("message can't be copied")
    if "caption" in params and "text" not in content:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_content(params)
    return {"message_id": deliver(world, params, content)["message_id"]}
