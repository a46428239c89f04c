"""The portal served for real, a project with two schools, and those who visit it."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from aiohttp.test_utils import TestServer

from bot import portal
from handlers import permissions, words
from storage import accounts, codes, members, projects, publications, pupils, twinspaces
from storage.codes import Purpose
from storage.members import Role
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal.browser import Browser
from tests.portal.desks import at_desk, desk, maria, newcomers, office  # noqa: F401
from tests.portal.photographs import photograph
from tests.portal.publishing import agree, ask, file_picture
from tests.portal.world import SERVER, World
from tests.portal.writing import page, public  # noqa: F401


@pytest.fixture
def database(sqlite):
    """An empty database with all tables."""
    return sqlite


@pytest.fixture
def world(database, tmp_path):
    """What stands behind the portal."""
    made = World(database)
    made.published, made.exports = tmp_path / "published", tmp_path / "exports"
    return made


@pytest.fixture
def settings(world):
    """Change settings of the portal, before it is first looked at."""

    def change(**values):
        world.settings = replace(world.settings, **values)

    return change


@pytest.fixture
def browse(world):
    """Open browsers on the portal."""
    loop = asyncio.new_event_loop()
    opened = []
    server = []

    def open_browser(**headers: str) -> Browser:
        if not server:
            server.append(TestServer(portal.application(world.parts()), loop=loop))
            loop.run_until_complete(server[0].start_server())
        opened.append(Browser(loop, server[0], headers))
        return opened[-1]

    yield open_browser
    for browser in opened:
        browser.close()
    for one in server:
        loop.run_until_complete(one.close())
    loop.close()


@pytest.fixture
def says():
    """Put a text into English words, to look for it on a page."""

    def words_of(key: str, **fields) -> str:
        return " ".join(words.render("en", key, fields, ZoneInfo("UTC")).text.split())

    return words_of


@dataclass(frozen=True)
class Rivers:
    """A project with two schools: Ana's account was made by us, Ben has his own."""

    id: int
    ana: int
    ben: int
    classroom: str = "!classroom:school.example"
    staff: str = "!staff:school.example"
    ana_user: str = f"@t_ana:{SERVER}"


@pytest.fixture
def rivers(database, teacher):
    """An active project whose rooms stand."""
    ana, _ = teacher("Ana Pop")
    ben, _ = teacher("Ben Adler", country="DE", platform="matrix")

    def work(db):
        plan = {"title": "Rivers", "description": "Water", "languages": ("en",), "pupils": 40}
        plan |= {"age_min": 9, "age_max": 11, "subjects": ("biology",), "is_national": False}
        founders = {"founder_id": ana.id, "cofounder_id": ben.id}
        project = projects.found(db, projects.State.ACTIVE, NOON, **plan, **founders)
        for person in (ana, ben):
            school = person.school_id
            state = members.State.IN
            role = Role.FOUNDER
            members.put(
                db, project.id, person.id, role=role, state=state, school_id=school, at=NOON
            )
        accounts.add(db, ana.id, "t_ana")
        twinspaces.want(db, project.id)
        made = Rivers(project.id, ana.id, ben.id)
        rooms = {"classroom": made.classroom, "staff_room": made.staff}
        twinspaces.keep_rooms(db, project.id, space="!space:school.example", **rooms)
        return made

    return database.write(work)


@pytest.fixture
def close_project(database, world, rivers):
    """Close the project."""

    def close(db):
        projects.change(db, projects.by_id(db, rivers.id), projects.State.CLOSED, world.at)

    return lambda: database.write(close)


@pytest.fixture
def link(database, world, rivers):
    """Make one-time links as the bot does; give their path."""
    numbers = iter(range(100))

    def make(person_id: int = 0, purpose: Purpose = Purpose.TWINSPACE, minutes: int = 15) -> str:
        code = f"LINK{next(numbers)}"
        lasts, who = timedelta(minutes=minutes), person_id or rivers.ana
        subject = str(rivers.id)

        def work(db):
            codes.make(db, code, purpose, subject, at=world.at, lasts=lasts, person_id=who)

        database.write(work)
        return f"/open/{code}"

    return make


@pytest.fixture
def ana(browse, link):
    """Ana's browser, in the TwinSpace."""
    browser = browse()
    browser.post(link())
    return browser


@pytest.fixture
def ben(browse, link, rivers):
    """Ben's browser, in the TwinSpace."""
    browser = browse()
    browser.post(link(rivers.ben))
    return browser


@pytest.fixture
def slip(database, rivers):
    """Add pupils of Ana's school; give the code on the slip."""
    numbers = iter(range(10, 100))

    def make(pseudonym: str = "Blue Fox 7") -> str:
        number = next(numbers)
        code = f"7K{number}SECRET"

        def work(db):
            school = members.of_person(db, rivers.id, rivers.ana).school_id
            pupils.add(
                db,
                project_id=rivers.id,
                school_id=school,
                added_by=rivers.ana,
                pseudonym=pseudonym,
                code=code,
                localpart=f"p_{number}",
                at=NOON,
            )

        database.write(work)
        return f"{code[:5]}-{code[5:]}"

    return make


@pytest.fixture
def fox(browse, slip):
    """The browser of a pupil, in the classroom."""
    browser = browse()
    browser.post("/class", code=slip())
    return browser


@pytest.fixture
def owl(database, rivers, slip):
    """A pupil of Ana's school; give what parents allow with `permit`."""
    slip("Wise Owl 3")
    there = database.read(pupils.listed, rivers.id)
    return next(one for one in there if one.pseudonym == "Wise Owl 3")


@pytest.fixture
def permit(database, owl, rivers):
    """Let the pupil's parents allow something."""

    def allow(publish=True, picture=True, part=True):
        def work(db):
            given = Permissions(part, publish, picture)
            permissions.record(db, pupils.by_id(db, owl.id), given, rivers.ana, NOON)

        database.write(work)

    return allow


@pytest.fixture
def filed(world, database, rivers, owl):
    """File a picture, of the pupil or of Ana; give its number."""

    def make(by_ana=False, **words):
        pupil = None if by_ana else owl
        return file_picture(world, database, rivers, photograph(640), pupil, **words)

    return make


@pytest.fixture
def published(ana, ben, filed, permit, database, rivers):
    """Publish a picture of the pupil; give its number and the address of its copy."""
    permit()
    number = filed()
    ask(ana, number)
    agree(ben, number)
    [(found, _)] = database.read(publications.public, rivers.id)
    return number, f"/projects/{rivers.id}/{found.file}"
