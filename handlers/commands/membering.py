"""The members of a group, as its moderators look after them; and who becomes moderator."""

from typing import Any

from handlers import cards, forms, groupcard, numbers, questions
from handlers.conversation import Button, Event, Lane, Needs, Reply, Words, command, rows, say
from handlers.forms import Question, form
from handlers.packing import pack
from storage import bulk, group_members, groups, people
from storage.db import Db
from storage.group_members import Member, Role
from storage.group_members import State as Part
from storage.groups import Group
from storage.people import Person

#: How many members are shown with a button each.
SHOWN = 8


@command("groupmembers", needs=Needs.TEACHER, listed=False)
def members(event: Event, db: Db) -> list[Reply]:
    """Show a group's members, some at a time: "7", then "7 8"."""
    group, rest = held(event, db)
    if group is None:
        return [not_yours()]
    return [_whom(db, group, "groupmember", "moderating.members_are", numbers.read("".join(rest)))]


def _whom(db: Db, group: Group, verb: str, key: str, start: int, but: int = 0) -> Reply:
    """Offer a group's members, each with a button."""
    found = group_members.of_group(db, group.id, Part.IN, SHOWN + 1, start)
    known = people.of_ids(db, {member.person_id for member in found})
    buttons = [
        Button(_labelled(db, member, known[member.person_id]), _to(verb, group, member))
        for member in found[:SHOWN]
        if _may_stand(known.get(member.person_id), verb) and member.person_id != but
    ]
    if len(found) > SHOWN:
        page = "groupmembers" if verb == "groupmember" else f"{verb}page"
        buttons.append(Button(Words("partners.next"), f"/{page} {group.id} {start + SHOWN}"))
    count = group_members.count(db, group.id)
    return Reply(key, {"title": group.title, "count": count}, rows(buttons), edits=True)


def _may_stand(person: Person | None, verb: str) -> bool:
    """Tell whether a member is offered: a moderator is a validated teacher."""
    return person is not None and (person.is_validated or verb != "grouphand")


def _to(verb: str, group: Group, member: Member) -> str:
    return f"/{verb} {group.id} {member.person_id}"


def _labelled(db: Db, member: Member, person: Person) -> Words:
    contact = cards.contact(db, person)
    return Words("moderating.is_moderator", {"card": contact}) if member.is_moderator else contact


@command("groupmember", needs=Needs.TEACHER, listed=False)
def member(event: Event, db: Db) -> list[Reply]:
    """Show a member, with what a moderator can do about them: "7 12"."""
    group, person, their = _named(event, db)
    if group is None or person is None or their is None:
        return [not_yours()]
    return [_member(db, group, person, their)]


def _member(db: Db, group: Group, person: Person, their: Member) -> Reply:
    about = f"{group.id} {person.id}"
    if their.is_moderator:
        buttons = [Button(Words("moderating.unmake"), f"/groupmod {about} off")]
    else:
        make = Button(Words("moderating.make"), f"/groupmod {about} on")
        expel = Button(Words("moderating.expel"), f"/expel {about}")
        buttons = [make, expel] if person.is_validated else [expel]
    back = Button(Words("moderating.members"), f"/groupmembers {group.id}")
    fields = {"card": _labelled(db, their, person), "since": their.since.date()}
    return Reply("moderating.member", fields, rows([*buttons, back]))


@command("groupmod", needs=Needs.TEACHER, listed=False)
def make_moderator(event: Event, db: Db) -> list[Reply]:
    """Make a member a moderator, or one no more: "7 12 on", "7 12 off"."""
    group, person, their = _named(event, db)
    if group is None or person is None or their is None:
        return [not_yours()]
    makes = event.words.split()[2:] == ["on"]
    if not makes and group_members.moderators(db, group.id) == [person.id]:
        return [groupcard.last_moderator(group)]
    if makes == their.is_moderator or (makes and not person.is_validated):
        return [_member(db, group, person, their)]
    role = Role.MODERATOR if makes else Role.MEMBER
    group_members.put(db, group.id, person.id, Part.IN, event.at, role)
    changed = group_members.of_person(db, group.id, person.id)
    assert changed is not None
    shown = _member(db, group, person, changed)
    if person.id == event.actor.id:
        return [groupcard.show(db, group, person.id)]
    if not makes:
        card = Button(Words("groups.card_button"), f"/group {group.id}")
        told = say("moderating.were_unmade", to=person.id, title=group.title)
        return [shown, told.with_buttons((card,))]
    return [shown, _now_moderator(event, group, person.id)]


def _now_moderator(event: Event, group: Group, to: int) -> Reply:
    desk = Button(Words("moderating.desk"), f"/moderate {group.id}")
    told = say("moderating.were_made", to=to, name=event.actor.name, title=group.title)
    return told.with_buttons((desk,))


@command("expel", needs=Needs.TEACHER, listed=False)
def expel(event: Event, db: Db) -> list[Reply]:
    """Take a member out of a group: "7 12"; asks for the reason first."""
    group, person, their = _named(event, db)
    if group is None or person is None or their is None:
        return [not_yours()]
    if their.is_moderator:
        return [_member(db, group, person, their)]
    known = {"group": group.id, "person": person.id, "name": person.name}
    return forms.begin(event, db, "expel", known)


