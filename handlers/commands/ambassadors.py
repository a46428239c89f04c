"""/ambassadors: teachers whom newcomers of the country are offered as a contact.

Source: docs/rules.md, NSS-1.
"""

from typing import Any

from handlers import cards, forms, numbers, questions
from handlers.commands.appointing import MOST, PersonId, may_lead, shown, teachers
from handlers.conversation import (
    Button,
    Code,
    Event,
    Lines,
    Name,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Asking, Option, Question, form
from storage import ambassadors, coordinators, people, safeguarding
from storage.countries import by_code
from storage.db import Db
from storage.people import Person
from storage.safeguarding import Kind


@command("ambassadors", needs=Needs.COORDINATOR, rank=4)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show the ambassadors of one's countries; "RO" of one, "appoint RO" and "dismiss 5" change it.

    "dismiss 5 yes" does it.
    """
    verb, _, rest = event.words.strip().partition(" ")
    if verb == "appoint":
        return _appoint(event, db, rest.strip().upper())
    if verb == "dismiss":
        return _dismiss(event, db, *(*rest.split(), "", "")[:2])
    mine = sorted(coordinators.countries_of(db, event.actor.id) - {coordinators.ALL})
    if verb and by_code(verb.upper()) is not None:
        mine = [verb.upper()]
        if not may_lead(db, event.actor.id, mine[0]):
            return [_list("coordinators.not_yours")]
    if not mine:
        return [_list("ambassadors.which", command=Code("/ambassadors RO"))]
    return [_shown(db, mine)]


def _shown(db: Db, countries: list[str]) -> Reply:
    lines, buttons = [], []
    for country in countries:
        found = [people.by_id(db, one) for one in ambassadors.of_country(db, country)]
        there = [one for one in found if one is not None]
        names: Any = Lines(tuple(cards.contact(db, one) for one in there))
        fields = {"country": Name("country", country)}
        names = names if there else Words("ambassadors.none")
        lines.append(Words("ambassadors.of", {**fields, "names": names}))
        add = Button(Words("ambassadors.appoint", fields), f"/ambassadors appoint {country}")
        buttons += [add, *map(_gone, there[:MOST])]
    return say("ambassadors.all", countries=Lines(tuple(lines))).with_buttons(*rows(buttons))


def _gone(one: Person) -> Button:
    label = Words("ambassadors.dismiss", {"name": one.name})
    return Button(label, f"/ambassadors dismiss {one.id}")


def _appoint(event: Event, db: Db, country: str) -> list[Reply]:
    if country == coordinators.ALL or not may_lead(db, event.actor.id, country):
        return [_list("coordinators.not_yours")]
    return forms.begin(event, db, "ambassador", {"country": country})


def _read(asking: Asking, text: str) -> list[Option]:
    found = teachers(asking, text, str(asking.answers["country"]))
    free = [one for one in found if not ambassadors.is_one(asking.db, one.id)]
    return [Option(str(one.id), cards.contact(asking.db, one)) for one in free]


def _country(asking: Asking) -> dict[str, Any]:
    return {"country": Name("country", str(asking.answers["country"]))}


def _found(asking: Asking) -> dict[str, Any]:
    return {"card": shown(asking), **_country(asking)}


@form(
    "ambassador",
    Question("person", PersonId, "ambassadors.whom", read=_read, fields=_country, wide=1),
    questions.sure("ambassadors.check", Words("ambassadors.check_yes"), _found),
    needs=Needs.COORDINATOR,
)
def appointed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Give the teacher the badge, and tell them what it means."""
    country, person = str(answers["country"]), people.by_id(db, int(answers["person"]))
    may = person is not None and _may(event, db, person) and person.country == country
    if person is None or not may or not person.is_validated:
        return [_list("coordinators.not_yours")]
    if not ambassadors.add(db, person.id, country, event.actor.id, event.at):
        return [_list("ambassadors.already", name=person.name)]
    _write(event, db, Kind.APPOINTED, person)
    profile = Button(Words("help.profile"), "/profile")
    told = say("ambassadors.appointed", to=person.id, country=Name("country", country))
    gone = Button(Words("ambassadors.undo"), f"/ambassadors dismiss {person.id}")
    done = say("ambassadors.was_appointed", name=person.name).with_buttons((gone, _all()))
    return [done, told.with_buttons((profile,))]


def _dismiss(event: Event, db: Db, number: str, yes: str) -> list[Reply]:
    person = people.by_id(db, numbers.read(number))
    if person is None or not _may(event, db, person):
        return [_list("coordinators.not_yours")]
    if not ambassadors.is_one(db, person.id):
        return [_list("ambassadors.is_none", name=person.name)]
    if yes != "yes":
        sure = Button(Words("ambassadors.dismiss_yes"), f"/ambassadors dismiss {person.id} yes")
        return [say("ambassadors.sure", name=person.name).with_buttons((sure, _all()))]
    ambassadors.remove(db, person.id)
    _write(event, db, Kind.DISMISSED, person)
    profile = Button(Words("help.profile"), "/profile")
    told = say("ambassadors.dismissed", to=person.id).with_buttons((profile,))
    return [_list("ambassadors.was_dismissed", name=person.name), told]


def _write(event: Event, db: Db, kind: Kind, person: Person) -> None:
    actor, subject = f"person:{event.actor.id}", f"person:{person.id}"
    reason = f"ambassador {person.country}"
    safeguarding.write(db, kind, event.at, actor=actor, subject=subject, reason=reason)


def _may(event: Event, db: Db, person: Person) -> bool:
    """Tell whether the actor decides about somebody's badge: never about their own."""
    return person.id != event.actor.id and may_lead(db, event.actor.id, person.country)


def _all() -> Button:
    return Button(Words("help.ambassadors"), "/ambassadors")


def _list(key: str, **fields: Any) -> Reply:
    return say(key, **fields).with_buttons((_all(),))
