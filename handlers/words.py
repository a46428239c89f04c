"""Replies put into words: the texts in every language, and how fields are written in them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import structlog
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax import ast

from handlers import dates, pseudo
from handlers.conversation import Code, Lines, Listing, Name, Words
from handlers.newer import Newer
from handlers.rich import Rich, from_html, to_html
from storage.countries import name_of_country, name_of_language

FALLBACK = "en"
#: A made-up language from right to left, to see whether pages are ready for one; nobody speaks it.
PSEUDO = "qps-plocm"
#: The end of a language in which a pupil is spoken to: "fr-x-pupil" (BCP 47, private use).
TO_PUPIL = "-x-pupil"
#: What a text says to a pupil, where that differs: its attribute of this name.
_PUPIL = "pupil"
FOLDER = Path(__file__).parent / "texts"
#: The patterns that say a day with its weekday, the fullest first; and what is widened in them.
_WITH_WEEKDAY = ("MMMMEEEEd", "MMMMEd", "MMMEd", "MEd")
_WIDENED = re.compile("E+|c{3,}|M{3,}|L{3,}")
#: Files smaller than this are measured in kilobytes.
_SMALL = 100_000
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


@cache
def for_pupils(language: str) -> str:
    """Give a language as one speaks it to a child, where that is another way: "tu", not "vous".

    A text that differs says so in an attribute `.pupil` of its own in the language's file.
    """
    if language == PSEUDO:
        return language
    texts = _texts(language)
    return f"{language}{TO_PUPIL}" if any(_to_pupil(one) for one in texts.body) else language


def _to_pupil(text: Any) -> ast.Pattern | None:
    """Find what a text says to a pupil; None if it says the same to everybody."""
    attributes = text.attributes if isinstance(text, ast.Message) else ()
    return next((one.value for one in attributes if one.id.name == _PUPIL), None)


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
    raise Newer(f"no text {key!r}")


def moment(language: str, at: datetime, now: datetime, zone: tzinfo) -> str:
    """Say when something was: the time alone if it was today, else with weekday and day."""
    there, today = at.astimezone(zone), now.astimezone(zone)
    pattern = "HH:mm" if there.date() == today.date() else "EEEE, d MMMM, HH:mm"
    if there.year != today.year:
        pattern = "EEEE, d MMMM y, HH:mm"
    return dates.written_time(pattern, at, zone, locale_of(language))


def dated(language: str, at: datetime, zone: tzinfo) -> str:
    """Say when something was, in full: it may be read years later."""
    pattern = "EEEE, d MMMM y, HH:mm"
    return dates.written_time(pattern, at, zone, locale_of(language))


def day(language: str, date_: date) -> str:
    """Say a day with its weekday, as one does in the language: "Thursday 3 December"."""
    return dates.written(_day_pattern(language), date_, locale_of(language))


@cache
def _day_pattern(language: str) -> str:
    """Take the language's own order and signs, and write weekday and month in full.

    Source: UTS #35, "Matching Skeletons": fields of the pattern found are widened.
    """
    known = locale_of(language).datetime_skeletons
    pattern = next(str(known[one].pattern) for one in _WITH_WEEKDAY if one in known)
    parts = pattern.split("'")  # what stands between signs like these is text
    parts[::2] = [_WIDENED.sub(lambda it: it[0][0] * 4, part) for part in parts[::2]]
    return "'".join(parts)


def number(language: str, count: int) -> str:
    """Write a number as one does in a language: "52,000"."""
    return str(format_decimal(count, locale=locale_of(language)))


def part(language: str, percent: int) -> str:
    """Write a part of a hundred as one does in a language: "37%"."""
    return str(format_percent(percent / 100, locale=locale_of(language)))


def size(language: str, count: int) -> str:
    """Write how many bytes a file has as people read it: "3.1 MB", in French "3,1 Mo"."""
    unit, number = ("digital-megabyte", round(count / 1_000_000, 1))
    if count < _SMALL:
        unit, number = "digital-kilobyte", max(1, count // 1000)
    return str(format_unit(number, unit, "short", locale=locale_of(language)))


def exists(key: str) -> bool:
    """Tell whether there is such a text in English."""
    return _knows(_bundle(FALLBACK), key)


def _knows(bundle: FluentBundle, key: str) -> bool:
    return bool(bundle.has_message(key.replace(".", "-")))


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation is done in _field, where it is needed only: isolated codes do not copy well.
    plain = language.removesuffix(TO_PUPIL)
    bundle = FluentBundle([FALLBACK if plain == PSEUDO else plain], use_isolating=False)
    texts = _texts(FALLBACK if plain == PSEUDO else plain)
    if plain != language:
        for one in texts.body:
            if isinstance(one, ast.Message):
                one.value = _to_pupil(one) or one.value
    bundle.add_resource(pseudo.Mirror().visit(texts) if language == PSEUDO else texts)
    return bundle


def _texts(language: str) -> ast.Resource:
    return FluentResource((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))


@cache
def locale_of(language: str) -> Locale:
    """Give the habits of a language in writing dates and lists; English as in Europe."""
    plain = language.removesuffix(TO_PUPIL)
    is_english = plain in {FALLBACK, PSEUDO}
    return Locale.parse("en_GB") if is_english else Locale.parse(plain, sep="-")


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
            return dates.long(value, locale_of(language))
    raise TypeError(f"a field cannot hold a {type(value).__name__}")


def _name(language: str, name: Name) -> str:
    if name.kind == "country":
        return name_of_country(name.code, language.removesuffix(TO_PUPIL))
    if name.kind == "language":
        return name_of_language(name.code, language.removesuffix(TO_PUPIL))
    if name.kind == "month":
        first = date.fromisoformat(name.code)
        month = format_date(first, format="LLLL y", locale=locale_of(language))
        return month.replace(" ", "\u00a0")
    return from_html(html(language, f"{name.kind}.{name.code}", {}, UTC)).text


def _time(language: str, at: datetime, zone: tzinfo) -> str:
    return dates.written_time("d MMMM, HH:mm", at, zone, locale_of(language))


def _isolated(text: str, language: str) -> str:
    """Fence off a text that runs against the direction of the sentence around it."""
    against = not is_right_to_left(language)
    runs_against = any(
        _FIRST_STRONG.get(unicodedata.bidirectional(sign)) is against for sign in text
    )
    return f"{_ISOLATE}{text}{_POP}" if runs_against and not text.isascii() else text
