"""Odd addresses, bodies that are too large, and what is not public any more. Rule POR-6."""

import asyncio

import pytest

from storage import materials
from storage.db import metadata
from tests.portal import shown

#: Nobody follows a link to these; somebody tries them.
ODD = (
    "/projects/../../etc/passwd",
    "/en/projects/../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/../__init__.py",
    "/static/..%2f__init__.py",
    "/static/%2e%2e/__init__.py",
    "/projects/1/..%2f..%2fconfig.toml",
    "/projects/1/....//config.toml",
    "//evil.example",
    "//evil.example/en/",
    "/en//evil.example",
    "/en/projects//1",
    "/\\evil.example",
    "/%5cevil.example/..",
    "/en/kits/..%2f..%2fconfig",
    "/en/kits/%00",
    "/en/projects/00000000000000000000001",
    "/en/projects/-1",
    "/en/projects/1%0d%0aSet-Cookie:%20a=b",
    "/en/seminars/1.ics/..",
    "/xx/projects",
    "/EN/projects",
    "/en/countries/zz",
    "/en/projects?q=%ff%fe&page=%00",
    "/en/seminars?zone=../../etc/passwd",
    "/en/?lang=%0d%0aX-Made:%20yes",
    "/projects?lang=//evil.example",
)


@pytest.fixture
def raw(browse):
    """Send bytes as they are; give the status line, the headers and the body."""
    site = browse()
    site.get("/en/kits")  # the server is there from the first page on
    port = site.client.port

    def ask(path, method="GET", body=b"", headers=""):
        async def talk():
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            head = f"{method} {path} HTTP/1.1\r\nHost: portal.example\r\nConnection: close\r\n"
            writer.write(f"{head}{headers}\r\n".encode("latin-1") + body)
            answer = await asyncio.wait_for(reader.read(), 20)
            writer.close()
            return answer

        answer = site.loop.run_until_complete(talk())
        head, _, text = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), head.decode("latin-1"), text

    return ask


@pytest.mark.parametrize("path", ODD)
def test_odd_addresses_lead_nowhere_else(raw, path):
    status, head, body = raw(path)

    assert status in {200, 302, 308, 400, 404}, (status, body[:200])
    assert b"root:" not in body
    assert b"def application" not in body
    assert "X-Made" not in head
    assert "Set-Cookie" not in head
    for line in head.split("\r\n"):
        if line.lower().startswith("location:"):
            where = line.partition(":")[2].strip()
            assert where.startswith("/"), where
            assert not where.startswith(("//", "/\\")), where


def test_a_body_that_is_too_large_is_refused_kindly(raw, browse):
    form = b"name=" + b"x" * 3_000_000
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    size = f"Content-Length: {len(form)}\r\n"

    status, _, body = raw("/en/certificate", "POST", form, kind + size)

    assert status == 413
    assert b"too much" in body


@pytest.mark.parametrize("change", ["taken back", "changed", "project drafted"])
def test_what_is_not_public_any_more_is_gone_at_once(browse, published, database, rivers, change):
    site, (number, copy) = browse(), published
    page = f"/en/projects/{rivers.id}"
    kept = site.fetch(copy)
    assert (kept.status, kept.headers["Cache-Control"]) == (200, "no-cache")
    assert copy in site.get(page).html
    assert copy in site.get("/en/gallery").html
    tag = kept.headers["ETag"]

    def spoil(db):
        table = materials.table
        if change == "project drafted":
            table = metadata.tables["projects"]
            db.execute(table.update().values(state="draft"))
        elif change == "changed":
            db.execute(table.update().where(table.c.id == number).values(caption="else"))
        else:
            db.execute(table.update().where(table.c.id == number).values(taken_back_at=shown.NOON))

    database.write(spoil)

    assert site.fetch(copy).status == 404
    assert site.fetch(copy, **{"If-None-Match": tag}).status == 404
    assert copy not in site.get("/en/gallery").html
    assert copy not in site.get(page).html
    assert (site.page.status == 404) == (change == "project drafted")
    assert "one picture" not in site.get("/en/projects").words
