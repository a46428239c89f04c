"""What goes off the public page without a press on Withdraw is in the log too. TWS-8, TWS-13."""

import pytest

from handlers import takingback
from handlers.conversation import Event, Place
from storage import materials, pupils, safeguarding
from storage.addresses import Address
from tests.conftest import NOON


def _by_parents(ana, owl, database, number):
    ana.get("/pupils")
    ana.post(
        "/pupils/permissions", **{f"seen-{owl.id}": "111", f"part-{owl.id}": "on", "nonce": "n"}
    )
    return "permission ended"


def _by_taking_out(ana, owl, database, number):
    ana.get(f"/pupils/{owl.id}")
    ana.post(f"/pupils/{owl.id}/remove")
    return "permission ended"


def _by_erasing(ana, owl, database, number):
    ana.get(f"/pupils/{owl.id}")
    ana.post(f"/pupils/{owl.id}/erase")
    return "permission ended"


def _in_an_app(ana, owl, database, number):
    one = database.read(materials.by_id, number)
    user = f"@{database.read(pupils.by_id, owl.id).localpart}:school.example"
    event = Event(
        id="$taken",
        address=Address("room", user),
        chat=one.room,
        at=NOON,
        kind="taken back",
        about=one.event_id,
        room=Place(one.project_id, "classroom", one.room, "en"),
    )
    database.write(lambda db: takingback.taken_back(event, db))
    return "taken back"


@pytest.mark.parametrize("withdraw", [_by_parents, _by_taking_out, _by_erasing, _in_an_app])
def test_it_is_written_down_what_stopped_being_public_and_why(
    ana, owl, database, published, withdraw
):
    number, _ = published

    reason = withdraw(ana, owl, database, number)

    entries = [one for one, _ in database.read(lambda db: list(safeguarding.entries(db)))]
    [found] = [one for one in entries if one.kind == "withdrawn"]
    assert (found.subject, found.reason) == (f"material:{number}", reason)
    assert found.actor
