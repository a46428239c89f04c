"""Who is spoken to, in a language that speaks to children in another way: TWS-6, POR-3."""

import re

import pytest

from tests.handlers.test_speaking import VOUS

#: How French speaks to a child.
TU = re.compile(r"\b(?:tu|ton|tes|toi|te)\b|\bt’", re.IGNORECASE)


def spoken(page, mark):
    """List what the page says in one of the two ways; what stands in attributes counts too."""
    said = re.sub(r'\s(?:href|action|formaction|src|id|class|for|name)="[^"]*"', "", page.html)
    return [said[max(0, it.start() - 40) : it.end() + 20] for it in mark.finditer(said)]


@pytest.fixture
def renard(browse, slip):
    """The browser of a pupil who reads French."""
    browser = browse(**{"Accept-Language": "fr"})
    browser.post("/class", code=slip())
    return browser


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/class/room", None),
        ("/class/materials", None),
        ("/class/materials?q=zzz", None),
        ("/class/pages", None),
        ("/class/app", None),
        ("/class/nothing", None),
        ("/class/report", {"about": ""}),
        ("/class/report", {"about": "", "reason": ""}),
        ("/class/report", {"about": "", "reason": "On se moque de moi."}),
        ("/class/file", {"text": ""}),
    ],
)
def test_a_pupil_is_called_tu_on_every_page(renard, path, fields):
    renard.get("/class/room")

    page = renard.get(path) if fields is None else renard.post(path, **fields)

    assert 'lang="fr"' in page.html
    assert spoken(page, VOUS) == []


def test_so_is_a_child_at_the_door_and_when_something_is_away(browse, renard, world):
    world.database_is_away = True

    assert spoken(renard.post("/class/room", text="Salut"), VOUS) == []
    world.database_is_away = False
    door = browse(**{"Accept-Language": "fr"})
    assert spoken(door.get("/class"), VOUS) == []
    assert spoken(door.post("/class", code="7K10NOTHING"), VOUS) == []


@pytest.mark.parametrize("path", ["/twinspace/materials", "/twinspace/materials?q=zzz"])
def test_teachers_are_called_vous(browse, link, filed, path):
    filed(by_ana=True, alt="")
    browser = browse(**{"Accept-Language": "fr"})
    browser.post(link())

    assert spoken(browser.get(path), TU) == []
