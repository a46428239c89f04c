"""An announcement under way: once each, paused, halted, stopped, taken back. Rule NSS-2."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from handlers import campaigning, daily, making
from handlers.conversation import Recipe
from storage import addresses, bulk, campaign_rows, campaigns, deliveries, notices, outbox, people
from storage.addresses import Address
from storage.campaigns import State
from storage.deliveries import Delivery
from storage.notices import Way
from storage.outbox import State as Letter
from tests.conftest import NOON
from tests.handlers.announced import Desk

NIGHT = datetime(2026, 10, 5, 22, 0, tzinfo=UTC)


@pytest.fixture(params=["telegram", "matrix"])
def desk(request, chats, database, coordinator):
    """A coordinator of Romania on either platform."""
    _, by = coordinator("Rodica", "RO", platform=request.param)
    return Desk(chats, database, by)


@pytest.fixture
def crowd(database):
    """Make many teachers of Romania at once, on both platforms."""

    def make(number):
        def work(db):
            for one in range(number):
                person = people.add(
                    db,
                    name=f"T{one}",
                    country="RO",
                    role="teacher",
                    standing=people.Standing.VALIDATED,
                    at=NOON,
                )
                address = Address("telegram" if one % 2 else "matrix", f"t{one}")
                known = addresses.add(db, address, f"chat of t{one}", "en", NOON)
                addresses.belong(db, known.id, person.id, NOON)

        database.write(work)

    return make


def _dies(db, now):
    campaigning.tick(db, now)
    raise RuntimeError


def states(desk):
    found = {}
    for row in desk.letters():
        found[Letter(row.state).name] = found.get(Letter(row.state).name, 0) + 1
    return found


def counts(desk):
    with desk.database.reading() as db:
        return campaign_rows.count(db, desk.campaign, desk.chats.at)


def to_author(desk):
    return [one for one in desk.chats.new() if one.to == desk.by]


# --- Once each ----------------------------------------------------------------------------------


def test_each_gets_it_once_however_often_the_engine_dies_between_two_parts(
    desk, crowd, database, monkeypatch
):
    monkeypatch.setitem(bulk.AT_ONCE, database.engine.dialect.name, 14)
    crowd(30)
    desk.send(desk.write())

    for _ in range(3):  # the third dies before its commit, and is done again
        database.write(campaigning.tick, desk.chats.at)
    with pytest.raises(RuntimeError):
        database.write(_dies, desk.chats.at)
    desk.tick()

    letters = desk.letters()
    assert len(letters) == len({row.chat for row in letters}) == 30
    assert {row.once for row in letters} == {
        f"campaign {desk.campaign.id}-{number}" for number in range(2, 32)
    }


def test_who_has_two_chats_gets_it_where_they_wrote_last(desk, teacher, database):
    ana, _ = teacher("Ana")

    def link(db):
        known = addresses.add(db, Address("matrix", "too"), "chat of too", "en", NOON)
        addresses.belong(db, known.id, ana.id, NOON)
        addresses.greet(db, known, "chat of too", NOON + timedelta(hours=1))

    database.write(link)
    desk.send(desk.write())
    desk.tick()

    assert [row.chat for row in desk.letters()] == ["chat of too"]


def test_nobody_gets_it_in_their_night(desk, crowd, database):
    crowd(4)
    desk.chats.at = NIGHT
    desk.send(desk.write())
    desk.tick()

    assert states(desk) == {"HELD": 4}
    assert not desk.deliver()
    assert counts(desk).later == 4
    desk.chats.at = datetime(2026, 10, 6, 4, 1, tzinfo=UTC)  # 7:01 in Bucharest
    desk.tick()
    assert len(desk.deliver()) == 4


def test_what_waits_for_the_morning_is_not_let_go_with_what_is_due(desk, crowd, teacher):
    crowd(3)
    teacher("Lia", zone="Europe/London")
    desk.chats.at = datetime(2026, 10, 5, 19, 30, tzinfo=UTC)  # 22:30 in Bucharest
    desk.send(desk.write())
    desk.tick()

    assert [row.chat for row in desk.deliver()] == ["chat of lia"]
    assert states(desk) == {"HELD": 3, "SENT": 1}


def test_those_who_want_it_daily_or_not_get_it_so(desk, teacher, database):
    dan, _ = teacher("Dan")
    oana, _ = teacher("Oana")
    database.write(notices.choose, dan.id, "announcements", Way.DAILY)
    database.write(notices.choose, oana.id, "announcements", Way.OFF)
    desk.send(desk.write())
    desk.tick()

    assert states(desk) == {"GATHERED": 1}
    desk.chats.at += timedelta(days=1)
    desk.chats.new()
    database.write(daily.tell, desk.chats.at)
    [told] = [one for one in desk.chats.new() if one.key.startswith("daily")]
    assert "Romania" in told.fields["lines"].items[0].fields["line"]
    desk.tick(4)
    assert desk.campaign.state == State.DONE
    assert campaigns.outcome_of(desk.campaign)["sent"] == 1


def test_few_at_a_time_wait_where_it_is_looked_for_what_to_send(desk, crowd, monkeypatch):
    monkeypatch.setattr(campaign_rows, "LET_GO", 5)
    crowd(30)
    desk.send(desk.write())
    desk.tick()

    assert states(desk) == {"WAITING": 10, "HELD": 20}  # five on each platform
    desk.deliver()
    desk.tick()
    assert states(desk) == {"SENT": 10, "WAITING": 10, "HELD": 10}


# --- How far it is ------------------------------------------------------------------------------


def test_one_message_shows_how_far_it_is_and_not_too_often(desk, crowd):
    crowd(20)
    [first] = desk.send(desk.write())
    own = outbox.table.c.batch == desk.campaign.progress
    arrived = outbox.table.update().where(own).values(state=int(Letter.SENT))
    desk.database.write(lambda db: db.execute(arrived))
    shown = []
    for _ in range(9):
        desk.tick()
        desk.deliver(most=2)
        shown += [one for one in to_author(desk) if one.key == "announce.progress"]

    assert first.key == "announce.progress"
    assert 2 <= len(shown) <= 3  # nine seconds: every three
    assert shown[-1].fields["sent"] > 0
    with desk.database.reading() as db:
        rows = db.execute(select(outbox.table.c.target).where(own)).all()
    assert sum(row.target is None for row in rows) == 1  # the others change that one


def test_the_end_is_told_with_numbers_and_a_chart_that_says_the_same(desk, crowd, database):
    crowd(6)
    desk.send(desk.write())
    desk.tick()
    desk.deliver(most=3)
    desk.deliver(Letter.DEAD, "blocked", most=1)
    desk.deliver(Letter.UNKNOWN, "no answer", most=1)
    desk.deliver()
    desk.chats.new()
    desk.tick(4)

    assert desk.campaign.state == State.DONE
    [report] = [one for one in to_author(desk) if one.key == "announce.report"]
    numbers = {name: report.fields[name] for name in ("people", "sent", "unreachable", "unknown")}
    assert numbers == {"people": 6, "sent": 4, "unreachable": 1, "unknown": 1}
    assert report.file == Recipe("campaign", (desk.campaign.id,))
    with database.reading() as db:
        made = making.make(db, report.file, "fr", UTC)
    assert made.content.startswith(b"\x89PNG")
    desk.tick(10)
    assert not to_author(desk)


# --- Halted -------------------------------------------------------------------------------------


def test_it_halts_when_more_than_one_in_a_hundred_are_refused(desk, crowd, coordinator):
    _, css = coordinator("Css", "*")
    crowd(400)
    desk.send(desk.write())
    desk.tick()
    desk.deliver(most=296)
    desk.deliver(Letter.DEAD, "Refused", most=4)
    desk.tick()

    assert desk.campaign.state == State.PAUSED
    assert desk.campaign.reason == "refused"
    assert not desk.deliver()
    told = [one for one in desk.chats.new() if one.key == "announce.halted"]
    assert {one.to for one in told} == {desk.by, css}
    assert told[0].fields["refused"] == 4
    desk.tick(30)
    assert not [one for one in desk.chats.new() if one.key == "announce.halted"]


def test_blocked_chats_and_lost_answers_halt_nothing(desk, crowd):
    crowd(60)
    desk.send(desk.write())
    desk.tick()
    desk.deliver(Letter.DEAD, "blocked", most=20)
    desk.deliver(Letter.UNKNOWN, "died", most=20)
    desk.deliver(Letter.DEAD, "Refused", most=1)
    desk.tick()

    assert desk.campaign.state == State.RUNNING


def test_after_a_look_it_goes_on_and_does_not_halt_again_for_the_same(desk, crowd):
    crowd(40)
    desk.send(desk.write())
    desk.tick()
    desk.deliver(Letter.DEAD, "Refused", most=10)
    desk.tick()
    assert desk.campaign.state == State.PAUSED

    desk.say(f"/announceresume {desk.campaign.id}", kind="press")
    desk.tick()

    assert desk.campaign.state == State.RUNNING
    assert len(desk.deliver()) == 30


# --- Pause, stop --------------------------------------------------------------------------------


def test_paused_nothing_leaves_and_it_goes_on_where_it_was(desk, crowd, monkeypatch):
    monkeypatch.setattr(campaign_rows, "LET_GO", 5)
    crowd(30)
    [shown] = desk.send(desk.write())
    desk.tick()
    desk.deliver(most=4)

    [paused] = desk.press("announce.pause", shown)
    assert paused.fields["state"].key == "announce.state_paused"
    assert not desk.deliver()
    desk.tick(60)
    assert not desk.deliver()
    desk.press("announce.resume", paused)
    for _ in range(10):
        desk.tick()
        desk.deliver()
    desk.tick(4)
    letters = [row for row in desk.letters() if row.target is None]
    assert {row.state for row in letters} == {Letter.SENT}
    assert len(letters) == 30


def test_what_was_on_its_way_when_it_was_paused_does_not_leave_later(desk, crowd):
    crowd(4)
    [shown] = desk.send(desk.write())
    desk.tick()
    desk.deliver(Letter.ATTEMPTING, most=1)
    desk.press("announce.pause", shown)

    def again(db):  # the platform said: ask again later
        under_way = outbox.table.c.state == Letter.ATTEMPTING
        db.execute(outbox.table.update().where(under_way).values(state=int(Letter.WAITING)))

    desk.database.write(again)
    desk.tick()

    assert not desk.deliver()


def test_paused_while_it_is_put_it_puts_no_more_until_it_goes_on(
    desk, crowd, database, monkeypatch
):
    monkeypatch.setitem(bulk.AT_ONCE, database.engine.dialect.name, 14)
    crowd(30)
    [shown] = desk.send(desk.write())
    database.write(campaigning.tick, desk.chats.at)
    [paused] = desk.press("announce.pause", shown)
    desk.tick(60)
    assert len(desk.letters()) == 10

    desk.press("announce.resume", paused)
    desk.tick()
    assert len(desk.letters()) == 30


def test_stop_lets_nothing_leave_from_the_first_press_on(desk, crowd):
    crowd(8)
    [shown] = desk.send(desk.write())
    desk.tick()
    desk.deliver(most=3)

    [asked] = desk.press("announce.stop", shown)
    assert asked.key == "announce.sure_stop"
    assert not desk.deliver()
    desk.tick()
    assert not desk.deliver()
    [stopped] = desk.press("announce.stop_yes", asked)
    desk.tick(4)

    assert stopped.fields["state"].key == "announce.state_stopped"
    assert states(desk) == {"SENT": 3, "DEAD": 5}
    [report] = [one for one in to_author(desk) if one.key == "announce.report_stopped"]
    assert (report.fields["sent"], report.fields["dropped"]) == (3, 5)
    desk.say(f"/announceresume {desk.campaign.id}", kind="press")
    desk.tick()
    assert not desk.deliver()


def test_who_had_no_letter_yet_when_it_was_stopped_counts_as_not_sent(
    desk, crowd, database, monkeypatch
):
    monkeypatch.setitem(bulk.AT_ONCE, database.engine.dialect.name, 14)
    crowd(30)
    [shown] = desk.send(desk.write())
    database.write(campaigning.tick, desk.chats.at)
    [asked] = desk.press("announce.stop", shown)
    desk.press("announce.stop_yes", asked)
    desk.tick(4)

    [report] = [one for one in to_author(desk) if one.key == "announce.report_stopped"]
    assert (report.fields["dropped"], report.fields["unreachable"]) == (30, 0)


def test_a_stop_can_be_taken_back_before_it_is_for_good(desk, crowd):
    crowd(8)
    [shown] = desk.send(desk.write())
    desk.tick()
    [asked] = desk.press("announce.stop", shown)
    desk.press("announce.resume", asked)
    desk.tick()

    assert len(desk.deliver()) == 8


def test_others_do_not_pause_or_stop_it_but_central_support_may(desk, crowd, coordinator, chats):
    crowd(4)
    _, radu = coordinator("Radu", "RO")
    _, css = coordinator("Css", "*")
    [shown] = desk.send(desk.write())

    for name in ("pause", "resume", "stop", "withdraw"):
        [told] = chats.send(f"/announce{name} {desk.campaign.id} yes", radu, kind="press")
        assert told.key == "announce.not_yours"
    assert desk.campaign.state == State.ENQUEUING
    desk.press("announce.pause", shown, css)
    assert desk.campaign.state == State.PAUSED


# --- Take back ----------------------------------------------------------------------------------


def arrive(desk, row, at=None):
    def work(db):
        deliveries.add(db, [Delivery(row.id, 0, row.chat, f"remote {row.id}")])
        if at is not None:
            mine = outbox.table.c.id == row.id
            db.execute(outbox.table.update().where(mine).values(attempted_at=at))

    desk.database.write(work)


def test_taking_back_drops_what_has_not_left_and_deletes_what_has(desk, crowd, database):
    crowd(8)
    [shown] = desk.send(desk.write())
    desk.tick()
    for row in desk.deliver(most=5):
        arrive(desk, row)

    [paused] = desk.press("announce.pause", shown)
    [asked] = desk.press("announce.withdraw", paused)
    assert asked.key == "announce.sure_withdraw"
    desk.press("announce.withdraw_yes", asked)
    desk.tick()

    removing = [row for row in desk.letters() if row.removes]
    assert len(removing) == 5
    assert {row.state for row in removing} == {Letter.WAITING}
    desk.deliver(most=4)
    desk.deliver(Letter.DEAD, "blocked")
    desk.tick(4)
    [told] = [one for one in to_author(desk) if one.key == "announce.taken_back"]
    names = ("gone", "dropped", "stays", "unreachable")
    assert [told.fields[name] for name in names] == [4, 3, 0, 1]
    desk.tick(60)
    assert len([row for row in desk.letters() if row.removes]) == 5


def test_what_telegram_keeps_is_said(desk, crowd):
    crowd(4)
    desk.send(desk.write())
    desk.tick()
    for row in desk.deliver():
        arrive(desk, row)
    desk.tick(4)
    assert desk.campaign.state == State.DONE
    desk.chats.at += timedelta(hours=49)

    [asked] = desk.say(f"/announcewithdraw {desk.campaign.id}", kind="press")
    desk.press("announce.withdraw_yes", asked)
    desk.tick()
    desk.deliver()
    desk.tick(4)

    [told] = [one for one in to_author(desk) if one.key == "announce.taken_back"]
    assert (told.fields["gone"], told.fields["stays"]) == (2, 2)


def test_lines_of_a_day_s_message_do_not_open_any_more(desk, teacher, database):
    dan, at_dan = teacher("Dan")
    database.write(notices.choose, dan.id, "announcements", Way.DAILY)
    desk.send(desk.write())
    desk.tick()
    [letter] = desk.letters()
    desk.chats.at += timedelta(days=1)
    database.write(daily.tell, desk.chats.at)
    desk.tick(4)
    [again] = desk.chats.send(f"/told {letter.id}", at_dan, kind="press")
    assert again.key == "announce.said"

    [asked] = desk.say(f"/announcewithdraw {desk.campaign.id}", kind="press")
    desk.press("announce.withdraw_yes", asked)
    desk.tick()

    [told] = [one for one in to_author(desk) if one.key == "announce.taken_back"]
    assert told.fields["told"] == 1
    [again] = desk.chats.send(f"/told {letter.id}", at_dan, kind="press")
    assert again.key == "daily.gone"


def test_after_a_month_it_cannot_be_taken_back(desk, crowd):
    crowd(2)
    desk.send(desk.write())
    desk.tick()
    desk.deliver()
    desk.tick(4)
    desk.chats.at += timedelta(days=30)

    [told] = desk.say(f"/announcewithdraw {desk.campaign.id} yes", kind="press")

    assert told.key == "announce.too_old"


# --- Dead addresses -----------------------------------------------------------------------------


def test_a_chat_that_took_nothing_gets_the_next_one_once_its_person_writes_again(
    desk, teacher, database
):
    _, ana = teacher("Ana")
    database.write(addresses.lose, "telegram", "chat of ana", "blocked")
    desk.send(desk.write())
    desk.tick()
    assert not desk.letters()

    desk.chats.send("/help", ana)
    desk.send(desk.write())
    desk.tick()

    assert [row.chat for row in desk.letters()] == ["chat of ana"]


def test_old_letters_go_with_their_keys(desk, crowd, database):
    crowd(3)
    desk.send(desk.write())
    desk.tick()
    desk.deliver()
    desk.tick(4)

    database.write(deliveries.forget_old, desk.chats.at + timedelta(days=31))

    assert not desk.letters()


def test_what_is_paused_for_long_is_not_forgotten(desk, crowd, database):
    crowd(3)
    [shown] = desk.send(desk.write())
    desk.tick()
    desk.press("announce.pause", shown)

    database.write(deliveries.forget_old, desk.chats.at + timedelta(days=31))

    with database.reading() as db:
        left = db.scalar(
            select(func.count()).where(outbox.table.c.payload.contains("announce.said"))
        )
    assert json.loads(desk.letters()[0].payload)["key"] == "announce.said"
    assert left == 3
