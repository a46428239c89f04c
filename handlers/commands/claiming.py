"""/claim and /coordinators: who speaks for a country's National Support Service."""

from typing import Any

from handlers import forms, rights
from handlers.commands.register import PersonName
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
    say,
)
from handlers.forms import Question, form
from storage import addresses, codes, coordinators, people, registrations, safeguarding
from storage.codes import Purpose
from storage.countries import by_code
from storage.db import Db
from storage.people import Standing


@command("claim", listed=False)
def claim(event: Event, db: Db) -> list[Reply]:
    """Become coordinator with a code from the command line or from a coordinator.

    Source: docs/rules.md, REG-7.
    """
    typed = event.words.strip()
    if not typed:
        return [say("claim.usage")]
    if event.person is not None and event.person.is_suspended:
        return [rights.refusal(event, Needs.COORDINATOR)]
    if _look(event, db, typed) is None:
        return [_unknown()]
    if event.person is None:
        return forms.begin(event, db, "claim", {"code": typed})
    return _become(event, db, typed, event.person.id)


@form("claim", Question("name", PersonName, "claim.name"), needs=Needs.ANYONE)
def named(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Make a person of a visitor who claims: a coordinator need not be a teacher."""
    code = _look(event, db, answers["code"])
    if code is None:
        return [_unknown()]
    if event.person is not None:
        return _become(event, db, answers["code"], event.person.id)
    person = people.add(
        db,
        at=event.at,
        standing=Standing.STAFF,
        name=answers["name"],
        country=code.subject,
        role="coordinator",
    )
    addresses.belong(db, event.sender.id, person.id, event.at)
    return _become(event, db, answers["code"], person.id)


def _unknown() -> Reply:
    return say("claim.unknown").with_buttons((Button(Words("router.help"), "/help"),))


def _look(event: Event, db: Db, typed: str) -> codes.Code | None:
    """Read a code that is good still; one from a coordinator is as long as they lead the country.

    Those from the command line are nobody's.
    """
    code = codes.look(db, typed, Purpose.CLAIM, event.at)
    if code is None or code.person_id is None:
        return code
    theirs = coordinators.countries_of(db, code.person_id)
    return code if coordinators.may_decide(theirs, code.subject) else None


def _become(event: Event, db: Db, typed: str, person_id: int) -> list[Reply]:
    code = _look(event, db, typed)
    if code is not None and code.subject in coordinators.every_country_of(db, person_id):
        return [_there_already(code.subject)]  # the code is left to the one it is meant for
    # Looked at before it is used: who is dismissed meanwhile takes the code away.
    if code is None or codes.use(db, typed, Purpose.CLAIM, event.at) is None:
        return [_unknown()]
    told = _appointed(event, db, code, person_id)
    is_central = code.subject == coordinators.ALL
    waits = sum(registrations.count(db, frozenset({code.subject}), appeals=is_central).values())
    queue = Button(Words("help.queue"), "/queue")
    done = say("claim.done", service=service(code.subject), count=waits)
    return [done.with_buttons((queue,)), *told]


def _there_already(country: str) -> Reply:
    list_ = Button(Words("help.coordinators"), "/coordinators")
    return say("claim.already", service=service(country)).with_buttons((list_,))


def _appointed(event: Event, db: Db, code: codes.Code, person_id: int) -> list[Reply]:
    """Make somebody coordinator, write it down, and tell those of the country and who invited."""
    before = coordinators.of_country(db, code.subject)
    if not coordinators.add(db, person_id, code.subject, event.at):
        return []
    inviter = [code.person_id] if code.person_id is not None else []
    by = f"person:{code.person_id}" if inviter else safeguarding.SERVICE
    kind, subject = safeguarding.Kind.APPOINTED, f"person:{person_id}"
    safeguarding.write(db, kind, event.at, actor=by, subject=subject, reason=code.subject)
    person = people.by_id(db, person_id)
    name = person.name if person else ""
    list_ = Button(Words("help.coordinators"), "/coordinators")
    return [
        say(
            "coordinators.was_appointed", to=one, name=name, service=service(code.subject)
        ).with_buttons((list_,))
        for one in dict.fromkeys([*before, *inviter])
    ]


@command("coordinators", needs=Needs.COORDINATOR, rank=1)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show who coordinates one's countries, or "RO"; "invite RO" gives a code for another.

    Source: docs/rules.md, REG-7.
    """
    mine = coordinators.countries_of(db, event.actor.id)
    verb, _, country = event.words.strip().partition(" ")
    if verb == "invite":
        return _invite(event, db, mine, country.strip().upper())
    shown = mine
    if verb and by_code(verb.upper()) is not None:
        shown = frozenset({verb.upper()})
        if not coordinators.may_decide(mine, verb.upper()):
            return [say("coordinators.not_yours")]
    lines = []
    for one in sorted(shown):
        found = [people.by_id(db, number) for number in coordinators.of_country(db, one)]
        names = Lines(tuple(person.name for person in found if person))
        lines.append(Words("coordinators.of", {"service": service(one), "names": names}))
    ways = [row for one in sorted(shown) for row in _ways(one)]
    return [say("coordinators.all", countries=Lines(tuple(lines))).with_buttons(*ways)]


def _ways(country: str) -> tuple[tuple[Button, ...], ...]:
    """Offer to invite, to choose a teacher, and to dismiss."""
    fields = {"service": service(country)}
    invite = Button(Words("coordinators.invite", fields), f"/coordinators invite {country}")
    choose = Button(Words("coordinators.appoint"), f"/appoint {country}")
    gone = Button(Words("coordinators.dismiss"), f"/dismiss {country}")
    return (invite,), (choose, gone)


def _invite(event: Event, db: Db, mine: frozenset[str], country: str) -> list[Reply]:
    is_known = country == coordinators.ALL or by_code(country) is not None
    if not is_known or not coordinators.may_decide(mine, country):
        return [say("coordinators.not_yours")]
    code = event.fresh("claim")
    lasts, me = codes.CLAIM_LASTS, event.actor.id
    codes.make(db, code, Purpose.CLAIM, country, at=event.at, lasts=lasts, person_id=me)
    reply = say("coordinators.code", command=Code(f"/claim {code}"), service=service(country))
    return [reply.secretly()]


def service(country: str) -> Words | Name:
    """Name a support service: a country, or central support."""
    return Words("claim.central") if country == coordinators.ALL else Name("country", country)
