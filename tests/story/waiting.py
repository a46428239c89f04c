"""How stories wait for what comes in its own time."""

import time

from storage import twinspaces
from tests.story.stage import SECONDS

_LOOK_SECONDS = 0.05


def eventually(look, what="it", seconds=SECONDS):
    """Give what a look finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"in vain: {what}"
        time.sleep(_LOOK_SECONDS)
    return found


def settled(database, project_id, seconds=SECONDS):
    """Wait until a project's rooms are as they should be; give them."""

    def look():
        twinspace = database.read(twinspaces.by_project, project_id)
        return twinspace if twinspace and twinspace.is_settled else None

    return eventually(look, "the rooms are settled", seconds)
