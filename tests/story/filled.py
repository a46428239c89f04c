"""An installation in which a pupil has filled everything that a pupil can."""

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from storage import (
    account_erasing,
    addresses,
    coordinators,
    people,
    projects,
    pupils,
    room_reports,
    twinspaces,
)
from storage.addresses import Address
from storage.db import Database, metadata
from storage.people import Standing
from tests import makers
from tests.conftest import NOON
from tests.story import markers
from tests.story.markers import ALL, Browser, marks
from tests.story.school import link
from tests.story.stage import AS_TOKEN, SERVER
from tests.story.waiting import eventually, settled

ROOT = Path(__file__).parents[2]
SERVICE = f"@etwin-twinspace:{SERVER}"
CODE = "ABCDE234567"


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
    #: The pupil's teacher, and the coordinator of the country.
    ana: Any
    ron: Any

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

    def close_report(self):
        """Close every report that is open."""

        def work(db):
            for report in room_reports.open_(db):
                room_reports.close(db, report, now())

        self.database.write(work)

    def becomes(self, state):
        """Let the project become closed or another, and its rooms as they should be."""

        def work(db):
            projects.change(db, projects.by_id(db, self.project), state, now())
            twinspaces.want(db, self.project)

        self.database.write(work)
        settled(self.database, self.project)


@contextmanager
def told_on(stage, somebody):
    """Fill an installation whose homeserver forgets at once what is taken back."""
    stage.synapse.stop()
    modules = [*stage.synapse.snippet.get("modules", ()), {"module": "tests.story.hasty.Hasty"}]
    forgetful = {"modules": modules, "redaction_retention_period": "0s"}
    stage.synapse.snippet = {**stage.synapse.snippet, **forgetful}
    stage.synapse.environment = {"PYTHONPATH": str(ROOT)}
    stage.synapse.start()
    stage.admin_token = stage.synapse.admin_token("secret of the operator")
    stage.write_config()
    database = Database(stage.database_url)
    ana, ron = somebody(stage, "Ana", "telegram"), somebody(stage, "Ron", "telegram")
    project = database.write(prepare, str(ana.person.id), str(ron.person.id))
    stage.start()
    ana.say("/help")
    ron.say("/help")
    ana.sees("/help all")
    [pupil] = database.read(pupils.listed, project.id)
    room = settled(database, project.id).classroom
    teacher, fox = Browser(stage.portal_url), Browser(stage.portal_url)
    made = Told(stage, database, project.id, pupil.id, teacher, fox, room, ana, ron)
    teacher.post(link(database, project))
    fill_everything(made)
    yield made
    made.teacher.close()
    made.fox.close()
    made.database.close()


def prepare(db, ana_chat, ron_chat):
    """Found the project of Ana of Romania and Ben of Germany; Ron is of the Romanian service."""
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
    return project


def fill_everything(told):
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
    reported = {"about": "", "text": "", "reason": markers.REPORTED, "whom": "other"}
    fox.post("/class/report", "/class/room", **reported)
    assert told.database.read(room_reports.open_)
    assert set(marks(told.in_rooms())) >= set(ALL) - {"Zephyrklasse", "Bytesparrow", "Reportweasel"}
    assert marks(told.in_media()) == ["Bytesparrow"]


def assert_nothing_is_left(told):
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
