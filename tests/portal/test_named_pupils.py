"""Pupils named by pseudonym in what is public: only while their parents allow it. TWS-8, TWS-14."""

import pytest

from handlers import permissions
from storage import page_publications, pages, publications, pupils, safeguarding
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal import publishing
from tests.portal.writing import agree, ask, write


@pytest.fixture
def asked_caption(ana, filed, permit):
    """Ask for a picture in whose caption a pupil is named, and say that no pupil made it."""

    def make(caption="Wise Owl 3 painted it"):
        permit()
        number = filed(by_ana=True, caption=caption)
        assert publishing.ask(ana, number, sure="1").status == 200
        return number

    return make


def test_who_is_named_with_a_picture_is_shown_to_the_other_school_as_a_maker(
    ben, asked_caption, says
):
    number = asked_caption()

    shown = ben.get(publishing.at(number)).words

    assert says("page.publish_makers", names="Wise Owl 3") in shown


def test_a_withdrawal_hides_a_picture_that_only_names_the_pupil(
    ben, browse, asked_caption, permit, rivers, database
):
    number = asked_caption()
    publishing.agree(ben, number, sure="1")
    assert "Wise Owl 3" in publishing.public(browse, rivers).words

    permit(publish=False)

    assert "Wise Owl 3" not in publishing.public(browse, rivers).words
    assert database.read(publications.of_material, number) is None


def test_a_pseudonym_without_capitals_counts_too(
    ben, browse, asked_caption, slip, rivers, database
):
    slip("fox7")
    [fox] = [one for one in database.read(pupils.listed, rivers.id) if one.pseudonym == "fox7"]

    def permit(given):
        def work(db):
            permissions.record(db, pupils.by_id(db, fox.id), given, rivers.ana, NOON)

        database.write(work)

    permit(Permissions(True, True, True))
    number = asked_caption("painted by fox7")
    publishing.agree(ben, number)
    assert "fox7" in publishing.public(browse, rivers).words

    permit(Permissions(True, False, False))

    assert "fox7" not in publishing.public(browse, rivers).words


def test_a_withdrawal_hides_a_page_that_only_names_the_pupil(ana, ben, public, permit):
    permit()
    write(ana, text="Wise Owl 3 wrote: water is cold", audience="public")
    ask(ana, sure="1")
    agree(ben, sure="1")
    assert "Wise Owl 3" in public().words

    permit(publish=False)

    assert public().status == 404


def test_who_comes_by_a_name_that_is_public_already_is_not_named(
    ana, ben, asked_caption, browse, public, rivers, database
):
    number = asked_caption("Red Hen 9 came by")
    publishing.agree(ben, number, sure="1")
    assert "Red Hen 9" in publishing.public(browse, rivers).words
    write(ana, text="A red hen, 9 years old.", audience="public")
    ask(ana)
    agree(ben)
    assert public().status == 200

    ana.get("/pupils")
    ana.post("/pupils", names="Red Hen 9")

    assert "Red Hen 9" in [one.pseudonym for one in database.read(pupils.listed, rivers.id)]
    assert "Red Hen 9" not in publishing.public(browse, rivers).words
    assert public().status == 404
    with database.reading() as db:
        log = [(one.kind, one.subject) for one, _ in safeguarding.entries(db)][-2:]
    assert log == [("withdrawn", f"material:{number}"), ("withdrawn", "page:1")]


def test_who_came_since_it_was_asked_for_is_not_named(ana, ben, permit, rivers, database, slip):
    permit()
    write(ana, text="Red Hen 9 wrote it.", audience="public")
    ask(ana, sure="1")
    slip("Red Hen 9")
    [hen] = [one for one in database.read(pupils.listed, rivers.id) if one.pseudonym == "Red Hen 9"]
    database.write(
        lambda db: permissions.record(db, hen, Permissions(True, True, True), rivers.ana, NOON)
    )

    assert agree(ben, sure="1").status == 422
    page = database.read(pages.by_slug, rivers.id, "our-river")
    assert not database.read(page_publications.is_public, page)


def test_the_other_school_agrees_to_the_children_that_it_was_shown_alone(
    ana, ben, filed, permit, owl, rivers, says, database
):
    permit()
    number = filed(by_ana=True)
    publishing.ask(ana, number, child="yes", pupil=str(owl.id))
    assert owl.pseudonym in ben.get(publishing.at(number)).words
    ana.post(publishing.at(number, "/withdraw"))
    publishing.ask(ana, number, child="no")

    refused = ben.post(publishing.at(number, "/agree"))

    assert says("publish.changed") in refused.words
    assert not database.read(publications.public, rivers.id)
    assert publishing.agree(ben, number).status == 200


def test_the_other_school_agrees_to_those_makers_of_a_page_that_it_was_shown_alone(
    ana, ben, public, permit, owl, says
):
    permit()
    write(ana, audience="public")
    ask(ana, whose="pupils", maker=str(owl.id))
    assert owl.pseudonym in ben.get("/twinspace/pages/our-river").words
    ana.post("/twinspace/pages/our-river/withdraw")
    ask(ana)

    refused = ben.post("/twinspace/pages/our-river/agree")

    assert says("publish.changed") in refused.words
    assert public().status == 404
    agree(ben)
    assert public().status == 200
