"""What is thrown at the doors: by hypothesis, and recordings spoiled; all of it follows a seed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import handlers.commands  # noqa: F401 - registers every command
from handlers.conversation import COMMANDS, ROOM_COMMANDS
from tests.fuzz import recordings, roomrecordings
from tests.fuzz.spoiling import (
    DEPTHS,
    MARK,
    SHALLOW,
    STRINGS,
    deep,
    garbage,
    spoiled,
    text_of,
    values,
)

#: What people, and not platforms, decide of their updates.
_FREE = {
    *("text", "caption", "file_name", "mime_type", "title", "first_name", "last_name"),
    *("username", "data", "question", "emoji", "phone_number", "address", "url", "language_code"),
}
_ARGUMENTS = (
    *map(str, range(1, 13)),
    *("0", "-1", "00", "²", "٣", "1.5", "1e3", "9" * 15, "9" * 19, "9" * 400, "NaN", "None"),
    *("RO", "DE", "XX", "en", "fr", "biology", "-", "--", "off", "on", "yes", "no", "all", "more"),
    *("9-12", "12-9", "0-999", "2026-10-12", "2026-13-45", "12.10.2026", "15:30", "25:99"),
    *("2026-10-12 15:00", "tomorrow", "9999-12-31 23:59", "0001-01-01 00:00", "r1", "c1", "p1"),
    *("ABCD2345", "@etwin_bot", "https://x.example/a", "%", "_", "'", '"', "\\", "\n", "\t", MARK),
    *("🙂", "\ud83d", "\0", "\u202e", "x" * 300, "x" * 5000, "1 2 3", ",", "ana@x.example"),
)
_SHORT = ("-", ".", "12", "9-12", "Romania", "biology", "English", "Ben", "1", "2", "1, 2", "yes")

#: Half of a sign beyond Unicode's first 65,536, without the other half.
_HALF = re.compile(
    r"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}"
)
_SIGNS = st.characters(exclude_categories=())
_ARGUMENT = st.one_of(st.sampled_from(_ARGUMENTS), st.integers().map(str), st.text(_SIGNS))
_COMMAND = st.builds(
    lambda sign, name, words: f"{sign}{name} {' '.join(words)}",
    st.sampled_from(("/", "/", "/", "!", "! ", "//", "/ ")),
    st.one_of(st.sampled_from(sorted({*COMMANDS, *ROOM_COMMANDS})), st.text(_SIGNS, max_size=9)),
    st.lists(_ARGUMENT, max_size=4),
)
_WORDS = st.one_of(
    _COMMAND,
    _COMMAND,
    st.sampled_from((*_SHORT, *STRINGS)),
    st.text(_SIGNS, max_size=60).map(lambda text: f"{text}{MARK}"),
)
#: So many are drawn at once: an example of hypothesis costs more than a word.
_AT_ONCE = 10


@dataclass(frozen=True)
class Thrown:
    """Something for a door: "update", "push", "chat" (with the place of the chat) or "device"."""

    door: str
    what: Any
    #: Whether a person can cause it; else only a platform that does not keep to its own rules.
    by_person: bool
    chat: int = 0


@dataclass
class Cast:
    """Who throws, and where."""

    people: Sequence[int] = ()
    groups: Sequence[int] = ()
    #: Rooms of TwinSpaces with the accounts that are in them.
    rooms: dict[str, Sequence[str]] = field(default_factory=dict)
    #: Buttons that the service has shown: they are pressed, by anybody.
    buttons: Sequence[str] = ()


def thrown(seed: int, number: int, cast: Cast) -> list[Thrown]:
    """Draw so many things; the same for the same seed and cast."""
    found: list[str] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=number // _AT_ONCE + 1,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(_WORDS, min_size=_AT_ONCE, max_size=_AT_ONCE))
    def draw(words: list[str]) -> None:
        found.extend(words)

    draw()
    words = found[-number:]  # hypothesis begins with the simplest
    return [_throw(one, Random(f"{seed}.{at}"), cast) for at, one in enumerate(words)]


def _throw(words: str, chance: Random, cast: Cast) -> Thrown:
    door = chance.choice(_DOORS)
    return door(words, chance, cast)


def _is_matrix(content: Any) -> bool:
    """Tell whether a homeserver takes this from a person. Source: seen with Synapse 1.163."""
    text = text_of(content)
    if len(text) > 60_000 or _HALF.search(text) or text.count('{"x":[') > 60:
        return False
    return not any(
        isinstance(one, float) or (isinstance(one, int) and abs(one) >= 2**53)
        for one in values(content)
    )


def _update(words: str, chance: Random, cast: Cast) -> Thrown:
    """Let somebody do with Telegram what people do, with any words; or let Telegram spoil it."""
    update = chance.choice(_updates())
    if chance.random() < 0.6:
        update = chance.choice(_common())
    if cast.buttons and "callback_query" in update and chance.random() < 0.7:
        words = chance.choice(cast.buttons)
    if chance.random() < 0.3:
        words = _reworded(words, chance)
    user = chance.choice(cast.people) if chance.random() < 0.97 else chance.randrange(1, 2**52)
    group = chance.choice(cast.groups) if chance.random() < 0.95 else -chance.randrange(1, 2**40)
    update = _free(update, words, chance)
    update = recordings.put(update, {recordings.SOMEBODY: user, recordings.GROUP: group})
    by_person = chance.random() < 0.7
    if not by_person:
        update = spoiled(update, chance, chance.choice((1, 1, 2, 4)))
    return Thrown("update", update, by_person)


def _free(value: Any, words: str, chance: Random, name: str = "") -> Any:
    """Write other words where people are free to write what they want."""
    if isinstance(value, dict):
        found = {key: _free(one, words, chance, key) for key, one in value.items()}
        if found.get("text") != value.get("text") or found.get("caption") != value.get("caption"):
            found.pop("entities", None)
            found.pop("caption_entities", None)
        return found
    if isinstance(value, list):
        return [_free(one, words, chance, name) for one in value]
    if name in {"text", "data", "caption"} and value:
        return words if name != "data" else words[:64]
    return chance.choice(STRINGS) if name in _FREE and chance.random() < 0.1 else value


def _reworded(words: str, chance: Random) -> str:
    parts = words.split(" ")
    parts[chance.randrange(len(parts))] = chance.choice((*_ARGUMENTS, *STRINGS))
    return " ".join(parts)


def _push(words: str, chance: Random, cast: Cast) -> Thrown:
    """Let somebody do anything in a room; or let the homeserver spoil what it tells of it."""
    room = chance.choice(list(cast.rooms) or [roomrecordings.ROOM])
    users = [*cast.rooms.get(room, ()), roomrecordings.USER]
    source = chance.choice(_pushed())
    event, by_person = _event(source, words, chance)
    places = {roomrecordings.ROOM: room, roomrecordings.USER: chance.choice(users)}
    return Thrown("push", recordings.put(event, places), by_person)


def _chat(words: str, chance: Random, cast: Cast) -> Thrown:
    """Let somebody write to the bot."""
    event, by_person = _event(chance.choice(_events()), words, chance)
    return Thrown("chat", event, by_person, chat=chance.randrange(1000))


def _device(words: str, chance: Random, cast: Cast) -> Thrown:
    event = dict(chance.choice(_to_device()))
    if chance.random() < 0.7:
        event["content"] = spoiled(event["content"], chance, chance.choice((1, 2)), DEPTHS[:-1])
    return Thrown("device", event, by_person=True)


def _event(source: Any, words: str, chance: Random) -> tuple[Any, bool]:
    event = dict(source)
    content = event.get("content")
    if isinstance(content, dict) and "body" in content:
        content = {**content, "body": words}
        if "formatted_body" in content:
            content["formatted_body"] = chance.choice((words, *STRINGS))
        event["content"] = content
    if chance.random() < 0.4:  # people decide of all the content, and the homeserver of the rest
        event["content"] = _content(event.get("content"), chance)
    by_person = chance.random() < 0.85 and "state_key" not in event and "event_id" in event
    if chance.random() < 0.1:
        by_person = False
        event = spoiled(event, chance, chance.choice((1, 1, 2, 4)), SHALLOW)
    return event, by_person and _is_matrix(event["content"])


def _content(content: Any, chance: Random) -> Any:
    if chance.random() < 0.05:
        return {"msgtype": "m.text", "body": "deep", "x": deep(chance.choice(SHALLOW))}
    found = spoiled(content, chance, chance.choice((1, 1, 2, 3)), SHALLOW)
    return found if isinstance(found, dict) else {"body": garbage(chance)}


def shown(what: Any) -> str:
    """Write what was thrown so that it can be thrown again."""
    return text_of(what)


@cache
def _updates() -> list[Any]:
    return recordings.updates()


@cache
def _common() -> list[Any]:
    """List texts to the bot and pressed buttons: nothing leads further in."""
    texts = [one for one in _updates() if one.get("message", {}).get("text") == "hello *you*"]
    return [*texts, *(one for one in _updates() if "callback_query" in one)]


@cache
def _events() -> list[Any]:
    every = roomrecordings.events()
    return [*every, *(one for one in every if one["type"] == "m.room.message")]


@cache
def _pushed() -> list[Any]:
    return [*_events(), *roomrecordings.ephemeral()]


@cache
def _to_device() -> list[Any]:
    return roomrecordings.to_device()


_DOORS: tuple[Callable[[str, Random, Cast], Thrown], ...] = (
    *(_update,) * 10,
    *(_push,) * 5,
    *(_chat,) * 5,
    _device,
)
