"""/groups: one's groups, and finding others."""

from collections.abc import Mapping
from typing import Any, Literal

from handlers import cards, forms, groupcard, narrowing, numbers
from handlers.commands.groupentry import enter_by_code
from handlers.commands.proposing import PROPOSALS, begin
from handlers.conversation import Button, Event, Lines, Needs, Reply, Words, command, rows, say
from handlers.forms import form
from storage import dialogues, group_members, groups
from storage.db import Db
from storage.group_members import State as Part
from storage.groups import Group, State, Wish

#: How many groups are listed at once.
SHOWN = 6
#: The name under which a search is kept between two pages.
_SEARCH = "groupsearch"


@command("groups", needs=Needs.TEACHER, rank=5)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show one's groups; "all" shows every group, other words are searched for.

    Source: docs/rules.md, GRP-1.
    """
    words = event.words.strip()
    match words.lower():
        case "":
            return [_mine(event, db)]
        case "new":
            return begin(event, db)
        case "all":
            return [_page(event, db, {})]
        case "next":
            kept = dialogues.of_form(db, event.sender.id, _SEARCH)
            answers = dict(kept.answers) if kept else {}
            return [_page(event, db, {**answers, "from": int(answers.get("from", 0)) + SHOWN})]
    return [_page(event, db, {"words": words})]


def _mine(event: Event, db: Db) -> Reply:
    """List the groups that concern somebody: in, invited to, asked for, proposed."""
    me = event.actor.id
    lines, buttons = [], []
    for group in _concerning(db, me):
        lines.append(_line(db, group, me))
        buttons.append(Button(group.title, f"/group {group.id}"))
    find = Button(Words("groups.find"), "/groups all")
    new = Button(Words("groups.new_one"), "/groups new")
    if not lines:
        return say("groups.none").with_buttons((find, new))
    reply = say("groups.mine", groups=Lines(tuple(lines)))
    return reply.with_buttons(*rows(buttons, wide=2), (find, new))


def _concerning(db: Db, me: int) -> list[Group]:
    parts = (Part.INVITED, Part.IN, Part.ASKED)
    ids = [number for part in parts for number in group_members.groups_of(db, me, part)]
    return [*groups.proposed_by(db, me)[:PROPOSALS], *groups.of_ids(db, ids)[:12]]


def _line(db: Db, group: Group, me: int) -> Words:
    member = group_members.of_person(db, group.id, me)
    asking = group_members.count(db, group.id, Part.ASKED)
    if member is not None and member.is_moderator and asking:
        return Words("groups.line_asked", {"title": group.title, "count": asking})
    fields = {"title": group.title, "state": _standing(group, member)}
    return Words("groups.line", fields)


def _standing(group: Group, member: group_members.Member | None) -> Words:
    match group.state:
        case State.PROPOSED:
            return Words("groups.line_proposed")
        case State.ASKED:
            return Words("groups.line_your_answer")
        case State.REFUSED:
            return Words("groups.line_refused")
    if member is not None and member.state == Part.INVITED:
        return Words("groups.line_invited")
    if member is not None and member.state == Part.ASKED:
        return Words("groups.line_waits")
    if group.state == State.RESTING:
        return Words("groups.line_rests")
    is_moderator = member is not None and member.is_moderator
    return Words("groups.line_moderator") if is_moderator else Words("groups.line_member")


def _page(event: Event, db: Db, answers: dict[str, Any]) -> Reply:
    """Show a page of the groups that a search finds."""
    dialogues.remember(db, event.sender.id, _SEARCH, answers, event.at)
    start = int(answers.get("from", 0))
    found = groups.search(db, _wish(answers), SHOWN + 1, start)
    narrow = Button(Words("partners.narrow"), "/groupsfind")
    new = Button(Words("groups.new_one"), "/groups new")
    every = [Button(Words("groups.every"), "/groups all")] if _wish(answers) != Wish() else []
    if not found:
        key = "groups.no_more" if start else "groups.nothing"
        return say(key).with_buttons((narrow, *every), (new,))
    lines = [_found(db, group) for group in found[:SHOWN]]
    buttons = [Button(group.title, f"/group {group.id}") for group in found[:SHOWN]]
    more = [Button(Words("partners.next"), "/groups next")] if len(found) > SHOWN else []
    shown = (*rows(buttons, wide=2), (*more, narrow, *every))
    return Reply("groups.found", {"groups": Lines(tuple(lines))}, shown, edits=True)


def _found(db: Db, group: Group) -> Words:
    fields = {
        "title": group.title,
        "count": group_members.count(db, group.id),
        "languages": cards.languages(group.languages),
        "entry": groupcard.ENTRIES[group.entry],
    }
    return Words("groups.found_line", fields)


def _wish(answers: Mapping[str, Any]) -> Wish:
    return Wish(
        text=answers.get("words", ""),
        language=answers.get("language", ""),
        subject=answers.get("subject", ""),
    )


@command("groupsfind", needs=Needs.TEACHER, listed=False)
def find(event: Event, db: Db) -> list[Reply]:
    """Narrow down which groups are shown."""
    return forms.begin(event, db, "groupsfind")


@form(
    "groupsfind",
    narrowing.which(
        Literal["words", "language", "subject"],
        "groups.by_words",
        "partners.by_language",
        "partners.by_subject",
    ),
    narrowing.WORDS,
    narrowing.LANGUAGE,
    narrowing.SUBJECT,
)
def narrowed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Search again, with the wish added."""
    kept = dialogues.of_form(db, event.sender.id, _SEARCH)
    wishes = dict(kept.answers) if kept else {}
    wishes[answers["way"]] = answers[answers["way"]]
    return [_page(event, db, {**wishes, "from": 0})]


@command("group", needs=Needs.TEACHER, listed=False)
def group(event: Event, db: Db) -> list[Reply]:
    """Show the card of a group: "7"; a group's code, "7KQM3FHT", lets its bearer in."""
    typed = event.words.strip()
    found = groups.by_id(db, numbers.read(typed))
    if found is not None and groupcard.may_see(db, found, event.actor.id):
        return [groupcard.show(db, found, event.actor.id)]
    return enter_by_code(event, db, typed)
