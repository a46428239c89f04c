"""Planning a seminar: `/seminars new` asks for everything, one question at a time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from handlers import cards, hosts, questions, seminarcard, times
from handlers.commands.seminars import not_a_host, show
from handlers.conversation import Event, Name, Reply, Words, is_link
from handlers.forms import Asking, Option, Question, form
from handlers.zones import zone_of
from storage import seminars
from storage.db import Db
from storage.seminars import Kind, Seminar

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
Minutes = Annotated[int, Field(ge=10, le=480)]
Hours = Annotated[int, Field(ge=1, le=100)]
Capacity = Annotated[int, Field(ge=1, le=1_000_000)]
#: What is offered as buttons.
_MINUTES = (30, 45, 60, 90, 120)
_HOURS = (4, 8, 12, 20)
_CAPACITIES = (30, 50, 100, 300)
_DAYS = (3, 5, 7, 14)
#: A learning event goes on for no longer.
_LONGEST = timedelta(days=120)
#: Stands for the host's own name.
_MYSELF = "-myself-"


_URL = TypeAdapter(HttpUrl)


def _link(value: Any) -> str:
    text = str(value).strip()
    if "://" not in text and "." in text and " " not in text:
        text = f"https://{text}"
    try:
        # As every platform opens it: with a small "https", and what is not ASCII encoded.
        link = str(_URL.validate_python(text)) if " " not in text else ""
    except ValidationError:
        link = ""
    if not is_link(link):
        raise PydanticCustomError("form.link", "an address that begins with https://")
    return link


def _last_day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("form.not_found", "a day") from None


WebLink = Annotated[str, BeforeValidator(_link)]
Day = Annotated[date, BeforeValidator(_last_day)]


def is_event(answers: Mapping[str, Any]) -> bool:
    """Tell whether the answers so far are about a learning event of some days."""
    return bool(answers.get("kind") == Kind.EVENT)


def _is_seminar(answers: Mapping[str, Any]) -> bool:
    return not is_event(answers)


def in_time(asking: Asking, starts_at: datetime) -> Words | None:
    """Say what is wrong with a start; None if nothing is."""
    return Words("seminars.in_the_past") if starts_at <= asking.event.at else None


def _numbered(
    numbers: Sequence[int], key: Literal["seminars.minutes", "seminars.hours"]
) -> list[Option]:
    if key == "seminars.minutes":
        return [Option(str(one), Words("seminars.minutes", {"minutes": one})) for one in numbers]
    return [Option(str(one), Words("seminars.hours", {"hours": one})) for one in numbers]


def _starts_on(asking: Asking) -> date:
    starts_at = datetime.fromisoformat(str(asking.answers["start"]))
    return starts_at.astimezone(zone_of(asking.event.person)).date()


def _day_options(asking: Asking) -> list[Option]:
    first = _starts_on(asking)
    days = [first + timedelta(days=one - 1) for one in _DAYS]
    return [Option(one.isoformat(), one) for one in days]


def _read_last_day(asking: Asking, text: str) -> list[Option]:
    try:
        found: date | None = date.fromisoformat(text)
    except ValueError:
        today = asking.event.at.astimezone(zone_of(asking.event.person)).date()
        found = times.read_day(text, today, asking.language)
    return [Option(found.isoformat(), found)] if found else []


def _is_after_start(asking: Asking, last: date) -> Words | None:
    first = _starts_on(asking)
    return None if first < last <= first + _LONGEST else Words("seminars.last_day_wrong")


def _myself(asking: Asking) -> list[Option]:
    return [Option(_MYSELF, asking.event.actor.name)]


def _read_speaker(_: Asking, text: str) -> list[Option]:
    return [Option(text, text)]


def _plan(asking: Asking) -> Mapping[str, Any]:
    """Show the plan before it is announced."""
    answers = asking.answers
    values = _values(asking.event, {**answers, **_typed(answers)})
    seminar = Seminar(
        **values,
        id=0,
        host_id=0,
        state=seminars.State.PLANNED,
        uid="",
        sequence=0,
        dated_at=asking.event.at,
        changed_at=asking.event.at,
        recording="",
        code="",
    )
    return {
        "title": seminar.title,
        "speaker": seminar.speaker,
        "start": seminar.starts_at,
        "length": seminarcard.length(seminar),
        "language": Name("language", seminar.language),
        "subjects": cards.subjects(seminar.subjects),
        "capacity": seminar.capacity,
        "link": seminar.link,
    }


def _typed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Read the answers of which a form keeps the text."""
    read: dict[str, Any] = {"start": datetime.fromisoformat(str(answers["start"]))}
    read |= {
        name: int(answers[name]) for name in ("minutes", "hours", "capacity") if name in answers
    }
    if "last_day" in answers:
        read["last_day"] = date.fromisoformat(str(answers["last_day"]))
    return {**read, "link": _link(answers["link"])}


