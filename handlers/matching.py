"""What is told of partners as time passes: new matches once a day, and ideas that end."""

from datetime import datetime

from handlers import hits
from handlers.conversation import Button, Lane, Reply, Words
from handlers.posting import push
from storage import ideas, partner_matches, partner_rounds, partners, people
from storage.db import Db
from storage.partner_matches import Match
from storage.people import Person

#: How many people are told in one transaction.
AT_ONCE = 100


def match_push(db: Db, now: datetime) -> bool:
    """Look for new matches, a part at a time, then tell them; True if more is left.

    Nobody gets more than one message of these a day. Safe to repeat.

    Source: docs/rules.md, PAR-4.
    """
    if partner_rounds.find_some(db, now):
        return True
    readers = partner_matches.to_tell(db, AT_ONCE)
    for person_id in readers:
        person = people.by_id(db, person_id)
        if person is not None and (reply := shown(db, person, now, is_new=True)):
            push(db, now, [reply])
        partner_matches.told(db, person_id, now)
    return len(readers) == AT_ONCE


def ask_renewal(db: Db, now: datetime) -> bool:
    """Ask authors whose ideas end in three days whether to go on showing them. Safe to repeat.

    Source: docs/rules.md, PAR-3.
    """
    asked_now = 0
    for idea in ideas.ending(db, now, now + ideas.ASKED):
        renew = Button(Words("ideas.renew"), f"/renewidea {idea.id}")
        withdraw = Button(Words("ideas.withdraw"), f"/withdrawidea {idea.id}")
        asked = Reply(
            "ideas.ending",
            {"title": idea.draft.title, "day": idea.ends_at.date()},
            ((renew, withdraw),),
            to=idea.author_id,
            lane=Lane.REMINDER,
            notice="matches",
            once=f"idea-{idea.id}-{idea.ends_at.date().isoformat()}",
        )
        asked_now += push(db, now, [asked])
        if asked_now == AT_ONCE:
            return True
    return False


def shown(db: Db, person: Person, at: datetime, is_new: bool = False) -> Reply | None:
    """Show the first match that waits for a person's answer; None if none does."""
    waiting = partner_matches.waiting(db, person.id) if person.is_validated else []
    for match in waiting:
        hit = partners.hit(db, match.other_id, hits.own(db, person, at), at.date())
        if hit is not None:
            fields = {**hits.described(db, hit), "count": len(waiting)}
            return _reply(match, fields, person, at, is_new)
    return None


def _reply(
    match: Match, fields: dict[str, object], person: Person, at: datetime, is_new: bool
) -> Reply:
    key = "matches.found" if match.search_id is not None else "matches.wants"
    buttons = (
        (
            Button(Words("matches.interested"), f"/interested {match.other_id}"),
            Button(Words("matches.not_for_me"), f"/notforme {match.other_id}"),
        ),
        (Button(Words("matches.stop"), "/searches stop"),),
    )
    if not is_new:
        return Reply(key, fields, buttons, edits=True)
    return Reply(
        key,
        fields,
        buttons,
        to=person.id,
        lane=Lane.REMINDER,
        notice="matches",
        once=f"matches-{person.id}-{at.date().isoformat()}",
    )
