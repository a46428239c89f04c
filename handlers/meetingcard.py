"""Meetings as those who were invited see them: which times suit, and when it is."""

from datetime import datetime

from handlers.conversation import (
    Button,
    Event,
    Lane,
    Lines,
    Listing,
    Recipe,
    Reply,
    Words,
    rows,
    say,
)
from storage import blocks, contacts, meetings, members, people, projects
from storage.db import Db
from storage.meetings import Guest, Meeting, State
from storage.people import Person

#: How many meetings are listed.
_SHOWN = 6


def going(db: Db, meeting: Meeting) -> list[int]:
    """List who comes to a meeting: the one who asked, and whoever has not declined.

    Who does not belong there any more is not among them.
    """
    guests = meetings.invited(db, meeting.id)
    others = (one for one in guests if one != meeting.asker_id)
    coming = [one for one in others if guests[one] != Guest.DECLINED]
    return [one for one in (meeting.asker_id, *coming) if belongs(db, meeting, one)]


def others(db: Db, meeting: Meeting) -> list[int]:
    """List who comes to a meeting besides the one who asked."""
    return [one for one in going(db, meeting) if one != meeting.asker_id]


def belongs(db: Db, meeting: Meeting, person_id: int) -> bool:
    """Tell whether somebody may still meet: in the project, or as a contact of the one who asked.

    Nobody who is suspended does. Source: docs/rules.md, PAR-6 and NSS-1.
    """
    asker, person = meeting.asker_id, people.by_id(db, person_id)
    if person is None or person.is_suspended:
        return False
    if blocks.between(db, asker, person_id):
        return False
    if meeting.project_id is not None:
        return members.is_inside(db, meeting.project_id, person_id)
    if person_id == asker or contacts.are(db, asker, person_id):
        return True
    mine = set(members.projects_of(db, asker))  # a project's teachers may be asked with contacts
    return not mine.isdisjoint(members.projects_of(db, person_id))


def reminders(meeting: Meeting) -> str:
    """Name the reminders of a meeting, so that they can be given up together."""
    return f"meeting {meeting.id} soon"


def names(db: Db, ids: list[int], without: int) -> Listing:
    """Name people to one of them."""
    known = people.of_ids(db, set(ids))
    return Listing(tuple(known[one].name for one in ids if one != without and one in known))


def list_(event: Event, db: Db) -> Reply | None:
    """List somebody's meetings to come and their open proposals; None if there are none."""
    me = event.actor.id
    fixed = [one for one in meetings.of_person(db, me, event.at) if me in going(db, one)]
    open_ = [
        one
        for one in meetings.open_of(db, me)
        if any(at > event.at for at in meetings.times(db, one.id).values())
    ]
    lines, buttons = [], []
    for one in (*fixed, *open_)[:_SHOWN]:
        people_ = names(db, going(db, one), me)
        shown = Words("meet.line_open", {"people": people_})
        if one.starts_at is not None:
            shown = Words("meet.line", {"start": one.starts_at, "people": people_})
        lines.append(shown)
        buttons.append(Button(shown, f"/meeting {one.id}"))
    if not lines:
        return None
    new = Button(Words("meet.new"), "/meet new")
    return say("meet.mine", meetings=Lines(tuple(lines))).with_buttons(*rows([*buttons, new]))


def invitations(db: Db, meeting: Meeting, asker: Person) -> list[Reply]:
    """Ask everybody who was invited which times suit them."""
    return [
        invitation(db, meeting, asker, person_id, to=person_id)
        for person_id in meetings.invited(db, meeting.id)
    ]


def invitation(
    db: Db, meeting: Meeting, asker: Person, person_id: int, to: int | None, edits: bool = False
) -> Reply:
    """Show somebody the proposed times, with those marked that suit them."""
    suits = meetings.suits(db, meeting.id)
    buttons = []
    for number, at in meetings.times(db, meeting.id).items():
        label = Words("meet.chosen", {"time": at}) if person_id in suits[number] else at
        buttons.append(Button(label, f"/slot {meeting.id} {number}"))
    none = Button(Words("meet.none_suits"), f"/slot {meeting.id} none")
    project = projects.by_id(db, meeting.project_id) if meeting.project_id else None
    about = Words("meet.about", {"title": project.title}) if project else Words("meet.no_project")
    fields = {"name": asker.name, "minutes": meeting.minutes, "about": about}
    fields |= {"count": len(meetings.invited(db, meeting.id))}
    lane = Lane.REPLY if to is None else Lane.REMINDER
    notice = "" if to is None else "meetings"
    shown = rows([*buttons, none])
    return Reply("meet.invitation", fields, shown, to=to, lane=lane, notice=notice, edits=edits)


def standing(db: Db, meeting: Meeting, key: str) -> Reply:
    """Show the one who asked how many each time suits, to fix one of them."""
    suits = meetings.suits(db, meeting.id)
    all_ = len(others(db, meeting))
    proposed = meetings.times(db, meeting.id)
    lines = Lines(
        tuple(
            Words("meet.tally", {"time": at, "count": len(suits[number]), "all": all_})
            for number, at in proposed.items()
        )
    )
    buttons = [Button(at, f"/fixslot {meeting.id} {number}") for number, at in proposed.items()]
    off = Button(Words("meet.cancel"), f"/offmeeting {meeting.id}")
    return Reply(key, {"times": lines}, rows([*buttons, off]))


def fixed(db: Db, meeting: Meeting, reader: int) -> Reply:
    """Tell somebody when a meeting is, with the link and the file for the calendar."""
    is_asker = reader == meeting.asker_id
    off = Words("meet.cancel") if is_asker else Words("meet.not_coming")
    fields = {
        "start": meeting.starts_at,
        "minutes": meeting.minutes,
        "people": names(db, going(db, meeting), reader),
        "link": meeting.link,
    }
    buttons = rows([Button(off, f"/offmeeting {meeting.id}")])
    return Reply("meet.fixed", fields, buttons, file=calendar_file(meeting))


def calendar_file(meeting: Meeting, gone_at: datetime | None = None) -> Recipe:
    """Name the file that puts a meeting into a calendar, or takes it out of one's own."""
    gone = (1, int(gone_at.timestamp())) if gone_at else ()
    return Recipe("meeting", (meeting.id, *gone))


def is_open(db: Db, meeting: Meeting, event: Event) -> bool:
    """Tell whether a time can still be chosen."""
    to_come = any(at > event.at for at in meetings.times(db, meeting.id).values())
    return meeting.state == State.PROPOSED and to_come
