"""What classes make and have to do, over a real homeserver and in real browsers. Rule TWS-7."""

import itertools
import json
import urllib.request
from urllib.parse import quote

import pytest

from storage import materials, tasks
from tests import makers
from tests.portal import axe
from tests.story import browser
from tests.story.said import said
from tests.story.school import PHONE, ZOOMED, press, write
from tests.story.stage import AS_TOKEN, SERVER
from tests.story.waiting import eventually


@pytest.fixture
def window():
    with browser.opened(False) as new_window:
        yield new_window


class App:
    """The Matrix app of a pupil, as the homeserver sees it."""

    def __init__(self, school, localpart):
        self.school, self.user = school, f"@{localpart}:{SERVER}"
        self._numbers = itertools.count(1)

    def upload(self, content):
        path = "/_matrix/media/v3/upload?filename=IMG_7.png"
        return self._call("POST", path, content, "image/png")["content_uri"]

    def say(self, **content):
        """Say something in the classroom; give its id."""
        room = quote(self.school.rooms.classroom, safe="")
        number = f"{self.user[1:4]}{next(self._numbers)}"
        path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/{number}?"
        body = json.dumps(content).encode()
        return self._call("PUT", path, body, "application/json")["event_id"]

    def _call(self, method, path, body, kind):
        request = urllib.request.Request(
            f"{self.school.stage.synapse.url}{path}&user_id={quote(self.user)}",
            data=body,
            method=method,
            headers={"Authorization": f"Bearer {AS_TOKEN}", "Content-Type": kind},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)


def seen(page, text):
    """Look again until the room says it: these pages have no script."""
    for _ in range(50):
        if page.get_by_text(text).count():
            return
        press(page, "page.show_new")
    raise AssertionError(f"the room does not say: {text}")


def shown_anew(page, wanted):
    for _ in range(50):
        if wanted.count():
            return
        press(page, "page.show_new")
    raise AssertionError(f"the room does not show {wanted}: {page.inner_text('main')}")


def look_for(ana, school, words):
    ana.goto(f"{school.url}/twinspace/materials")
    ana.get_by_label(said("page.materials_words")).fill(words)
    press(ana, "page.materials_find")


def test_a_picture_is_filed_described_and_found(school, window, tmp_path):
    ana, fox = school.teach(window()), school.enter(window(viewport=PHONE))
    write(ana, "!activity Our water")
    seen(ana, "We begin")
    write(ana, "!task Measure the stream")
    seen(ana, "To do, no. 1")

    picture = tmp_path / "stream.png"
    picture.write_bytes(makers.png(60, 40))
    press(fox, "page.file_send")
    fox.get_by_label(said("page.file_choose")).set_input_files(picture)
    fox.get_by_role("button", name=said("page.file_send_now"), exact=True).click()
    fox.get_by_text(said("page.file_alt_missing")).wait_for()
    fox.get_by_label(said("page.file_alt")).fill("A stream under trees")
    fox.get_by_label(said("page.file_choose")).set_input_files(picture)
    fox.get_by_role("button", name=said("page.file_send_now"), exact=True).click()
    fox.get_by_role("img", name="A stream under trees").wait_for()

    found = eventually(lambda: school.database.read(materials.of_project, school.project.id))
    assert [(one.alt, one.licence, one.kind) for one in found] == [
        ("A stream under trees", "ours", "photo")
    ]
    look_for(ana, school, "stream blue fox")
    image = ana.get_by_role("img", name="A stream under trees")
    image.scroll_into_view_if_needed()
    assert image.count() == 1
    look_for(ana, school, "castle")
    ana.get_by_text("Nothing fits").wait_for()


def test_a_picture_out_of_an_app_is_asked_about_and_the_answer_describes_it(school, window):
    ana, app = school.teach(window()), App(school, "p_0")
    url = app.upload(makers.png(60, 40))

    picture = app.say(msgtype="m.image", body="IMG_7.png", url=url, info={"mimetype": "image/png"})
    seen(ana, "What is to be seen in it?")
    about = {"m.in_reply_to": {"event_id": picture}}
    app.say(msgtype="m.text", body="!alt Two ducks", **{"m.relates_to": about})
    seen(ana, "who made it?")

    look_for(ana, school, "ducks")
    ana.get_by_role("link", name="IMG_7.png").click()
    assert ana.get_by_label(said("page.file_alt")).input_value() == "Two ducks"


def test_a_task_is_done_with_a_press_and_counted(school, window):
    ana, fox = school.teach(window()), school.enter(window(viewport=PHONE))
    write(ana, "!task Draw the bridge")
    seen(ana, "Draw the bridge")
    fox.goto(f"{school.url}/class/room")
    fox.locator("#text").fill("half a sentence")
    fox.locator("#todo summary").click()
    item = fox.locator("#todo li", has_text="Draw the bridge")

    item.get_by_role("button", name=said("page.task_done")).click()

    fox.locator("#todo li", has_text="Draw the bridge").get_by_text("✓").wait_for()
    assert fox.locator("#text").input_value() == "half a sentence"
    ana.goto(f"{school.url}/twinspace")
    ana.locator("#todo summary").click()
    shown = ana.locator("#todo li", has_text="Draw the bridge").inner_text()
    assert "1 of 2" in shown
    assert "Fox" not in shown
    assert len(school.database.read(tasks.open_, school.project.id)) >= 1


def test_what_is_taken_back_is_filed_no_more(school, window):
    app = App(school, "p_1")
    url = app.upload(makers.png(60, 40))
    picture = app.say(msgtype="m.image", body="oops.png", url=url, info={"mimetype": "image/png"})
    eventually(lambda: school.database.read(materials.by_event, picture))
    owl = school.enter(window(), "Red Owl 2")
    mine = owl.locator(f'[data-id="{picture}"]')
    shown_anew(owl, mine)

    mine.get_by_role("button", name=said("page.unsay")).click()
    press(owl, "page.unsay_sure")

    eventually(lambda: not school.database.read(materials.by_event, picture).is_there)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_materials(school, scheme):
    with browser.opened() as new_window:
        ana = school.teach(new_window(viewport=PHONE, color_scheme=scheme))
        fox = school.enter(new_window(viewport=PHONE, color_scheme=scheme))
        assert axe.problems(fox) == []
        for page, under in ((ana, "twinspace"), (fox, "class")):
            page.goto(f"{school.url}/{under}/materials")
            assert axe.problems(page) == []
            page.locator(".materials h3 a").first.click()
            assert axe.problems(page) == []


def test_at_four_times_the_size_the_materials_do_not_scroll_sideways(school, window):
    fox = school.enter(window(viewport=ZOOMED))
    assert fox.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    fox.goto(f"{school.url}/class/materials")

    assert fox.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    fox.locator(".materials h3 a").first.click()
    assert fox.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
