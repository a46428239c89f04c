"""Applications for a Quality Label in the queue of the teacher's country.

Source: docs/rules.md, PRJ-5.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from handlers import labelreviews, numbers, queuing
from handlers.conversation import Button, Event, Words, say
from handlers.queuing import Card, Desk, Kind, Outcome
from storage import card_talks, coordinators, label_reviews, projects
from storage.db import Db
from storage.label_reviews import Review, State


def _cards(_: Event, db: Db, desk: Desk) -> Sequence[Card]:
    found = label_reviews.waiting(db, desk.countries, queuing.MOST, desk.place)
    return [_card(db, one) for one in found]


def _card(db: Db, one: Review) -> Card:
    draw, but = partial(labelreviews.draw, db, one), labelreviews.concerned(db, one)
    return Card(f"l{one.id}", one.since, one.country, draw, but)


def _count(_: Event, db: Db, desk: Desk) -> Mapping[str, int]:
    return label_reviews.count_waiting(db, desk.countries, desk.person_id)


def _waiting(db: Db, _: Desk, name: str) -> Card | None:
    review = label_reviews.by_id(db, numbers.read(name.removeprefix("l")))
    return _card(db, review) if review and review.state == State.WAITING else None


def find(event: Event, db: Db, name: str, rest: list[str]) -> Review | Words:
    """Lock the application of a card, or say why this coordinator cannot decide about it now."""
    review = label_reviews.hold(db, numbers.read(name.removeprefix("l")))
    if review is None:
        return Words("queue.gone")
    mine = coordinators.countries_of(db, event.actor.id)
    may = coordinators.may_decide(mine, review.country)
    if not may or event.actor.id in labelreviews.concerned(db, review):
        return Words("queue.not_yours")
    if review.state != State.WAITING or [str(review.revision)] != rest[:1]:
        return Words("queue.already")
    return review


def _problem(event: Event, db: Db, name: str, rest: list[str]) -> Words | None:
    found = find(event, db, name, rest)
    return found if isinstance(found, Words) else None


def _approve(event: Event, db: Db, name: str, rest: list[str]) -> Outcome:
    review = find(event, db, name, rest)
    if isinstance(review, Words):
        return review, []
    label_reviews.change(db, review, State.APPROVED, event.at)
    card_talks.end(db, name)
    title = _title(db, review)
    told = say("label.approved", to=review.person_id, title=title)
    return Words("label.was_approved", {"title": title}), [told.with_buttons((_open(review),))]


def _ask(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    review = find(event, db, name, rest)
    if isinstance(review, Words):
        return review, []
    label_reviews.change(db, review, State.ASKED, event.at)
    about, asker = review.person_id, event.actor.id
    card_talks.add(db, name, about, asker, words, event.at, is_service=True)
    title = _title(db, review)
    answer = Button(Words("status.answer"), f"/labeltell {review.id}")
    told = say("label.asked", to=about, title=title, note=words).with_buttons((answer,))
    return Words("label.was_asked", {"title": title}), [told]


def _refuse(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    """Refuse with a reason; the teacher may better it and send it again."""
    review = find(event, db, name, rest)
    if isinstance(review, Words):
        return review, []
    label_reviews.change(db, review, State.REFUSED, event.at, note=words)
    card_talks.end(db, name)
    title = _title(db, review)
    told = say("label.refused", to=review.person_id, title=title, reason=words)
    return Words("label.was_refused", {"title": title}), [told.with_buttons((_open(review),))]


def _title(db: Db, review: Review) -> str:
    project = projects.by_id(db, review.project_id)
    return project.title if project else ""


def _open(review: Review) -> Button:
    return Button(Words("label.back"), f"/label {review.project_id}")


queuing.add(
    Kind(
        "l",
        "queue.count_labels",
        cards=_cards,
        problem=_problem,
        approve=_approve,
        ask=_ask,
        refuse=_refuse,
        count=_count,
        find=_waiting,
    )
)
