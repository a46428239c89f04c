"""The guard alone: one copied folder in a homeserver that has never heard of our project.

Nothing else is hardened here, and the rooms allow everybody everything, so whatever is
refused, the guard refuses.
"""

import shutil
from pathlib import Path

from bot.sandbox.synapse import Synapse
from matrix_bridge.registration import DEVICE, registration
from tests.adversary.world import (
    AS_TOKEN,
    BOT,
    HS_TOKEN,
    NO_LEVELS,
    SERVER,
    SERVICE,
    World,
    pupil,
    teacher,
)

GUARD = Path("matrix_bridge/guard")
#: Python runs it at its start: there is no project of ours here.
WITHOUT_US = """
import sys

class Nothing:
    def find_spec(self, name, *_):
        if name.split(".")[0] in {"bot", "handlers", "matrix_bridge", "storage"}:
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, Nothing())
"""


def opened(folder):
    """Start such a homeserver, with the guard and everything else in a folder."""
    copied = folder / "modules"
    copied.mkdir()
    shutil.copytree(GUARD, copied / "etwin_guard")
    (copied / "sitecustomize.py").write_text(WITHOUT_US)
    config = {"service": SERVICE, "bots": [BOT], "device": DEVICE}
    synapse = Synapse(
        folder / "synapse",
        SERVER,
        registration=registration(AS_TOKEN, HS_TOKEN, "", SERVER, "etwin") | {"url": None},
        snippet={
            "modules": [{"module": "etwin_guard.Guard", "config": config}],
            "user_directory": {"search_all_users": True},
        },
        production_limits=False,
        environment={"PYTHONPATH": str(copied)},
    )
    synapse.start()
    return World(synapse)


class Class:
    """A classroom in which the rights of the room stop nobody."""

    def __init__(self, world):
        self.world = world
        self.room = world.room(levels=NO_LEVELS)
        self.ana, self.fox = world.account("t"), world.account("p")
        self.members = {self.ana.user: teacher(), self.fox.user: pupil()}
        self.record()
        world.let_in(self.room, self.ana, self.fox)

    def record(self, **changed):
        """Write the record; by name of an attribute."""
        self.members |= {getattr(self, name).user: who for name, who in changed.items()}
        self.world.record(self.room, **self.members)

    def join(self, person, who):
        self.members[person.user] = who
        self.record()
        self.world.let_in(self.room, person)
        return person
