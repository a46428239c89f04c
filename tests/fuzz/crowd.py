"""Those who write to the service: teachers, strangers, coordinators, their projects and groups."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox import seed
from bot.sandbox.telegram import TelegramWorld
from storage import addresses, bridges, coordinators, people, pupils, twinspaces
from storage.addresses import Address
from storage.db import Database, Db
from storage.people import Person, Standing
from tests import makers
from tests.story.stage import SERVER

#: How many teachers there are on each platform, how many strangers, and projects of two teachers.
TEACHERS, STRANGERS, PROJECTS = 24, 16, 3
_FIRST = 800_000_001
_CARD = {"subjects": ("biology",), "languages": ("en",), "age_min": 9, "age_max": 12}


@dataclass(frozen=True)
class Crowd:
    """Who writes, and where on Telegram besides to the bot."""

    telegram: list[int]
    matrix: list[str]
    groups: list[int]


def settle_in(world: TelegramWorld, database: Database) -> Crowd:
    """Put everybody into the database, and those of Telegram into its stand-in."""
    ids = list(world.crowd(_FIRST, TEACHERS + STRANGERS + 3))
    founders = [world.person(one) for one in ids[:PROJECTS]]
    groups = [
        world.group(f"Staff {one.id}", [one], supergroup=True, bot="administrator").id
        for one in founders
    ]
    world.feed.drop_all()
    users = [f"@m{number}:{SERVER}" for number in range(TEACHERS + STRANGERS)]
    crowd = Crowd(ids, users, groups)
    database.write(_register, crowd)
    return crowd


def _register(db: Db, crowd: Crowd) -> None:
    at = datetime.now(UTC)
    seed.fill(db, at)
    pairs = zip(crowd.telegram[:TEACHERS], crowd.matrix[:TEACHERS], strict=True)
    for number, (telegram, matrix) in enumerate(pairs):
        ana = _teacher(db, f"Ana {number}", "RO", Address("telegram", str(telegram)), at)
        ben = _teacher(db, f"Ben {number}", "DE", Address("matrix", matrix), at)
        if number < PROJECTS:
            _found(db, ana, ben, str(crowd.groups[number]), at)
    for user, country in zip(crowd.telegram[-3:], ("RO", "DE", coordinators.ALL), strict=True):
        _coordinator(db, str(user), country, at)


def _teacher(db: Db, name: str, country: str, address: Address, at: datetime) -> Person:
    person = makers.teacher(db, name, country, at, **_CARD)
    _know(db, person, address, at)
    return person


def _know(db: Db, person: Person, address: Address, at: datetime) -> None:
    known = addresses.add(db, address, address.user, "en", at)
    addresses.belong(db, known.id, person.id, at)


def _coordinator(db: Db, user: str, country: str, at: datetime) -> None:
    person = people.add(
        db, name=f"C {user}", country="RO", standing=Standing.STAFF, role="coordinator", at=at
    )
    _know(db, person, Address("telegram", user), at)
    coordinators.add(db, person.id, country, at)


def _found(db: Db, ana: Person, ben: Person, chat: str, at: datetime) -> None:
    """Found a project with a pupil of each teacher, and tie its staff room to a group."""
    project = makers.project(db, (ana, ben), at)
    bridges.note_standing(db, chat, is_administrator=True)
    bridges.turn_on(db, project.id, chat, ana.id, at)
    for teacher in (ana, ben):
        pupils.add(
            db,
            project_id=project.id,
            school_id=teacher.school_id,
            added_by=teacher.id,
            pseudonym=f"Fox {teacher.id}",
            code=f"{teacher.id:05d}234567",
            localpart=f"p_fox{teacher.id}",
            at=at,
        )
    twinspaces.want(db, project.id)
