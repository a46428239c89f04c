"""Reports about posts, as those who look after the group see them; never with the reporter's name.

Source: docs/rules.md, GRP-2.
"""

from handlers import postcard
from handlers.conversation import Button, Lane, Reply, Words
from storage import coordinators, group_members, groups, posts
from storage.db import Db
from storage.posts import Post
from storage.reports import Report

#: So much of a post, or of what is said about it, stands on a report's card.
SHOWN = 300


def card(db: Db, post: Post, report: Report) -> Words:
    """Show a report: where, what is wrong, who wrote what."""
    group = groups.by_id(db, post.group_id)
    assert group is not None, "a post points to its group"
    fields = {
        "title": group.title,
        "name": postcard.author(db, post),
        "words": report.words[:SHOWN],
        "text": report.frozen[:SHOWN],
    }
    return Words("posts.report_card", fields)


def buttons(post: Post, report: Report) -> tuple[Button, ...]:
    """Lay out what can be done about a report."""
    remove = Button(Words("posts.remove"), f"/takeback {post.id}")
    return (remove, Button(Words("posts.close_report"), f"/closepost {report.id}"))


def looks_after(db: Db, group_id: int, person_id: int) -> bool:
    """Tell whether somebody may remove others' posts: a moderator, or central support."""
    is_central = coordinators.ALL in coordinators.countries_of(db, person_id)
    return is_central or group_members.moderates(db, group_id, person_id)


def is_for(report: Report, person_id: int) -> bool:
    """Tell whether a report may be shown to somebody who looks after the group."""
    return person_id not in {report.about_id, report.reporter_id}


def cards(db: Db, post: Post, report: Report, nudge: int = 0) -> list[Reply]:
    """Tell the group's moderators and central support; `nudge` counts the reminders of it."""
    central = coordinators.of_country(db, coordinators.ALL)
    those = dict.fromkeys([*group_members.moderators(db, post.group_id), *central])
    shown = card(db, post, report)
    if nudge:
        shown = Words("posts.report_nudge", {"card": shown, "since": report.at.date()})
    return [
        Reply(
            shown.key,
            shown.fields,
            (buttons(post, report),),
            to=one,
            lane=Lane.REMINDER,
            once=f"postreport-{report.id}-{nudge}-{one}",
        )
        for one in those
        if is_for(report, one)
    ]


def open_for(db: Db, person_id: int, group_id: int) -> list[tuple[Report, Post]]:
    """List the open reports of a group that somebody who looks after it may see, oldest first."""
    waiting = posts.open_reports(db, group_id)
    return [(report, post) for report, post in waiting if is_for(report, person_id)]
