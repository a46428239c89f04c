"""A room and the safeguarding log on a phone: the box in sight, and nothing cut off."""

import pytest

from storage.codes import Purpose
from tests.portal.own import path_of
from tests.portal.test_own_walk import site as own_site  # noqa: F401
from tests.portal.test_rooms_walk import _enter, site, window  # noqa: F401

#: A usual telephone and a small one.
PHONES = ((390, 844), (360, 640))
SEND = "[data-send], button[formaction*='/file']"


@pytest.fixture(params=PHONES, ids=["usual", "small"])
def phone(window, request):  # noqa: F811
    width, height = request.param
    return window(viewport={"width": width, "height": height})


def _is_in_sight(page):
    """Tell whether the box and its buttons are wholly on the screen."""
    places = [one.bounding_box() for one in page.locator(f"#text, {SEND}").all()]
    size = page.viewport_size
    return len(places) == 3 and all(
        one["y"] >= 0
        and one["y"] + one["height"] <= size["height"]
        and one["x"] + one["width"] <= size["width"]
        for one in places
    )


@pytest.mark.parametrize("who", ["teacher", "pupil"])
def test_the_box_is_in_sight_and_tasks_are_one_press_away(site, link, phone, who):  # noqa: F811
    address, code = site
    if who == "pupil":
        _enter(phone, address, code)
        phone.goto(f"{address}/class/room?lang=fr")
    else:
        phone.goto(address + link(purpose=Purpose.PUPILS))
        phone.click("main button")
        phone.goto(f"{address}/twinspace?lang=fr")
    assert _is_in_sight(phone)

    phone.click("#todo summary")

    phone.locator("#todo li button").first.scroll_into_view_if_needed()
    assert phone.locator("#todo li button").first.is_visible()
    assert _is_in_sight(phone)
    phone.locator("#todo li button").first.click()
    phone.wait_for_load_state()
    assert phone.locator("#todo .tag").is_visible()


def test_the_log_is_read_without_moving_it_sideways(own_site, phone, chats, rivers):  # noqa: F811
    address, office = own_site
    phone.goto(address + path_of(chats.send("/desk", office.at["own"])))
    phone.click("main form button")
    phone.goto(f"{address}/desk/log?q={rivers.id}&lang=fr")
    phone.check("input[value=safety]")

    phone.click("main form button.first")
    phone.wait_for_load_state()

    reason = phone.locator(".log li:not(.head)").first.locator("bdi").last
    place = reason.bounding_box()
    assert place["x"] + place["width"] <= phone.viewport_size["width"]
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "élève" in phone.locator(".log").inner_text()


def test_a_teacher_can_leave_from_the_page_for_a_file(site, link, window):  # noqa: F811
    address, _ = site
    page = window()
    page.goto(address + link(purpose=Purpose.PUPILS))
    page.click("main button")
    page.goto(f"{address}/twinspace")

    page.click("button[formaction*='/file']")
    page.wait_for_load_state()

    assert page.locator("nav a[href*='/twinspace/staff']").is_visible()
    page.click(".leave button")
    page.wait_for_load_state()
    page.goto(f"{address}/twinspace")
    assert page.locator("#text").count() == 0