@form(
    "seminar",
    Question("title", Title, "seminars.ask_title"),
    Question(
        "speaker",
        questions.Line,
        "seminars.ask_speaker",
        options=_myself,
        read=_read_speaker,
    ),
    Question(
        "kind",
        Literal["seminar", "event"],
        "seminars.ask_kind",
        options=lambda _: [Option(one, Name("seminarkind", one)) for one in Kind],
        read=questions.among("seminarkind", tuple(Kind)),
        wide=1,
    ),
    Question("start", times.Instant, "seminars.ask_start", read=times.read_instant, fits=in_time),
    Question(
        "minutes",
        Minutes,
        "seminars.ask_minutes",
        when=_is_seminar,
        options=lambda _: _numbered(_MINUTES, "seminars.minutes"),
        reads_numbers=True,
        wide=3,
    ),
    Question(
        "last_day",
        Day,
        "seminars.ask_last_day",
        when=is_event,
        options=_day_options,
        read=_read_last_day,
        fits=_is_after_start,
    ),
    Question(
        "hours",
        Hours,
        "seminars.ask_hours",
        when=is_event,
        options=lambda _: _numbered(_HOURS, "seminars.hours"),
        reads_numbers=True,
    ),
    Question(
        "language",
        questions.Language,
        "seminars.ask_language",
        options=questions.language_options,
        read=questions.read_language,
    ),
    Question(
        "subjects",
        questions.Subjects,
        "seminars.ask_subjects",
        options=questions.subject_options,
        read=questions.read_subject,
        many=True,
    ),
    Question(
        "capacity",
        Capacity,
        "seminars.ask_capacity",
        options=lambda _: [Option(str(one), str(one)) for one in _CAPACITIES],
        reads_numbers=True,
        wide=4,
    ),
    Question("link", WebLink, "seminars.ask_link"),
    Question(
        "sure",
        Literal["yes"],
        "seminars.ask_sure",
        options=lambda _: [Option("yes", Words("seminars.announce"))],
        fields=_plan,
    ),
)
def planned(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Announce the seminar, by somebody who may still host."""
    if not hosts.may_host(db, event.actor):
        return [not_a_host()]
    uid = f"seminar-{event.fresh('seminar', 16).lower()}@{event.site.partition('://')[2]}"
    made = seminars.add(db, at=event.at, host_id=event.actor.id, uid=uid, **_values(event, answers))
    card = show(event, db, made)
    return [Reply("seminars.announced", {"card": Words(card.key, card.fields)}, card.buttons)]


def _values(event: Event, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Turn validated answers into the columns of a seminar."""
    kind, starts_at = Kind(answers["kind"]), answers["start"]
    minutes = answers["hours"] * 60 if kind == Kind.EVENT else answers["minutes"]
    ends_at = starts_at + timedelta(minutes=minutes)
    if kind == Kind.EVENT:
        ends_at = end_of(answers["last_day"], event)
    speaker = answers["speaker"]
    return {
        "title": answers["title"].strip(),
        "speaker": event.actor.name if speaker == _MYSELF else speaker,
        "kind": kind,
        "language": answers["language"],
        "subjects": tuple(answers["subjects"]),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "minutes": minutes,
        "capacity": answers["capacity"],
        "link": answers["link"],
    }


def end_of(day: date, event: Event) -> datetime:
    """Give the moment at which a day ends for the one who acts."""
    return datetime.combine(day, time(23, 59), zone_of(event.person))
