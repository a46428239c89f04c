"""Every number that is read, and not counted: its name, what it is, and by what it is told apart.

Labels take few values each, all of them known beforehand: no names, addresses or ids.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Gauge:
    """How one kind of number is shown."""

    says: str
    labels: tuple[str, ...] = ()


#: What the database says, the same in each process. By the names in storage/vitals.py.
OF_DATABASE = {
    "outbox": Gauge("Messages that have not left", ("platform", "lane", "state")),
    "outbox_oldest_seconds": Gauge(
        "How long the oldest message that is due has waited", ("platform", "lane")
    ),
    "outbox_doubtful": Gauge("Messages that may or may not have arrived", ("platform",)),
    "parked_events": Gauge("Events that could not be handled, put aside", ("door",)),
    "unsupervised_classes": Gauge("Classes muted since nobody of their school looks after them"),
    "forms": Gauge("Forms in which something was answered within an hour"),
    "rooms": Gauge("TwinSpaces, by how their rooms are", ("state",)),
    "rooms_heard_seconds": Gauge("How long ago everything said in rooms was heard for certain"),
    "campaigns": Gauge("Announcements under way", ("state",)),
    "campaign_letters": Gauge("Letters of announcements that wait for their turn"),
    "exports": Gauge("Projects that are to be saved as files"),
    "exports_oldest_seconds": Gauge("How long the oldest of them has waited"),
    "erasures": Gauge("Accounts that are to be erased by now, and are not"),
    "erasures_oldest_seconds": Gauge("How long the oldest of them has been due"),
    "backup_age_seconds": Gauge(
        "How long ago the last whole backup ended; of none: how long there has been none", ("of",)
    ),
    "seat_left_seconds": Gauge("How long a seat is held yet; below 0: nobody holds it", ("seat",)),
    "seat_fence": Gauge("How often a seat has changed hands", ("seat",)),
    "processes": Gauge("Processes that live"),
    "database_bytes": Gauge("What the database takes on the disk"),
    "database_connections": Gauge("Connections to the database", ("state",)),
    "database_connections_most": Gauge("How many connections the database server takes"),
}
#: What each process says of itself.
OF_PROCESS = {
    "ready": Gauge("Whether this process says at /healthz/ready that it is ready"),
    "build_info": Gauge("The version of the program", ("version",)),
    "database_up": Gauge("Whether the database answered this process at the last look"),
    "database_read_seconds": Gauge("How long the last look at the database took"),
    "database_read_age_seconds": Gauge("How long ago the last whole look at the database was"),
    "schema_current": Gauge("Whether the database has the shape that this version needs"),
    "database_pool": Gauge("Connections of this process to the database", ("state",)),
    "seat_held": Gauge("Whether anybody holds a seat that this process waits for", ("seat",)),
    "seat_ours": Gauge("Whether this process holds a seat", ("seat",)),
    "gate_open": Gauge("Whether an upstream answers this process", ("upstream",)),
    "homeserver_silent_seconds": Gauge("How long ago the homeserver last reached this process"),
    "clock_ahead_seconds": Gauge("How far another's clock is before ours", ("whose",)),
    "disk_free_bytes": Gauge("Room on the disk of a folder that we write to", ("folder",)),
    "disk_bytes": Gauge("The size of the disk of a folder that we write to", ("folder",)),
}
ALL = {**OF_DATABASE, **OF_PROCESS}
#: What all names begin with.
PREFIX = "etwin_"
