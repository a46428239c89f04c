"""People and projects as others see them: short cards, in the reader's language."""

from handlers import questions, validation
from handlers.conversation import Lines, Listing, Name, Words
from storage import ambassadors, people, schools
from storage.db import Db
from storage.people import Person
from storage.projects import Project


def ages(youngest: int | None, oldest: int | None) -> str:
    """Write a range of ages: "9–12", or "9"."""
    return f"{youngest}" if youngest == oldest else f"{youngest}–{oldest}"


def typed_ages(text: str) -> str:
    """Write ages as they were understood: "12 to 9" is "9–12"."""
    return ages(*validation.valid(questions.Ages, text))


def subjects(codes: tuple[str, ...]) -> Listing:
    """Name subjects."""
    return Listing(tuple(Name("subject", code) for code in codes))


def languages(codes: tuple[str, ...]) -> Listing:
    """Name languages."""
    return Listing(tuple(Name("language", code) for code in codes))


def school(db: Db, school_id: int | None) -> Words:
    """Name a school and its town."""
    found = schools.by_id(db, school_id) if school_id is not None else None
    if found is None:
        return Words("card.no_school")
    return Words("card.school", {"name": found.name, "town": found.town})


def name(one: Person) -> str | Words:
    """Name somebody; whoever was erased is "somebody who has left"."""
    return Words("card.gone") if one.is_gone else one.name


def colleague(db: Db, one: Person) -> Words:
    """Show a coordinator whom a name found: enough to see that it is the one who is meant."""
    role = Name("role", one.role)
    return Words(
        "card.colleague", {"name": one.name, "role": role, "school": school(db, one.school_id)}
    )


def person(db: Db, one: Person) -> Words:
    """Show a coordinator who registered, with everything that was answered."""
    return Words(
        "card.person",
        {
            "name": one.name,
            "country": Name("country", one.country),
            "school": school(db, one.school_id),
            "role": Name("role", one.role),
            "subjects": subjects(one.subjects),
            "languages": languages(one.languages),
            "ages": ages(one.age_min, one.age_max),
            "since": one.since.date(),
        },
    )


def contact(db: Db, one: Person) -> Words:
    """Show a contact in a line: name, school, country, and the badge of an ambassador."""
    if one.is_gone:
        return Words("card.gone")
    fields = {"name": one.name, "school": school(db, one.school_id)}
    key = "card.ambassador" if ambassadors.is_one(db, one.id) else "card.contact"
    return Words(key, {**fields, "country": Name("country", one.country)})


def project(db: Db, one: Project) -> Words:
    """Show a project: what, who, with how many pupils of what age."""
    founders = [people.by_id(db, number) for number in (one.founder_id, one.cofounder_id)]
    lines = [contact(db, founder) for founder in founders if founder is not None]
    return Words(
        "card.project",
        {
            "title": one.title,
            "description": one.description,
            "founders": Lines(tuple(lines)),
            "subjects": subjects(one.subjects),
            "languages": languages(one.languages),
            "ages": ages(one.age_min, one.age_max),
            "pupils": one.pupils,
            "kind": Words("card.national") if one.is_national else Words("card.european"),
        },
    )
