"""Teachers who talk to the bot on the stand-in for Telegram, and how soon they were answered."""

import asyncio
import itertools
import random
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import aiohttp

from tests.bench._portal_data import COUNTRIES, PEOPLE, SCHOOLS
from tests.bench._school_data import GUESTS, chat_of, guest

#: So long somebody reads before they go on; a chat on Telegram takes a message a second.
READS = (1.2, 2.4)
PATIENCE_SECONDS = 60
#: The stand-in remembers so many calls.
REMEMBERED = 10_000


@dataclass(frozen=True)
class Say:
    """Write something."""

    text: str


@dataclass(frozen=True)
class Press:
    """Press the first button of the last answer whose command begins like this."""

    command: str


@dataclass(frozen=True)
class Choose:
    """Press a button of the open form, whether or not it stands on the first page of choices."""

    words: str


#: What somebody does, one thing after the answer to the one before.
Visit = Sequence[Say | Press | Choose]

LOOKER: Visit = (Say("/seminars"), Press("/seminar "), Press("/signup "), Say("/seminars mine"))
COMER: Visit = (Say("/seminars mine"), Press("/seminar "), Press("/icsfile "))
OTHER: Visit = (Say("/status"), Say("/partners"), Say("/projects"), Say("/help"))
#: How many things a visitor does on average.
STEPS = (len(LOOKER) + len(COMER) + len(OTHER)) / 3


def newcomer(chance: random.Random) -> Visit:
    """Register, at a school of many."""
    number = chance.randrange(len(COUNTRIES), SCHOOLS)
    while COUNTRIES[number % len(COUNTRIES)].code != "RO":
        number -= 1
    before = (Say("/start"), Say("/register"), Say("Ana Pop"), Say("Romania"))
    school = (Say(f"School {number}"), Choose(f"school {number}"), Choose("role teacher"))
    subjects = (Choose("subjects biology"), Choose("subjects geography"), Choose("subjects ."))
    after = (Choose("languages en"), Choose("languages ."), Say("9-12"), Choose("consent yes"))
    return (*before, *school, *subjects, *after)


#: How many things a newcomer does.
NEWCOMER_STEPS = len(newcomer(random.Random(1)))


@dataclass
class Town:
    """Everybody who talks to the bot in a phase of the day."""

    http: aiohttp.ClientSession
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    #: In which chat something was said, and when.
    asked: list[tuple[int, float]] = field(default_factory=list)
    _strangers: "itertools.count[int]" = field(
        default_factory=lambda: itertools.count(chat_of(PEOPLE + 1))
    )

    def teacher(self) -> tuple[int, Visit]:
        """Draw somebody who is registered, and what they come for."""
        visit = self.chance.choice((LOOKER, COMER, OTHER))
        among = guest(self.chance.randint(1, GUESTS))
        person = among if visit is COMER else self.chance.randint(1, PEOPLE - GUESTS)
        return chat_of(person), visit

    def stranger(self) -> tuple[int, Visit]:
        """Give somebody new, who registers."""
        return next(self._strangers), newcomer(self.chance)

    async def lives(
        self, seconds: float, per_second: float, who: Callable[[], tuple[int, Visit]]
    ) -> list[float]:
        """Let so many come each second, at random moments; give what each answer took, in ms."""
        self.asked.clear()
        await self.human("DELETE", "calls")
        began, at, visits = time.monotonic(), 0.0, []
        while (at := at + self.chance.expovariate(per_second)) < seconds:
            await asyncio.sleep(began + at - time.monotonic())
            visits.append(asyncio.create_task(self._visits(*who())))
        await asyncio.gather(*visits)
        return await self._answers()

    async def _visits(self, chat: int, visit: Visit) -> None:
        answer: dict[str, Any] = {}
        commands: list[str] = []
        for step in visit:
            if answer:
                await asyncio.sleep(self.chance.uniform(*READS))
                shown = [one["data"] for row in answer["buttons"] for one in row if one["data"]]
                commands = shown or commands
            self.asked.append((chat, time.monotonic()))
            if isinstance(step, Say):
                await self.human("POST", "send", json={"user_id": chat, "text": step.text})
            else:
                press = {"button": _command(step, commands), "message_id": answer["id"]}
                await self.human("POST", "press", json={**press, "user_id": chat, "forged": True})
            waits = {"user_id": chat, "text": "", "seconds": PATIENCE_SECONDS}
            answer = await self.human("POST", "wait", json=waits)

    async def _answers(self) -> list[float]:
        """Look up when the first answer to each thing came to Telegram."""
        told = await self.human("GET", "calls", params={"last": REMEMBERED})
        calls = told["calls"]
        assert len(calls) < REMEMBERED, "the stand-in has forgotten some calls"
        refused = [one for one in calls if one["status"] == 429]
        assert not refused, f"{len(refused)} of {len(calls)} calls came too fast"
        came: dict[int, list[float]] = {}
        for one in calls:
            if "chat_id" in one["params"] and one["status"] == 200:
                came.setdefault(int(one["params"]["chat_id"]), []).append(one["at"])
        return [1000 * (_first(came[chat], began) - began) for chat, began in self.asked]

    async def human(self, verb: str, path: str, **what: Any) -> Any:
        """Do something as people, or as whoever looks at this Telegram."""
        async with self.http.request(verb, f"/human/{path}", **what) as response:
            assert response.status == 200, (path, what, await response.text())
            return await response.json()


def _command(step: Press | Choose, commands: list[str]) -> str:
    """Say what the button does that is pressed."""
    if isinstance(step, Press):
        return next((one for one in commands if one.startswith(step.command)), "/help")
    form = next(one for one in commands if one.startswith("/answer ")).split()[1]
    return f"/answer {form} {step.words}"


def _first(times: list[float], after: float) -> float:
    return times[bisect_right(times, after)]


def p95(milliseconds: list[float]) -> float:
    """Give what 95 of 100 stay below."""
    return quantiles(milliseconds, n=20)[-1]
