"""What is a person's: every column that points to people, and what becomes of its rows.

A new table that points to people adds its line to RULES; tests/storage/test_belongings.py fails
until it does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, UniqueConstraint, delete, select, update

import storage
from storage.db import Db, metadata


class Erasing(StrEnum):
    """What becomes of a person's rows when the person is erased."""

    #: They go, with everything that hangs on them.
    GO = "go"
    #: They stay and point to nobody.
    EMPTY = "empty"
    #: They stay, and point to somebody without a name.
    STAY = "stay"


@dataclass(frozen=True)
class Rule:
    """What a column that points to people means."""

    #: Under which heading /mydata gives the rows; empty if it does not, and `why` says why.
    says: str = ""
    why: str = ""
    erasing: Erasing = Erasing.GO
    #: Texts of the person in rows that stay: they are emptied.
    blanks: tuple[str, ...] = ()
    #: What /mydata leaves out of the rows: others' words, and secrets.
    hides: tuple[str, ...] = ()


_EMPTY, _STAY = Erasing.EMPTY, Erasing.STAY
#: What says who a pupil is or how one enters: /mydata comes as a file into a chat.
_OF_PUPILS = (
    "pseudonym",
    "class_name",
    "localpart",
    "slip",
    "secret_hash",
    "wrong_tries",
    "logout_wanted",
)

