"""Replies put into words: the texts in every language, and how fields are written in them."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import structlog
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource, resolver

from handlers import pseudo
from handlers.conversation import Code, Lines, Listing, Name, Words
from handlers.rich import Rich, from_html, to_html
from storage.countries import name_of_country, name_of_language

FALLBACK = "en"
#: A made-up language from right to left, to see whether pages are ready for one; nobody speaks it.
PSEUDO = "qps-plocm"
FOLDER = Path(__file__).parent / "texts"
_FIRST_STRONG = {"L": False, "R": True, "AL": True}
#: First strong isolate, pop directional isolate.
_ISOLATE, _POP = "\u2068", "\u2069"

# Fluent refuses fields longer than this, against foreign texts that expand without end. Our texts
# are our own, and people write long messages.
resolver.MAX_PART_LENGTH = 1_000_000

_log = structlog.get_logger()


@cache
def languages() -> tuple[str, ...]:
    """List the languages that the bot speaks, English first."""
    found = sorted(path.stem for path in FOLDER.glob("*.ftl"))
    return (FALLBACK, *(one for one in found if one != FALLBACK))


def language_for(hint: str) -> str:
    """Choose the language we speak to somebody whose device says `hint`, e.g. "fr-BE"."""
    first = hint.lower().replace("_", "-").split("-")[0]
    return first if first in languages() else FALLBACK


@cache
def own_name(language: str) -> str:
    """Say what a language calls itself: "français"."""
    if language == PSEUDO:
        return pseudo.mirrored("Mirrored")
    return str(Locale.parse(language, sep="-").get_display_name() or language)


def tag(language: str) -> str:
    """Name a language as pages do: the made-up one is English, written in another way."""
    return "en-x-mirrored" if language == PSEUDO else language


def render(language: str, key: str, fields: Mapping[str, Any], zone: tzinfo) -> Rich:
    """Put a text into words: in `language`, or in English where that has no such text."""
    return from_html(html(language, key, fields, zone))


def plain(language: str, label: Any, zone: tzinfo = UTC) -> str:
    """Put a button's label, or any other field, into words without formatting."""
    match label:
        case Words() if not label.fields:
            return _unchanging(language, label.key)
        case Name():
            return _named(language, label)
    return from_html(_write(language, label, zone)).text


@cache
def _unchanging(language: str, key: str) -> str:
    """Say a text without fields: most buttons, which are looked through for what was typed."""
    return from_html(html(language, key, {}, UTC)).text


@cache
def _named(language: str, name: Name) -> str:
    return from_html(_write(language, name, UTC)).text


def html(language: str, key: str, fields: Mapping[str, Any], zone: tzinfo) -> str:
    """Put a text into words as our own markup, with everything people typed escaped."""
    return _html(language, key, fields, zone) if fields else _still(language, key)


@cache
def _still(language: str, key: str) -> str:
    """Say a text without fields, as our own markup: most of what stands on pages."""
    return _html(language, key, {}, UTC)


def _html(language: str, key: str, fields: Mapping[str, Any], zone: tzinfo) -> str:
    written = {name: _field(language, value, zone) for name, value in fields.items()}
    for tried in (language, FALLBACK):
        bundle = _bundle(tried)
        message = bundle.get_message(key.replace(".", "-")) if _knows(bundle, key) else None
        if message is None or message.value is None:
            continue
        text, errors = bundle.format_pattern(message.value, written)
        if not errors:
            return str(text)
        _log.error("text.fields", key=key, language=tried)
        if tried == FALLBACK:
            return str(text)
    raise KeyError(f"no text {key!r}")


def moment(language: str, at: datetime, now: datetime, zone: tzinfo) -> str:
    """Say when something was: the time alone if it was today, else with weekday and day."""
    there, today = at.astimezone(zone), now.astimezone(zone)
    pattern = "HH:mm" if there.date() == today.date() else "EEEE, d MMMM, HH:mm"
    if there.year != today.year:
        pattern = "EEEE, d MMMM y, HH:mm"
    return format_datetime(at, format=pattern, tzinfo=zone, locale=locale_of(language))


def dated(language: str, at: datetime, zone: tzinfo) -> str:
    """Say when something was, in full: it may be read years later."""
    pattern = "EEEE, d MMMM y, HH:mm"
    return format_datetime(at, format=pattern, tzinfo=zone, locale=locale_of(language))


def number(language: str, count: int) -> str:
    """Write a number as one does in a language: "52,000"."""
    return str(format_decimal(count, locale=locale_of(language)))


def exists(key: str) -> bool:
    """Tell whether there is such a text in English."""
    return _knows(_bundle(FALLBACK), key)


def _knows(bundle: FluentBundle, key: str) -> bool:
    return bool(bundle.has_message(key.replace(".", "-")))


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation is done in _field, where it is needed only: isolated codes do not copy well.
    locale = FALLBACK if language == PSEUDO else language
    bundle = FluentBundle([locale], use_isolating=False)
    file = FALLBACK if language == PSEUDO else language
    texts = FluentResource((FOLDER / f"{file}.ftl").read_text(encoding="utf-8"))
    bundle.add_resource(pseudo.Mirror().visit(texts) if language == PSEUDO else texts)
    return bundle


@cache
def locale_of(language: str) -> Locale:
    """Give the habits of a language in writing dates and lists; English as in Europe."""
    is_english = language in {FALLBACK, PSEUDO}
    return Locale.parse("en_GB") if is_english else Locale.parse(language, sep="-")


@cache
def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return language == PSEUDO or locale_of(language).text_direction == "rtl"


def _field(language: str, value: Any, zone: tzinfo) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value  # Fluent writes numbers, and needs them to choose a plural
    return _write(language, value, zone)


def _write(language: str, value: Any, zone: tzinfo) -> str:
    match value:
        case None:
            return ""
        case bool() | int() | float():
            return str(value)
        case str():
            return _isolated(escape(value, quote=False), language)
        case Rich():
            return _isolated(to_html(value), language)
        case Code():
            return f"<code>{escape(value.text, quote=False)}</code>"
        case Words():
            return html(language, value.key, value.fields, zone)
        case Name():
            return escape(_name(language, value), quote=False)
        case Listing():
            items = [_write(language, item, zone) for item in value.items]
            return format_list(items, locale=locale_of(language))
        case Lines():
            return "\n".join(_write(language, item, zone) for item in value.items)
        case datetime():
            return _time(language, value, zone)
        case date():
            return format_date(value, format="long", locale=locale_of(language))
    raise TypeError(f"a field cannot hold a {type(value).__name__}")


def _name(language: str, name: Name) -> str:
    if name.kind == "country":
        return name_of_country(name.code, language)
    if name.kind == "language":
        return name_of_language(name.code, language)
    if name.kind == "month":
        first = date.fromisoformat(name.code)
        month = format_date(first, format="LLLL y", locale=locale_of(language))
        return month.replace(" ", "\u00a0")
    return from_html(html(language, f"{name.kind}.{name.code}", {}, UTC)).text


def _time(language: str, at: datetime, zone: tzinfo) -> str:
    locale = locale_of(language)
    return format_datetime(at, format="d MMMM, HH:mm", tzinfo=zone, locale=locale)


def _isolated(text: str, language: str) -> str:
    """Fence off a text that runs against the direction of the sentence around it."""
    against = not is_right_to_left(language)
    runs_against = any(
        _FIRST_STRONG.get(unicodedata.bidirectional(sign)) is against for sign in text
    )
    return f"{_ISOLATE}{text}{_POP}" if runs_against and not text.isascii() else text
