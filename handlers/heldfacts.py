"""One row of what we hold about somebody, said in a line for their own page.

Only what people typed, names and dates stand there as they are kept: everything else that we keep
as a code is said in words, or not at all, and is in the file. Source: docs/rules.md, REG-6.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers import appeals
from handlers.conversation import Name, Words
from handlers.reportreading import REASONS
from storage.holdings import Who
from storage.outbox import State

#: The longest beginning of a text that is shown.
BEGINS = 160
#: In which columns stands what people typed, the likeliest first.
_TYPED = (
    "title",
    "name",
    "text",
    "words",
    "caption",
    "user",
    "localpart",
    "file_name",
)
#: In which columns stands what it belongs to.
_WHERE = (
    "project_id",
    "group_id",
    "seminar_id",
    "page_id",
    "school_id",
    "before_id",
    "asked_id",
    "asker_id",
    "blocked_id",
    "hidden_id",
    "other_id",
    "person_id",
    "about_id",
    "country",
)
#: In which columns stands of when it is.
_WHEN = (
    "at",
    "since",
    "asked_at",
    "posted_at",
    "added_at",
    "made_at",
    "founded_at",
    "opened_at",
    "handed_in_at",
    "approved_at",
    "agreed_at",
    "starts_at",
    "begun_at",
    "seen_at",
    "due_at",
    "updated_at",
    "told_at",
    "first",
)
_SENT = {
    State.SENT: Words("heldmessage.sent"),
    State.UNKNOWN: Words("heldmessage.perhaps"),
    State.DEAD: Words("heldmessage.not_sent"),
}


@dataclass(frozen=True)
class Fact:
    """One thing that we hold, in a line; what is empty is not said."""

    what: str | Words | Name
    where: str | Words | Name
    at: datetime | date | None


def of(code: str, row: Mapping[str, Any]) -> Fact | None:
    """Say a row of one kind, by its code in handlers/mypage.py; None if nothing can be said."""
    say = _SAID.get(code, _typed)
    where = next((row[one] for one in _WHERE if one in row), "")
    at = next((row[one] for one in _WHEN if one in row), None)
    fact = Fact(say(row), _said(where), at)
    return fact if fact.what or fact.where or fact.at else None


def _typed(row: Mapping[str, Any]) -> str:
    what = next((row[one] for one in _TYPED if one in row), "")
    text = " ".join(str(what).split())
    return text if len(text) <= BEGINS else f"{text[:BEGINS].rstrip()}…"


def _said(where: Any) -> str | Words | Name:
    match where:
        case Who(name="", country=""):
            return Words("card.gone")
        case Who(name=""):
            return Words("heldfact.teacher", {"country": Name("country", where.country)})
        case Who():
            return where.name
        case str() if len(where) == 2 and where.isupper():
            return Name("country", where)
        case str() if where != "*":
            return where
    return ""  # every country, or what it belonged to is gone


def _days(row: Mapping[str, Any]) -> Words:
    return Words("class.break", {"first": row["first"], "last": row["last"]})


def _hours(row: Mapping[str, Any]) -> Words:
    begins, ends = row["begins"], row["ends"]
    if begins == ends:
        return Words("notifications.never_quiet")
    return Words("notifications.quiet", {"begins": f"{begins}:00", "ends": f"{ends}:00"})


def _class_hours(row: Mapping[str, Any]) -> str:
    clock = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (row["begins"], row["ends"])]
    return "–".join(clock)


def _way(row: Mapping[str, Any]) -> Words:
    kind, way = Name("notice", row["kind"]), Name("noticeway", row["way"])
    return Words("notifications.kind", {"kind": kind, "way": way})


def _class(row: Mapping[str, Any]) -> Words | str:
    return Words("heldfact.pupils", {"count": row["pupils"]}) if "pupils" in row else ""


def _message(row: Mapping[str, Any]) -> Words:
    return _SENT.get(row["state"], Words("heldmessage.waits"))


def _suspension(row: Mapping[str, Any]) -> str | Words:
    return appeals.reason_of(row.get("reason", ""))


def _warning(row: Mapping[str, Any]) -> str | Words:
    return appeals.reason_of(row.get("words", ""))


def _reading(row: Mapping[str, Any]) -> str | Words:
    reason = row.get("reason", "")
    return Words(REASONS[reason]) if reason in REASONS else ""


def _chat(row: Mapping[str, Any]) -> Words:
    return Words("heldfact.chat", {"app": row["platform"].title(), "user": row["user"]})


def _nothing(_row: Mapping[str, Any]) -> str:
    return ""


#: What is said otherwise than by what people typed.
_SAID: Mapping[str, Callable[[Mapping[str, Any]], str | Words | Name]] = {
    "class_breaks_person_id": _days,
    "class_facts_person_id": _class,
    "quiet_hours_person_id": _hours,
    "quiet_classes_set_by": _class_hours,
    "notice_ways_person_id": _way,
    "messages": _message,
    "addresses_person_id": _chat,
    "suspensions_person_id": _suspension,
    "suspensions_by_id": _suspension,
    "warnings_person_id": _warning,
    "warnings_by_id": _warning,
    "room_report_reads_person_id": _reading,
    # Their texts are codes, and not what anybody typed.
    "campaigns_author_id": _nothing,
    "campaigns_second_id": _nothing,
}
