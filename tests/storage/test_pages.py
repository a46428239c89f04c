"""Pages of a project, and what two schools agreed on of them."""

import pytest

from storage import page_publications, pages
from tests.conftest import NOON
from tests.makers import project

SAID = {"title": "Our River", "text": "Fish.", "audience": "public"}


@pytest.fixture
def made(database, teacher):
    """A page of a project, by one of two founders."""
    both = [teacher("Ana")[0], teacher("Ben", country="DE")[0]]

    def work(db):
        number = project(db, both, NOON).id
        return pages.add(db, number, both[0].id, NOON, **SAID), both

    return database.write(work)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Our River!", "our-river"),
        ("École & forêt", "ecole-foret"),
        ("مياه", "page"),
        ("-- / --", "page"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_title_is_written_as_it_stands_in_addresses(title, slug):
    assert pages.slug_of(title) == slug


def test_two_pages_of_one_title_have_two_addresses(database, made):
    page, (ana, _) = made

    again = database.write(lambda db: pages.add(db, page.project_id, ana.id, NOON, **SAID))

    assert (page.slug, again.slug) == ("our-river", "our-river-2")
    assert database.read(pages.by_slug, page.project_id, "our-river") == page
    assert database.read(pages.of_project, page.project_id) == [page, again]


def test_of_two_changes_of_one_revision_the_first_counts(database, made):
    page, _ = made

    assert database.write(lambda db: pages.change(db, page, NOON, text="One."))
    assert not database.write(lambda db: pages.change(db, page, NOON, text="Two."))
    assert database.read(pages.by_id, page.id).text == "One."


def test_it_is_public_while_what_was_agreed_on_is_what_there_is(database, made):
    page, (ana, ben) = made

    def agree(db):
        page_publications.ask(db, page, ana.id, ana.school_id, (), NOON)
        asked = page_publications.of_page(db, page.id)
        assert not page_publications.is_public(db, page)
        assert page_publications.waiting(db, page.project_id) == [(page, asked)]
        assert page_publications.agree(db, asked, ben.id, NOON)
        assert not page_publications.agree(db, asked, ben.id, NOON)

    database.write(agree)
    assert database.read(page_publications.public, page.project_id) == [page]

    database.write(lambda db: pages.change(db, page, NOON, text="Other."))
    assert database.read(page_publications.public, page.project_id) == []
    assert database.read(page_publications.waiting, page.project_id) == []


def test_a_page_that_is_withdrawn_can_be_deleted(database, made):
    page, (ana, _) = made

    def work(db):
        page_publications.ask(db, page, ana.id, None, (), NOON)
        assert page_publications.withdraw(db, page.id)
        assert not page_publications.withdraw(db, page.id)
        pages.remove(db, page.id)

    database.write(work)
    assert database.read(pages.by_id, page.id) is None
