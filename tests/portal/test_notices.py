"""What is told of what waits has a button for a link, and none that lies in the chat. POR-2."""

import json
from datetime import timedelta

import pytest

from handlers.packing import unpack
from storage import addresses, codes, outbox
from storage.addresses import Address
from tests.portal.own import path_of
from tests.portal.publishing import ask as ask_picture
from tests.portal.writing import ask as ask_page
from tests.portal.writing import write


@pytest.fixture
def told(database, rivers, chats):
    """Read what Ben was told, and press its button; give the notice and the answer."""

    def read():
        with database.reading() as db:
            rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
        found = [unpack(json.loads(row.payload)) for row in rows]
        [notice] = [one for one in found if one.key in {"publish.waits", "pages.wait"}]
        [one] = database.read(addresses.of_person, rivers.ben)
        command = notice.buttons[0][0].command
        [answer] = chats.send(command, Address(one.platform, one.user))
        return notice, answer

    return read


def open_codes(database):
    with database.reading() as db:
        return db.execute(codes.table.select().where(codes.table.c.used_at.is_(None))).all()


@pytest.fixture(params=["picture", "page"])
def asked(request, ana, filed, permit):
    """Let Ana ask that something becomes public; give where it is looked at."""
    if request.param == "page":
        write(ana, audience="public")
        ask_page(ana)
        return "/twinspace/pages"
    permit()
    ask_picture(ana, filed(by_ana=True))
    return "/twinspace/materials"


def test_the_other_schools_notice_holds_no_link(asked, told, database):
    before = open_codes(database)

    notice, _ = told()

    assert before == []
    assert "link" not in notice.fields
    assert "http" not in repr(notice)


def test_its_button_gives_one_for_ten_minutes(asked, told, browse, world):
    _, answer = told()
    path = path_of([answer])
    assert browse().get(path).status == 200

    world.at += timedelta(minutes=10)

    assert browse().post(path).status == 410


def test_that_link_leads_where_it_is_looked_at(asked, told, browse):
    _, answer = told()

    assert browse().post(path_of([answer])).path == asked


def test_who_is_not_in_the_project_gets_no_way_to_its_pages(rivers, chats, teacher):
    _, chat = teacher("Tom Alone")

    [answer] = chats.send(f"/projectpages {rivers.id}", chat)

    assert answer.key == "project.not_yours"
