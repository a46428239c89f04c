"""A service that dies and is started again, and what then stands in its database."""

import os
import signal
import subprocess
import threading
import time
from contextlib import contextmanager

from handlers.conversation import Lane
from storage import addresses, deliveries, dialogues, outbox
from storage.addresses import Address
from storage.db import Database
from storage.outbox import State
from tests.story.stage import SECONDS, Stage

#: How long a start may take on a machine that is busy with other things.
START_SECONDS = 60
_LOOK_SECONDS = 0.1


class Mortal:
    """The service of a stage, obedient to orders to die, and somebody who revives it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.database = Database(stage.database_url)
        #: The letters that were under way at each death, as rows of the outbox.
        self.under_way: list[list] = []
        self._orders = stage.folder / "orders"
        self._deaths = threading.Semaphore(0)
        self._problem: BaseException | None = None

    def start(self) -> None:
        """Start the service."""
        self.stage.start(str(self._orders))

    def order(self, what: str = "") -> None:
        """Give the service an order (tests/story/faults.py) in place of the last one."""
        draft = self._orders.with_suffix(".draft")
        draft.write_text(what)
        os.replace(draft, self._orders)

    @contextmanager
    def dying(self, *deaths: str):
        """Let the service die in the block of each death in turn, and revive it each time.

        The next order stands before the service is back: it may die as soon as it can.
        """
        self.order(deaths[0] if deaths else "")
        with self.revived(*deaths[1:]):
            yield
            for one in deaths:
                self.wait_for_death(one)

    @contextmanager
    def revived(self, *following: str):
        """Start the service again whenever it dies in the block, each time with the next order."""
        self.under_way, self._problem, over = [], None, threading.Event()
        reviver = threading.Thread(target=self._revive, args=(list(following), over), daemon=True)
        reviver.start()
        try:
            yield
        finally:
            over.set()
            reviver.join(START_SECONDS)
        if self._problem is not None:
            raise self._problem

    def kill(self) -> None:
        """Kill the service as a power cut does, perhaps at its start; somebody revives it."""
        while not self.stage.is_running():
            time.sleep(0.01)
        os.kill(self.stage.pid, signal.SIGKILL)
        self.wait_for_death("SIGKILL")

    def wait_for_death(self, why: str) -> None:
        """Wait until one more death has been noted."""
        assert self._deaths.acquire(timeout=2 * SECONDS), f"it did not die: {why}"

    def _revive(self, following: list[str], over: threading.Event) -> None:
        try:
            while not over.is_set():
                if self._is_dead():
                    self._note_death()
                    self.order(following.pop(0) if following else "")
                    self._start_again()
        except BaseException as problem:
            self._problem = problem

    def _is_dead(self) -> bool:
        try:
            self.stage.wait_for_death(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            return False
        assert self.stage.exit_code == -signal.SIGKILL, self.stage.log.read_text()[-4000:]
        return True

    def _note_death(self) -> None:
        rows = self.letters(outbox.table.c.state == State.ATTEMPTING)
        self.under_way.append([one for one in rows if not one.edits])
        self._deaths.release()

    def _start_again(self) -> None:
        """Start; it may be killed again before it is healthy."""
        try:
            self.start()
        except AssertionError:
            if self.stage.exit_code != -signal.SIGKILL:
                raise

    def doubtful(self, chat: str = "") -> int:
        """Count the answers on Telegram, or only of one chat, that a death may have doubled."""
        return sum(
            one.platform == "telegram" and one.lane < Lane.BULK and chat in {"", one.chat}
            for letters in self.under_way
            for one in letters
        )

    def letters(self, *where) -> list:
        """Read rows of the outbox, in order."""
        query = outbox.table.select().where(*where).order_by(outbox.table.c.id)
        return self.database.read(lambda db: db.execute(query).all())

    def wait_until_all_is_sent(self, seconds: float = SECONDS) -> None:
        """Wait until nothing waits in the outbox, nor is under way."""
        deadline = time.monotonic() + seconds
        while waiting := self.letters(outbox.table.c.state <= State.ATTEMPTING):
            assert time.monotonic() < deadline, waiting
            time.sleep(0.05)

    def arrivals(self, letters) -> list[str]:
        """List the ids of the messages as which letters are known to have arrived."""
        ids, table = [one.id for one in letters], deliveries.table
        query = table.select().where(table.c.outbox_id.in_(ids)).order_by(table.c.outbox_id)
        return self.database.read(lambda db: [row.remote_id for row in db.execute(query)])

    def form(self, address: Address, name: str):
        """Read how far somebody has got in a form."""

        def look(db):
            return dialogues.of_form(db, addresses.by_user(db, address).id, name)

        return self.database.read(look)

    def close(self) -> None:
        """Leave the database."""
        self.database.close()
