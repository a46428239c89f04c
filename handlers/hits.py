"""A teacher as somebody who searches sees them: what fits and why, without name or school."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from handlers import cards
from handlers.conversation import Listing, Name, Words
from handlers.zones import zone_of
from storage import class_times, classes, people
from storage.db import Db
from storage.partner_fit import Reason
from storage.partners import Hit, Own
from storage.people import Person

#: How many reasons a card gives.
REASONS = 4
_DAYS = (
    Words("class.mondays"),
    Words("class.tuesdays"),
    Words("class.wednesdays"),
    Words("class.thursdays"),
    Words("class.fridays"),
)


def own(db: Db, me: Person, at: datetime) -> Own:
    """Give the searcher's own class, against which others are measured."""
    has_ages = me.age_min is not None and me.age_max is not None
    told, zone = classes.of_person(db, me.id), zone_of(me)
    return Own(
        person_id=me.id,
        country=me.country,
        languages=me.languages,
        subjects=me.subjects,
        ages=(me.age_min or 0, me.age_max or 0) if has_ages else None,
        pupils=told.pupils,
        hours_winter=class_times.hours(told.slot_bits, zone, at.year, summer=False),
        hours_summer=class_times.hours(told.slot_bits, zone, at.year, summer=True),
        breaks=class_times.weeks(told.breaks, at.date()),
    )


def described(db: Db, hit: Hit) -> dict[str, Any]:
    """Put what may be seen of a teacher, and why they are shown, into fields of a text."""
    person = people.by_id(db, hit.person_id)
    reasons = [words for reason in hit.reasons if (words := _because(reason))][:REASONS]
    return {
        "country": Name("country", hit.country),
        "kind": Name("schoolkind", hit.kind),
        "ages": cards.ages(*hit.ages) if hit.ages else "–",
        "subjects": cards.subjects(hit.subjects),
        "languages": cards.languages(hit.languages),
        "about": person.about if person and person.about else Words("partners.no_about"),
        "reasons": Listing(tuple(reasons)) if reasons else Words("partners.no_reason"),
    }


def _on(days: Sequence[Any]) -> Listing:
    return Listing(tuple(_DAYS[day] for day in days))


_BECAUSE: dict[str, Callable[[Sequence[Any]], Words]] = {
    "ages": lambda v: Words("partners.because_ages", {"ages": cards.ages(v[0], v[1])}),
    "subjects": lambda v: Words(
        "partners.because_subjects", {"subjects": cards.subjects(tuple(v))}
    ),
    "languages": lambda v: Words(
        "partners.because_languages", {"languages": cards.languages(tuple(v))}
    ),
    "words": lambda v: Words("partners.because_words", {"words": Listing(tuple(v))}),
    "hours": lambda v: Words("partners.because_hours", {"hours": v[0], "days": _on(v[1:])}),
    "pupils": lambda v: Words("partners.because_pupils", {"pupils": v[0]}),
    "weeks": lambda v: Words("partners.because_weeks", {"weeks": v[0], "ahead": v[1]}),
    "active": lambda v: Words("partners.because_active", {"days": v[0]}),
}


def _because(reason: Reason) -> Words | None:
    """Put a reason into words."""
    write = _BECAUSE.get(reason.kind)
    return write(reason.values) if write else None
