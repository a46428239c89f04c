"""Every field that a pupil can fill, or a teacher about a pupil, and how to put a marker into it.

What a marker was put into never comes into a chat and never into a log.

Source: docs/rules.md, TWS-9.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.makers import png
from tests.portal.browser import Browser


@dataclass(frozen=True)
class Field:
    """A field: who fills it, and how."""

    #: "teacher" or "pupil": whose browser is handed to `fill`.
    by: str
    fill: Callable[[Browser, str], object]


def _listed(browser: Browser, marker: str) -> object:
    browser.get("/pupils")
    return browser.post("/pupils", names=f"{marker} 7", sure="1")


def _questioned(browser: Browser, marker: str) -> object:
    browser.get("/pupils")
    return browser.post("/pupils", names=f"{marker} Ionescu")


def _class(browser: Browser, marker: str) -> object:
    browser.get("/pupils")
    return browser.post("/pupils", names="Plain 1", **{"class": marker[:20]})


def _moved(browser: Browser, marker: str) -> object:
    browser.get("/pupils/move")
    return browser.post("/pupils/move", **{"class": marker[:20], "chosen-1": "on"})


def _ticks(browser: Browser, marker: str) -> object:
    browser.get("/pupils")
    return browser.post("/pupils/permissions", tick=marker, **{"seen-1": marker, "part-1": marker})


def _language(browser: Browser, marker: str) -> object:
    return browser.download("/pupils/letters", which=marker, language=marker)


def _slip(browser: Browser, marker: str) -> object:
    return browser.post("/class", code=marker)


def _typed_before(browser: Browser, marker: str) -> object:
    return browser.post("/class", code="AAAAA-WRONG0", text=marker)


def _said(browser: Browser, marker: str) -> object:
    browser.get("/class/room")
    return browser.post("/class/room", text=marker)


def _file(browser: Browser, **what: str) -> object:
    browser.get("/class/room")
    browser.post("/class/file", text="")
    name = what.pop("name", "fish.png")
    return browser.send_file("/class/file", name, png(), **{"alt": "A fish", **what})


def _alt(browser: Browser, marker: str) -> object:
    return _file(browser, alt=marker)


def _caption(browser: Browser, marker: str) -> object:
    return _file(browser, text=marker)


def _file_name(browser: Browser, marker: str) -> object:
    return _file(browser, name=f"{marker}.png")


def _sought(browser: Browser, marker: str) -> object:
    return browser.get(f"/class/materials?q={marker}&kind={marker}&activity={marker}")


def _task(browser: Browser, marker: str) -> object:
    browser.get("/class/room")
    return browser.post("/class/task", task=marker, text=marker)


#: By a name for it.
FIELDS: Mapping[str, Field] = {
    "pseudonym": Field("teacher", _listed),
    "pseudonym that is questioned": Field("teacher", _questioned),
    "class of new pupils": Field("teacher", _class),
    "class moved to": Field("teacher", _moved),
    "permissions": Field("teacher", _ticks),
    "language of a letter": Field("teacher", _language),
    "code of a slip": Field("pupil", _slip),
    "text typed at the door": Field("pupil", _typed_before),
    "text in the classroom": Field("pupil", _said),
    "what is to be seen in a picture": Field("pupil", _alt),
    "words with a picture": Field("pupil", _caption),
    "name of a file": Field("pupil", _file_name),
    "search among the materials": Field("pupil", _sought),
    "mark of a task": Field("pupil", _task),
}
