"""Deaths on order: the service kills itself, as a power cut does, at a named point."""

import os
import signal


def die() -> None:
    """Die at once, with nothing put in order."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str, count: str = "1") -> None:
    """Let the service die when it comes to a point for the `count`-th time."""
    raise NotImplementedError(point, count)
