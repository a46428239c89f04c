"""Marks in everything a pupil can fill: where they never come, and that they are gone when erased.

Rules TWS-9, TWS-11 and TWS-12.
"""

import shutil

import pytest

from storage import account_erasing, projects
from storage.db import Database
from tests.conftest import NOON
from tests.story import filled
from tests.story.markers import Browser, marks
from tests.story.waiting import eventually


@pytest.fixture
def stage(stage_at):
    return stage_at()


@pytest.fixture
def told(stage, somebody):
    """Ana of Romania on Telegram, Ben of Germany, Ron of the Romanian service, and a pupil."""
    with filled.told_on(stage, somebody) as told:
        yield told


def outsiders(told):
    """Look at every page that nobody has to be let in to."""
    visitor = Browser(told.stage.portal_url)
    paths = ["/", "/class", "/class/room", "/twinspace", "/pupils", "/certificate", "/report"]
    paths += [f"/en/{page}" for page in ("", "projects", "search?q=a", "seminars", "countries/ro")]
    paths += ["/en/projects/1", "/sitemap.xml", "/sitemap/en/projects-0.xml", "/metrics"]
    pages = [visitor.get(path).text for path in paths]
    visitor.close()
    return "".join(pages)


def test_nothing_a_pupil_fills_reaches_telegram_a_log_or_an_outsider(told):
    told.ana.sees("roomreports.new")
    told.ron.sees("roomreports.new")

    calls = told.stage.loop.call(lambda: [repr(call) for call in told.stage.world.calls])
    assert len(calls) > 3
    assert marks(" ".join(calls)) == []
    assert marks(told.stage.log.read_text()) == []
    assert marks(outsiders(told)) == []
    assert set(marks(told.in_our_database())) >= {"Quillfox", "Zephyrklasse", "Reportweasel"}


@pytest.mark.parametrize("state", [projects.State.ACTIVE, projects.State.CLOSED])
def test_when_the_pupil_is_erased_nothing_is_left_anywhere(told, state):
    told.close_report()
    if state != projects.State.ACTIVE:
        told.becomes(state)

    told.erase()

    filled.assert_nothing_is_left(told)


def test_a_backup_that_is_put_back_forgets_the_pupil_again(told, tmp_path):
    told.close_report()
    stage = told.stage
    stage.stop()
    stage.synapse.stop()
    told.database.close()
    backup = tmp_path / "backup"
    backup.mkdir()
    shutil.copytree(stage.synapse.folder, backup / "synapse")
    for file in stage.folder.glob("etwin.sqlite*"):
        shutil.copy(file, backup / file.name)
    stage.synapse.start()
    stage.start()
    told.erase()
    stage.stop()
    stage.synapse.stop()
    told.database.close()

    for file in stage.folder.glob("etwin.sqlite*"):
        file.unlink()
    for file in backup.glob("etwin.sqlite*"):
        shutil.copy(file, stage.folder / file.name)
    shutil.rmtree(stage.synapse.folder)
    shutil.copytree(backup / "synapse", stage.synapse.folder)
    assert marks(told.in_our_database())
    assert not told.is_erased()
    stage.synapse.start()
    stage.start()
    eventually(told.is_erased, "the pupil is erased again", 90)

    filled.assert_nothing_is_left(told)


def test_without_an_administrators_token_erasures_wait_and_check_config_says_so(stage):
    database = Database(stage.database_url)
    about = {"pupil": 1, "asked_by": "person:1", "asked_at": NOON}
    database.write(lambda db: account_erasing.ask(db, "p_fox", NOON, **about))
    stage.start()

    said = stage.etwin("check-config")

    assert "matrix.admin_token is empty" in said
    assert "1 accounts wait" in said
    eventually(lambda: "erasing.no_admin_token" in stage.log.read_text(), "the log says so")
    assert database.read(account_erasing.by_account, "p_fox").done_at is None
    database.close()
