"""Another version of the program, in a folder of its own: one migration further than ours."""

import shutil
import subprocess
import sys
from pathlib import Path

from storage import migrating

_PARTS = ("bot", "handlers", "matrix_bridge", "storage")
_MIGRATION = '''"""Somebody may say how they want to be called.

Revision ID: {revision}
Revises: {before}
"""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None
serves = {serves!r}


def upgrade() -> None:
    op.add_column("people", sa.Column("called", sa.Text(), nullable=True))
'''


class Version:
    """The program with one more migration, which expands and serves ours, or does not say so."""

    def __init__(self, folder: Path, serves_ours: bool = True) -> None:
        self.folder = folder / ("expanding" if serves_ours else "breaking")
        self.revision = "feed00000001" if serves_ours else "feed00000002"
        for part in _PARTS:
            shutil.copytree(part, self.folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        before = migrating.newest()
        text = _MIGRATION.format(
            revision=self.revision, before=before, serves=before if serves_ours else None
        )
        versions = self.folder / "storage" / "migrations" / "versions"
        (versions / f"{self.revision}_called.py").write_text(text)

    def etwin(self, config: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of its commands."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *words, "--config", str(config)],
            cwd=self.folder,
            env={"PYTHONPATH": str(self.folder), "PATH": ""},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
