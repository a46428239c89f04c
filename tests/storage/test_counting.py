"""Each month is counted once when it is over, out of what the tables tell then."""

from datetime import date, timedelta

from storage import (
    attendance,
    contacts,
    counted,
    counting,
    ideas,
    people,
    projects,
    signups,
    statistics,
)
from storage.hiding import ALL
from storage.people import Standing
from tests import makers
from tests.conftest import NOON
from tests.handlers.seminars import announce
from tests.storage.months import LATER, OCTOBER, OVER, SEPTEMBER


def test_registrations_are_counted_by_country(many, count):
    many("DE", 16, at=NOON - timedelta(days=30))
    many("RO", 8)
    many("DE", 12)
    many("DE", 6, at=OVER + timedelta(minutes=1))
    assert count()["registered"] == 5
    assert count(country="DE")["registered"] == 10
    assert count(country="DE", month=SEPTEMBER)["registered"] == 15
    assert count(country=ALL)["registered"] == 20
    assert count(country="MT")["registered"] == 0


def test_how_long_half_of_them_waited_is_counted_with_the_first_validation(many, count, database):
    these = many("RO", 5, standing=Standing.WAITING)

    def validate(db, person, days):
        return people.decide(db, person, Standing.VALIDATED, NOON + timedelta(days=days))

    for person, days in zip(these, (1, 1, 4, 9, 20), strict=True):
        database.write(validate, person, days)
    again = database.write(lambda db: people.decide(db, these[0], Standing.WAITING, NOON))
    database.write(validate, again, 22)
    assert count()["validated"] == 5
    assert count()["days"] == 4
    assert count(country="DE")["validated"] == 0
    assert count(country="DE").get("days") is None


def test_days_are_not_shown_where_the_people_are_not(many, count, database):
    def validate(db, those, days):
        for one in those:
            people.decide(db, one, Standing.VALIDATED, NOON + timedelta(days=days))

    for country, how_many, days in (("RO", 7, 2), ("MT", 4, 9), ("DE", 5, 3)):
        these = many(country, how_many, standing=Standing.WAITING)
        database.write(validate, these, days)
    codes = ("MT", "RO", "DE", ALL)
    assert [count(country=one)["validated"] for one in codes] == [None, 5, 5, 10]
    assert [count(country=one)["days"] for one in codes] == [None, 2, 3, 2], "nor in the whole"


def test_who_did_something_in_the_month_is_active(many, count, database):
    many("RO", 6)
    many("RO", 5, at=NOON - timedelta(days=50))
    many("RO", 7, standing=Standing.WAITING)
    assert count()["active"] == 5
    assert "active" not in count(month=SEPTEMBER), "nobody knows that any more"


def test_a_month_stays_as_it_was_counted(many, count, database):
    these = many("RO", 7)
    before = count()
    database.write(people.empty, these[0], OVER)
    many("RO", 6)
    assert count() == before


def test_what_is_not_kept_is_not_made_up_for(many, count):
    many("RO", 7)
    found = count(at=OVER + counting.LATE)
    assert found["registered"] == 5
    assert "active" not in found
    assert "running" not in found


def test_partners_are_counted_as_people(many, count, database):
    here, there = many("RO", 10), many("DE", 10)

    def work(db):
        for one, other in zip(here, there, strict=True):
            contacts.join(db, one.id, other.id, NOON)
        contacts.join(db, here[0].id, there[1].id, NOON)
        draft = ideas.Draft("Rivers", "We measure.", (9, 12), ("en",), (), (), OCTOBER)
        for one in (*here[:5], here[0]):
            ideas.post(db, one.id, draft, NOON)

    database.write(work)
    found = count()
    assert (found["ideas"], found["asking"], found["matched"]) == (5, 10, 10)
    assert count(country="DE")["asking"] == 0
    assert count(country="DE")["matched"] == 10
    assert count(country=ALL)["matched"] == 20


def test_a_project_counts_in_each_founders_country_and_once_in_all(many, count, database):
    here, there = many("RO", 6), many("DE", 6)

    def work(db):
        for one, other in zip(here, there, strict=True):
            makers.project(db, (one, other), NOON)

    database.write(work)
    assert count()["running"] == 5
    assert count(country="DE")["running"] == 5
    assert count(country=ALL)["running"] == 5
    assert count(country=ALL)["closed"] == 0


def test_many_projects_of_few_founders_are_hidden(many, count, database):
    here, there = many("MT", 2), many("DE", 12)

    def work(db):
        for number, other in enumerate(there):
            makers.project(db, (here[number % 2], other), NOON)

    database.write(work)
    assert count(country="MT")["running"] is None


def test_projects_that_no_country_shows_are_in_no_total(many, count, database):
    few, here, there = many("MT", 4), many("RO", 5), many("DE", 5)

    def work(db):
        own = [(few[0], few[1])] * 3 + [(few[2], few[3])] * 3
        for one, other in (*zip(here, there, strict=True), *own):
            makers.project(db, (one, other), NOON)
        makers.project(db, (few[0], few[3]), NOON, state=projects.State.CLOSED)

    database.write(work)
    found = {one: count(country=one)["running"] for one in ("MT", "RO", "DE", ALL)}
    assert found == {"MT": None, "RO": 5, "DE": 5, ALL: 5}
    assert count(country=ALL)["closed"] is None


def test_what_was_archived_is_counted_by_month_since_nothing_leaves_the_archive(
    many, count, database
):
    here, there = many("RO", 16, at=NOON - timedelta(days=40)), many("DE", 16)
    earlier = NOON - timedelta(days=10)

    def work(db, those, at):
        for one, other in those:
            makers.project(db, (one, other), at, state=projects.State.ARCHIVED)

    pairs = list(zip(here, there, strict=True))
    database.write(work, pairs[:11], earlier)
    database.write(work, pairs[11:], NOON)
    assert count()["archived"] == 5
    assert count(month=SEPTEMBER)["archived"] == 10


def test_national_projects_count_once(many, count, database):
    here = many("RO", 12)

    def work(db):
        for one, other in zip(here[:6], here[6:], strict=True):
            makers.project(db, (one, other), NOON, state=projects.State.CLOSED)

    database.write(work)
    assert count()["closed"] == 5


def test_who_came_to_seminars_counts_once(many, count, database):
    these = many("RO", 12)

    def work(db):
        seminar = announce(db, these[0], capacity=50)
        other = announce(db, these[0], title="Two", capacity=50)
        for one in these[1:]:
            signups.sign_up(db, seminar.id, one.id, NOON)
        for one in these[1:7]:
            attendance.add(db, seminar.id, one.id, name="A", code=f"A{one.id}", site="s", at=NOON)
        attendance.add(db, other.id, these[1].id, name="A", code="B", site="s", at=NOON)

    database.write(work)
    assert "came" not in count(at=OVER), "attendance can still be noted"
    found = count(at=LATER)
    assert (found["held"], found["came"]) == (2, 5)
    assert count(country=ALL)["held"] == 2


def test_every_measure_is_counted_and_every_count_is_shown():
    all_counted = {one for count in counting.COUNTS for one in count.measures} | set(counted.BESIDE)
    shown = [one for part in statistics.PARTS for one in part.measures]
    assert sorted(shown) == sorted(all_counted)
    assert all(part.main in part.measures for part in statistics.PARTS)


def test_months_go_over_years():
    assert statistics.before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert statistics.before(date(2025, 12, 1), -1) == date(2026, 1, 1)
    assert statistics.before(date(2026, 5, 1), 17) == date(2024, 12, 1)
