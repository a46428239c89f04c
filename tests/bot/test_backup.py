"""Backups: whole or none, of one moment, for their owner alone; and put back. Rule RUN-4."""

import os
import threading
from datetime import timedelta

import pytest

from bot.backup import checking, keeping, making, manifest, places
from bot.backup.making import CannotBackUp
from bot.backup.manifest import NoBackup
from storage import dumping, matrix_sync, people
from tests import makers
from tests.bot.backups import KNOWN, UNKNOWN
from tests.conftest import NOON

#: So many pairs of rows are written meanwhile at most.
MOST = 4000


def test_everything_is_there_again_on_an_empty_machine(site, fresh):
    ana = site.database.write(makers.teacher, "Ana Pop", "RO", NOON)
    site.database.write(matrix_sync.use_device, "ETWIN-OLD")

    about, _ = fresh.restore(site.backup())

    assert fresh.runs()
    assert fresh.database.read(people.by_id, ana.id) == ana
    assert [one.name for one in (fresh.folder / "published").iterdir()] == [f"{'a' * 32}.png"]
    assert (fresh.folder / "signing.key").read_text() == "ed25519 a_key planted"
    assert (fresh.folder / "media" / KNOWN).read_text() == KNOWN
    assert dumping.media(fresh.theirs) == {"abcdknown"}
    assert about.made_at == NOON


def test_the_bot_gets_a_new_device_and_none_of_the_old_keys(site, fresh):
    site.database.write(matrix_sync.use_device, "ETWIN-OLD")
    backup = site.backup()

    fresh.restore(backup)

    assert (backup / "keys" / "ETWIN-OLD.db").exists()
    assert not (fresh.folder / "keys").exists()
    assert fresh.database.read(matrix_sync.position).device == ""


def test_files_that_the_homeserver_does_not_know_are_not_put_back(site, fresh):
    backup = site.backup()
    assert (backup / "media" / UNKNOWN).exists()

    fresh.restore(backup)

    assert not (fresh.folder / "media" / UNKNOWN).exists()


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(site, fresh, monkeypatch):
    monkeypatch.setattr(dumping, "_PAGES", 1)
    over, written = threading.Event(), []

    def write(db):
        first = makers.teacher(db, f"A{len(written)}", "RO", NOON)
        return first, makers.teacher(db, f"B{len(written)}", "RO", NOON)

    def keep_writing():
        while not over.wait(0.001) and len(written) < MOST:
            written.append(site.database.write(write))

    for _ in range(40):
        written.append(site.database.write(write))
    before = len(written)
    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        backup = site.backup()
        assert before < len(written) < MOST, "it waits for nobody to write"
    finally:
        over.set()
        writer.join()
    fresh.restore(backup)

    there = [fresh.database.read(people.by_id, one.id) for pair in written for one in pair]
    known = [one is not None for one in there]
    assert all(known[: 2 * before])
    assert known[::2] == known[1::2]
    assert sorted(known, reverse=True) == known


def test_only_the_owner_can_read_it(site):
    backup = site.backup()

    modes = {one.stat().st_mode & 0o777 for one in backup.rglob("*") if one.is_file()}
    folders = {one.stat().st_mode & 0o777 for one in (backup, *backup.rglob("*")) if one.is_dir()}
    assert (modes, folders) == ({0o600}, {0o700})


def test_neither_erased_people_nor_exports_nor_secrets_are_in_it(site):
    (site.folder / "erasures.txt").write_text("p_fox 1 - 1\n")

    backup = site.backup()

    everything = b"".join(one.read_bytes() for one in backup.rglob("*") if one.is_file())
    assert not list(backup.rglob("*erasures*"))
    assert not list(backup.rglob("*.zip"))
    for planted in (b"planted-as-token", b"planted-secret", b"p_fox 1 - 1"):
        assert planted not in everything


