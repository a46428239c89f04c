"""What is shown at the end says the same everywhere. Rule NSS-2."""

import json

import pytest
from sqlalchemy import select

from handlers.conversation import Words
from storage import addresses, outbox
from storage.campaigns import State
from tests.handlers.announced import to_author

NUMBERS = ("sent", "unreachable", "refused", "unknown", "dropped")


@pytest.fixture
def without_chat(teacher, database):
    """One teacher with a chat that takes messages, and two without."""
    teacher("Ana")
    for name in ("Bogdan", "Corina"):
        teacher(name)
        database.write(addresses.lose, "telegram", f"chat of {name.lower()}", "blocked")


def told(desk, key):
    """Give the report, and what the author's message says: as it stands, and shown anew."""
    own = outbox.table.c.batch == desk.campaign.progress
    query = select(outbox.table.c.payload).where(own).order_by(outbox.table.c.id.desc())
    with desk.database.reading() as db:
        stands = json.loads(db.scalars(query).first())["fields"]
    [report] = [one for one in to_author(desk) if one.key == key]
    [card] = desk.say(f"/announcement {desk.campaign.id}")
    return report, stands, card


def test_the_message_and_the_report_count_alike_at_the_end(desk, without_chat):
    desk.send(desk.write())
    desk.tick()
    desk.deliver()
    desk.tick(4)

    assert desk.campaign.state == State.DONE
    report, stands, card = told(desk, "announce.report")
    assert (report.fields["sent"], report.fields["unreachable"]) == (1, 2)
    for name in NUMBERS:
        assert card.fields[name] == stands[name] == report.fields[name]


def test_the_message_and_the_report_count_alike_when_it_was_stopped(desk, without_chat, teacher):
    teacher("Doina")
    [shown] = desk.send(desk.write())
    desk.tick()
    desk.deliver(most=1)
    [asked] = desk.press("announce.stop", shown)
    desk.press("announce.stop_yes", asked)
    desk.tick(4)

    report, stands, card = told(desk, "announce.report_stopped")
    assert [report.fields[name] for name in ("sent", "unreachable", "dropped")] == [1, 2, 1]
    for name in NUMBERS:
        assert card.fields[name] == stands[name] == report.fields[name]
    assert card.fields["left"] == Words("announce.left_dropped", {"dropped": 1})
