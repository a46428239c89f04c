"""The command line: `etwin`, or `python -m bot`."""

import asyncio
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import structlog
import typer
import yaml

from bot import config as configuration
from bot import kept_shown, workers
from bot.backup import commands as backup_commands
from bot.config import Config
from bot.sections import Matrix
from bot.terminal import File, errors, fail, load, opened, out
from matrix_bridge import registration as matrix_registration
from storage import codes, coordinators, events, migrating, people, safeguarding, undelivered
from storage.codes import Purpose
from storage.countries import by_code, name_of_country
from storage.db import Db

app = typer.Typer(
    help="eTwinning in chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # what people wrote is among them
)
coordinators_app = typer.Typer(help="Who speaks for a National Support Service.")
matrix_app = typer.Typer(help="What the homeserver is given.")
parked_app = typer.Typer(help="Events that could not be handled.")
app.add_typer(coordinators_app, name="coordinators")
app.add_typer(matrix_app, name="matrix")
matrix_app.command("workers")(workers.write)
safeguarding_app = typer.Typer(help="The log of what happened in rooms with pupils.")
app.add_typer(parked_app, name="parked")
app.add_typer(safeguarding_app, name="safeguarding")
app.add_typer(backup_commands.app)
app.add_typer(kept_shown.app)


@app.command()
def run(config: File = configuration.DEFAULT_FILE) -> None:
    """Run the service until Ctrl-C."""
    from bot import app as service

    settings = load(config)
    try:
        asyncio.run(service.run(settings))
    except service.CannotStart as problem:
        fail(str(problem))
    except KeyboardInterrupt:
        return
    except Exception:
        structlog.get_logger().exception("service.failed")
        raise typer.Exit(1) from None


@app.command()
def sandbox(
    folder: Annotated[Path, typer.Option(help="Where the sandbox keeps its data.")] = Path(
        ".sandbox"
    ),
    port: Annotated[int, typer.Option(help="Where the chat page is served.")] = 8420,
) -> None:
    """Try everything on this machine, without any account: what `make run` does."""
    from bot import app as service
    from bot import logs
    from bot.sandbox import trial

    for name in [one for one in os.environ if one.startswith("ETWIN_")]:
        del os.environ[name]  # settings of a real service, which would go before the sandbox's
    program = trial.Program(
        run=lambda settings: service.running(Config(**settings), pseudo_rtl=True),
        log_to=lambda file: logs.set_up("info", file),
        registration=matrix_registration.registration,
        snippet=matrix_registration.snippet,
    )
    try:
        asyncio.run(trial.run(folder, port, program))
    except (trial.CannotOpen, service.CannotStart, migrating.CannotMigrate) as problem:
        fail(str(problem))


@app.command("check-config")
def check_config(config: File = configuration.DEFAULT_FILE) -> None:
    """Check the configuration and that what it names can be reached."""
    from bot import probing

    settings = load(config)
    problems = asyncio.run(probing.problems(settings))
    for problem in problems:
        errors.print(problem)
    if not problems:
        out.print(f"{config} is right, and everything it names answers.")
    for note in asyncio.run(probing.notes(settings)):
        out.print(note)
    if problems:
        raise typer.Exit(1)


@app.command()
def status(config: File = configuration.DEFAULT_FILE) -> None:
    """Say how the service is; ends with 1 if there is something to look at."""
    from bot import statusview
    from bot.status import see

    if statusview.show(see(load(config)), out):
        raise typer.Exit(1)


@app.command()
def migrate(config: File = configuration.DEFAULT_FILE) -> None:
    """Bring the database to the shape this version needs."""
    with opened(config) as database:
        try:
            migrating.migrate(database)
        except migrating.CannotMigrate as problem:
            fail(str(problem))
    out.print("The database is up to date.")


@coordinators_app.command("add")
def add_coordinator(
    country: Annotated[str, typer.Argument(help='A country\'s code, e.g. RO, or "*" for all.')],
    config: File = configuration.DEFAULT_FILE,
) -> None:
    """Print a one-time code that makes whoever types it to the bot a coordinator."""
    code = country.upper()
    if code != coordinators.ALL and by_code(code) is None:
        fail(f'{country} is no country of eTwinning. Give a code such as RO, or "*" for all.')
    claim = secrets.token_hex(5).upper()
    now = datetime.now(UTC)
    with opened(config, must_be_current=True) as database:
        database.write(_make_claim, claim, code, now)
    out.print(f"Good once, within 7 days. Write to the bot:  /claim {claim}")


