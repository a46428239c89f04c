"""What can be done about a post: taking it back, reporting it."""

from typing import Any

from handlers import forms, groupcard, numbers, postcard, postreports, questions
from handlers.commands.posts import gone
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from handlers.forms import Question, form
from storage import bulk, group_members, groups, posts, reports
from storage.db import Db
from storage.groups import Group
from storage.posts import Post


@command("more", needs=Needs.TEACHER, listed=False)
def more(event: Event, db: Db) -> list[Reply]:
    """Show what else can be done about a post.

    Source: docs/rules.md, GRP-2.
    """
    found, group = _readable(event, db)
    if found is None or group is None:
        return [gone()]
    me = event.actor.id
    buttons = []
    if found.author_id != me:
        buttons.append(Button(Words("posts.report"), f"/complain {found.id}"))
    elif found.removed_at is None:
        buttons.append(Button(Words("posts.take_back"), f"/takeback {found.id}"))
    buttons.append(Button(Words("posts.mute"), f"/groupway {group.id} off"))
    if found.author_id != me and postreports.looks_after(db, group.id, me):
        buttons.append(Button(Words("posts.remove"), f"/takeback {found.id}"))
    about = {"name": postcard.author(db, found), "about": postcard.quote(found)}
    return [Reply("posts.what", about, rows(buttons))]


def _readable(event: Event, db: Db) -> tuple[Post | None, Group | None]:
    found = posts.by_id(db, numbers.read(event.words))
    if found is None or not postcard.may_read(db, found, event.actor.id):
        return None, None
    return found, groups.by_id(db, found.group_id)


@command("takeback", needs=Needs.TEACHER, listed=False)
def take_back(event: Event, db: Db) -> list[Reply]:
    """Remove a post: one's own at once, another's with a reason."""
    found = posts.by_id(db, numbers.read(event.words))
    if found is None or found.removed_at is not None:
        return [gone()]
    if found.author_id == event.actor.id:
        latest = Button(Words("groups.latest"), f"/posts {found.group_id}")
        is_first = _remove(event, db, found, "")
        return [say("posts.removed").with_buttons((latest,)) if is_first else gone()]
    if not postreports.looks_after(db, found.group_id, event.actor.id):
        return [gone()]
    name = postcard.author(db, found)
    known = {"post": found.id, "name": name if isinstance(name, str) else ""}
    return forms.begin(event, db, "takeback", known)


@form(
    "takeback",
    Question(
        "reason",
        questions.Paragraph,
        "posts.remove_reason",
        fields=lambda asking: {"name": groupcard.name_of(asking.answers["name"])},
    ),
)
def taken_back(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Remove another's post everywhere, and tell its author who did it and why."""
    found = posts.by_id(db, int(answers["post"]))
    if found is None or not postreports.looks_after(db, found.group_id, event.actor.id):
        return [gone()]
    group = groups.by_id(db, found.group_id)
    assert group is not None, "a post points to its group"
    if not _remove(event, db, found, answers["reason"]):
        return [gone()]
    for number in posts.reports_about(db, found):
        report = reports.by_id(db, number)
        if report is not None:
            reports.close(db, report, event.at)
    card = Button(Words("groups.card_button"), f"/group {group.id}")
    latest = Button(Words("groups.latest"), f"/posts {group.id}")
    told = say(
        "posts.was_removed",
        to=found.author_id,
        title=group.title,
        name=event.actor.name,
        reason=answers["reason"],
        about=postcard.quote(found),
    )
    return [say("posts.removed").with_buttons((latest,)), told.with_buttons((card,))]


def _remove(event: Event, db: Db, found: Post, reason: str) -> bool:
    """Take a post back everywhere; False if somebody else just did."""
    if not posts.remove(db, found, event.actor.id, reason, event.at):
        return False
    bulk.remove(db, found.batch, event.at)
    return True


@command("complain", needs=Needs.TEACHER, listed=False)
def complain(event: Event, db: Db) -> list[Reply]:
    """Report a post; asks what is wrong with it."""
    found, group = _readable(event, db)
    if found is None or group is None or found.author_id == event.actor.id:
        return [gone()]
    if posts.is_reported_by(db, found, event.actor.id):
        return [_thanks(group)]
    return forms.begin(event, db, "complain", {"post": found.id})


@form("complain", Question("words", questions.Paragraph, "posts.report_words"))
def complained(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Freeze the post, and show the report to those who look after the group."""
    found = posts.by_id(db, int(answers["post"]))
    group = groups.by_id(db, found.group_id) if found else None
    if found is None or group is None or not group_members.is_in(db, group.id, event.actor.id):
        return [gone()]
    if posts.is_reported_by(db, found, event.actor.id):
        return [_thanks(group)]
    file = postcard.file_of(found)
    report = reports.add(
        db,
        reporter_id=event.actor.id,
        about_id=found.author_id,
        kind="post",
        words=answers["words"],
        frozen=f"{found.text}\n[{file.name}]" if file else found.text,
        at=event.at,
    )
    posts.report(db, found, report.id)
    return [_thanks(group), *postreports.cards(db, found, report)]


def _thanks(group: Group) -> Reply:
    mute = Button(Words("posts.mute"), f"/groupway {group.id} off")
    latest = Button(Words("groups.latest"), f"/posts {group.id}")
    return say("posts.reported").with_buttons((latest, mute))


@command("closepost", needs=Needs.TEACHER, listed=False)
def close_report(event: Event, db: Db) -> list[Reply]:
    """Close a report about a post that stays."""
    report = reports.by_id(db, numbers.read(event.words))
    found = posts.of_report(db, report.id) if report else None
    mine = Button(Words("help.groups"), "/groups")
    me = event.actor.id
    is_mine = found is not None and postreports.looks_after(db, found.group_id, me)
    if report is None or not is_mine or not postreports.is_for(report, me):
        return [gone()]
    if not reports.close(db, report, event.at):
        return [say("posts.closed_already").with_buttons((mine,))]
    return [say("posts.closed").with_buttons((mine,))]
