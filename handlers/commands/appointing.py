"""/appoint and /dismiss: who coordinates a country, chosen and let go in the chat.

Source: docs/rules.md, REG-7.
"""

from typing import Annotated, Any

from pydantic import StringConstraints

from handlers import cards, forms, numbers, questions, queuing
from handlers.commands.claiming import service
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from handlers.forms import Asking, Option, Question, form
from storage import codes, coordinators, people, safeguarding
from storage.codes import Purpose
from storage.countries import by_code
from storage.db import Db
from storage.people import Person
from storage.safeguarding import Kind

#: A person by their number, as a button gives it.
PersonId = Annotated[str, StringConstraints(pattern=r"^\d{1,12}$")]
#: So many are offered to choose from.
MOST = 8


def may_lead(db: Db, actor_id: int, country: str) -> bool:
    """Tell whether somebody appoints and dismisses for a country, or for central support ("*")."""
    is_known = country == coordinators.ALL or by_code(country) is not None
    mine = coordinators.countries_of(db, actor_id)
    return is_known and coordinators.may_decide(mine, country)


def teachers(asking: Asking, text: str, country: str) -> list[Person]:
    """Find validated teachers of a country by their name; "*" is every country."""
    found = people.named(asking.db, text, frozenset({country}), MOST)
    mine = asking.event.person.id if asking.event.person else 0
    return [one for one in found if one.is_validated and one.id != mine]


@command("appoint", needs=Needs.COORDINATOR, listed=False)
def appoint(event: Event, db: Db) -> list[Reply]:
    """Choose a validated teacher of a country who will coordinate it: "RO"."""
    country = event.words.strip().upper()
    if not may_lead(db, event.actor.id, country):
        return [_not_yours()]
    return forms.begin(event, db, "appoint", {"country": country})


def _read(asking: Asking, text: str) -> list[Option]:
    country = str(asking.answers["country"])
    found = teachers(asking, text, country)
    there = coordinators.of_country(asking.db, country)
    return [
        Option(str(one.id), cards.contact(asking.db, one)) for one in found if one.id not in there
    ]


def _service(asking: Asking) -> dict[str, Any]:
    return {"service": service(str(asking.answers["country"]))}


def shown(asking: Asking) -> Words:
    """Show whom a name found, with school and town, before anything is done."""
    person = people.by_id(asking.db, int(asking.answers["person"]))
    return cards.colleague(asking.db, person) if person else Words("card.gone")


def _found(asking: Asking) -> dict[str, Any]:
    return {"card": shown(asking), **_service(asking)}


