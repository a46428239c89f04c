"""What was typed when a visit ended meanwhile: it is there still. POR-2."""

from datetime import timedelta

import pytest

from storage import people
from storage.people import Standing
from tests.portal.desks import about, standing
from tests.portal.own import come_in, path_of

IDLE = timedelta(minutes=45)


def test_a_decision_on_the_desk_waits_in_the_page_until_one_is_back(
    desk, newcomers, world, database, chats, maria, says
):
    words = "Please send a clearer photo"
    world.at += IDLE

    page = desk.send_many("/desk/decide", verb="ask", card=about(*newcomers[:2]), words=words)

    assert page.status == 403
    assert says("page.own_kept", command="/queue") in page.words
    assert words in page.words
    chats.at = world.at  # the same browser opens a new link in another tab
    desk.post(path_of(chats.send("/desk", maria[1])))
    desk.page = page
    assert desk.send_again("/desk/decide").status == 200
    found = {standing(database, one) for one in newcomers[:2]}
    assert found == {Standing.ASKED}


def test_an_answer_of_ones_profile_waits_likewise(browse, chats, teacher, world, database):
    ida, chat = teacher("Ida Holm")
    me = come_in(browse, chats, "me", chat)
    me.get("/me/change/subjects")
    world.at += timedelta(days=1)

    page = me.send_many("/me/change/subjects", subjects=["art", "music"])

    assert page.status == 403
    assert [one for one in page.fields if one[0] == "subjects"] == [
        ("subjects", "art"),
        ("subjects", "music"),
    ]
    chats.at = world.at
    me.post(path_of(chats.send("/mydata page", chat)))
    me.page = page
    assert me.send_again("/me/change/subjects").status == 200
    assert set(database.read(people.by_id, ida.id).subjects) == {"art", "music"}


@pytest.mark.parametrize("path", ["/desk/decide", "/me/forget", "/desk"])
def test_who_typed_nothing_is_only_told_the_way(browse, path):
    page = browse().post(path, nonce="n") if path != "/desk" else browse().get(path)

    assert page.status == 403
    assert "<textarea" not in page.html
    assert 'method="post"' not in page.html


TYPED = {
    "/twinspace/pages/new": {"title": "Our river", "text": "We saw a heron."},
    "/twinspace/materials/1": {"alt": "a stream", "caption": "In May", "source": "Ana"},
    "/pupils": {"names": "Blue Fox 7", "class": "4b"},
    "/twinspace/report": {"reason": "He is mean"},
}


@pytest.mark.parametrize("path", TYPED)
def test_all_that_was_typed_in_a_twinspace_can_be_copied(ana, world, path):
    world.at += IDLE

    page = ana.post(path, **TYPED[path])

    assert page.status == 403
    for typed in TYPED[path].values():
        assert typed in page.words


def test_a_note_about_a_report_can_be_copied(browse):
    page = browse().post("/report/note", text="I spoke with the parents")

    assert page.status == 410
    assert "I spoke with the parents" in page.words
