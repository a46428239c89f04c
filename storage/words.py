"""Words as people type them, folded so that accents, case and special letters do not matter."""

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, Text, and_

#: A column of words whose beginnings are looked up: sorted by their signs, whatever the language
#: of the database.
Word = Text().with_variant(Text(collation="C"), "postgresql")

#: Letters that Unicode does not take apart into a plain one and an accent.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "ə": "e",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
#: How Germans and Scandinavians write without these letters.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
#: They part words ("l'école") and yet are left out ("St Marys").
_APOSTROPHES = "'’‘ʼ`"
_PARTED = str.maketrans(dict.fromkeys(_APOSTROPHES, " "))
_JOINED = str.maketrans(dict.fromkeys(_APOSTROPHES, ""))
_WORD = re.compile(r"\w+")
#: An index refuses endless words.
_LONGEST = 40


def fold(text: str) -> str:
    """Reduce a text to lower-case letters without accents: "Łódź" and "lodz" become the same."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain.casefold().translate(_PLAIN)


def typed(text: str) -> tuple[str, ...]:
    """List the folded words of something typed to search with, each once, in order."""
    found = _WORD.findall(fold(text.translate(_PARTED)))
    return tuple(dict.fromkeys(word[:_LONGEST] for word in found))


def spelt_out(text: str) -> str:
    """Write a text in small letters as Germans and Scandinavians do without theirs: "koeln"."""
    return unicodedata.normalize("NFC", text).casefold().translate(_SPELT_OUT)


def known_as(text: str) -> frozenset[str]:
    """List every folded word under which a text is to be found: "Köln" as "koln" and "koeln"."""
    composed = unicodedata.normalize("NFC", text).casefold()
    spellings = (text, spelt_out(text), composed.translate(_JOINED))
    return frozenset(word for spelling in spellings for word in typed(spelling))


def begins(column: ColumnElement[Any], word: Any) -> ColumnElement[bool]:
    """Say in SQL that a column of words begins with a word; an index serves it."""
    return and_(column >= word, column < word + "\U0010ffff")
