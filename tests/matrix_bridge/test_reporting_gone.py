"""Reports typed in a room of what was taken back before, or is not there at all. TWS-12."""

from handlers.conversation import Event, Place
from matrix_bridge.reporting import Reporting
from storage import frozen
from storage.addresses import Address
from tests.matrix_bridge.names import SERVICE
from tests.matrix_bridge.settled import now


async def typed(class_, text, command, about):
    """Let Fox type a report; give its event."""
    said = await class_.say(class_.fox, text)
    room = class_.rooms.classroom
    return Event(
        id=said,
        message=said,
        address=Address("room", class_.user(class_.fox)),
        chat=room,
        at=now(),
        command=command,
        about=about,
        room=Place(class_.number, "classroom", room, "en"),
    )


async def test_of_a_message_that_was_taken_back_it_is_known_who_wrote_it(class_):
    await class_.settle()
    await class_.say(class_.fox, "Good morning")
    bad = await class_.say(class_.owl, "Your drawing is ugly")
    await class_.homeserver.redact(
        class_.rooms.classroom, bad, f"gone {bad}", class_.user(class_.owl)
    )
    event = await typed(class_, "!reprot look", "reprot", bad)

    await Reporting(class_.homeserver, SERVICE, class_.desk.in_database).prepare([event])

    kept = class_.read(frozen.by_key, event.id)
    assert (kept.message, kept.sender) == (bad, class_.user(class_.owl))
    assert bad not in {line.id for line in kept.lines}
    assert kept.lines[-1].text == "Good morning"
    assert not [body for body in await class_.bodies() if "reprot" in body]


async def test_a_message_of_another_room_is_not_frozen(class_):
    await class_.settle()
    said = await class_.homeserver.send_event(
        class_.rooms.staff_room,
        "m.room.message",
        {"msgtype": "m.text", "body": "Between teachers"},
        f"staff {class_.number}",
        SERVICE,
    )
    event = await typed(class_, "!report", "report", said)

    await Reporting(class_.homeserver, SERVICE, class_.desk.in_database).prepare([event])

    assert class_.read(frozen.by_key, event.id) is None
