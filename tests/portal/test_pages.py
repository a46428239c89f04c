"""Pages of a project: written by teachers, for staff, members or everybody. Rules TWS-8, TWS-14."""

from html.parser import HTMLParser

import pytest

from handlers import pupilcare
from storage import materials, page_publications, pages, people, pupils, safeguarding
from storage.people import Standing
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal.publishing import agree as agree_picture
from tests.portal.publishing import ask as ask_picture

TEXT = "We went to **the river**.\n\n## What we saw\n\n- fish\n- a heron"


def write(browser, title="Our river", text=TEXT, audience="members", slug=""):
    """Write a page, or change one."""
    path = f"/twinspace/pages/{slug + '/change' if slug else 'new'}"
    browser.get(path)
    return browser.post(path, title=title, text=text, audience=audience)


def ask(browser, slug="our-river", whose="others", **fields):
    browser.get(f"/twinspace/pages/{slug}")
    return browser.post(f"/twinspace/pages/{slug}/publish", whose=whose, **fields)


def agree(browser, slug="our-river", **fields):
    browser.get(f"/twinspace/pages/{slug}")
    return browser.post(f"/twinspace/pages/{slug}/agree", **fields)


@pytest.fixture
def public(browse, rivers):
    """Look at a page as everybody."""
    return lambda slug="our-river": browse().get(f"/en/projects/{rivers.id}/pages/{slug}")


@pytest.fixture
def page(database, rivers):
    """Find a page."""
    return lambda slug="our-river": database.read(pages.by_slug, rivers.id, slug)


def test_a_page_is_written_and_read_with_its_formatting(ana, ben, fox, says):
    saved = write(ana)

    assert saved.path == "/twinspace/pages/our-river?saved=1"
    assert "<strong>the river</strong>" in saved.html
    assert says("page.pages_for_members") in saved.words
    assert "a heron" in ben.get("/twinspace/pages/our-river").words
    seen = fox.get("/class/pages/our-river")
    assert "a heron" in seen.words
    assert "Our river" in fox.get("/class/pages").words
    assert not [one for one in seen.actions if "publish" in one or "change" in one]


def test_what_is_for_staff_no_pupil_sees(ana, fox):
    write(ana, audience="staff")

    assert "Our river" not in fox.get("/class/pages").words
    assert fox.get("/class/pages/our-river").status == 404


def test_pupils_and_strangers_write_nothing(ana, fox, browse, page):
    write(ana)
    for path in ("/twinspace/pages/new", "/twinspace/pages/our-river/change"):
        for browser in (fox, browse()):
            assert browser.post(path, title="Evil", text="Evil.", audience="public").status == 403
    assert page().title == "Our river"
    assert fox.post("/class/pages/our-river").status == 405


def test_looking_first_keeps_what_was_typed_and_saves_nothing(ana, page, says):
    ana.get("/twinspace/pages/new")

    looked = ana.post(
        "/twinspace/pages/new", title="Our river", text=TEXT, audience="staff", look="1"
    )

    assert "<strong>the river</strong>" in looked.html
    assert 'value="Our river"' in looked.html
    assert page() is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"title": "x"}, "form.too_short"),
        ({"text": "  "}, "pages.empty"),
        ({"audience": "world"}, "pages.for_whom"),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(ana, page, says, typed, key):
    given = {"title": "Our river", "text": TEXT, "audience": "members"} | typed
    answer = write(ana, **given)

    assert answer.status == 422
    assert says(key, most=20000) in answer.words
    assert "a heron" in answer.html or typed.get("text")
    assert page() is None


def test_two_who_change_it_at_once_lose_nothing(ana, ben, page, says):
    write(ana)
    ana.get("/twinspace/pages/our-river/change")
    write(ben, text="Ben was first.", slug="our-river")

    late = ana.post(
        "/twinspace/pages/our-river/change", title="Our river", text="Ana too.", audience="members"
    )

    assert says("pages.changed") in late.words
    assert "Ana too." in late.html
    assert page().text == "Ben was first."


XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/spy.png)",
    "<a href='https://evil.example' onclick=alert(1)>x</a>",
    '![" onerror="alert(1)](picture:1)',
    "<style>body{display:none}</style>",
    "<iframe src=https://evil.example></iframe>",
    "`<script>alert(1)</script>`",
    "<https://evil.example/?<script>>",
]


class _Tags(HTMLParser):
    """Lists the tags of a piece of HTML as a browser reads it, with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", XSS)
def test_nothing_in_a_text_runs_or_loads_from_elsewhere(ana, filed, text):
    filed()
    html = write(ana, title="<b>Our</b> river", text=f"Hello.\n\n{text}\n").html
    article = html[html.index("<article") : html.index("</article>")]

    for tag, attributes in _Tags(article).found[1:]:
        assert tag in {"p", "a", "img", "code", "em"}
        assert set(attributes) <= {"href", "rel", "src", "alt"}
        assert attributes.get("href", "https://").startswith("https://")
        assert attributes.get("src", "/twinspace/media/").startswith("/twinspace/media/")
    assert "<b>Our" not in html


def test_pictures_are_the_projects_own(ana, filed, fox, database, rivers):
    number = filed()
    material = database.read(materials.by_id, number)

    seen = write(ana, text=f"Look:\n\n![a stream](picture:{number})\n\n![gone](picture:99)")

    assert 'alt="a stream"' in seen.html
    assert "/twinspace/media/" in seen.html
    assert "gone" in seen.words
    assert "/class/media/" in fox.get("/class/pages/our-river").html
    assert material.title


# --- For everybody ------------------------------------------------------------------------------


def test_two_schools_make_it_public_and_it_stands_on_the_projects_page(
    ana, ben, public, browse, rivers, says, database
):
    write(ana, audience="public")
    assert public().status == 404
    ask(ana)
    assert public().status == 404
    assert says("page.pages_waits") in ana.get("/twinspace/pages/our-river").words

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
    assert says("publish.no_work") in ask(ana, whose="pupils", maker=str(owl.id)).words
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


def test_a_picture_is_on_it_only_while_it_is_public_itself(
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

    assert "<img" not in public().html[public().html.index("<article") :]


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
