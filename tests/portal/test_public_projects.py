"""Projects as everybody finds and reads them. Rule POR-5."""

import pytest

from handlers import leaving
from storage import members, people, projects
from storage.public_search import PAGE
from tests.conftest import NOON
from tests.portal import shown
from tests.portal.publishing import public


@pytest.fixture
def site(browse):
    """A visitor's browser."""
    return browse()


def test_words_find_a_project_by_title_text_town_country_and_subject(site, database):
    shown.project(database, "Our łakes", description="We measure water.", subjects=("biology",))
    shown.project(
        database,
        "Old songs",
        (("FR", "Lyon"), ("IT", "Roma")),
        description="We sing.",
        subjects=("music",),
    )

    for text in ("lakes", "LAKE", "measur", "cluj", "romania", "Roumanie", "biolog", "wat romania"):
        page = site.get(f"/en/projects?q={text}")
        assert "Our łakes" in page.words, text
        assert "Old songs" not in page.words, text
        assert "One project." in page.words


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("country=ro", "Lakes"),
        ("country=fr", "Songs"),
        ("subject=music", "Songs"),
        ("language=fr", "Songs"),
        ("age=2", "Lakes"),
        ("age=4", "Songs"),
        ("country=ro&subject=biology&language=en&age=2&q=lake", "Lakes"),
    ],
)
def test_each_filter_works_by_a_plain_address(site, database, asked, found):
    shown.project(database, "Lakes", age_min=8, age_max=9)
    shown.project(
        database,
        "Songs",
        (("FR", "Lyon"), ("IT", "Roma")),
        subjects=("music",),
        languages=("fr",),
        age_min=16,
        age_max=17,
    )

    page = site.get(f"/en/projects?{asked}")

    assert ("Lakes" in page.words, "Songs" in page.words) == (found == "Lakes", found == "Songs")
    assert "One project." in page.words


def test_nothing_found_says_what_to_do_next(site, database):
    shown.project(database, "Lakes")

    page = site.get("/en/projects?q=volcano&country=ro")

    assert page.status == 200
    assert "Try fewer words" in page.words
    assert 'href="/en/projects"' in page.html
    assert 'href="/en/search?q=volcano"' in page.html
    for odd in (
        "q=%3F%3F",
        "page=99",
        "page=-1",
        "page=x",
        "country=xx&q=nowhere",
        "q=" + "a" * 9000,
    ):
        answer = site.get(f"/fr/projects?{odd}")
        assert answer.status in {200, 400, 414}, odd


def test_best_first_has_the_word_in_the_title_and_newest_first_has_not(site, database):
    titled = shown.project(database, "Water wheels", description="Mills.")
    told = shown.project(database, "Mills", description="They run on water.")

    best = site.get("/en/projects?q=water").html
    newest = site.get("/en/projects?q=water&order=newest").html

    places = [
        page.index(f"/en/projects/{one}") for page in (best, newest) for one in (titled, told)
    ]
    assert places[0] < places[1]
    assert places[2] > places[3]


def test_a_long_list_has_pages_without_gap_or_double(site, database):
    made = [shown.project(database, f"River {number}") for number in range(25)]

    found = []
    for page in (1, 2, 3):
        html = site.get(f"/en/projects?subject=biology&page={page}").html
        found += [one for one in reversed(made) if f'"/en/projects/{one}"' in html]

    assert found == list(reversed(made))
    assert "25 projects." in site.page.words
    assert "Page 3 of 3" in site.page.words


@pytest.mark.parametrize(
    "state", [projects.State.DRAFT, projects.State.PARTNER, projects.State.NSS]
)
def test_what_was_never_approved_is_not_found(site, database, state):
    number = shown.project(database, "Lakes", state=state)

    assert "Lakes" not in site.get("/en/projects").words
    assert "Lakes" not in site.get("/en/projects?q=lakes").words
    assert site.get(f"/en/projects/{number}").status == 404


def test_a_closed_project_stays_and_says_so(site, rivers, close_project, browse):
    close_project()

    assert "completed" in public(browse, rivers).words
    assert "Rivers" in site.get("/en/projects?q=rivers").words


def test_the_search_follows_every_change(site, database):
    number = shown.project(database, "Lakes", state=projects.State.NSS)

    def change(state, **values):
        def work(db):
            return projects.change(db, projects.by_id(db, number), state, NOON, **values)

        return database.write(work)

    change(projects.State.ACTIVE)
    assert "Lakes" in site.get("/en/projects?q=lakes").words
    change(projects.State.ACTIVE, title="Ponds")
    assert "Ponds" not in site.get("/en/projects?q=lakes").words
    assert "Ponds" in site.get("/en/projects?q=ponds").words
    change(projects.State.DRAFT)
    assert "Ponds" not in site.get("/en/projects?q=ponds").words


def test_the_search_follows_the_schools(site, database):
    number = shown.project(database, "Lakes")

    def work(db):
        person = shown.school_teacher(db, "GR", "Volos")
        part = {"role": members.Role.PARTNER, "school_id": person.school_id, "at": NOON}
        members.put(db, number, person.id, state=members.State.IN, **part)
        return person, part

    person, part = database.write(work)
    page = site.get("/en/projects?country=gr")
    assert "Volos" in page.words

    database.write(lambda db: members.put(db, number, person.id, state=members.State.LEFT, **part))
    assert "Lakes" not in site.get("/en/projects?country=gr").words
    assert "Volos" not in site.get(f"/en/projects/{number}").words


def test_a_plan_that_went_with_its_founder_is_not_public(site, database):
    number = shown.project(database, "Lakes", state=projects.State.DRAFT)

    def work(db):
        founder = people.by_id(db, projects.by_id(db, number).founder_id)
        leaving.leave(db, founder, NOON)

    database.write(work)

    assert site.get(f"/en/projects/{number}").status == 404
    assert f"/projects/{number}" not in site.get("/en/projects").html


def test_nobody_of_the_project_is_named_even_where_the_plan_names_them(site, database):
    names = ("Ana Popescu", "Ben Adler")
    text = "ANA POPESCU and Ben Adler measure water."
    number = shown.project(database, "Lakes of Ana Popescu", names=names, description=text)

    for path in (f"/en/projects/{number}", "/en/projects", "/en/search?q=lakes"):
        page = site.get(path)
        assert "… and … measure water." in page.words, path
        for name in names:
            assert name.lower() not in page.html.lower(), path


def test_a_project_shows_towns_and_countries_and_no_school(site, database):
    number = shown.project(database, "Lakes")

    page = site.get(f"/en/projects/{number}")

    assert "Cluj , Romania" in page.words
    assert "Ulm , Germany" in page.words
    assert "School" not in page.words.replace("Schools", "")


def test_old_addresses_lead_to_the_page(browse, rivers):
    page = browse(**{"Accept-Language": "fr"}).get(f"/projects/{rivers.id}")

    assert page.path == f"/fr/projects/{rivers.id}"


def test_published_pictures_are_counted_in_the_list_and_gone_when_withdrawn(
    site, published, database, rivers, permit
):
    assert "one picture" in site.get("/en/projects").words

    permit(publish=False)

    assert "one picture" not in site.get("/en/projects").words


def test_pages_of_a_list_keep_what_it_is_narrowed_down_by(site, database):
    for number in range(PAGE + 1):
        shown.project(database, f"River {number}")

    html = site.get("/en/projects?q=river&language=en&country=ro&order=newest").html

    further = "/en/projects?page=2&amp;q=river&amp;country=ro&amp;language=en&amp;order=newest"
    assert f'href="{further}"' in html
    assert "River 0" in site.get(further.replace("&amp;", "&")).words
