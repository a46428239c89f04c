"""Whose a suspension is to lift, whatever became of who decided it. Rule NSS-1."""

from storage import coordinators, suspensions
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.suspended import standing, suspend


def test_what_central_support_suspended_stays_its_own_whatever_became_of_who_did_it(
    chats, accused, database
):
    ben, maria = accused["ben"][0], accused["maria"]
    suspend(chats, accused, by="clara")

    chats.send(f"/dismiss * {accused['clara'][0].id} yes", accused["css"][1])
    [dismissed] = chats.send(f"/lift p{ben.id}", maria[1])
    change = suspensions.table.update().values(by_id=None)
    database.write(lambda db: db.execute(change))
    [erased] = chats.send(f"/lift p{ben.id}", maria[1])

    for refused in (dismissed, erased):
        assert refused.fields["outcome"].key == "suspending.central_lifts"
    assert "/lift" not in repr(chats.send(f"/suspensions p{ben.id}", maria[1]))
    assert standing(database, ben) == Standing.SUSPENDED


def test_what_a_country_suspended_it_lifts_also_if_who_did_it_joined_central_support(
    chats, accused, database, coordinator
):
    suspend(chats, accused)
    database.write(coordinators.add, accused["maria"][0].id, coordinators.ALL, NOON)
    _, to_mihai = coordinator("Mihai", "RO")

    _, told = chats.send(f"/lift p{accused['ben'][0].id}", to_mihai)

    assert (told.key, told.to) == ("suspending.ended", accused["ben"][1])
