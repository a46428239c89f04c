"""What the homeserver pushes wakes the pages that have the room open, here and elsewhere."""

from bot import openpages
from bot.portal.live import Live
from handlers.platform import Gate
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.rooms import Rooms

SAID = {
    "type": "m.room.message",
    "room_id": "!a",
    "event_id": "$1",
    "sender": "@ana:x",
    "origin_server_ts": 1,
    "content": {"msgtype": "m.text", "body": "Hello"},
}
CHANGED = {
    **SAID,
    "event_id": "$2",
    "content": {
        "msgtype": "m.text",
        "body": "* Hi",
        "m.new_content": {"msgtype": "m.text", "body": "Hi"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"},
    },
}


async def test_a_push_wakes_the_pages_here_and_is_told_to_the_others_when_it_is_written_down():
    order, live = [], Live()
    rooms = Rooms(Homeserver("http://127.0.0.1:1", "no token needed", Gate()), "x")

    async def write_down(events):
        order.append(f"written {len(events)}")

    def tell(room, touched):
        order.append((room, touched))

    heard = openpages.listener(write_down, rooms, live, tell)
    with live.watching("!a", "person:1") as page:
        await heard([SAID, CHANGED])

        assert page.woken.is_set()
        assert page.touched == {"$1"}
    assert order == ["written 2", ("!a", ""), ("!a", "$1")]