@form(
    "appoint",
    Question("person", PersonId, "coordinators.whom", read=_read, fields=_service, wide=1),
    questions.sure("coordinators.check", Words("coordinators.check_yes"), _found),
    needs=Needs.COORDINATOR,
)
def appointed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Make the teacher coordinator, and tell them and their new colleagues."""
    country, person = str(answers["country"]), people.by_id(db, int(answers["person"]))
    if person is None or not may_lead(db, event.actor.id, country):
        return [_not_yours()]
    is_theirs = country in (coordinators.ALL, person.country)
    if not person.is_validated or not is_theirs or person.id == event.actor.id:
        return [_not_yours()]
    before = coordinators.of_country(db, country)
    if not coordinators.add(db, person.id, country, event.at):
        return [_there("coordinators.already", name=person.name)]
    _write(event, db, Kind.APPOINTED, person, country)
    queue = Button(Words("help.queue"), "/queue")
    told = say("coordinators.appointed", to=person.id, service=service(country))
    others = [one for one in before if one != event.actor.id]
    fields: dict[str, Any] = {"name": person.name, "service": service(country)}
    return [
        _there("coordinators.was_appointed", **fields),
        told.with_buttons((queue,)),
        *(_there("coordinators.was_appointed", to=one, **fields) for one in others),
    ]


@command("dismiss", needs=Needs.COORDINATOR, listed=False)
def dismiss(event: Event, db: Db) -> list[Reply]:
    """Let a coordinator go: "RO" asks whom, "RO 5" asks if it is sure, "RO 5 yes" does it."""
    country, number, yes = (*event.words.split(), "", "", "")[:3]
    country = country.upper()
    # Held before it is asked: of two who dismiss each other the second is nobody any more.
    coordinators.hold(db, country)
    if not may_lead(db, event.actor.id, country):
        return [_not_yours()]
    there = coordinators.of_country(db, country)
    person = people.by_id(db, numbers.read(number))
    if person is None or country not in coordinators.every_country_of(db, person.id):
        return [_whom(db, country, there)]
    mine = coordinators.countries_of(db, event.actor.id)
    is_others = coordinators.ALL in mine and country != coordinators.ALL
    if not is_others and not [one for one in there if one != person.id]:
        return [_last(country)]
    if yes != "yes":
        return [_sure(event, country, person)]
    coordinators.remove(db, person.id, country)
    codes.forget(db, Purpose.CLAIM, person.id)
    queuing.let_go(event, db, person)
    _write(event, db, Kind.DISMISSED, person, country)
    return _dismissed(event, db, country, person)


def _whom(db: Db, country: str, there: list[int]) -> Reply:
    found = [people.by_id(db, one) for one in there]
    buttons = [Button(one.name, f"/dismiss {country} {one.id}") for one in found if one]
    back = Button(Words("help.coordinators"), "/coordinators")
    asked = say("coordinators.dismiss_whom", service=service(country))
    return asked.with_buttons(*rows(buttons), (back,))


def _sure(event: Event, country: str, person: Person) -> Reply:
    yes = Button(Words("coordinators.dismiss_yes"), f"/dismiss {country} {person.id} yes")
    back = Button(Words("help.coordinators"), "/coordinators")
    is_self = person.id == event.actor.id
    key = "coordinators.sure_self" if is_self else "coordinators.sure"
    return say(key, name=person.name, service=service(country)).with_buttons((yes, back))


def _last(country: str) -> Reply:
    invite = Button(
        Words("coordinators.invite", {"service": service(country)}),
        f"/coordinators invite {country}",
    )
    choose = Button(Words("coordinators.appoint"), f"/appoint {country}")
    return say("coordinators.last", service=service(country)).with_buttons((invite, choose))


def _dismissed(event: Event, db: Db, country: str, person: Person) -> list[Reply]:
    """Say that it is done, to the one who is let go, to their colleagues and central support."""
    fields: dict[str, Any] = {"name": person.name, "service": service(country)}
    status = Button(Words("router.status"), "/status")
    done = say("coordinators.was_dismissed", **fields)
    is_self = person.id == event.actor.id
    mine = Button(Words("router.help"), "/help")
    colleagues = coordinators.of_country(db, country)
    told = [
        _there("coordinators.was_dismissed", to=one, **fields)
        for one in dict.fromkeys([*colleagues, *coordinators.of_country(db, coordinators.ALL)])
        if one not in (event.actor.id, person.id)
    ]
    if is_self:
        return [done.with_buttons((mine,)), *told]
    gone = say("coordinators.dismissed", to=person.id, service=service(country))
    return [_there("coordinators.was_dismissed", **fields), gone.with_buttons((status,)), *told]


def _write(event: Event, db: Db, kind: Kind, person: Person, country: str) -> None:
    actor, subject = f"person:{event.actor.id}", f"person:{person.id}"
    safeguarding.write(db, kind, event.at, actor=actor, subject=subject, reason=country)


def _there(key: str, *, to: int | None = None, **fields: Any) -> Reply:
    list_ = Button(Words("help.coordinators"), "/coordinators")
    return say(key, to=to, **fields).with_buttons((list_,))


def _not_yours() -> Reply:
    return _there("coordinators.not_yours")
