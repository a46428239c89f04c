"""Answers to pressed buttons."""

from typing import TYPE_CHECKING

from ..errors import bad
from ..params import Params
from ..people import Answer
from .registry import method

if TYPE_CHECKING:
    from ..world import TelegramWorld


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback_query(world: "TelegramWorld", params: Params) -> bool:
    """Answer a pressed button."""
    text = params.text("text")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    url = params.text("url")
    if url and not url.startswith((f"https://t.me/{world.me.username}?start=", "tg://")):
        raise bad("URL_INVALID")
    params.integer("cache_time")
    answer = Answer(text, params.flag("show_alert"), url)
    world.queries.answer(params.text("callback_query_id"), answer)
    return True
