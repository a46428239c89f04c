"""`etwin backup` and `etwin restore`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import config as configuration
from bot import terminal
from bot.backup import keeping, making, manifest, places, restoring
from bot.backup.making import CannotBackUp
from bot.backup.manifest import Manifest, NoBackup
from bot.backup.restoring import CannotRestore, Wishes
from bot.backup.showing import Shown
from bot.config import Config
from bot.terminal import File
from storage.db import DatabaseAway
from storage.restoring import Restored

app = typer.Typer()

#: What a backup may be without, and say nothing of that each time.
_EXPECTED = frozenset(making.NEVER)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where the backups are; each is a folder in it.")],
    config: File = configuration.DEFAULT_FILE,
) -> None:
    """Copy everything while the service runs: our database, keys, files, and the homeserver's."""
    settings = terminal.load(config)
    if wrong := _forget_old(settings, folder):  # first: on a full disk no other would end whole
        terminal.errors.print(wrong)
    try:
        made = making.make(settings, folder, Shown(terminal.out), _now)
        missing = manifest.read(made).missing
    except (CannotBackUp, DatabaseAway) as problem:
        terminal.fail(str(problem))
    for name, why in missing.items():
        if name not in _EXPECTED:
            terminal.out.print(f"NOT in the backup: {name} ({why}).")
    terminal.out.print(f"In no backup: {'; '.join(making.NEVER)}.")
    terminal.out.print(f"The backup is whole: {made}")
    try:
        making.note(settings, made)
    except DatabaseAway as away:
        terminal.fail(f"The database does not know of it, so that an alarm will come: {away}")
    if wrong := _forget_old(settings, folder):
        terminal.fail(wrong)


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="A backup: one of the folders with a date.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Lose what is in the databases and folders now.")
    ] = False,
    nobody_erased: Annotated[
        bool, typer.Option("--nobody-erased", help="There is no list of erased people.")
    ] = False,
    only_ours: Annotated[
        bool, typer.Option("--only-ours", help="Put back nothing of the homeserver.")
    ] = False,
    config: File = configuration.DEFAULT_FILE,
) -> None:
    """Put a backup back on an empty machine, before anything runs there."""
    settings = terminal.load(config)
    wishes = Wishes(replace, nobody_erased, only_ours)
    try:
        about, done = restoring.restore(settings, folder, wishes, Shown(terminal.out), _now)
    except (NoBackup, CannotRestore) as problem:
        terminal.fail(str(problem))
    for line in _told(about, done):
        terminal.out.print(line)


def _forget_old(settings: Config, folder: Path) -> str:
    """Delete what is old, and say so; give what is wrong."""
    try:
        for one in keeping.forget_old(folder, settings.backup.keep_days, _now()):
            terminal.out.print(f"Deleted, as old or broken off: {one}")
    except OSError as problem:
        return f"Old backups could not be deleted: {problem}"
    return ""


def _told(about: Manifest, done: Restored) -> list[str]:
    """Say what is true now, and what to do next."""
    lines = [f"Put back as it was at {about.made_at:%Y-%m-%d %H:%M} UTC."]
    for name, why in about.missing.items():
        if name not in _EXPECTED:
            lines.append(f"It was not in the backup: {name} ({why}).")
    if done.erased_again:
        lines.append(f"Erased after that, and now again: {done.erased_again}.")
    if done.doubtful:
        lines.append(f"Messages that may have arrived and are not sent again: {done.doubtful}.")
    if done.paused:
        lines.append(f"Announcements under way, now paused for their authors: {done.paused}.")
    lines += [
        "What was done after that time is undone: tell teachers to look again at what parents"
        " allow, what they had withdrawn, slips, and suspensions.",
        "Erasures asked for after that time that still waited, for a report or for"
        " matrix.admin_token, stand in no list: let people ask for them again.",
        "Next: start the homeserver, then `etwin check-config`, then `etwin run`. Rooms settle by"
        " themselves. In encrypted chats the bot asks once to repeat what it cannot read.",
    ]
    if places.HOMESERVER in about.parts:
        lines.append("The homeserver must be able to read its files: look whose they are.")
    return lines


def _now() -> datetime:
    return datetime.now(UTC)
