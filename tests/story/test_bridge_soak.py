"""Much is said on both sides of many bridges while the service dies and the homeserver restarts.

Each message arrives once, in order in each room, as it was last changed, and none is lost. On
Telegram a message whose answer was lost in a death may stand twice; nothing else may. What is said
in the last second before the homeserver has stopped may come to Telegram later than what is said
after it is back, and an answer to it that was faster points to nothing (docs/decisions/0024).
`ETWIN_SOAK=2000 pytest tests/story/test_bridge_soak.py` says more (docs/operations.md).
"""

import itertools
import os
import random
import re
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

import pytest

from tests import makers
from tests.story.bridged import Bridged
from tests.story.mortal import Mortal
from tests.story.waiting import eventually

EVENTS = int(os.environ.get("ETWIN_SOAK", "300"))
#: In so many rooms; with few events in each, no group waits for Telegram's 20 messages a minute.
ROOMS = max(1, min(EVENTS // 30, 20))
DEATHS = 3
#: What is said so shortly before the homeserver stops may not have been pushed.
IN_LINE_SECONDS = 1.0
#: What each side does, and how often of ten times.
ON_TELEGRAM = ("text",) * 5 + ("edit",) * 2 + ("answer",) * 2 + ("file",)
ON_MATRIX = ("text",) * 4 + ("edit",) * 2 + ("answer",) * 2 + ("file", "take back")
_KEY = re.compile(r"k\d+k")


@dataclass
class Message:
    """One message: where it was said, what it says now, and what it answers."""

    key: str
    id: object
    text: str
    answers: str = ""
    is_file: bool = False
    is_gone: bool = False
    is_edited: bool = False
    said_at: float = 0.0


@dataclass
class Room:
    """One staff room with its group, and what was said on each side, in order."""

    number: int
    on_telegram: list[Message] = field(default_factory=list)
    on_matrix: list[Message] = field(default_factory=list)


class Talk:
    """Ana and Ben, who talk in many rooms at once."""

    def __init__(self, bridged):
        self.bridged = bridged
        self.rooms = [Room(number) for number, _ in enumerate(bridged.groups)]
        self._keys = itertools.count(1)
        self._chance = random.Random(7)
        #: From when until when the homeserver may have forgotten to push what was said.
        self.forgetful = (0.0, 0.0)

    def act(self, number):
        """Do the next thing, in each room and on each side in turn."""
        room = self.rooms[number % len(self.rooms)]
        is_ana = number // len(self.rooms) % 2
        kinds, said = (ON_TELEGRAM, room.on_telegram) if is_ana else (ON_MATRIX, room.on_matrix)
        there = [one for one in said if not one.is_gone and not one.is_file]
        kind = self._chance.choice(kinds)
        one = self._chance.choice(there) if there else None
        if kind in {"text", "file"} or one is None:
            said.append(self._say(room, is_ana, None, kind == "file"))
        elif kind == "answer":
            said.append(self._say(room, is_ana, one, False))
        elif kind == "edit":
            one.text, one.is_edited = f"{one.key} changed {number}", True
            self._change(room, is_ana, one)
        else:
            one.is_gone = True
            self.bridged.ben.take_back(self._matrix(room), one.id)

    def _say(self, room, is_ana, answered, is_file):
        key = f"k{next(self._keys)}k"
        made = Message(key, None, f"{key} first", answered.key if answered else "", is_file)
        made.said_at = time.monotonic()
        made.id = (self._write if is_ana else self._put)(room, made, answered)
        return made

    def _write(self, room, made, answered):
        group, ana = self.bridged.groups[room.number], self.bridged.ana
        call = self.bridged.stage.loop.call
        if made.is_file:
            return call(ana.send_photo, makers.png(), made.text, group)
        return call(ana.send, made.text, answered.id if answered else None, to=group)

    def _put(self, room, made, answered):
        if not made.is_file:
            return self.bridged.ben.say(
                self._matrix(room), made.text, answered.id if answered else ""
            )
        mxc = self.bridged.ben.upload(makers.png(), "image/png", "fish.png")
        info = {"mimetype": "image/png", "size": len(makers.png())}
        content = {"msgtype": "m.image", "url": mxc, "filename": "fish.png", "info": info}
        return self.bridged.ben.put(self._matrix(room), {**content, "body": made.text})

    def _change(self, room, is_ana, one):
        if not is_ana:
            self.bridged.ben.change(self._matrix(room), one.id, one.text)
            return
        group = self.bridged.groups[room.number]
        self.bridged.stage.loop.call(self.bridged.ana.edit, one.id, one.text, to=group)

    def _matrix(self, room):
        return self.bridged.rooms[room.number].staff_room

    def late(self, room):
        """List the keys of what may stand in the group later than it was said."""
        begin, end = self.forgetful
        return {one.key for one in room.on_matrix if begin <= one.said_at <= end}

    def ends(self, seconds):
        """Say a last word on both sides of each room, and wait until it has crossed."""
        for room in self.rooms:
            room.on_telegram.append(self._say(room, True, None, False))
            room.on_matrix.append(self._say(room, False, None, False))
        for room in self.rooms:
            words = room.on_telegram[-1].text, room.on_matrix[-1].text
            eventually(partial(self._is_heard, room, words[0]), seconds=seconds)
            eventually(partial(self._is_shown, room, words[1]), seconds=seconds)

    def _is_heard(self, room, text):
        return any(text == one for one, _ in self.in_staff_room(room))

    def _is_shown(self, room, text):
        return any(text in one.text for one in self.in_group(room))

    # What stands there in the end

    def in_staff_room(self, room):
        """List what the account of Ana's says: (text now, is a file, answered event), in order."""
        events = [
            one
            for one in self.bridged.ben.messages(self._matrix(room))
            if one["sender"].startswith("@tg_")
        ]
        news = {}
        for one in events:
            relates = one["content"].get("m.relates_to", {})
            if relates.get("rel_type") == "m.replace":
                news[relates["event_id"]] = one["content"]["m.new_content"]["body"]
        return [
            (news.get(one["event_id"], one["content"]["body"]), one)
            for one in events
            if one["content"].get("m.relates_to", {}).get("rel_type") != "m.replace"
        ]

    def in_group(self, room):
        """List what the bot shows, in order."""
        return [one for one in self.bridged.shown(room.number) if _KEY.search(one.text)]


@pytest.fixture
def mortal(stage_at):
    with closing(Mortal(stage_at())) as made:
        made.start()
        yield made


@pytest.mark.timeout(600 + 2 * EVENTS)
def test_each_message_crosses_once_in_order_and_none_is_lost(mortal):
    bridged = Bridged(mortal.stage, projects=ROOMS)
    with closing(bridged):
        bridged.tie()
        talk = Talk(bridged)
        with mortal.revived():
            killing = threading.Thread(target=troubles, args=(mortal, talk), daemon=True)
            killing.start()
            for number in range(EVENTS):
                talk.act(number)
                talk.done = number + 1
            killing.join()
            talk.ends(seconds=max(120, EVENTS))
            mortal.wait_until_all_is_sent(seconds=max(120, EVENTS))

        doubled = 0
        for room in talk.rooms:
            check_staff_room(talk, room)
            doubled += check_group(talk, room)
        assert doubled <= mortal.doubtful()


def troubles(mortal, talk):
    """Kill the service three times and restart the homeserver once, while people talk."""
    talk.done = 0
    marks = [EVENTS * (one + 1) // (DEATHS + 2) for one in range(DEATHS + 1)]
    for number, mark in enumerate(marks):
        while talk.done < mark:
            time.sleep(0.01)
        if number == DEATHS // 2:
            begin = time.monotonic() - IN_LINE_SECONDS
            mortal.stage.synapse.stop()
            talk.forgetful = (begin, time.monotonic())
            mortal.stage.synapse.start()
        else:
            mortal.kill()


def check_staff_room(talk, room):
    stands = talk.in_staff_room(room)
    wanted = [one.text for one in room.on_telegram]

    assert [text for text, _ in stands] == wanted
    by_key = {_KEY.search(text)[0]: event for text, event in stands}
    for one in room.on_telegram:
        relates = by_key[one.key]["content"].get("m.relates_to", {})
        answered = relates.get("m.in_reply_to", {}).get("event_id", "")
        assert answered == (by_key[one.answers]["event_id"] if one.answers else "")
        assert (by_key[one.key]["content"]["msgtype"] == "m.image") is one.is_file


def check_group(talk, room):
    """Say how many messages stand twice."""
    stands = talk.in_group(room)
    keys = [_KEY.search(one.text)[0] for one in stands]
    once = list(dict.fromkeys(keys))
    there = [one for one in room.on_matrix if not one.is_gone]
    gone = {one.key for one in room.on_matrix if one.is_gone}

    late = talk.late(room)
    assert {key for key in once if key not in gone} == {one.key for one in there}
    assert [key for key in once if key not in gone | late] == [
        one.key for one in there if one.key not in late
    ]
    first = {}
    for key, one in zip(keys, stands, strict=True):
        first.setdefault(key, one)
    texts = {
        key: {one.text for k, one in zip(keys, stands, strict=True) if k == key} for key in once
    }
    for one in there:
        assert f"Ben: {one.text}" in texts[one.key]
        if one.answers and one.answers in first and one.answers not in gone:
            numbers = {s.id for k, s in zip(keys, stands, strict=True) if k == one.answers}
            may_be_faster = {None} if one.answers in late else set()
            assert first[one.key].reply_to in numbers | may_be_faster
        assert bool(first[one.key].file_id) is one.is_file
    return len(keys) - len(once) + len([key for key in once if key in gone])
