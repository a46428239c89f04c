"""Getting into a group, out of it again, and how one hears of it."""

from dataclasses import replace
from datetime import timedelta

from handlers import cards, groupcard, numbers
from handlers.conversation import Button, Event, Lane, Needs, Reply, Words, command, rows, say
from storage import blocks, codes, coordinators, group_members, groups
from storage.codes import Purpose
from storage.db import Db
from storage.group_members import Member, Role
from storage.group_members import State as Part
from storage.groups import Entry, Group
from storage.notices import Way
from storage.people import Person

#: After so many days somebody who was turned away may ask again.
ASK_AGAIN = timedelta(days=30)
#: How a member hears of a group, by what the button says; the last is "as of groups in general".
WAYS: dict[str, tuple[Way | None, Words]] = {
    "now": (Way.NOW, Words("groups.way_now")),
    "daily": (Way.DAILY, Words("groups.way_daily")),
    "off": (Way.OFF, Words("groups.way_off")),
    "usual": (None, Words("groups.way_usual")),
}


@command("groupjoin", needs=Needs.TEACHER, listed=False)
def join(event: Event, db: Db) -> list[Reply]:
    """Join an open group, accept an invitation, or ask the moderators.

    Source: docs/rules.md, GRP-1.
    """
    group, member = _held(event, db)
    if group is None:
        return [groupcard.unknown()]
    if member is not None and member.state in {Part.IN, Part.ASKED}:
        return [groupcard.show(db, group, event.actor.id)]
    if _is_free(group, member):
        return [_let_in(event, db, group)]
    if group.entry == Entry.INVITED:
        find = Button(Words("groups.find"), "/groups all")
        return [say("groups.by_invitation", title=group.title).with_buttons((find,))]
    turned_away = {Part.DECLINED, Part.REMOVED}
    if member and member.state in turned_away and event.at < member.since + ASK_AGAIN:
        find = Button(Words("groups.find"), "/groups all")
        on = (member.since + ASK_AGAIN).date()
        return [say("groups.ask_later", title=group.title, on=on).with_buttons((find,))]
    group_members.put(db, group.id, event.actor.id, Part.ASKED, event.at)
    back = Button(Words("groups.withdraw"), f"/groupno {group.id}")
    has_moderator = bool(group_members.moderators(db, group.id))
    key = "groups.asked_to_join" if has_moderator else "groups.asked_central"
    asked = say(key, title=group.title).with_buttons((back,))
    return [asked, *_requests(event, db, group)]


def _is_free(group: Group, member: Member | None) -> bool:
    """Tell whether somebody gets in without a moderator's word."""
    if member is not None and member.state == Part.INVITED:
        return True
    was_removed = member is not None and member.state == Part.REMOVED
    return group.entry == Entry.OPEN and not was_removed


def _let_in(event: Event, db: Db, group: Group) -> Reply:
    group_members.put(db, group.id, event.actor.id, Part.IN, event.at)
    group_members.choose(db, group.id, event.actor.id, None)
    return welcome(group)


def welcome(group: Group, to: int | None = None) -> Reply:
    """Tell a new member that they are in, and what they can do there."""
    latest = Button(Words("groups.latest"), f"/posts {group.id}")
    write = Button(Words("groups.write"), f"/post {group.id}")
    settings = Button(Words("groups.settings"), f"/groupset {group.id}")
    reply = say("groups.joined", to=to, title=group.title)
    return reply.with_buttons((latest, write), (settings,))


def _requests(event: Event, db: Db, group: Group) -> list[Reply]:
    """Show the moderators who asks; central support where a group has none."""
    me = event.actor
    card = request(db, group, me)
    return [
        replace(card, to=decider, lane=Lane.REMINDER, notice="groups")
        for decider in deciders(db, group.id)
        if not blocks.between(db, decider, me.id)
    ]


def request(db: Db, group: Group, person: Person) -> Reply:
    """Show who asks to join, with the two answers."""
    about = f"{group.id} {person.id}"
    yes = Button(Words("moderating.admit"), f"/admit yes {about}")
    no = Button(Words("moderating.decline"), f"/admit no {about}")
    fields = {"title": group.title, "card": cards.contact(db, person)}
    return Reply("moderating.request", fields, ((yes, no),))


def deciders(db: Db, group_id: int) -> list[int]:
    """List who decides in a group: its moderators, or central support where it has none."""
    return group_members.moderators(db, group_id) or coordinators.of_country(db, coordinators.ALL)


