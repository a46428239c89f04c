"""Project kits: plans that teachers can take as they are, read from handlers/kits/*.toml."""

from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from handlers.questions import OLDEST, YOUNGEST
from storage.subjects import SUBJECTS

FOLDER = Path(__file__).parent / "kits"
#: Every kit is written in these; readers of other languages get the first.
LANGUAGES = ("en", "fr")

Title = Annotated[str, StringConstraints(min_length=3, max_length=80)]
Sentence = Annotated[str, StringConstraints(min_length=20, max_length=300)]
#: What a teacher does in a step: a paragraph that is read on a telephone.
Steps = Annotated[str, StringConstraints(min_length=100, max_length=700)]


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(_Plain):
    """What a kit is about, in one language."""

    title: Title
    about: Sentence
    results: Sentence


class Doing(_Plain):
    """A step of a kit, in one language."""

    title: Title
    how: Steps


class Activity(_Plain):
    """A step of a kit."""

    #: How many lessons it takes, about.
    lessons: int = Field(ge=1, le=6)
    en: Doing
    fr: Doing

    def told(self, language: str) -> Doing:
        """Say what is done, in a reader's language."""
        found: Doing = getattr(self, language if language in LANGUAGES else LANGUAGES[0])
        return found


class Kit(_Plain):
    """A plan for a project."""

    #: The name of its file.
    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{2,30}$")]
    #: The youngest and the oldest pupils for whom it is meant.
    ages: tuple[int, int]
    subjects: tuple[str, ...] = Field(min_length=1, max_length=5)
    weeks: int = Field(ge=1, le=40)
    activities: tuple[Activity, ...] = Field(min_length=3, max_length=8)
    en: Told
    fr: Told

    def told(self, language: str) -> Told:
        """Say what it is about, in a reader's language."""
        found: Told = getattr(self, language if language in LANGUAGES else LANGUAGES[0])
        return found

    @field_validator("ages")
    @classmethod
    def _ages_are_in_order(cls, ages: tuple[int, int]) -> tuple[int, int]:
        if not YOUNGEST <= ages[0] <= ages[1] <= OLDEST:
            raise ValueError(f"ages go from {YOUNGEST} to {OLDEST}, the youngest first")
        return ages

    @field_validator("subjects")
    @classmethod
    def _subjects_are_known(cls, subjects: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := set(subjects) - set(SUBJECTS):
            raise ValueError(f"unknown subjects: {', '.join(sorted(unknown))}")
        return subjects


def read(path: Path) -> Kit:
    """Read a kit's file. Raises pydantic's ValidationError if it is not complete."""
    values: dict[str, Any] = loads(path.read_text("utf-8"))
    return Kit(name=path.stem, **values)


@cache
def all_kits() -> tuple[Kit, ...]:
    """List the kits, those for the youngest first."""
    found = [read(path) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda kit: (kit.ages, kit.name)))


def by_name(name: str) -> Kit | None:
    """Find a kit; None if there is no such."""
    return next((kit for kit in all_kits() if kit.name == name), None)


def fitting(
    ages: tuple[int, int] | None = None, subject: str = "", weeks: int = 0
) -> tuple[Kit, ...]:
    """List the kits for these ages, in this subject, that take at most so many weeks."""
    return tuple(
        kit
        for kit in all_kits()
        if (ages is None or (kit.ages[0] <= ages[1] and ages[0] <= kit.ages[1]))
        and (not subject or subject in kit.subjects)
        and (not weeks or kit.weeks <= weeks)
    )
