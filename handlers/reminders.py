"""What is said because time has passed: cards that wait too long, teachers who fell silent.

Each says a few hundred things in one transaction, so that turns do not wait long, and tells
whether more is left.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from handlers import (
    announcenudges,
    appeals,
    founding,
    labelreviews,
    postreports,
    proposals,
    reportcards,
    reportreading,
)
from handlers.commands.register import card_for_coordinators
from handlers.conversation import Button, Lane, Name, Reply, Words, rows
from handlers.posting import push
from storage import (
    campaigns,
    contacts,
    coordinators,
    groups,
    label_reviews,
    partner_cards,
    people,
    posts,
    projects,
    registrations,
    reports,
    room_reports,
    suspensions,
)
from storage.db import Db
from storage.label_reviews import Review
from storage.people import Person
from storage.places import Place
from storage.projects import Project

#: After so many days without a decision the coordinators are reminded. Source: REG-4.
NUDGE_DAYS = (3, 7)
#: After so many silent days partners do not find a teacher any more. Source: PAR-1.
SILENT_DAYS = 60
#: After so many days without an answer a request for contact is called unanswered. Source: PAR-5.
UNANSWERED_DAYS = 14
#: How far back a service that was down makes up for what it missed.
LOOKED_BACK = timedelta(days=30)
#: How many are reminded in one transaction.
AT_ONCE = 200


def nudge(db: Db, now: datetime) -> bool:
    """Remind coordinators of cards they left, and tell the people who wait. Safe to repeat."""
    left = AT_ONCE
    for count, days in reversed(list(enumerate(NUDGE_DAYS, start=1))):
        for person in registrations.untouched(db, now - timedelta(days=days), count)[:left]:
            left -= 1
            people.remind(db, person.id, count)
            cards = card_for_coordinators(db, person, nudge=count)
            push(db, now, [*cards, _reminded(person, count)] if cards else [])
    return left == 0


def nudge_about_groups(db: Db, now: datetime) -> None:
    """Remind of proposed groups and of reports about posts that wait. Safe to repeat.

    Source: docs/rules.md, GRP-1 and GRP-2.
    """
    for group in groups.waiting(db):
        if count := _nudges(group.since, now):
            push(db, now, proposals.cards_for_support(db, group, count))
    for report, post in posts.open_reports(db):
        if count := _nudges(report.at, now):
            push(db, now, postreports.cards(db, post, report, count))


def nudge_about_rest(db: Db, now: datetime) -> None:
    """Remind of projects, reports, labels, appeals and announcements that wait. Safe to repeat.

    Source: docs/rules.md, NSS-1.
    """
    for project in _due(db, now, _projects):
        count = _nudges(project.since, now)
        cards = founding.cards_for_coordinators(db, project, count)
        push(db, now, [*cards, *founding.reminded(project, count)] if cards else [])
    for report in reports.open_(db):
        count = _nudges(report.at, now) if report.kind in reportcards.KINDS else 0
        both = people.of_ids(db, {report.reporter_id, report.about_id}) if count else {}
        if len(both) == 2:
            reporter, about = both[report.reporter_id], both[report.about_id]
            push(db, now, reportcards.pushed(db, report, reporter, about, count))
    for found in room_reports.open_(db):
        if count := _nudges(found.at, now):
            push(db, now, reportreading.nudges(db, found, count))
    for review in _due(db, now, _labels):
        push(db, now, labelreviews.pushed(db, review, _nudges(review.since, now)))
    for campaign in campaigns.waiting(db):
        if count := _nudges(campaign.since, now):
            push(db, now, announcenudges.pushed(db, campaign, count))
    for one in suspensions.appealed(db):
        if one.appealed_at and (count := _nudges(one.appealed_at, now)):
            push(db, now, appeals.pushed(db, one, count))


#: What is read in parts.
_Waiting = TypeVar("_Waiting", Project, Review)


def _projects(db: Db, place: Place) -> Sequence[Project]:
    found = projects.waiting(db, frozenset({coordinators.ALL}), AT_ONCE, place)
    return [project for project, _ in found]


def _labels(db: Db, place: Place) -> Sequence[Review]:
    return label_reviews.waiting(db, frozenset({coordinators.ALL}), AT_ONCE, place)


def _due(
    db: Db, now: datetime, read: Callable[[Db, Place], Sequence[_Waiting]]
) -> Iterator[_Waiting]:
    """Go through all that is due for a nudge, and not through what was left long ago."""
    place = (now - timedelta(days=NUDGE_DAYS[-1]) - LOOKED_BACK, 0)
    while found := read(db, place):
        for one in found:
            if not _nudges(one.since, now):
                return
            yield one
        place = (found[-1].since, found[-1].id + 1)


def _nudges(since: datetime, now: datetime) -> int:
    """Count how often it is to be reminded of what waits since then."""
    return sum(since + timedelta(days=days) <= now for days in NUDGE_DAYS)


def _reminded(person: Person, count: int) -> Reply:
    """Tell the person who was reminded: their country's service, or central support."""
    fields: dict[str, Any] = {"since": person.since.date()}
    if not person.is_appeal:
        fields["country"] = Name("country", person.country)
    return Reply(
        "queue.reminded_appeal" if person.is_appeal else "queue.reminded",
        fields,
        to=person.id,
        lane=Lane.REMINDER,
        once=f"reminded-{person.id}-{person.revision}-{count}",
    )


def admit_silence(db: Db, now: datetime) -> bool:
    """Tell who asked for contact and got no answer for 14 days, honestly. Safe to repeat.

    Source: docs/rules.md, PAR-5.
    """
    due = now - timedelta(days=UNANSWERED_DAYS)
    told_now = 0
    for request in contacts.unanswered(db, due - LOOKED_BACK, due):
        more = Button(Words("contacts.search_on"), "/partners next")
        told = Reply(
            "contacts.unanswered",
            {"since": request.asked_at.date()},
            buttons=((more,),),
            to=request.asker_id,
            lane=Lane.REMINDER,
            once=f"unanswered-{request.id}",
            notice="contacts",
        )
        told_now += push(db, now, [told])
        if told_now == AT_ONCE:
            return True
    return False


def rest_silent(db: Db, now: datetime) -> bool:
    """Stop showing teachers who did nothing for 60 days, and ask them kindly. Safe to repeat."""
    silent = people.silent(db, now - timedelta(days=SILENT_DAYS))[:AT_ONCE]
    for person in silent:
        people.set_available(db, person.id, False)
        partner_cards.remove(db, person.id)
        yes = Button(Words("available.yes"), "/available on")
        no = Button(Words("available.no"), "/available off")
        asked = Reply(
            "available.still",
            buttons=rows([yes, no]),
            to=person.id,
            lane=Lane.REMINDER,
            once=f"still-{person.id}-{person.active_at.isoformat()}",
        )
        push(db, now, [asked])
    return len(silent) == AT_ONCE
