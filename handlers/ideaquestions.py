"""What is asked about an idea for a project."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from handlers import cards, questions, times
from handlers.conversation import Words
from handlers.forms import Asking, Option, Question
from storage import countries

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=80)]
#: How many months ahead an idea may begin.
MONTHS = 18


def _month(value: Any) -> date:
    try:
        return date.fromisoformat(f"{value}-01")
    except ValueError:
        raise PydanticCustomError("form.not_found", "a month") from None


def _countries(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise PydanticCustomError("form.choose", "at least one")
    if any(countries.by_code(str(code)) is None for code in value):
        raise PydanticCustomError("form.not_found", "countries of eTwinning")
    return tuple(value)


#: A month, kept as "2026-11".
Month = Annotated[date, BeforeValidator(_month)]
Countries = Annotated[tuple[str, ...], BeforeValidator(_countries)]


def _months(today: date) -> list[date]:
    return [
        date(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1, 1)
        for ahead in range(MONTHS)
    ]


def _month_options(asking: Asking) -> Sequence[Option]:
    months = _months(asking.event.at.date())[1:7]
    return [Option(f"{month:%Y-%m}", month) for month in months]


def _read_month(asking: Asking, text: str) -> Sequence[Option]:
    today = asking.event.at.date()
    first = today.replace(day=1)
    day = times.read_day(f"1 {text}", first, asking.language)
    day = day or times.read_day(text, first, asking.language)
    shown = next((month for month in _months(today) if f"{month:%Y-%m}" == text), day)
    return [Option(f"{shown:%Y-%m}", shown.replace(day=1))] if shown else []


def _is_near(asking: Asking, value: date) -> Words | None:
    is_near = value in _months(asking.event.at.date())
    return None if is_near else Words("ideas.not_near")


def summary(asking: Asking) -> Mapping[str, Any]:
    """Show the whole idea before it is posted."""
    answers = asking.answers
    return {
        "title": answers["title"],
        "text": answers["text"],
        "ages": cards.typed_ages(answers["ages"]),
        "subjects": cards.subjects(tuple(answers["subjects"])),
        "languages": cards.languages(tuple(answers["languages"])),
        "start": _month(answers["start"]),
    }


#: What is asked about an idea; when one is changed, each by itself.
QUESTIONS = (
    Question("title", Title, "ideas.ask_title"),
    Question("text", questions.Paragraph, "ideas.ask_text"),
    Question("ages", questions.Ages, "ideas.ask_ages", options=questions.age_options),
    Question(
        "languages",
        questions.Languages,
        "ideas.ask_languages",
        options=questions.language_options,
        read=questions.read_language,
        many=True,
    ),
    Question(
        "subjects",
        questions.Subjects,
        "ideas.ask_subjects",
        options=questions.subject_options,
        read=questions.read_subject,
        many=True,
    ),
    Question(
        "countries",
        Countries,
        "ideas.ask_countries",
        read=questions.read_country,
        many=True,
        is_optional=True,
    ),
    Question(
        "start",
        Month,
        "ideas.ask_start",
        options=_month_options,
        read=_read_month,
        fits=_is_near,
    ),
)
