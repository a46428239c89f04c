"""What a search can be narrowed down by: one wish at a time."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from handlers import questions
from handlers.conversation import Words
from handlers.forms import Option, Question


def _by(way: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda answers: bool(answers.get("way") == way)


#: Which wish, and then that one.
QUESTIONS = (
    Question(
        "way",
        Literal["country", "subject", "language", "ages", "words"],
        "partners.narrow_what",
        options=lambda _: [
            Option("country", Words("partners.by_country")),
            Option("subject", Words("partners.by_subject")),
            Option("language", Words("partners.by_language")),
            Option("ages", Words("partners.by_ages")),
            Option("words", Words("partners.by_words")),
        ],
    ),
    Question(
        "country",
        questions.Country,
        "partners.which_country",
        when=_by("country"),
        read=questions.read_country,
    ),
    Question(
        "subject",
        questions.Subject,
        "partners.which_subject",
        when=_by("subject"),
        options=questions.subject_options,
        read=questions.read_subject,
    ),
    Question(
        "language",
        questions.Language,
        "partners.which_language",
        when=_by("language"),
        options=questions.language_options,
        read=questions.read_language,
    ),
    Question(
        "ages",
        questions.Ages,
        "partners.which_ages",
        when=_by("ages"),
        options=questions.age_options,
    ),
    Question("words", questions.Line, "partners.which_words", when=_by("words")),
)
