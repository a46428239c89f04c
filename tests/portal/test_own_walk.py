"""Pages of one's own in a real browser, large and small, in every direction of writing. POR-3."""

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import portal
from handlers import words
from storage import (
    addresses,
    coordinators,
    page_publications,
    pages,
    people,
    proofs,
    safeguarding,
    statistics,
    tasks,
)
from storage.people import Standing
from tests.conftest import NOON, Chats
from tests.handlers.offices import Offices
from tests.portal import axe, markup
from tests.portal.own import ASKED, path_of
from tests.portal.test_walk import served
from tests.portal.writing import TEXT
from tests.story import browser

LANGUAGES = (*words.languages(), words.PSEUDO)


@pytest.fixture
def site(world, database, teacher, coordinator, rivers):
    """The portal on an address, with much on every page; and its people."""
    office = Offices(database, teacher, coordinator)
    for number in range(30):
        waiting, _ = teacher(f"Nova {number}", standing=Standing.WAITING)
        values = {"since": NOON - timedelta(days=30 - number)}
        database.write(lambda db, who, given: people.change(db, who, **given), waiting.id, values)
    file = {"origin": "telegram", "ref": "x", "file_kind": "photo", "mime": "image/png"}
    database.write(proofs.keep, proofs.Proof(waiting.id, proofs.Kind.CERTIFICATE, NOON, **file))
    counts = {(one, what): 25 for one in ("RO", "*") for what in ("registered", "validated")}
    for month in (8, 9):
        database.write(statistics.save, date(2026, month, 1), counts)
    database.write(_fill, rivers)
    world.settings = replace(world.settings, pseudo_rtl=True)
    with served(portal.application(world.parts())) as address:
        yield address, office


def _fill(db, rivers):
    for number in range(3):
        safeguarding.write(
            db, safeguarding.Kind.JOINED, NOON, subject=f"pupil:{number}", project_id=rivers.id
        )
    coordinators.add(db, rivers.ben, "IT", NOON)
    tasks.add(db, rivers.id, "Count the fish", rivers.ana, NOON)
    people.change(db, rivers.ana, about="We sing.\nWe dance.")
    for title in ("Our river", "مياه مدينتنا", "Averyveryverylongwordwithoutanyspaceinit" * 2):
        said = {"title": title, "text": TEXT, "audience": "public"}
        page = pages.add(db, rivers.id, rivers.ana, NOON, **said)
    page_publications.ask(db, page, rivers.ana, None, (), NOON)


def paths_of(office, rivers):
    """List every page of each place."""
    ids = office.ids
    return {
        "me": [
            "/me",
            *(
                f"/me/change/{one}"
                for one in ("name", "about", "role", "subjects", "languages", "ages", "school")
            ),
            "/me/change/school?country=RO&q=school",
        ],
        "twinspaces": ["/twinspaces"],
        "desk": [
            "/desk",
            "/desk?kind=p",
            *(
                f"/desk/cards/{one}"
                for one in (
                    f"p{ids['waiting']}",
                    f"j{ids['project']}RO",
                    f"l{ids['label']}",
                    f"m{ids['report']}",
                    f"r{ids['room_report']}",
                    f"a{ids['second']}",
                )
            ),
            "/desk/announcements",
            f"/desk/announcements/{ids['running']}",
            f"/desk/announcements/{ids['mine']}",
            "/desk/statistics",
            "/desk/statistics?part=projects",
            f"/desk/log?q={rivers.id}",
        ],
        "teacher": [
            "/twinspace/pages",
            "/twinspace/pages/our-river",
            "/twinspace/pages/new",
            "/twinspace/pages/our-river/change",
        ],
    }


@pytest.fixture(scope="module")
def window():
    """One browser for all; gives windows of it."""
    with browser.opened() as open_window:
        yield open_window


@pytest.fixture
def let_in(site, window, database, rivers, link):
    """Open a window that is let in at a place."""
    address, office = site
    chats = Chats(database)

    def enter(place, **how):
        page = window(**how)
        who = office.at["own"]
        if place in {"me", "twinspaces"}:
            [one] = database.read(addresses.of_person, rivers.ana)
            who = addresses.Address(one.platform, one.user)
        way = link() if place == "teacher" else path_of(chats.send(ASKED[place], who))
        page.goto(address + way)
        page.click("main form button")
        return page

    return enter


@pytest.mark.parametrize("place", ["me", "twinspaces", "desk", "teacher"])
def test_pages_of_ones_own_keep_nobody_out(site, let_in, rivers, place, tmp_path):
    address, office = site
    found, html, complaints = [], {}, []
    page = let_in(place, viewport={"width": 1280, "height": 800})
    page.on("console", lambda said: complaints.append(said.text))
    for path in paths_of(office, rivers)[place]:
        for language in LANGUAGES:
            page.set_viewport_size({"width": 1280, "height": 800})
            joint = "&" if "?" in path else "?"
            answer = page.goto(f"{address}{path}{joint}lang={language}")
            assert answer.status == 200, path
            html[f"{path} {language}"] = answer.text()
            assert "<script" not in answer.text()
            found += [f"{path} {language}: {one}" for one in axe.faults(page)]
            _picture(page, path, language)

    assert found == []
    assert complaints == []
    assert markup.mistakes(html, tmp_path) == []


def _picture(page, path, language):
    """Take pictures of a page to look at, where OWN_PICTURES names a folder for them."""
    folder = os.environ.get("OWN_PICTURES", "")
    if not folder or language == "fr":
        return
    name = path.strip("/").replace("/", "_").replace("?", "_")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for look in ("light", "dark") if language == "en" else ("light",):
            page.emulate_media(color_scheme=look)
            page.screenshot(path=f"{folder}/{name}_{language}_{width}_{look}.png", full_page=True)
    page.emulate_media(color_scheme="light")
