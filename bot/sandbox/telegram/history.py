"""The messages of all chats: numbering, posting, changing, deleting."""

from typing import TYPE_CHECKING

from .chats import Chat, Json, User
from .errors import bad

if TYPE_CHECKING:
    from .world import TelegramWorld

KEPT_WITHOUT_HISTORY = 10_000


class History:
    """Every change of a message goes through here, so that it is kept and whoever waits wakes.

    Private chats and basic groups share one numbering, each supergroup has its own, as the
    Bot API shows it.
    """

    def __init__(self, world: "TelegramWorld", *, keep_all: bool) -> None:
        self._world = world
        self._keeper = world.keeper
        self._last_message_id = int(self._keeper.setting("last_message_id", 0))
        self._newest: dict[tuple[int, int], None] | None = None if keep_all else {}

    def restore(self) -> None:
        """Put the kept messages back into their chats."""
        for kind in ("message", "deleted"):
            for message in self._keeper.every(kind):
                chat = self._world.chats[message["chat"]["id"]]
                place = chat.messages if kind == "message" else chat.deleted
                place[message["message_id"]] = message

    def post(self, chat: Chat, sender: User, content: Json) -> Json:
        """Add a message of `sender` and give it as the Bot API writes it."""
        message = {
            "message_id": self._next_id(chat),
            "from": sender.json(),
            "chat": self._world.chat_json(chat),
            "date": self._world.now(),
            **content,
        }
        self._store(chat, message)
        return message

    def change(self, chat: Chat, message: Json) -> None:
        """Put a changed message in its place."""
        self._store(chat, message)

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message away."""
        message = chat.messages.pop(message_id)
        self._keeper.drop("message", _key(chat, message_id))
        if self._newest is None:
            chat.deleted[message_id] = message
            self._keeper.put("deleted", _key(chat, message_id), message)
        if chat.pinned == message_id:
            chat.pinned = None
            self._world.keep_chat(chat)
        chat.touched(message_id)

    def pin(self, chat: Chat, message_id: int | None) -> None:
        """Pin a message, or take the pin off."""
        changed = chat.pinned if message_id is None else message_id
        chat.pinned = message_id
        self._world.keep_chat(chat)
        if changed is not None:
            chat.touched(changed)

    def react(self, chat: Chat, message_id: int, user_id: int, emoji: list[str]) -> list[str]:
        """Set somebody's reactions to a message and give the former ones."""
        reactions = chat.reactions.setdefault(message_id, {})
        before = reactions.pop(user_id, [])
        if emoji:
            reactions[user_id] = emoji
        self._world.keep_chat(chat)
        chat.touched(message_id)
        return before

    def quoted(self, chat: Chat, message_id: int) -> Json:
        """Give a message as another one quotes it, without what it quotes itself."""
        message = chat.messages.get(message_id)
        if message is None:
            raise bad("message to be replied not found")
        return {name: value for name, value in message.items() if name != "reply_to_message"}

    def _next_id(self, chat: Chat) -> int:
        if chat.kind == "supergroup":
            chat.last_message_id += 1
            self._world.keep_chat(chat)
            return chat.last_message_id
        self._last_message_id += 1
        self._keeper.set("last_message_id", self._last_message_id)
        return self._last_message_id

    def _store(self, chat: Chat, message: Json) -> None:
        message_id = message["message_id"]
        chat.messages[message_id] = message
        self._keeper.put("message", _key(chat, message_id), message)
        chat.touched(message_id)
        if self._newest is not None:
            self._newest.pop((chat.id, message_id), None)
            self._newest[chat.id, message_id] = None
            if len(self._newest) > KEPT_WITHOUT_HISTORY:
                self._forget_oldest(self._newest)

    def _forget_oldest(self, newest: dict[tuple[int, int], None]) -> None:
        chat_id, message_id = next(iter(newest))
        del newest[chat_id, message_id]
        chat = self._world.chats.get(chat_id)
        if chat is None:
            return
        chat.messages.pop(message_id, None)
        chat.revisions.pop(message_id, None)
        self._keeper.drop("message", _key(chat, message_id))
        if chat.is_empty:
            del self._world.chats[chat_id]


def _key(chat: Chat, message_id: int) -> str:
    return f"{chat.id:+020d}/{message_id:012d}"
