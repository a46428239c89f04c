"""Whom an announcement would reach is counted before it is sent. Rule NSS-2."""

import pytest

from handlers.commands import announcesend
from storage import addresses, audiences, notices
from storage.audiences import Audience
from storage.notices import Way
from tests.conftest import NOON


def counted(desk):
    [told] = desk.press("announce.count", desk.write())
    return told


def test_it_is_said_how_many_get_it_and_when_and_how_many_do_not(desk, teacher, database):
    dan, _ = teacher("Dan")
    oana, _ = teacher("Oana")
    teacher("Eva")
    teacher("Ina")
    ron, _ = teacher("Ron")
    database.write(notices.choose, dan.id, "announcements", Way.DAILY)
    database.write(notices.choose, oana.id, "announcements", Way.OFF)
    database.write(notices.keep_quiet, ron.id, 14, 16)
    database.write(addresses.lose, "telegram", "chat of ina", "blocked")
    desk.chats.at = NOON.replace(hour=14)  # 17:00 in Bucharest

    told = counted(desk)

    assert told.key == "announce.counted"
    numbers = {"people": 5, "now": 2, "later": 0, "daily": 1, "off": 1, "unreachable": 1}
    assert told.fields == numbers
    database.write(notices.keep_quiet, ron.id, 14, 18)
    told = counted(desk)
    assert (told.fields["now"], told.fields["later"]) == (1, 1)


def test_of_very_many_a_part_is_asked_and_told_as_about(desk, crowd, monkeypatch):
    monkeypatch.setattr(announcesend, "ASKED", 100)
    crowd(400)

    told = counted(desk)

    assert told.key == "announce.counted_about"
    assert (told.fields["people"], told.fields["now"]) == (400, 400)


@pytest.mark.parametrize("one_in", [2, 5, 15, 41])
def test_a_share_is_about_as_large_as_it_should_be(crowd, database, one_in):
    crowd(1000)
    with database.reading() as db:
        number, share = audiences.share(db, Audience(("RO",)), NOON, one_in)
        ids = list(db.scalars(share))

    assert number == len(ids)
    assert 0.7 < number * one_in / 1000 < 1.3
    assert 0.3 < sum(one % 2 for one in ids) / number < 0.7