@form(
    "expel",
    Question(
        "reason",
        questions.Paragraph,
        "moderating.expel_reason",
        fields=lambda asking: {"name": asking.answers["name"]},
    ),
)
def expelled(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Take the member out, and tell them why."""
    group = groups.hold(db, int(answers["group"]))
    if group is None or not group_members.moderates(db, group.id, event.actor.id):
        return [not_yours()]
    person = people.by_id(db, int(answers["person"]))
    their = group_members.of_person(db, group.id, person.id) if person else None
    if person is None or their is None or not their.is_in or their.is_moderator:
        return [not_yours()]
    group_members.put(db, group.id, person.id, Part.REMOVED, event.at)
    back = Button(Words("moderating.members"), f"/groupmembers {group.id}")
    done = say("moderating.expelled", name=person.name, title=group.title).with_buttons((back,))
    find = Button(Words("groups.find"), "/groups all")
    told = say(
        "moderating.were_expelled",
        to=person.id,
        name=event.actor.name,
        title=group.title,
        reason=answers["reason"],
    )
    return [done, told.with_buttons((find,))]


@command("grouphand", needs=Needs.TEACHER, listed=False)
def hand_over(event: Event, db: Db) -> list[Reply]:
    """Give one's place as moderator to a member: "7" shows to whom, "7 12" gives it."""
    group, person, _ = _named(event, db)
    if group is None:
        return [not_yours()]
    me = event.actor.id
    if person is None or not person.is_validated or person.id == me:
        return [_whom(db, group, "grouphand", "moderating.hand_to_whom", 0, but=me)]
    group_members.put(db, group.id, person.id, Part.IN, event.at, Role.MODERATOR)
    group_members.put(db, group.id, me, Part.IN, event.at)
    groups.seek_moderator(db, group, False)
    leave = Button(Words("groups.leave"), f"/groupleave {group.id}")
    stay = Button(Words("groups.card_button"), f"/group {group.id}")
    done = say("moderating.handed_over", name=person.name, title=group.title)
    return [done.with_buttons((leave, stay)), _now_moderator(event, group, person.id)]


@command("grouphandpage", needs=Needs.TEACHER, listed=False)
def hand_over_page(event: Event, db: Db) -> list[Reply]:
    """Show further members to whom a group can be handed over: "7 8"."""
    group, rest = held(event, db)
    if group is None:
        return [not_yours()]
    start = numbers.read("".join(rest))
    key = "moderating.hand_to_whom"
    return [_whom(db, group, "grouphand", key, start, but=event.actor.id)]


@command("groupseek", needs=Needs.TEACHER, listed=False)
def seek(event: Event, db: Db) -> list[Reply]:
    """Ask the members who would be moderator."""
    group, _ = held(event, db)
    if group is None:
        return [not_yours()]
    stay = Button(Words("groups.card_button"), f"/group {group.id}")
    if not group.seeks_moderator:
        groups.seek_moderator(db, group, True)
        yes = Button(Words("groups.volunteer"), f"/volunteer {group.id}")
        asked = say("groups.who_moderates", title=group.title, name=event.actor.name)
        bulk.send(
            db,
            group_members.readers(group.id),
            payload=pack(asked.with_buttons((yes,))),
            kind="groups",
            at=event.at,
            lane=Lane.BULK,
            author_id=event.actor.id,
        )
    return [say("groups.sought", title=group.title).with_buttons((stay,))]


@command("volunteer", needs=Needs.TEACHER, listed=False)
def volunteer(event: Event, db: Db) -> list[Reply]:
    """Become moderator of a group that looks for one; the first who comes is it."""
    group = groups.hold(db, numbers.read(event.words))
    if group is None or not group_members.is_in(db, group.id, event.actor.id):
        return [groupcard.unknown()]
    before = group_members.moderators(db, group.id)
    if (before and not group.seeks_moderator) or event.actor.id in before:
        return [groupcard.show(db, group, event.actor.id)]
    group_members.put(db, group.id, event.actor.id, Part.IN, event.at, Role.MODERATOR)
    groups.seek_moderator(db, group, False)
    desk = Button(Words("moderating.desk"), f"/moderate {group.id}")
    leave = Button(Words("groups.leave"), f"/groupleave {group.id}")
    told = [
        say(
            "groups.found_moderator", to=one, name=event.actor.name, title=group.title
        ).with_buttons((leave,))
        for one in before
    ]
    return [say("groups.you_moderate", title=group.title).with_buttons((desk,)), *told]


def held(event: Event, db: Db) -> tuple[Group | None, list[str]]:
    """Lock the group that the command names first, if the actor moderates it; and the rest."""
    number, *rest = event.words.split() or [""]
    group = groups.hold(db, numbers.read(number))
    if group is None or not group_members.moderates(db, group.id, event.actor.id):
        return None, rest
    return group, rest


def _named(event: Event, db: Db) -> tuple[Group | None, Person | None, Member | None]:
    """Lock the group, and find the member that the command names after it."""
    group, rest = held(event, db)
    if group is None:
        return None, None, None
    person = people.by_id(db, numbers.read("".join(rest[:1])))
    their = group_members.of_person(db, group.id, person.id) if person else None
    return (group, person, their) if their and their.is_in else (group, None, None)


def not_yours() -> Reply:
    """Say that only a moderator of the group can do this."""
    mine = Button(Words("help.groups"), "/groups")
    return say("moderating.not_yours").with_buttons((mine,))
