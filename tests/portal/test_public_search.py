"""One search over everything that is public. Rule POR-5."""

import pytest

from tests.portal import shown


@pytest.fixture
def site(browse):
    """A visitor's browser."""
    return browse()


def test_a_word_finds_projects_seminars_kits_activities_and_countries(site, database):
    project = shown.project(database, "Shadows of Romania", (("RO", "Cluj"), ("FR", "Lyon")))
    seminar = shown.seminar(database, "Measuring shadows")

    page = site.get("/en/search?q=shadow").html
    assert f'href="/en/projects/{project}"' in page
    assert f'href="/en/seminars/{seminar}"' in page
    assert 'href="/en/kits/shadows"' in page
    assert "#step-" in page

    page = site.get("/fr/search?q=Roumanie").html
    assert 'href="/fr/countries/ro"' in page
    assert f'href="/fr/projects/{project}"' in page


def test_more_than_a_few_are_one_press_away(site, database):
    for number in range(7):
        shown.project(database, f"Shadow {number}")

    page = site.get("/en/search?q=shadow")

    assert 'href="/en/projects?q=shadow"' in page.html
    assert "All 7 projects" in page.words


def test_nothing_typed_says_what_can_be_found(site):
    assert "The beginnings of words are enough" in site.get("/en/search").words
    assert "The beginnings of words are enough" in site.get("/en/search?q=+").words


@pytest.mark.parametrize(
    "text", ["zyzzyva", "???", "%00", "a", "%F0%9F%98%80", "%27zyq%20OR%201=1--"]
)
def test_nothing_found_says_what_to_do_next(site, text):
    page = site.get(f"/en/search?q={text}")

    assert page.status == 200
    assert "Nothing was found for" in page.words
    assert 'href="/en/projects"' in page.html
    assert page.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("en/search?q=help", "en/help"),
        ("en/search?q=privac", "en/privacy"),
        ("en/search?q=certificate", "en/certificate"),
        ("fr/search?q=vie+privée", "fr/privacy"),
    ],
)
def test_pages_of_the_site_itself_are_found(site, words, path):
    assert f'<h3><a href="/{path}">' in site.get(f"/{words}").html
