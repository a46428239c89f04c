"""An announcement is halted, paused and stopped. Rule NSS-2."""

from datetime import timedelta

from handlers import campaigning
from storage import bulk, campaign_rows, outbox
from storage.campaigns import State
from storage.outbox import State as Letter
from tests.handlers.announced import states, to_author


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


def test_what_stays_paused_is_stopped_after_a_month_and_its_author_told(desk, crowd):
    crowd(4)
    [shown] = desk.send(desk.write())
    desk.tick()
    desk.deliver(most=1)
    desk.press("announce.pause", shown)
    paused_at = desk.chats.at

    desk.chats.at = paused_at + timedelta(days=30)
    desk.tick(0)
    assert desk.campaign.state == State.PAUSED
    desk.tick(60)

    assert desk.campaign.state == State.STOPPED
    [report] = [one for one in to_author(desk) if one.key == "announce.report_stopped"]
    assert (report.fields["sent"], report.fields["dropped"]) == (1, 3)
    assert not desk.deliver()


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


def test_central_support_finds_what_others_have_under_way(desk, crowd, coordinator, chats):
    crowd(4)
    _, css = coordinator("Css", "*")
    _, radu = coordinator("Radu", "RO")
    desk.send(desk.write())

    [listed] = chats.send("/announce", css)
    [shown] = chats.press("announce.open", listed, css)
    desk.press("announce.pause", shown, css)

    assert desk.campaign.state == State.PAUSED
    [asked] = chats.send("/announce", radu)
    assert asked.key == "announce.ask_narrower"
