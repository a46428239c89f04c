"""Meetings as those who were invited see them: which times suit, and when it is."""

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
from storage import blocks, meetings, people, projects
from storage.db import Db
from storage.meetings import Guest, Meeting, State
from storage.people import Person

#: How many meetings are listed.
_SHOWN = 6


def going(db: Db, meeting: Meeting) -> list[int]:
    """List who comes to a meeting: the one who asked, and whoever has not declined.

    Whom a block has parted from the one who asked since then is not among them.
    """
    guests = meetings.invited(db, meeting.id)
    others = (one for one in guests if one != meeting.asker_id)
    coming = [one for one in others if guests[one] != Guest.DECLINED]
    near = [one for one in coming if not blocks.between(db, meeting.asker_id, one)]
    return [meeting.asker_id, *near]


def names(db: Db, ids: list[int], without: int) -> Listing:
    """Name people to one of them."""
    known = people.of_ids(db, set(ids))
    return Listing(tuple(known[one].name for one in ids if one != without and one in known))


def list_(event: Event, db: Db) -> Reply | None:
    """List somebody's meetings to come and their open proposals; None if there are none."""
    me = event.actor.id
    fixed = meetings.of_person(db, me, event.at)
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
    all_ = len(going(db, meeting)) - 1
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


def calendar_file(meeting: Meeting, is_gone: bool = False) -> Recipe:
    """Name the file that puts a meeting into a calendar, or takes it out."""
    return Recipe("meeting", (meeting.id, 1) if is_gone else (meeting.id,))


def is_open(db: Db, meeting: Meeting, event: Event) -> bool:
    """Tell whether a time can still be chosen."""
    to_come = any(at > event.at for at in meetings.times(db, meeting.id).values())
    return meeting.state == State.PROPOSED and to_come
