"""A group's card: what it is about, who looks after it, and the right next step for its reader."""

from handlers import cards
from handlers.conversation import Button, Lines, Listing, Reply, Words, rows, say
from storage import coordinators, group_members, people
from storage.db import Db
from storage.group_members import Member
from storage.group_members import State as Part
from storage.groups import Entry, Group, State

#: How one gets into a group.
ENTRIES = {
    Entry.OPEN: Words("groups.entry_open"),
    Entry.REQUEST: Words("groups.entry_request"),
    Entry.INVITED: Words("groups.entry_invited"),
}
#: Ready-made reasons for which central support refuses a group, by what the button says.
BELONGS = {
    "belongs_project": Words("groups.belongs_project"),
    "belongs_partners": Words("groups.belongs_partners"),
}


def about(group: Group) -> Lines:
    """Say what a group is about, as its proposer wrote it."""
    aims = [Words("groups.aims", {"aims": group.aims})] if group.aims else []
    kinds = {
        "subjects": cards.subjects(group.subjects),
        "languages": cards.languages(group.languages),
    }
    return Lines((group.description, *aims, Words("groups.kinds", kinds), ENTRIES[group.entry]))


def names(db: Db, ids: list[int]) -> Listing:
    """Name several people."""
    known = people.of_ids(db, set(ids))
    return Listing(tuple(name_of(known[one].name) for one in ids if one in known))


def name_of(name: str) -> str | Words:
    """Write a person's name; that of one who was erased is not there any more."""
    return name or Words("posts.former")


def show(db: Db, group: Group, viewer_id: int) -> Reply:
    """Show a group to somebody, with what they can do now as buttons."""
    member = group_members.of_person(db, group.id, viewer_id)
    fields = {"title": group.title, "about": about(group), "state": _state(db, group, member)}
    return Reply("groups.card", fields, rows(_buttons(group, member, viewer_id), wide=2))


def unknown() -> Reply:
    """Say that there is no such group, or none of theirs."""
    return say("groups.unknown").with_buttons((Button(Words("help.groups"), "/groups"),))


def may_see(db: Db, group: Group, viewer_id: int) -> bool:
    """Tell whether somebody may see a group: one that runs all, a proposal only two sides."""
    if group.is_running or group.proposer_id == viewer_id:
        return True
    return coordinators.ALL in coordinators.countries_of(db, viewer_id)


def reason(note: str) -> str | Words:
    """Put the reason of a refusal into words: a ready-made one, or as it was typed."""
    return BELONGS.get(note, note)


def _state(db: Db, group: Group, member: Member | None) -> Words:
    since = group.since.date()
    match group.state:
        case State.PROPOSED:
            return Words("groups.is_proposed", {"since": since})
        case State.ASKED:
            return Words("groups.is_asked", {"note": group.note, "since": since})
        case State.REFUSED:
            return Words("groups.is_refused", {"reason": reason(group.note)})
    moderators = group_members.moderators(db, group.id)
    fields = {"count": group_members.count(db, group.id), "names": names(db, moderators)}
    known = Words("groups.people", fields) if moderators else Words("groups.no_moderator", fields)
    notes = [Words("groups.is_resting", {"since": since})] if group.state == State.RESTING else []
    if member is not None and member.state == Part.ASKED:
        notes.append(Words("groups.is_waiting", {"since": member.since.date()}))
    return Words("groups.lines", {"lines": Lines((known, *notes))})


def _buttons(group: Group, member: Member | None, viewer_id: int) -> list[Button]:
    if not group.is_running:
        return _of_proposer(group) if group.proposer_id == viewer_id else []
    if member is not None and member.is_in:
        return [
            Button(Words("groups.write"), f"/post {group.id}"),
            Button(Words("groups.latest"), f"/posts {group.id}"),
            Button(Words("groups.settings"), f"/groupset {group.id}"),
        ]
    if member is not None and member.state == Part.INVITED:
        return [
            Button(Words("groups.join"), f"/groupjoin {group.id}"),
            Button(Words("groups.no_thanks"), f"/groupno {group.id}"),
        ]
    if member is not None and member.state == Part.ASKED:
        return [Button(Words("groups.withdraw"), f"/groupno {group.id}")]
    if group.entry == Entry.INVITED:
        return []
    is_open = group.entry == Entry.OPEN and (member is None or member.state != Part.REMOVED)
    label = Words("groups.join") if is_open else Words("groups.ask")
    return [Button(label, f"/groupjoin {group.id}")]


def _of_proposer(group: Group) -> list[Button]:
    if group.state == State.ASKED:
        return [Button(Words("status.answer"), f"/grouptell {group.id}")]
    if group.state == State.REFUSED:
        return [Button(Words("groups.again"), f"/groupagain {group.id}")]
    return []


def last_moderator(group: Group) -> Reply:
    """Tell the last moderator that somebody else has to be it before they go."""
    hand = Button(Words("groups.hand_over"), f"/grouphand {group.id}")
    seek = Button(Words("groups.seek"), f"/groupseek {group.id}")
    return say("groups.last_moderator", title=group.title).with_buttons(*rows([hand, seek]))
