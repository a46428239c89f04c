"""Registrations in the queue: Approve, Ask, Refuse; appeals are central support's.

Source: docs/rules.md, REG-3.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from handlers import numbers, proving, queuing
from handlers.commands.available import renew
from handlers.commands.register import REASONS, buttons_of, card_of, reason_of
from handlers.conversation import Button, Event, Reply, Words, rows, say
from handlers.forms import Option
from handlers.queuing import Card, Desk, Kind, Outcome, Rows
from storage import ambassadors, card_talks, coordinators, people, registrations, school_changes
from storage.db import Db
from storage.people import Person, Standing


def _cards(_: Event, db: Db, desk: Desk) -> Sequence[Card]:
    found = registrations.waiting(
        db, desk.countries, appeals=desk.is_central, limit=queuing.MOST, place=desk.place
    )
    return [_card(db, one) for one in found]


def _card(db: Db, one: Person) -> Card:
    draw = partial(_draw, db, one)
    return Card(f"p{one.id}", one.since, one.country, draw, frozenset({one.id}))


def _find(db: Db, desk: Desk, name: str) -> Card | None:
    one = people.by_id(db, numbers.read(name.removeprefix("p")))
    waits = one is not None and one.standing == Standing.WAITING
    return _card(db, one) if one and waits and (desk.is_central or not one.is_appeal) else None


def _draw(db: Db, person: Person) -> tuple[Words, Rows]:
    return card_of(db, person), buttons_of(db, person)


def _count(_: Event, db: Db, desk: Desk) -> Mapping[str, int]:
    found = registrations.count(db, desk.countries, appeals=desk.is_central, but=desk.person_id)
    return {country: count for country, count in found.items() if desk.holds(country)}


def find(event: Event, db: Db, name: str, rest: list[str]) -> Person | Words:
    """Lock the person of a card, or say why this coordinator cannot decide about it now."""
    number = numbers.read(name.removeprefix("p"))
    if people.by_id(db, number) is None:
        return Words("queue.gone")
    person = people.hold(db, number)
    mine = coordinators.countries_of(db, event.actor.id)
    is_central = coordinators.ALL in mine
    may = coordinators.may_decide(mine, person.country) and (is_central or not person.is_appeal)
    if person.id == event.actor.id or not may:
        return Words("queue.not_yours")
    if person.standing != Standing.WAITING or [str(person.revision)] != rest[:1]:
        return Words("queue.already")
    return person


def _problem(event: Event, db: Db, name: str, rest: list[str]) -> Words | None:
    found = find(event, db, name, rest)
    return found if isinstance(found, Words) else None


def _approve(event: Event, db: Db, name: str, rest: list[str]) -> Outcome:
    person = find(event, db, name, rest)
    if isinstance(person, Words):
        return person, []
    person = people.decide(db, person, Standing.VALIDATED, event.at, note="", is_appeal=False)
    is_change = school_changes.is_under_way(db, person.id)
    proving.decided(db, person.id)
    card_talks.end(db, f"p{person.id}")
    if person.is_available:
        renew(db, person, event.at)
    outcome = Words("queue.approved", {"name": person.name})
    if is_change:
        profile = Button(Words("help.profile"), "/profile")
        confirmed = say("profile.confirmed", to=person.id, name=person.name)
        return outcome, [confirmed.with_buttons((profile,))]
    switch = Button(Words("available.yes"), "/available on")
    search = Button(Words("available.no"), "/available off")
    told = say("register.approved", to=person.id, name=person.name)
    return outcome, [told.with_buttons(*rows([switch, search])), *_offer(db, person)]


def _offer(db: Db, person: Person) -> list[Reply]:
    """Offer a newcomer an ambassador of their country as a contact, each in turn.

    Source: docs/rules.md, NSS-1.
    """
    found = [one for one in ambassadors.of_country(db, person.country) if one != person.id]
    chosen = people.by_id(db, found[person.id % len(found)]) if found else None
    if chosen is None:
        return []
    ask = Button(Words("ambassadors.ask", {"name": chosen.name}), f"/contact {chosen.id}")
    return [say("ambassadors.offer", to=person.id, name=chosen.name).with_buttons((ask,))]


def _ask(event: Event, db: Db, name: str, rest: list[str], words: str) -> Outcome:
    """Send the question to the person, who has the ball."""
    person = find(event, db, name, rest)
    if isinstance(person, Words):
        return person, []
    person = people.decide(db, person, Standing.ASKED, event.at, note=words)
    card = f"p{person.id}"
    card_talks.add(db, card, person.id, event.actor.id, words, event.at, is_service=True)
    button = Button(Words("status.answer"), "/reply")
    told = say("register.asked", to=person.id, note=words).with_buttons((button,))
    return Words("queue.asked", {"name": person.name}), [told]


def _refuse(event: Event, db: Db, name: str, rest: list[str], reason: str) -> Outcome:
    """Refuse, and say why; the person may register again, or appeal."""
    person = find(event, db, name, rest)
    if isinstance(person, Words):
        return person, []
    values = {"note": reason, "is_available": False, "is_appeal": False}
    person = people.decide(db, person, Standing.REFUSED, event.at, **values)
    proving.decided(db, person.id)
    card_talks.end(db, f"p{person.id}")
    again = Button(Words("status.again"), "/register")
    appeal = Button(Words("status.appeal_button"), "/appeal")
    told = say("register.refused", to=person.id, reason=reason_of(reason))
    outcome = Words("queue.refused", {"name": person.name})
    return outcome, [told.with_buttons(*rows([again, appeal]))]


def _takes_file(db: Db, name: str) -> bool:
    person = people.by_id(db, numbers.read(name.removeprefix("p")))
    return person is not None and proving.takes_file(person)


queuing.add(
    Kind(
        "p",
        "queue.count_people",
        cards=_cards,
        problem=_problem,
        approve=_approve,
        ask=_ask,
        refuse=_refuse,
        reasons=lambda _: [Option(one, words) for one, words in REASONS.items()],
        count=_count,
        find=_find,
        takes_file=_takes_file,
    )
)
