"""What an act was answered, on a page: in words, with what can be pressed next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from types import MappingProxyType

from aiohttp import web
from markupsafe import Markup

from bot.portal.rendering import told
from handlers.conversation import Button, Code, Reply


@dataclass(frozen=True)
class Choice:
    """A button of a reply as it stands on a page."""

    #: What it says: any field value.
    label: object
    #: What is sent when it is pressed: the command's name and words; empty where it is no button.
    command: str = ""
    words: str = ""
    #: What one writes to the bot instead, where the page cannot do it.
    typed: Code | None = None
    #: Where it leads, if it is a way into the web.
    link: str = ""
    #: Where on the portal it leads.
    way: str = ""


@dataclass(frozen=True)
class Answer:
    """A reply on a page."""

    key: str
    words: Markup
    choices: tuple[Choice, ...]


def answer_of(
    request: web.Request,
    reply: Reply,
    zone: tzinfo,
    able: Collection[str] = (),
    ways: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """Show a reply; the commands in `able` are buttons, all others are told to be typed.

    `ways` are places on the portal that show what a command would, by the command.
    """
    buttons = [button for row in reply.buttons for button in row]
    choices = tuple(
        Choice(one.label, way=ways[one.command]) if one.command in ways else choice_of(one, able)
        for one in buttons
    )
    return Answer(reply.key, told(request, reply, zone), choices)


def choice_of(button: Button, able: Collection[str]) -> Choice:
    """Show a button of a chat on a page."""
    if button.is_link:
        return Choice(button.label, link=button.command)
    name, _, words = button.command.removeprefix("/").partition(" ")
    if name in able:
        return Choice(button.label, name, words)
    return Choice(button.label, typed=Code(button.command))
