"""Old backups go, and what is left of broken ones, so that there is room for the next. RUN-4."""

import errno
import fcntl
import os
from datetime import UTC, datetime, timedelta

import pytest

from bot.backup import keeping, making, manifest
from bot.backup.making import CannotBackUp
from tests.conftest import NOON


def test_old_ones_go_before_anything_is_copied_and_the_newest_stays(site, back_up):
    """On a full disk no backup is whole any more, so that none would ever be deleted."""
    old, newest = site.backup(NOON - timedelta(days=900)), site.backup(NOON - timedelta(days=800))
    left = old.with_name("etwin-20240101T000000Z.half")
    left.mkdir()
    site.settings["backup"]["homeserver_media"] = str(site.folder / "nowhere")

    done = back_up()

    assert done.exit_code == 1
    assert list(old.parent.iterdir()) == [newest]


def test_where_there_is_no_room_for_another_nothing_is_copied(site, monkeypatch):
    first = site.backup()
    monkeypatch.setattr(keeping, "_MARGIN", 2**60)

    with pytest.raises(CannotBackUp, match=r"no room in .* MB are free.*backup\.keep_days"):
        site.backup(NOON + timedelta(days=1))

    assert list(first.parent.iterdir()) == [first]


def test_one_whose_deletion_was_broken_off_is_deleted_by_the_next(site, monkeypatch):
    old, newest = site.backup(NOON), site.backup(NOON + timedelta(days=1))
    late = NOON + timedelta(days=99)
    with monkeypatch.context() as patch:
        patch.setattr(keeping.shutil, "rmtree", broken_off)
        with pytest.raises(OSError, match="broken off"):
            keeping.forget_old(old.parent, 30, late)

    keeping.forget_old(old.parent, 30, late)

    assert list(old.parent.iterdir()) == [newest]


def broken_off(folder):
    """Delete what says that it is whole, and no more."""
    (folder / manifest.FILE).unlink()
    raise OSError(errno.EIO, "broken off")


def test_one_that_is_being_made_is_left_alone(site, monkeypatch):
    copied = making._copy_all

    def meanwhile(config, half, shown):
        assert keeping.forget_old(half.parent, 30, NOON + timedelta(days=99)) == []
        return copied(config, half, shown)

    monkeypatch.setattr(making, "_copy_all", meanwhile)

    assert site.backup().exists()


@pytest.mark.parametrize(("days", "is_left"), [(1, False), (3, True)])
def test_on_a_disk_without_locks_what_is_two_days_old_is_taken_for_left(
    tmp_path, monkeypatch, days, is_left
):
    half = tmp_path / "etwin-20240101T000000Z.half"
    half.mkdir()
    began = datetime.now(UTC) - timedelta(days=days)
    os.utime(half, (began.timestamp(), began.timestamp()))
    monkeypatch.setattr(fcntl, "flock", no_locks)

    assert keeping.forget_old(tmp_path, 30, datetime.now(UTC)) == [half] * is_left


def no_locks(*_):
    raise OSError(errno.ENOLCK, "no locks available")
