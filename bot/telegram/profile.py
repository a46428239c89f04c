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
_Fields = dict[str, Any]
_log = structlog.get_logger()


async def show(api: Api) -> None:
    """Set menu and descriptions in every language, where they changed; wait while Telegram is away.

    Safe to repeat. Whatever goes wrong is only logged: the bot serves as well without.
    """
    for language in words.languages():
        # What has no language of its own is shown to everybody whose language we do not speak.
        for code in ("", language) if language == words.FALLBACK else (language,):
            for name, place, what in _shown(language, code):
                try:
                    await _set(api, name, place, what)
                except Refused as refusal:
                    _log.error("telegram.profile", name=name, language=code, code=refusal.code)
                except Exception:
                    _log.exception("telegram.profile_failed", name=name, language=code)


def _shown(language: str, code: str) -> list[tuple[str, _Fields, _Fields]]:
    """List what is shown: Telegram's name of it, where, and what."""
    here = {"language_code": code}
    texts = [(name, here, {field: _text(language, key)}) for name, field, key in _TEXTS]
    return [("Commands", {"scope": _SCOPE, **here}, {"commands": _menu(language)}), *texts]


async def _set(api: Api, name: str, place: _Fields, what: _Fields) -> None:
    try:
        shown = await api.insist(f"getMy{name}", place)
    except Refused as refusal:
        # A Bot API server of one's own may be too old to tell what is shown.
        _log.warning("telegram.profile_unread", name=name, code=refusal.code)
        shown = None
    if shown != what and {"commands": shown} != what:
        await api.insist(f"setMy{name}", {**place, **what})


def _menu(language: str) -> list[dict[str, str]]:
    """List the commands for everybody; coordinators find theirs in /help."""
    listed = [one for one in COMMANDS.values() if one.is_listed and one.needs < Needs.COORDINATOR]
    return [
        {"command": one.name, "description": _text(language, f"help.{one.name}")}
        for one in sorted(listed, key=lambda one: (one.needs, one.rank, one.name))
    ]


def _text(language: str, key: str) -> str:
    return words.render(language, key, {}, zone_of(None)).text.strip()
