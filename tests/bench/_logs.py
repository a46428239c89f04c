"""Logs as the service writes them, but to nowhere: what a benchmark prints are its results."""

import os
from pathlib import Path

from bot import logs


def to_nowhere() -> None:
    """Write logs as the service does, so that they cost what they cost, and show none."""
    logs.set_up("info", Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the process ends
