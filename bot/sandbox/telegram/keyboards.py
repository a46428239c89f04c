"""Reply markup: inline keyboards and reply keyboards, checked as Telegram checks them."""

from typing import Any

from .errors import bad
from .markup import is_link
from .params import Params

Json = dict[str, Any]

MAX_BUTTONS = 100
_INLINE = '"inline_keyboard" of the InlineKeyboardMarkup'
_PLAIN = '"keyboard" of the ReplyKeyboardMarkup'
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def reply_markup(params: Params) -> Json | None:
    """Give the checked markup of a call; None when there is none."""
    markup = params.mapping("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return {"inline_keyboard": _inline(markup["inline_keyboard"])}
    if "keyboard" in markup:
        return {"keyboard": _plain(markup["keyboard"])}
    for name in ("remove_keyboard", "force_reply"):
        if markup.get(name) is True:
            return {name: True}
    raise bad("can't parse reply keyboard markup JSON object")


def inline_markup(params: Params) -> Json | None:
    """Give the checked inline keyboard of an edit; None when there is none."""
    markup = reply_markup(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    if markup is None or not any(markup["inline_keyboard"]):
        return None
    return markup


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad(f"field {name} must be an Array")
    if not all(isinstance(row, list) for row in rows):
        raise bad(f"field {name} must be an Array of Arrays")
    return rows


def _inline(rows: Any) -> list[list[Json]]:
    checked = [[_button(button) for button in row] for row in _rows(rows, _INLINE)]
    if sum(map(len, checked)) > MAX_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return [row for row in checked if row]


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad("text buttons are unallowed in the inline keyboard")
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        raise bad("text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not is_link(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    unknown = button.keys() - {"text", "icon_custom_emoji_id", "style", *_ACTIONS}
    if unknown:
        raise bad(f"can't parse inline keyboard button: unknown field {sorted(unknown)[0]!r}")
    return button


def _plain(rows: Any) -> list[list[str]]:
    labels = []
    for row in _rows(rows, _PLAIN):
        labels.append([_label(button) for button in row])
    if not any(labels):
        raise bad("reply keyboard must have at least one button")
    return labels


def _label(button: Any) -> str:
    text = button.get("text") if isinstance(button, dict) else button
    if not isinstance(text, str) or not text.strip():
        raise bad("can't parse keyboard button: text must be non-empty")
    return text