def test_what_the_configuration_does_not_name_is_said_to_be_missing(site, fresh):
    site.settings["backup"] |= {"homeserver_media": "", "homeserver_signing_key": ""}

    about = manifest.read(site.backup())

    assert about.missing[places.MEDIA] == "backup.homeserver_media is not set"
    assert places.SIGNING in about.missing
    assert making.NEVER.items() <= about.missing.items()
    assert set(about.parts) == {
        places.DATABASE,
        places.KEYS,
        places.PUBLISHED,
        places.HOMESERVER,
    }


def test_a_folder_that_is_not_there_yet_is_named_with_where_it_was_looked_for(
    site, fresh, monkeypatch
):
    """It may be that nothing was published yet, or that the command ran in another folder."""
    elsewhere = site.folder / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    site.settings["publishing"] = {"folder": "published"}
    site.settings["matrix"] |= {"key_store": "keys"}

    backup = site.backup()

    missing = manifest.read(backup).missing
    assert str(elsewhere / "published") in missing[places.PUBLISHED]
    assert str(elsewhere / "keys") in missing[places.KEYS]
    fresh.restore(backup)
    assert fresh.runs()


def test_what_only_root_may_look_at_is_no_problem(site):
    """The service's user checks the configuration, and root makes the backup."""
    closed = site.folder / "closed"
    closed.mkdir(mode=0)
    theirs = {"homeserver_signing_key": str(closed / "key"), "homeserver_media": str(closed)}
    site.settings["backup"] |= theirs | {"homeserver_database": f"sqlite:///{closed}/theirs.db"}
    was = os.geteuid()
    try:
        os.seteuid(was or 65534)
        assert checking.problems(site.config) == []
    finally:
        os.seteuid(was)


@pytest.mark.parametrize("part", ["homeserver_signing_key", "homeserver_media"])
def test_one_that_fails_leaves_nothing_that_looks_like_a_backup(site, part):
    site.settings["backup"][part] = str(site.folder / "nowhere")

    with pytest.raises(CannotBackUp, match="nowhere"):
        site.backup()

    assert list((site.folder / "backups").iterdir()) == []


def test_one_that_was_broken_off_is_refused_and_later_deleted(site, fresh):
    whole = site.backup()
    half = whole.rename(whole.with_name(whole.name + manifest.HALF))
    with pytest.raises(NoBackup, match="broken off"):
        fresh.restore(half)
    half = half.rename(whole)
    (half / manifest.FILE).unlink()
    with pytest.raises(NoBackup, match="broken off"):
        fresh.restore(half)

    assert not fresh.runs()
    half = half.rename(half.with_name(half.name + manifest.HALF))
    assert keeping.forget_old(half.parent, 30, NOON) == [half]


def test_old_backups_are_deleted_but_never_the_newest(site):
    first = site.backup(NOON)
    second = site.backup(NOON + timedelta(days=1))
    folder = first.parent

    assert keeping.forget_old(folder, 30, NOON + timedelta(days=30, hours=12)) == [first]
    assert keeping.forget_old(folder, 30, NOON + timedelta(days=300)) == []
    assert list(folder.iterdir()) == [second]


def test_a_lost_password_file_or_tool_is_said_plainly(site):
    if site.server is None:
        site.settings["backup"]["homeserver_database"] = f"sqlite:///{site.folder}/nothing.sqlite"
        with pytest.raises(CannotBackUp, match=r"nothing\.sqlite"):
            site.backup()
        return
    site.settings["backup"]["postgresql_tools"] = str(site.folder)
    with pytest.raises(CannotBackUp, match=r"backup\.postgresql_tools"):
        site.backup()


def test_what_a_backup_would_lack_is_said_beforehand(site):
    assert checking.problems(site.config) == []
    assert checking.notes(site.config) == []

    site.settings["backup"] |= {"homeserver_signing_key": "", "homeserver_media": "/nowhere"}
    site.settings["backup"] |= {"postgresql_tools": str(site.folder)}

    [problem] = checking.problems(site.config)
    assert "/nowhere" in problem
    notes = " ".join(checking.notes(site.config))
    assert "backup.homeserver_signing_key" in notes
    assert ("pg_dump" in notes) is (site.server is not None)
