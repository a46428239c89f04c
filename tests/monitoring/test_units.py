"""The units for systemd: its own tools find nothing wrong, and little to attack. RUN-4."""

import re
import sys
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


def test_timers_start_a_unit_that_there_is():
    for name in UNITS:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in UNITS
