"""How fast messages may leave: permits for the platform, rests for each chat."""

import heapq
import math
from bisect import bisect_right, insort
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.conversation import Lane

SECOND = 1.0
MINUTE = 60.0
#: Of so many groups it is remembered when they got something; then of those of the last minute.
MOST_GROUPS = 1000
#: So long before a permit comes back its message may be prepared: picked, worded, marked.
AHEAD_SECONDS = 0.1
#: How much of the rate a lane may use, so that an answer never waits behind what is not urgent.
_SHARES = {Lane.REPLY: 1.0, Lane.REMINDER: 0.9, Lane.BULK: 0.8}
#: But no more than this is kept free: where the rate is higher, the next comes back the sooner.
MOST_KEPT = 6
#: While many answers leave, more is kept for the next: half as many as left in the last second, up
#: to a number, and no more than lets something that is not urgent leave, too.
_OF_ANSWERS, _MOST_OF_ANSWERS, _LEFT_OVER = 0.5, 12, 3
#: What is not urgent leaves evenly: at so many times the rate at most, after those of this long;
#: calls of one moment would only wait for each other, and their permits come back at one moment.
_EVENLY, _FIRST_SECONDS = 1.2, 0.05
#: So many more are looked at than may begin: some of them may have to wait for something else.
_SPARE = 20


