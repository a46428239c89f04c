"""What the commands of the command line share: the configuration, the database, what is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot import config as configuration
from bot.config import Config, WrongConfig
from storage import migrating
from storage.db import Database, DatabaseAway

File = Annotated[
    Path,
    typer.Option("--config", envvar="ETWIN_CONFIG", help="The configuration, a TOML file."),
]
out = Console(soft_wrap=True, highlight=False, markup=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def load(config: Path) -> Config:
    """Read the configuration, or say what is wrong with it and end."""
    try:
        return configuration.load(config)
    except WrongConfig as problem:
        fail(str(problem))


@contextmanager
def opened(config: Path, must_be_current: bool = False) -> Iterator[Database]:
    """Open the database that a configuration names, or say why not and end."""
    database = Database(*load(config).database.urls)
    try:
        if must_be_current and (problem := database.read(migrating.misfit)):
            fail(problem)
        yield database
    except DatabaseAway as problem:
        fail(f"database.url: the database cannot be reached ({problem})")
    finally:
        database.close()


def fail(problem: str) -> NoReturn:
    """Say what is wrong and end with 1."""
    errors.print(problem)
    raise typer.Exit(1)
