"""A letter of the outbox put into words."""

from datetime import tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from handlers import words
from handlers.conversation import Words
from handlers.packing import unpack
from handlers.platform import Choice, Outgoing
from handlers.rich import Rich
from handlers.zones import zone_of
from storage.sending import Letter


def worded(letter: Letter) -> Outgoing:
    """Write a letter in its reader's language and time zone.

    Raises KeyError if there is no such text.
    """
    reply = unpack(letter.payload)
    language = letter.language
    zone = ZoneInfo(letter.zone) if letter.zone else zone_of(None)
    choices = tuple(
        tuple(Choice(_label(language, one.label, zone), one.command) for one in row)
        for row in reply.buttons
    )
    return Outgoing(
        chat=letter.chat,
        text=_stripped(words.render(language, reply.key, reply.fields, zone)),
        choices=choices,
        sender=letter.sender,
        hint=_hint(letter, reply.by_words) if choices else "",
        by_words=reply.by_words,
        file=reply.file,
        replies_to=letter.replies_to,
    )


def taken_back(letter: Letter) -> Rich:
    """Write what stands where a message was taken back and cannot disappear."""
    return Rich(_fixed(letter.language, "delivery.taken_back"))


def _stripped(text: Rich) -> Rich:
    """Leave out the end of a text whose last field is empty, such as a file's caption."""
    return text.part(0, len(text.text.rstrip())) if text.text[-1:].isspace() else text


def _hint(letter: Letter, by_words: bool) -> str:
    """Say how to choose: a bare number answers what was asked, not what we sent unasked."""
    if by_words:
        return _fixed(letter.language, "choices.hint_words")
    key = "choices.hint_pushed" if letter.payload.get("pushed") else "choices.hint"
    return _fixed(letter.language, key)


def _label(language: str, label: Any, zone: tzinfo) -> str:
    if isinstance(label, Words) and not label.fields:
        return _fixed(language, label.key)
    return words.plain(language, label, zone)


@cache
def _fixed(language: str, key: str) -> str:
    """Write a text that has no fields: most buttons say one of a few things."""
    return words.render(language, key, {}, zone_of(None)).text
