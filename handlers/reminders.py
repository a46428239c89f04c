"""What is said because time has passed: cards that wait too long, teachers who fell silent.

Each says a few hundred things in one transaction, so that turns do not wait long, and tells
whether more is left.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
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
    approvals,
    campaigns,
    contacts,
    coordinators,
    groups,
    label_reviews,
    nudges,
    partner_cards,
    people,
    posts,
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
from storage.reports import Report

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


def nudge_about_groups(db: Db, now: datetime) -> bool:
    """Remind of proposed groups and of reports about posts that wait. Safe to repeat.

    Source: docs/rules.md, GRP-1 and GRP-2.
    """
    return _remind(db, now, _of_groups(db))


def nudge_about_rest(db: Db, now: datetime) -> bool:
    """Remind of projects, reports, labels, appeals and announcements that wait. Safe to repeat.

    Source: docs/rules.md, NSS-1.
    """
    return _remind(db, now, chain(_of_projects_and_labels(db, now), _of_rest(db)))


@dataclass(frozen=True)
class _Card:
    """Something that waits for a decision."""

    #: What coordinators were reminded of, when it was noted.
    name: str
    since: datetime
    #: Says it to those who decide, and to who waits; it is told how often by now.
    told: Callable[[int], list[Reply]]


def _remind(db: Db, now: datetime, cards: Iterable[_Card]) -> bool:
    """Remind of each that has waited 3 or 7 days, once; True if there may be more of them."""
    left = AT_ONCE
    known = nudges.known(db)
    for card in cards:
        count = _nudges(card.since, now)
        if not count or known.get(card.name) == (card.since, count) or card.since < _oldest(now):
            continue
        if told := card.told(count):
            nudges.note(db, card.name, card.since, count)
            push(db, now, told)
            left -= 1
        if left == 0:
            return True
    nudges.forget(db, _oldest(now))
    return False


def _of_groups(db: Db) -> Iterator[_Card]:
    for group in groups.waiting(db):
        told = partial(proposals.cards_for_support, db, group)
        yield _Card(f"group {group.id}", group.since, told)
    for report, post in posts.open_reports(db):
        told = partial(postreports.cards, db, post, report)
        yield _Card(f"post report {report.id}", report.at, told)


def _of_projects_and_labels(db: Db, now: datetime) -> Iterator[_Card]:
    for project in _due(db, now, _projects):
        # Whoever waits for the founders is not reminded, and is when they have answered.
        asked = " ".join(sorted(approvals.asked(db, project)))
        told = partial(_about_project, db, project)
        yield _Card(f"project {project.id} {asked}", project.since, told)
    for review in _due(db, now, _labels):
        told = partial(labelreviews.pushed, db, review)
        yield _Card(f"label {review.id}", review.since, told)


def _of_rest(db: Db) -> Iterator[_Card]:
    for report in reports.open_(db):
        if report.kind in reportcards.KINDS:
            yield _Card(f"report {report.id}", report.at, partial(_about_report, db, report))
    for found in room_reports.open_(db):
        told = partial(reportreading.nudges, db, found)
        yield _Card(f"room report {found.id}", found.at, told)
    for campaign in campaigns.waiting(db):
        told = partial(announcenudges.pushed, db, campaign)
        yield _Card(f"announcement {campaign.id}", campaign.since, told)
    for one in suspensions.appealed(db):
        if one.appealed_at:
            yield _Card(f"appeal {one.id}", one.appealed_at, partial(appeals.pushed, db, one))


def _about_project(db: Db, project: Project, count: int) -> list[Reply]:
    cards = founding.cards_for_coordinators(db, project, count)
    return [*cards, *founding.reminded(project, count)] if cards else []


def _about_report(db: Db, report: Report, count: int) -> list[Reply]:
    both = people.of_ids(db, {report.reporter_id, report.about_id})
    if len(both) < 2:
        return []
    reporter, about = both[report.reporter_id], both[report.about_id]
    return reportcards.pushed(db, report, reporter, about, count)


#: What is read in parts.
_Waiting = TypeVar("_Waiting", Project, Review)


def _projects(db: Db, place: Place) -> Sequence[Project]:
    found = approvals.waiting(db, frozenset({coordinators.ALL}), AT_ONCE, place)
    return [project for project, _ in found]


def _labels(db: Db, place: Place) -> Sequence[Review]:
    return label_reviews.waiting(db, frozenset({coordinators.ALL}), AT_ONCE, place)


def _due(
    db: Db, now: datetime, read: Callable[[Db, Place], Sequence[_Waiting]]
) -> Iterator[_Waiting]:
    """Go through all that is due for a nudge, and not through what was left long ago."""
    place = (_oldest(now), 0)
    while found := read(db, place):
        for one in found:
            if not _nudges(one.since, now):
                return
            yield one
        place = (found[-1].since, found[-1].id + 1)


def _oldest(now: datetime) -> datetime:
    """Say since when at most something waits that is still brought to mind."""
    return now - timedelta(days=NUDGE_DAYS[-1]) - LOOKED_BACK


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
