"""An announcement whose author, or whose reader, lost their rights meanwhile. Rule NSS-2."""

import pytest
from sqlalchemy import select

from handlers import daily
from storage import addresses, campaign_rows, coordinators, notices, outbox, people
from storage.addresses import Address
from storage.campaigns import State
from storage.notices import Way
from storage.people import Standing
from tests.handlers.announced import states, to_author


@pytest.fixture
def desk(desk, readers):
    """A coordinator of Romania, three teachers there and one elsewhere."""
    return desk


def suspend(database, address):
    def work(db):
        person = people.by_id(db, addresses.by_user(db, address).person_id)
        people.decide(db, people.hold(db, person.id), Standing.SUSPENDED, person.since)

    database.write(work)


def dismiss(database, country="RO"):
    gone = coordinators.table.delete().where(coordinators.table.c.country == country)
    database.write(lambda db: db.execute(gone))


def keys(replies, to):
    return [one.key for one in replies if one.to == to]


@pytest.mark.parametrize("lose", [lambda desk: suspend(desk.database, desk.by), None])
def test_what_is_under_way_pauses_when_its_author_is_suspended_or_dismissed(
    desk, crowd, coordinator, chats, lose
):
    crowd(6)
    _, css = coordinator("Css", "*")
    desk.send(desk.write())
    desk.tick()
    desk.deliver(most=2)
    chats.new()
    (lose or (lambda desk: dismiss(desk.database)))(desk)

    desk.tick()

    assert (desk.campaign.state, desk.campaign.reason) == (State.PAUSED, "author")
    assert not desk.deliver()
    told = [one for one in chats.new() if one.key == "announce.author_lost"]
    assert [one.to for one in told] == [css]
    [again] = chats.press("announce.show", told[0], css)
    [refused] = chats.press("announce.resume", again, css)
    assert refused.key == "announce.author_lost"
    desk.tick(60)
    assert not desk.deliver()
    [asked] = chats.press("announce.stop", refused, css)
    assert asked.key == "announce.sure_stop"
    chats.press("announce.stop_yes", asked, css)
    desk.tick()
    assert states(desk) == {"SENT": 2, "DEAD": 7}


def test_an_agreement_sends_nothing_of_an_author_who_may_not_any_more(
    desk, coordinator, database, low
):
    _, radu = coordinator("Radu", "RO")
    _, css = coordinator("Css", "*")
    _, card = desk.send(desk.write())
    suspend(database, desk.by)

    said = desk.press("announce.agree", card, radu)

    outcomes = [one.fields["outcome"].key for one in said if "outcome" in one.fields]
    assert outcomes == ["announce.no_author"]
    assert desk.campaign.state == State.DRAFT
    assert keys(said, css) == ["announce.no_author"]
    desk.tick()
    assert not desk.letters()


def test_who_was_suspended_after_their_letter_was_put_does_not_get_it(
    desk, chats, database, teacher
):
    _, at_ion = teacher("Ion")
    late, at_dan = teacher("Dan")
    other, _ = teacher("Eva")
    for one in (late, other):
        database.write(notices.choose, one.id, "announcements", Way.DAILY)
    desk.chats.at = desk.chats.at.replace(hour=22)  # in the night all letters wait
    desk.send(desk.write())
    desk.tick()
    assert len(desk.letters()) == 6
    chats.new()
    suspend(database, at_ion)
    suspend(database, at_dan)

    desk.tick(9 * 3600)
    got = {row.chat for row in desk.deliver()}
    desk.tick(24 * 3600)
    database.write(daily.tell, desk.chats.at)

    assert got == {"chat of ana", "chat of bogdan", "chat of corina"}
    assert _told_daily(database) == {"chat of eva"}
    desk.tick(60)
    assert desk.campaign.state == State.DONE
    [report] = [one for one in to_author(desk) if one.key == "announce.report"]
    assert (report.fields["sent"], report.fields["dropped"]) == (4, 2)


def test_of_many_who_were_suspended_nobody_gets_it_however_few_leave_at_once(
    desk, crowd, database, monkeypatch
):
    monkeypatch.setattr(campaign_rows, "LET_GO", 2)
    desk.chats.at = desk.chats.at.replace(hour=22)
    crowd(8)
    desk.send(desk.write())
    desk.tick()
    for number in range(6):
        suspend(database, Address("telegram" if number % 2 else "matrix", f"t{number}"))

    got = set()
    for hours in (9, 1, 1, 1):
        desk.tick(hours * 3600)
        got |= {row.chat for row in desk.deliver()}

    kept = {f"chat of {name}" for name in ("ana", "bogdan", "corina", "t6", "t7")}
    assert got == kept
    assert states(desk) == {"SENT": 5, "DEAD": 6}


def _told_daily(database):
    table = outbox.table
    with database.reading() as db:
        return set(db.scalars(select(table.c.chat).where(table.c.once.like("daily-%"))))


@pytest.mark.parametrize("ways", [["announce.pause"], ["announce.pause", "announce.stop"]])
def test_paused_nothing_goes_into_the_message_of_the_day_either(
    desk, chats, database, teacher, ways
):
    dan, _ = teacher("Dan")
    database.write(notices.choose, dan.id, "announcements", Way.DAILY)
    [shown] = desk.send(desk.write())
    desk.tick()
    for key in ways:
        [shown] = desk.press(key, shown)
    desk.chats.at = desk.chats.at.replace(day=desk.chats.at.day + 1)

    database.write(daily.tell, desk.chats.at)
    assert not _told_daily(database)
    desk.press("announce.resume", shown)
    database.write(daily.tell, desk.chats.at)

    assert _told_daily(database) == {"chat of dan"}
