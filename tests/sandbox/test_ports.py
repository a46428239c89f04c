"""Ports for what a sandbox or a test starts."""

import socket
import subprocess
import sys

import pytest

from bot.sandbox import ports

LOOK = "import sys; from bot.sandbox import ports; ports._FIRST = int(sys.argv[1]); "
LOOK += "ports._GIVEN_FROM = ports._FIRST + 2; print(ports.free_port())"


def test_a_port_is_given_to_one_alone_also_while_nothing_listens_there():
    """Two ports are left, of which one is given already; another process looks for one."""
    first = ports.free_port()
    while not _is_free(first + 1):
        first = ports.free_port()

    found = {_found_by_another(first) for _ in range(8)}

    assert found == {first + 1}


def test_a_server_opens_the_port_it_was_given_and_opens_it_again_after_its_end():
    port = ports.free_port()

    for _ in range(2):
        with socket.create_server(("127.0.0.1", port)) as server:
            client = socket.create_connection(("127.0.0.1", port))
            answered, _ = server.accept()
            answered.close()
            assert client.recv(1) == b""
            client.close()


def test_nobody_answers_at_a_port_that_was_only_given():
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", ports.free_port()))


def _is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _found_by_another(first):
    command = [sys.executable, "-c", LOOK, str(first)]
    return int(subprocess.run(command, capture_output=True, check=True, timeout=20).stdout)
