"""What is put back, or refused before anything is changed. Rule RUN-4."""

import json
import os
import re
import secrets
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.backup import making, manifest
from bot.backup.manifest import NoBackup
from bot.backup.restoring import CannotRestore
from storage import dumping, migrating, people, seats
from storage.db import Database
from tests import makers
from tests.bot.backups import LATER, TOOLS, run
from tests.conftest import NOON
from tests.storage.test_migrating import IN_USE, use

#: The shape of a database that has pupils, and nothing yet of what came later.
OLDER = "a24f01710cd4"

#: What may stand in a database of PostgreSQL beside plain tables.
OF_EVERY_KIND = (
    "CREATE TYPE word AS ENUM ('a', 'b')",
    "CREATE DOMAIN words AS text",
    "CREATE TABLE of_them (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x word, y serial)",
    "CREATE TABLE parted (id int) PARTITION BY RANGE (id)",
    "CREATE TABLE a_part PARTITION OF parted DEFAULT",
    "CREATE VIEW seen AS SELECT x FROM of_them",
    "CREATE MATERIALIZED VIEW seen_once AS SELECT x FROM seen",
    "CREATE SEQUENCE by_itself",
    "CREATE FUNCTION twice(int, word) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1'",
    "CREATE FUNCTION on_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE TRIGGER changes BEFORE UPDATE ON of_them EXECUTE FUNCTION on_change()",
)


@pytest.mark.parametrize("harm", ["changed", "missing", "strange", "dangling", "sums"])
def test_a_damaged_one_is_refused_before_anything_is_changed(site, fresh, harm):
    backup = site.backup()
    picture = next((backup / "published").iterdir())
    match harm:
        case "changed":
            picture.write_bytes(b"pictura")
        case "missing":
            picture.unlink()
        case "strange":
            (backup / "published" / "more.png").write_bytes(b"more")
        case "dangling":
            (backup / "published" / "more.png").symlink_to("nowhere")
        case "sums":
            (backup / manifest.SUMS).write_text("")

    with pytest.raises((NoBackup, CannotRestore)):
        fresh.restore(backup)

    assert dumping.is_empty(fresh.url)
    assert not (fresh.folder / "published").exists()


def test_a_machine_that_is_not_empty_is_left_alone_unless_told(site, site_at):
    other = site_at("other").fill()
    bea = other.database.write(makers.teacher, "Bea", "DE", NOON)
    backup = site.backup()

    with pytest.raises(CannotRestore, match="--replace"):
        other.restore(backup)
    assert other.database.read(people.by_id, bea.id) == bea

    other.database.close()
    other.restore(backup, replace=True)
    assert other.runs()
    assert other.database.read(people.by_id, bea.id) is None


