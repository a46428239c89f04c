"""Pseudonyms as teachers type them: made tidy, and those questioned that may say who a child is.

Source: docs/rules.md, TWS-5.
"""

import re
import unicodedata

LONGEST_PSEUDONYM = 30
LONGEST_CLASS = 20

#: Two joiners that Arabic and Indic letters need; every other invisible sign goes.
_JOINERS = "\u200c\u200d"
#: Words by any sign between them: "maria.ionescu" and "Maria-Ionescu" are two.
_LETTERS = re.compile(r"[^\W\d_]+")
#: A date or year of birth, and a class, as they are put behind a name.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLASS = re.compile(r"(?<!\w)\d{1,2} ?[^\W\d_](?!\w)")
#: An address that is typed around a filter: "maria at school dot ro".
_SPELT = re.compile(r"\b(?:at|chez|bei|la)\b.*\b(?:dot|punkt|point|punct)\b", re.IGNORECASE)
#: So many digits are a telephone number, however they are parted, or a date.
_CALLS = 6


def tidy(line: str) -> str:
    """Write a typed name in one way: single spaces, composed letters, nothing invisible."""
    composed = unicodedata.normalize("NFKC", line)
    plain = "".join(
        sign
        for sign in composed
        if sign in _JOINERS or sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return " ".join(plain.split()).strip(_JOINERS)


def same(name: str) -> str:
    """Give what two names have in common that nobody could tell from one another."""
    return tidy(name).casefold()


def may_be_real(name: str) -> bool:
    """Tell whether a name may say who a child is, so that its teacher is asked about it.

    Names of two words are taken for invented ones only where a number is behind them
    ("Red Panda 7"): nothing else tells them from a full name in every language.
    """
    words = _LETTERS.findall(_parted(name))
    digits = sum(sign.isdigit() for sign in name)
    if not words and not digits:
        return True  # it names nobody at all
    if "@" in name or "," in name or _SPELT.search(name) or digits >= _CALLS:
        return True
    if len(words) < 2:
        return False
    return not digits or bool(_YEAR.search(name) or _CLASS.search(name))


def _parted(name: str) -> str:
    """Part words that only a capital letter parts: "MariaIonescu"."""
    before = " " + name
    return "".join(
        f" {sign}" if sign.isupper() and last.islower() else sign
        for last, sign in zip(before, name, strict=False)
    )
