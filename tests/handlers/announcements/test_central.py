"""Central support and what others have open, or left behind. Rule NSS-2."""

import pytest

from storage import campaigns, coordinators, people
from storage.campaigns import State
from tests.handlers.announced import Desk


@pytest.fixture
def desk(desk, readers):
    """A coordinator of Romania, three teachers there and one elsewhere."""
    return desk


@pytest.fixture
def css(coordinator):
    """Central support."""
    return coordinator("Css", "*")[1]


def dismiss(database, country="RO"):
    gone = coordinators.table.delete().where(coordinators.table.c.country == country)
    database.write(lambda db: db.execute(gone))


def plan(desk):
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    [card] = desk.say("6.10.2026 17:00")
    desk.press("announce.schedule", card)
    return desk.campaign.id


def buttons(reply):
    return [
        (getattr(button.label, "key", button.label), button.command)
        for row in reply.buttons
        for button in row
    ]


def numbers(listed):
    lines = listed.fields["lines"].items
    return {one.fields["number"]: one.key for one in lines}


def test_central_support_finds_what_waits_and_what_is_planned_and_no_draft(
    desk, chats, coordinator, css, low, monkeypatch
):
    _, radu = coordinator("Radu", "RO")
    desk.send(desk.write())
    waiting = desk.campaign.id
    monkeypatch.setattr("handlers.campaigning.is_large", lambda *_: False)
    planned = plan(Desk(chats, desk.database, radu))
    desk.write()

    [listed] = chats.send("/announce", css)

    assert listed.key == "announce.list_all"
    assert numbers(listed) == {waiting: "announce.line_of", planned: "announce.line_of"}
    Desk(chats, desk.database, css).write(narrower=["announce.everywhere", "form.done"])
    [listed] = chats.send("/announce", css)
    own = desk.campaign.id
    assert numbers(listed)[own] == "announce.line"
    assert len(numbers(listed)) == 3
    [mine] = desk.say("/announce")
    assert mine.key == "announce.list"


def test_the_list_counts_nobody(desk, css, chats, monkeypatch):
    plan(desk)
    monkeypatch.setattr("storage.audiences.count", None)

    [mine] = desk.say("/announce")
    [listed] = chats.send("/announce", css)

    assert (mine.key, listed.key) == ("announce.list", "announce.list_all")


def test_what_was_left_behind_is_a_button_away_and_can_be_thrown_away(desk, chats, css, database):
    number = plan(desk)
    dismiss(database)
    desk.chats.at = desk.campaign.starts_at
    desk.tick()
    [told] = [one for one in chats.new() if one.key == "announce.no_author"]

    [card] = chats.press("announce.show", told, css)
    [listed] = chats.send("/announce", css)
    [asked] = chats.press("announce.drop", card, css)
    thrown = chats.press("announce.drop", asked, css)

    assert numbers(listed) == {number: "announce.line_of"}
    assert card.key == "announce.card"
    assert [one.key for one in thrown] == ["announce.dropped"]  # its author has no part any more
    with database.reading() as db:
        assert campaigns.by_id(db, number) is None


def test_of_another_s_only_what_works_is_offered(desk, chats, css, database):
    number = plan(desk)

    [card] = chats.send(f"/announcement {number}", css)

    assert [key for key, _ in buttons(card)] == ["announce.drop", "announce.mine"]
    assert card.fields["more"].items[0].key == "announce.by_author"
    for _, command in buttons(card):
        [told] = chats.send(command, css, kind="press")
        assert told.key in ("announce.sure_drop", "announce.list_all")
    [told, other] = chats.send(f"/announcedrop {number} yes", css, kind="press")
    assert (told.key, other.key, other.to) == (
        "announce.dropped",
        "announce.dropped_yours",
        desk.by,
    )


def test_who_writes_there_no_more_is_offered_no_sending(desk, chats, database, css):
    number = plan(desk)

    def move(db):
        author = campaigns.by_id(db, number).author_id
        coordinators.add(db, author, "BG", people.by_id(db, author).since)

    database.write(move)
    dismiss(database)

    [card] = desk.say(f"/announcement {number}")

    assert [key for key, _ in buttons(card)] == ["announce.drop", "announce.mine"]


@pytest.mark.parametrize("name", ["pause", "resume", "stop", "withdraw"])
def test_what_has_not_left_is_shown_as_what_it_is(desk, name):
    desk.write()

    [told] = desk.say(f"/announce{name} {desk.campaign.id}", kind="press")

    assert told.key == "announce.card"
    assert desk.campaign.state == State.DRAFT