#: Every column that points to people, as "table.column".
RULES: Mapping[str, Rule] = {
    "accounts.person_id": Rule("account made for you on our chat server", erasing=_STAY),
    "activities.begun_by": Rule("activities you began in projects", erasing=_STAY),
    "addresses.person_id": Rule("chats in which you write to us"),
    "ambassadors.appointed_by": Rule("ambassadors you appointed", erasing=_EMPTY),
    "ambassadors.person_id": Rule("your badge as an ambassador"),
    "assignments.passed_by": Rule("cards you passed on", erasing=_STAY, blanks=("words",)),
    "assignments.person_id": Rule("cards you look at as a coordinator", hides=("words",)),
    "blocks.blocked_id": Rule(why="who does not want to hear of you is their own affair"),
    "blocks.person_id": Rule("teachers you blocked"),
    "card_talks.about_id": Rule("what coordinators asked you, and your answers"),
    "card_talks.by_id": Rule("what you asked and answered", erasing=_STAY, blanks=("text",)),
    "campaigns.author_id": Rule("announcements you wrote", erasing=_STAY, hides=("file",)),
    "campaigns.second_id": Rule("announcements you agreed to", erasing=_EMPTY),
    "class_breaks.person_id": Rule("weeks in which your class is away"),
    "class_facts.person_id": Rule("about your class"),
    "class_meetings.by_id": Rule("video meetings you began for classes", erasing=_EMPTY),
    "class_visits.person_id": Rule("classrooms you opened"),
    "bridges.turned_on_by": Rule("staff rooms you tied to a Telegram group", erasing=_STAY),
    "calendars.person_id": Rule("address of your private calendar", hides=("token",)),
    "codes.person_id": Rule("one-time codes made for you", hides=("hash",)),
    "contacts.asked_id": Rule("contact requests you received", hides=("words",)),
    "contacts.asker_id": Rule("contact requests you sent"),
    "coordinators.person_id": Rule("services you coordinate"),
    "exports.asked_by": Rule("exports of projects you asked for", hides=("file",)),
    "former_texts.person_id": Rule("what we called you, and what you said of yourself, before"),
    "former_certificates.person_id": Rule("certificates of a registration made one with this"),
    "former_accounts.person_id": Rule("accounts you once had on our chat server", erasing=_STAY),
    "ghosts.person_id": Rule("accounts that say what you write on Telegram", erasing=_STAY),
    "group_members.person_id": Rule("groups you are in"),
    "groups.proposer_id": Rule("groups you proposed", erasing=_STAY),
    "ideas.author_id": Rule("ideas you posted", hides=("folded",)),
    "materials.person_id": Rule("files you posted in classrooms", erasing=_STAY),
    "label_applications.person_id": Rule("applications for a Quality Label you handed in"),
    "label_evidence.person_id": Rule("evidence you filed for a Quality Label"),
    "label_reviews.person_id": Rule("applications for a Quality Label you sent"),
    "meeting_choices.person_id": Rule("times that suit you for a meeting"),
    "meeting_guests.person_id": Rule("meetings you are invited to"),
    "meetings.asker_id": Rule("meetings you proposed", erasing=_STAY),
    "moves.by_id": Rule("chats you moved as a coordinator", erasing=_STAY),
    "moves.person_id": Rule("moves of your registration to another chat"),
    "mutes.by_id": Rule("classrooms you locked", erasing=_EMPTY),
    "notice_ways.person_id": Rule("how you want to be told"),
    "page_publications.agreed_by": Rule("pages you agreed to publish", erasing=_EMPTY),
    "page_publications.asked_by": Rule("pages you asked to publish", erasing=_STAY),
    "pages.author_id": Rule("pages you wrote in projects", erasing=_STAY),
    "partner_cards.person_id": Rule(why="repeats your profile, in numbers, for the search"),
    "partner_hidden.hidden_id": Rule(why="whom somebody does not want to see is their own affair"),
    "partner_hidden.person_id": Rule("partners you do not want to see"),
    "partner_interests.other_id": Rule(why="who is interested in whom is told once both are"),
    "partner_interests.person_id": Rule("partners you are interested in"),
    "partner_matches.other_id": Rule(why="to whom you were shown is their own affair"),
    "partner_matches.person_id": Rule("partners that were found for you"),
    "partner_searches.person_id": Rule("searches you saved"),
    "partner_words.person_id": Rule(why="repeats the words of your profile, for the search"),
    "posts.author_id": Rule("what you wrote to groups", erasing=_STAY),
    "posts.removed_by": Rule("posts you removed", erasing=_STAY, hides=("text", "spans", "file")),
    "project_approvals.approved_by": Rule("projects you approved", erasing=_EMPTY),
    "project_members.person_id": Rule("projects you take part in", erasing=_STAY),
    "projects.cofounder_id": Rule("projects you found with somebody", erasing=_STAY),
    "projects.founder_id": Rule("projects you founded", erasing=_STAY),
    "proofs.by_id": Rule(
        "teachers you confirmed",
        erasing=_STAY,
        blanks=("by_name",),
        hides=("origin", "ref", "file_kind", "mime", "file_name", "size", "file_key"),
    ),
    "proofs.person_id": Rule("proof that you are a teacher", hides=("ref", "file_key", "by_id")),
    "publications.agreed_by": Rule("what you agreed to publish", erasing=_EMPTY, hides=("file",)),
    "publications.asked_by": Rule("what you asked to publish", erasing=_STAY, hides=("file",)),
    "pupils.added_by": Rule("pupils you added", erasing=_STAY, hides=_OF_PUPILS),
    "pupils.permitted_by": Rule(
        "pupils whose parents' permission you noted", erasing=_EMPTY, hides=_OF_PUPILS
    ),
    "pupils.teacher_id": Rule("pupils of your classes", erasing=_EMPTY, hides=_OF_PUPILS),
    "quiet_classes.set_by": Rule("quiet hours you set for your school", erasing=_EMPTY),
    "quiet_hours.person_id": Rule("hours in which we leave you alone"),
    "reports.about_id": Rule(why="a report is not shown to the person it is about"),
    "reports.reporter_id": Rule(
        "reports you made", erasing=_STAY, blanks=("words",), hides=("frozen",)
    ),
    "room_report_notes.person_id": Rule(
        "what you wrote about reports", erasing=_STAY, blanks=("text",)
    ),
    "room_report_reads.person_id": Rule("reports that you read", erasing=_STAY),
    "room_reports.about_id": Rule(why="a report is not shown to the person it is about"),
    "room_reports.reporter_id": Rule(
        "reports you made in TwinSpaces",
        erasing=_STAY,
        blanks=("words",),
        hides=("about_id", "about_pupil"),
    ),
    "room_followers.person_id": Rule("staff rooms you follow"),
    "school_changes.person_id": Rule("change of school under way"),
    "seminar_attendance.person_id": Rule("seminars you attended"),
    "seminar_signups.person_id": Rule("seminars you signed up for"),
    "seminars.host_id": Rule("seminars you host", erasing=_STAY, hides=("code",)),
    "sessions.person_id": Rule("browsers you are in with", hides=("hash",)),
    "suspensions.by_id": Rule("people you suspended", erasing=_EMPTY, hides=("appeal",)),
    "suspensions.person_id": Rule("suspensions of you", hides=("by_id",)),
    "task_marks.person_id": Rule("tasks that your school has done, by your word"),
    "tasks.by_id": Rule("tasks you set in classrooms", erasing=_STAY),
    "warnings.by_id": Rule("people you warned", erasing=_EMPTY),
    "warnings.person_id": Rule("warnings you were given", hides=("by_id",)),
}

