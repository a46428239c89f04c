"""A large crowd that gets an announcement, who sends it, and what is seen of it."""

import asyncio
import os
import threading
import time
from collections import Counter
from datetime import UTC, datetime

import aiohttp
from sqlalchemy import func, insert, select

from bot.sandbox.telegram import Fault
from storage import addresses, campaigns, coordinators, outbox, people, seats
from storage.addresses import Address
from storage.campaigns import State
from storage.outbox import State as Letter
from tests.story import crowd
from tests.story.crowd import MatrixVoice

TEACHERS = int(os.environ.get("ETWIN_CAMPAIGN", "200"))
IS_LARGE = TEACHERS > 5000
PROCESSES = int(os.environ.get("ETWIN_PROCESSES", "3" if IS_LARGE else "2"))
DEATHS = 3 if IS_LARGE else 1
ON_MATRIX = 300 if IS_LARGE else 6
PER_SECOND = 200 if IS_LARGE else 30
#: So many people open their chats at a time.
AT_ONCE = 6
#: So many groups become supergroups meanwhile.
GROUPS = 50 if IS_LARGE else 5
#: One in so many has blocked the bot.
BLOCKED = 20
#: So long Telegram wants to be left alone, so often, when it has enough.
STORM_SECONDS, STORM_CALLS = 2, 15
#: So long an answer may take beyond that; besides what a busy machine adds.
PATIENCE, BUSY = 2.0, 0.0 if IS_LARGE else 2.0
FIRST = 7_000_000
TEXT = "The spring seminars are open: choose one and bring a colleague."


def imposed(refused, began, ended):
    """Say for how many seconds of a time Telegram had asked for a pause."""
    seconds, since = 0.0, began
    for at in refused:
        first, last = max(at, since), min(at + STORM_SECONDS, ended)
        if last > first:
            seconds, since = seconds + last - first, last
    return seconds


def saw_the_end(author):
    """See that one message showed how far it was, up to the end, and a chart came with the rest."""
    author.sees("is done.")
    shown = [one.text for one in author.messages() if "▓" in one.text or "░" in one.text]
    assert len(shown) == 1, "it was always the same message"
    assert "100" in shown[0]
    assert author.files() == ["picture"]


async def still_there(voices):
    """List what was announced and still says so to somebody on Matrix."""
    await catch_up(voices)
    said = [
        (voice, event["event_id"])
        for voice in voices
        for event in voice._events
        if TEXT in event["content"].get("body", "")
    ]
    left = []
    for voice, number in said:
        event = await voice._call("GET", f"/rooms/{voice.chat}/event/{number}")
        left += [event] if event["content"] else []
    await voices[0]._http.close()
    return left


async def open_chats(stage):
    """Let some people open a chat with the bot on Matrix."""
    http = aiohttp.ClientSession()
    voices = []
    for one in range(ON_MATRIX):
        account = await asyncio.to_thread(stage.synapse.register_user, f"t{one}", "secret")
        voices.append(MatrixVoice(http, stage.synapse.url, *account))
    few = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(_open(voice, few) for voice in voices))
    return voices


async def _open(voice, few):
    async with few:
        await voice.open()
        await voice.say("/start")
        await voice.hears()


def fill(stage, database, author, rooms):
    """Make teachers of everybody, and one a coordinator; give who has blocked the bot."""
    stage.loop.call(stage.world.crowd, FIRST, TEACHERS)
    now = datetime.now(UTC)
    who = {"country": "RO", "role": "teacher", "standing": "validated", "since": now}
    who |= {"active_at": now, "registered_at": now}

    def work(db):
        first = people.add(db, name="Rodica", country="RO", role="coordinator", at=now)
        people.decide(db, first, people.Standing.STAFF, now)
        coordinators.add(db, first.id, "RO", now)
        mine = addresses.by_user(db, Address("telegram", str(author.person.id)))
        addresses.belong(db, mine.id, first.id, now)
        ids = range(first.id + 1, first.id + 1 + TEACHERS + len(rooms))
        db.execute(insert(people.table), [{**who, "id": one, "name": f"T{one}"} for one in ids])
        place = {"platform": "telegram", "language": "en", "seen_at": now}
        chats = [str(FIRST + one) for one in range(TEACHERS)]
        rows = [
            {**place, "user": chat, "chat": chat, "person_id": one}
            for chat, one in zip(chats, ids, strict=False)
        ]
        db.execute(insert(addresses.table), rows)
        for room, one in zip(rooms, ids[TEACHERS:], strict=True):
            known = addresses.of_chat(db, "matrix", room)
            addresses.belong(db, known.id, one, now)

    database.write(work)
    blocked = set(range(FIRST, FIRST + TEACHERS, BLOCKED))
    for chat in blocked:
        refusal = Fault.forbidden()
        stage.loop.call(stage.world.faults.next, "sendMessage", refusal, None, chat)
    return blocked


