"""Ambassadors: who has the badge, and when it counts."""

from storage import ambassadors, coordinators, people
from storage.people import Standing
from tests.storage.conftest import NOON


def test_a_badge_counts_while_its_bearer_is_validated_and_of_that_country(db, someone):
    ana, hana = someone("RO"), someone("RO")
    coordinators.add(db, hana, "RO", NOON)

    assert ambassadors.add(db, ana, "RO", hana, NOON)
    assert not ambassadors.add(db, ana, "RO", hana, NOON)
    assert ambassadors.is_one(db, ana)
    assert ambassadors.of_country(db, "RO") == [ana]
    assert ambassadors.of_country(db, "DE") == []

    person = people.by_id(db, ana)
    people.decide(db, person, Standing.SUSPENDED, NOON)
    assert not ambassadors.is_one(db, ana)
    assert ambassadors.of_country(db, "RO") == []

    person = people.by_id(db, ana)
    people.decide(db, person, Standing.VALIDATED, NOON, country="DE")
    assert not ambassadors.is_one(db, ana)
    assert ambassadors.add(db, ana, "DE", hana, NOON), "the old badge gives way to the new one"
    assert ambassadors.remove(db, ana)
    assert not ambassadors.remove(db, ana)
