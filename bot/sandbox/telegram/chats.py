"""What the stand-in knows of users and chats: their state and how Telegram writes it as JSON."""

from dataclasses import dataclass, field
from typing import Any

from .signal import Signal

Json = dict[str, Any]

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class User:
    """A person or the bot, with what it did to its private chat with the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def json(self) -> Json:
        """Give Telegram's User object."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                user[name] = value
        return user

    def state(self) -> Json:
        """Give what has to survive a restart."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, group, supergroup or channel.

    `messages` are those that show now; what was deleted moves to `deleted`. Each change of a
    message gets the next `revision`; `acted` holds the revision at which a member last did
    something here, so that waiting looks only at what came afterwards.
    """

    id: int
    kind: str
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    last_message_id: int = 0
    pinned: int | None = None
    keyboard: list[list[str]] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)
    links: dict[str, Json] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    deleted: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, dict[int, list[str]]] = field(default_factory=dict)
    revision: int = 0
    revisions: dict[int, int] = field(default_factory=dict)
    acted: dict[int, int] = field(default_factory=dict)
    changed: Signal = field(default_factory=Signal)

    @property
    def is_private(self) -> bool:
        """Whether this is a person's chat with the bot."""
        return self.kind == "private"

    @property
    def is_empty(self) -> bool:
        """Whether this is a private chat that holds nothing, so that it can be made anew."""
        awaited = self.messages or self.keyboard or self.reactions or self.changed.is_awaited
        return self.is_private and not awaited

    def json(self, user: User | None = None) -> Json:
        """Give Telegram's Chat object; a private chat shows its person's name."""
        if user is None:
            return {"id": self.id, "title": self.title, "type": self.kind}
        chat: Json = {"id": self.id, "first_name": user.first_name}
        for name in ("last_name", "username"):
            if value := getattr(user, name):
                chat[name] = value
        chat["type"] = self.kind
        return chat

    def touched(self, message_id: int) -> None:
        """Note that a message changed and wake whoever waits for it."""
        self.revision += 1
        self.revisions[message_id] = self.revision
        self.changed.ring()

    def state(self) -> Json:
        """Give what has to survive a restart, without the messages."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "members": [[who, status] for who, status in self.members.items()],
            "migrated_to": self.migrated_to,
            "last_message_id": self.last_message_id,
            "pinned": self.pinned,
            "keyboard": self.keyboard,
            "asking": self.asking,
            "links": self.links,
            "reactions": [
                [message_id, list(each.items())] for message_id, each in self.reactions.items()
            ],
        }

    @classmethod
    def restored(cls, state: Json) -> "Chat":
        """Make a chat again from its `state`."""
        changed = {
            "members": dict(state["members"]),
            "reactions": {message_id: dict(each) for message_id, each in state["reactions"]},
        }
        return cls(**{**state, **changed})
