"""`etwin check-config`: each thing that can be wrong is made wrong, and has its line. RUN-2."""

import asyncio
import os
import time

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import config as configuration
from bot import probing
from bot.probing import homeserver, machine, proxy
from bot.sandbox.ports import free_port
from bot.telegram.api import Api
from bot.telegram.webhook import PATH
from handlers import paper
from matrix_bridge import transactions
from storage.db import Database
from storage.migrating import migrate
from tests.story.stage import HS_TOKEN, TOKEN, with_changes

WEBHOOK = {"mode": "webhook"}


@pytest.fixture(scope="module")
def stage(tmp_path_factory, stage_in):
    """An installation with all that is printed for it, and no service running."""
    with stage_in(tmp_path_factory.mktemp("checked")) as made:
        yield made


def test_where_nothing_is_wrong_nothing_is_said(check):
    assert check() == []


def test_a_wrong_token_of_the_bot_has_its_line(check):
    [line] = check(telegram={"token": "123456:another"})

    assert "telegram.token" in line


def test_a_webhook_that_is_anothers_has_its_line(stage, check):
    telegram(stage, "setWebhook", url="https://other.example/hook")
    [line] = check(telegram=WEBHOOK)
    telegram(stage, "deleteWebhook")

    assert "other.example" in line
    assert "etwin run" in line


def test_a_webhook_that_fails_has_its_line_with_what_telegram_met(stage, check):
    nobody = f"http://127.0.0.1:{free_port()}"
    anna = stage.loop.call(stage.world.person, first_name="Anna", language_code="en")
    telegram(stage, "setWebhook", url=nobody + PATH)
    stage.loop.call(anna.send, "/start")
    wait_for(lambda: stage.world.webhook.last_error is not None)
    lines = check(telegram=WEBHOOK, portal={"public_url": nobody})
    telegram(stage, "deleteWebhook", drop_pending_updates=True)

    assert any("could not bring us 1 updates" in line for line in lines), lines


def test_a_token_that_the_homeserver_does_not_know_has_its_line(check):
    [line] = check(matrix={"as_token": "planted-another-as-token"})

    assert "matrix.as_token" in line


def test_another_token_of_the_homeservers_own_has_its_line(check):
    [line] = check(matrix={"hs_token": "planted-another-hs-token"})

    assert "matrix.hs_token" in line
    assert "etwin matrix registration" in line


def test_a_homeserver_that_does_not_reach_us_has_its_line(check):
    [line] = check(matrix={"listen": f"127.0.0.1:{free_port()}"})

    assert "matrix.listen" in line
    assert "--url" in line


def test_accounts_that_the_registration_does_not_give_us_have_their_line(check):
    [line] = check(matrix={"bot_localpart": "another"})

    assert "matrix.bot_localpart" in line


def test_no_push_is_taken_while_only_the_configuration_is_checked():
    """The door that is open for the check answers that it comes too early."""

    async def push():
        app = transactions.application([HS_TOKEN], homeserver._not_now)
        async with TestClient(TestServer(app)) as client:
            headers = {"Authorization": f"Bearer {HS_TOKEN}"}
            event = {"events": [{"type": "m.room.message"}]}
            path = "/_matrix/app/v1/transactions/1"
            async with client.put(path, json=event, headers=headers) as answer:
                return answer.status

    assert asyncio.run(push()) == 503


@pytest.mark.parametrize(("seconds", "where"), [(5, "behind"), (-5, "before")])
def test_clocks_that_differ_have_their_lines(check, postgres, monkeypatch, seconds, where):
    """Ours is the one that is wrong: the homeserver's and PostgreSQL's are real."""
    url = postgres.create_database(f"clock_{where}")
    database = Database(url)
    migrate(database)
    database.close()
    right = time.time
    monkeypatch.setattr(time, "time", lambda: right() + seconds)

    lines = check(database={"url": url})

    assert len(lines) == 2, lines
    for whose in ("database", "homeserver"):
        assert any(f"of the {whose} is" in line and where in line for line in lines), lines


def test_a_database_of_another_shape_has_its_line(check, tmp_path):
    [line] = check(database={"url": f"sqlite:///{tmp_path / 'empty.sqlite'}"})

    assert "etwin migrate" in line


