"""How a TwinSpace comes to be, without the long way: who founds it, who approves, and its rooms."""

from datetime import UTC, datetime

from storage import addresses, approvals, people, projects, schools
from storage import coordinators as coordinators_table
from storage.addresses import Address
from storage.people import Standing
from tests import makers
from tests.story.people import TelegramPerson

COUNTRIES = ("RO", "DE")


def coordinators(mortal) -> dict[str, TelegramPerson]:
    """Make somebody with Telegram coordinator of each country."""

    def establish(db, person, country):
        made = _person(db, person, country, role="coordinator", standing=Standing.STAFF)
        coordinators_table.add(db, made.id, country, datetime.now(UTC))

    found = {}
    for country in COUNTRIES:
        person = TelegramPerson(mortal.stage, f"coordinator of {country}")
        _meets_the_bot(person)
        mortal.database.write(establish, person, country)
        found[country] = person
    return found


def becomes_teacher(mortal, person, country: str) -> None:
    """Make somebody a validated teacher."""

    def establish(db):
        at = datetime.now(UTC)
        name = f"School of {person.name}"
        school = schools.add(db, name=name, town="Ulm", country=country, at=at)
        _person(
            db,
            person,
            country,
            role="teacher",
            standing=Standing.VALIDATED,
            school_id=school.id,
        )

    _meets_the_bot(person)
    mortal.database.write(establish)


def plan(mortal, title: str, founder, cofounder) -> projects.Project:
    """Make a project of two teachers that waits for the support services of their countries."""

    def found(db):
        both = [addresses.by_user(db, address_of(one)).person_id for one in (founder, cofounder)]
        founders = [people.by_id(db, number) for number in both]
        state, at = projects.State.NSS, datetime.now(UTC)
        project = makers.project(db, founders, at, state, title=title)
        approvals.submit(db, project, frozenset(COUNTRIES))
        return project

    return mortal.database.write(found)


def approve(project, country: str, coordinator: TelegramPerson) -> None:
    """Press Approve under a country's card of a project; call it in the loop of the stage."""
    newest = coordinator.person.messages[-1]
    coordinator.person.forge(newest.id, f"/approve j{project.id}{country} {project.revision}")


def address_of(person) -> Address:
    """Say from where somebody writes."""
    user = person.user if person.platform == "matrix" else str(person.person.id)
    return Address(person.platform, user)


def _meets_the_bot(person) -> None:
    person.say("/start")
    person.sees("start.welcome")


def _person(db, person, country: str, **values):
    made = people.add(db, at=datetime.now(UTC), name=person.name, country=country, **values)
    known = addresses.by_user(db, address_of(person))
    addresses.belong(db, known.id, made.id, datetime.now(UTC))
    return made
