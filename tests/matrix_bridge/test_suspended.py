"""Who is suspended is out of the rooms while it lasts, and comes back when it ends. Rule NSS-1."""

from datetime import timedelta

from handlers import suspending
from storage import members, people, suspensions
from storage.people import Standing
from tests.matrix_bridge.names import SERVICE
from tests.matrix_bridge.settled import now

ROOMS = ("classroom", "staff_room", "space")


async def memberships(class_, user):
    """Read what somebody is in each of the rooms."""
    found = [getattr(class_.rooms, kind) for kind in ROOMS]
    return {(await class_.homeserver.members(room, SERVICE)).get(user) for room in found}


async def test_who_is_suspended_is_out_of_every_room_and_back_when_it_ends(class_):
    await class_.settle()
    eva, owl, room = class_.account(class_.eva), class_.user(class_.owl), class_.rooms.classroom
    assert await memberships(class_, eva) == {"join"}

    class_.write(_suspend, class_.eva)
    await class_.settle()

    assert await memberships(class_, eva) == {"leave"}
    assert (await class_.levels(room))[owl] == -1, "nobody looks after Eva's pupil"
    mine = class_.read(members.of_person, class_.number, class_.eva.id)
    assert mine.state == members.State.IN, "the place in the project stays"

    class_.write(suspending.end_due, now() + timedelta(days=8))
    await class_.settle()

    assert await memberships(class_, eva) <= {"join", "invite"}
    assert class_.read(people.by_id, class_.eva.id).standing == Standing.VALIDATED


def _suspend(db, person):
    until = now() + timedelta(days=7)
    values = {"reason": "Rude.", "since": now(), "until": until, "was_available": False}
    values |= {"stood": person.standing, "is_central": False}
    suspensions.add(db, person_id=person.id, **values)
    people.decide(db, people.hold(db, person.id), Standing.SUSPENDED, now())
