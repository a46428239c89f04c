"""The portal's requests counted for whoever runs it, and for nobody else. POR-4."""

import re

import pytest

from storage import outbox


def numbers(browser):
    """Read the numbers: what was counted, by name and labels."""
    text = browser.get("/metrics").html
    found = re.findall(r"^(etwin_portal_\w+{.*}) (\S+)$", text, re.MULTILINE)
    return {name: float(value) for name, value in found}


def test_answers_are_counted_by_page_and_status_in_all_languages_together(browse):
    browser = browse()
    for path in ("/en/countries/ro", "/fr/countries/de", "/en/countries/xx", "/nowhere/7KQM"):
        browser.get(path)
    browser.post("/en/matrix")

    counted = numbers(browser)

    def answers(page, method, status):
        labels = f'method="{method}",page="{page}",status="{status}"'
        return counted[f"etwin_portal_answers_total{{{labels}}}"]

    assert answers("/{language}/countries/{code}", "GET", 200) == 2
    assert answers("/{language}/countries/{code}", "GET", 404) == 1
    assert answers("none", "GET", 404) == 1
    assert answers("/{language}/matrix", "POST", 200) == 1
    assert counted['etwin_portal_seconds_count{page="/{language}/countries/{code}"}'] == 3


def test_failures_are_counted_from_nothing(world, browse):
    def failed():
        return re.search(r"^etwin_portal_failed_total (\S+)$", browse().get("/metrics").html, re.M)[
            1
        ]

    async def broken(_once):
        raise RuntimeError

    assert failed() == "0.0"
    world.homeserver.open_account = broken
    browse().post("/matrix")

    assert failed() == "1.0"


def test_numbers_name_no_address_no_code_and_nobody(browse, ana, fox):
    browse(**{"X-Forwarded-For": "192.0.2.7"}).get("/open/7KQM3FHT")
    text = browse().get("/metrics").html

    for secret in ("192.0.2.7", "7KQM3FHT", "Ana", "Fox"):
        assert secret not in text
    assert 'page="/open/{code}"' in text


def test_made_up_methods_do_not_fill_the_memory(browse):
    browser = browse()
    for method in ("PROPFIND", "MKCOL"):
        browser.plain(method, "/en/")

    assert 'method="other",page="none"' in browser.get("/metrics").html


def test_the_machine_itself_may_read_them(browse):
    assert browse().get("/metrics").status == 200


@pytest.mark.parametrize(
    ("visitor", "status"),
    [("192.0.2.7", 404), ("10.1.2.3", 200), ("2001:db8::7", 200), ("2001:db9::7", 404), ("x", 404)],
)
def test_others_may_where_the_configuration_names_them(browse, settings, visitor, status):
    settings(metrics_from=("10.0.0.0/8", "2001:db8::/32"))

    assert browse(**{"X-Forwarded-For": visitor}).get("/metrics").status == status


def test_who_comes_through_a_proxy_of_this_machine_is_not_this_machine(browse):
    assert browse(**{"X-Forwarded-For": "127.0.0.1, 192.0.2.7"}).get("/metrics").status == 404


def test_what_a_page_puts_into_the_outbox_bears_the_name_of_its_request(fox, database):
    fox.headers["X-Request-Id"] = "given-name-1"

    fox.post("/class/room", text="Hello")

    with database.reading() as db:
        causes = [
            row.cause for row in db.execute(outbox.table.select().order_by(outbox.table.c.id))
        ]
    assert causes == ["given-name-1"]


def test_the_line_that_the_proxy_wrote_counts_and_not_the_visitors(browse):
    lines = {"X-Forwarded-For": ["127.0.0.1", "192.0.2.7"]}

    assert browse().plain("GET", "/metrics", **lines).status == 404


@pytest.mark.parametrize("name", ["Via", "Forwarded", "X-Real-IP", "X-Forwarded-Proto"])
def test_a_proxy_that_does_not_say_for_whom_it_asks_reads_no_numbers(browse, name):
    assert browse().plain("GET", "/metrics", **{name: "x"}).status == 404


def test_nor_does_who_asks_by_the_public_name(browse, settings):
    settings(public_url="https://portal.example")

    assert browse().plain("GET", "/metrics", Host="portal.example").status == 404
    assert browse().plain("GET", "/metrics").status == 200
