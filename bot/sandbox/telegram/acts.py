"""What people do, turned into the updates that Telegram makes of it."""

from typing import TYPE_CHECKING

from .chats import PRESENT, Chat, Json, User
from .texts import cleaned, found_entities

if TYPE_CHECKING:
    from .world import TelegramWorld


class Acts:
    """The human side's effects on the world; `Person` and `Group` are its handles."""

    def __init__(self, world: "TelegramWorld") -> None:
        self._world = world

    def write(
        self, user: User, chat: Chat, text: str, reply_to: int | None, entities: list[Json] | None
    ) -> int:
        """Post a text and tell the bot."""
        text = cleaned(text).strip()
        spans = list(entities or ())
        spans += found_entities(text, spans)
        message: Json = {"text": text}
        if spans:
            message["entities"] = sorted(spans, key=lambda span: (span["offset"], -span["length"]))
        return self._post(user, chat, message, reply_to)

    def send_media(
        self, user: User, chat: Chat, media: Json, caption: str, reply_to: int | None
    ) -> int:
        """Post a file and tell the bot."""
        return self._post(user, chat, {**media, **_caption(caption)}, reply_to)

    def _post(self, user: User, chat: Chat, message: Json, reply_to: int | None) -> int:
        self._may_act(user, chat)
        if reply_to is not None:
            message["reply_to_message"] = self._world.history.quoted(chat, reply_to)
        if chat.is_private and not user.started:
            user.started = True
            self._world.keep_user(user)
        posted = self._world.history.post(chat, user, message)
        self._acted(user, chat)
        if self._bot_hears(chat, posted):
            self._world.feed.add("message", posted)
        return int(posted["message_id"])

    def edit(self, user: User, chat: Chat, message_id: int, text: str) -> None:
        """Change an own text, or the caption of an own file, and tell the bot."""
        self._may_act(user, chat)
        message = chat.messages.get(message_id, {})
        if message.get("from", {}).get("id") != user.id:
            raise ValueError(f"message {message_id} is none of {user.id}")
        kept = {
            name: value
            for name, value in message.items()
            if name not in ("caption", "caption_entities")
        }
        edited = {**kept, **_caption(text)}
        if "text" in message:
            text = cleaned(text).strip()
            if not text:
                raise ValueError("Telegram lets nobody empty a text")
            edited = {**message, "text": text, "entities": found_entities(text)}
        self._world.history.change(chat, {**edited, "edit_date": self._world.now()})
        self._acted(user, chat)
        if self._bot_hears(chat, chat.messages[message_id]):
            self._world.feed.add("edited_message", chat.messages[message_id])

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message away for everybody."""
        self._world.history.remove(chat, message_id)

    def press(self, user: User, chat: Chat, message_id: int, data: str) -> str:
        """Make the callback query of a pressed button and give its id."""
        self._may_act(user, chat)
        message = chat.messages.get(message_id)
        if message is None:
            message = {"chat": self._world.chat_json(chat), "message_id": message_id, "date": 0}
        query_id = self._world.queries.open()
        self._acted(user, chat)
        if not chat.is_private and self._bot_status(chat) not in PRESENT:
            return query_id
        self._world.feed.add(
            "callback_query",
            {
                "id": query_id,
                "from": user.json(),
                "message": message,
                "chat_instance": str(chat.id * 7_919),
                "data": data,
            },
        )
        return query_id

    def react(self, user: User, chat: Chat, message_id: int, emoji: list[str]) -> None:
        """Set a person's reactions; the bot hears of it in private chats and as administrator."""
        self._may_act(user, chat)
        old = self._world.history.react(chat, message_id, user.id, emoji)
        self._acted(user, chat)
        if chat.is_private or self._bot_status(chat) == "administrator":
            body: Json = {
                "chat": self._world.chat_json(chat),
                "message_id": message_id,
                "user": user.json(),
                "date": self._world.now(),
                "old_reaction": [{"type": "emoji", "emoji": each} for each in old],
                "new_reaction": [{"type": "emoji", "emoji": each} for each in emoji],
            }
            self._world.feed.add("message_reaction", body)

    def block(self, user: User, *, blocked: bool) -> None:
        """Block or unblock the bot, which the bot hears as its membership of the chat."""
        if user.blocked == blocked:
            return
        user.blocked = blocked
        self._world.keep_user(user)
        chat = self._world.private_chat(user.id)
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self.membership(chat, user, self._world.me, before, after)

    def membership(
        self,
        chat: Chat,
        actor: User,
        subject: User,
        before: str,
        after: str,
        link: Json | None = None,
    ) -> None:
        """Tell the bot that somebody's standing in a chat changed, as far as it may know."""
        about_me = subject.id == self._world.me.id
        if not about_me and self._bot_status(chat) != "administrator":
            return
        body: Json = {
            "chat": self._world.chat_json(chat),
            "from": actor.json(),
            "date": self._world.now(),
            "old_chat_member": self._world.member_json(subject, before),
            "new_chat_member": self._world.member_json(subject, after),
        }
        if link is not None:
            body["invite_link"] = link
        self._world.feed.add("my_chat_member" if about_me else "chat_member", body)

    def _acted(self, user: User, chat: Chat) -> None:
        chat.acted[user.id] = chat.revision

    def _bot_status(self, chat: Chat) -> str:
        return chat.members.get(self._world.me.id, "left")

    def _may_act(self, user: User, chat: Chat) -> None:
        if user.deactivated:
            raise ValueError(f"{user.id} has no account any more")
        if chat.is_private and user.blocked:
            raise ValueError(f"{user.id} blocked the bot; unblock it first")
        if chat.migrated_to is not None:
            raise ValueError(f"chat {chat.id} has become {chat.migrated_to}")
        if not chat.is_private and chat.members.get(user.id) not in PRESENT:
            raise ValueError(f"{user.id} is no member of chat {chat.id}")

    def _bot_hears(self, chat: Chat, message: Json) -> bool:
        """Whether the bot is shown this message; in privacy mode only what is meant for it."""
        if chat.is_private:
            return True
        status = self._bot_status(chat)
        if status not in PRESENT:
            return False
        if status == "administrator" or not self._world.privacy_mode:
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self._world.me.id:
            return True
        return self._is_for_me(message.get("text", ""), message.get("entities", []))

    def _is_for_me(self, text: str, entities: list[Json]) -> bool:
        if not entities or entities[0]["type"] != "bot_command" or entities[0]["offset"]:
            return False
        _, _, addressee = text[: entities[0]["length"]].partition("@")
        return addressee.lower() in ("", self._world.me.username.lower())


def _caption(text: str) -> Json:
    """Write the words under a file; none if they are blank."""
    caption = cleaned(text).strip()
    spans = found_entities(caption)
    written: Json = {"caption": caption} if caption else {}
    return written | ({"caption_entities": spans} if spans else {})
