"""The newest published pictures of all projects. Rule POR-5."""

from datetime import timedelta

import pytest

from bot.portal.public.gallery import LAST, PAGE
from bot.portal.public.projects import PICTURES
from storage import projects
from tests.conftest import NOON
from tests.portal import shown
from tests.portal.publishing import plant


@pytest.fixture
def site(browse):
    """A visitor's browser."""
    return browse()


@pytest.fixture
def picture(database, world, tmp_path):
    """Publish a picture of a project so many minutes after noon; give its address."""
    world.published = tmp_path

    def make(project, minutes=0, **words):
        def work(db):
            by = projects.by_id(db, project).founder_id
            at = NOON + timedelta(minutes=minutes)
            return plant(db, project, by, at, b"a picture", tmp_path, **words)

        return database.write(work)

    return make


def test_each_picture_leads_to_its_project_and_the_newest_is_first(site, database, picture):
    water = shown.project(database, "Water", names=("Planted Teacher", ""))
    songs = shown.project(database, "Songs of Planted Teacher", names=("Planted Teacher", ""))
    old, new = picture(water, 1, alt="a stream"), picture(songs, 2, alt="a choir")

    page = site.get("/en/gallery")

    assert page.html.index(new) < page.html.index(old)
    for words in (
        'alt="a stream"',
        'alt="a choir"',
        f"/en/projects/{water}",
        f"/en/projects/{songs}",
    ):
        assert words in page.html
    assert "Planted Teacher" not in page.html
    assert "Cluj" in page.words


def test_what_others_made_is_credited(site, database, picture):
    picture(shown.project(database, "Water"), licence="others", source="A museum <Ulm>")

    assert "Made by somebody else: A museum <Ulm>" in site.get("/en/gallery").words


def test_an_empty_gallery_and_one_without_such_a_page_say_so(site, database, picture, says):
    shown.project(database, "Water")

    assert says("gallery.none_yet") in site.get("/en/gallery").words
    assert says("find.no_page") in site.get("/en/gallery?page=7").words
    assert says("gallery.no_further") in site.get(f"/en/gallery?page={LAST + 9}").words


def test_pages_follow_one_another_and_each_picture_is_on_one(site, database, picture):
    water = shown.project(database, "Water")
    copies = {picture(water, number) for number in range(PAGE + 1)}

    first, second = site.get("/en/gallery").html, site.get("/en/gallery?page=2").html

    assert sum(one in first for one in copies) == PAGE
    assert [one in second for one in copies].count(True) == 1
    assert "page=2" in first
    assert "page=3" not in second
    assert "page=1" in second


def test_many_pictures_of_one_project_are_shown_on_several_pages(site, database, picture):
    water = shown.project(database, "Water")
    copies = [picture(water, number, caption="Our stream " * 40) for number in range(PICTURES + 1)]

    first, second = (site.get(f"/en/projects/{water}?page={page}") for page in (1, 2))

    assert [one in first.html for one in copies] == [True] * PICTURES + [False]
    assert [one in second.html for one in copies] == [False] * PICTURES + [True]
    assert "Page 2 of 2" in second.words
    assert len(first.html) < 100_000
    assert "Page 2 of 2" in site.get(f"/en/projects/{water}?page=99").words
    assert f"{PICTURES + 1} pictures" in site.get("/en/projects").words
