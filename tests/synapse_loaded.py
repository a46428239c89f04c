"""Synapse with all its imports done, for processes that are forked from here.

Twisted's reactor, which the imports would make, cannot be shared: each process makes its own.
Source: synapse.app.complement_fork_starter, which starts Synapse's own workers so.
"""

import os
import sys

from synapse.app.complement_fork_proxied_reactor import ProxiedReactor
from twisted.internet.epollreactor import EPollReactor
from twisted.internet.main import installReactor

_reactor = ProxiedReactor()
installReactor(_reactor)

from synapse.app import homeserver  # noqa: E402 - it takes the reactor that is installed


def main(folder: str, *words: str) -> None:
    """Run a homeserver in its folder; `words` are what its command line gives it."""
    os.setsid()
    os.chdir(folder)
    sys.argv = [homeserver.__name__, *words]
    _reactor._install_real_reactor(EPollReactor())
    homeserver.main()
