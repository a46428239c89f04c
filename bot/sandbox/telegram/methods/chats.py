"""Chats and their members: looking, inviting, pinning, leaving."""

import secrets
from typing import TYPE_CHECKING

from ..chats import Json
from ..errors import bad
from ..params import Params
from .registry import method
from .targets import message_id_of, open_chat, readable_chat, require_admin

if TYPE_CHECKING:
    from ..world import TelegramWorld


@method("getChat", "chat_id")
def get_chat(world: "TelegramWorld", params: Params) -> Json:
    """Give what the bot may know of a chat."""
    chat = readable_chat(world, params)
    full = {
        **world.chat_json(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if chat.pinned is not None:
        full["pinned_message"] = world.history.quoted(chat, chat.pinned)
    return full


@method("getChatMember", "chat_id user_id")
def get_chat_member(world: "TelegramWorld", params: Params) -> Json:
    """Give somebody's standing in a chat."""
    chat = readable_chat(world, params)
    user_id = params.integer("user_id")
    if user_id is None:
        raise bad("invalid user_id specified")
    if chat.is_private:
        user = world.users.get(user_id)
        if user_id not in (chat.id, world.me.id) or user is None:
            raise bad("member not found")
        return world.member_json(user, "member")
    user = world.users.get(user_id)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return world.member_json(user, chat.members.get(user_id, "left"))


@method("getChatAdministrators", "chat_id return_bots")
def get_chat_administrators(world: "TelegramWorld", params: Params) -> list[Json]:
    """Give those who run a group, without other bots."""
    chat = readable_chat(world, params)
    if chat.is_private:
        raise bad("there are no administrators in the private chat")
    return [
        world.member_json(world.users[user_id], status)
        for user_id, status in chat.members.items()
        if status in ("creator", "administrator")
    ]


@method("getChatMemberCount", "chat_id")
def get_chat_member_count(world: "TelegramWorld", params: Params) -> int:
    """Count those who are in a chat."""
    chat = open_chat(world, params)
    return 2 if chat.is_private else len(world.present(chat))


@method("createChatInviteLink", "chat_id name expire_date member_limit creates_join_request")
def create_chat_invite_link(world: "TelegramWorld", params: Params) -> Json:
    """Make a link by which people enter a group."""
    chat = open_chat(world, params)
    if chat.is_private:
        raise bad("chat invite links are not supported in private chats")
    require_admin(world, chat, "manage chat invite link")
    limit = params.integer("member_limit") or 0
    if not 0 <= limit <= 99_999:
        raise bad("member limit is invalid")
    if limit and params.flag("creates_join_request"):
        raise bad("member limit can't be specified for links requiring administrator approval")
    if len(params.text("name")) > 32:
        raise bad("invite link name is too long")
    link: Json = {
        "invite_link": f"https://t.me/+{secrets.token_urlsafe(12)}",
        "creator": world.me.json(),
        "creates_join_request": params.flag("creates_join_request"),
        "is_primary": False,
        "is_revoked": False,
    }
    optional = {
        "name": params.text("name"),
        "expire_date": params.integer("expire_date"),
        "member_limit": limit,
    }
    link |= {name: value for name, value in optional.items() if value}
    chat.links[link["invite_link"]] = link
    world.keep_chat(chat)
    return link


@method("pinChatMessage", "business_connection_id chat_id message_id disable_notification")
def pin_chat_message(world: "TelegramWorld", params: Params) -> bool:
    """Pin a message."""
    chat = open_chat(world, params)
    if not chat.is_private:
        require_admin(world, chat, "manage pinned messages in the chat")
    message_id = message_id_of(params)
    if message_id not in chat.messages:
        raise bad("message to pin not found")
    world.history.pin(chat, message_id)
    return True


@method("unpinChatMessage", "business_connection_id chat_id message_id")
def unpin_chat_message(world: "TelegramWorld", params: Params) -> bool:
    """Take the pin off a message; off the pinned one if none is named."""
    chat = open_chat(world, params)
    if not chat.is_private:
        require_admin(world, chat, "manage pinned messages in the chat")
    if chat.pinned is None or params.integer("message_id", chat.pinned) != chat.pinned:
        raise bad("message to unpin not found")
    world.history.pin(chat, None)
    return True


@method("leaveChat", "chat_id")
def leave_chat(world: "TelegramWorld", params: Params) -> bool:
    """Leave a group."""
    chat = open_chat(world, params)
    if chat.is_private:
        raise bad("chat member status can't be changed in private chats")
    world.group(chat_id=chat.id).bot_leaves()
    return True


@method("approveChatJoinRequest", "chat_id user_id")
def approve_chat_join_request(world: "TelegramWorld", params: Params) -> bool:
    """Let somebody in who asked to join."""
    return _decide(world, params, let_in=True)


@method("declineChatJoinRequest", "chat_id user_id")
def decline_chat_join_request(world: "TelegramWorld", params: Params) -> bool:
    """Refuse somebody who asked to join."""
    return _decide(world, params, let_in=False)


def _decide(world: "TelegramWorld", params: Params, *, let_in: bool) -> bool:
    chat = open_chat(world, params)
    require_admin(world, chat, "manage chat join requests")
    user_id = params.integer("user_id")
    if user_id is None or user_id not in chat.asking:
        raise bad("HIDE_REQUESTER_MISSING")
    world.group(chat_id=chat.id).decide(world.users[user_id], let_in=let_in)
    return True
