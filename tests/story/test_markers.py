"""Marks in everything a pupil can fill: where they never come, and that they are gone when erased.

Rules TWS-9, TWS-11 and TWS-12.
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from storage import (
    account_erasing,
    addresses,
    codes,
    coordinators,
    people,
    projects,
    pupils,
    room_reports,
    twinspaces,
)
from storage.addresses import Address
from storage.codes import Purpose
from storage.db import Database, metadata
from storage.people import Standing
from tests import makers
from tests.conftest import NOON
from tests.story import markers
from tests.story.markers import ALL, Browser, eventually
from tests.story.stage import AS_TOKEN, SERVER
from tests.story.test_rooms import settled

SERVICE = f"@etwin-twinspace:{SERVER}"
CODE = "ABCDE234567"
ROOT = Path(__file__).parents[2]


def now():
    return datetime.now(UTC)


@dataclass
class Told:
    """An installation in which a pupil has filled everything that a pupil can."""

    stage: Any
    database: Database
    project: int
    pupil: int
    teacher: Browser
    fox: Browser
    room: str

    def homeserver(self, path, **query):
        """Ask the homeserver as the service, which sees everything in its rooms."""
        url = f"{self.stage.synapse.url}/_matrix/client/v3/{path}"
        headers = {"Authorization": f"Bearer {AS_TOKEN}"}
        query |= {"user_id": SERVICE}
        return httpx.get(url, params=query, headers=headers, timeout=60).text

    def in_rooms(self):
        room = quote(self.room)
        said = self.homeserver(f"rooms/{room}/messages", dir="b", limit="1000")
        return said + self.homeserver(f"rooms/{room}/state")

    def in_our_database(self):
        """Read every row of every table."""
        with self.database.reading() as db:
            return {
                table.name: repr(db.execute(table.select()).all())
                for table in metadata.sorted_tables
            }

    def in_media(self):
        folder = self.stage.synapse.folder / "media"
        return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())

    def in_the_homeservers_database(self):
        with closing(sqlite3.connect(self.stage.synapse.folder / "data.db")) as there:
            tables = [
                name
                for (name,) in there.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return {
                name: repr(there.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables
            }

    def is_erased(self):
        wish = self.database.read(account_erasing.by_account, "p_fox")
        return wish is not None and wish.done_at is not None

    def erase(self):
        """Let the teacher press the button, and wait until it is done."""
        page = self.teacher.get(f"/pupils/{self.pupil}")
        assert "Nobody can bring it back" in page.text
        done = self.teacher.post(f"/pupils/{self.pupil}/erase", f"/pupils/{self.pupil}")
        assert done.status_code == 200
        eventually(self.is_erased, "the pupil is erased", 90)


def marks(text):
    found = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return [mark for mark in ALL if mark in found]


@pytest.fixture
def stage(stage_at):
    return stage_at()


@pytest.fixture
def told(stage, somebody, monkeypatch):
    """Ana of Romania on Telegram, Ben of Germany, Ron of the Romanian service, and a pupil."""
    stage.synapse.stop()
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    modules = [*stage.synapse.snippet.get("modules", ()), {"module": "tests.story.hasty.Hasty"}]
    stage.synapse.snippet = {
        **stage.synapse.snippet,
        "modules": modules,
        "redaction_retention_period": "0s",
    }
    stage.synapse.start()
    stage.admin_token = stage.synapse.admin_token("secret of the operator")
    stage.write_config()
    database = Database(stage.database_url)
    ana, ron = somebody(stage, "Ana", "telegram"), somebody(stage, "Ron", "telegram")
    project, teacher = database.write(_prepare, str(ana.person.id), str(ron.person.id))
    stage.start()
    ana.say("/help")
    ron.say("/help")
    ana.sees("/help all")
    room = settled(database, project.id).classroom
    made = Told(
        stage,
        database,
        project.id,
        database.read(pupils.listed, project.id)[0].id,
        Browser(stage.portal_url),
        Browser(stage.portal_url),
        room,
    )
    made.teacher.post(f"/open/{_link(database, project.id, teacher)}")
    _fill_everything(made)
    made.ana, made.ron = ana, ron
    yield made
    made.teacher.close()
    made.fox.close()
    database.close()


def _prepare(db, ana_chat, ron_chat):
    ana, ben = (makers.teacher(db, one, land, NOON) for one, land in (("Ana", "RO"), ("Ben", "DE")))
    ron = people.add(
        db, name="Ron", country="RO", standing=Standing.STAFF, role="coordinator", at=NOON
    )
    coordinators.add(db, ron.id, "RO", NOON)
    for person, chat in ((ana, ana_chat), (ron, ron_chat)):
        known = addresses.add(db, Address("telegram", chat), chat, "en", NOON)
        addresses.belong(db, known.id, person.id, NOON)
    project = makers.project(db, (ana, ben), NOON)
    pupils.add(
        db,
        project_id=project.id,
        school_id=ana.school_id,
        added_by=ana.id,
        pseudonym=markers.PSEUDONYM,
        class_name=markers.CLASS,
        code=CODE,
        localpart="p_fox",
        at=now(),
    )
    twinspaces.want(db, project.id)
    return project, ana.id


def _link(database, project_id, teacher):
    def work(db):
        lasts = timedelta(minutes=15)
        about = {"at": now(), "lasts": lasts, "person_id": teacher}
        codes.make(db, "LINKOFANA", Purpose.TWINSPACE, str(project_id), **about)

    database.write(work)
    return "LINKOFANA"


def _fill_everything(told):
    """Let the pupil write, answer, send a file and report."""
    fox = told.fox
    assert "Quillfox" in fox.post("/class", code=CODE).text
    fox.post("/class/room", "/class/room", text=markers.SAID)
    eventually(lambda: "Marmotsaid" in told.in_rooms(), "what was said is in the room")
    first = fox.get("/class/room").text.partition('data-id="')[2].partition('"')[0]
    fox.post("/class/room", "/class/room", text=markers.ANSWERED, answers=first)
    sent = fox.send_file(
        "/class/file",
        "/class/room",
        (markers.FILE_NAME, markers.FILE_CONTENT, "text/plain"),
        alt=markers.ALT,
        text=markers.CAPTION,
        licence="ours",
    )
    assert sent.status_code == 200, sent.text
    eventually(lambda: "gryphonfile" in told.in_rooms(), "the file is in the room")
    fox.post("/class/report", "/class/room", about="", text="", reason=markers.REPORTED)
    assert told.database.read(room_reports.open_)
    assert set(marks(told.in_rooms())) >= set(ALL) - {"Zephyrklasse", "Bytesparrow", "Reportweasel"}
    assert marks(told.in_media()) == ["Bytesparrow"]


def outsiders(told):
    """Look at every page that nobody has to be let in to."""
    visitor = Browser(told.stage.portal_url)
    paths = ["/", "/class", "/class/room", "/twinspace", "/pupils", "/certificate", "/report"]
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
    _close_report(told)
    if state != projects.State.ACTIVE:
        _move(told, state)

    told.erase()

    _assert_nothing_is_left(told)


def test_a_backup_that_is_put_back_forgets_the_pupil_again(told, tmp_path):
    _close_report(told)
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

    _assert_nothing_is_left(told)


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


def _close_report(told):
    def work(db):
        for report in room_reports.open_(db):
            room_reports.close(db, report, now())

    told.database.write(work)


def _move(told, state):
    def work(db):
        projects.change(db, projects.by_id(db, told.project), state, now())
        twinspaces.want(db, told.project)

    told.database.write(work)
    settled(told.database, told.project)


def _assert_nothing_is_left(told):
    """See that no mark is in our database, the rooms, the media, a log, a call, or on a disk."""
    assert {name for name, rows in told.in_our_database().items() if marks(rows)} == set()
    assert marks(told.in_rooms()) == []
    assert marks(told.in_media()) == []
    profile = told.homeserver(f"profile/{quote(f'@p_fox:{SERVER}')}")
    assert marks(profile) == []
    assert marks(told.stage.log.read_text()) == []

    def places():
        found = told.in_the_homeservers_database()
        return {name: marks(rows) for name, rows in found.items() if marks(rows)}

    # Synapse keeps beside each entry into a room what somebody was called, and shows it to nobody.
    eventually(lambda: places() in ({}, {"room_memberships": ["Quillfox"]}), "it forgets", 30)
