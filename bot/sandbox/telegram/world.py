"""The whole pretended Telegram: its people, chats, updates and settings, and its server."""

import time
from pathlib import Path

from aiohttp import web

from .acts import Acts
from .calls import Calls
from .chats import PRESENT, Chat, Json, User
from .faults import Faults
from .feed import Feed
from .files import Files
from .groups import Group
from .history import History
from .human import human_routes
from .keeping import Keeper
from .limits import Limiter, Limits
from .members import member_json
from .methods.inbound import Polling
from .methods.profile import Profile
from .people import Person
from .queries import Queries
from .server import Server, application
from .webhook import Webhook

_FIRST_PERSON = 700_000_001
_FIRST_GROUP = -4_000_000_001
_FIRST_SUPERGROUP = -1_001_000_000_001
# Ids must grow over restarts also without a folder, or a bot takes new updates for old ones.
_IDS_A_SECOND = 8
_IDS_SINCE = 1_700_000_000


class TelegramWorld:
    """Telegram for one bot. With a folder it remembers everything over restarts.

    `keep_history=False` keeps only the newest 10,000 messages and calls, for benchmarks.
    """

    def __init__(
        self,
        token: str,
        bot_username: str,
        folder: Path | None = None,
        *,
        bot_name: str = "",
        keep_history: bool = True,
    ) -> None:
        bot_id = int(token.partition(":")[0])
        self.token = token
        self.me = User(bot_id, bot_name or bot_username, username=bot_username, is_bot=True)
        self.privacy_mode = True
        self.clock = time.time
        self.keeper = Keeper(folder)
        self.users: dict[int, User] = {bot_id: self.me}
        self.chats: dict[int, Chat] = {}
        self.feed = Feed(self.keeper, int((time.time() - _IDS_SINCE) * _IDS_A_SECOND))
        self.history = History(self, keep_all=keep_history)
        self.files = Files(self.keeper)
        self.queries = Queries()
        self.profile = Profile(self)
        self.polling = Polling(self)
        self.webhook = Webhook(self)
        self.acts = Acts(self)
        self.calls = Calls(keep_history=keep_history)
        self.faults = Faults()
        self.limiter = Limiter()
        self.server = Server(self)
        self._away = False
        self._runner: web.AppRunner | None = None
        self._restore()

    def _restore(self) -> None:
        for state in self.keeper.every("user"):
            self.users[state["id"]] = User(**state)
        for state in self.keeper.every("chat"):
            self.chats[state["id"]] = Chat.restored(state)
        self.history.restore()

    # The server

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve the bot and, below /human/, the people; give the base URL (without a slash)."""
        app = application(self)
        app.add_routes(human_routes(self))
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port, backlog=1024).start()
        self.webhook.resume()
        bound = self._runner.addresses[0][1]
        return f"http://{host}:{bound}"

    async def stop(self) -> None:
        """End every connection and close the memory. The world is dead afterwards."""
        self.away = True
        self.polling.end("terminated by other getUpdates request")
        self.faults.release()
        await self.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.keeper.close()

    @property
    def away(self) -> bool:
        """Whether Telegram is out of the bot's reach."""
        return self._away

    @away.setter
    def away(self, away: bool) -> None:
        self._away = away
        if away:
            self.server.cut_all()

    # Settings that tests and the sandbox change

    @property
    def limits(self) -> Limits | None:
        """The limits of sending; None for none."""
        return self.limiter.limits

    @limits.setter
    def limits(self, limits: Limits | None) -> None:
        self.limiter.limits = limits

    @property
    def deliver_twice(self) -> bool:
        """Whether each update comes to the bot twice."""
        return self.feed.deliver_twice

    @deliver_twice.setter
    def deliver_twice(self, twice: bool) -> None:
        self.feed.deliver_twice = twice

    def inject(self, update: Json) -> int:
        """Queue any update as it is (only a missing update_id is filled in) and give its id."""
        return self.feed.inject(update)

    def now(self) -> int:
        """Give the time in seconds, as Telegram dates everything."""
        return int(self.clock())

    # People and chats

    def person(
        self,
        user_id: int | None = None,
        first_name: str = "",
        last_name: str = "",
        username: str = "",
        language_code: str = "",
    ) -> Person:
        """Give the person with this id, made now if there is none yet; without an id a new one."""
        if user_id is None:
            user_id = max(self.users.keys() - {self.me.id}, default=_FIRST_PERSON - 1) + 1
        user = self.users.get(user_id)
        if user is None:
            name = first_name or f"Person {user_id}"
            user = User(user_id, name, last_name, username, language_code)
            self.users[user_id] = user
            self.keep_user(user)
        return Person(self, user)

    def crowd(self, first_id: int, number: int) -> range:
        """Make many people who have all started the bot, and give their ids."""
        ids = range(first_id, first_id + number)
        with self.keeper.together():
            for user_id in ids:
                if user_id not in self.users:
                    user = User(user_id, f"P{user_id}", started=True)
                    self.users[user_id] = user
                    self.keep_user(user)
        return ids

    def group(
        self,
        title: str = "",
        members: list[Person] | None = None,
        *,
        supergroup: bool = False,
        bot: str | None = "member",
        chat_id: int | None = None,
    ) -> Group:
        """Make a group of people (the first one founds it), or give the one with a known id.

        `bot` is the bot's standing there: member, administrator, or None when it is not in it.
        """
        if chat_id is not None:
            return Group(self, self.chats[chat_id])
        people = members or []
        standing = {person.id: "member" for person in people}
        if people:
            standing[people[0].id] = "creator"
        chat = self.new_chat("supergroup" if supergroup else "group", title, standing)
        group = Group(self, chat)
        if bot is not None:
            group.add_bot(admin=bot == "administrator")
        return group

    def new_chat(self, kind: str, title: str, members: dict[int, str]) -> Chat:
        """Make a group's chat with the next free id."""
        first = _FIRST_GROUP if kind == "group" else _FIRST_SUPERGROUP
        taken = [chat.id for chat in self.chats.values() if chat.kind == kind]
        chat = Chat(min(taken, default=first + 1) - 1, kind, title, members)
        self.chats[chat.id] = chat
        self.keep_chat(chat)
        return chat

    def private_chat(self, user_id: int) -> Chat:
        """Give a person's chat with the bot."""
        chat = self.chats.get(user_id)
        if chat is None:
            chat = self.chats[user_id] = Chat(user_id, "private")
            self.keep_chat(chat)
        return chat

    def chat_json(self, chat: Chat) -> Json:
        """Write a chat as the Bot API does."""
        return chat.json(self.users[chat.id] if chat.is_private else None)

    def member_json(self, user: User, status: str) -> Json:
        """Write somebody's standing in a chat as the Bot API does."""
        return member_json(user, status, is_me=user.id == self.me.id)

    @staticmethod
    def present(chat: Chat) -> list[int]:
        """Give the ids of those who are in a group now."""
        return [user_id for user_id, status in chat.members.items() if status in PRESENT]

    def keep_user(self, user: User) -> None:
        """Write a changed person through."""
        self.keeper.put("user", user.id, user.state())

    def keep_chat(self, chat: Chat) -> None:
        """Write a changed chat through."""
        if self.keeper.folder is not None:
            self.keeper.put("chat", chat.id, chat.state())
