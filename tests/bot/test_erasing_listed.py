"""Who was erased is written down outside the database, also after the file was away. TWS-11."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot import erasing as listing
from bot.seats import Holding
from storage import erasing, people
from tests import makers
from tests.conftest import NOON


@pytest.fixture
def ana(sqlite):
    """A teacher who was erased and stands in no list yet; the number and time she had."""

    def work(db):
        person = makers.teacher(db, "Ana", "RO", NOON)
        erasing.erase(db, person, NOON)
        return f"person {person.id} {person.registered_at.isoformat()}"

    return sqlite.write(work)


@pytest.fixture
def ben(sqlite):
    """A teacher whom a backup brought back."""
    return sqlite.write(makers.teacher, "Ben", "DE", NOON)


async def until(holds):
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - the end is a file, a row or a line of the log
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "spoil",
    [
        # Refused to everybody, root too, as a file of root's is to us.
        lambda path: (path / "erasures.txt").mkdir(),
        lambda path: (path / "erasures.txt").write_bytes(b"person \xff\n"),
        lambda path: (path / "erasures.txt").write_text(f"person many {NOON.isoformat()}\n"),
    ],
    ids=["not ours", "no text", "no number"],
)
async def test_a_list_that_cannot_be_read_ends_nothing_is_an_error_and_is_caught_up_with(
    stage, tmp_path, monkeypatch, ana, ben, spoil
):
    monkeypatch.setattr(listing, "LOOK_SECONDS", 0.01)
    path = tmp_path / "erasures.txt"
    spoil(tmp_path)
    with capture_logs() as logged:
        work = stage.begin(listing.listing(path, stage.turns)(Holding(stage.turns.write)))
        await until(lambda: len(logged) > 1 or work.done())
    assert not work.done()
    assert {(one["event"], one["log_level"]) for one in logged} == {("erasing.not_listed", "error")}
    assert stage.database.read(erasing.unlisted)
    assert not stage.database.read(erasing.of_person, ben.id)

    path.rename(tmp_path / "aside")
    path.write_text(f"person {ben.id} {ben.registered_at.isoformat()}\n")

    await until(lambda: ana in path.read_text())
    assert stage.database.read(erasing.of_person, ben.id)
    assert not stage.database.read(people.by_id, ben.id).is_gone


async def test_nobody_is_listed_before_all_on_the_list_were_read(stage, tmp_path, monkeypatch, ana):
    """Or a line of our own would stand for those who could not be read."""
    monkeypatch.setattr(listing, "LOOK_SECONDS", 0.01)
    path = tmp_path / "nowhere" / "erasures.txt"
    monkeypatch.setattr(listing.ErasureList, "replay", refuse)
    path.parent.mkdir()
    with capture_logs() as logged:
        stage.begin(listing.listing(path, stage.turns)(Holding(stage.turns.write)))
        await until(lambda: len(logged) > 2)

    assert not path.exists()
    assert stage.database.read(erasing.unlisted)


def refuse(*_):
    raise PermissionError
