"""The countries of eTwinning and the languages taught there, and how people call both."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from storage.names import ranked
from storage.words import fold

_FILE = Path(__file__).with_name("countries.toml")
_FALLBACK = "en"
#: What people may always type in. CLDR writes "sr" in Cyrillic alone, Serbs use both scripts.
_UNDERSTOOD = frozenset({_FALLBACK, "sr-Latn"})

_ORDER = """
ar az bg bs ca cs da de el en es et eu fi fr fy ga gl hr hu hy is it ka lb lt lv mk mt nb nl nn pl
pt ro ru se sk sl sq sr sv tr uk be eo grc he ja ko la rom zh
"""
#: Languages that teachers may choose: those of schooling in every country, and some taught widely.
#: The order is fixed for ever: a language's place here is its bit in stored numbers
#: (storage/masks.py). New ones go to the end, at most 63; none is taken out.
LANGUAGES = tuple(_ORDER.split())


@dataclass(frozen=True)
class Country:
    """A country that takes part. Source: storage/countries.toml, which explains each field."""

    code: str
    languages: tuple[str, ...]
    zones: tuple[str, ...]
    #: The children's helpline; empty where we know of none.
    helpline: str
    #: "certificate", "head" or "coordinator".
    proof: str = "coordinator"
    days: int = 7
    emergency: str = "112"
    also: tuple[str, ...] = ()
    #: Where its National Support Service is reached besides the bot; empty where we do not know.
    site: str = ""
    mail: str = ""

    @property
    def said_helpline(self) -> str:
        """The helpline's number as people say it: that of all Europe is "116 111"."""
        return "116\u202f111" if self.helpline == "116111" else self.helpline

    @property
    def zone(self) -> ZoneInfo:
        """The time that most of its schools keep."""
        return ZoneInfo(self.zones[0])


@cache
def all_countries() -> tuple[Country, ...]:
    """List the countries, by code."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Country(code, **{field: _frozen(value) for field, value in table.items()})
        for code, table in sorted(tables.items())
    )


def by_code(code: str) -> Country | None:
    """Find a country by its code, e.g. "RO"; None if it does not take part."""
    return _by_code().get(code)


def name_of_country(code: str, ui_language: str) -> str:
    """Name a country in a language; in English, else by its code, where CLDR has no name."""
    return _name("territories", code, ui_language)


def name_of_language(code: str, ui_language: str) -> str:
    """Name a language in a language; in English, else by its code, where CLDR has no name."""
    return _name("languages", code, ui_language)


def search(text: str, ui_languages: Iterable[str]) -> list[str]:
    """List the codes of the countries that somebody may have meant, the likest first.

    They may be typed in one of these languages, in English or in one of the country's own.
    """
    return ranked(text, _named_countries(_UNDERSTOOD.union(ui_languages)))


def search_languages(text: str, ui_languages: Iterable[str]) -> list[str]:
    """List the codes of the languages that somebody may have meant, the likest first.

    They may be typed in one of these languages, in English or in the language itself.
    """
    return ranked(text, _named_languages(_UNDERSTOOD.union(ui_languages)))


@cache
def _named_countries(spoken: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """List every folded name under which a country is known to speakers of these languages."""
    named = [
        (fold(name_of_country(country.code, language)), country.code)
        for country in all_countries()
        for language in spoken.union(country.languages)
    ]
    others = [(fold(name), country.code) for country in all_countries() for name in country.also]
    return tuple(dict.fromkeys(named + others))


@cache
def _named_languages(spoken: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """List every folded name under which a language is known to speakers of these languages."""
    return tuple(
        dict.fromkeys(
            (fold(name_of_language(code, language)), code)
            for code in LANGUAGES
            for language in spoken | {code}
        )
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in all_countries()}


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


@cache
def _name(kind: str, code: str, language: str) -> str:
    for tried in (language, _FALLBACK):
        locale = _locale(tried)
        name = getattr(locale, kind).get(code) if locale else None
        if name:
            return str(name)
    return code
