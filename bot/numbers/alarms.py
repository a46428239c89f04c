"""What an operator should look at: by the same limits as docs/monitoring/alerts.yml.

There it is also waited whether it passes; what needs a past, such as a rate, stands there alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from storage.vitals import Fact

GIB = 2**30
DAY, HOUR = 86_400, 3600
#: A number with its labels' values.
Found = Iterator[tuple[tuple[str, ...], float]]


class Facts:
    """Numbers by their names."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_name: dict[str, dict[tuple[str, ...], float]] = {}
        for fact in facts:
            self._by_name.setdefault(fact.name, {})[fact.of] = fact.value

    def of(self, name: str) -> Mapping[tuple[str, ...], float]:
        """Give the values of a number by its labels' values; nothing if it is not known."""
        return self._by_name.get(name, {})

    def one(self, name: str, *of: str) -> float | None:
        """Give one value; None if it is not known."""
        return self.of(name).get(of)

    def total(self, name: str, *including: str) -> float:
        """Add up the values among whose labels these are."""
        return sum(value for of, value in self.of(name).items() if set(including) <= set(of))

    def most(self, name: str, *including: str) -> float:
        """Give the largest of the values among whose labels these are; 0 if there is none."""
        values = (value for of, value in self.of(name).items() if set(including) <= set(of))
        return max(values, default=0.0)


@dataclass(frozen=True)
class Alarm:
    """One reason to look."""

    #: As in docs/monitoring/alerts.yml and docs/operations.md.
    name: str
    #: The number it rests on, and the limit.
    number: str
    limit: float
    #: Gives what is beyond the limit, with its labels.
    found: Callable[[Facts, "Alarm"], Found]
    #: A sentence; "{of}" is which one.
    says: str

    def sentences(self, facts: Facts) -> list[str]:
        """Say what is beyond the limit."""
        return [
            self.says.format(of=" ".join(of), value=_round(value))
            for of, value in self.found(facts, self)
        ]


def on(facts: Facts) -> list[tuple[str, str]]:
    """List the alarms that are on: name and sentence."""
    return [(alarm.name, sentence) for alarm in ALL for sentence in alarm.sentences(facts)]


def _above(*including: str) -> Callable[[Facts, Alarm], Found]:
    def found(facts: Facts, alarm: Alarm) -> Found:
        for of, value in facts.of(alarm.number).items():
            if set(including) <= set(of) and value > alarm.limit:
                yield of, value

    return found


def _below(facts: Facts, alarm: Alarm) -> Found:
    for of, value in facts.of(alarm.number).items():
        if value < alarm.limit:
            yield of, value


def _aside(facts: Facts, alarm: Alarm) -> Found:
    for of, value in facts.of(alarm.number).items():
        if abs(value) > alarm.limit:
            yield of, value


def _unwatched(facts: Facts, alarm: Alarm) -> Found:
    """Find so many classes without anybody that it is no single school's matter any more."""
    muted, rooms = facts.total(alarm.number), facts.total("rooms")
    if muted and muted > alarm.limit * rooms:
        yield (), muted


def _full(facts: Facts, alarm: Alarm) -> Found:
    for of, free in facts.of(alarm.number).items():
        if free < alarm.limit * facts.of("disk_bytes")[of] or free < GIB:
            yield of, free / GIB


def _crowded(facts: Facts, alarm: Alarm) -> Found:
    most = facts.one("database_connections_most")
    used = facts.total(alarm.number)
    if most and used > alarm.limit * most:
        yield (), used


ALL = (
    Alarm("EtwinDatabaseAway", "database_up", 1, _below, "The database does not answer."),
    Alarm(
        "EtwinSchemaWrong",
        "schema_current",
        1,
        _below,
        "The database has another shape than this version needs: run `etwin migrate`.",
    ),
    Alarm("EtwinNotReady", "ready", 1, _below, "A process is not ready: /healthz/ready says why."),
    Alarm(
        "EtwinSeatEmpty",
        "seat_held",
        1,
        _below,
        "Nobody holds the seat {of}: its work stands still. Start `etwin run`.",
    ),
    Alarm(
        "EtwinGateClosed",
        "gate_open",
        1,
        _below,
        "The {of} does not answer: everything for it waits.",
    ),
    Alarm(
        "EtwinAnswersWait",
        "outbox_oldest_seconds",
        60,
        _above("reply"),
        "An answer has waited for {value} s ({of}).",
    ),
    Alarm(
        "EtwinRemindersWait",
        "outbox_oldest_seconds",
        900,
        _above("reminder"),
        "A reminder has waited for {value} s ({of}).",
    ),
    Alarm(
        "EtwinParked",
        "parked_events",
        0,
        _above(),
        "{value} events from {of} could not be handled: `etwin parked list`.",
    ),
    Alarm(
        "EtwinHomeserverSilent",
        "homeserver_silent_seconds",
        120,
        _above(),
        "The homeserver has not reached us for {value} s: is matrix.listen where its"
        " registration says?",
    ),
    Alarm(
        "EtwinRoomsUnheard",
        "rooms_heard_seconds",
        26 * HOUR,
        _above(),
        "For {value} s nobody has looked whether something said in rooms was missed.",
    ),
    Alarm(
        "EtwinRoomsFailing",
        "rooms",
        0,
        _above("failing"),
        "{value} TwinSpaces cannot be brought in line: the log says why (settle.failed).",
    ),
    Alarm(
        "EtwinUnsupervised",
        "unsupervised_classes",
        0.01,
        _unwatched,
        "{value} classes are muted: no teacher of their school looks after them.",
    ),
    Alarm(
        "EtwinClock",
        "clock_ahead_seconds",
        2,
        _aside,
        "The clock of the {of} is {value} s before ours: set both right (NTP).",
    ),
    Alarm(
        "EtwinErasuresWait",
        "erasures_oldest_seconds",
        DAY,
        _above(),
        "An erasure has been due for {value} s: is matrix.admin_token right?",
    ),
    Alarm(
        "EtwinExportsWait",
        "exports_oldest_seconds",
        HOUR,
        _above(),
        "A project has waited for {value} s to be saved as a file.",
    ),
    Alarm(
        "EtwinBackupOld",
        "backup_age_seconds",
        36 * HOUR,
        _above(),
        "For {value} s no backup has ended whole: does `etwin backup` run each night?",
    ),
    Alarm(
        "EtwinDiskFull",
        "disk_free_bytes",
        0.05,
        _full,
        "The disk with the folder of {of} has {value} GiB left.",
    ),
    Alarm(
        "EtwinConnections",
        "database_connections",
        0.9,
        _crowded,
        "{value} connections to the database: it takes few more (max_connections).",
    ),
    Alarm(
        "EtwinNumbersOld",
        "database_read_age_seconds",
        600,
        _above(),
        "The numbers of the database are {value} s old.",
    ),
)


def _round(value: float) -> str:
    return f"{value:,.1f}" if abs(value) < 10 and value != int(value) else f"{value:,.0f}"