@dataclass(frozen=True)
class Limits:
    """How fast a platform takes messages; 0 is no limit.

    Source of Telegram's: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    per_second: int = 0
    #: How long a private chat rests after each message.
    chat_seconds: float = 0.0
    #: For group chats, whose ids begin with "-".
    group_per_minute: int = 0
    #: How many calls may be under way.
    at_once: int = 64

    @classmethod
    def telegram(cls, per_second: int = 30) -> "Limits":
        """Give Telegram's limits for a bot that may send so many a second."""
        # A message is under way for a fourth of a second: picked ahead of time, called, noted.
        at_once = max(64, per_second // 4)
        return cls(per_second, chat_seconds=1.0, group_per_minute=20, at_once=at_once)


class Pace:
    """Counts what is under way on one platform. `now` is a monotonic clock in seconds.

    A permit comes back a second after the *answer*: however long calls take on their way, no
    second at the other end ever sees more than allowed.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._under_way = 0
        #: From when on each permit that is not in use may be used, the earliest first.
        self._permits = [0.0] * limits.per_second
        #: The chats to which answers are under way, and when the permits of others come back.
        self._answered: set[str] = set()
        self._answers_back: deque[float] = deque()
        #: When a chat takes the next message; infinity while one is under way to it.
        self._resting: dict[str, float] = {}
        self._ends: list[tuple[float, str]] = []
        self._groups: dict[str, deque[float]] = {}
        #: Until when what has begun, and is not urgent, is spread.
        self._even_until = 0.0
        self._quiet_until = 0.0
        self._is_careful = False

    def free(self, lane: int, now: float) -> int:
        """Say how many messages of a lane may begin now."""
        if now < self._quiet_until:
            return 0
        if self._is_careful:
            return 1 if self._under_way == 0 else 0
        while self._answers_back and self._answers_back[0] <= now:
            self._answers_back.popleft()
        free = _part(self.limits.at_once, _SHARES[Lane(lane)]) - self._under_way
        if self.limits.per_second:
            free = min(free, self._back(now) - self._kept(lane))
            if lane != Lane.REPLY:
                free = min(free, math.floor((now - self._even_from()) / self._spacing))
        return max(free, 0)

    def worth_reading(self, now: float) -> int:
        """Say of how many messages it may be worth to know: more would not begin now."""
        most = self.free(Lane.REPLY, now)
        if not self.limits.per_second:
            return most
        return min(most, self.free(Lane.BULK, now) + _SPARE)

    def busy(self, now: float) -> Collection[str]:
        """List the chats that take nothing now."""
        while self._ends and self._ends[0][0] <= now:
            end, chat = heapq.heappop(self._ends)
            if self._resting.get(chat) == end:
                del self._resting[chat]
        return self._resting.keys()

    def begin(self, chat: str, lane: int, now: float) -> float:
        """Take a permit and say from when on it may be used; the chat is busy until `end`.

        What is not urgent leaves alone those that can be used soonest: an answer takes the first.
        """
        self._under_way += 1
        self._resting[chat] = math.inf
        if lane == Lane.REPLY:
            self._answered.add(chat)
        else:
            self._even_until = max(self._even_until, now) + self._spacing
        return self._permits.pop(self._kept(lane)) if self._permits else 0.0

    def end(self, chat: str, answered: float, rest: float = 0.0) -> None:
        """Give the permit back and let the chat rest, at least `rest` seconds.

        `answered` is when the call ended; the chat is busy until now, so that what became of
        the message is written down before the next one follows.
        """
        self._under_way -= 1
        if chat in self._answered:
            self._answered.remove(chat)
            self._answers_back.append(answered + SECOND)
        if self.limits.per_second:
            insort(self._permits, answered + SECOND)
        until = max(answered + rest, self._chat_free_at(chat, answered))
        if until <= answered:
            del self._resting[chat]
            return
        self._resting[chat] = until
        heapq.heappush(self._ends, (until, chat))

    def remember(self, group: str, answered: Sequence[float], now: float) -> None:
        """Count what a group got from whoever sent before us, the earliest first."""
        window = self._groups[group] = deque(answered, maxlen=self.limits.group_per_minute)
        until = window[0] + MINUTE if len(window) == window.maxlen else now
        if until > self._resting.get(group, now):
            self._resting[group] = until
            heapq.heappush(self._ends, (until, group))

    def pause(self, until: float) -> None:
        """Begin nothing until then, and then only one until it goes well."""
        self._quiet_until = max(self._quiet_until, until)
        self._is_careful = True

    def went_well(self) -> None:
        """Note that the platform takes messages."""
        self._is_careful = False

    def next_change(self, now: float) -> float:
        """Say in how many seconds more may begin than now, at most a minute."""
        if now < self._quiet_until:
            return self._quiet_until - now
        self.busy(now)
        back = self._back(now)
        times = [permit - AHEAD_SECONDS for permit in self._permits[back : back + 1]]
        times += [end for end, _ in self._ends[:1]]
        if (even := self._even_from() + self._spacing) > now:
            times.append(even)
        return min(times, default=now + MINUTE) - now

    @property
    def _spacing(self) -> float:
        return SECOND / (self.limits.per_second * _EVENLY) if self.limits.per_second else 0.0

    def _even_from(self) -> float:
        return self._even_until - _FIRST_SECONDS

    def _kept(self, lane: int) -> int:
        """Say how many permits a lane leaves for what is more urgent."""
        most = self.limits.per_second
        usual = most - _part(most, _SHARES[Lane(lane)])
        if lane == Lane.REPLY:
            return usual
        answers = len(self._answered) + len(self._answers_back)
        more = min(math.ceil(answers * _OF_ANSWERS), _MOST_OF_ANSWERS)
        return max(usual, min(usual + more, most - answers + _LEFT_OVER))

    def _back(self, now: float) -> int:
        """Count the permits that may be used now, or so soon that a message may be prepared."""
        return bisect_right(self._permits, now + AHEAD_SECONDS)

    def _chat_free_at(self, chat: str, answered: float) -> float:
        if not chat.startswith("-"):
            return answered + self.limits.chat_seconds
        most = self.limits.group_per_minute
        if not most:
            return answered
        if len(self._groups) >= MOST_GROUPS:
            recent = answered - MINUTE
            self._groups = {one: times for one, times in self._groups.items() if times[-1] > recent}
        window = self._groups.setdefault(chat, deque(maxlen=most))
        window.append(answered)
        return window[0] + MINUTE if len(window) == most else answered


def _part(whole: int, share: float) -> int:
    return max(1, math.floor(whole * share), whole - MOST_KEPT if share < 1 else whole)
