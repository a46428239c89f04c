"""The head of the safeguarding log: daily to central support, in their own chats."""

from datetime import timedelta

from handlers import watching
from handlers.conversation import Code
from storage import safeguarding
from storage.safeguarding import Kind
from tests.conftest import NOON


def test_central_support_is_given_the_head_once_and_again_when_it_moved(
    database, chats, coordinator
):
    _, css = coordinator("Css", "*")
    coordinator("Ron", "RO")

    database.write(watching.publish_head, NOON)
    assert chats.new() == []

    database.write(safeguarding.write, Kind.JOINED, NOON)
    head = database.read(safeguarding.head)
    database.write(watching.publish_head, NOON)
    [told] = chats.new()
    assert told.to == css
    assert told.key == "safeguarding.head"
    assert told.fields["head"] == Code(f"{head[0]}:{head[1]}")

    database.write(watching.publish_head, NOON + timedelta(days=1))
    assert chats.new() == []

    database.write(safeguarding.write, Kind.LEFT, NOON)
    database.write(watching.publish_head, NOON + timedelta(days=2))
    assert [one.fields["head"] for one in chats.new()] != [Code(f"{head[0]}:{head[1]}")]
