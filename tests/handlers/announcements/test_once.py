"""Each gets an announcement once, when they want it; its author sees it. Rule NSS-2."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from handlers import campaigning, campaignreport, making
from handlers.conversation import Recipe
from storage import addresses, bulk, campaign_rows, deliveries, outbox
from storage.addresses import Address
from storage.campaigns import State
from storage.outbox import State as Letter
from tests.conftest import NOON
from tests.handlers.announced import states, to_author

NIGHT = datetime(2026, 10, 5, 22, 0, tzinfo=UTC)


def _dies(db, now):
    campaigning.tick(db, now)
    raise RuntimeError


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


def test_few_at_a_time_wait_where_it_is_looked_for_what_to_send(desk, crowd, monkeypatch):
    monkeypatch.setattr(campaign_rows, "LET_GO", 5)
    crowd(30)
    desk.send(desk.write())
    desk.tick()

    assert states(desk) == {"WAITING": 10, "HELD": 20}  # five on each platform
    desk.deliver()
    desk.tick()
    assert states(desk) == {"SENT": 10, "WAITING": 10, "HELD": 10}


def test_more_than_is_looked_at_in_one_part_leaves_in_the_same_second(
    desk, crowd, database, monkeypatch
):
    monkeypatch.setattr(campaign_rows, "AT_ONCE", 3)
    crowd(30)
    [shown] = desk.send(desk.write())
    desk.tick()
    [paused] = desk.press("announce.pause", shown)
    desk.press("announce.resume", paused)
    parts = 1
    while database.write(campaigning.tick, desk.chats.at):
        parts += 1

    assert parts > 3
    assert states(desk) == {"WAITING": 30}


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


def test_how_far_it_is_begins_with_nought_and_never_runs_backwards(
    desk, crowd, database, monkeypatch
):
    monkeypatch.setitem(bulk.AT_ONCE, database.engine.dialect.name, 14)
    monkeypatch.setattr(campaign_rows, "LET_GO", 4)
    crowd(30)
    [first] = desk.send(desk.write())
    shown = [first.fields["percent"]]
    while desk.campaign.state != State.DONE:
        database.write(campaigning.tick, desk.chats.at)
        desk.deliver()
        desk.chats.at += timedelta(seconds=4)
        with database.reading() as db:
            found = campaignreport.progress(db, desk.campaign, desk.chats.at)
        shown.append(found.fields["percent"])

    assert first.fields["bar"] == "░" * 10
    assert shown[0] == 0
    assert shown == sorted(shown)
    assert len(set(shown)) > 5
    assert shown[-1] == 100


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
    assert not made.content, "it is drawn once the transaction is over"
    assert made.finished().content.startswith(b"\x89PNG")
    desk.tick(10)
    assert not to_author(desk)


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


def test_what_was_refused_for_what_it_says_has_a_number_of_its_own(desk, crowd):
    crowd(6)
    desk.send(desk.write())
    desk.tick()
    desk.deliver(Letter.DEAD, "Refused", most=1)
    desk.deliver(Letter.DEAD, "blocked", most=1)
    desk.deliver()
    desk.tick(4)

    [report] = [one for one in to_author(desk) if one.key == "announce.report"]
    assert (report.fields["unreachable"], report.fields["refused"]) == (1, 1)