@coordinators_app.command("list")
def list_coordinators(config: File = configuration.DEFAULT_FILE) -> None:
    """List the coordinators of each country."""
    with opened(config, must_be_current=True) as database:
        for country, names in database.read(_coordinators):
            out.print(f"{country}: {', '.join(names)}")


@matrix_app.command("registration")
def registration(
    url: Annotated[
        str, typer.Option(help="Where the homeserver reaches us, if not at matrix.listen.")
    ] = "",
    config: File = configuration.DEFAULT_FILE,
) -> None:
    """Print the application service's registration file for the homeserver."""
    matrix = _matrix(config)
    printed = matrix_registration.registration(
        matrix.as_token,
        matrix.hs_token.split(",")[0],
        url or f"http://{matrix.listen}",
        matrix.server_name,
        matrix.bot_localpart,
    )
    out.print(yaml.safe_dump(printed, sort_keys=False, allow_unicode=True), end="")


@matrix_app.command("homeserver-snippet")
def homeserver_snippet(config: File = configuration.DEFAULT_FILE) -> None:
    """Print what goes into homeserver.yaml."""
    matrix = _matrix(config)
    printed = matrix_registration.snippet(matrix.server_name, matrix.bot_localpart)
    out.print(yaml.safe_dump(printed, sort_keys=False, allow_unicode=True), end="")


@parked_app.command("list")
def list_parked(config: File = configuration.DEFAULT_FILE) -> None:
    """List the events that could not be handled, without what people wrote.

    And count the messages that may or may not have arrived: they are not sent again.
    """
    with opened(config, must_be_current=True) as database:
        waiting = database.read(events.parked)
        doubtful = database.read(undelivered.doubtful)
    for one in waiting:
        out.print(f"{one.id}  {one.parked_at:%Y-%m-%d %H:%M}  {one.platform}  {one.error}")
    if not waiting:
        out.print("Nothing is parked.")
    for platform, count in doubtful.items():
        out.print(f"Messages to {platform} that may or may not have arrived: {count}")


@parked_app.command("retry")
def retry_parked(number: int, config: File = configuration.DEFAULT_FILE) -> None:
    """Handle a parked event again."""
    from bot import parking

    settings = load(config)
    with opened(config, must_be_current=True) as database:
        out.print(parking.retry(database, settings, number))


@parked_app.command("drop")
def drop_parked(number: int, config: File = configuration.DEFAULT_FILE) -> None:
    """Delete a parked event for good."""
    with opened(config, must_be_current=True) as database:
        if not database.write(events.drop, number):
            fail(f"No event {number} is parked.")
    out.print("Dropped.")


@safeguarding_app.command("head")
def show_head(config: File = configuration.DEFAULT_FILE) -> None:
    """Print the number and hash of the last entry: keep them where the service cannot write."""
    with opened(config, must_be_current=True) as database:
        number, last = database.read(safeguarding.head)
    out.print(f"{number}:{last}")


@safeguarding_app.command("verify")
def verify(
    head: Annotated[str, typer.Option(help="A head as it was published once: NUMBER:HASH.")] = "",
    config: File = configuration.DEFAULT_FILE,
) -> None:
    """Check that no entry was changed, removed, put in or moved since it was written."""
    number, _, last = head.strip().lower().partition(":")
    if head and not (number.isdecimal() and len(last) == len(safeguarding.BEGINNING)):
        fail(f'{head} is no head. It looks like "12:" and 64 signs, as in the daily message.')
    known = (int(number), last) if head else None
    with opened(config, must_be_current=True) as database:
        broken = database.read(safeguarding.verify, known)
        count, _ = database.read(safeguarding.head)
    if broken is not None:
        fail(f"The safeguarding log was changed: entry {broken.number}, {broken.fault}.")
    out.print(f"The safeguarding log is whole: {count} entries.")
    if known is None:
        out.print("Give --head with a published head to find out whether its end was cut off.")


def _make_claim(db: Db, claim: str, country: str, at: datetime) -> None:
    codes.make(db, claim, Purpose.CLAIM, country, at=at, lasts=codes.CLAIM_LASTS)


def _coordinators(db: Db) -> list[tuple[str, list[str]]]:
    found = []
    for country in coordinators.countries(db):
        persons = [people.by_id(db, one) for one in coordinators.of_country(db, country)]
        name = "all countries" if country == coordinators.ALL else name_of_country(country, "en")
        found.append((name, [person.name for person in persons if person]))
    return found


def _matrix(config: Path) -> Matrix:
    matrix = load(config).matrix
    if matrix is None:
        fail(f"{config}: [matrix] is missing (config.example.toml explains it)")
    return matrix


if __name__ == "__main__":
    app()
