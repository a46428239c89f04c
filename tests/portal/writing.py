"""Pages of a project in tests: written, asked to be public, and agreed to, in browsers."""

import pytest

from storage import pages

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
