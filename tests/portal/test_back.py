"""Back and Reload in a real browser: no form is sent again, and nothing is shown after leaving."""

import pytest

from bot import portal
from storage.codes import Purpose
from tests.portal.own import path_of
from tests.portal.test_walk import served
from tests.story import browser


@pytest.fixture
def site(world, rivers, newcomers):
    """The portal on an address."""
    with served(portal.application(world.parts())) as address:
        yield address


@pytest.fixture(scope="module")
def window():
    """One browser for all; gives windows of it."""
    with browser.opened() as open_window:
        yield open_window


@pytest.fixture
def teacher_page(site, window, link):
    """Ana's window, among her pupils."""
    page = window()
    page.goto(site + link(purpose=Purpose.PUPILS))
    page.click("main form button")
    return page


def _add(page, names, button="button:not([name])"):
    page.fill("#names", names)
    page.click(f"form:has(#names) {button}")
    page.wait_for_load_state()


def test_back_leads_past_a_form_that_failed_and_one_that_did_not(teacher_page, says):
    page = teacher_page
    _add(page, "Anna Schneider")
    assert page.locator(".problem").count() > 0
    _add(page, "Blue Fox 7")
    assert "Blue Fox 7" in page.content()

    page.go_back()

    assert page.locator("h1").inner_text() == says("page.pupils")
    assert "Blue Fox 7" in page.content()


def test_a_page_that_answers_a_form_can_be_looked_at_again(teacher_page):
    page = teacher_page
    _add(page, "Anna Schneider")
    asked = []
    page.on("request", lambda one: asked.append(one.method))

    page.reload()

    assert "POST" not in asked
    assert page.locator("#names").count() == 1


def test_back_from_many_that_were_approved_leads_to_the_queue(site, window, chats, maria, says):
    page = window()
    page.goto(site + path_of(chats.send("/desk", maria[1])))
    page.click("main form button")
    for box in page.locator("input[name=card]").all():
        box.check()
    page.click("button[value=approve]")
    page.click("button[name=sure]")
    page.wait_for_load_state()

    page.go_back()

    assert page.locator("h1").inner_text() == says("page.desk_queue")
    assert page.locator("button[name=sure]").count() == 0


def test_back_shows_nothing_of_a_visit_that_was_left(teacher_page, says):
    page = teacher_page
    _add(page, "Blue Fox 7")
    _add(page, "Anna Schneider")
    page.click(".leave button")
    page.wait_for_load_state()

    for _ in range(3):
        page.go_back()

        assert "Blue Fox" not in page.content()
        assert "Schneider" not in page.content()
