"""An announcement to many, while whoever sends it dies, Telegram refuses, and people ask for help.

In `make test` it is a small one; ETWIN_CAMPAIGN=20000 makes it one of that size, sent by three
processes, three of which die, with the homeserver restarted. It goes to people in their chats with
the bot; groups that become supergroups meanwhile are told something else, behind it.
"""

import time
from collections import Counter
from contextlib import ExitStack, closing

import pytest

from bot.sandbox.telegram.limits import Limits
from storage.db import Database
from storage.outbox import State as Letter
from tests.story.announcing import (
    BLOCKED,
    BUSY,
    FIRST,
    GROUPS,
    IS_LARGE,
    ON_MATRIX,
    PATIENCE,
    PER_SECOND,
    PROCESSES,
    TEACHERS,
    TEXT,
    Asking,
    announced,
    bodies,
    catch_up,
    copies,
    fill,
    letters_of,
    meanwhile,
    open_chats,
    saw_the_end,
    still_there,
    unknown_of,
    wait_until_done,
    wait_until_sent,
)
from tests.story.many import Process
from tests.story.moving import Groups
from tests.story.stage import SECONDS


@pytest.fixture
def stage(stage_at):
    """An installation on PostgreSQL whose Telegram refuses what is too fast."""
    made = stage_at("postgresql")
    text = made.config.read_text().replace(
        "[telegram]\n", f"[telegram]\nmessages_per_second = {PER_SECOND}\n"
    )
    made.config.write_text(f"{text}[announcements]\nsecond_above = 1000000\n")
    limits = {"per_second": PER_SECOND, "private_per_second": 1, "group_per_minute": 20}
    made.loop.call(limit, made.world, limits)
    return made


def limit(world, limits):
    """Let a Telegram refuse what is faster than this."""

    world.limits = Limits(**limits)


@pytest.fixture
def processes(stage):
    """Several processes of the service over one database."""
    made = [Process(stage, f"process {number}") for number in range(PROCESSES)]
    with ExitStack() as running:
        for one in made:
            one.start()
            running.callback(one.stop)
        yield made


@pytest.mark.timeout(1800 if IS_LARGE else 300)
def test_everybody_gets_an_announcement_once_whatever_dies_meanwhile(stage, processes, somebody):
    rodica = somebody(stage, "Rodica", "telegram")
    rodica.say("/start")
    rodica.sees("start.welcome")
    with closing(Database(stage.database_url)) as database:
        voices = stage.loop.run(open_chats(stage), SECONDS * 3)
        blocked = fill(stage, database, rodica, [voice.chat for voice in voices])
        groups = Groups(stage, GROUPS)
        number = announced(rodica, database)
        groups.move(database)
        asking = Asking(stage)
        kills, open_calls = meanwhile(stage, processes, database, number)
        wait_until_done(database, number)
        waits = asking.end(kills)
        letters = letters_of(database, number)
        unknown = unknown_of(database, groups.names())
        saw_the_end(rodica)
        stage.loop.run(catch_up(voices), SECONDS)
        stage.loop.run(voices[0]._http.close())

    arrived = copies(stage)
    states = Counter(Letter(row.state) for row in letters)
    doubtful = {int(row.chat) for row in letters if row.state == Letter.UNKNOWN}
    print(f"{states}, {len(kills)} deaths, {open_calls} calls open")
    print(f"longest answer {max(waits):.1f} s of {len(waits)}")
    assert len(letters) == TEACHERS + ON_MATRIX
    assert not [chat for chat, times in arrived.items() if times > 1], "nobody on Telegram twice"
    reachable = set(range(FIRST, FIRST + TEACHERS)) - blocked
    missed = reachable - arrived.keys() - doubtful
    assert not missed, "nobody is missed who could be reached"
    dead = {int(row.chat) for row in letters if row.state == Letter.DEAD}
    assert dead <= blocked <= dead | doubtful
    assert len(doubtful) <= open_calls, "only what was unanswered when a sender died"
    for voice in voices:
        assert sum(TEXT in body for body in bodies(voice)) == 1, "on Matrix exactly once"
    for one, name in enumerate(groups.names()):
        told = groups.times(one)
        assert told == 1 or (told == 0 and name in unknown), "a group that moved is told once"
    assert max(waits) <= PATIENCE + BUSY


@pytest.mark.skipif(IS_LARGE, reason="what is taken back needs no such size")
def test_what_was_paused_and_taken_back_is_gone_from_every_chat(stage, processes, somebody):
    rodica = somebody(stage, "Rodica", "telegram")
    rodica.say("/start")
    rodica.sees("start.welcome")
    with closing(Database(stage.database_url)) as database:
        voices = stage.loop.run(open_chats(stage), SECONDS * 3)
        fill(stage, database, rodica, [voice.chat for voice in voices])
        number = announced(rodica, database)
        wait_until_sent(database, number, 60)
        rodica.press("announce.pause")
        rodica.sees("announce.state_paused")
        time.sleep(PATIENCE)
        before = copies(stage).total()
        time.sleep(3)
        paused = copies(stage).total()
        rodica.press("announce.withdraw")
        rodica.sees("announce.sure_withdraw")
        rodica.press("announce.withdraw_yes")
        told = rodica.sees("is taken back")
        left = stage.loop.run(still_there(voices), SECONDS)

    deleted = [one for one in stage.world.calls.of("deleteMessage") if one.status == 200]
    print(f"{paused} had it, {len(deleted)} copies deleted: {told}")
    assert before == paused, "nothing leaves two seconds after the press"
    assert paused < TEACHERS * (BLOCKED - 1) // BLOCKED
    assert len(deleted) == paused
    assert not left
