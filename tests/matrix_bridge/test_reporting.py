"""A report typed in a room: taken back there, and what it answers is frozen. TWS-12."""

from handlers.conversation import Event, Place
from matrix_bridge.reporting import Reporting
from storage import frozen
from storage.addresses import Address
from tests.matrix_bridge.names import SERVICE
from tests.matrix_bridge.settled import now

BAD = "Your drawing is ugly"


async def test_a_report_typed_in_a_room_is_taken_back_and_what_it_answers_frozen(class_):
    await class_.settle()
    await class_.say(class_.fox, "Good morning")
    bad = await class_.say(class_.owl, BAD)
    room = class_.rooms.classroom
    typed = await class_.say(class_.fox, "!report please look")
    event = Event(
        id=typed,
        address=Address("room", class_.user(class_.fox)),
        chat=room,
        at=now(),
        command="report",
        words="please look",
        about=bad,
        message=typed,
        room=Place(class_.number, "classroom", room, "en"),
    )

    await Reporting(class_.homeserver, SERVICE, class_.desk.in_database).prepare([event])

    assert not [body for body in await class_.bodies() if "report" in body]
    kept = class_.read(frozen.by_key, typed)
    assert (kept.message, kept.sender) == (bad, class_.user(class_.owl))
    assert [line.text for line in kept.lines][-2:] == ["Good morning", BAD]