def announced(author, database):
    """Let a coordinator write an announcement and send it; give its number."""
    author.say("/announce")
    author.sees("announce.ask_narrower")
    author.press("form.skip")
    author.sees("announce.ask_text")
    author.say(TEXT)
    for asked in ("announce.ask_other", "announce.ask_file", "announce.ask_link"):
        author.sees(asked)
        author.press("form.skip")
    author.sees("announce.ask_seminar")
    author.press("form.skip")
    author.sees("announce.ask_when")
    author.press("announce.at_once")
    author.sees("announce.ready")
    author.press("announce.preview")
    author.sees("announce.preview_here")
    author.press("announce.send")
    author.sees("announce.state_running")
    with database.reading() as db:
        return db.scalar(select(campaigns.table.c.id))


def meanwhile(stage, processes, database, number):
    """Let senders die, Telegram refuse, and the homeserver restart.

    Say when the deaths were, and how many calls were open then: they may or may not have arrived.
    """
    kills, open_calls = [], 0
    if IS_LARGE:
        restart(stage.synapse, database, number)
    for death in range(DEATHS):
        part = (death + 1) * TEACHERS // (DEATHS + 2)
        wait_until_sent(database, number, part * 2 // 3)
        storm = Fault.too_many(STORM_SECONDS)
        stage.loop.call(stage.world.faults.next, "sendMessage", storm, STORM_CALLS)
        wait_until_sent(database, number, part)
        began = time.monotonic()
        sender = holder(database, processes)
        sender.freeze()
        time.sleep(0.2)  # what it was writing is written by now
        open_calls += states_of(database, number)[Letter.ATTEMPTING]
        sender.kill()
        sender.start()
        kills.append((began, time.monotonic() + 12))
    return kills, open_calls


def restart(synapse, database, number):
    """Restart the homeserver while only some of the letters to Matrix have left."""
    while not states_of(database, number, "matrix")[Letter.SENT]:
        time.sleep(0.02)
    synapse.stop()
    left = states_of(database, number, "matrix")
    assert left[Letter.SENT] < ON_MATRIX, left
    synapse.start()


def holder(database, processes):
    """Find who sends to Telegram now."""

    with database.reading() as db:
        names = {row.name: row.holder for row in db.execute(select(seats.table))}
    return next((one for one in processes if str(one.pid) in names["telegram"]), processes[0])


class Asking:
    """Somebody who asks for help again and again, and how long each answer took."""

    def __init__(self, stage):
        self._stage, self._over = stage, threading.Event()
        self._taken = []
        self._asks = stage.loop.begin(self._go_on())

    async def _go_on(self):
        voice = crowd.TelegramVoice(self._stage.world)
        while not self._over.is_set():
            began = time.monotonic()
            await voice.say("/help")
            await voice.hears()
            self._taken.append((began, time.monotonic()))
            await asyncio.sleep(1.1)

    def end(self, kills):
        """Stop; give the seconds of each answer that did not wait for who takes over.

        For so long as Telegram wanted to be left alone nobody could be answered.
        """
        self._over.set()
        self._asks.result(60)
        calls = self._stage.world.calls.of("sendMessage")
        refused = sorted(call.at for call in calls if call.status == 429)
        return [
            ended - began - imposed(refused, began, ended)
            for began, ended in self._taken
            if not any(began < until and ended > since for since, until in kills)
        ]


def copies(stage):
    """Count the copies that Telegram took, by chat; its author saw it before, as a preview."""
    calls = stage.world.calls.of("sendMessage")
    took = (one for one in calls if one.status == 200 and TEXT in str(one.params.get("text")))
    chats = (int(one.params["chat_id"]) for one in took)
    return Counter(chat for chat in chats if FIRST <= chat < FIRST + TEACHERS)


def letters_of(database, number):
    """Read each letter's chat and what became of it."""
    table = outbox.table
    with database.reading() as db:
        mine = (table.c.batch == f"campaign {number}") & table.c.target.is_(None)
        return db.execute(select(table.c.chat, table.c.state, table.c.why).where(mine)).all()


def unknown_of(database, names):
    """List which of these messages may or may not have arrived."""
    table = outbox.table
    lost = table.c.once.in_(names) & (table.c.state == Letter.UNKNOWN)
    with database.reading() as db:
        return set(db.scalars(select(table.c.once).where(lost)))


def states_of(database, number, platform="telegram"):
    """Count what became of the letters to a platform."""
    state = outbox.table.c.state
    mine = (outbox.table.c.batch == f"campaign {number}") & outbox.OF_CAMPAIGN
    mine &= outbox.table.c.platform == platform
    query = select(state, func.count()).where(mine).group_by(state)
    with database.reading() as db:
        return Counter({Letter(row[0]): row[1] for row in db.execute(query)})


def wait_until_sent(database, number, many):
    """Wait until so many letters have left."""
    deadline = time.monotonic() + 600
    while (found := states_of(database, number))[Letter.SENT] < many:
        assert time.monotonic() < deadline, found
        time.sleep(0.1)


def wait_until_done(database, number):
    """Wait until all of them are dealt with."""
    deadline = time.monotonic() + 120 + TEACHERS / PER_SECOND * 4
    while True:
        with database.reading() as db:
            found = campaigns.by_id(db, number)
        if found.state == State.DONE:
            return
        assert time.monotonic() < deadline, (found, states_of(database, number))
        time.sleep(0.2)


async def catch_up(voices):
    """Let everybody on Matrix read what came last."""
    for voice in voices:
        await voice.catches_up()


def bodies(voice):
    """List what somebody on Matrix was told."""
    return [event["content"]["body"] for event in voice._events]
