"""Endpoints by which people look."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ..chats import Chat
from ..shown import ShownMessage, listing
from .registry import act, group_of, person_of

if TYPE_CHECKING:
    from ..world import TelegramWorld

Json = dict[str, Any]

LONGEST_WAIT_SECONDS = 60.0
_SHOWN = tuple(field.name for field in fields(ShownMessage) if field.name not in ("raw", "buttons"))


def as_json(message: ShownMessage) -> Json:
    """Write a shown message without its raw form."""
    shown = {name: getattr(message, name) for name in _SHOWN}
    shown["date"] = message.raw["date"]
    shown["sender"] = message.raw["from"]["first_name"]
    shown["is_photo"] = "photo" in message.raw
    shown["buttons"] = [
        [{"text": button.text, "data": button.data, "url": button.url} for button in row]
        for row in message.buttons
    ]
    return shown


def _chat(world: "TelegramWorld", body: Json) -> Chat:
    group = group_of(world, body)
    return group.chat if group is not None else world.private_chat(int(body["user_id"]))


def _seconds(body: Json, usual: float) -> float:
    return min(float(body.get("seconds", usual)), LONGEST_WAIT_SECONDS)


@act("GET", "messages")
async def messages(world: "TelegramWorld", body: Json) -> Json:
    """Give what a chat shows, after waiting for a change if that was asked for."""
    chat = _chat(world, body)
    after = int(body.get("after", -1))

    def changed() -> bool | None:
        return True if chat.revision > after else None

    await chat.changed.until(changed, _seconds(body, 0))
    return {
        "revision": chat.revision,
        "keyboard": chat.keyboard,
        "messages": [as_json(message) for message in listing(chat, world.me.id)],
    }


@act("POST", "wait")
async def wait(world: "TelegramWorld", body: Json) -> Json:
    """Wait for a message of the bot."""
    try:
        found = await person_of(world, body).waits_for(
            body["text"], _seconds(body, 10), group_of(world, body)
        )
    except AssertionError as error:
        raise TimeoutError(str(error)) from None
    return as_json(found)


@act("GET", "answer")
async def answer(world: "TelegramWorld", body: Json) -> Json:
    """Wait for the bot's answer to a pressed button."""
    query_id = body["query_id"]
    found = await world.queries.changed.until(
        lambda: world.queries.answers.get(query_id), _seconds(body, 10)
    )
    if found is None:
        raise TimeoutError("no answer yet")
    return {"text": found.text, "show_alert": found.show_alert, "url": found.url}


@act("GET", "file")
def file(world: "TelegramWorld", body: Json) -> web.Response:
    """Give a file's content."""
    found = world.files.by_id(body["file_id"])
    mime = found.mime or "application/octet-stream"
    return web.Response(body=world.files.read(found), content_type=mime)


@act("GET", "menu")
def menu(world: "TelegramWorld", body: Json) -> Json:
    """Give what a person sees of the bot besides its messages."""
    person = person_of(world, body)
    language_code = person.user.language_code
    return {
        "commands": person.menu,
        "name": world.profile.about("name", language_code) or world.me.first_name,
        "description": world.profile.about("description", language_code),
        "short_description": world.profile.about("short_description", language_code),
    }


@act("GET", "world")
def overview(world: "TelegramWorld", _body: Json) -> Json:
    """Give a short picture of everything."""
    return {
        "bot": world.me.json(),
        "people": [
            {**user.json(), "blocked": user.blocked, "started": user.started}
            for user in list(world.users.values())[:1000]
            if not user.is_bot
        ],
        "groups": [
            {"chat_id": chat.id, "title": chat.title, "kind": chat.kind, "members": chat.members}
            for chat in world.chats.values()
            if not chat.is_private and chat.migrated_to is None
        ],
        "pending": len(world.feed.pending),
        "refused": world.limiter.refused,
        "away": world.away,
    }
