"""What we hold about somebody, for their own page: in plain words, by what it is about.

It is the same as in the file of /mydata, which says it in full. Source: docs/rules.md, REG-6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers import heldfacts
from handlers.conversation import Code, Name
from handlers.heldfacts import Fact
from storage import newest
from storage.db import Db
from storage.newest import Newest

#: So many of each kind stand on the page, the newest first.
SHOWN = 20

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
#: What one sends to the bot to change what is held, where something can be changed.
CHANGED_BY: Mapping[str, str] = {
    "addresses_person_id": "/link",
    "class_facts_person_id": "/myclass",
    "class_breaks_person_id": "/myclass",
    "notice_ways_person_id": "/notifications",
    "quiet_hours_person_id": "/quiet",
    "calendars_person_id": "/calendar",
    "room_followers_person_id": "/room",
    "forms": "/resume",
    "contacts_asker_id": "/contacts",
    "contacts_asked_id": "/contacts",
    "ideas_author_id": "/ideas mine",
    "partner_searches_person_id": "/searches",
    "blocks_person_id": "/blocked",
    "projects_founder_id": "/projects",
    "projects_cofounder_id": "/projects",
    "project_members_person_id": "/projects",
    "activities_begun_by": "/activities",
    "tasks_by_id": "/tasks",
    "task_marks_person_id": "/tasks",
    "materials_person_id": "/materials",
    "publications_asked_by": "/materials",
    "publications_agreed_by": "/materials",
    "pages_author_id": "/twinspace all",
    "page_publications_asked_by": "/twinspace all",
    "page_publications_agreed_by": "/twinspace all",
    "quiet_classes_set_by": "/quietclass",
    "pupils_added_by": "/pupils",
    "pupils_teacher_id": "/pupils",
    "pupils_permitted_by": "/pupils",
    "label_evidence_person_id": "/label",
    "groups_proposer_id": "/groups",
    "group_members_person_id": "/groups",
    "posts_author_id": "/posts",
    "seminars_host_id": "/seminars mine",
    "seminar_signups_person_id": "/seminars mine",
    "meetings_asker_id": "/meet",
    "meeting_guests_person_id": "/meet",
    "meeting_choices_person_id": "/meet",
    "erasure": "/forget",
}


@dataclass(frozen=True)
class Held:
    """What we hold of one kind."""

    name: Name
    count: int
    #: The newest of them; those of which nothing can be said in a line are left out.
    facts: Sequence[Fact]
    #: What one sends to the bot to change it; None if nothing can be changed.
    changed_by: Code | None

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
    held = newest.of_person(db, person_id, SHOWN)
    by_code = {name.replace(".", "_"): one for name, one in held.items()}
    found = []
    for section, codes in SECTIONS.items():
        kinds = [_kind(code, by_code[code]) for code in codes if code in by_code]
        if kinds:
            found.append(Section(Name("heldsection", section), kinds))
    return found


def _kind(code: str, held: Newest) -> Held:
    facts = [one for row in held.rows if (one := heldfacts.of(code, row)) is not None]
    command = CHANGED_BY.get(code)
    return Held(Name("held", code), held.count, facts, Code(command) if command else None)
