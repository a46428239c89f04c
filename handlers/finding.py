"""What somebody who looks for public things typed, read as words, countries and subjects."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from handlers import words
from handlers.conversation import Name
from storage import countries, public_words
from storage.public_search import CODES, WORDS, Term, Wish
from storage.public_words import AGES
from storage.subjects import SUBJECTS
from storage.words import known_as, typed

#: From so many letters on the beginning of a country's or subject's name is enough.
_ENOUGH = 4
#: Shorter words are in every text.
_SHORTEST = 2
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed down by; empty is all."""

    country: str = ""
    subject: str = ""
    language: str = ""
    #: The place of the ages in AGES; -1 is all.
    age: int = -1


def filters(country: str, subject: str, language: str, age: str) -> Filters:
    """Read what the fields of a form chose; what is unknown counts as all."""
    country = country.upper()
    number = next((place for place in range(len(AGES)) if age == str(place + 1)), -1)
    return Filters(
        country if countries.by_code(country) else "",
        subject if subject in SUBJECTS else "",
        language if language in countries.LANGUAGES else "",
        number,
    )


def wish(text: str, chosen: Filters = Filters(), best_first: bool = True) -> Wish:
    """Say for which projects somebody looks."""
    codes = [public_words.country(chosen.country)] if chosen.country else []
    codes += [public_words.subject(chosen.subject)] if chosen.subject else []
    codes += [public_words.language(chosen.language)] if chosen.language else []
    codes += [public_words.age(chosen.age)] if chosen.age >= 0 else []
    terms = tuple(Term(one, _named(one)) for one in said(text))
    return Wish(terms, tuple(codes), best_first)


def said(text: str) -> tuple[str, ...]:
    """List the folded words of a search that count."""
    return tuple(one for one in typed(text[:200]) if len(one) >= _SHORTEST)[:WORDS]


def countries_in(text: str) -> list[str]:
    """List the codes of the countries that are named in what was typed."""
    mark = public_words.country("")
    named = (code for word in said(text) for code in _named(word))
    return list(dict.fromkeys(code.removeprefix(mark) for code in named if code.startswith(mark)))


@cache
def _names() -> tuple[list[str], list[str]]:
    """List every word that names a country or a subject, sorted, and beside it the code."""
    spoken = words.languages()
    named: set[tuple[str, str]] = set()
    for country in countries.all_countries():
        code = public_words.country(country.code)
        for language in {*spoken, *country.languages}:
            _add(named, typed(countries.name_of_country(country.code, language)), code)
        for name in country.also:
            _add(named, typed(name), code)
    for subject in SUBJECTS:
        for language in spoken:
            told = words.plain(language, Name("subject", subject), _UTC)
            _add(named, typed(told), public_words.subject(subject))
    ordered = sorted(named)
    return [word for word, _ in ordered], [code for _, code in ordered]


def _add(named: set[tuple[str, str]], found: Iterable[str], code: str) -> None:
    named.update((word, code) for word in found if len(word) >= _SHORTEST)


@cache
def _known_words() -> frozenset[str]:
    return frozenset(_names()[0])


def _named(word: str) -> tuple[str, ...]:
    """List the countries and subjects that a word may name, as public_words does."""
    if len(word) < _ENOUGH and word not in _known_words():
        return ()
    names, codes = _names()
    found: dict[str, None] = {}
    place = bisect_left(names, word)
    while place < len(names) and names[place].startswith(word):
        if len(word) >= _ENOUGH or names[place] == word:
            found[codes[place]] = None
        place += 1
    return tuple(found)[:CODES]


def fits(text: str, *told: str) -> bool:
    """Tell whether every word that was typed begins a word of what is told."""
    if not text.strip():
        return True
    wanted, there = said(text), "".join(map(_words_of, told))
    return bool(wanted) and all(f" {word}" in there for word in wanted)


@lru_cache(4_000)
def _words_of(told: str) -> str:
    """Give the folded words of a text, each behind a space."""
    return "".join(f" {word}" for word in sorted(known_as(told)))
