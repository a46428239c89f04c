"""Reports of people as coordinators see them, and who may see one.

Source: docs/rules.md, PAR-5.
"""

from handlers import cards, postreports, suspending
from handlers.conversation import Button, Lane, Reply, Words
from handlers.queuing import Desk, Rows
from storage import coordinators, people, posts, reports
from storage.db import Db
from storage.people import Person
from storage.reports import Report

#: How much of what was said stands on a card.
SHOWN = 700
#: What the coordinators of both countries look after; posts of groups have moderators.
KINDS = frozenset({"contact", "message", "idea", "profile"})


def pushed(db: Db, made: Report, reporter: Person, about: Person, nudge: int = 0) -> list[Reply]:
    """Show a report to the coordinators of both countries; `nudge` counts the reminders of it."""
    them = frozenset({reporter.id, about.id})
    readers = [
        reader
        for country in sorted({reporter.country, about.country})
        for reader in coordinators.responsible(db, country, but=them)
    ]
    shown = card(db, made)
    return [
        Reply(
            "reports.nudge" if nudge else "reports.new",
            {"card": shown},
            buttons(db, made, people.by_id(db, reader)),
            to=reader,
            lane=Lane.REMINDER,
            once=f"report-{made.id}-{nudge}-{reader}" if nudge else f"report-{made.id}-{reader}",
        )
        for reader in dict.fromkeys(readers)
    ]


def card(db: Db, made: Report) -> Words:
    """Show a report: about whom, from whom, what is wrong, and what was written."""
    post = posts.of_report(db, made.id)
    if post is not None:
        return postreports.card(db, post, made)
    both = people.of_ids(db, {made.reporter_id, made.about_id})
    who = [cards.contact(db, both[number]) for number in (made.about_id, made.reporter_id)]
    fields = {
        "about": who[0],
        "reporter": who[1],
        "words": made.words[:SHOWN],
        "frozen": made.frozen[:SHOWN] or Words("reports.nothing"),
        "since": made.at.date(),
    }
    shown = Words("reports.card", fields)
    about = suspending.context(db, both[made.about_id])
    return Words("queue.with_line", {"card": shown, "line": about})


def buttons(db: Db, made: Report, reader: Person | None) -> Rows:
    """Lay out what somebody who looks after a report can do."""
    post = posts.of_report(db, made.id)
    noted = (Button(Words("reports.noted"), f"/noted {made.id}"),)
    first = noted if post is None else postreports.buttons(post, made)
    about = people.by_id(db, made.about_id)
    able: tuple[Button, ...] = ()
    if about is not None and reader is not None:
        able = suspending.buttons(db, reader, about, f"m{made.id}")
    return (first, able) if able else (first,)


def country(db: Db, found: Report, desk: Desk) -> str:
    """Choose for which country a desk has a report; empty if it has not.

    It is for both countries' coordinators, but never for who is in it. Posts are looked after by
    central support, beside the group's moderators.
    """
    if desk.person_id in (found.reporter_id, found.about_id):
        return ""
    if found.kind not in KINDS:
        return coordinators.ALL if desk.is_central else ""
    both = people.of_ids(db, {found.reporter_id, found.about_id}).values()
    return next((one for one in sorted(who.country for who in both) if desk.holds(one)), "")


def waiting(db: Db, desk: Desk) -> list[tuple[Report, str]]:
    """List the reports on a desk that nobody has noted, the oldest first, with the country."""
    found = [(one, country(db, one, desk)) for one in reports.open_(db)]
    return [(one, there) for one, there in found if there]
