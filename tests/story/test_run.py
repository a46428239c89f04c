"""`etwin run` as an operator starts it, with what it prints for the homeserver."""

import pytest

from storage import codes
from storage.addresses import Address
from storage.codes import Purpose
from storage.db import Database
from tests.story import chapters
from tests.story.said import said
from tests.story.stage import Stage
from tests.story.test_commands import _establish


@pytest.fixture
def printed(tmp_path):
    """An installation with what `etwin` prints, for this test alone."""
    made = Stage(tmp_path, f"sqlite:///{tmp_path / 'etwin.sqlite'}")
    made.open(as_printed=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An installation on which nothing runs but what a test starts."""
    folder = tmp_path_factory.mktemp("stage")
    made = Stage(folder, f"sqlite:///{folder / 'etwin.sqlite'}")
    made.open()
    yield made
    made.close()


@pytest.fixture
def other_settings(stage):
    """Change a word of the configuration; afterwards it is as it was."""
    before = stage.config.read_text()

    def change(word, into):
        assert word in before
        stage.config.write_text(before.replace(word, into))

    yield change
    stage.config.write_text(before)


def without_guard(stage):
    """Start the homeserver again, without the module."""
    stage.synapse.stop()
    del stage.synapse.snippet["modules"]
    stage.synapse.start()


def test_both_platforms_are_served_and_pupils_are_refused_without_the_guard(
    printed, somebody, window
):
    without_guard(printed)
    printed.start_for_real()
    mia = somebody(printed, "Mia", "matrix", is_encrypted=True)
    tom = somebody(printed, "Tom", "telegram")
    for person in (mia, tom):
        person.say("/start")
        person.sees("start.welcome")
    database = Database(printed.database_url)
    database.write(_establish, "Tom", Address("telegram", str(tom.person.id)))
    database.close()

    tom.say("/pupils")
    page = window()
    chapters.opens(page, chapters.link_in(tom.sees("pupils.link")))

    assert said("page.pupils_no_guard") in page.inner_text("main")
    assert page.get_by_role("textbox").count() == 0
    printed.stop()
    assert printed.exit_code == 0


def test_everything_the_configuration_names_is_probed(printed):
    checked = printed.etwin("check-config")
    assert "is right" in checked
    assert "guard" not in checked
    assert "matrix.admin_token is empty" in checked

    printed.synapse.stop()
    printed.loop.run(printed.world.stop())
    problems = printed.etwin("check-config", ok=False)
    known = printed.etwin("check-config", ok=False, says="stdout")

    assert "matrix.homeserver_url" in problems
    assert "telegram.api_url" in problems
    assert "is right" not in known
    assert "matrix.admin_token is empty" in known


def test_a_homeserver_whose_guard_is_missing_or_refuses_us_is_not_right(printed):
    """Also beside other things that are wrong."""
    guard = printed.synapse.snippet["modules"][0]["config"]
    guard["service"] = guard["service"].replace("etwin", "another")
    printed.synapse.stop()
    printed.synapse.start()
    assert "guard refuses" in printed.etwin("check-config", ok=False)

    without_guard(printed)
    printed.loop.run(printed.world.stop())
    problems = printed.etwin("check-config", ok=False)

    assert "guard is not loaded" in problems
    assert "etwin matrix homeserver-snippet" in problems
    assert "telegram.api_url" in problems


def test_a_second_service_says_that_the_database_is_taken(stage):
    stage.start_for_real()

    assert "Another `etwin run`" in stage.etwin("run", ok=False)
    stage.stop()


def test_a_database_of_another_shape_is_refused(stage, other_settings):
    other_settings("etwin.sqlite", "empty.sqlite")

    assert "etwin migrate" in stage.etwin("run", ok=False)


def test_a_code_from_the_command_line_is_kept_as_a_hash_only(stage):
    printed = stage.etwin("coordinators", "add", "RO")

    code = printed.split()[-1]
    database = Database(stage.database_url)
    with database.reading() as db:
        stored = db.execute(codes.table.select()).all()
        assert code not in str(stored)
    database.close()
    assert "no country" in stage.etwin("coordinators", "add", "XX", ok=False)
    assert Purpose.CLAIM in str(stored)


def test_a_wrong_token_ends_the_service_with_the_settings_name(stage, other_settings):
    other_settings("123456:planted", "123456:another")

    assert "telegram.token" in stage.etwin("run", ok=False)


def test_an_unknown_application_service_ends_the_service_with_the_settings_name(
    stage, other_settings
):
    other_settings("planted-as-token", "another-as-token")

    assert "matrix.as_token" in stage.etwin("run", ok=False)
