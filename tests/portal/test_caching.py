"""What browsers and caches may keep of the portal, and what they get instead of it."""

import gzip
import re

import pytest

from bot.portal.public import caching, leaflets
from bot.portal.rendering import show
from storage import projects, seminars
from tests.conftest import NOON
from tests.handlers.seminars import announce

KEPT = ["/en/", "/fr/countries", "/en/help", "/en/privacy", "/fr/kits"]
#: What can change or be withdrawn: it is read each time.
READ = ["/en/projects", "/en/search", "/en/seminars", "/en/countries/ro"]


@pytest.mark.parametrize("path", KEPT)
def test_page_that_nobody_can_withdraw_may_be_kept_for_a_minute(browse, path):
    headers = browse().get(path).headers

    assert headers["Cache-Control"] == "public, max-age=60"
    assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", READ)
def test_page_that_can_be_withdrawn_is_asked_for_each_time(browse, path):
    assert browse().get(path).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", [*KEPT, *READ])
def test_page_that_the_browser_has_is_not_sent_again(browse, path):
    browser = browse()
    tag = browser.fetch(path).headers["ETag"]

    for asked in (tag, f'"x", {tag}', tag.removeprefix("W/"), "*"):
        again = browser.fetch(path, **{"If-None-Match": asked})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == tag
        assert "Cache-Control" in again.headers
    assert browser.fetch(path, **{"If-None-Match": '"x"'}).status == 200


@pytest.mark.parametrize("path", [*KEPT, *READ])
def test_who_asks_for_the_head_alone_gets_it(browse, path):
    browser = browse()

    head, whole = browser.plain("HEAD", path), browser.plain("GET", path)

    assert head.body == b""
    for name in ("ETag", "Cache-Control", "Content-Length", "Content-Type", "Vary"):
        assert head.headers[name] == whole.headers[name]


def test_page_that_was_made_for_its_head_is_whole(browse):
    browser = browse()

    browser.plain("HEAD", "/en/countries")

    assert 'hreflang="fr"' in browser.get("/en/countries").html.split("<footer>")[1]


def test_another_page_has_another_tag(browse):
    browser = browse()

    tags = {browser.fetch(path).headers["ETag"] for path in (*KEPT, *READ)}

    assert len(tags) == len(KEPT) + len(READ)


@pytest.mark.parametrize("path", [*KEPT, *READ])
def test_page_is_packed_for_whoever_unpacks_it(browse, path):
    packed = browse().packed(path, "gzip, br")
    plain = browse().packed(path, "identity")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_gzip_that_is_refused_is_not_sent(browse):
    assert "Content-Encoding" not in browse().packed("/en/", "gzip;q=0, br").headers


def test_page_behind_a_link_is_neither_packed_nor_kept(ana):
    answer = ana.packed("/twinspace", "gzip")

    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_kept_page_is_made_again_only_after_a_minute(browse, monkeypatch):
    made = []

    def counted(*args, **fields):
        made.append(1)
        return show(*args, **fields)

    monkeypatch.setattr(leaflets, "show", counted)
    clock = [1_000.0]
    monkeypatch.setattr(caching, "_now", lambda: clock[0])
    browser = browse()

    for seconds in (0, 59, 61):
        clock[0] = 1_000.0 + seconds
        browser.get("/en/about")

    assert len(made) == 2


def test_page_of_a_project_that_is_withdrawn_is_gone_at_once(browse, database, rivers):
    browser, path = browse(), f"/en/projects/{rivers.id}"
    tag = browser.fetch(path).headers["ETag"]

    def back(db):
        projects.change(db, projects.by_id(db, rivers.id), projects.State.DRAFT, NOON)

    database.write(back)

    assert browser.fetch(path, **{"If-None-Match": tag}).status == 404


def test_kept_pages_are_no_more_than_so_many(browse, monkeypatch):
    monkeypatch.setattr(caching, "MOST", 3)
    browser = browse()

    for path in ("/en/about", "/en/help", "/fr/help", "/en/privacy"):
        browser.get(path)

    kept = browser.client.server.app[caching._KEPT]
    assert list(kept) == ["/en/help", "/fr/help", "/en/privacy"]


def test_what_is_asked_with_a_query_is_made_anew_and_fills_no_memory(browse):
    browser = browse()

    answer = browser.get("/en/countries?x=1")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert not browser.client.server.app[caching._KEPT]


def test_what_fails_is_not_kept(browse):
    browser = browse()

    browser.get("/en/countries/xx")

    assert not browser.client.server.app[caching._KEPT]


def test_static_file_is_kept_for_good_under_the_mark_of_what_is_in_it(browse):
    browser = browse()
    [address] = re.findall(r'"(/static/portal.css\?v=\w+)"', browser.get("/en/").html)

    now = browser.fetch(address)
    other = browser.fetch("/static/portal.css?v=000000000000")

    assert now.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert now.headers["Content-Type"] == "text/css; charset=utf-8"
    assert other.headers["Cache-Control"] == "public, max-age=3600"
    assert browser.fetch(address, **{"If-None-Match": now.headers["ETag"]}).status == 304
    assert gzip.decompress(browser.packed(address, "gzip").body) == now.body


@pytest.mark.parametrize("name", ["nothing.css", "..%2fparts.py", "%2e%2e/parts.py", "."])
def test_no_other_file_is_handed_out(browse, name):
    assert browse().get(f"/static/{name}").status == 404


def test_every_page_names_its_files_by_their_mark(ana, fox, browse):
    pages = [ana.get("/twinspace"), ana.get("/twinspace/materials"), fox.get("/class/room")]
    pages += [browse().get("/en/"), browse().get("/class")]

    found = [one for page in pages for one in re.findall(r'"(/static/[^"]+)"', page.html)]
    assert len(found) > len(pages)
    assert [one for one in found if "?v=" not in one] == []


def test_sitemap_lists_every_public_page_in_each_language(browse, database, coordinator, rivers):
    host, _ = coordinator("Hana", "RO")
    robots = database.write(announce, host)
    browser = browse()

    index = re.findall("<loc>([^<]+)</loc>", browser.get("/sitemap.xml").html)
    parts = [one.removeprefix("http://portal.example") for one in index]
    listed = [
        one for part in parts for one in re.findall("<loc>([^<]+)</loc>", browser.get(part).html)
    ]

    site = "http://portal.example"
    wanted = ["", "countries", "countries/ro", "kits", f"projects/{rivers.id}"]
    wanted += [f"seminars/{robots.id}", "privacy"]
    for language in ("en", "fr"):
        assert {f"{site}/{language}/{path}" for path in wanted} <= set(listed)
    assert len(listed) == len(set(listed))
    assert not [one for one in listed if "search" in one or "qps" in one or "/class" in one]
    for one in listed:
        assert browser.get(one.removeprefix(site)).status == 200, one
    assert database.read(seminars.by_id, robots.id)


def test_sitemap_has_no_other_parts(browse):
    for path in ("en/site-1", "en/nothing-0", "xx/site-0", "qps-plocm/site-0", "en/kits-9"):
        assert browse().get(f"/sitemap/{path}.xml").status == 404


def test_robots_are_told_where_the_list_is(browse):
    answer = browse().get("/robots.txt")

    assert "Sitemap: http://portal.example/sitemap.xml" in answer.html
    assert answer.headers["Content-Type"].startswith("text/plain")
