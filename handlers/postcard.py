"""A post as its readers see it, and as it is kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers import groupcard
from handlers.conversation import Button, Event, File, Reply, Words, say
from handlers.packing import pack
from handlers.rich import Rich, Span
from storage import blocks, bulk, group_members, groups, people, posts
from storage.db import Db
from storage.groups import Group
from storage.posts import Post

#: So much of a post is quoted by an answer, and shown in a list.
QUOTED, LISTED = 60, 280
#: No post is longer, in characters, also after an edit.
LONGEST = 3000
#: Telegram shows so much under a file; with the words that we put before it there is room for less.
CAPTION, UNDER_FILE = 1024, 800
#: So many posts, or changes of posts, may somebody write within an hour: enough for a talk, too
#: few for a flood.
AN_HOUR = 10


def show(db: Db, group: Group, post: Post, reader_id: int) -> Reply:
    """Show a whole post as one reader may see it, with what they can do."""
    parent = _answered(db, post)
    if parent is not None and blocks.between(db, parent.author_id, reader_id):
        parent = None
    return _shown(db, group, post, parent)


def copies(db: Db, group: Group, post: Post) -> Iterator[tuple[Any, str, Reply]]:
    """Give the forms of a post: who of the group reads it, under which batch, and what it says.

    Those whom a block parts from the author of what it answers read nothing of that.
    """
    parent = _answered(db, post)
    if parent is None:
        yield group_members.readers(group.id), "", _shown(db, group, post, None)
        return
    others, parted = group_members.parted_readers(group.id, parent.author_id)
    yield others, parent.batch, _shown(db, group, post, parent)
    yield parted, "", _shown(db, group, post, None)


def _answered(db: Db, post: Post) -> Post | None:
    """Find the post that another answers; None if there is none, or it was taken back."""
    parent = posts.by_id(db, post.answers) if post.answers is not None else None
    return None if parent is None or parent.removed_at is not None else parent


def _shown(db: Db, group: Group, post: Post, parent: Post | None) -> Reply:
    answer = Button(Words("posts.answer"), f"/comment {post.id}")
    more = Button(Words("posts.more"), f"/more {post.id}")
    fields = {"title": group.title, "name": author(db, post), "text": rich(post)}
    shown = Reply("posts.said", fields)
    if parent is not None:
        answered = {"other": author(db, parent), "about": quote(parent)}
        shown = Reply("posts.answered", fields | answered)
    return replace(shown.with_buttons((answer, more)), file=file_of(post))


def author(db: Db, post: Post) -> str | Words:
    """Name who wrote a post; nobody, if that person was erased."""
    person = people.by_id(db, post.author_id)
    return groupcard.name_of(person.name if person else "")


def rich(post: Post) -> Rich:
    """Read a post's text with its formatting."""
    spans = json.loads(post.spans) if post.spans else ()
    return Rich(post.text, tuple(Span(*span) for span in spans))


def file_of(post: Post) -> File | None:
    """Read which file came with a post."""
    return File(**json.loads(post.file)) if post.file else None


def spans_of(text: Rich) -> str:
    """Write down a text's formatting."""
    spans = [[span.start, span.end, span.kind, span.url] for span in text.spans]
    return json.dumps(spans) if spans else ""


def file_as_kept(file: dict[str, Any] | None) -> str:
    """Write down which file came with a post."""
    return json.dumps(file) if file else ""


def typed(event: Event) -> Rich:
    """Read what somebody wrote, with its formatting, without blanks around it."""
    text = event.rich.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    written = event.rich.part(start, max(start, end))
    return written if written.text == event.words.strip() else Rich(event.words.strip())


def quote(post: Post) -> str:
    """Give the beginning of a post in one line."""
    line = " ".join(post.text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rstrip()}…"


def listed(db: Db, post: Post) -> Words:
    """Show a post in a list: who, when, and how it begins."""
    text = rich(post)
    begins = Words("posts.cut", {"text": text.part(0, LISTED)}) if len(text.text) > LISTED else text
    fields = {"name": author(db, post), "at": post.posted_at, "text": begins}
    file = file_of(post)
    return (
        Words("posts.line_file", {**fields, "file": file.name})
        if file
        else Words("posts.line", fields)
    )


def may_read(db: Db, post: Post, person_id: int) -> bool:
    """Tell whether somebody may read a post: a member whom no block parts from its author."""
    if post.removed_at is not None or not group_members.is_in(db, post.group_id, person_id):
        return False
    return not blocks.between(db, post.author_id, person_id)


def longest_edit(before: str, has_file: bool) -> int:
    """Say how long a changed text may be, so that its readers see all of it.

    What stands under its file has no more room than that; longer texts have messages of their own.
    """
    return UNDER_FILE if has_file and len(before) <= CAPTION else LONGEST


def writes_too_much(db: Db, author_id: int, at: datetime) -> bool:
    """Tell whether somebody has to wait before they write to groups, or change a post, again."""
    return posts.written_since(db, author_id, at - timedelta(hours=1)) >= AN_HOUR


def edited(event: Event, db: Db, batch: str) -> list[Reply] | None:
    """Change a post as its author changed their message; None if that was no post.

    Who is in the group no more changes nothing there, and the copies of those who left stay.
    Source: docs/rules.md, GRP-2.
    """
    post = posts.by_batch(db, batch)
    group = groups.hold(db, post.group_id) if post else None
    if post is None or group is None:
        return None
    text = typed(event)
    is_mine = event.person is not None and event.person.id == post.author_id
    is_empty = not text.text and not post.file
    if not is_mine or post.removed_at is not None or is_empty:
        return []
    if not group.is_running or not group_members.is_in(db, group.id, post.author_id):
        return []
    back = Button(Words("posts.take_back"), f"/takeback {post.id}")
    if len(text.text) > (most := longest_edit(post.text, bool(post.file))):
        return [say("posts.edit_too_long", most=most).with_buttons((back,))]
    if writes_too_much(db, post.author_id, event.at):
        return [say("posts.edit_too_many", count=AN_HOUR).with_buttons((back,))]
    changed = posts.edit(db, post, text.text, spans_of(text), event.at)
    for readers, _, copy in copies(db, group, changed):
        bulk.edit(db, batch, pack(copy), event.at, author_id=post.author_id, to=readers)
    return []
