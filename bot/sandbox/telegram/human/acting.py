"""Endpoints by which people act."""

import base64
from typing import TYPE_CHECKING, Any

from .registry import act, group_of, person_of

if TYPE_CHECKING:
    from ..world import TelegramWorld

Json = dict[str, Any]


@act("POST", "person")
def person(world: "TelegramWorld", body: Json) -> Json:
    """Make a person, or find one."""
    return {"user_id": world.person(**body).id}


@act("POST", "crowd")
def crowd(world: "TelegramWorld", body: Json) -> Json:
    """Make many people."""
    return {"number": len(world.crowd(int(body["first_id"]), int(body["number"])))}


@act("POST", "send")
def send(world: "TelegramWorld", body: Json) -> Json:
    """Write a message."""
    message_id = person_of(world, body).send(
        body["text"], body.get("reply_to"), body.get("entities"), group_of(world, body)
    )
    return {"message_id": message_id}


@act("POST", "start")
def start(world: "TelegramWorld", body: Json) -> Json:
    """Press Start."""
    return {"message_id": person_of(world, body).start(body.get("payload", ""))}


@act("POST", "edit")
def edit(world: "TelegramWorld", body: Json) -> None:
    """Change an own message."""
    person_of(world, body).edit(int(body["message_id"]), body["text"], group_of(world, body))


@act("POST", "delete")
def delete(world: "TelegramWorld", body: Json) -> None:
    """Delete a message."""
    person_of(world, body).delete(int(body["message_id"]), group_of(world, body))


@act("POST", "press")
def press(world: "TelegramWorld", body: Json) -> Json:
    """Press a button."""
    presser = person_of(world, body)
    pressing = presser.forge if body.get("forged") else presser.press
    pressed = pressing(int(body["message_id"]), body["button"], group_of(world, body))
    return {"query_id": pressed.id}


@act("POST", "react")
def react(world: "TelegramWorld", body: Json) -> None:
    """Set reactions to a message."""
    person_of(world, body).react(int(body["message_id"]), *body["emoji"], to=group_of(world, body))


@act("POST", "file")
def send_file(world: "TelegramWorld", body: Json) -> Json:
    """Send a file, or a picture as a picture."""
    sender, group = person_of(world, body), group_of(world, body)
    data = base64.b64decode(body["base64"])
    caption, reply_to = body.get("caption", ""), body.get("reply_to")
    if body.get("photo"):
        return {"message_id": sender.send_photo(data, caption, group, reply_to=reply_to)}
    name = body.get("name", "file")
    mime = body.get("mime", "application/octet-stream")
    return {"message_id": sender.send_document(data, name, mime, caption, group, reply_to)}


@act("POST", "block")
def block(world: "TelegramWorld", body: Json) -> None:
    """Block the bot."""
    person_of(world, body).block()


@act("POST", "unblock")
def unblock(world: "TelegramWorld", body: Json) -> None:
    """Unblock the bot."""
    person_of(world, body).unblock()


@act("POST", "deactivate")
def deactivate(world: "TelegramWorld", body: Json) -> None:
    """Delete somebody's account."""
    person_of(world, body).deactivate()


@act("POST", "group")
def group(world: "TelegramWorld", body: Json) -> Json:
    """Make a group."""
    members = [world.person(int(user_id)) for user_id in body.get("members", [])]
    made = world.group(
        body["title"],
        members,
        supergroup=bool(body.get("supergroup")),
        bot=body.get("bot", "member"),
    )
    return {"chat_id": made.id}


@act("POST", "member")
def member(world: "TelegramWorld", body: Json) -> None:
    """Let somebody in or out of a group, or make them its administrator."""
    where = world.group(chat_id=int(body["chat_id"]))
    acts = {"add": where.add, "remove": where.remove, "promote": where.promote}
    acts[body["act"]](person_of(world, body))


@act("POST", "bot")
def bot(world: "TelegramWorld", body: Json) -> None:
    """Change the bot's standing in a group."""
    where = world.group(chat_id=int(body["chat_id"]))
    match body["act"]:
        case "add":
            where.add_bot()
        case "add_admin":
            where.add_bot(admin=True)
        case "promote":
            where.promote_bot()
        case "demote":
            where.promote_bot(admin=False)
        case "kick":
            where.kick_bot()
        case other:
            raise ValueError(f"no such act: {other}")


@act("POST", "upgrade")
def upgrade(world: "TelegramWorld", body: Json) -> Json:
    """Turn a group into a supergroup."""
    return {"chat_id": world.group(chat_id=int(body["chat_id"])).upgrade().id}
