"""The service as a process of its own, which may die where a story says."""

import asyncio
import sys
from pathlib import Path

from bot import app, config
from tests.story import faults


def main() -> None:
    """Run: CONFIG [fault words…]."""
    settings = config.load(Path(sys.argv[1]))
    if sys.argv[2:]:
        faults.arm(*sys.argv[2:])
    try:
        asyncio.run(app.run(settings))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
