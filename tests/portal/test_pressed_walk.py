"""Pages that answer a press, in a real browser: no address leads to them, and nobody is kept out.

Those with an address are walked through in test_rooms_walk.py, test_own_walk.py, test_walk.py; what
one presses on pages of one's own is in test_own_walk.py, too.
"""

from dataclasses import dataclass, field

import pytest

from bot import portal
from bot.portal import limits
from handlers import words
from handlers.conversation import Words
from storage.codes import Purpose
from tests.portal import axe, keys, markup
from tests.portal.test_rooms_walk import _enter, site, window  # noqa: F401
from tests.portal.test_walk import served

LARGE = {"width": 1280, "height": 800}
#: The one with the longest words, and the one that runs from the right.
LANGUAGES = ("fr", words.PSEUDO)

#: What the pages are called that come when something goes wrong, in turn.
WRONG = (
    "page.too_slow_title",
    "page.database_away_title",
    "page.database_away_title",
    "page.broken_title",
    "page.slower_title",
)


@dataclass
class Walk:
    """Looks at each page as it is reached."""

    page: object
    found: list[str] = field(default_factory=list)
    html: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)

    def look(self, name):
        """Look at the page that is open, large and small."""
        self.html[name] = self.page.content()
        self.headings += self.page.locator("h1").all_inner_texts()
        self.found += [f"{name}: {one}" for one in axe.faults(self.page)]
        self.page.set_viewport_size(LARGE)
        self.found += [f"{name}: {one}" for one in keys.faults(self.page)]

    def press(self, selector, name):
        """Press something and look at what comes."""
        self.page.click(selector)
        self.page.wait_for_load_state()
        self.look(name)

    def is_clean(self, folder):
        """Say whether nobody is kept out."""
        assert self.found == []
        (folder / "html").mkdir()
        assert markup.mistakes(self.html, folder / "html") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pupils_press_keeps_nobody_out(site, window, language, tmp_path):  # noqa: F811
    address, code = site
    page = window(viewport=LARGE, java_script_enabled=True)
    _enter(page, address, code)
    room = f"{address}/class/room?lang={language}"
    walk = Walk(page)

    page.goto(room)
    walk.press("button[formaction*='/file']", "file")
    page.goto(room)
    walk.press(".place button[formaction*='/report']", "report")
    walk.press("main form button.first", "report without words")
    page.fill("#reason", "They laugh at me.")
    walk.press("main form button.first", "reported")
    page.goto(f"{address}/class?lang={language}")
    page.fill("#code", "WRONGCODE")
    walk.press("main form button.first", "wrong code")

    walk.is_clean(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_teachers_press_keeps_nobody_out(site, link, window, language, tmp_path):  # noqa: F811
    address, _ = site
    page = window(viewport=LARGE)
    page.goto(address + link(purpose=Purpose.PUPILS))
    page.click("main form button")
    walk = Walk(page)

    page.goto(f"{address}/twinspace?lang={language}")
    walk.press("button[formaction*='/unsay']", "unsay")
    page.goto(f"{address}/twinspace/export?lang={language}")
    walk.press("main form button", "export under way")
    page.goto(f"{address}/twinspace/pages/new?lang={language}")
    walk.press("main form button.first", "page without a title")
    page.goto(f"{address}/twinspace/pages/our-river?lang={language}")
    walk.press("main a[href*='/remove'], main form[action*='/remove'] button", "page to be deleted")
    page.goto(f"{address}/twinspace/leave?lang={language}")
    walk.look("there is no such page")
    page.goto(f"{address}/twinspace/app?lang={language}")
    walk.press("main form button", "login token")
    page.goto(f"{address}/pupils?lang={language}")
    page.locator("form.paper").evaluate_all("all => all.forEach(one => one.target = '')")
    page.check("input[name=as]")
    page.click("form[action*='/slips'] summary")
    walk.press("button[value=all]", "slips")

    walk.is_clean(tmp_path)


def test_what_is_pressed_until_something_is_public_keeps_nobody_out(
    site,  # noqa: F811
    link,
    rivers,
    window,  # noqa: F811
    tmp_path,
):
    address, _ = site
    ana, ben = Walk(window(viewport=LARGE)), Walk(window(viewport=LARGE))
    for walk, who in ((ana, rivers.ana), (ben, rivers.ben)):
        walk.page.goto(address + link(who))
        walk.page.click("main form button")
    on = f"?lang={words.PSEUDO}"
    picture, own = f"{address}/twinspace/materials/1", f"{address}/twinspace/pages/our-river"

    ana.page.goto(picture + on)
    for choice in ("child", "whose"):
        ana.page.check(f"input[name={choice}] >> nth=0")
    ana.press("form[action*='/publish'] button", "is it a real name")
    ana.page.check("input[name=sure]")
    ana.press("form[action*='/publish'] button", "picture that waits")
    ana.page.goto(f"{own}/change{on}")
    ana.page.check("input[value=public]")
    ana.press("main form button.first", "page to be asked for")
    ana.page.check("input[name=whose] >> nth=0")
    ana.press("form[action*='/publish'] button", "page that waits")
    for path, name in ((picture, "picture"), (own, "page")):
        ben.page.goto(path + on)
        ben.look(f"{name} to agree to")
        if name == "picture":
            ben.page.check("input[name=sure]")
        ben.press("form[action*='/agree'] button", f"{name} that is public")
    ben.page.goto(picture + on)
    ben.page.fill("#caption", "Another stream")
    ben.press("form.file-form button", "picture that changed")
    ana.page.goto(f"{own}/change{on}")
    ana.page.fill("#text", "We saw two.")
    ana.press("main form button.first", "page that changed")

    ana.html |= ben.html
    ana.found += ben.found
    ana.is_clean(tmp_path)


def test_what_comes_when_something_goes_wrong_keeps_nobody_out(
    site,  # noqa: F811
    world,
    window,  # noqa: F811
    monkeypatch,
    tmp_path,
):
    address, code = site
    page = window(viewport=LARGE)
    _enter(page, address, code)
    room = f"{address}/class/room?lang={words.PSEUDO}"
    walk = Walk(page)

    page.goto(room)
    page.click("button[formaction*='/file']")
    page.fill("#alt", "A red fish")
    page.set_input_files("#chosen", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"a"})
    monkeypatch.setattr(limits, "SECONDS_WITH_FILE", 0.0)
    walk.press("main form button.first", "a form that took too long")
    page.goto(room)
    page.click(".place button[formaction*='/report']")
    page.fill("#reason", "They laugh at me.")
    world.database_is_away = True
    walk.press("main form button.first", "a form to send again")
    page.goto(room)
    walk.look("a page to look at again")
    world.database_is_away = False
    world.homeserver.messages = None
    page.goto(room)
    walk.look("our mistake")
    monkeypatch.setattr(limits, "DOORS", 1)
    with served(portal.application(world.parts())) as busy:
        for _ in range(2):
            page.goto(f"{busy}/class?lang={words.PSEUDO}")
    walk.look("too often")

    walk.is_clean(tmp_path)
    assert walk.headings == [words.plain(words.PSEUDO, Words(one)) for one in WRONG]
