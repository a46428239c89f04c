"""Nothing that is private is on any public page, whoever added a column for it. Rule POR-5."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from tests.portal import planted

#: Where somebody who knows no address begins, and what they type to find what is private.
STARTS = ("/", "/sitemap.xml", "/robots.txt", "/en/search?q=qz", "/fr/projects?q=qz")
_LINKS = re.compile(r"""(?:href|src)="([^"]+)"|<loc>([^<]+)</loc>|url\(([^)]+)\)""")
#: A crawl that finds fewer pages has not been everywhere.
_FEW = 150


@pytest.fixture
def made(database, world, settings):
    """The marks in the database, and a published picture in its folder."""
    settings(is_paced=False)  # we look at more pages than a whole class
    found = database.write(planted.plant)
    world.published.mkdir()
    (world.published / planted.FIXED["publications.file"]).write_bytes(b"a picture")
    return found


def crawl(site):
    """Follow every link from the start; give what is at each address, with its headers."""
    found, waiting = {}, list(STARTS)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = site.fetch(path)
        text = f"{answer.body.decode('utf-8', 'replace')}\n{answer.headers}"
        found[path] = (answer.status, text)
        for match in _LINKS.findall(text):
            parts = urlsplit(unescape(next(filter(None, match))))
            if parts.scheme in {"", "http", "webcal"} and parts.netloc in {"", "portal.example"}:
                there = parts.path + (f"?{parts.query}" if parts.query else "")
                waiting += [there] if there.startswith("/") and there not in found else []
    return found


def test_a_crawl_of_all_public_pages_finds_nothing_private(browse, made):
    found = crawl(browse())

    leaks = [
        (path, made.private[mark])
        for path, (_, text) in found.items()
        for mark in made.private
        if mark.lower() in text.lower()
    ]
    leaks += [
        (path, name)
        for path, (_, text) in found.items()
        for name in planted.NAMES
        if name in text.lower()
    ]
    assert leaks == []
    assert [path for path, (_, text) in found.items() if "Set-Cookie" in text] == []
    broken = {path: status for path, (status, _) in found.items() if status >= 400}
    assert broken == {}


def test_the_crawl_reads_every_page_and_everything_public(browse, made):
    found = crawl(browse())

    everything = "\n".join(text for _, text in found.values())
    unseen = [name for mark, name in made.public.items() if mark not in everything]
    assert unseen == []
    number, seminar = made.rows["projects"]["id"], made.rows["seminars"]["id"]
    for path in (
        f"/fr/projects/{number}",
        f"/fr/projects/{number}/pages/planted",
        "/en/gallery",
        f"/projects/{number}/{planted.FIXED['publications.file']}",
        f"/en/seminars/{seminar}.ics",
        "/fr/seminars.ics",
        "/en/countries/ro",
        "/fr/kits/shadows",
        "/en/privacy",
    ):
        assert path in found, path
    assert len(found) > _FEW


def test_every_text_column_is_planted_or_named_with_a_reason(made):
    texts = set(planted.texts())

    assert set(planted.PUBLIC) <= texts
    assert set(planted.FIXED) <= texts
    assert texts == set(made.private.values()) | set(planted.PUBLIC) | set(planted.FIXED)


def test_no_search_finds_what_is_private(browse, made):
    site = browse()
    for mark in (*made.private, *planted.NAMES, planted.TAKES_PART, "Qzad"):
        for path in ("/en/projects", "/en/search"):
            page = site.get(f"{path}?q={mark}")
            assert f"/projects/{made.rows['projects']['id']}" not in page.html, mark
            assert f"/seminars/{made.rows['seminars']['id']}" not in page.html, mark
