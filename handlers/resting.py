"""Groups in which nobody writes: their moderators are asked, then they rest; nothing is deleted."""

from datetime import datetime, timedelta

from handlers.conversation import Button, Lane, Reply, Words
from handlers.posting import push
from storage import group_members, groups
from storage.db import Db
from storage.groups import Group

#: After so many days without a post the moderators are asked. Source: GRP-3.
QUIET_DAYS = 90
#: So many days they have for an answer.
ANSWER_DAYS = 14
#: How many groups are looked at in one transaction.
AT_ONCE = 200


def let_rest(db: Db, now: datetime) -> bool:
    """Let the groups rest whose moderators gave no answer, and ask those of quiet ones.

    Safe to repeat. Source: docs/rules.md, GRP-3.
    """
    silent = groups.unanswered(db, now - timedelta(days=ANSWER_DAYS), AT_ONCE)
    for group in silent:
        if groups.rest(db, group, now):
            wake = Button(Words("moderating.wake"), f"/groupkeep {group.id} keep")
            _tell(db, group, now, "moderating.now_rests", (wake,))
    quiet = groups.quiet(db, now - timedelta(days=QUIET_DAYS), AT_ONCE)
    for group in quiet:
        if groups.ask_whether_alive(db, group, now):
            go_on = Button(Words("moderating.keep"), f"/groupkeep {group.id} keep")
            stop = Button(Words("moderating.rest"), f"/groupkeep {group.id} rest")
            _tell(db, group, now, "moderating.is_quiet", (go_on, stop))
    return AT_ONCE in {len(silent), len(quiet)}


def _tell(db: Db, group: Group, now: datetime, key: str, buttons: tuple[Button, ...]) -> None:
    fields = {"title": group.title, "days": ANSWER_DAYS}
    push(
        db,
        now,
        [
            Reply(key, fields, (buttons,), to=one, lane=Lane.REMINDER, notice="groups")
            for one in group_members.moderators(db, group.id)
        ],
    )
