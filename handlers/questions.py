"""Questions that several forms ask: country, subjects, languages, ages, words."""

import json
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError
from rapidfuzz import fuzz, process, utils

from handlers import words
from handlers.conversation import Name, Words
from handlers.forms import Answers, Asking, Option, Question
from storage import countries
from storage.subjects import SUBJECTS

YOUNGEST, OLDEST = 3, 20
#: Age bands as buttons. Source: eTwinning's prize categories and school stages.
BANDS = ("3-6", "7-11", "12-15", "16-19")
#: The subjects offered as buttons before anything is typed.
LIKELY_SUBJECTS = (
    "foreign_languages",
    "language_literature",
    "mathematics",
    "natural_sciences",
    "history",
    "geography",
    "biology",
    "art",
    "music",
    "informatics",
    "citizenship",
    "class_teaching",
)
#: Languages that many teachers work in, offered after their country's own.
LIKELY_LANGUAGES = ("en", "fr", "de", "es", "it")
_SURE = 86

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=1000)]

#: A message from one teacher to another.
Letter = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]


def _ages(value: Any) -> tuple[int, int]:
    found = [int(number) for number in re.findall(r"\d+", str(value))]
    if not 1 <= len(found) <= 2:
        raise PydanticCustomError("form.ages", "two ages, such as 9-12")
    youngest, oldest = min(found), max(found)
    if youngest < YOUNGEST or oldest > OLDEST:
        raise PydanticCustomError("form.ages_between", "between 3 and 20")
    return youngest, oldest


#: Two ages, from and to: "9-12", "9 to 12", "10".
Ages = Annotated[tuple[int, int], BeforeValidator(_ages)]


def _known_country(value: Any) -> str:
    if countries.by_code(str(value)) is None:
        raise PydanticCustomError("form.not_found", "a country of eTwinning")
    return str(value)


def _known(known: Sequence[str]) -> Any:
    def check(value: Any) -> str:
        if value not in known:
            raise PydanticCustomError("form.not_found", "a known one")
        return str(value)

    return BeforeValidator(check)


Country = Annotated[str, BeforeValidator(_known_country)]
Subject = Annotated[str, _known(SUBJECTS)]
Language = Annotated[str, _known(countries.LANGUAGES)]


def _all_known(known: Sequence[str]) -> Any:
    def check(value: Any) -> Any:
        if not isinstance(value, list | tuple) or not value:
            raise PydanticCustomError("form.choose", "at least one")
        if not set(value) <= set(known):
            raise PydanticCustomError("form.not_found", "only known ones")
        return tuple(value)

    return BeforeValidator(check)


Subjects = Annotated[tuple[str, ...], _all_known(SUBJECTS)]
Languages = Annotated[tuple[str, ...], _all_known(countries.LANGUAGES)]


def country_options(asking: Asking) -> list[Option]:
    """Offer the countries where the person's own language is spoken at school."""
    hint = (asking.event.language or asking.language).split("-")[0]
    if hint == words.FALLBACK:
        return []  # English says nothing about where somebody teaches
    likely = [one.code for one in countries.all_countries() if hint in one.languages]
    return [Option(code, Name("country", code)) for code in likely[:6]]


def read_country(asking: Asking, text: str) -> list[Option]:
    """Read a country's name in the person's language, in English or in its own."""
    if countries.by_code(text.upper()):
        return [Option(text.upper(), Name("country", text.upper()))]
    codes = countries.search(text, [asking.language])
    return [Option(code, Name("country", code)) for code in codes[:6]]


def subject_options(_: Asking) -> list[Option]:
    """Offer the subjects most teachers name."""
    return [Option(one, Name("subject", one)) for one in LIKELY_SUBJECTS]


def among(kind: str, codes: Sequence[str]) -> Callable[[Asking, str], list[Option]]:
    """Read the name of one of these, such as a role, in the person's language."""

    def read(asking: Asking, text: str) -> list[Option]:
        if text in codes:
            return [Option(text, Name(kind, text))]
        names = {one: words.plain(asking.language, Name(kind, one)) for one in codes}
        return [Option(code, Name(kind, code)) for code in _nearest(text, names)]

    return read


read_subject = among("subject", SUBJECTS)


def language_options(asking: Asking) -> list[Option]:
    """Offer the languages of the person's country and those that many share."""
    person = asking.event.person
    code = asking.answers.get("country") or (person.country if person else "")
    country = countries.by_code(str(code))
    likely = dict.fromkeys([*(country.languages if country else ()), *LIKELY_LANGUAGES])
    return [Option(one, Name("language", one)) for one in list(likely)[:8]]


def read_language(asking: Asking, text: str) -> list[Option]:
    """Read a language's name."""
    if text in countries.LANGUAGES:
        return [Option(text, Name("language", text))]
    codes = countries.search_languages(text, [asking.language])
    return [Option(code, Name("language", code)) for code in codes[:6]]


def age_options(_: Asking) -> list[Option]:
    """Offer the usual age bands."""
    return [Option(band, band.replace("-", "–")) for band in BANDS]


def _nearest(text: str, names: Mapping[str, str]) -> list[str]:
    """Find the codes whose names are most like the text; one only if it is surely meant."""
    found = process.extract(
        text, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=60, limit=6
    )
    if found and found[0][1] >= _SURE and (len(found) == 1 or found[0][1] > found[1][1]):
        return [found[0][2]]
    return [code for _, _, code in found]


def sure(key: str, yes: Words, fields: Callable[[Asking], Mapping[str, Any]]) -> Question:
    """Ask, last, whether what was answered is meant: only its button says yes, no typed word.

    The button stands for the answers that it was shown with; once they were changed it asks again.
    """

    def options(asking: Asking) -> list[Option]:
        return [Option(_seal(asking.answers), yes)]

    def fits(asking: Asking, value: str) -> Words | None:
        return None if value == _seal(asking.answers) else Words("form.choose")

    return Question(
        "sure", str, key, options=options, fits=fits, fields=fields, confirms=True, wide=1
    )


def _seal(answers: Answers) -> str:
    """Write what was answered before as a short sum, as a button can carry it."""
    shown = {field: value for field, value in answers.items() if field != "sure"}
    return f"yes-{zlib.crc32(json.dumps(shown, sort_keys=True).encode()):08x}"
