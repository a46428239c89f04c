"""An announcement is taken back. Rule NSS-2."""

from datetime import timedelta

from handlers import daily
from storage import campaign_removal, deliveries, notices, outbox
from storage.campaigns import State
from storage.deliveries import Delivery
from storage.notices import Way
from storage.outbox import State as Letter
from tests.handlers.announced import to_author


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


def test_what_grows_too_old_while_it_is_taken_back_counts_as_staying(desk, crowd):
    crowd(4)
    desk.send(desk.write())
    desk.tick()
    for row in desk.deliver():
        arrive(desk, row)
    desk.tick(4)
    desk.chats.at += timedelta(hours=47)
    [asked] = desk.say(f"/announcewithdraw {desk.campaign.id}", kind="press")
    desk.press("announce.withdraw_yes", asked)
    desk.tick()
    desk.chats.at += timedelta(hours=2)
    desk.deliver()
    desk.tick(4)

    [told] = [one for one in to_author(desk) if one.key == "announce.taken_back"]
    assert (told.fields["gone"], told.fields["stays"]) == (2, 2)


def test_what_came_back_while_it_was_taken_back_counts_once(desk, crowd, database):
    crowd(4)
    desk.send(desk.write())
    desk.tick()
    desk.deliver(most=2)
    desk.deliver(Letter.ATTEMPTING)
    [asked] = desk.say(f"/announcewithdraw {desk.campaign.id}", kind="press")
    desk.press("announce.withdraw_yes", asked)
    desk.tick()

    def again(db):  # the platform said: ask again later
        under_way = outbox.table.c.state == Letter.ATTEMPTING
        db.execute(outbox.table.update().where(under_way).values(state=int(Letter.WAITING)))

    database.write(again)
    desk.tick()
    dropped = {row.id for row in desk.letters() if row.why == "taken back"}

    def taken(db):
        table = outbox.table
        of_dropped = table.c.target.in_(dropped)
        never = {"state": int(Letter.DEAD), "why": "nothing to change"}
        db.execute(table.update().where(of_dropped).values(never))

    database.write(taken)
    desk.deliver()
    desk.tick(4)

    [told] = [one for one in to_author(desk) if one.key == "announce.taken_back"]
    names = ("gone", "dropped", "stays", "unreachable")
    assert [told.fields[name] for name in names] == [2, 2, 0, 0]


def test_its_author_sees_how_far_taking_back_is_and_then_that_it_is_done(desk, crowd, monkeypatch):
    monkeypatch.setattr(campaign_removal, "AT_ONCE", 5)
    crowd(12)
    desk.send(desk.write())
    desk.tick()
    desk.deliver()
    [asked] = desk.say(f"/announcewithdraw {desk.campaign.id}", kind="press")
    desk.press("announce.withdraw_yes", asked)
    own = outbox.table.c.batch == desk.campaign.progress
    arrived = outbox.table.update().where(own).values(state=int(Letter.SENT))
    desk.database.write(lambda db: db.execute(arrived))
    desk.tick(4)
    desk.deliver(most=4)
    to_author(desk)

    desk.tick(4)

    assert (desk.campaign.is_dropped, desk.campaign.is_swept) == (True, True)
    [shown] = [one for one in to_author(desk) if one.key == "announce.taking_back"]
    assert (shown.fields["done"], shown.fields["left"]) == (4, 8)
    desk.deliver()
    desk.tick(4)
    [card] = desk.say(f"/announcement {desk.campaign.id}")
    assert card.fields["state"].key == "announce.state_back"


def test_what_was_swept_is_not_looked_through_again(desk, crowd, monkeypatch):
    crowd(4)
    desk.send(desk.write())
    desk.tick()
    desk.deliver()
    [asked] = desk.say(f"/announcewithdraw {desk.campaign.id}", kind="press")
    desk.press("announce.withdraw_yes", asked)
    desk.tick()
    assert desk.campaign.is_swept
    looked = []
    sweep = campaign_removal.take_back_some
    monkeypatch.setattr(
        campaign_removal, "take_back_some", lambda *all_: looked.append(1) or sweep(*all_)
    )

    desk.tick()

    assert not looked


def test_what_reached_nobody_is_not_offered_to_be_taken_back(desk, crowd):
    crowd(2)
    desk.send(desk.write())
    desk.tick()
    desk.deliver(Letter.DEAD, "blocked")
    desk.tick(4)

    [report] = [one for one in to_author(desk) if one.key == "announce.report"]
    assert [button.command for row in report.buttons for button in row] == ["/announce"]
