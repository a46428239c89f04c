"""How large it all is: nothing of few people is told. POR-1, NSS-3."""

from datetime import timedelta

import pytest

from storage import coordinators, figures, projects
from storage.people import Standing
from tests import makers
from tests.conftest import NOON
from tests.handlers.seminars import announce


def found(db, many, first="RO", second="DE", state=projects.State.ACTIVE):
    """Make projects of two founders each."""
    for number in range(many):
        pair = [makers.teacher(db, f"{number} of {one}", one, NOON) for one in (first, second)]
        makers.project(db, pair, NOON, state=state)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, 0),
        (1, None),
        (4, None),
        (5, 5),
        (9, 5),
        (104, 100),
        (999, 995),
        (1_004, 1_000),
        (1_019, 1_010),
        (52_345, 52_300),
        (412_999, 412_000),
    ],
)
def test_people_are_rounded_down_and_few_of_them_hidden(count, shown):
    assert figures.rounded(count) == shown


def test_nothing_is_nothing(db):
    assert figures.count(db, NOON) == figures.Figures(teachers=0, schools=0)


def test_only_validated_teachers_and_active_projects_count(db):
    found(db, 3)
    found(db, 2, state=projects.State.DRAFT)
    makers.teacher(db, "Eve", "RO", NOON, standing=Standing.WAITING)

    counted = figures.count(db, NOON)

    assert (counted.teachers, counted.schools, counted.projects) == (10, 10, 3)


def test_a_project_counts_in_both_countries_and_once_where_both_are_one(db):
    found(db, 6)
    found(db, 5, "FR", "FR")
    found(db, 4, "ES", "RO")

    assert figures.count(db, NOON).by_country == (("RO", 10), ("DE", 6), ("FR", 5))


def test_seminars_count_until_they_have_ended(db):
    host = makers.teacher(db, "Hana", "RO", NOON)
    coordinators.add(db, host.id, "RO", NOON)
    robots = announce(db, host)

    assert figures.count(db, NOON).seminars == 1
    assert figures.count(db, robots.ends_at + timedelta(minutes=1)).seminars == 0


def test_countries_with_a_coordinator_are_known(db):
    coordinators.add(db, makers.teacher(db, "Hana", "RO", NOON).id, "RO", NOON)
    coordinators.add(db, makers.teacher(db, "Caro", "DE", NOON).id, coordinators.ALL, NOON)
    suspended = makers.teacher(db, "Mara", "FR", NOON, standing=Standing.SUSPENDED)
    coordinators.add(db, suspended.id, "FR", NOON)

    assert figures.count(db, NOON).coordinated == {"RO"}
