"""Pictures and files in a room on a real homeserver: sent, got, shown to others and gone. TWS-6."""

from handlers.conversation import File
from tests import makers
from tests.matrix_bridge.names import SERVICE


async def uploaded(room, content=None, name="fish.png", mime="image/png", kind="photo"):
    """Give the homeserver a file, and its reference as a turn has it."""
    content = content or makers.png(900, 30)
    ref = await room.rooms.upload(room.pupil, content, mime, name)
    return File("room", ref, kind, mime, name, len(content), alt="A red fish", licence="ours")


async def test_a_picture_is_sent_with_what_is_to_be_seen_and_comes_back(room):
    file = await uploaded(room)
    said = await room.say("In our river", file=file)

    one = await room.newest()
    whole = await room.rooms.media(room.id, said, is_small=False)
    small = await room.rooms.media(room.id, said, is_small=True)

    assert one.text == "In our river"
    assert (one.media.name, one.media.alt, one.media.is_picture) == ("fish.png", "A red fish", True)
    assert whole.content == makers.png(900, 30)
    assert small.content != whole.content
    assert small.media == whole.media == one.media


async def test_other_clients_show_what_is_to_be_seen_where_nobody_wrote_more(room):
    said = await room.say("", file=await uploaded(room))

    content = (await room.homeserver.event(room.id, said, SERVICE))["content"]

    assert (content["body"], content["filename"]) == ("A red fish", "fish.png")
    assert (await room.newest()).text == ""


async def test_a_file_is_got_only_by_a_message_of_this_room(room):
    said = await room.say("", file=await uploaded(room, b"a,b\n", "list.csv", "text/csv", "file"))
    text = await room.say("No file here")
    other = await room.homeserver.create_room({"preset": "private_chat"}, SERVICE)

    assert (await room.rooms.media(room.id, said, is_small=True)).content == b"a,b\n"
    assert await room.rooms.media(other, said, is_small=False) is None
    assert await room.rooms.media(room.id, text, is_small=False) is None
    assert await room.rooms.media(room.id, "$nothing", is_small=False) is None


async def test_a_file_is_gone_when_its_message_is_taken_back(room):
    said = await room.say("", file=await uploaded(room))

    await room.take_back(said)

    assert await room.rooms.media(room.id, said, is_small=False) is None


async def test_a_file_of_another_server_is_not_asked_for(room):
    said = await room.post({"msgtype": "m.image", "body": "x.png", "url": "mxc://evil.example/abc"})

    assert await room.rooms.media(room.id, said, is_small=False) is None
