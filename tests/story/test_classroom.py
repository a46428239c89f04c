"""The classroom in a real browser over the whole installation: pupils, a teacher, two sizes,

with JavaScript and without, by keyboard alone, and at four times the size. TWS-6.
"""

import pytest
from playwright.sync_api import expect

from storage import pupils, sessions
from tests import makers
from tests.portal import axe
from tests.story import browser
from tests.story.said import said
from tests.story.school import CODES, DESKTOP, PHONE, ZOOMED, line, press, write


@pytest.fixture(params=[True, False], ids=["script", "forms"])
def has_script(request):
    return request.param


@pytest.fixture
def window(has_script):
    with browser.opened(has_script) as new_window:
        yield lambda size=DESKTOP: new_window(viewport=size)


@pytest.fixture
def scripted():
    with browser.opened() as new_window:
        yield lambda size=DESKTOP, **how: new_window(viewport=size, **how)


def send_picture(page, path, alt):
    """Send a picture and see it in the room."""
    press(page, "page.file_send")
    page.get_by_label(said("page.file_alt")).fill(alt)
    page.get_by_label(said("page.file_choose")).set_input_files(path)
    page.get_by_role("button", name=said("page.file_send_now"), exact=True).click()
    image = page.get_by_role("img", name=alt)
    image.wait_for()
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    expect(image).not_to_have_js_property("naturalWidth", 0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_day_in_the_classroom(school, window, has_script, size, tmp_path):
    mark = f"{'script' if has_script else 'forms'} {size['width']}"
    fox, ana = school.enter(window(size)), school.teach(window())

    write(fox, f"Our river is cold ({mark})")
    if not has_script:
        press(ana, "page.show_new")
    line(ana, f"Our river is cold ({mark})").wait_for()

    line(ana, f"is cold ({mark})").get_by_role("button", name=said("page.answer")).click()
    write(ana, f"How cold? ({mark})")
    if not has_script:
        press(fox, "page.show_new")
    answer = line(fox, f"How cold? ({mark})")
    answer.wait_for()
    assert "Our river is cold" in answer.locator("blockquote").inner_text()

    picture = tmp_path / "fish.png"
    picture.write_bytes(makers.png(60, 40))
    send_picture(fox, picture, f"A red fish ({mark})")

    write(fox, f"Oops ({mark})")
    line(fox, f"Oops ({mark})").get_by_role("button", name=said("page.unsay")).click()
    press(fox, "page.unsay_sure")
    line(fox, f"Oops ({mark})").wait_for(state="detached")

    fox.locator("#text").fill("half a sentence")
    line(fox, f"How cold? ({mark})").get_by_role("button", name=said("page.tell")).click()
    fox.get_by_label(said("page.tell_reason")).fill("I do not like it")
    press(fox, "page.tell_send")
    assert "116\u202f111" in fox.inner_text("main")
    press(fox, "page.class_back")
    assert fox.locator("#text").input_value() == "half a sentence"

    press(fox, "page.leave")
    assert said("page.pupil_left") in fox.inner_text("main")
    fox.goto(f"{school.url}/class/room")
    assert "How cold?" not in fox.inner_text("main")


def test_what_is_typed_and_where_one_reads_stay_while_messages_come(school, scripted):
    fox, owl = school.enter(scripted()), school.enter(scripted(PHONE), "Red Owl 2")
    for number in range(12):
        write(fox, f"Line {number} {'water ' * 12}")
    line(owl, "Line 11").wait_for()
    owl.locator("#text").fill("half a sen")
    owl.locator("#text").press("End")
    talk = owl.locator(".talk")
    talk.evaluate("one => { one.scrollTop = -400 }")
    seen = "one => document.elementFromPoint(180, one.getBoundingClientRect().top + 60).textContent"
    before = talk.evaluate(seen)

    write(fox, "Something new")
    owl.get_by_text("Something new").wait_for(state="attached")

    assert talk.evaluate(seen) == before
    assert owl.locator("#text").input_value() == "half a sen"
    assert owl.evaluate("document.activeElement.id") == "text"
    press(owl, "page.below")
    assert talk.evaluate("one => Math.abs(one.scrollTop)") < 2


def test_what_is_sent_while_the_message_before_is_under_way_follows_it(school, scripted):
    fox = school.enter(scripted())
    held = []
    fox.route("**/class/room", lambda route: held.append(route) if not held else route.continue_())
    for text in ("The first of two", "The second of two"):
        fox.locator("#text").fill(text)
        fox.get_by_role("button", name=said("page.send"), exact=True).click()
    while not held:
        fox.wait_for_timeout(20)

    held[0].continue_()

    line(fox, "The first of two").wait_for()
    line(fox, "The second of two").wait_for()
    expect(fox.locator("#text")).to_have_value("")


def test_after_a_break_of_the_service_everything_comes(school, scripted):
    fox, owl = school.enter(scripted()), school.enter(scripted(), "Red Owl 2")
    write(fox, "Before the break")
    line(owl, "Before the break").wait_for()
    fox.locator("#text").fill("Written during the break")

    school.stage.stop()
    fox.get_by_role("button", name=said("page.send"), exact=True).click()
    fox.get_by_text(said("page.offline")).wait_for()
    assert fox.locator("#text").input_value() == "Written during the break"
    school.stage.start()
    fox.get_by_role("button", name=said("page.send"), exact=True).click()

    line(owl, "Written during the break").wait_for()
    assert owl.locator(".talk li", has_text="Before the break").count() == 1
    assert owl.locator(".talk li", has_text="Written during the break").count() == 1


def test_a_pupil_who_is_taken_out_is_told_at_once_and_hears_nothing_more(school, scripted):
    owl, fox = school.enter(scripted(), "Red Owl 2"), school.enter(scripted())
    write(fox, "For all of us")
    line(owl, "For all of us").wait_for()
    owl.locator("#text").fill("half a sen")
    written = school.database.read(lambda db: pupils.inside(db, school.project.id))
    gone = next(one for one in written if one.pseudonym == "Red Owl 2")

    school.database.write(sessions.close_pupil, gone.id)
    write(fox, "Not for the owl")

    owl.locator("#ended").get_by_text(said("page.pupil_ended")[:12]).wait_for()
    assert owl.locator("#text").input_value() == "half a sen"
    assert owl.get_by_text("Not for the owl").count() == 0
    assert owl.locator(".talk li").count() == 0


def test_the_classroom_by_keyboard_alone(school, scripted):
    fox = scripted()
    fox.goto(f"{school.url}/class")
    fox.keyboard.type(CODES["Blue Fox 7"])
    fox.keyboard.press("Enter")
    fox.locator("#text").wait_for()
    write(fox, "First")
    fox.reload()
    reached = tabs(fox, "down")
    fox.keyboard.press("Enter")
    fox.keyboard.type("Typed by keyboard")
    fox.keyboard.press("Tab")
    fox.keyboard.press("Enter")
    line(fox, "Typed by keyboard").get_by_role("button").first.wait_for()
    assert fox.evaluate("document.activeElement.hasAttribute('data-send')")

    fox.keyboard.press("Shift+Tab")
    fox.keyboard.press("Shift+Tab")
    fox.keyboard.press("Enter")
    fox.get_by_role("heading", name=said("page.unsay_title")).wait_for()
    tabs(fox, "first")
    fox.keyboard.press("Enter")
    line(fox, "Typed by keyboard").wait_for(state="detached")

    assert reached[0] == "skip"
    assert len(reached) < 9


def tabs(page, wanted):
    """Press Tab until something is reached; all that is passed can be seen to have the focus."""
    reached = []
    while wanted not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className.split(' ')[0]"))
        seen = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(seen) != "none"
        assert len(reached) < 40
    return reached


PAGES = ["room", "answer", "file", "report", "unsay", "door"]


def shown(school, page, what):
    """Bring a pupil's browser to a page."""
    if what == "door":
        page.goto(f"{school.url}/class")
        return page
    school.enter(page)
    write(page, f"A long message, {'water ' * 20}")
    mine = line(page, "A long message")
    match what:
        case "answer":
            mine.get_by_role("button", name=said("page.answer")).click()
        case "unsay":
            mine.get_by_role("button", name=said("page.unsay")).click()
        case "file":
            press(page, "page.file_send")
        case "report":
            press(page, "page.tell_any")
    return page


@pytest.mark.parametrize("what", PAGES)
def test_axe_finds_nothing_in_the_light_or_in_the_dark(school, scripted, what):
    page = shown(school, scripted(PHONE), what)

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe.problems(page) == [], scheme


def test_axe_finds_nothing_on_the_teachers_pages(school, scripted):
    page = school.teach(scripted())
    page.get_by_role("heading", name=said("page.classroom")).wait_for()
    assert axe.problems(page) == []
    page.get_by_role("link", name=said("page.staff_room")).click()
    assert axe.problems(page) == []


@pytest.mark.parametrize("what", PAGES)
def test_at_four_times_the_size_nothing_scrolls_sideways(school, scripted, what):
    page = shown(school, scripted(ZOOMED), what)

    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    page.locator("button:visible, input:visible").last.scroll_into_view_if_needed()
