"""Pages of a project for everybody, through two schools each time. Rules TWS-8 and TWS-14."""

import re

import pytest

from handlers import pupilcare
from storage import page_publications, pages, people, pupils, safeguarding
from storage.people import Standing
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal.publishing import agree as agree_picture
from tests.portal.publishing import ask as ask_picture
from tests.portal.writing import agree, ask, write


def test_two_schools_make_it_public_and_it_stands_on_the_projects_page(
    ana, ben, public, browse, rivers, says, database
):
    write(ana, audience="public")
    assert public().status == 404
    ask(ana)
    assert public().status == 404
    waiting = ana.get("/twinspace/pages/our-river").words
    assert says("page.pages_waits") in waiting
    assert says("page.pages_unask") in waiting
    assert says("page.pages_withdraw") not in waiting  # it never was public

    agree(ben)

    seen = public()
    assert seen.status == 200
    assert "a heron" in seen.words
    assert "Ana" not in seen.words
    assert "/pages/our-river" in browse().get(f"/en/projects/{rivers.id}").html
    with database.reading() as db:
        assert [entry for entry, _ in safeguarding.entries(db)][-1].kind == "published"


def test_the_same_school_does_not_agree_with_itself(ana, ben, public, says):
    write(ana, audience="public")
    ask(ana)

    assert says("publish.other_school") in agree(ana).words
    assert public().status == 404


def test_each_change_hides_it_until_two_schools_agree_again(ana, ben, public, says):
    write(ana, audience="public")
    ask(ana)
    agree(ben)
    write(ana, text="Something else.", audience="public", slug="our-river")

    assert public().status == 404
    assert says("page.pages_hidden") in ana.get("/twinspace/pages/our-river").words
    ask(ana)
    agree(ben)
    assert "Something else." in public().words


def log_of(database):
    with database.reading() as db:
        entries = [entry for entry, _ in safeguarding.entries(db)]
    return [(one.kind, one.reason) for one in entries if one.subject.startswith("page:")]


@pytest.mark.parametrize(
    "change",
    [
        {"audience": "public", "text": "Something else."},
        {"audience": "public", "title": "Another title"},
        {"audience": "members"},
        {"audience": "staff"},
    ],
)
def test_a_change_that_ends_what_was_public_is_written_down(ana, ben, public, database, change):
    write(ana, audience="public")
    write(ana, audience="public", text="Of nobody yet.", slug="our-river")
    ask(ana)
    agree(ben)
    published = ("published", "two schools agreed")
    assert log_of(database) == [published]

    write(ana, **{"text": "Of nobody yet.", **change}, slug="our-river")
    write(ana, audience="public", text="Once more.", slug="our-river")
    assert log_of(database) == [published, ("withdrawn", "changed")]

    write(ana, audience="public", text="Of nobody yet.", slug="our-river")
    assert public().status == 404  # as it was when two schools agreed: they are asked again


def test_saving_it_as_it_is_ends_nothing(ana, ben, public, database):
    write(ana, audience="public")
    ask(ana)
    agree(ben)

    write(ana, audience="public", slug="our-river")

    assert public().status == 200
    assert log_of(database) == [("published", "two schools agreed")]


def test_less_permission_that_ends_it_is_written_down(ana, ben, permit, database, owl):
    permit()
    write(ana, audience="public")
    ask(ana, whose="pupils", maker=str(owl.id))
    agree(ben)

    ticked = {f"seen-{owl.id}": "111", f"part-{owl.id}": "on"}
    ana.get("/pupils")
    ana.post("/pupils/permissions", **ticked)

    assert log_of(database)[1:] == [("withdrawn", "permission ended")]


@pytest.mark.parametrize("audience", ["members", "staff"])
def test_what_is_not_for_everybody_any_more_is_gone_at_once(ana, ben, public, audience):
    write(ana, audience="public")
    ask(ana)
    agree(ben)
    write(ana, audience=audience, slug="our-river")

    assert public().status == 404


def test_a_change_after_the_question_is_not_agreed_to(ana, ben, public, says):
    write(ana, audience="public")
    ask(ana)
    ben.get("/twinspace/pages/our-river")
    write(ana, text="Something else.", audience="public", slug="our-river")

    assert says("publish.changed") in ben.post("/twinspace/pages/our-river/agree").words
    assert public().status == 404


@pytest.mark.parametrize("what", ["withdraw", "remove"])
def test_any_teacher_takes_it_back_at_once(ana, ben, public, what, database):
    write(ana, audience="public")
    ask(ana)
    agree(ben)
    ben.get("/twinspace/pages/our-river")

    ben.post(f"/twinspace/pages/our-river/{what}", sure="1")

    assert public().status == 404
    with database.reading() as db:
        assert [entry for entry, _ in safeguarding.entries(db)][-1].kind == "withdrawn"


