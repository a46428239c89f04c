"""Stages and people for stories."""

import secrets

import pytest

from tests.story import browser
from tests.story.people import MatrixPerson, TelegramPerson
from tests.story.stage import Stage


@pytest.fixture
def stage_at(tmp_path, request):
    """Make an installation: on which database, in which mode."""
    made = []

    def make(database: str = "sqlite", mode: str = "polling") -> Stage:
        if database == "sqlite":
            url = f"sqlite:///{tmp_path / 'etwin.sqlite'}"
        else:
            server = request.getfixturevalue("postgres")
            url = server.create_database(f"story_{secrets.token_hex(6)}")
        stage = Stage(tmp_path, url, mode)
        made.append(stage)
        stage.open()
        return stage

    yield make
    for stage in made:
        stage.close()


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
