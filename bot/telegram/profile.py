"""What Telegram shows of the bot before anybody writes: its menu of commands and descriptions."""

from typing import Any

import structlog

from bot.telegram.api import Api, Refused
from handlers import words
from handlers.conversation import COMMANDS, Needs
from handlers.zones import zone_of

#: The menu is for private chats: nothing is answered in groups.
_SCOPE = {"type": "all_private_chats"}
#: Telegram's own names of the two texts, with the keys of ours.
_TEXTS = (
    ("Description", "description", "bot.description"),
    ("ShortDescription", "short_description", "bot.short_description"),
)
_log = structlog.get_logger()


async def show(api: Api) -> None:
    """Set menu and descriptions in every language, where they changed; wait while Telegram is away.

    Raises TokenRefused. Safe to repeat.
    """
    for language in words.languages():
        # What has no language of its own is shown to everybody whose language we do not speak.
        for code in ("", language) if language == words.FALLBACK else (language,):
            try:
                await _show_in(api, language, code)
            except Refused as refusal:
                # The bot serves as well without; somebody should hear of it.
                _log.error("telegram.profile", language=language, description=refusal.description)


async def _show_in(api: Api, language: str, code: str) -> None:
    place: dict[str, Any] = {"scope": _SCOPE, "language_code": code}
    menu = _menu(language)
    if await api.insist("getMyCommands", place) != menu:
        await api.insist("setMyCommands", {**place, "commands": menu})
    for name, field, key in _TEXTS:
        text = _text(language, key)
        shown = await api.insist(f"getMy{name}", {"language_code": code})
        if shown[field] != text:
            await api.insist(f"setMy{name}", {field: text, "language_code": code})


def _menu(language: str) -> list[dict[str, str]]:
    """List the commands for everybody; coordinators find theirs in /help."""
    listed = [one for one in COMMANDS.values() if one.is_listed and one.needs < Needs.COORDINATOR]
    return [
        {"command": one.name, "description": _text(language, f"help.{one.name}")}
        for one in sorted(listed, key=lambda one: (one.needs, one.rank, one.name))
    ]


def _text(language: str, key: str) -> str:
    return words.render(language, key, {}, zone_of(None)).text.strip()