def test_deleting_asks_first(ana, page):
    write(ana)
    ana.get("/twinspace/pages/our-river")

    ana.post("/twinspace/pages/our-river/remove")

    assert page() is not None


def test_a_pupils_work_is_public_only_while_the_parents_allow_it(
    ana, ben, public, owl, permit, says, database, rivers
):
    write(ana, audience="public")
    permit(publish=False)
    refused = ask(ana, whose="pupils", maker=str(owl.id))
    assert says("publish.no_work", names="Wise Owl 3") in refused.words
    assert f'href="/pupils/{owl.id}"' in refused.html
    permit()
    ask(ana, whose="pupils", maker=str(owl.id))
    agree(ben)
    assert public().status == 200

    database.write(pupils.permit, owl.id, Permissions(True, False, True), rivers.ana, NOON)
    assert public().status == 404
    permit()
    permit(publish=False)
    page_id = database.read(pages.by_slug, rivers.id, "our-river").id
    assert database.read(page_publications.of_page, page_id) is None


def test_a_page_with_work_of_a_pupil_who_is_taken_out_is_gone(
    ana, ben, public, owl, permit, database, rivers
):
    permit()
    write(ana, audience="public")
    ask(ana, whose="pupils", maker=str(owl.id))
    agree(ben)

    def take_out(db):
        gone = pupilcare.take_out(db, pupils.by_id(db, owl.id))
        assert [one.subject for one in gone] == ["page:1"]

    database.write(take_out)

    assert public().status == 404
    with database.reading() as db:
        assert db.execute(page_publications.made.select()).all() == []


def test_whose_work_it_is_has_to_be_said(ana, owl, says, database, rivers):
    write(ana, audience="public")

    for fields in ({"whose": ""}, {"whose": "pupils"}, {"whose": "pupils", "maker": "999"}):
        assert says("publish.ask_maker") in ask(ana, **fields).words
    assert not database.read(page_publications.waiting, rivers.id)


def test_a_pseudonym_without_permission_is_not_published(ana, owl, permit, database, rivers):
    permit(publish=False)
    write(ana, text="Wise Owl 3 drew the river.", audience="public")

    assert "Wise Owl 3" in ask(ana).words
    assert not database.read(page_publications.waiting, rivers.id)


def test_perhaps_a_real_name_is_asked_about_in_both_schools(ana, ben, public):
    write(ana, text="Drawn by **Maria** Ionescu.", audience="public")

    assert ask(ana).status == 422
    ask(ana, sure="1")
    assert agree(ben).status == 422
    assert public().status == 404
    agree(ben, sure="1")
    assert public().status == 200


def test_whose_work_it_is_is_still_chosen_when_a_name_is_asked_about(ana, owl, permit):
    permit()
    write(ana, text="Drawn by **Maria** Ionescu.", audience="public")

    page = ask(ana, whose="pupils", maker=str(owl.id))

    assert page.status == 422
    boxes = re.findall(r'name="(whose|maker)" value="(\w+)"[^>]* checked', page.html)
    assert boxes == [("whose", "pupils"), ("maker", str(owl.id))]


def test_a_picture_is_on_it_only_while_it_is_public_itself_and_so_is_what_is_said_of_it(
    ana, ben, filed, permit, public, says, rivers, database
):
    permit()
    number = filed()
    write(ana, text=f"Look: ![a stream](picture:{number})", audience="public")
    assert says("pages.pictures_first", numbers=str(number)) in ask(ana).words
    ask_picture(ana, number)
    agree_picture(ben, number)
    ask(ana)
    agree(ben)
    assert f'src="/projects/{rivers.id}/' in public().html

    permit(publish=False)

    assert "<img" not in public().html[public().html.index('class="written"') :]
    assert "a stream" not in public().words


def test_who_lost_their_standing_publishes_nothing(ana, ben, public, database, rivers):
    write(ana, audience="public")
    ask(ana)
    ben.get("/twinspace/pages/our-river")
    database.write(
        lambda db: people.decide(db, people.by_id(db, rivers.ben), Standing.WAITING, NOON)
    )

    assert ben.post("/twinspace/pages/our-river/agree").status == 403
    assert public().status == 404


def test_forms_of_other_sites_do_nothing(ana, ben, browse, page, public):
    write(ana, audience="public")
    ask(ana)
    [token] = [one.value for one in ben.client.session.cookie_jar]
    foreign = browse(Cookie=f"teacher={token}", **{"Sec-Fetch-Site": "cross-site"})

    for act in ("agree", "withdraw", "remove"):
        assert foreign.post(f"/twinspace/pages/our-river/{act}", sure="1").status == 403
    assert page() is not None
    assert public().status == 404
