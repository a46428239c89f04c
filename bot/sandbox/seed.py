"""What a new sandbox begins with: schools, teachers who can be found, and coordinators."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox import history, offers
from bot.sandbox.cast import CHIARA, EVA, JONAS, MAREK, MARIA, Part
from handlers import words
from handlers.commands import available
from storage import addresses, coordinators, people, schools
from storage.addresses import Address
from storage.db import Db
from storage.people import Person, Standing


@dataclass(frozen=True)
class Teacher:
    """A teacher who can be found as a partner."""

    name: str
    country: str
    #: The school's name, town and kind.
    school: tuple[str, str, str]
    subjects: tuple[str, ...]
    languages: tuple[str, ...]
    ages: tuple[int, int]
    about: str
    #: When they were here last.
    days_ago: int = 0
    part: Part | None = None


#: Schools that nobody teaches at yet, for newcomers to choose.
SCHOOLS = (
    ("RO", "Școala Gimnazială Ion Creangă", "Cluj-Napoca", "primary"),
    ("RO", "Liceul Teoretic Onisifor Ghibu", "Cluj-Napoca", "secondary"),
    ("DE", "Goethe-Gymnasium", "Berlin", "secondary"),
    ("DE", "Grundschule am Stadtpark", "Hamburg", "primary"),
)

TEACHERS = (
    Teacher(
        "Chiara Conti",
        "IT",
        ("Istituto Comprensivo Dante Alighieri", "Bologna", "primary"),
        ("mathematics", "art"),
        ("it", "en"),
        (8, 10),
        "We measure and draw the buildings of our town and would love to see yours.",
        part=CHIARA,
    ),
    Teacher(
        "Marek Nowak",
        "PL",
        ("Szkoła Podstawowa nr 7", "Gdańsk", "primary"),
        ("geography", "foreign_languages"),
        ("pl", "en"),
        (11, 13),
        "My pupils live by the sea. They want to write letters about the weather.",
        days_ago=2,
        part=MAREK,
    ),
    Teacher(
        "Sofia Papadaki",
        "GR",
        ("1ο Γυμνάσιο Χανίων", "Χανιά", "secondary"),
        ("history", "drama"),
        ("el", "en"),
        (13, 15),
        "Theatre about old myths: your class writes one scene, ours plays it.",
        days_ago=4,
    ),
    Teacher(
        "Camille Bernard",
        "FR",
        ("Collège Jules-Verne", "Nantes", "secondary"),
        ("natural_sciences", "informatics"),
        ("fr",),
        (12, 15),
        "Un club de robots, deux heures par semaine. Nous cherchons une classe qui parle français.",
        days_ago=1,
    ),
    Teacher(
        "Aino Virtanen",
        "FI",
        ("Keskuskoulu", "Tampere", "secondary"),
        ("biology", "environment"),
        ("fi", "en"),
        (13, 16),
        "We count birds and insects by our lake all year and compare with other places.",
        days_ago=9,
    ),
    Teacher(
        "Lucía Romero",
        "ES",
        ("CEIP San José", "Sevilla", "primary"),
        ("music", "foreign_languages"),
        ("es", "en"),
        (6, 8),
        "Songs for small children, in every language that we can find.",
        days_ago=12,
    ),
    Teacher(
        "Tiago Almeida",
        "PT",
        ("Escola Secundária de Camões", "Lisboa", "secondary"),
        ("citizenship", "media"),
        ("pt", "en", "es"),
        (15, 18),
        "A school radio: interviews about what young people want to change.",
        days_ago=20,
    ),
    Teacher(
        "Elif Demir",
        "TR",
        ("Atatürk Ortaokulu", "İzmir", "secondary"),
        ("mathematics", "informatics"),
        ("tr", "en"),
        (11, 14),
        "Puzzles and small games that pupils program for pupils.",
        days_ago=33,
    ),
)

_COORDINATORS = (
    ("Maria, NSS Romania", "RO", MARIA),
    ("Jonas, NSS Deutschland", "DE", JONAS),
    ("Eva, Central Support", coordinators.ALL, EVA),
)


def fill(db: Db, at: datetime) -> bool:
    """Fill a new database; False, and nothing done, if somebody coordinates there already."""
    if coordinators.countries(db):
        return False
    for country, name, town, kind in SCHOOLS:
        schools.add(db, name=name, town=town, country=country, kind=kind, at=at)
    found = {teacher.name: _add_teacher(db, teacher, at) for teacher in TEACHERS}
    for name, country, part in _COORDINATORS:
        person = people.add(
            db, name=name, country=country, role="coordinator", standing=Standing.STAFF, at=at
        )
        coordinators.add(db, person.id, country, at)
        _give_address(db, person, part, at)
    offers.fill(db, found, person, at)
    history.fill(db, at)
    return True


def _add_teacher(db: Db, teacher: Teacher, at: datetime) -> Person:
    last = at - timedelta(days=teacher.days_ago)
    name, town, kind = teacher.school
    school = schools.add(db, name=name, town=town, country=teacher.country, kind=kind, at=last)
    person = people.add(
        db,
        name=teacher.name,
        country=teacher.country,
        school_id=school.id,
        role="teacher",
        subjects=teacher.subjects,
        languages=teacher.languages,
        age_min=teacher.ages[0],
        age_max=teacher.ages[1],
        about=teacher.about,
        is_available=True,
        standing=Standing.VALIDATED,
        at=last,
    )
    available.renew(db, person, last)
    if teacher.part is not None:
        _give_address(db, person, teacher.part, at)
    return person


def _give_address(db: Db, person: Person, part: Part, at: datetime) -> None:
    """Let the bot know an account on the page; its chat is known once it has written there."""
    address = Address(part.platform, part.user)
    known = addresses.add(db, address, part.user, words.language_for(part.language), at)
    addresses.belong(db, known.id, person.id, at)