@pytest.mark.parametrize("whose", ["ours", "theirs"])
def test_a_journal_left_beside_a_lost_database_is_not_applied(site, fresh, whose):
    if site.server is not None:
        pytest.skip("only SQLite keeps a journal beside its file")
    backup = site.backup()
    lost = Path(f"{fresh.folder / whose}.sqlite")
    with closing(dumping.sqlite3.connect(lost)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE of_the_lost (x)")
        connection.commit()
        left = Path(f"{lost}-wal").read_bytes()
    for one in fresh.folder.glob("*.sqlite*"):
        one.unlink()
    Path(f"{lost}-wal").write_bytes(left)

    fresh.restore(backup)

    assert fresh.runs()
    url = fresh.url if whose == "ours" else fresh.theirs
    assert not dumping._ask(url, "SELECT 1 FROM sqlite_master WHERE name = 'of_the_lost'")


def test_who_owns_the_database_but_not_its_schema_can_replace_it(site, site_at):
    """As with PostgreSQL 14, where the schema is the superuser's."""
    if site.server is None:
        pytest.skip("only PostgreSQL has schemas")
    other = site_at("other")
    owner = f"owner_{secrets.token_hex(6)}"
    run(other.url, f"CREATE ROLE {owner} LOGIN")
    for name in ("url", "theirs"):
        url = getattr(other, name)
        run(url, f"ALTER DATABASE {make_url(url).database} OWNER TO {owner}")
        run(url, "ALTER SCHEMA public OWNER TO postgres")
        run(url, "GRANT CREATE ON SCHEMA public TO public")
        setattr(other, name, url.replace("postgres@", f"{owner}@"))
    other.settings["database"]["url"] = other.url
    other.settings["backup"]["homeserver_database"] = other.theirs
    other.database = Database(other.url)
    other.fill()
    for made in OF_EVERY_KIND:
        run(other.theirs, made)

    other.restore(site.backup(), replace=True)

    assert other.runs()
    assert dumping.media(other.theirs) == {"abcdknown"}
    kept = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    kept += " UNION SELECT typname FROM pg_type WHERE typname LIKE 'word%'"
    assert not dumping._ask(other.theirs, kept)


def test_without_the_list_of_the_erased_nothing_is_put_back_unless_told(site, fresh):
    backup = site.backup()
    (fresh.folder / "erasures.txt").unlink()

    with pytest.raises(CannotRestore, match=r"erasures\.txt"):
        fresh.restore(backup)
    assert dumping.is_empty(fresh.url)

    fresh.restore(backup, nobody_erased=True)
    assert fresh.runs()


def test_the_list_is_named_with_where_it_was_looked_for(site, fresh, monkeypatch):
    monkeypatch.chdir(fresh.folder)
    (fresh.folder / "erasures.txt").unlink()
    fresh.settings["database"]["erasure_list"] = "erasures.txt"

    with pytest.raises(CannotRestore, match=re.escape(f"no {fresh.folder / 'erasures.txt'} (")):
        fresh.restore(site.backup())


def test_who_may_not_read_a_backup_is_told_so(site, fresh):
    """It is root who makes them, and the command line runs as the service's user."""
    backup = site.backup()
    backup.chmod(0)
    was = os.geteuid()
    try:
        os.seteuid(was or 65534)
        with pytest.raises(NoBackup, match="may not be read by you"):
            fresh.restore(backup)
    finally:
        os.seteuid(was)
        backup.chmod(0o700)


def test_a_database_that_is_in_use_is_left_alone(site):
    backup = site.backup()
    if site.server is None:
        other = migrating.Database(site.url)
        assert other.take_alone()
    else:
        other = site.database
        other.write(seats.take, ["clock"], "somebody")

    with pytest.raises(CannotRestore, match="uses the database"):
        site.restore(backup, replace=True)
    other.close()


def test_one_that_other_versions_use_is_left_alone_too(site):
    """As after an upgrade: the processes of the next version run on its shape."""
    if site.server is None:
        pytest.skip("on SQLite whoever runs has the file for itself")
    backup = site.backup()
    site.database.write(seats.take, ["clock"], "somebody")
    run(site.url, "UPDATE alembic_version SET version_num = 'ffff'")
    run(site.url, "DELETE FROM served")

    with pytest.raises(CannotRestore, match="uses the database"):
        site.restore(backup, replace=True)


def test_nothing_runs_on_what_was_not_made_fit(site, fresh):
    """A restore that dies in the middle leaves a database on which no service starts."""
    [copy] = site.backup().glob("database.*")

    dumping.load(fresh.url, copy, lambda *_: None, making.places.tools(fresh.config))

    assert not dumping.is_empty(fresh.url)
    assert not migrating.is_current(fresh.database)


def of_an_older_shape(backup, older):
    """Let a backup be as one of another installation's database, which has an older shape."""
    as_we_write_it = "UPDATE people SET registered_at = '2026-10-05 12:00:00.000000'"
    use(older.database, OLDER, (*IN_USE, as_we_write_it))
    about = manifest.read(backup)
    [copy] = backup.glob("database.*")
    for one in (copy, backup / manifest.FILE, backup / manifest.SUMS):
        one.unlink()
    dumping.dump(older.url, copy, lambda *_: None, TOOLS, ours=True)
    sums = manifest.write_sums(backup, lambda _: None)
    manifest.seal(backup, about.model_copy(update={"revision": OLDER, "sums": sums}))
    return copy


def test_one_of_an_older_shape_is_brought_to_ours_and_who_was_erased_is_erased(
    site, site_at, fresh
):
    backup = site.backup()
    of_an_older_shape(backup, site_at("older"))
    (fresh.folder / "erasures.txt").write_text("person 1 2026-10-05T12:00:00+00:00\n")

    _, done = fresh.restore(backup, LATER)

    assert fresh.runs()
    assert fresh.database.read(people.by_id, 1).name == "Ana"
    assert fresh.database.read(migrating.revision) == migrating.newest()
    assert done.erased_again == 1


def test_nothing_runs_on_one_that_was_brought_to_our_shape_and_not_made_fit(site, site_at, fresh):
    copy = of_an_older_shape(site.backup(), site_at("older"))
    dumping.load(fresh.url, copy, lambda *_: None, TOOLS)

    migrating.migrate_copy(fresh.database, OLDER)

    assert not migrating.is_current(fresh.database)


def test_one_of_a_newer_program_is_refused_with_what_is_known_of_that(site, fresh):
    backup = site.backup()
    file = backup / manifest.FILE
    told = json.loads(file.read_text())
    file.write_text(json.dumps({**told, "revision": "ffff", "version": "9.9"}))

    with pytest.raises(CannotRestore, match=r"ffff, is newer .* version 9\.9"):
        fresh.restore(backup)

    assert dumping.is_empty(fresh.url)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_puts_back_belongs_to_whose_folder_it_is(site, site_at):
    other = site_at("other").fill()
    backup = site.backup()
    os.chown(other.folder, 65534, 65534)
    for one in other.folder.glob("*.sqlite*"):
        os.chown(one, 65534, 65534)
    shutil.rmtree(other.folder / "published")

    other.restore(backup, replace=True)

    ours = [*other.folder.glob("*.sqlite*"), *(other.folder / "published").rglob("*")]
    ours.append(other.folder / "erasures.txt")  # root brought it
    assert {one.stat().st_uid for one in ours} == {65534}


def test_a_part_without_a_place_is_not_lost_in_silence(site, fresh):
    backup = site.backup()
    fresh.settings["backup"]["homeserver_media"] = ""

    with pytest.raises(CannotRestore, match="homeserver_media"):
        fresh.restore(backup)

    fresh.restore(backup, only_ours=True)
    assert fresh.runs()
    assert dumping.is_empty(fresh.theirs)


def test_what_was_erased_since_is_erased_again(site, fresh):
    ana = site.database.write(makers.teacher, "Ana Pop", "RO", NOON)
    backup = site.backup()
    line = f"person {ana.id} {ana.registered_at.isoformat()}\n"
    (fresh.folder / "erasures.txt").write_text(line)

    _, done = fresh.restore(backup, LATER)

    assert done.erased_again == 1
    run(fresh.theirs, "DROP TABLE local_media_repository")
