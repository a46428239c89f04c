"""Nobody is woken by an announcement, and each gets it as they chose. Rule NSS-2."""

from datetime import UTC, datetime, timedelta

from handlers import daily
from storage import campaign_rows, campaigns, notices
from storage.campaigns import State
from storage.notices import Way
from storage.outbox import State as Letter
from tests.handlers.announced import counts, people_of, states

NIGHT = datetime(2026, 10, 5, 22, 0, tzinfo=UTC)


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


def test_paused_by_day_it_wakes_nobody_when_it_goes_on_at_night(desk, crowd, teacher):
    crowd(4)
    teacher("Vasco", zone="Atlantic/Azores")
    [shown] = desk.send(desk.write())
    desk.tick()
    [paused] = desk.press("announce.pause", shown)
    desk.chats.at = datetime(2026, 10, 5, 20, 30, tzinfo=UTC)  # 23:30 in Bucharest
    desk.press("announce.resume", paused)
    desk.tick()

    assert [row.chat for row in desk.deliver()] == ["chat of vasco"]  # half past eight there
    assert (counts(desk).waiting, counts(desk).later) == (0, 4)
    desk.chats.at = datetime(2026, 10, 6, 4, 1, tzinfo=UTC)  # 7:01 in Bucharest
    desk.tick()
    assert len(desk.deliver()) == 4


def test_one_that_takes_long_does_not_go_on_into_the_night(desk, crowd, database, monkeypatch):
    monkeypatch.setattr(campaign_rows, "LET_GO", 2)
    crowd(12)
    [first, second] = people_of(database, "t0", "t1")
    database.write(notices.keep_quiet, first, 23, 6)
    database.write(notices.keep_quiet, second, 0, 0)
    desk.chats.at = datetime(2026, 10, 5, 17, 55, tzinfo=UTC)  # 20:55 in Bucharest
    desk.send(desk.write())
    desk.tick()
    early = {row.chat for row in desk.deliver()}
    desk.chats.at = datetime(2026, 10, 5, 18, 1, tzinfo=UTC)
    late = set()
    for _ in range(8):
        desk.tick()
        late |= {row.chat for row in desk.deliver()}

    assert len(early) == 4
    assert early | late == early | {"chat of t0", "chat of t1"}  # they have other nights
    assert counts(desk).waiting == 0
    assert {row.due_at for row in desk.letters() if row.state == Letter.HELD} == {
        datetime(2026, 10, 6, 4, 0, tzinfo=UTC)
    }


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