#: Tables that hold something of people without pointing to them, and where it is dealt with.
BESIDES: Mapping[str, str] = {
    "account_erasures": "accounts to be erased, and those that were: ids of nobody any more",
    "people": "the person: storage/holdings.py, storage/erasing.py",
    "backups": "when the last backup ended",
    "class_watch": "until when it was looked for neglected classes",
    "bot_groups": "what our bot is in Telegram groups, by their ids",
    "bridge_guests": "hashes of who came into a tied group, gone with the tie",
    "dialogues": "hang on addresses, and go with them",
    "room_media": "addresses of files, and in which rooms they were shown: storage/room_media.py",
    "rooms_heard": "until when the rooms of all projects were heard",
    "room_members": "accounts on our homeserver, and which rooms they are in: storage/presences.py",
    "frozen": "messages in rooms that were reported: storage/room_reports.py",
    "outbox": "by chat: storage/holdings.py, storage/erasing.py",
    "deliveries": "hang on the outbox: the platform's ids of what arrived, and no text",
    "erasures": "says that somebody wants to be erased: storage/holdings.py, storage/erasing.py",
    "parked_events": "sealed, and deleted after two weeks; nobody can see whose they are",
    "undecrypted": "encrypted, and deleted after a week; nobody can see what they say",
    "seats": "which process does what only one may do",
    "served": "which versions of the program the database serves",
    "slip_misses": "how many wrong codes were typed on a day, by nobody in particular",
    "taken_events": "ids of events, given by the platforms",
}


@cache
def load() -> None:
    """Make every table known."""
    for module in iter_modules(storage.__path__):
        if not module.ispkg:
            import_module(f"storage.{module.name}")


def columns() -> Iterator[tuple[str, Column[Any]]]:
    """Go through every column that points to people, each with its name "table.column"."""
    load()
    people = metadata.tables["people"]
    for table in metadata.sorted_tables:
        for column in table.c:
            if any(key.column.table is people for key in column.foreign_keys):
                yield f"{table.name}.{column.name}", column


def unique_keys(column: Column[Any]) -> list[list[Column[Any]]]:
    """List the other columns of each key that may hold a value once, and holds this column."""
    table = column.table
    assert isinstance(table, Table)
    keys: list[list[Any]] = [list(table.primary_key.columns)]
    keys += [list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys += [list(one.columns) for one in table.indexes if one.unique]
    if column.unique:
        keys.append([column])
    return [[one for one in key if one is not column] for key in keys if column in key]


def remove(db: Db, table: Table, where: ColumnElement[bool]) -> None:
    """Delete rows with everything that hangs on them; what can point to nothing then does."""
    for child in metadata.sorted_tables:
        for column in child.c:
            for key in column.foreign_keys:
                if key.column.table is not table:
                    continue
                these = column.in_(select(key.column).where(where))
                if column.nullable:
                    db.execute(update(child).where(these).values({column.name: None}))
                else:
                    remove(db, child, these)
    db.execute(delete(table).where(where))
