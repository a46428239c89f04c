"""`etwin retention`."""

from datetime import UTC, datetime

import typer
from rich.table import Table

from bot import config as configuration
from bot import terminal
from bot.terminal import File

app = typer.Typer()


@app.command("retention")
def show(config: File = configuration.DEFAULT_FILE) -> None:
    """Show what is kept, for how long, and how old the oldest of each is."""
    from bot import retention  # the handlers are behind it

    now = datetime.now(UTC)
    with terminal.opened(config, must_be_current=True) as database:
        shown = retention.lines(database.read)
    table = Table("what", "how long", "rows", "oldest")
    for line in shown:
        rows = f"{line.found.rows}" if line.kept.tables else ""
        table.add_row(line.kept.what, line.kept.long, rows, _age(line.found.oldest, now))
    terminal.out.print(table, soft_wrap=False)


def _age(oldest: datetime | None, now: datetime) -> str:
    if oldest is None:
        return ""
    if oldest > now:
        return "not yet"
    days = (now - oldest).days
    return f"{days} d" if days else f"{(now - oldest).seconds // 60} min"