def test_a_full_disk_has_its_line(check, monkeypatch):
    monkeypatch.setattr(machine, "LEAST_BYTES", 2**60)

    lines = check()

    for setting in ("exports.folder", "publishing.folder", "matrix.key_store", "database.url"):
        assert any(line.startswith(setting) and "MiB left" in line for line in lines), lines


def test_a_folder_that_others_may_look_into_has_its_line(check, tmp_path):
    open_to_all = tmp_path / "exports"
    open_to_all.mkdir(mode=0o755)

    [line] = check(exports={"folder": open_to_all})

    assert "exports.folder" in line
    assert f"chmod 700 {open_to_all}" in line


def test_a_folder_that_everybody_may_write_to_has_its_line(check, tmp_path):
    (tmp_path / "published").mkdir()
    (tmp_path / "published").chmod(0o777)

    [line] = check(publishing={"folder": tmp_path / "published"})

    assert "publishing.folder" in line


def test_a_folder_that_cannot_be_made_has_its_line(check, tmp_path):
    (tmp_path / "file").write_text("")

    [line] = check(exports={"folder": tmp_path / "file" / "exports"})

    assert "exports.folder" in line
    assert "no folder" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_ours_has_its_line(check):
    [line] = check(exports={"folder": "/usr/lib"})

    assert "we may not write" in line


def test_a_face_that_is_not_there_has_its_line(check, monkeypatch):
    """As on a machine where another face would be taken in its place."""
    real = paper.font
    monkeypatch.setattr(paper, "font", lambda _, style: real(paper.PLAIN, style))

    lines = check()

    assert [line for line in lines if "DejaVu Serif" in line and "fonts-dejavu" in line], lines


def test_an_address_without_https_has_its_line(check):
    [line] = check(portal={"public_url": "http://etwinning.example"})

    assert "https" in line


def test_an_address_where_nobody_answers_has_its_line(check):
    [line] = check(portal={"public_url": f"http://127.0.0.1:{free_port()}"})

    assert "portal.public_url" in line
    assert "nothing answers" in line


def test_an_address_where_somebody_else_answers_has_its_line(stage, check):
    [line] = check(portal={"public_url": stage.synapse.url})

    assert "somebody else answers" in line


def test_an_address_that_is_not_this_machines_has_its_line(check):
    [line] = check(portal={"host": "192.0.2.1"})

    assert "cannot listen" in line


def test_a_token_of_no_administrator_has_its_line(stage, check):
    [line] = check(matrix={"admin_token": "planted-admin-token"})
    right = {"admin_token": stage.synapse.admin_token("secret of the operator")}

    assert line.startswith("matrix.admin_token")
    assert "nobody is erased" in line
    assert check(matrix=right) == []


def test_a_running_service_is_probed_as_it_is(stage_at):
    """Of its own: what other tests left open in this process keeps the homeserver waiting."""
    stage = stage_at("sqlite")
    stage.start()

    assert asyncio.run(probing.problems(configuration.load(stage.config))) == []


def test_what_is_good_to_know_has_its_line(stage):
    telegram(stage, "setWebhook", url="https://other.example/hook")
    faster = {"telegram": {"messages_per_second": 31}}
    lines = asyncio.run(probing.notes(with_changes(stage, faster)))
    telegram(stage, "deleteWebhook")

    assert any("messages_per_second" in line for line in lines)
    assert any("other.example" in line for line in lines)
    assert proxy.UNKNOWN in lines


def test_what_is_good_to_know_is_said_beside_whatever_is_away(stage, tmp_path):
    nobody = f"http://127.0.0.1:{free_port()}"
    changed = {
        "telegram": {"api_url": nobody, "messages_per_second": 31},
        "matrix": {"homeserver_url": nobody},
        "database": {"url": f"sqlite:///{tmp_path / 'empty.sqlite'}"},
    }
    away = asyncio.run(probing.notes(with_changes(stage, changed)))

    assert any("messages_per_second" in line for line in away), away
    assert any("matrix.admin_token is empty" in line for line in away), away
    changed["database"] = {"url": f"sqlite:///{tmp_path / 'no-folder' / 'x.sqlite'}"}
    assert asyncio.run(probing.notes(with_changes(stage, changed))) == away


def telegram(stage, method, **parameters):
    """Call the bot's own API, as whoever has its token may."""

    async def call():
        api = Api(TOKEN, stage.telegram_url)
        try:
            return await api.call(method, parameters)
        finally:
            await api.close()

    return asyncio.run(call())


def wait_for(holds, seconds=20):
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
