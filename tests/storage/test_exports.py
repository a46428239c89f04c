"""Which project is saved as a file next. Rule TWS-11."""

from storage import exports
from tests import makers
from tests.conftest import NOON


def test_one_that_cannot_be_made_keeps_no_other_waiting(database):
    def ask(db):
        ana = makers.teacher(db, "Ana", "RO", NOON)
        ben = makers.teacher(db, "Ben", "DE", NOON)
        projects = [makers.project(db, (ana, ben), NOON) for _ in range(3)]
        return [exports.ask(db, one.id, ana.id, NOON).id for one in projects]

    first, second, third = database.write(ask)

    assert database.read(exports.waiting).id == first
    assert database.read(exports.waiting, first).id == second
    assert database.read(exports.waiting, third).id == first
