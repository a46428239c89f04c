"""Which files are in a project that is saved as a file. TWS-11."""

import pytest

from storage import materials, room_media
from tests.makers import png
from tests.matrix_bridge.exported import Rivers
from tests.matrix_bridge.names import SERVER


@pytest.fixture
def rivers(homeserver, desk, name, tmp_path):
    """A project whose rooms stand."""
    return Rivers(homeserver, desk, name, tmp_path)


async def test_a_file_that_the_homeserver_lost_is_said_to_be_missing(rivers):
    mxc = f"mxc://{SERVER}/nowhere"
    await rivers.say("lost.png", msgtype="m.image", url=mxc)
    away = "mxc://elsewhere.example/x"
    await rivers.say("theirs.png", msgtype="m.image", url=away)

    saved = await rivers.saved()

    assert [one["file"]["path"] for one in saved.data["messages"]] == [None, None]
    assert saved.html.count("could not be saved") == 2


async def test_a_file_of_another_room_is_not_saved_though_its_address_was_posted_here(rivers):
    await rivers.show("drawing.png", png())
    [there] = rivers.desk.database.read(materials.of_project, rivers.project.id)
    elsewhere = ("!elsewhere", "$there", "$there", rivers.project.id)
    rivers.desk.database.write(room_media.add, there.ref, *elsewhere)

    saved = await rivers.saved()

    assert [one["file"]["path"] for one in saved.data["messages"]] == [None]
