"""What we hold about somebody, for their own page: in plain words, by what it is about.

It is the same as in the file of /mydata, which says it in full. Source: docs/rules.md, REG-6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.conversation import Name
from storage import holdings
from storage.belongings import RULES
from storage.db import Db

#: So many of each kind stand on the page, the newest first.
SHOWN = 20
#: The longest beginning of a text that is shown.
BEGINS = 160

#: What is held, by what it is about: columns as in storage/belongings.py, with "_" for the dot.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "you": (
        "addresses_person_id",
        "accounts_person_id",
        "former_accounts_person_id",
        "ghosts_person_id",
        "sessions_person_id",
        "codes_person_id",
        "moves_person_id",
        "former_texts_person_id",
        "class_facts_person_id",
        "class_breaks_person_id",
        "proofs_person_id",
        "school_changes_person_id",
        "ambassadors_person_id",
        "coordinators_person_id",
        "suspensions_person_id",
        "warnings_person_id",
        "card_talks_about_id",
    ),
    "told": (
        "notice_ways_person_id",
        "quiet_hours_person_id",
        "calendars_person_id",
        "room_followers_person_id",
        "messages",
        "forms",
    ),
    "partners": (
        "contacts_asker_id",
        "contacts_asked_id",
        "ideas_author_id",
        "partner_searches_person_id",
        "partner_matches_person_id",
        "partner_interests_person_id",
        "partner_hidden_person_id",
        "blocks_person_id",
    ),
    "projects": (
        "projects_founder_id",
        "projects_cofounder_id",
        "project_members_person_id",
        "activities_begun_by",
        "tasks_by_id",
        "task_marks_person_id",
        "materials_person_id",
        "class_meetings_by_id",
        "class_visits_person_id",
        "exports_asked_by",
        "publications_asked_by",
        "publications_agreed_by",
        "pages_author_id",
        "page_publications_asked_by",
        "page_publications_agreed_by",
        "bridges_turned_on_by",
        "mutes_by_id",
        "quiet_classes_set_by",
        "pupils_added_by",
        "pupils_teacher_id",
        "pupils_permitted_by",
        "label_evidence_person_id",
        "label_applications_person_id",
        "label_reviews_person_id",
    ),
    "groups": (
        "groups_proposer_id",
        "group_members_person_id",
        "posts_author_id",
        "posts_removed_by",
    ),
    "seminars": (
        "seminars_host_id",
        "seminar_signups_person_id",
        "seminar_attendance_person_id",
        "former_certificates_person_id",
        "meetings_asker_id",
        "meeting_guests_person_id",
        "meeting_choices_person_id",
    ),
    "care": (
        "reports_reporter_id",
        "room_reports_reporter_id",
        "room_report_notes_person_id",
        "room_report_reads_person_id",
        "card_talks_by_id",
        "assignments_person_id",
        "assignments_passed_by",
        "ambassadors_appointed_by",
        "moves_by_id",
        "proofs_by_id",
        "project_approvals_approved_by",
        "suspensions_by_id",
        "warnings_by_id",
        "campaigns_author_id",
        "campaigns_second_id",
        "erasure",
    ),
}
#: What is held besides the rows that point to people, by its heading in the file.
_BESIDES = {
    "messages": "messages to you",
    "forms": "forms you began",
    "erasure": "your wish to be erased",
}
#: Under which headings of a row stands what it is, where it belongs, and of when it is.
_WHAT = ("title", "name", "text", "words", "caption", "user", "code", "form", "kind", "purpose")
_WHERE = ("project", "group", "seminar", "school", "country", "asked", "asker", "blocked", "other")
_WHEN = (
    "at",
    "since",
    "on",
    "asked at",
    "posted at",
    "added at",
    "made at",
    "founded at",
    "opened at",
    "handed in at",
    "approved at",
    "seen at",
    "first",
    "asked",
)


@dataclass(frozen=True)
class Fact:
    """One thing that we hold, in a line; what is empty is not said."""

    what: str
    where: str
    at: datetime | date | None


@dataclass(frozen=True)
class Held:
    """What we hold of one kind."""

    name: Name
    count: int
    #: The newest of them.
    facts: Sequence[Fact]

    @property
    def more(self) -> int:
        return self.count - len(self.facts)


@dataclass(frozen=True)
class Section:
    """What we hold that is about one thing."""

    name: Name
    kinds: Sequence[Held]


def sections(db: Db, person_id: int) -> list[Section]:
    """Collect what we hold about somebody; kinds of which there is nothing are left out."""
    held = holdings.of_person(db, person_id)
    found = []
    for section, codes in SECTIONS.items():
        kinds = [_kind(code, rows) for code in codes if (rows := _rows(held, code))]
        if kinds:
            found.append(Section(Name("heldsection", section), kinds))
    return found


def _rows(held: Mapping[str, Any], code: str) -> list[Mapping[str, Any]]:
    headings = {name.replace(".", "_"): rule.says for name, rule in RULES.items()} | _BESIDES
    rows = held.get(headings.get(code, ""), [])
    return [rows] if isinstance(rows, dict) else rows


def _kind(code: str, rows: list[Mapping[str, Any]]) -> Held:
    facts = [_fact(row) for row in reversed(rows[-SHOWN:])]
    return Held(Name("held", code), len(rows), [one for one in facts if one.what or one.where])


def _fact(row: Mapping[str, Any]) -> Fact:
    what = next((str(row[one]) for one in _WHAT if row.get(one)), "")
    where = next((str(row[one]) for one in _WHERE if row.get(one) and not _is_time(row[one])), "")
    what = " ".join(what.split())
    short = what if len(what) <= BEGINS else f"{what[:BEGINS].rstrip()}…"
    at = next((_time(row[one]) for one in _WHEN if _is_time(row.get(one))), None)
    return Fact(short, where, at)


def _is_time(value: Any) -> bool:
    return _time(value) is not None


def _time(value: Any) -> datetime | date | None:
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
