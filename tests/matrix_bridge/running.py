"""The conversation bot while it runs, and the desk that takes what it reads."""

import asyncio
import contextlib
import itertools
from datetime import timedelta

from handlers.platform import Gate, Outgoing, TryLater
from handlers.rich import Rich
from matrix_bridge.chat import Account, Chat, Manners
from storage import matrix_sync
from storage.db import Database, DatabaseAway, metadata
from tests.matrix_bridge.names import AS_TOKEN, SERVER
from tests.matrix_bridge.wire import eventually

_numbers = itertools.count(1)


async def nothing(_):
    """Do nothing."""


class Desk:
    """Takes events as the turns do, and keeps the bot's rows in a real database."""

    def __init__(self, folder):
        self._folder = folder
        self._more = asyncio.Event()
        self.away = False
        self.refusals = 0
        #: The words after whose taking the service does nothing any more.
        self.dies_at = "nothing"
        #: What happens before `take` returns.
        self.after = nothing
        self.begin_anew()

    def begin_anew(self):
        """Forget everything, as after the loss of the database."""
        url = f"sqlite:///{self._folder / f'etwin-{next(_numbers)}.sqlite'}"
        self.database = Database(url)
        metadata.create_all(self.database.engine)
        #: Every event once, and each as often as it came.
        self.events, self.taken = [], []

    async def take(self, events):
        self._refuse_if_away()
        self.taken += events
        known = {event.id for event in self.events}
        self.events += [event for event in events if event.id not in known]
        self._more.set()
        await self.after(events)

    async def in_database(self, work, *args):
        self._refuse_if_away()
        if any(event.words == self.dies_at for event in self.events):
            await asyncio.Event().wait()
        return await asyncio.to_thread(self.database.write, work, *args)

    def _refuse_if_away(self):
        if self.away:
            self.refusals += 1
            raise DatabaseAway

    async def refused(self, times):
        """Wait until somebody came in vain."""
        await eventually(lambda: self.refusals >= times)

    async def until(self, holds):
        """Wait until an event came, and give it."""
        while True:
            for event in self.events:
                if holds(event):
                    return event
            self._more.clear()
            await self._more.wait()

    async def text(self, words):
        """Wait until somebody wrote this."""
        return await self.until(lambda event: event.words == words)

    async def keeps(self, *event_ids):
        """Wait until these messages and no others are put aside."""

        def are_there():
            kept = self.database.read(matrix_sync.undecrypted)
            return event_ids == tuple(one.event_id for one in kept)

        await eventually(are_there)

    async def kind(self, kind):
        """Wait until an event of this kind came."""
        return await self.until(lambda event: event.kind == kind)


class Bot:
    """The conversation bot on an account of its own."""

    def __init__(self, url, desk, folder, localpart):
        self.url, self.desk, self.folder, self.localpart = url, desk, folder, localpart
        self.secret, self.as_token = "secret", AS_TOKEN
        self.server_name = SERVER
        self.patience = timedelta(seconds=30)
        self.gate = Gate()

    @property
    def user(self):
        return f"@{self.localpart}:{SERVER}"

    @property
    def device(self):
        """The device that the bot uses."""
        return self.desk.database.read(matrix_sync.position).device

    @contextlib.asynccontextmanager
    async def running(self, *how):
        """Run the service; a second time it is the service after a restart."""
        account = Account(self.url, SERVER, self.as_token, self.localpart, self.folder, self.secret)
        manners = Manners(self.server_name, "One at a time", "From here only")
        self.chat = Chat(
            account, manners, self.gate, self.desk.take, self.desk.in_database, self.patience
        )
        self.task = asyncio.create_task(self.chat.run(*how))
        task, chat = self.task, self.chat
        try:
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await chat.close()

    async def has_entered(self, room):
        """Wait until the bot knows a room that it joined."""
        await eventually(lambda: room in self.chat._session.client.rooms)

    async def has_left(self, room):
        """Wait until the bot is out of a room."""
        await eventually(lambda: room not in self.chat._session.client.rooms)

    async def ready(self):
        """Wait until every room is known."""
        await eventually(lambda: self.chat._session and self.chat._session.syncing.ready.is_set())

    async def send(self, room, text, transaction, **what):
        """Send as delivery does: again whenever it is told to try later."""
        part = Outgoing(room, Rich(text), transaction=transaction, **what)
        while True:
            try:
                return await self.chat.send(part)
            except TryLater as later:
                await asyncio.sleep(later.seconds)
