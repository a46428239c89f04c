"""Appeals against suspensions in central support's queue.

Who suspended does not decide about the appeal.
Source: docs/rules.md, NSS-1.
"""

from collections.abc import Sequence
from functools import partial

from handlers import appeals, cards, numbers, queuing, suspending
from handlers.conversation import Button, Event, Words, say
from handlers.queuing import Card, Desk, Kind, Outcome
from storage import card_talks, coordinators, people, safeguarding, suspensions
from storage.db import Db
from storage.suspensions import Suspension


def _cards(_: Event, db: Db, desk: Desk) -> Sequence[Card]:
    if not desk.is_central:
        return []
    found = suspensions.appealed(db)
    asked = card_talks.asked(db, [f"s{one.id}" for one in found])
    return [
        Card(
            f"s{one.id}",
            one.appealed_at or one.since,
            coordinators.ALL,
            partial(appeals.draw, db, one),
            appeals.concerned(db, one),
            f"s{one.id}" in asked,
        )
        for one in found
    ]


def _find(event: Event, db: Db, name: str) -> Suspension | Words:
    """Lock the suspension of a card, or say why its appeal cannot be decided now."""
    found = suspensions.by_id(db, numbers.read(name.removeprefix("s")))
    if found is None:
        return Words("queue.gone")
    people.hold(db, found.person_id)
    found = suspensions.by_id(db, found.id)
    assert found is not None
    is_central = coordinators.ALL in coordinators.countries_of(db, event.actor.id)
    if not is_central or event.actor.id in appeals.concerned(db, found):
        return Words("queue.not_yours")
    return found if found.is_appealed else Words("queue.already")


def _problem(event: Event, db: Db, name: str, _: list[str]) -> Words | None:
    found = _find(event, db, name)
    return found if isinstance(found, Words) else None


def _approve(event: Event, db: Db, name: str, _: list[str]) -> Outcome:
    one = _find(event, db, name)
    if isinstance(one, Words):
        return one, []
    told = suspending.end(db, one, event.at, f"person:{event.actor.id}")
    return Words("suspending.was_lifted", {"name": _named(db, one)}), told


def _ask(event: Event, db: Db, name: str, _: list[str], words: str) -> Outcome:
    one = _find(event, db, name)
    if isinstance(one, Words):
        return one, []
    asker = event.actor.id
    card_talks.add(db, name, one.person_id, asker, words, event.at, is_service=True)
    answer = Button(Words("status.answer"), "/reply")
    told = say("suspending.asked", to=one.person_id, note=words).with_buttons((answer,))
    return Words("queue.asked", {"name": _named(db, one)}), [told]


def _refuse(event: Event, db: Db, name: str, _: list[str], words: str) -> Outcome:
    """Let the suspension stand, with a reason; there is no second appeal.

    What was decided after a report out of a TwinSpace stands for the reason that it had.
    """
    one = _find(event, db, name)
    if isinstance(one, Words):
        return one, []
    suspensions.change(db, one, upheld_at=event.at)
    card_talks.end(db, name)
    by, about = f"person:{event.actor.id}", f"person:{one.person_id}"
    upheld = safeguarding.Kind.SUSPENSION_UPHELD
    safeguarding.write(db, upheld, event.at, actor=by, subject=about)
    status = Button(Words("router.status"), "/status")
    reason = appeals.reason_of(one.reason if appeals.is_wordless(one) else words)
    fields = {"reason": reason, "until": appeals.until(one)}
    told = say("suspending.upheld", to=one.person_id, **fields).with_buttons((status,))
    return Words("suspending.was_upheld", {"name": _named(db, one)}), [told]


def _is_wordless(db: Db, name: str) -> bool:
    one = suspensions.by_id(db, numbers.read(name.removeprefix("s")))
    return one is not None and appeals.is_wordless(one)


def _named(db: Db, one: Suspension) -> str | Words:
    person = people.by_id(db, one.person_id)
    return cards.name(person) if person else Words("card.gone")


queuing.add(
    Kind(
        "s",
        "queue.count_appeals",
        cards=_cards,
        problem=_problem,
        approve=_approve,
        ask=_ask,
        refuse=_refuse,
        is_wordless=_is_wordless,
    )
)
