"""What members wrote to their groups, and to each other's posts there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from storage import blocks, reports
from storage.db import Db, UtcTime, metadata
from storage.groups import foldings, says
from storage.prepared import Prepared
from storage.reports import Report
from storage.words import typed

table = Table(
    "posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("group_id", ForeignKey("groups.id"), nullable=False),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("answers", ForeignKey("posts.id"), nullable=True),
    Column("text", Text, nullable=False),
    Column("spans", Text, nullable=False, server_default=""),
    Column("file", Text, nullable=False, server_default=""),
    Column("batch", Text, nullable=False, unique=True),
    Column("posted_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime, nullable=True),
    Column("removed_by", ForeignKey("people.id"), nullable=True),
    Column("reason", Text, nullable=False, server_default=""),
    Column("folded", Text, nullable=False),
    Index("ix_posts_group_id_id", "group_id", "id"),
    Index("ix_posts_author_id_posted_at", "author_id", "posted_at"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)

#: Which report is about which post.
reported = Table(
    "post_reports",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("post_id", ForeignKey("posts.id"), nullable=False, index=True),
)


#: When posts were changed: each change goes to as many people as the post did.
edits = Table(
    "post_edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("post_id", ForeignKey("posts.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False, index=True),
)


@dataclass(frozen=True)
class Post:
    """A message to a group."""

    id: int
    group_id: int
    author_id: int
    #: The post that this one answers; None if it begins a talk.
    answers: int | None
    text: str
    #: Its formatting, and the file that came with it, as handlers/postcard.py writes them.
    spans: str
    file: str
    #: The name of its copies in the outbox (storage/bulk.py).
    batch: str
    posted_at: datetime
    #: When it was taken back; None if it is there to be read.
    removed_at: datetime | None
    removed_by: int | None
    reason: str
    folded: str


_by_id = Prepared(select(table).where(table.c.id == bindparam("id_")))
_by_batch = Prepared(select(table).where(table.c.batch == bindparam("batch_")))


def by_id(db: Db, post_id: int) -> Post | None:
    """Find a post, also one that was taken back; None if there is no such."""
    row = _by_id.first(db, id_=post_id)
    return Post(*row) if row else None


def by_batch(db: Db, batch: str) -> Post | None:
    """Find the post whose copies have this name; None if there is no such."""
    row = _by_batch.first(db, batch_=batch)
    return Post(*row) if row else None


def with_words_of(person_id: int) -> Select[tuple[str]]:
    """Select the batches of what a person posted, and of the answers that quote them."""
    theirs = select(table.c.id).where(table.c.author_id == person_id)
    return select(table.c.batch).where(
        or_(table.c.author_id == person_id, table.c.answers.in_(theirs))
    )


def add(
    db: Db,
    *,
    group_id: int,
    author_id: int,
    text: str,
    batch: str,
    at: datetime,
    spans: str = "",
    file: str = "",
    answers: int | None = None,
) -> Post:
    """Keep what somebody wrote to a group."""
    values = {"group_id": group_id, "author_id": author_id, "answers": answers, "text": text}
    values |= {"spans": spans, "file": file, "batch": batch, "folded": foldings(text)}
    key = db.execute(insert(table).values(**values, posted_at=at)).inserted_primary_key
    assert key is not None
    post = by_id(db, key[0])
    assert post is not None
    return post


def edit(db: Db, post: Post, text: str, spans: str, at: datetime) -> Post:
    """Change what a post says."""
    values = {"text": text, "spans": spans, "folded": foldings(text)}
    db.execute(update(table).where(table.c.id == post.id).values(values))
    db.execute(insert(edits).values(post_id=post.id, at=at))
    changed = by_id(db, post.id)
    assert changed is not None
    return changed


def remove(db: Db, post: Post, by: int, reason: str, at: datetime) -> bool:
    """Take a post back; False if it was taken back already."""
    is_there = (table.c.id == post.id) & table.c.removed_at.is_(None)
    change = update(table).where(is_there)
    values = {"removed_at": at, "removed_by": by, "reason": reason}
    return db.execute(change.values(values)).rowcount == 1


def written_since(db: Db, author_id: int, since: datetime) -> int:
    """Count what a person has written to groups since then, changes of it included."""
    mine = table.c.author_id == author_id
    written = select(func.count()).where(mine, table.c.posted_at > since)
    changed = select(func.count()).join_from(edits, table).where(mine, edits.c.at > since)
    return (db.scalar(written) or 0) + (db.scalar(changed) or 0)


def forget_edits(db: Db, now: datetime) -> None:
    """Delete when posts were changed, a day after."""
    db.execute(delete(edits).where(edits.c.at < now - timedelta(days=1)))


def latest(
    db: Db, group_id: int, reader_id: int, limit: int, before: int = 0, words: str = ""
) -> list[Post]:
    """List a group's posts, the newest first, as one reader may see them.

    Left out are those taken back, and those of people from whom a block parts the reader.
    `before` is the id of the post after which it goes on. Each of the `words` begins one in the
    post.
    """
    there = (table.c.group_id == group_id) & table.c.removed_at.is_(None)
    query = select(table).where(there, ~blocks.apart(table.c.author_id, reader_id))
    query = query.where(*(says(table.c.folded, word) for word in typed(words)))
    if before:
        query = query.where(table.c.id < before)
    rows = db.execute(query.order_by(table.c.id.desc()).limit(limit))
    return [_post(row) for row in rows]


def report(db: Db, post: Post, report_id: int) -> None:
    """Note which post a report is about."""
    db.execute(insert(reported).values(report_id=report_id, post_id=post.id))


def of_report(db: Db, report_id: int) -> Post | None:
    """Find the post that a report is about; None if it is about none."""
    query = select(table).join(reported, reported.c.post_id == table.c.id)
    row = db.execute(query.where(reported.c.report_id == report_id)).first()
    return _post(row) if row else None


def is_reported_by(db: Db, post: Post, person_id: int) -> bool:
    """Tell whether a person has reported a post."""
    query = select(reported.c.report_id).join(
        reports.table, reports.table.c.id == reported.c.report_id
    )
    mine = (reported.c.post_id == post.id) & (reports.table.c.reporter_id == person_id)
    return db.scalar(query.where(mine).limit(1)) is not None


def reports_about(db: Db, post: Post) -> list[int]:
    """List the ids of the reports about a post."""
    query = select(reported.c.report_id).where(reported.c.post_id == post.id)
    return list(db.scalars(query.order_by(reported.c.report_id)))


def open_reports(db: Db, group_id: int | None = None) -> list[tuple[Report, Post]]:
    """List the reports about posts that nobody has closed, of one group or all, oldest first."""
    query = select(reported.c.report_id, *table.c).join_from(reported, table)
    query = query.join(reports.table, reports.table.c.id == reported.c.report_id)
    query = query.where(reports.table.c.closed_at.is_(None))
    if group_id is not None:
        query = query.where(table.c.group_id == group_id)
    found = db.execute(query.order_by(reported.c.report_id)).all()
    known = {report.id: report for report in reports.open_(db)} if found else {}
    return [(known[row[0]], _post(row[1:])) for row in found if row[0] in known]


def _post(row: Sequence[Any]) -> Post:
    return Post(*row)
