"""How the Bot API writes somebody's standing in a chat."""

from .chats import Json, User

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


def member_json(user: User, status: str, *, is_me: bool) -> Json:
    """Give Telegram's ChatMember; administrators here hold every right but promoting others."""
    member: Json = {"user": user.json(), "status": status}
    match status:
        case "creator":
            member["is_anonymous"] = False
        case "administrator":
            member |= {"can_be_edited": not is_me, "is_anonymous": False}
            member |= {right: right != "can_promote_members" for right in _RIGHTS}
        case "kicked":
            member["until_date"] = 0
    return member
