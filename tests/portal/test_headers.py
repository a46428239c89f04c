"""What every answer of the portal says in its headers, whatever the route and the end. POR-4."""

import re

import pytest
import structlog
from structlog.testing import capture_logs

from bot import portal
from tests.portal.world import World

#: What stands for a place in a path.
PLACES = {"language": "en", "code": "ro", "name": "portal.css", "file": f"{'0' * 32}.jpg"}
METHODS = ("GET", "POST")


def routes(database):
    """List every address of the application, with something in its places."""
    app = portal.application(World(database).parts())
    found = {}
    for route in app.router.routes():
        path = re.sub(r"{(\w+)}", lambda it: PLACES.get(it[1], "7"), route.resource.canonical)
        methods = METHODS if route.method == "*" else [route.method]
        found |= {(method, path): None for method in methods if method != "HEAD"}
    return list(found)


def test_every_answer_tells_the_browser_to_be_careful(browse, database, settings):
    settings(public_url="https://portal.example")
    browser = browse()

    lacking = []
    for method, path in [*routes(database), ("GET", "/nowhere"), ("PUT", "/en/")]:
        answer = browser.plain(method, path)
        if missing := wanting(answer):
            lacking.append(f"{method} {path} ({answer.status}): {missing}")

    assert not lacking


def test_no_form_of_another_site_does_anything_anywhere(browse, database, world):
    browser = browse(**{"Sec-Fetch-Site": "cross-site"})

    asked = [path for method, path in routes(database) if method == "POST"]
    answers = {path: browser.plain("POST", path).status for path in asked}

    assert len(answers) > 50
    assert {path: status for path, status in answers.items() if status != 403} == {}
    assert world.homeserver.accounts == 0


def wanting(answer):
    """Name the headers that an answer lacks."""
    policy = answer.headers.get("Content-Security-Policy", "")
    has_style = answer.headers.get("Content-Type", "").startswith("text/html")
    wanted = {
        "Content-Security-Policy": r"default-src 'self'" if has_style else r"default-src",
        "X-Content-Type-Options": r"nosniff$",
        "Referrer-Policy": r"same-origin$",
        "Cross-Origin-Opener-Policy": r"same-origin$",
        "Cross-Origin-Resource-Policy": r"same-origin$",
        "Permissions-Policy": r"camera=\(\)",
        "Strict-Transport-Security": r"max-age=63072000$",
        "Cache-Control": r"no-store$|no-cache$|private|public, max-age=\d+",
        "X-Robots-Tag": r"noindex$|all$",
        "X-Request-Id": r"[0-9a-f]{16}$",
    }
    missing = [
        name for name, shape in wanted.items() if not re.match(shape, answer.headers.get(name, ""))
    ]
    if "unsafe-inline" in policy or "unsafe-eval" in policy:
        missing.append("a policy without unsafe-inline")
    if has_style and "frame-ancestors 'none'" not in policy:
        missing.append("frame-ancestors")
    return missing


def test_https_alone_is_asked_for_only_where_there_is_https(browse):
    assert "Strict-Transport-Security" not in browse().get("/en/").headers


def test_public_pages_may_be_found_and_others_may_not(browse):
    browser = browse()

    assert browser.get("/en/").headers["X-Robots-Tag"] == "all"
    for path in ("/en/nowhere", "/class", "/open/X", "/en/countries/xx"):
        assert browser.get(path).headers["X-Robots-Tag"] == "noindex"
    assert browser.post("/en/matrix").headers["X-Robots-Tag"] == "noindex"


def test_our_own_mistake_still_has_its_headers(world, browse):
    async def broken(_once):
        raise RuntimeError("secret detail")

    world.homeserver.open_account = broken

    answer = browse().plain("POST", "/en/matrix")

    assert answer.status == 500
    assert wanting(answer) == ["Strict-Transport-Security"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("given", ["abcdef12-3456.x_y", "A" * 64])
def test_a_proxy_s_name_for_a_request_is_taken_over(browse, given):
    answer = browse().plain("GET", "/en/", **{"X-Request-Id": given})

    assert answer.headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["short", "a" * 65, "with space", "é" * 9, "x;y=12345"])
def test_what_is_no_such_name_is_replaced(browse, given):
    name = browse().plain("GET", "/en/", **{"X-Request-Id": given}).headers["X-Request-Id"]

    assert re.fullmatch("[0-9a-f]{16}", name)


def test_what_is_logged_bears_the_name_of_the_request(world, browse):
    async def broken(_once):
        raise RuntimeError("secret detail")

    world.homeserver.open_account = broken

    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logged:
        browse(**{"X-Request-Id": "given-name-1"}).post("/en/matrix")

    [line] = [one for one in logged if one["event"] == "portal.failed"]
    assert line["request"] == "given-name-1"
    assert line["page"] == "/en/matrix"
    assert "secret detail" not in str(line)
