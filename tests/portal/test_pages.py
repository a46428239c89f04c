"""Pages of a project: written by teachers, for staff, members or everybody. Rules TWS-8, TWS-14."""

from html.parser import HTMLParser

import pytest

from storage import materials
from tests.portal.writing import TEXT, write


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


@pytest.mark.parametrize(
    ("typed", "field", "key"),
    [
        ({"title": ""}, "title", "form.too_short"),
        ({"title": "", "text": ""}, "title", "form.too_short"),
        ({"text": ""}, "text", "pages.empty"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_by_its_name(ana, says, typed, field, key):
    answer = write(ana, **({"title": "Our river", "text": TEXT, "audience": "members"} | typed))

    label = says(f"page.pages_{field}")
    assert f"{label} {label}: {says(key, most=20000)}" in answer.words
    assert answer.html.count('id="problem"') == 1
    assert answer.html.count('aria-describedby="problem') == 1


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
    written = html[html.index('<div class="written"') : html.index('</div>\n<section id="public"')]

    for tag, attributes in _Tags(written).found[1:]:
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
