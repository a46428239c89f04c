"""My data in the browser: seen, taken along, corrected, erased. Rules REG-6, REG-8, REG-10."""

import json
from datetime import timedelta

import pytest

from storage import moves, notices, people, reports
from storage.people import Standing
from tests.conftest import NOON
from tests.portal.own import come_in


@pytest.fixture
def ida(teacher):
    """A teacher, and where she writes from."""
    return teacher("Ida Holm", about="We sing.")


@pytest.fixture
def me(browse, chats, ida):
    """Ida's browser, at her own data."""
    browser = come_in(browse, chats, "me", ida[1])
    browser.get("/me")
    return browser


def now(database, person):
    return database.read(people.by_id, person.id)


def test_what_we_hold_stands_there_in_words(me, says):
    page = me.page

    assert page.status == 200
    for said in ("Ida Holm", "We sing.", "Biology", "School of Ida Holm", "ida holm"):
        assert said in page.words
    assert says("held.addresses_person_id") in page.words
    assert "{" not in page.words
    assert says("page.me_more", count=1) not in page.words
    assert "Telegram: ida holm" in page.words
    assert "mydata.link" not in page.words


def test_it_says_how_to_change_what_is_held_and_whom_to_ask(browse, chats, database, ida, settings):
    database.write(notices.keep_quiet, ida[0].id, 20, 6)
    settings(operator="Example Foundation, help@example.org")

    page = come_in(browse, chats, "me", ida[1]).get("/me")

    assert "Nothing comes between 20:00 and 6:00" in page.words
    assert "send /quiet to the bot" in page.words
    assert "Write to Example Foundation, help@example.org" in page.words


def test_who_was_erased_is_told_what_stays(me):
    me.post("/me/forget")

    page = me.post("/me/forget", words="yes")

    assert "stays without your name" in page.words
    assert "For good there stays a number" in page.words


def test_the_file_is_the_one_of_the_chat(me, chats, ida):
    got = me.download("/me/file", nonce="n")

    assert got.headers["Content-Disposition"] == 'attachment; filename="etwinning-mydata.json"'
    held = json.loads(got.body)
    assert held["you"]["name"] == "Ida Holm"
    assert me.download("/me/file", nonce="n").body


@pytest.mark.parametrize(
    ("field", "typed", "is_now"),
    [
        ("name", {"name": "Ida Berg"}, {"name": "Ida Berg"}),
        ("about", {"about": "We sing and dance."}, {"about": "We sing and dance."}),
        ("role", {"role": "librarian"}, {"role": "librarian"}),
        ("ages", {"ages": "11 to 14"}, {"age_min": 11, "age_max": 14}),
        ("languages", {"languages": "da"}, {"languages": ("da",)}),
        ("subjects", {"subjects": "music"}, {"subjects": ("music",)}),
    ],
)
def test_each_answer_is_corrected_by_itself(me, database, ida, says, field, typed, is_now):
    me.get(f"/me/change/{field}")

    page = me.post(f"/me/change/{field}", **typed)

    assert page.path == "/me?changed=1"
    assert says("page.me_changed") in page.words
    found = now(database, ida[0])
    assert {name: getattr(found, name) for name in is_now} == is_now


def test_a_wrong_answer_is_said_and_not_lost(me, database, ida, says):
    me.get("/me/change/ages")

    page = me.post("/me/change/ages", ages="forty")

    assert page.status == 422
    assert says("form.ages") in page.words
    assert 'value="forty"' in page.html
    assert now(database, ida[0]).age_min == 9


def test_another_school_waits_for_the_coordinators_as_in_the_chat(me, database, ida, school, says):
    other = school("Elm School", town="Iasi")
    me.get("/me/change/school")
    found = me.get("/me/change/school?country=RO&q=Elm")
    assert "Elm School, Iasi" in found.words

    page = me.post("/me/change/school", school=str(other.id))

    assert page.status == 200
    changed = now(database, ida[0])
    assert (changed.school_id, changed.standing) == (other.id, Standing.WAITING)
    assert says("page.me_waiting") in page.words


def test_what_is_missing_of_a_new_school_is_said_at_its_field(me, says):
    me.get("/me/change/school")

    page = me.post("/me/change/school", school="new", school_name="Elm", school_town="")

    town = says("page.me_school_town")
    assert f"{town} {town}: {says('form.too_short')}" in page.words
    assert page.html.count('aria-describedby="problem"') == 1


def test_a_search_that_finds_nothing_says_so_and_that_the_own_school_stays(me, says, school):
    school("Elm School", town="Iasi")
    said = f"{says('page.me_school_none')} {says('page.me_school_stays')}"

    assert said in me.get("/me/change/school?country=RO&q=zzzz").words
    assert said not in me.get("/me/change/school?country=RO&q=Elm").words
    abroad = me.get("/me/change/school?country=AT&q=zzzz").words
    assert says("page.me_school_none") in abroad
    assert says("page.me_school_stays") not in abroad


def test_a_school_of_another_country_is_not_taken_for_one_of_this(me, database, ida, school):
    abroad = school("Linde", town="Wien", country="AT")
    me.get("/me/change/school")

    assert me.post("/me/change/school", school=str(abroad.id)).status == 422
    assert now(database, ida[0]).school_id == ida[0].school_id


def test_what_was_left_open_in_another_browser_is_closed_from_here(me, browse, chats, ida, says):
    elsewhere = come_in(browse, chats, "me", ida[1])
    assert elsewhere.get("/me").status == 200

    page = me.post("/me/everywhere/leave")

    assert says("page.me_left_everywhere", command="/mydata") in page.words
    assert elsewhere.get("/me").status == 403
    assert me.get("/me").status == 403


def test_erasing_asks_once_and_ends_the_visit(me, database, ida, says):
    asked = me.post("/me/forget")
    assert says("forget.sure") in asked.words
    assert says("forget.stay") in asked.words
    assert "/mydata" not in asked.words
    assert now(database, ida[0]).standing == Standing.VALIDATED

    page = me.post("/me/forget", words="yes")

    assert says("page.me_erased") in page.words
    assert now(database, ida[0]).is_gone
    assert me.get("/me").status == 403


def test_an_open_report_delays_erasing_and_the_wish_can_be_taken_back(
    me, database, ida, teacher, says
):
    ben, _ = teacher("Ben")
    said = {"kind": "profile", "words": "Rude.", "frozen": "", "at": NOON}
    database.write(lambda db: reports.add(db, reporter_id=ben.id, about_id=ida[0].id, **said))

    me.post("/me/forget")
    me.post("/me/forget", words="yes")
    assert not now(database, ida[0]).is_gone

    page = me.post("/me/forget", words="no")
    assert says("forget.taken_back") in page.words


def test_after_a_move_nothing_is_given_out_or_erased_for_two_days(
    me, database, world, chats, ida, coordinator, says
):
    ron, _ = coordinator("Ron", "RO")
    database.write(lambda db: moves.add(db, ida[0].id, ron.id, world.at))
    held = "Until 7 October, 15:00 its old chats may object"

    page = me.get("/me")
    assert held in page.words
    assert says("heldsection.you") not in page.words
    assert "/me/file" not in page.actions
    assert "Ida Holm" in page.words
    assert held in me.post("/me/file").words
    me.post("/me/forget", words="yes")
    assert not now(database, ida[0]).is_gone
    assert [one.key for one in chats.send("/mydata page", ida[1])] == ["mydata.held"]

    world.at += timedelta(hours=48)
    assert me.get("/me").status == 403  # its day is over
