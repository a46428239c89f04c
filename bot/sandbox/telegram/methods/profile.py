"""What the bot says of itself: commands, name, descriptions."""

import json
import re
from typing import TYPE_CHECKING, Any

from ..chats import Json
from ..errors import bad
from ..params import Params
from .registry import method
from .targets import chat_of

if TYPE_CHECKING:
    from ..world import TelegramWorld

_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_LANGUAGE = re.compile(r"[a-z]{2}|")


class Profile:
    """The kept words: `kind` is commands, name, description or short description."""

    def __init__(self, world: "TelegramWorld") -> None:
        self._keeper = world.keeper
        self._words: dict[str, Any] = dict(self._keeper.setting("profile", {}))

    def get(self, kind: str, key: str, default: Any) -> Any:
        """Give the words of a kind for a scope and language."""
        return self._words.get(f"{kind}/{key}", default)

    def set(self, kind: str, key: str, words: Any) -> None:
        """Keep words; empty ones are taken away."""
        if words:
            self._words[f"{kind}/{key}"] = words
        else:
            self._words.pop(f"{kind}/{key}", None)
        self._keeper.set("profile", self._words)

    def menu(self, chat_id: int, language_code: str) -> list[Json]:
        """Give the commands that a person's private chat offers: the narrowest scope wins."""
        scopes = [{"type": "chat", "chat_id": str(chat_id)}, {"type": "all_private_chats"}]
        for scope in [*scopes, {"type": "default"}]:
            for language in (language_code, ""):
                commands: list[Json] = self.get("commands", _key(scope, language), [])
                if commands:
                    return commands
        return []

    def about(self, kind: str, language_code: str) -> str:
        """Give a text about the bot in a language, or the usual one."""
        words: str = self.get(kind, language_code, "") or self.get(kind, "", "")
        return words


@method("setMyCommands", "commands scope language_code")
def set_my_commands(world: "TelegramWorld", params: Params) -> bool:
    """Keep the list of commands of a scope and language."""
    commands = params.array("commands")
    if commands is None:
        raise bad('parameter "commands" is required')
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    key = _scope_key(world, params)
    world.profile.set("commands", key, [_command(each) for each in commands])
    return True


def _command(raw: Any) -> Json:
    if not isinstance(raw, dict):
        raise bad("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(raw.get(name), str):
            raise bad(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = raw["command"].removeprefix("/")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(raw["description"].strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": raw["description"].strip()}


@method("getMyCommands", "scope language_code")
def get_my_commands(world: "TelegramWorld", params: Params) -> list[Json]:
    """Give the commands of exactly this scope and language."""
    commands: list[Json] = world.profile.get("commands", _scope_key(world, params), [])
    return commands


@method("deleteMyCommands", "scope language_code")
def delete_my_commands(world: "TelegramWorld", params: Params) -> bool:
    """Take away the commands of a scope and language."""
    world.profile.set("commands", _scope_key(world, params), None)
    return True


def _scope_key(world: "TelegramWorld", params: Params) -> str:
    scope = params.mapping("scope") or {"type": "default"}
    fields = _SCOPES.get(str(scope.get("type")))
    if fields is None:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    for name in fields:
        if name not in scope:
            raise bad(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    if fields:
        chat_of(world, Params(scope))
    return _key({name: str(scope[name]) for name in ("type", *fields)}, _language(params))


def _key(scope: dict[str, str], language_code: str) -> str:
    return json.dumps([scope, language_code], sort_keys=True)


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _register(method_name: str, kind: str, limit: int, too_long: str) -> None:
    """Make the setter and getter of one text about the bot."""

    def set_words(world: "TelegramWorld", params: Params) -> bool:
        words = params.text(kind).strip()
        if len(words) > limit:
            raise bad(too_long)
        world.profile.set(kind, _language(params), words)
        return True

    def get_words(world: "TelegramWorld", params: Params) -> Json:
        usual = world.me.first_name if kind == "name" else ""
        return {kind: world.profile.about(kind, _language(params)) or usual}

    method(f"setMy{method_name}", f"{kind} language_code")(set_words)
    method(f"getMy{method_name}", "language_code")(get_words)


_register("Name", "name", 64, "name is too long")
_register("Description", "description", 512, "DESCRIPTION_TOO_LONG")
_register("ShortDescription", "short_description", 120, "SHORT_DESCRIPTION_TOO_LONG")
