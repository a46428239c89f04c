"""A hard day: three processes, PgBouncer, and everything fails in turn while people talk.

`ETWIN_DAY=1800` makes it half an hour instead of one round, `ETWIN_PEOPLE=30` a larger crowd
(docs/operations.md).
"""

import itertools
import os
import threading
import time
from contextlib import ExitStack, closing
from functools import partial

import pytest

from bot.sandbox.postgres import Postgres
from bot.sandbox.telegram import Fault
from bot.sandbox.telegram.calls import CUT
from storage import migrating, outbox
from storage.db import Database
from storage.outbox import State
from tests.pooler import Pooler
from tests.story.doors import Door, asked_under, trespasses
from tests.story.many import Process, Watch
from tests.story.mortal import Mortal
from tests.story.stage import Stage
from tests.story.talking import Talk, failures, given_up, held_once, takeover, unnoted
from tests.story.versions import Version

#: How long it lasts at least; a round of all troubles takes some 40 seconds.
DAY_SECONDS = float(os.environ.get("ETWIN_DAY", "0"))
ON_TELEGRAM, ON_MATRIX = int(os.environ.get("ETWIN_PEOPLE", "6")), 2
#: How long Telegram takes to answer, and people to go on.
ANSWER_SECONDS, PAUSE_SECONDS = 0.05, 0.3
FROZEN_SECONDS, TAKEOVER_SECONDS = 15, 10
AWAY_SECONDS, TROUBLE_SECONDS, CALM_SECONDS = 2, 1, 3
TROUBLES = (Fault.too_many(retry_after=1), Fault.status(502), Fault.drop(accepted=True))
ANSWERS_FASTER = "[telegram]\nmessages_per_second = 120\n"


class Day:
    """An installation whose parts fail and come back."""

    def __init__(self, folder, running: ExitStack) -> None:
        self._running = running
        self.postgres = Postgres(folder / "postgres", is_lasting=False)
        running.callback(self.postgres.stop)
        self.postgres.start()
        direct = self.postgres.create_database("day")
        self.pooler = Pooler(folder / "pooler", direct)
        running.callback(self.pooler.stop)
        self.pooler.start()
        self.stage = Stage(folder, direct)
        running.callback(self.stage.close)
        self.stage.open()
        self.versions = [None, Version(folder)]
        self.mortal = running.enter_context(closing(Mortal(self.stage)))
        self.watch = Watch(self.mortal.database)
        #: Every process there ever was, with its ways out; and those that run.
        self.doors: dict[Process, list[Door]] = {}
        self.left: list[Process] = []
        self._names = itertools.count(1)
        self.answers_late()

    def answers_late(self) -> None:
        """Let Telegram take its time, so that something is under way at most moments."""
        slow = Fault.slow(ANSWER_SECONDS, accepted=True)
        self._plan("sendMessage", slow)

    def _plan(self, method, fault) -> None:
        self.stage.loop.call(self.stage.world.faults.next, method, fault, times=None)

    def begin(self, version: Version | None = None) -> Process:
        """Begin to start one more process, of our version or another."""
        stage = self.stage
        doors = [Door(stage.telegram_url), Door(stage.synapse.url)]
        for door in doors:
            stage.loop.run(door.open())
            self._running.callback(lambda door=door: stage.loop.run(door.close()))
        process = Process(
            stage,
            f"p{next(self._names)}",
            version and version.folder,
            {
                f'url = "{stage.database_url}"\n': f'url = "{self.pooler.url}"\n'
                f'direct_url = "{stage.database_url}"\n',
                f'api_url = "{doors[0]._target}"': f'api_url = "{doors[0].url}"',
                f'homeserver_url = "{doors[1]._target}"': f'homeserver_url = "{doors[1].url}"',
                "[telegram]\n": ANSWERS_FASTER,
            },
        )
        process.begin()
        self._running.callback(process.stop)
        self._running.callback(process.wake)
        self.doors[process] = doors
        self.left.append(process)
        return process

    def kill_and_replace(self, version) -> float:
        """Kill who sends while the homeserver is away; a process of a version takes its place."""
        killed = self.watch.holder("telegram", self.left)
        self.left.remove(killed)
        killed.kill()
        trouble = threading.Thread(target=self.restart_homeserver)
        trouble.start()
        seconds = takeover(self.watch, self.left, self.mortal)
        trouble.join()
        self.begin(version).wait_until_healthy()
        return seconds

    def freeze(self) -> float:
        """Stop who sends, let others take over and PostgreSQL and Telegram fail; then wake it."""
        frozen = self.watch.holder("telegram", self.left)
        frozen.freeze()
        stopped = time.monotonic()
        others = [one for one in self.left if one is not frozen]
        seconds = takeover(self.watch, others, self.mortal)
        self.restart_postgres()
        self.trouble_telegram()
        time.sleep(max(0, stopped + FROZEN_SECONDS - time.monotonic()))
        frozen.wake()
        return seconds

    def restart_postgres(self) -> None:
        """Let PostgreSQL be away; what was under way then counts as in doubt."""
        self.mortal._note_death()
        self.postgres.stop()
        time.sleep(AWAY_SECONDS)
        self.postgres.start()
        self.mortal.database.engine.dispose()
        self.mortal._note_death()

    def restart_homeserver(self) -> None:
        """Let the homeserver be away."""
        self.stage.synapse.kill()
        time.sleep(AWAY_SECONDS)
        self.stage.synapse.start()

    def trouble_telegram(self) -> None:
        """Let Telegram fail in all its ways."""
        faults = self.stage.world.faults
        for trouble in TROUBLES:
            self.stage.loop.call(faults.clear)
            self._plan("sendMessage", trouble)
            time.sleep(TROUBLE_SECONDS)
        self.stage.loop.call(faults.clear)
        self.answers_late()

    def unknown(self) -> int:
        """Count the answers of which nobody will know whether they came: two calls each failed."""
        return len(self.mortal.letters(outbox.table.c.state == State.UNKNOWN))

    def doubtful(self) -> int:
        """Count the answers that may have come twice: cut off, or under way at a death."""
        cut = [one for one in self.stage.world.calls.of("sendMessage") if one.status == CUT]
        return self.mortal.doubtful() + len(cut)


