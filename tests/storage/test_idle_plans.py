"""What is asked all the time looks through nobody, however many there are. Rule RUN-4."""

from datetime import timedelta

import pytest

from storage import (
    account_erasing,
    deliveries,
    pupils,
    registrations,
    signups,
    twinspaces,
    vitals,
)
from tests import makers
from tests.conftest import NOON
from tests.handlers.seminars import announce

MANY = 3000
#: Tables that grow with people and projects.
LARGE = {"people", "pupils", "twinspaces", "seminar_signups", "account_erasures", "outbox"}
#: What lists few of them; and by the last SQLite counts all of a table, without reading a row.
FEW = {
    "ix_outbox_doubtful",
    "ix_outbox_unsent",
    "ix_pupils_to_log_out",
    "ix_twinspaces_unsettled",
    "ix_twinspaces_is_dirty_is_due",
}
ASKED = {
    "who waits for places": lambda db: signups.unsettled(db, NOON),
    "who waits for coordinators": lambda db: registrations.untouched(db, NOON, 1),
    "whose devices are to end": pupils.with_logouts,
    "who is to be erased": lambda db: account_erasing.due(db, NOON),
    "what groups got": lambda db: deliveries.to_groups(db, "telegram", NOON),
    "what Prometheus is told": lambda db: vitals.read(db, NOON),
}


@pytest.fixture
def large(sqlite):
    """A database with many of each, of which SQLite knows how many are alike."""

    def work(db):
        ana, ben = (makers.teacher(db, one, "RO", NOON) for one in ("Ana", "Ben"))
        project = makers.project(db, (ana, ben), NOON)
        about = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
        names = {"pseudonym": "Fox", "code": "7K221SECRET", "localpart": "p_1"}
        pupils.add(db, **about, **names, at=NOON)
        twinspaces.want(db, project.id)
        twinspaces.take(db, project.id, "us/1", NOON)
        twinspaces.settled(db, project.id, NOON)
        _repeat(db, "people", id="n.i + 1000")
        _repeat(db, "projects", id="n.i + 1000")
        _repeat(db, "twinspaces", project_id="n.i + 1000")
        _repeat(db, "pupils", id="n.i + 1000", localpart="'q_' || n.i", slip="NULL")
        asked = {"pupil": 7, "asked_by": "x", "asked_at": NOON}
        account_erasing.ask(db, "p_9", NOON + timedelta(days=90), **asked)
        _repeat(db, "account_erasures", id="n.i + 1000", account="'q_' || n.i")
        seminar = announce(db, ana)
        signups.sign_up(db, seminar.id, ben.id, NOON)
        _repeat(db, "seminar_signups", person_id="n.i + 1000", turn="n.i + 1000")
        db.exec_driver_sql("ANALYZE")

    sqlite.write(work)
    return sqlite


@pytest.mark.parametrize("what", ASKED)
def test_it_is_found_by_an_index(large, what):
    asked = []
    with large.reading() as db:
        db.connection.driver_connection.set_trace_callback(asked.append)
        ASKED[what](db)
        db.connection.driver_connection.set_trace_callback(None)
        selects = [one for one in asked if one.startswith("SELECT")]
        plans = [
            row[3] for one in selects for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}")
        ]

    assert plans
    scans = {plan for plan in plans if plan.startswith("SCAN") and plan.split()[1] in LARGE}
    assert {plan for plan in scans if plan.split()[-1] not in FEW} == set()


def _repeat(db, table, **changed):
    """Put the last row of a table there many times more, with some columns changed."""
    columns = [row[1] for row in db.exec_driver_sql(f"PRAGMA table_info({table})")]
    taken = ", ".join(changed.get(name, f"t.{name}") for name in columns)
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})"
    last = f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1"
    db.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(columns)}) {numbers} SELECT {taken} FROM ({last}) t, n"
    )
