"""A letter of the outbox put into words."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from handlers import words
from handlers.conversation import Words
from handlers.packing import unpack
from handlers.platform import Choice, Outgoing
from handlers.rich import Rich
from handlers.zones import zone_of
from storage.outbox import encode
from storage.sending import Letter

#: So many of the messages that many get stay in words until others are said.
KEPT = 256


def worded(letter: Letter) -> Outgoing:
    """Write a letter in its reader's language and time zone.

    Raises Newer if there is no such text.
    """
    if letter.batch and not letter.is_private:
        said = _said_to_many(encode(letter.payload), letter.language, letter.zone)
    else:
        said = _said(letter.payload, letter.language, letter.zone)
    return replace(said, chat=letter.chat, sender=letter.sender, replies_to=letter.replies_to)


@lru_cache(maxsize=KEPT)
def _said_to_many(payload: str, language: str, zone: str) -> Outgoing:
    """Write once what many get: it takes longer than all else that is done to send it."""
    return _said(json.loads(payload), language, zone)


def _said(payload: Mapping[str, Any], language: str, zone: str) -> Outgoing:
    """Write a message that is to nobody yet."""
    reply = unpack(payload)
    place = ZoneInfo(zone) if zone else zone_of(None)
    choices = tuple(
        tuple(Choice(_label(language, one.label, place), one.command) for one in row)
        for row in reply.buttons
    )
    is_pushed = bool(payload.get("pushed"))
    return Outgoing(
        chat="",
        text=_stripped(words.render(language, reply.key, reply.fields, place)),
        choices=choices,
        hint=_hint(language, is_pushed, reply.by_words) if choices else "",
        by_words=reply.by_words,
        file=reply.file,
    )


def taken_back(letter: Letter) -> Rich:
    """Write what stands where a message was taken back and cannot disappear."""
    return Rich(_fixed(letter.language, "delivery.taken_back"))


def _stripped(text: Rich) -> Rich:
    """Leave out the end of a text whose last field is empty, such as a file's caption."""
    return text.part(0, len(text.text.rstrip())) if text.text[-1:].isspace() else text


def _hint(language: str, is_pushed: bool, by_words: bool) -> str:
    """Say how to choose: a bare number answers what was asked, not what we sent unasked."""
    if by_words:
        return _fixed(language, "choices.hint_words")
    return _fixed(language, "choices.hint_pushed" if is_pushed else "choices.hint")


def _label(language: str, label: Any, zone: tzinfo) -> str:
    if isinstance(label, Words) and not label.fields:
        return _fixed(language, label.key)
    return words.plain(language, label, zone)


@cache
def _fixed(language: str, key: str) -> str:
    """Write a text that has no fields: most buttons say one of a few things."""
    return words.render(language, key, {}, zone_of(None)).text
