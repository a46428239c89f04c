"""How long ago the last backup ended: noted when it is whole, and of this database. Rule RUN-4."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from bot import statusview
from bot.backup import making, manifest
from bot.backup.manifest import NoBackup
from bot.numbers import reading
from bot.status import Seen
from storage import backups
from storage.backups import Mark
from tests.bot.backups import LATER, run


def whole(site):
    """List the whole backups there are."""
    folder = site.folder / "backups"
    return [one for one in folder.iterdir() if not one.name.endswith(manifest.HALF)]


def status(site):
    """Give what `etwin status` prints of a machine."""
    said = StringIO()
    seen = Seen(site.database.read(reading.look), "", (), (), ())
    statusview.show(seen, Console(file=said, width=120))
    return said.getvalue()


def test_a_database_knows_since_when_it_has_no_backup(site):
    mark = site.database.read(backups.mark)

    assert not mark.is_made
    assert datetime.now(UTC) - mark.since < timedelta(minutes=5)
    assert "none yet, for" in status(site)


def test_a_whole_one_is_noted_with_the_moment_at_which_it_ended(site, back_up):
    done = back_up()
    [backup] = whole(site)

    assert done.exit_code == 0, done.output
    ended_at = manifest.read(backup).ended_at
    assert site.database.read(backups.mark) == Mark(is_made=True, since=ended_at)
    assert "the last whole one ended" in status(site)


def test_one_that_fails_leaves_the_age_of_the_one_before(site, back_up):
    back_up()
    before = site.database.read(backups.mark)
    site.settings["backup"]["homeserver_media"] = str(site.folder / "nowhere")

    done = back_up()

    assert done.exit_code == 1
    assert site.database.read(backups.mark) == before


def test_one_that_was_broken_off_cannot_be_noted(site):
    backup = site.backup()
    before = site.database.read(backups.mark)
    (backup / manifest.FILE).unlink()

    with pytest.raises(NoBackup):
        making.note(site.config, backup)

    assert site.database.read(backups.mark) == before


@pytest.mark.parametrize("site_at", ["postgresql"], indirect=True)
def test_a_whole_one_that_cannot_be_noted_is_said(site, back_up):
    name = site.database.engine.url.database
    run(site.url, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')

    done = back_up()

    assert done.exit_code == 1
    assert "an alarm will come" in done.output
    assert len(whole(site)) == 1


def test_what_is_put_back_has_no_backup_of_its_own_yet(site, back_up, fresh):
    back_up()
    back_up()

    fresh.restore(max(whole(site)))

    assert fresh.database.read(backups.mark) == Mark(is_made=False, since=LATER)
