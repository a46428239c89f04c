"""Pages of one's own in a real browser, large and small, in every direction of writing. POR-3."""

import os
import re
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
from tests.portal import axe, keys, markup
from tests.portal.own import ASKED, path_of
from tests.portal.test_pressed_walk import LARGE, Walk
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


#: What one can change of oneself, each on a page of its own.
CHANGED = ("name", "about", "role", "subjects", "languages", "ages", "school")


def paths_of(office, rivers):
    """List every page of each place."""
    ids = office.ids
    return {
        "me": [
            "/me",
            *(f"/me/change/{one}" for one in CHANGED),
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

    def enter(place, role="", **how):
        page = window(**how)
        who = office.at[role or "own"]
        if place in {"me", "twinspaces"} and not role:
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
    page = let_in(place, viewport=LARGE)
    page.on("console", lambda said: complaints.append(said.text))
    for path in paths_of(office, rivers)[place]:
        for language in LANGUAGES:
            page.set_viewport_size(LARGE)
            joint = "&" if "?" in path else "?"
            answer = page.goto(f"{address}{path}{joint}lang={language}")
            assert answer.status == 200, path
            html[f"{path} {language}"] = answer.text()
            scripts = re.findall(r"<script[^>]*>", answer.text())
            assert all("/static/stay.js?" in one for one in scripts), scripts
            found += [f"{path} {language}: {one}" for one in axe.faults(page)]
            if language == "en":
                found += [f"{path}: {one}" for one in keys.faults(page)]
            _picture(page, path, language)

    assert found == []
    assert complaints == []
    assert markup.mistakes(html, tmp_path) == []


def test_what_one_presses_on_pages_of_ones_own_keeps_nobody_out(site, let_in, rivers, tmp_path):
    address, office = site
    desk = Walk(let_in("desk", viewport=LARGE))
    me = Walk(let_in("me", "ambassador", viewport=LARGE))
    on, ids = f"?lang={words.PSEUDO}", office.ids

    desk.page.goto(f"{address}/desk{on}&kind=p")
    desk.press("button[value=ask]", "nothing is ticked")
    desk.page.check("input[name=card] >> nth=0")
    desk.press("button[value=approve]", "are you sure")
    desk.press("button[name=sure]", "approved")
    desk.page.goto(f"{address}/desk/announcements/{ids['running']}{on}")
    desk.press("form[action*='/announcestop'] button", "is it to be stopped")
    desk.page.goto(f"{address}/desk/log{on}&q={rivers.id}")
    desk.page.check("input[name=reason] >> nth=0")
    desk.press("main form[method=post] button", "log")
    desk.page.goto(f"{address}/desk/cards/r{ids['room_report']}{on}")
    desk.page.check("input[name=reason] >> nth=0")
    desk.press("form[action*='/cards/r'] button", "report that is read")
    desk.page.fill("#text", "I talked to her.")
    desk.press("form[action*='/note'] button", "note on a report")
    desk.press("form[action*='/close'] button", "is the report to be closed")
    desk.press("form[action*='/close'] button", "closed report")
    desk.press("form[action*='/leave'] button", "report that was left")
    for field in ("name", "ages"):
        me.page.goto(f"{address}/me/change/{field}{on}")
        me.page.fill(f"#{field}", "")
        me.press("main form button.first", f"{field} that cannot be")
    me.page.goto(f"{address}/me{on}")
    me.press("form[action*='/forget'] button", "is all to be erased")
    me.press(".answer button >> nth=0", "erased")

    desk.html |= me.html
    desk.found += me.found
    desk.is_clean(tmp_path)


def test_a_coordinator_decides_with_keys_alone(site, let_in, says):
    address, _ = site
    page = let_in("desk", viewport=LARGE)
    page.goto(f"{address}/desk?lang=en&kind=p")
    first = page.locator("input[name=card]").first.get_attribute("value")

    keys.press(page, "input[name=card]", "Space")
    keys.press(page, "button[value=approve]", "Enter")
    page.wait_for_selector("button[name=sure]")
    keys.press(page, "button[name=sure]", "Enter")
    page.wait_for_selector("[role=status]")

    assert says("page.desk_done") in page.inner_text("main")
    assert page.locator(f"input[name=card][value='{first}']").count() == 0


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
