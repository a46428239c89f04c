"""What central support decides about proposed groups, and what follows."""

from handlers import cardtalk, groupcard, numbers, queuing
from handlers.conversation import Button, Event, Lane, Reply, Words, rows, say
from storage import card_talks, coordinators, group_members, groups, people
from storage.db import Db
from storage.group_members import Role
from storage.group_members import State as Part
from storage.groups import Group, State


def card(db: Db, group: Group) -> Words:
    """Show a proposed group with its proposer, and their answer if something was asked."""
    proposer = people.by_id(db, group.proposer_id)
    fields = {
        "title": group.title,
        "about": groupcard.about(group),
        "name": groupcard.name_of(proposer.name if proposer else ""),
    }
    shown = Words("groups.proposal", fields)
    return cardtalk.on_card(db, f"g{group.id}", shown)


def buttons_of(group: Group) -> tuple[tuple[Button, ...], ...]:
    """Lay out what central support can do with a group's card."""
    return queuing.decide_buttons(f"g{group.id} {group.revision}")


def cards_for_support(db: Db, group: Group, nudge: int = 0) -> list[Reply]:
    """Show a proposed group to central support, but never to its proposer.

    `nudge` counts the reminders of it.
    """
    return [
        Reply(
            "groups.nudge" if nudge else "groups.new",
            {"card": card(db, group)},
            buttons_of(group),
            to=decider,
            lane=Lane.REMINDER,
            once=f"group-{group.id}-{group.revision}-{nudge}-{decider}",
        )
        for decider in coordinators.of_country(db, coordinators.ALL)
        if decider != group.proposer_id
    ]


def find(event: Event, db: Db, name: str, rest: list[str]) -> Group | Words:
    """Lock the group of a card, or say why this coordinator cannot decide about it now.

    Source: docs/rules.md, GRP-1.
    """
    group = groups.hold(db, numbers.read(name.removeprefix("g")))
    if group is None:
        return Words("queue.gone")
    is_central = coordinators.ALL in coordinators.countries_of(db, event.actor.id)
    if not is_central or group.proposer_id == event.actor.id:
        return Words("queue.not_yours")
    if group.state != State.PROPOSED or [str(group.revision)] != rest[:1]:
        return Words("queue.already")
    return group


def approve(event: Event, db: Db, name: str, rest: list[str]) -> tuple[Words, list[Reply]]:
    """Let a group begin, with its proposer as its moderator."""
    group = find(event, db, name, rest)
    if isinstance(group, Words):
        return group, []
    group = groups.change(db, group, State.ACTIVE, event.at, note="")
    group_members.put(db, group.id, group.proposer_id, Part.IN, event.at, Role.MODERATOR)
    card_talks.end(db, name)
    invite = Button(Words("groups.invite"), f"/groupinvite {group.id}")
    write = Button(Words("groups.write"), f"/post {group.id}")
    told = say("groups.approved", to=group.proposer_id, title=group.title)
    outcome = Words("queue.project_approved", {"title": group.title})
    return outcome, [told.with_buttons((invite, write))]


def ask(event: Event, db: Db, name: str, rest: list[str], words: str) -> tuple[Words, list[Reply]]:
    """Ask the proposer something; the ball is theirs."""
    group = find(event, db, name, rest)
    if isinstance(group, Words):
        return group, []
    groups.change(db, group, State.ASKED, event.at, note=words)
    asker = event.actor.id
    card_talks.add(db, name, group.proposer_id, asker, words, event.at, is_service=True)
    answer = Button(Words("status.answer"), f"/grouptell {group.id}")
    told = say("groups.asked", to=group.proposer_id, title=group.title, note=words)
    outcome = Words("queue.group_asked", {"title": group.title})
    return outcome, [told.with_buttons((answer,))]


def refuse(
    event: Event, db: Db, name: str, rest: list[str], words: str
) -> tuple[Words, list[Reply]]:
    """Refuse a group with a reason, and show its proposer the way to go instead."""
    group = find(event, db, name, rest)
    if isinstance(group, Words):
        return group, []
    groups.change(db, group, State.REFUSED, event.at, note=words)
    card_talks.end(db, name)
    told = say(
        "groups.refused",
        to=group.proposer_id,
        title=group.title,
        reason=groupcard.reason(words),
    )
    outcome = Words("queue.group_refused", {"title": group.title})
    return outcome, [told.with_buttons(*rows(_ways_on(group, words), wide=2))]


def _ways_on(group: Group, words: str) -> list[Button]:
    match words:
        case "belongs_project":
            return [Button(Words("project.new"), "/project new")]
        case "belongs_partners":
            return [
                Button(Words("help.partners"), "/partners"),
                Button(Words("help.idea"), "/idea"),
            ]
    return [Button(Words("groups.again"), f"/groupagain {group.id}")]
