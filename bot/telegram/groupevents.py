"""What happens in groups on Telegram read as events: who writes, comes, goes, and what we are."""

from datetime import datetime
from typing import Any

from telegram import ChatMemberUpdated, Message, User
from telegram.constants import ChatMemberStatus

from bot.telegram import written
from handlers.conversation import Event, File
from handlers.rich import Rich

#: Commands that are ours in a group even if they do not name us.
OURS = frozenset({"bridge", "delete"})
_OUT = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})
#: What does not go across, by Telegram's name of it.
_UNCARRIED = ("sticker", "venue", "location", "contact", "poll", "dice")
#: What goes across as a file, with how it is called where it has no name, and what it then is.
_RECORDED = (
    ("animation", "animation.mp4", "video/mp4"),
    ("video", "video.mp4", "video/mp4"),
    ("video_note", "video.mp4", "video/mp4"),
    ("voice", "voice.ogg", "audio/ogg"),
    ("audio", "audio.mp3", "audio/mpeg"),
)


def message(message: Message, sender: User, me: str, event_id: str, at: datetime) -> Event | None:
    """Read what was written in a group; None if it is nothing to us. `me` is the bot's name."""
    if people := message.new_chat_members:
        return _moved("came", people, message, sender, event_id, at)
    if message.left_chat_member is not None:
        return _moved("went", (message.left_chat_member,), message, sender, event_id, at)
    here: dict[str, Any] = {
        "group": written.number(message.chat.id),
        "message": written.number(message.message_id),
    }
    here |= {"about": _answered(message)}
    command = written.COMMAND.match(message.text or "")
    if command is not None:
        name, named = command[1].lower(), (command[2] or "").lower()
        if named != me.lower() and (named or name not in OURS):
            return None
        said = written.said(message.text or "", message.entities)
        return written.event(event_id, sender, at, **here, **said)
    if message.effective_attachment is not None:
        return written.event(event_id, sender, at, kind="file", **here, **_attached(message))
    if message.text is None:
        return None
    return written.event(event_id, sender, at, **here, **_words(message))


def edit(message: Message, sender: User, event_id: str, at: datetime) -> Event:
    """Read that somebody changed what they wrote in a group, or the words under a file."""
    here = {"group": written.number(message.chat.id), "message": written.number(message.message_id)}
    what = _words(message) if message.text is not None else _attached(message)
    return written.event(event_id, sender, at, kind="edit", **here, **what)


def member(change: ChatMemberUpdated, event_id: str, at: datetime) -> Event | None:
    """Read that somebody came into a group or went; None if only their rights changed."""
    was_in, is_in = (_is_in(change, one) for one in ("old_chat_member", "new_chat_member"))
    user = change.new_chat_member.user
    if was_in == is_in or user.is_bot:
        return None
    kind = "came" if is_in else "went"
    return _happened(kind, (user,), written.number(change.chat.id), change.from_user, event_id, at)


def standing(change: ChatMemberUpdated, event_id: str, at: datetime) -> Event:
    """Read what the bot itself is in a group from now on."""
    here = {"group": written.number(change.chat.id), "words": str(change.new_chat_member.status)}
    return written.event(event_id, change.from_user, at, kind="standing", **here)


def _is_in(change: ChatMemberUpdated, which: str) -> bool:
    one = getattr(change, which)
    return getattr(one, "is_member", True) and one.status not in _OUT


def _moved(
    kind: str,
    people: tuple[User, ...],
    message: Message,
    sender: User,
    event_id: str,
    at: datetime,
) -> Event | None:
    those = tuple(one for one in people if not one.is_bot)
    if not those:
        return None
    return _happened(kind, those, written.number(message.chat.id), sender, event_id, at)


def _happened(
    kind: str, people: tuple[User, ...], group: str, by: User, event_id: str, at: datetime
) -> Event:
    ids = " ".join(written.number(one.id) for one in people)
    # Accounts that were deleted have no name.
    names = Rich(", ".join(one.full_name or "…" for one in people))
    return written.event(event_id, by, at, kind=kind, group=group, words=ids, rich=names)


def _answered(message: Message) -> str:
    """Give the id of the message that this one answers; a topic's first message is none."""
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created is not None:
        return ""
    return written.number(answered.message_id)


def _words(message: Message) -> dict[str, Any]:
    whole = written.rich(message.text or "", message.entities)
    return {"words": whole.text.strip(), "rich": whole}


def _attached(message: Message) -> dict[str, Any]:
    caption = written.rich(message.caption or "", message.caption_entities)
    found = written.file(message) or _recorded(message)
    known = {"words": caption.text.strip(), "rich": caption, "file": found}
    if found is not None:
        return known
    what = next((one for one in _UNCARRIED if getattr(message, one, None)), "other")
    return {**known, "what": "location" if what == "venue" else what}


def _recorded(message: Message) -> File | None:
    for kind, name, mime in _RECORDED:
        one = getattr(message, kind, None)
        if one is not None:
            called = getattr(one, "file_name", None) or name
            known = getattr(one, "mime_type", None) or mime
            return File("telegram", one.file_id, "file", known, called, one.file_size or 0)
    return None
