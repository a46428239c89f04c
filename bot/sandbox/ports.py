"""Ports of this machine for what a sandbox or a test starts."""

import secrets
import socket

#: From here systems give ports to whoever connects somewhere: one of those may be taken between
#: finding it and opening it. Source: Linux' net.ipv4.ip_local_port_range.
_GIVEN_FROM = 32_768
_FIRST = 10_000


def free_port() -> int:
    """Find a port on which nobody listens, and keep it until we end from all others that look."""
    while True:
        port, ours = _FIRST + secrets.randbelow(_GIVEN_FROM - _FIRST), socket.socket()
        try:
            ours.bind(("127.0.0.1", port))
        except OSError:
            ours.close()
            continue
        # Whoever is told of it and asks for this, as servers do, can open it beside us. Linux'.
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ours.detach()
        return port