@command("groupno", needs=Needs.TEACHER, listed=False)
def decline(event: Event, db: Db) -> list[Reply]:
    """Decline an invitation into a group, or take back one's own request."""
    group, member = _held(event, db)
    if group is None or member is None:
        return [groupcard.unknown()]
    find = Button(Words("groups.find"), "/groups all")
    if member.state not in {Part.INVITED, Part.ASKED}:
        return [groupcard.show(db, group, event.actor.id)]
    group_members.put(db, group.id, event.actor.id, Part.LEFT, event.at)
    return [say("groups.declined", title=group.title).with_buttons((find,))]


@command("groupleave", needs=Needs.TEACHER, listed=False)
def leave(event: Event, db: Db) -> list[Reply]:
    """Leave a group: "7"; where it is not easy to come back, "7 yes" does."""
    group, member = _held(event, db)
    if group is None or member is None or not member.is_in:
        return [groupcard.unknown()]
    is_last = group_members.moderators(db, group.id) == [event.actor.id]
    is_alone = group_members.count(db, group.id) == 1
    if is_last and not is_alone:
        return [groupcard.last_moderator(group)]
    if (is_alone or group.entry != Entry.OPEN) and event.words.split()[1:] != ["yes"]:
        yes = Button(Words("groups.leave_yes"), f"/groupleave {group.id} yes")
        stay = Button(Words("groups.stay"), f"/group {group.id}")
        key = "groups.leave_alone" if is_alone else "groups.leave_sure"
        return [say(key, title=group.title).with_buttons((yes, stay))]
    if is_alone:
        groups.rest(db, group, event.at)
    group_members.put(db, group.id, event.actor.id, Part.LEFT, event.at)
    again = Button(Words("groups.join_again"), f"/groupjoin {group.id}")
    mine = Button(Words("help.groups"), "/groups")
    return [say("groups.left", title=group.title).with_buttons((again, mine))]


@command("groupset", needs=Needs.TEACHER, listed=False)
def settings(event: Event, db: Db) -> list[Reply]:
    """Show how a member hears of a group, and what else can be set."""
    group, member = _held(event, db)
    if group is None or member is None or not member.is_in:
        return [groupcard.unknown()]
    return [_settings(db, group, member)]


def _settings(db: Db, group: Group, member: Member) -> Reply:
    own = next(words for way, words in WAYS.values() if way == member.way)
    ways = [
        Button(words, f"/groupway {group.id} {name}")
        for name, (way, words) in WAYS.items()
        if way != member.way
    ]
    buttons = [*ways, Button(Words("groups.leave"), f"/groupleave {group.id}")]
    if member.role == Role.MODERATOR:
        buttons.append(Button(Words("moderating.desk"), f"/moderate {group.id}"))
    elif group.seeks_moderator or not group_members.moderators(db, group.id):
        buttons.append(Button(Words("groups.volunteer"), f"/volunteer {group.id}"))
    fields = {"title": group.title, "way": own}
    return Reply("groups.set", fields, rows(buttons, wide=2), edits=True)


@command("groupway", needs=Needs.TEACHER, listed=False)
def choose_way(event: Event, db: Db) -> list[Reply]:
    """Hear of a group at once, daily or not at all: "7 off"."""
    group, member = _held(event, db)
    wanted = "".join(event.words.split()[1:2])
    if group is None or member is None or not member.is_in:
        return [groupcard.unknown()]
    if wanted not in WAYS:
        return [_settings(db, group, member)]
    group_members.choose(db, group.id, event.actor.id, WAYS[wanted][0])
    changed = group_members.of_person(db, group.id, event.actor.id)
    assert changed is not None
    return [_settings(db, group, changed)]


def enter_by_code(event: Event, db: Db, typed: str) -> list[Reply]:
    """Let in whoever has a code that a moderator gave out."""
    code = codes.look(db, typed, Purpose.GROUP, event.at)
    group = groups.hold(db, numbers.read(code.subject)) if code else None
    if code is None or group is None or not group.is_running:
        return [groupcard.unknown()]
    if code.person_id not in group_members.moderators(db, group.id):
        return [groupcard.unknown()]
    member = group_members.of_person(db, group.id, event.actor.id)
    if member is not None and member.state in {Part.IN, Part.REMOVED, Part.DECLINED}:
        return [groupcard.show(db, group, event.actor.id)]
    return [_let_in(event, db, group)]


def _held(event: Event, db: Db) -> tuple[Group | None, Member | None]:
    """Lock the running group that the command names first, and find the actor's part in it."""
    number = numbers.read("".join(event.words.split()[:1]))
    group = groups.hold(db, number)
    if group is None or not group.is_running:
        return None, None
    return group, group_members.of_person(db, group.id, event.actor.id)
