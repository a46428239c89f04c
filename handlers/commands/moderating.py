"""What moderators do for their group: requests, invitations, members, handing over, resting."""

from datetime import timedelta

from handlers import cards, groupcard, numbers, postreports
from handlers.commands.groupentry import deciders, request, welcome
from handlers.commands.membering import held, not_yours
from handlers.conversation import (
    Button,
    Code,
    Event,
    Lane,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from storage import blocks, codes, contacts, group_members, groups, people
from storage.codes import Purpose
from storage.db import Db
from storage.group_members import State as Part
from storage.groups import Entry, Group, State
from storage.people import Person

#: How many contacts or members are shown with a button each.
SHOWN = 8
#: How long a group's code can be typed.
CODE_DAYS = 30


@command("moderate", needs=Needs.TEACHER, listed=False)
def desk(event: Event, db: Db) -> list[Reply]:
    """Show what a moderator can do.

    Source: docs/rules.md, GRP-1.
    """
    group, _ = held(event, db)
    return [not_yours()] if group is None else [_desk(db, group, event.actor.id)]


def _desk(db: Db, group: Group, me: int) -> Reply:
    asking = group_members.count(db, group.id, Part.ASKED)
    about = group.id
    buttons = [
        Button(Words("moderating.requests", {"count": asking}), f"/grouprequests {about}"),
        Button(Words("groups.invite"), f"/groupinvite {about}"),
        Button(Words("moderating.members"), f"/groupmembers {about}"),
        Button(Words("moderating.entry"), f"/groupentry {about}"),
        Button(Words("groups.hand_over"), f"/grouphand {about}"),
    ]
    if reported := len(postreports.open_for(db, me, group.id)):
        told = Words("moderating.reports", {"count": reported})
        buttons.append(Button(told, f"/groupreports {about}"))
    if group.state == State.RESTING:
        buttons.append(Button(Words("moderating.wake"), f"/groupkeep {about} keep"))
    fields = {"title": group.title, "count": group_members.count(db, group.id)}
    return Reply("moderating.all", fields, rows(buttons, wide=2))


@command("groupreports", needs=Needs.TEACHER, listed=False)
def reports(event: Event, db: Db) -> list[Reply]:
    """Show the oldest open report about a post in the group."""
    group, _ = held(event, db)
    if group is None:
        return [not_yours()]
    waiting = postreports.open_for(db, event.actor.id, group.id)
    if not waiting:
        return [_desk(db, group, event.actor.id)]
    report, post = waiting[0]
    card = postreports.card(db, post, report)
    return [Reply(card.key, card.fields, (postreports.buttons(post, report),))]


@command("grouprequests", needs=Needs.TEACHER, listed=False)
def requests(event: Event, db: Db) -> list[Reply]:
    """Show the oldest request to join."""
    group, _ = held(event, db)
    return [not_yours()] if group is None else [_next_request(db, group, None)]


def _next_request(db: Db, group: Group, outcome: Words | None) -> Reply:
    waiting = group_members.of_group(db, group.id, Part.ASKED)
    known = people.of_ids(db, {member.person_id for member in waiting})
    asking = [known[member.person_id] for member in waiting if member.person_id in known]
    done = outcome or Words("moderating.no_request")
    if not asking:
        back = Button(Words("moderating.desk"), f"/moderate {group.id}")
        return say("moderating.no_more", outcome=done, title=group.title).with_buttons((back,))
    shown = request(db, group, asking[0])
    if outcome is None:
        return shown
    fields = {"outcome": outcome, "request": Words(shown.key, shown.fields)}
    return Reply("moderating.and_next", fields, shown.buttons)


@command("admit", needs=Needs.TEACHER, listed=False)
def admit(event: Event, db: Db) -> list[Reply]:
    """Answer a request to join: "yes 7 12"; the first answer counts."""
    answer, number, who = (*event.words.split(), "", "", "")[:3]
    group = groups.hold(db, numbers.read(number))
    if group is None or event.actor.id not in deciders(db, group.id):
        return [not_yours()]
    person = people.by_id(db, numbers.read(who))
    member = group_members.of_person(db, group.id, person.id) if person else None
    if person is None or member is None or member.state != Part.ASKED:
        return [_next_request(db, group, Words("moderating.decided_already"))]
    if answer != "yes":
        group_members.put(db, group.id, person.id, Part.DECLINED, event.at)
        find = Button(Words("groups.find"), "/groups all")
        told = say("groups.was_declined", to=person.id, title=group.title).with_buttons((find,))
        return [_next_request(db, group, _said("moderating.declined", person)), told]
    group_members.put(db, group.id, person.id, Part.IN, event.at)
    group_members.choose(db, group.id, person.id, None)
    outcome = _said("moderating.admitted", person)
    return [_next_request(db, group, outcome), welcome(group, to=person.id)]


def _said(key: str, person: Person) -> Words:
    return Words(key, {"name": person.name})


@command("groupinvite", needs=Needs.TEACHER, listed=False)
def invite(event: Event, db: Db) -> list[Reply]:
    """Invite a contact: "7" shows whom, "7 12" invites person 12."""
    group, rest = held(event, db)
    if group is None:
        return [not_yours()]
    guests = _outside(db, group, event.actor.id)
    guest = next((one for one in guests if [str(one.id)] == rest[:1]), None)
    code = Button(Words("moderating.code"), f"/groupcode {group.id}")
    if guest is None:
        buttons = [
            Button(cards.contact(db, one), f"/groupinvite {group.id} {one.id}")
            for one in guests[:SHOWN]
        ]
        key = "moderating.invite_whom" if guests else "moderating.nobody_to_invite"
        return [say(key, title=group.title).with_buttons(*rows([*buttons, code]))]
    member = group_members.of_person(db, group.id, guest.id)
    if member is not None and member.state == Part.ASKED:
        return [_next_request(db, group, None)]
    group_members.put(db, group.id, guest.id, Part.INVITED, event.at)
    more = Button(Words("moderating.invite_more"), f"/groupinvite {group.id}")
    done = say("moderating.invited", name=guest.name, title=group.title).with_buttons((more,))
    yes = Button(Words("groups.join"), f"/groupjoin {group.id}")
    no = Button(Words("groups.no_thanks"), f"/groupno {group.id}")
    fields = {"name": event.actor.name, "title": group.title, "about": groupcard.about(group)}
    card = Reply(
        "groups.invitation",
        fields,
        ((yes, no),),
        to=guest.id,
        lane=Lane.REMINDER,
        notice="groups",
        once=f"groupinvite-{group.id}-{guest.id}-{event.at.date()}",
    )
    return [done, card]


def _outside(db: Db, group: Group, me: int) -> list[Person]:
    """List the contacts who could be invited: not in the group, and not parted by a block."""
    known = people.of_ids(db, set(contacts.of_person(db, me)))
    out = group_members.inside(db, group.id, list(known)) | blocks.apart_from(db, me)
    return [one for one in known.values() if one.is_validated and one.id not in out]


@command("groupcode", needs=Needs.TEACHER, listed=False)
def code(event: Event, db: Db) -> list[Reply]:
    """Give a code with which teachers get in without being asked."""
    group, _ = held(event, db)
    if group is None:
        return [not_yours()]
    made = event.fresh("group")
    lasts = timedelta(days=CODE_DAYS)
    subject, me = str(group.id), event.actor.id
    codes.make(db, made, Purpose.GROUP, subject, at=event.at, lasts=lasts, person_id=me)
    shown = Code(f"/group {made}")
    return [say("moderating.code_is", command=shown, title=group.title, days=CODE_DAYS).secretly()]


@command("groupentry", needs=Needs.TEACHER, listed=False)
def entry(event: Event, db: Db) -> list[Reply]:
    """Change how teachers get in: "7" shows the ways, "7 open" takes one."""
    group, rest = held(event, db)
    if group is None:
        return [not_yours()]
    if rest[:1] and rest[0] in set(Entry):
        groups.set_entry(db, group, Entry(rest[0]))
        group = groups.by_id(db, group.id) or group
    others = [
        Button(words, f"/groupentry {group.id} {one}")
        for one, words in groupcard.ENTRIES.items()
        if one != group.entry
    ]
    back = Button(Words("moderating.desk"), f"/moderate {group.id}")
    fields = {"title": group.title, "entry": groupcard.ENTRIES[group.entry]}
    return [Reply("moderating.entry_is", fields, rows([*others, back]), edits=True)]


@command("groupkeep", needs=Needs.TEACHER, listed=False)
def keep(event: Event, db: Db) -> list[Reply]:
    """Answer whether a quiet group goes on: "7 keep" or "7 rest".

    Source: docs/rules.md, GRP-3.
    """
    group, rest = held(event, db)
    if group is None:
        return [not_yours()]
    if rest[:1] == ["rest"]:
        groups.rest(db, group, event.at)
        wake = Button(Words("moderating.wake"), f"/groupkeep {group.id} keep")
        return [say("moderating.rests", title=group.title).with_buttons((wake,))]
    groups.live(db, group, event.at)
    write = Button(Words("groups.write"), f"/post {group.id}")
    return [say("moderating.goes_on", title=group.title).with_buttons((write,))]
