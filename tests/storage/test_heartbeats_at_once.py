"""Two turns of one school at the same time: both are signs of life."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text

from storage import heartbeats
from tests import makers
from tests.conftest import NOON


def waiting(db):
    """Count the locks that somebody waits for."""
    return db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))


def test_two_who_begin_a_schools_heartbeats_at_once_both_go_on(postgresql):
    def found(db):
        ana, ben = (makers.teacher(db, name, "RO", NOON) for name in ("Ana", "Ben"))
        return makers.project(db, (ana, ben), NOON).id, ana.school_id

    project, school = postgresql.write(found)
    with ThreadPoolExecutor(1) as other, postgresql.transaction() as db:
        heartbeats.seen(db, project, school, NOON)
        at_once = other.submit(postgresql.write, heartbeats.seen, project, school, NOON)
        while not at_once.done() and not postgresql.read(waiting):
            continue
        db.commit()
        at_once.result(10)

    known = postgresql.read(heartbeats.of_school, project, school)
    assert known.seen_at == NOON