@pytest.fixture
def day(tmp_path):
    with ExitStack() as running:
        yield Day(tmp_path, running)


@pytest.mark.timeout(DAY_SECONDS + 300)
def test_nothing_is_lost_or_doubled_while_everything_fails_in_turn(day, tmp_path):
    for process in [day.begin() for _ in range(3)]:
        process.wait_until_healthy()
    with day.watch.watching():
        day.watch.holder("telegram", day.left)
        migrates_beside_them(day, tmp_path)
        talk = Talk(day.stage, ON_TELEGRAM, ON_MATRIX, PAUSE_SECONDS, partial(given_up, day.mortal))
        until, took = time.monotonic() + DAY_SECONDS, []
        for number in itertools.count(1):
            took.append(day.kill_and_replace(day.versions[number % 2]))
            took.append(day.freeze())
            time.sleep(CALM_SECONDS)
            if time.monotonic() >= until:
                break
        parts = talk.end(120)
        day.mortal.wait_until_all_is_sent()

    doubled = sum(unnoted(day.mortal, *part, may_be_unknown=True) for part in parts)
    print(
        f"{number} rounds, {len(day.doors)} processes, {len(day.watch.changes())} changes of seats,"
        f" takeovers {min(took)} to {max(took)} s; {talk.answers()} answers, {doubled} doubled of"
        f" {day.doubtful()} in doubt, {day.unknown()} declared unknown, longest"
        f" silence {talk.silences()} s"
    )
    assert max(took) <= TAKEOVER_SECONDS
    assert doubled <= day.doubtful()
    held_once(day.watch)
    for process, doors in day.doors.items():
        assert trespasses(process, doors, day.watch) == []
    seats = {seat for doors in day.doors.values() for seat in asked_under(doors)}
    assert seats >= {"updates", "telegram", "matrix"}
    assert not failures(day.doors)


def migrates_beside_them(day, folder):
    """Let the next version bring the database on while ours runs; one that breaks us may not."""
    refused = Version(folder, serves_ours=False).etwin(day.left[0].config, "migrate")
    assert refused.returncode == 1
    assert "does not serve: 3." in refused.stderr.replace("\n", " ")

    migrated = day.versions[1].etwin(day.left[0].config, "migrate")
    assert migrated.returncode == 0, migrated.stderr

    with closing(Database(day.stage.database_url)) as database:
        assert database.read(migrating.revision) == day.versions[1].revision
        assert migrating.is_current(database)
