"""The pages of the countries, and those that explain. Rule POR-1."""

import re

import pytest

from bot.portal import Contact
from handlers import words
from storage import coordinators, countries, people, seminars
from tests.conftest import NOON
from tests.portal import shown


def test_every_country_has_a_page_in_every_language(browse):
    browser = browse()

    for language in words.languages():
        page = browser.get(f"/{language}/countries")
        paths = re.findall(rf'href="(/{language}/countries/[a-z]{{2}})"', page.html)
        assert len(set(paths)) == len(countries.all_countries())
        for path in paths:
            assert browser.get(path).status == 200


def test_countries_stand_in_the_order_of_their_names(browse):
    page = browse().get("/fr/countries").words

    assert page.index("Allemagne") < page.index("Espagne") < page.index("Estonie")
    assert page.index("Espagne") < page.index("Roumanie")


@pytest.mark.parametrize(
    ("code", "proof"),
    [
        ("rs", "site.proof_certificate"),
        ("es", "site.proof_head"),
        ("ro", "site.proof_coordinator"),
    ],
)
def test_country_says_how_proof_works_there_and_who_decides(browse, says, code, proof):
    page = browse().get(f"/en/countries/{code}")

    assert says(proof) in page.words
    assert "Until it has, central support checks" in page.words
    assert f"/en/projects?country={code}" in page.html


def test_country_says_how_its_service_is_reached_where_that_is_known(browse, settings):
    settings(
        services={"RO": Contact("https://etwinning.example/ro", "nss@ro.example")},
        operator="A ministry, help@example.org",
    )

    known, other = browse().get("/en/countries/ro"), browse().get("/en/countries/de")

    assert 'href="https://etwinning.example/ro"' in known.html
    assert 'href="mailto:nss@ro.example"' in known.html
    assert "Teachers write to it in the bot" not in known.words
    assert "nss@ro.example" not in other.html
    assert "Teachers write to it in the bot" in other.words
    for page in (known, other):
        assert "reaches A ministry, help@example.org" in page.words


def test_newest_projects_and_next_seminars_of_a_country_stand_on_its_page(browse, database):
    for number in range(7):
        shown.project(database, f"Forest {number}")
    elsewhere = (("FR", "Lille"), ("DE", "Ulm"))
    shown.project(database, "Harbour", places=elsewhere)
    shown.seminar(database, "Poems")
    over = shown.seminar(database, "Long ago", days=-3)
    abroad = shown.seminar(database, "Songs")
    host = database.read(seminars.by_id, abroad).host_id
    database.write(lambda db: people.change(db, host, country="FR"))

    page = browse().get("/en/countries/ro")

    assert [f"Forest {one}" in page.words for one in range(7)] == [False] * 2 + [True] * 5
    assert "Harbour" not in page.words
    assert "Poems" in page.words
    assert "Songs" not in page.words
    assert f"/seminars/{over}" not in page.html
    assert page.headers["Cache-Control"] == "no-cache"


def test_no_contact_of_a_country_is_made_up():
    """Nobody has confirmed any: storage/countries.toml gains one with the service's word."""
    assert [one.code for one in countries.all_countries() if one.site or one.mail] == []


def test_country_with_coordinators_says_so_and_names_nobody(browse, coordinator):
    coordinator("Hana Coordinator", "RO")

    page = browse().get("/en/countries/ro")

    assert "Its coordinators check" in page.words
    assert "Hana" not in page.html


def test_suspended_coordinator_is_none(browse, database, teacher):
    person, _ = teacher("Hana", standing="suspended")
    database.write(coordinators.add, person.id, "RO", NOON)

    assert "Until it has, central support checks" in browse().get("/en/countries/ro").words


def test_child_finds_whom_to_call(browse):
    page = browse().get("/en/countries/at")

    assert 'href="tel:147"' in page.html
    assert 'href="tel:112"' in page.html


def test_country_of_which_no_helpline_is_known_names_the_emergency_number(browse):
    page = browse().get("/en/countries/am")

    assert page.html.count('href="tel:') == 1


@pytest.mark.parametrize("path", ["xx", "us", "r", "rom"])
def test_no_other_country_has_a_page(browse, path):
    assert browse().get(f"/en/countries/{path}").status == 404


@pytest.mark.parametrize("page", ["about", "privacy", "accessibility", "help"])
def test_pages_that_explain_are_whole_in_every_language(browse, page):
    for language in words.languages():
        seen = browse().get(f"/{language}/{page}")
        assert seen.status == 200
        assert len(seen.words) > 1_000


def test_who_runs_the_service_is_named_where_it_is_known(browse, settings):
    settings(operator="A ministry <x>, privacy@example.org")

    for page in ("about", "privacy", "accessibility"):
        html = browse().get(f"/en/{page}").html
        assert "A ministry &lt;x&gt;, privacy@example.org" in html


def test_nobody_is_named_where_it_is_not_known(browse):
    assert "This site is run by" not in browse().get("/en/about").words


def test_a_code_in_capitals_leads_to_the_country(browse):
    answer = browse().plain("GET", "/en/countries/RO?zone=Europe%2FBucharest")

    assert answer.status == 308
    assert answer.headers["Location"] == "/en/countries/ro?zone=Europe%2FBucharest"
    assert browse().get("/countries/Ro").path == "/en/countries/ro"
    assert browse().get("/en/countries/XX").status == 404
