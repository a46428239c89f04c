"""The units for systemd: its own tools find nothing wrong, and little to attack. RUN-4."""

import os
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.monitoring import tools

FOLDER = Path("docs/systemd")
UNITS = sorted(one.name for one in FOLDER.iterdir())
SERVICES = [name for name in UNITS if name.endswith(".service")]
#: Synapse's calls another's program.
OURS = [name for name in SERVICES if name.startswith("etwin")]
INSTALLED = "/opt/etwinning/.venv/bin/etwin"
SYNAPSE = "/opt/synapse/bin/python"
#: Of ten, as `systemd-analyze security` counts; systemd's own word for less than 2.5 is "OK".
EXPOSED = {
    "etwin.service": 15,
    "etwin-status.service": 15,
    "etwin-backup.service": 25,
    "matrix-synapse.service": 20,
}
#: Copies a database of SQLite and says whose the files beside it are meanwhile.
COPY = """
import sys
from pathlib import Path
from storage import dumping

source, target = map(Path, sys.argv[1:])
seen = set()
def look(*_):
    seen.update(one.stat().st_uid for one in source.parent.iterdir())
    assert len(list(source.parent.iterdir())) == 3
dumping.dump(f"sqlite:///{source}", target, look, None, ours=False)
print(*seen)
"""
SETPRIV = shutil.which("setpriv")
MAY_TRY = os.geteuid() == 0 and SETPRIV is not None


@pytest.fixture
def laid(tmp_path):
    """All units in one folder, with the program where it is here."""
    program = Path(sys.executable).with_name("etwin")
    for name in UNITS:
        text = (FOLDER / name).read_text()
        text = text.replace(INSTALLED, str(program)).replace(SYNAPSE, sys.executable)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_systemd_finds_nothing_wrong(laid):
    units = [str(laid / name) for name in UNITS]

    ended, said = tools.run(tools.systemd_analyze(), "verify", "--man=no", *units)

    assert (ended, said) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_little_is_open_to_attack(laid, name):
    most = f"--threshold={EXPOSED[name]}"
    words = ("security", "--offline=yes", "--no-pager", most, str(laid / name))

    ended, said = tools.run(tools.systemd_analyze(), *words)

    assert ended == 0, said[-2000:]


@pytest.mark.parametrize("name", OURS)
def test_each_calls_a_command_that_there_is(name):
    text = (FOLDER / name).read_text()
    [command] = re.findall(rf"^ExecStart={INSTALLED} (\S+)", text, re.MULTILINE)

    ended, said = tools.run(sys.executable, "-m", "bot", command, "--help")

    assert ended == 0, said


@pytest.mark.skipif(not MAY_TRY, reason="only root has what the unit takes away")
def test_what_a_backup_lays_beside_a_database_belongs_to_whose_that_is(tmp_path):
    """Or the service could not open its own database meanwhile, or after a backup was killed."""
    text = (FOLDER / "etwin-backup.service").read_text()
    [kept] = re.findall(r"^CapabilityBoundingSet=(.+)$", text, re.MULTILINE)
    bound = ",".join(["-all", *(f"+{one.removeprefix('CAP_').lower()}" for one in kept.split())])
    source = tmp_path / "service" / "etwin.sqlite"
    source.parent.mkdir()
    with closing(sqlite3.connect(source)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE one (x)")
    for one in (source.parent, source):
        os.chown(one, 65534, 65534)

    words = (str(SETPRIV), f"--bounding-set={bound}", "--inh-caps=-all", sys.executable, "-c", COPY)
    ended, said = tools.run(*words, str(source), str(tmp_path / "copy"))

    assert (ended, said.split()) == (0, ["65534"])


def test_timers_start_a_unit_that_there_is():
    for name in UNITS:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in UNITS
