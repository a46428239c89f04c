"""What a search can be narrowed down by: one wish at a time."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from handlers import questions
from handlers.conversation import Words
from handlers.forms import Option, Question


def by(way: str) -> Callable[[Mapping[str, Any]], bool]:
    """Tell whether this is the wish that was chosen."""
    return lambda answers: bool(answers.get("way") == way)


def which(ways: Any, *labels: str, key: str = "partners.narrow_what") -> Question:
    """Ask which wish, out of `ways`, a Literal, each with the key of its label."""
    named = zip(ways.__args__, labels, strict=True)
    options = [Option(way, Words(label)) for way, label in named]
    return Question("way", ways, key, options=lambda _: options)


COUNTRY = Question(
    "country",
    questions.Country,
    "partners.which_country",
    when=by("country"),
    read=questions.read_country,
)
SUBJECT = Question(
    "subject",
    questions.Subject,
    "partners.which_subject",
    when=by("subject"),
    options=questions.subject_options,
    read=questions.read_subject,
)
LANGUAGE = Question(
    "language",
    questions.Language,
    "partners.which_language",
    when=by("language"),
    options=questions.language_options,
    read=questions.read_language,
)
AGES = Question(
    "ages", questions.Ages, "partners.which_ages", when=by("ages"), options=questions.age_options
)
WORDS = Question("words", questions.Line, "partners.which_words", when=by("words"))
#: Which wish, and then that one.
QUESTIONS = (
    which(
        Literal["country", "subject", "language", "ages", "words"],
        "partners.by_country",
        "partners.by_subject",
        "partners.by_language",
        "partners.by_ages",
        "partners.by_words",
    ),
    COUNTRY,
    SUBJECT,
    LANGUAGE,
    AGES,
    WORDS,
)
