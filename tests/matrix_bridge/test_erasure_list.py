"""Whom a restored backup brings back: teachers are erased again too, and nobody else. TWS-11."""

import asyncio

import pytest
from structlog.testing import capture_logs

from handlers import leaving
from matrix_bridge import erasing as eraser
from matrix_bridge.erasure_list import ErasureList
from storage import account_erasing, accounts, addresses, erasing, people
from storage.addresses import Address
from tests import makers
from tests.conftest import NOON


@pytest.fixture
def listed(tmp_path):
    return ErasureList(tmp_path / "erasures.txt")


@pytest.fixture
def ana(desk):
    """A teacher whom the backup brought back, with her account."""

    def work(db):
        person = makers.teacher(db, "Anamaria", "RO", NOON)
        accounts.add(db, person.id, "t_ana")
        return person

    return desk.database.write(work)


def replay(desk, listed):
    desk.database.write(listed.replay, NOON)
    desk.database.write(leaving.carry_out, NOON)


def is_gone(desk, person):
    return desk.database.read(people.by_id, person.id).is_gone


def test_an_erased_teacher_is_erased_again_with_everything(desk, listed, ana):
    listed.path.write_text(f"t_ana - {ana.id} -\n")

    replay(desk, listed)

    assert is_gone(desk, ana)
    assert desk.database.read(account_erasing.by_account, "t_ana") is not None


def test_so_is_one_with_an_account_of_their_own(desk, listed, ana):
    def work(db):
        known = addresses.add(db, Address("matrix", "@t_own:school.example"), "!chat", "en", NOON)
        addresses.belong(db, known.id, ana.id, NOON)

    desk.database.write(work)
    listed.path.write_text(f"@t_own:school.example - {ana.id} -\n")

    replay(desk, listed)

    assert is_gone(desk, ana)


def test_whoever_has_the_number_now_is_not_taken_for_the_erased_one(desk, listed, ana):
    listed.path.write_text(f"t_other - {ana.id} -\n")

    replay(desk, listed)

    assert not is_gone(desk, ana)
    assert desk.database.read(erasing.of_person, ana.id) is None


def test_one_who_never_had_an_account_is_known_by_number_and_time(desk, listed, ana):
    listed.path.write_text(f"person {ana.id} {ana.registered_at.isoformat()}\n")

    replay(desk, listed)

    assert is_gone(desk, ana)


@pytest.mark.parametrize("torn", ["person {} 2026-10-05T11:59:59+00:00", "person {} 2026-10", "pe"])
def test_neither_another_time_nor_a_torn_line_erases_anybody(desk, listed, ana, torn):
    listed.path.write_text(f"{torn.format(ana.id)}\n")

    replay(desk, listed)

    assert not is_gone(desk, ana)


def test_who_is_erased_is_written_down_once_and_forgotten_again_by_a_backup(desk, listed, ana):
    before = ana.registered_at
    desk.database.write(lambda db: erasing.erase(db, people.by_id(db, ana.id), NOON))
    erased = desk.database.read(erasing.unlisted)

    for _ in range(2):
        listed.add_people(erased)

    assert listed.path.read_text() == f"person {ana.id} {before.isoformat()}\n"
    assert desk.database.write(listed.replay, NOON) == 0


async def test_a_list_that_cannot_be_read_ends_nothing_and_is_done_once_it_can(
    desk, listed, ana, monkeypatch
):
    """A folder in its place is refused to everybody, root too, as a file of root's is to us."""
    monkeypatch.setattr(eraser, "LOOK_SECONDS", 0.01)
    listed.path.mkdir()
    names = (None, None, listed, "school.example", desk.in_database, lambda: NOON, None)
    with capture_logs() as logged:
        work = asyncio.create_task(eraser.Erasing(*names).run())
        await until(lambda: logged or work.done())
        assert not work.done()
        assert (logged[0]["event"], logged[0]["log_level"]) == ("erasing.not_replayed", "error")

        listed.path.rmdir()
        listed.path.write_text(f"t_ana - {ana.id} -\n")

        await until(lambda: desk.database.read(account_erasing.by_account, "t_ana"))
    work.cancel()


async def until(holds):
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - the end is a row or a line of the log
            await asyncio.sleep(0.01)
