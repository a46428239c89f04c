"""A visit says when it ends, and a press puts that off, without JavaScript too. POR-2."""

from datetime import timedelta

import pytest

from storage import addresses
from storage.addresses import Address
from tests.portal.own import come_in

AT_ONCE, LATER = "15:45", "16:15"  # in Bucharest


@pytest.fixture
def inside(request, browse, chats, database, rivers):
    """Give the browser of somebody at a place, and the address of a page there."""

    def enter(who, path):
        if who == "twinspaces":
            [one] = database.read(addresses.of_person, rivers.ana)
            return come_in(browse, chats, who, Address(one.platform, one.user)), path
        return request.getfixturevalue(who), path

    return enter


PLACES = [
    ("desk", "/desk"),
    ("desk", "/desk/statistics"),
    ("twinspaces", "/twinspaces"),
    ("ana", "/pupils"),
    ("ana", "/twinspace"),
    ("fox", "/class/room"),
    ("fox", "/class/materials"),
]


@pytest.mark.parametrize(("who", "path"), PLACES)
def test_a_page_says_when_the_visit_ends_and_a_press_puts_it_off(inside, world, who, path):
    browser, path = inside(who, path)
    page = browser.get(path)
    assert AT_ONCE in page.words
    [stay] = [one for one in page.actions if one.endswith("/stay")]
    assert 'target="_blank"' in page.html  # what was typed beside it stays
    world.at += timedelta(minutes=30)

    stayed = browser.post(stay)

    assert stayed.status == 200
    assert LATER in stayed.words
    world.at += timedelta(minutes=44)
    assert browser.get(path).status == 200


def test_the_pages_script_is_answered_in_a_line(desk, world, says):
    world.at += timedelta(minutes=30)

    assert desk.json("/desk/stay") == {"said": says("page.stay_until", at=LATER)}


def test_where_the_end_is_a_day_away_nothing_is_said(browse, chats, teacher):
    _, chat = teacher("Ida Holm")

    page = come_in(browse, chats, "me", chat).get("/me")

    assert page.status == 200
    assert "/stay" not in page.html


def test_nothing_goes_beyond_the_day(desk, world):
    for _ in range(47):
        world.at += timedelta(minutes=30)
        desk.post("/desk/stay")

    assert "15:00" in desk.post("/desk/stay").words


def test_who_is_out_does_not_stay(ana, world):
    world.at += timedelta(minutes=45)

    assert ana.post("/twinspace/stay").status == 403
