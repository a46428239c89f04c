"""What `etwin status` prints: a line a subject, then what is to be looked at."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version

from rich.console import Console
from rich.table import Table

from bot.numbers import alarms
from bot.numbers.alarms import GIB, Facts
from bot.status import Seen
from storage.vitals import BACKUP

_UNITS = ((86_400, "days"), (3600, "h"), (60, "min"), (1, "s"))
_NOBODY = "No `etwin run` runs: nothing is taken, nothing is sent."


def show(seen: Seen, console: Console) -> bool:
    """Print it; True if an alarm is on."""
    facts = Facts(seen.facts())
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for subject, says in _lines(seen, facts):
        table.add_row(subject, says)
    console.print(f"eTwinning {version('etwinning')}")
    console.print(table)
    found = _alarms(seen, facts)
    for name, sentence in found:
        console.print(f"! {sentence}  [{name}]")
    if not found:
        console.print("All is well.")
    return bool(found)


def _alarms(seen: Seen, facts: Facts) -> Sequence[tuple[str, str]]:
    found = [("EtwinNotReady", f"The process here is not ready: {one}.") for one in seen.reasons]
    known = [one for one in alarms.on(facts) if not (found and one[0] == "EtwinNotReady")]
    is_alone = not seen.held and facts.one("processes") is None
    runs = facts.one("processes") or seen.here is not None
    if not runs and (is_alone or facts.one("processes") == 0):
        found.append(("EtwinDown", _NOBODY))
    return [*found, *known]


def _lines(seen: Seen, facts: Facts) -> Iterator[tuple[str, str]]:
    yield "Processes", _processes(seen, facts)
    if seen.reading is None:
        yield "Database", f"does not answer ({seen.away}): what it holds is not known"
    else:
        yield "Database", _database(facts)
        yield from _of_database(facts)
    yield "Seats", _seats(seen)
    if facts.of("gate_open"):
        words = ("does not answer", "answers")
        gates = (f"{of} {words[int(value)]}" for (of,), value in facts.of("gate_open").items())
        yield "Upstreams", "; ".join(gates)
    if facts.of("disk_free_bytes"):
        rooms = (
            f"{of} {free / GIB:,.0f} GiB" for (of,), free in facts.of("disk_free_bytes").items()
        )
        yield "Disk, free", ", ".join(rooms)


def _processes(seen: Seen, facts: Facts) -> str:
    here = (
        "none here" if seen.here is None else "here: not ready" if seen.reasons else "here: ready"
    )
    number = facts.one("processes")
    return here if number is None else f"{number:,.0f} in all; {here}"


def _database(facts: Facts) -> str:
    says = f"{facts.total('database_bytes') / GIB:,.2f} GiB"
    most = facts.one("database_connections_most")
    if most:
        says += f", {facts.total('database_connections'):,.0f} of {most:,.0f} connections"
    return says


def _of_database(facts: Facts) -> Iterator[tuple[str, str]]:
    waits = facts.total("outbox", "waiting") + facts.total("outbox", "attempting")
    oldest = _ago(facts.most("outbox_oldest_seconds"))
    outbox = f"{waits:,.0f} wait" + (f", the oldest for {oldest}" if waits else "")
    later, doubtful = facts.total("outbox", "later"), facts.total("outbox_doubtful")
    yield "Outbox", f"{outbox}; {later:,.0f} for later; {doubtful:,.0f} may have arrived or not"
    yield "Events", f"{facts.total('parked_events'):,.0f} parked; {facts.total('forms'):,.0f} forms"
    yield "Rooms", _rooms(facts)
    yield "Classes", f"{facts.total('unsupervised_classes'):,.0f} muted: nobody looks after them"
    left = facts.total("campaign_letters")
    yield "Announcements", f"{facts.total('campaigns'):,.0f} under way, {left:,.0f} letters to go"
    waiting = (f"{facts.total(name):,.0f} {name}" for name in ("exports", "erasures"))
    yield "Waiting", ", ".join(waiting)
    for (of,), seconds in facts.of("backup_age_seconds").items():
        says = "the last whole one ended {} ago" if of == BACKUP else "none yet, for {}"
        yield "Backup", says.format(_ago(seconds))


def _rooms(facts: Facts) -> str:
    states = ("settled", "changing", "failing")
    says = ", ".join(f"{facts.total('rooms', state):,.0f} {state}" for state in states)
    heard = facts.one("rooms_heard_seconds")
    return says if heard is None else f"{says}; all heard {_ago(heard)} ago"


def _seats(seen: Seen) -> str:
    if not seen.held:
        return "one process has all" if seen.here is not None else "nobody"
    theirs: dict[str, list[str]] = {}
    for seat, left in seen.held:
        theirs.setdefault(seat.holder if left > 0 else "nobody", []).append(seat.name)
    return "\n".join(f"{', '.join(names)}: {holder}" for holder, names in theirs.items())


def _ago(seconds: float) -> str:
    size, unit = next((one for one in _UNITS if seconds >= one[0]), _UNITS[-1])
    return f"{seconds / size:,.0f} {unit}"
