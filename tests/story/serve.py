"""The service as a story runs it: it may die where the story says."""

import asyncio
from pathlib import Path

from bot import app, config
from tests.story import faults


def main(file: str, *words: str) -> None:
    """Run as a configuration says; `words` are for tests/story/faults.py."""
    settings = config.load(Path(file))
    if words:
        faults.arm(*words)
    try:
        asyncio.run(app.run(settings))
    except KeyboardInterrupt:
        return
