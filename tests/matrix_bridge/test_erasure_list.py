"""Whom a restored backup brings back: teachers are erased again too, and nobody else. TWS-11."""

import pytest

from handlers import leaving
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
