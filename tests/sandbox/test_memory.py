"""What the sandbox's folder remembers, and the homeserver that a killed one left behind."""

import socket
import subprocess
import sys

import pytest

from bot.sandbox.memory import CannotOpen, Memory, is_free, listen
from bot.sandbox.orphan import end_orphan


@pytest.fixture
def memory(tmp_path):
    """The memory of a folder, opened."""
    opened = Memory(tmp_path / "kept")
    yield opened
    opened.close()


@pytest.fixture
def page():
    """A port for the page, such that ports after it are free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return min(probe.getsockname()[1], 65_000)


def test_secrets_and_values_are_the_same_at_the_next_start(memory):
    drawn = memory.secret("as_token")
    memory.keep("people", ["Ana"])
    memory.close()

    again = Memory(memory.folder)

    assert again.secret("as_token") == drawn != again.secret("hs_token")
    assert again.kept("people") == ["Ana"]
    assert (memory.folder / "sandbox.json").stat().st_mode & 0o077 == 0


def test_folder_belongs_to_one_sandbox_at_a_time(memory):
    memory.keep("page", "http://127.0.0.1:8420/")

    with pytest.raises(CannotOpen, match=r"at http://127[.]0[.]0[.]1:8420/"):
        Memory(memory.folder)


def test_parts_get_different_ports_and_keep_them(memory, page):
    ports = [memory.port(name, page) for name in ("portal", "telegram", "homeserver")]

    assert len({page, *ports}) == 4
    assert [memory.port(name, page) for name in ("portal", "telegram", "homeserver")] == ports


def test_port_that_somebody_else_took_is_chosen_anew(memory, page):
    before = memory.port("portal", page)

    with listen(before):
        after = memory.port("portal", page)

    assert after != before
    assert memory.port("portal", page) == after


def test_listening_port_is_not_free(page):
    with listen(page):
        assert not is_free(page)
    assert is_free(page)


def sleeper(*words):
    """Start a process that goes by these words; give it once it runs."""
    command = [sys.executable, "-c", "print(flush=True); input()", *words]
    made = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    made.stdout.readline()
    return made


def test_homeserver_left_behind_in_the_folder_is_ended(memory):
    orphan = sleeper("synapse.app.homeserver", f"{memory.folder}/synapse/homeserver.yaml")
    memory.keep("homeserver", orphan.pid)

    with orphan:
        end_orphan(memory)

        assert orphan.wait(5) < 0


@pytest.mark.parametrize("words", [("synapse.app.homeserver", "/elsewhere/"), ("{folder}",)])
def test_process_that_only_has_its_number_is_left_alone(memory, words):
    stranger = sleeper(*(word.format(folder=memory.folder) for word in words))
    memory.keep("homeserver", stranger.pid)

    with stranger:
        end_orphan(memory)

        assert stranger.poll() is None
        stranger.kill()


def test_without_an_orphan_nothing_happens(memory):
    end_orphan(memory)
