"""Names of people, cut out of texts that everybody may read, however they are written there.

Source: docs/rules.md, POR-5.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from storage.words import fold, spelt_out

#: What stands in the place of a name.
CUT = "…"
#: A word of a name stands for it alone from so many letters on.
_TELLING = 4
#: So many letters longer than in the name a word may be, by the endings that languages give it.
_ENDING = 3
#: An ending leaves so many letters of a word as they are.
_HEAD = 3
#: Signs that stand on a letter, and those that nobody sees: neither parts a word.
_ON = "".join(chr(one) for one in range(0x300, 0xFFFF) if unicodedata.category(chr(one))[0] == "M")
_ON += "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{re.escape(_ON)}])*")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Between two words of a name that are cut together.
_BETWEEN = " .,'’\t\n\r\u00a0\u202f-"


@dataclass(frozen=True)
class _Said:
    """A word of a text."""

    start: int
    end: int
    #: Small letters without accents, with "ü" as "u" and as "ue".
    spellings: frozenset[str]
    #: Whether it is written as names are; in scripts without capitals every word is.
    is_capital: bool

    @property
    def is_initial(self) -> bool:
        return self.end - self.start == 1 and self.is_capital


@dataclass(frozen=True)
class _Part:
    """A word of a name."""

    spellings: frozenset[str]
    #: "de" and "von" say nothing by themselves.
    is_telling: bool
    #: Whether it is a reason to cut.
    is_reason: bool
    #: Whether it is cut by itself.
    is_alone: bool
    #: With what the word may begin where it has an ending, and how long it is then at most.
    stems: tuple[tuple[str, int], ...] = field(default=())

    def is_in(self, word: _Said) -> bool:
        return bool(self.spellings & word.spellings) or any(
            said.startswith(stem) and len(said) <= most
            for stem, most in self.stems
            for said in word.spellings
        )


@dataclass(frozen=True)
class _Name:
    parts: tuple[_Part, ...]
    #: All its words in one, as in addresses.
    joined: frozenset[str]
    #: How its words begin.
    heads: frozenset[str]


def named(text: str, names: Iterable[str]) -> list[str]:
    """List those of these people of whose name something may stand in a text; quick."""
    folded = fold(text) if text.isascii() else f"{fold(text)} {fold(spelt_out(text))}"
    near = [name for name in names if _is_near(folded, name)]
    if not near:
        return []
    words = f" {' '.join(_LETTERS.findall(folded))} "
    return [name for name in near if any(one in words for one in _beginnings(name))]


def _is_near(folded: str, name: str) -> bool:
    """Tell whether a word of a name may begin somewhere in a text, or amid a word; quicker."""
    if not name.isascii():
        return True
    return any(word[:_HEAD] in folded for word in _LETTERS.findall(name.lower()))


def _beginnings(name: str) -> tuple[str, ...]:
    """List how a word begins, after a space, that is of a name; a short one is there as a whole."""
    found = _WORD.findall(name)
    telling = [word for place, word in enumerate(found) if _is_telling(found, place)]
    spellings = [one for word in telling for one in _spellings(word) if len(one) > 1]
    long = [f" {stem}" for stem, _ in _stems(one for one in spellings if len(one) > _HEAD)]
    short = [f" {one} " if long else f" {one}" for one in spellings if len(one) <= _HEAD]
    return (*long, *short, *(f" {one}" for one in _in_one([_spellings(it) for it in found])))


def without(text: str, names: Iterable[str], kept: str = "") -> str:
    """Give a text without the names of these people.

    A name is cut where two of its words stand together, in either order, as initials and with
    endings; and each but the first also alone, from four letters on, with a capital. What is also
    in the name `kept` is no reason to cut.
    """
    found = named(text, names)
    if not found:
        return text
    said = _said(text)
    cut: set[int] = set()
    for name in found:
        cut.update(_places(said, _name(name, kept)))
    return _joined(text, said, sorted(cut)) if cut else text


def _joined(text: str, said: Sequence[_Said], cut: Sequence[int]) -> str:
    """Write a text with a mark in the place of these words; of neighbours one for all."""
    written, end = "", 0
    for number in cut:
        between = text[end : said[number].start]
        is_next = end > 0 and not between.strip(_BETWEEN) and number - 1 in cut
        written += "" if is_next else between + CUT
        end = said[number].end
    return written + text[end:]


def _places(said: Sequence[_Said], name: _Name) -> Iterator[int]:
    """Go through the words of a text that name somebody, by their numbers."""
    marks = [_mark(word, name) for word in said]
    for _, group in groupby(range(len(said)), key=lambda place: bool(marks[place])):
        run = list(group)
        telling = [one for one in run if any(name.parts[it].is_telling for it in marks[one])]
        # Small words belong to a name only between its others.
        inside = run[run.index(telling[0]) : run.index(telling[-1]) + 1] if telling else []
        if _is_named([(said[one], marks[one]) for one in inside], name):
            yield from inside
        else:
            yield from (one for one in run if _is_alone(said[one], name))


def _mark(word: _Said, name: _Name) -> frozenset[int]:
    """Tell which words of a name a word may be, or the initials of which."""
    if not word.is_initial and not any(one[:_HEAD] in name.heads for one in word.spellings):
        return frozenset()
    found = {number for number, part in enumerate(name.parts) if part.is_in(word)}
    if not found and word.is_initial:
        found = {
            number
            for number, part in enumerate(name.parts)
            if part.is_telling and any(one[:1] in word.spellings for one in part.spellings)
        }
    return frozenset(found)


def _is_named(run: Sequence[tuple[_Said, frozenset[int]]], name: _Name) -> bool:
    """Tell whether words that follow each other, all of a name or its initials, are that name."""
    parts = name.parts
    telling = [(word, one) for word, marks in run for one in marks if parts[one].is_telling]
    numbers = {number for _, number in telling}
    if len(numbers) < 2 or len({word.start for word, _ in telling}) < 2:
        return False
    if not any(parts[number].is_reason for number in numbers):
        return False
    whole = [word for word, number in telling if parts[number].is_in(word)]
    if len(numbers) == sum(part.is_telling for part in parts) and len(whole) > 1:
        return True
    capital = all(word.is_capital for word, _ in telling)
    is_long = any(word.end - word.start >= _TELLING for word in whole)
    return bool(whole) and (capital or (is_long and len(whole) > 1))


def _is_alone(word: _Said, name: _Name) -> bool:
    if word.spellings & name.joined:
        return True
    alone = (part.spellings for part in name.parts if part.is_alone)
    return word.is_capital and any(word.spellings & one for one in alone)


def _said(text: str) -> list[_Said]:
    return [
        _Said(one.start(), one.end(), _spellings(one[0]), _is_capital(one[0]))
        for one in _WORD.finditer(text)
    ]


def _is_capital(word: str) -> bool:
    return word[0] == word[0].title()


def _spellings(word: str) -> frozenset[str]:
    if word.isascii():
        return frozenset((word.lower(),))
    both = (fold(word), fold(spelt_out(word)))
    return frozenset("".join(filter(str.isalpha, one)) for one in both)


def _name(name: str, kept: str) -> _Name:
    words = _WORD.findall(name)
    others = [_spellings(one) for one in _WORD.findall(kept)]
    spellings = [_spellings(one) for one in words]
    reasons = [not any(one & other for other in others) for one in spellings]
    alone = _alone(words)
    parts = tuple(
        _Part(
            one,
            is_telling=_is_telling(words, place),
            is_reason=reasons[place],
            is_alone=reasons[place] and place in alone,
            stems=tuple(_stems(one)),
        )
        for place, one in enumerate(spellings)
    )
    joined = _in_one(spellings) if any(reasons) else ()
    heads = frozenset(one[:_HEAD] for both in spellings for one in both)
    return _Name(parts, frozenset(joined), heads)


def _in_one(spellings: Sequence[frozenset[str]]) -> Iterator[str]:
    """Go through how all words of a name are written in one, in either order."""
    for order in (spellings, spellings[::-1]) if len(spellings) > 1 else ():
        yield "".join(min(one, key=len) for one in order)
        yield "".join(max(one, key=len) for one in order)


def _is_telling(words: Sequence[str], place: int) -> bool:
    """Tell whether a word of a name says whose it is: small ones beside capitals do not."""
    return _is_capital(words[place]) or not any(map(_is_capital, words))


def _alone(words: Sequence[str]) -> Collection[int]:
    """Tell which words of a name are its family name, as far as one can see."""
    if len(words) == 1:
        return (0,)
    telling = [one for one in range(len(words)) if _is_telling(words, one)]
    long = [one for one in telling if len(words[one]) >= _TELLING]
    loud = [one for one in long if words[one].isupper()]
    if loud and len(loud) < len(telling):
        return loud  # "ADLER Ben"
    return [one for one in long if one > 0]


def _stems(spellings: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Go through what a word has in common with itself before an ending: "Novák" of "Nováková"."""
    for one in spellings:
        if len(one) >= _HEAD:
            stem = one[: -(2 if len(one) > 5 else 1)] if len(one) > _HEAD else one
            yield stem, len(one) + _ENDING
