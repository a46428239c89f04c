"""A real homeserver for tests, which starts in half the time."""

import os
from pathlib import Path

from bot.sandbox import synapse
from tests.forked import HOMESERVER, Forked


class Synapse(synapse.Synapse):
    """Forked from a process with Synapse's imports, unless another Python has its Synapse."""

    def _launch(self, config: Path):
        if os.environ.get("ETWIN_SYNAPSE") or self.environment:
            return super()._launch(config)
        words = self._command(config)[3:]
        return Forked(self.log, HOMESERVER, str(self.folder), *words)
