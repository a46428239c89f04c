"""Stages and people for stories."""

import asyncio
import secrets
from contextlib import ExitStack, contextmanager

import pytest

from bot import probing
from tests.story import browser
from tests.story.people import MatrixPerson, TelegramPerson
from tests.story.school import School
from tests.story.stage import Stage, with_changes


@pytest.fixture(scope="session")
def stage_in(request):
    """Make an installation in a folder: on which database, in which mode. For `with`."""

    @contextmanager
    def make(folder, database: str = "sqlite", mode: str = "polling"):
        if database == "sqlite":
            url = f"sqlite:///{folder / 'etwin.sqlite'}"
        else:
            server = request.getfixturevalue("postgres")
            url = server.create_database(f"story_{secrets.token_hex(6)}")
        stage = Stage(folder, url, mode)
        try:
            stage.open()
            yield stage
        finally:
            stage.close()

    return make


@pytest.fixture
def stage_at(tmp_path, stage_in):
    """Make an installation for one test: on which database, in which mode."""
    with ExitStack() as made:
        yield lambda *how, **named: made.enter_context(stage_in(tmp_path, *how, **named))


@pytest.fixture
def check(stage):
    """Check the configuration with some settings changed: `check(portal={"port": 1})`."""

    def run(**changed):
        return asyncio.run(probing.problems(with_changes(stage, changed)))

    return run


@pytest.fixture(scope="module")
def school(tmp_path_factory, stage_in):
    """A school in which all stories of a file happen, one after the other."""
    with stage_in(tmp_path_factory.mktemp("school")) as stage:
        made = School(stage)
        yield made
        made.database.close()


@pytest.fixture
def window():
    """A function that opens a browser window."""
    with browser.opened() as new_window:
        yield new_window


@pytest.fixture
def somebody():
    """Make people, on Telegram or Matrix; they leave at the end."""
    made = []

    def make(stage: Stage, name: str, platform: str, **how):
        kind = TelegramPerson if platform == "telegram" else MatrixPerson
        person = kind(stage, name, **how)
        made.append(person)
        return person

    yield make
    for person in made:
        person.close()
