"""A group as tests and the sandbox move it: people come and go, it is upgraded, it is watched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .chats import PRESENT, Chat, Json, User
from .people import Person
from .shown import ShownMessage, listing, wanted

if TYPE_CHECKING:
    from .world import TelegramWorld


@dataclass(frozen=True, slots=True)
class Group:
    """A handle on a group or supergroup; members write with `person.send(text, to=group)`."""

    world: "TelegramWorld"
    chat: Chat

    @property
    def id(self) -> int:
        """The chat's id, negative."""
        return self.chat.id

    @property
    def messages(self) -> list[ShownMessage]:
        """What the group shows now, oldest first."""
        return listing(self.chat, self.world.me.id)

    async def waits_for(
        self, what: str | Callable[[ShownMessage], bool], seconds: float = 10
    ) -> ShownMessage:
        """Give the first message of the bot that fits; AssertionError if none comes in time."""
        return await wanted(self.chat, self.world.me.id, 0, what, seconds)

    def catches_up(self) -> None:
        """Let `waits_for` find only what comes or changes from now on."""
        self.chat.acted[0] = self.chat.revision

    def status(self, person: Person) -> str:
        """Give somebody's standing: creator, administrator, member, left, kicked."""
        return self.chat.members.get(person.id, "left")

    def add(self, person: Person, by: Person | None = None) -> None:
        """Let somebody in, by themself or by another member."""
        actor = by.user if by else person.user
        self._enter(actor, person.user, None)

    def join_by(self, link: str, person: Person) -> None:
        """Let somebody in, or ask, by an invite link of the bot; ValueError when it is used up."""
        invite = self.chat.links[link]
        uses = invite.get("uses", 0)
        if invite.get("member_limit") and uses >= invite["member_limit"]:
            raise ValueError("this invite link was used as often as it may be")
        if invite.get("expire_date", self.world.now()) < self.world.now():
            raise ValueError("this invite link has expired")
        invite["uses"] = uses + 1
        shown = {name: value for name, value in invite.items() if name != "uses"}
        if invite["creates_join_request"]:
            self._ask(person.user, shown)
        else:
            self._enter(person.user, person.user, shown)

    def decide(self, user: User, *, let_in: bool) -> None:
        """Let the bot answer somebody who asked to join."""
        self.chat.asking.remove(user.id)
        self.world.keep_chat(self.chat)
        if let_in:
            self._enter(self.world.me, user, None)

    def _ask(self, user: User, link: Json) -> None:
        self.chat.asking.append(user.id)
        self.world.keep_chat(self.chat)
        body: Json = {
            "chat": self.world.chat_json(self.chat),
            "from": user.json(),
            "user_chat_id": user.id,
            "date": self.world.now(),
            "invite_link": link,
        }
        self.world.feed.add("chat_join_request", body)

    def remove(self, person: Person, by: Person | None = None) -> None:
        """Let somebody leave, or be kicked out by another member."""
        actor = by.user if by else person.user
        self._exit(actor, person.user, "kicked" if by else "left")

    def promote(self, person: Person) -> None:
        """Make somebody an administrator."""
        self._become(self._owner(), person.user, "administrator")

    def add_bot(self, *, admin: bool = False) -> None:
        """Put the bot in."""
        self._enter(self._owner(), self.world.me, None, "administrator" if admin else "member")

    def promote_bot(self, *, admin: bool = True) -> None:
        """Make the bot an administrator, or a common member again."""
        self._become(self._owner(), self.world.me, "administrator" if admin else "member")

    def kick_bot(self) -> None:
        """Throw the bot out."""
        self._exit(self._owner(), self.world.me, "kicked")

    def bot_leaves(self) -> None:
        """Let the bot go by itself, as leaveChat does."""
        self._exit(self.world.me, self.world.me, "left")

    def rename(self, title: str, by: Person | None = None) -> None:
        """Change the title."""
        self.chat.title = title
        self.world.keep_chat(self.chat)
        self._service(by.user if by else self._owner(), {"new_chat_title": title})

    def upgrade(self) -> "Group":
        """Turn a basic group into a supergroup with a new id; the old one is dead afterwards."""
        if self.chat.kind != "group":
            raise ValueError("only a basic group can be upgraded")
        owner = self._owner()
        new = self.world.new_chat("supergroup", self.chat.title, dict(self.chat.members))
        self._service(owner, {"migrate_to_chat_id": new.id})
        self.chat.migrated_to = new.id
        self.world.keep_chat(self.chat)
        successor = Group(self.world, new)
        successor._service(owner, {"migrate_from_chat_id": self.chat.id})
        return successor

    def _owner(self) -> User:
        for user_id, status in self.chat.members.items():
            if status == "creator":
                return self.world.users[user_id]
        return self.world.me

    def _enter(self, actor: User, user: User, link: Json | None, status: str = "member") -> None:
        if self.chat.members.get(user.id) in PRESENT:
            return
        self._become(actor, user, status, link)
        self._service(actor, {"new_chat_members": [user.json()]})

    def _exit(self, actor: User, user: User, status: str) -> None:
        if self.chat.members.get(user.id) not in PRESENT:
            return
        about_bot = user.id == self.world.me.id
        if not about_bot:
            self._service(actor, {"left_chat_member": user.json()})
        self._become(actor, user, status)

    def _become(self, actor: User, user: User, status: str, link: Json | None = None) -> None:
        before = self.chat.members.get(user.id, "left")
        if before == status:
            return
        self.chat.members[user.id] = status
        self.world.keep_chat(self.chat)
        self.world.acts.membership(self.chat, actor, user, before, status, link)

    def _service(self, actor: User, content: Json) -> None:
        message = self.world.history.post(self.chat, actor, content)
        if self.chat.members.get(self.world.me.id) in PRESENT:
            self.world.feed.add("message", message)
