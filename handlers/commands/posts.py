"""/post: writing to a group, answering there, and reading back."""

from typing import Any

from handlers import forms, groupcard, numbers, postcard, questions
from handlers.conversation import (
    Button,
    Event,
    Lane,
    Lines,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.following import batch_of
from handlers.forms import Question, form
from handlers.packing import pack
from storage import bulk, dialogues, group_members, groups, posts
from storage.db import Db
from storage.groups import Group
from storage.posts import Post

#: How many posts are shown at once.
SHOWN = 3
#: The name under which the words of a search in posts are kept between two pages.
_SEARCH = "postsearch"


@command("post", needs=Needs.TEACHER, rank=6)
def post(event: Event, db: Db) -> list[Reply]:
    """Write to a group: "7", or the only one; else choose it first.

    Source: docs/rules.md, GRP-2.
    """
    mine = groups.of_ids(db, group_members.groups_of(db, event.actor.id))
    number = numbers.read(event.words)
    chosen = [group for group in mine if group.id == number] if event.words.strip() else mine
    if len(chosen) == 1:
        return _begin(event, db, chosen[0], "post", {})
    if not mine:
        find = Button(Words("groups.find"), "/groups all")
        return [say("posts.no_group").with_buttons((find,))]
    buttons = [Button(group.title, f"/post {group.id}") for group in mine[:12]]
    return [say("posts.which").with_buttons(*rows(buttons))]


@command("comment", needs=Needs.TEACHER, listed=False)
def comment(event: Event, db: Db) -> list[Reply]:
    """Answer a post; a reply in words to its message does the same."""
    parent = posts.by_id(db, numbers.read(event.words))
    group = groups.by_id(db, parent.group_id) if parent else None
    if parent is None or group is None or not postcard.may_read(db, parent, event.actor.id):
        return [gone()]
    known = {"answers": parent.id, "name": _plain_name(db, parent)}
    return _begin(event, db, group, "comment", known)


def _plain_name(db: Db, parent: Post) -> str:
    name = postcard.author(db, parent)
    return name if isinstance(name, str) else ""


def _begin(event: Event, db: Db, group: Group, form_: str, known: dict[str, Any]) -> list[Reply]:
    if postcard.writes_too_much(db, event.actor.id, event.at):
        return [_too_many(group)]
    return forms.begin(event, db, form_, {**known, "group": group.id, "title": group.title})


def _too_many(group: Group) -> Reply:
    latest = Button(Words("groups.latest"), f"/posts {group.id}")
    return say("posts.too_many", count=postcard.AN_HOUR).with_buttons((latest,))


@form(
    "post",
    Question(
        "text",
        questions.Letter,
        "posts.ask",
        fields=lambda asking: {"title": asking.answers["title"]},
        takes_files=True,
    ),
    is_letter=True,
)
def posted(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Bring a post to the members of its group, to each as they chose."""
    return _publish(event, db, answers, None)


@form(
    "comment",
    Question(
        "text",
        questions.Letter,
        "posts.ask_answer",
        fields=lambda asking: {
            "name": groupcard.name_of(asking.answers["name"]),
            "title": asking.answers["title"],
        },
        takes_files=True,
    ),
    is_letter=True,
)
def commented(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Bring an answer to the members of the group, under the post that it answers."""
    parent = posts.by_id(db, int(answers["answers"]))
    if parent is None or not postcard.may_read(db, parent, event.actor.id):
        return [gone()]
    return _publish(event, db, answers, parent)


def _publish(event: Event, db: Db, answers: dict[str, Any], parent: Post | None) -> list[Reply]:
    group = groups.hold(db, int(answers["group"]))
    me = event.actor.id
    if group is None or not group.is_running or not group_members.is_in(db, group.id, me):
        return [groupcard.unknown()]
    if postcard.writes_too_much(db, me, event.at):
        return [_too_many(group)]
    text = postcard.typed(event)
    made = posts.add(
        db,
        group_id=group.id,
        author_id=me,
        text=text.text,
        spans=postcard.spans_of(text),
        file=postcard.file_as_kept(answers.get("file")),
        answers=parent.id if parent else None,
        batch=batch_of(event) or f"post:{event.address.platform}:{event.id}",
        at=event.at,
    )
    groups.live(db, group, event.at)
    count = _spread(db, group, made)
    back = Button(Words("posts.take_back"), f"/takeback {made.id}")
    latest = Button(Words("groups.latest"), f"/posts {group.id}")
    sent = say("posts.sent", title=group.title, count=count)
    return [sent.with_buttons((back, latest))]


def _spread(db: Db, group: Group, made: Post) -> int:
    """Put a post into the outbox for every member, and say for how many."""
    return sum(
        bulk.send(
            db,
            readers,
            payload=pack(copy),
            kind="groups",
            at=made.posted_at,
            lane=Lane.BULK,
            batch=made.batch,
            author_id=made.author_id,
            answers=answers,
        )
        for readers, answers, copy in postcard.copies(db, group, made)
    )


@command("posts", needs=Needs.TEACHER, listed=False)
def latest(event: Event, db: Db) -> list[Reply]:
    """Show a group's posts, the newest first: "7"; "7 120" the older ones; "7 120 found"."""
    number, before, kind = (*event.words.split(), "", "", "")[:3]
    group = groups.by_id(db, numbers.read(number))
    if group is None or not group_members.is_in(db, group.id, event.actor.id):
        return [groupcard.unknown()]
    words = ""
    if kind == "found":
        kept = dialogues.of_form(db, event.sender.id, _SEARCH)
        words = str(kept.answers.get("words", "")) if kept else ""
    return [_page(event, db, group, numbers.read(before), words)]


def _page(event: Event, db: Db, group: Group, before: int, words: str) -> Reply:
    found = posts.latest(db, group.id, event.actor.id, SHOWN + 1, before, words)
    search = Button(Words("posts.search"), f"/postsfind {group.id}")
    write = Button(Words("groups.write"), f"/post {group.id}")
    if not found:
        key = "posts.nothing_found" if words else "posts.no_more" if before else "posts.none"
        every = [Button(Words("groups.latest"), f"/posts {group.id}")] if words or before else []
        return say(key, title=group.title).with_buttons((*every, search, write))
    lines: list[Any] = []
    for one in found[:SHOWN]:
        lines += ["", postcard.listed(db, one)] if lines else [postcard.listed(db, one)]
    fields = {"title": group.title, "posts": Lines(tuple(lines))}
    buttons = [
        Button(Words("posts.open", {"name": postcard.author(db, one)}), f"/showpost {one.id}")
        for one in found[:SHOWN]
    ]
    older = f"/posts {group.id} {found[SHOWN - 1].id}" if len(found) > SHOWN else ""
    more = [Button(Words("posts.older"), f"{older} found" if words else older)] if older else []
    return Reply("posts.page", fields, (*rows(buttons), (*more, search, write)), edits=True)


@command("showpost", needs=Needs.TEACHER, listed=False)
def show(event: Event, db: Db) -> list[Reply]:
    """Show one post as a whole."""
    found = posts.by_id(db, numbers.read(event.words))
    group = groups.by_id(db, found.group_id) if found else None
    if found is None or group is None or not postcard.may_read(db, found, event.actor.id):
        return [gone()]
    return [postcard.show(db, group, found, event.actor.id)]


@command("postsfind", needs=Needs.TEACHER, listed=False)
def find(event: Event, db: Db) -> list[Reply]:
    """Search in a group's posts."""
    group = groups.by_id(db, numbers.read(event.words))
    if group is None or not group_members.is_in(db, group.id, event.actor.id):
        return [groupcard.unknown()]
    return forms.begin(event, db, "postsfind", {"group": group.id})


@form("postsfind", Question("words", questions.Line, "partners.which_words"))
def searched(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Show the posts that have these words, the newest first."""
    group = groups.by_id(db, int(answers["group"]))
    if group is None or not group_members.is_in(db, group.id, event.actor.id):
        return [groupcard.unknown()]
    words = answers["words"]
    dialogues.remember(db, event.sender.id, _SEARCH, {"words": words}, event.at)
    return [_page(event, db, group, 0, words)]


def gone() -> Reply:
    """Say that a post is not there for this person."""
    mine = Button(Words("help.groups"), "/groups")
    return say("posts.gone").with_buttons((mine,))
