"""An export begun again after a death, given up when it cannot be made, and deleted. TWS-11."""

import asyncio
import json

import pytest

from handlers.packing import unpack
from handlers.platform import TryLater
from matrix_bridge.archive import telling
from storage import exports, outbox
from storage.exports import State
from tests.matrix_bridge.exported import Rivers
from tests.matrix_bridge.settled import now
from tests.matrix_bridge.wire import eventually


@pytest.fixture
def rivers(homeserver, desk, name, tmp_path):
    """A project whose rooms stand."""
    return Rivers(homeserver, desk, name, tmp_path)


async def test_killed_in_the_middle_it_begins_again_and_leaves_nothing_behind(rivers, monkeypatch):
    await rivers.say("Still here")
    rivers.ask()
    folder = rivers.folder / "exports"
    begun = asyncio.Event()

    async def stand_still(*_):
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(telling.Telling, "_take", stand_still)
    dying = asyncio.create_task(rivers.archive.run())
    await begun.wait()
    assert [path.suffix for path in folder.iterdir()]
    left = folder / f"{'0' * 32}.part"
    left.write_bytes(b"of a process that was killed")
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    monkeypatch.undo()
    assert rivers.export().state == State.MAKING

    again = asyncio.create_task(rivers.archive.run())
    async with asyncio.timeout(30):
        await eventually(lambda: rivers.export().state == State.READY)
    again.cancel()

    assert [path.name for path in folder.iterdir()] == [rivers.export().file]


async def test_no_room_on_the_disk_is_said_and_leaves_nothing(rivers):
    await rivers.say("Big")
    rivers.ask()

    await rivers.with_spare(2**60).look()

    assert rivers.export().state == State.NO_ROOM
    assert not list((rivers.folder / "exports").iterdir())


async def test_one_that_cannot_be_read_for_a_day_is_given_up_and_told(rivers, monkeypatch):
    async def is_away(*_):
        raise TryLater(1)

    monkeypatch.setattr(telling.Telling, "_take", is_away)
    await rivers.say("Out of reach")
    rivers.ask()
    await rivers.archive.look()
    assert rivers.export().state == State.WAITING

    rivers.desk.database.write(_make_older, rivers.project.id, "at")
    await rivers.archive.look()

    assert rivers.export().state == State.FAILED
    [letter] = rivers.desk.database.read(_letters)
    assert unpack(json.loads(letter)).key == "export.failed"


async def test_after_a_day_the_file_is_deleted(rivers):
    await rivers.say("Old")
    saved = await rivers.saved()

    rivers.desk.database.write(_make_older, rivers.project.id)
    await rivers.archive.look()

    assert rivers.export() is None
    assert not saved.path.exists()


def _letters(db):
    return list(db.scalars(outbox.table.select().with_only_columns(outbox.table.c.payload)))


def _make_older(db, project_id, column="ended_at"):
    table = exports.table
    row = table.c.project_id == project_id
    db.execute(table.update().where(row).values({column: now() - exports.KEPT}))
