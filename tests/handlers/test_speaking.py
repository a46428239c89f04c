"""Texts that speak to a child in another way than to a teacher: `.pupil` in the language files."""

import re

import pytest

from handlers import words
from handlers.conversation import Name, Words
from tests import fluent_files

every_language = pytest.mark.parametrize("language", words.languages())

#: How French speaks to somebody who is no child, beside every verb in "-ez".
VOUS = re.compile(r"\b(?:vous|votre|vos)\b|(?<!\bch)(?<!\bass)ez\b", re.IGNORECASE)


@every_language
def test_what_is_said_to_pupils_has_the_same_fields(language):
    differing = [
        key
        for key, message in fluent_files.messages(language).items()
        for one in message.attributes
        if one.id.name != "pupil" or fluent_files.fields(one) != fluent_files.fields(message.value)
    ]

    assert differing == []


def test_french_says_tu_to_pupils_and_vous_to_teachers():
    key = "page.materials_words"

    assert words.for_pupils("en") == "en"
    assert words.plain("fr", Words(key)) == "Que cherchez-vous\u202f?"
    assert words.plain(words.for_pupils("fr"), Words(key)) == "Que cherches-tu\u202f?"
    assert words.plain(words.for_pupils("fr"), Name("country", "DE")) == "Allemagne"


def test_what_is_written_for_pupils_says_tu():
    to_pupils = [
        (key, one)
        for key, message in fluent_files.messages("fr").items()
        for one in message.attributes
    ]

    found = [key for key, one in to_pupils if VOUS.search(fluent_files.words_of(one, "fr"))]

    assert to_pupils
    assert found == []
