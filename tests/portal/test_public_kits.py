"""Project kits and activity ideas, open to everybody. Rule POR-5."""

import re

import pytest

from handlers import kitbook

ALL = kitbook.all_kits()


@pytest.fixture
def site(browse):
    """A visitor's browser."""
    return browse()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kit_is_listed_and_has_its_page_with_every_step(site, language):
    html = site.get(f"/{language}/kits").html

    for kit in ALL:
        assert f'href="/{language}/kits/{kit.name}"' in html
        page = site.get(f"/{language}/kits/{kit.name}")
        assert page.status == 200
        assert " ".join(kit.told(language).title.split()) in page.words
        for place, step in enumerate(kit.activities, 1):
            assert " ".join(step.told(language).how.split()) in page.words
            assert f'id="step-{place}"' in page.html


def _kits(page):
    return set(re.findall(r'href="/en/kits/([a-z-]+)"', page.html))


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("age=1", lambda kit: kit.ages[0] <= 6),
        ("subject=mathematics", lambda kit: "mathematics" in kit.subjects),
        ("weeks=3", lambda kit: kit.weeks <= 3),
        ("age=3&weeks=4", lambda kit: kit.ages[0] <= 14 and kit.ages[1] >= 11 and kit.weeks <= 4),
    ],
)
def test_kits_are_narrowed_down_without_a_script(site, asked, fits):
    found = _kits(site.get(f"/en/kits?{asked}"))

    assert found == {kit.name for kit in ALL if fits(kit)}
    assert 0 < len(found) < len(ALL)


def test_kits_are_found_by_words_whatever_their_accents(site):
    assert "shadows" in _kits(site.get("/en/kits?q=STÍCK%20earth"))
    assert "/fr/kits/shadows" in site.get("/fr/kits?q=eratosthene").html


@pytest.mark.parametrize(
    "path", ["/kits?q=volcanology", "/ideas?q=%3F%3F", "/kits?age=1&weeks=3&q=x9"]
)
def test_nothing_found_says_what_to_do_next(site, path):
    page = site.get(f"/en{path}")

    assert (page.status, "Choose fewer things" in page.words) == (200, True)
    assert 'class="button"' in page.html


def test_unknown_filters_are_left_out_and_unknown_kits_are_not_there(site):
    assert len(_kits(site.get("/en/kits?age=77&subject=<b>&weeks=9999"))) == len(ALL)
    assert site.get("/en/kits/volcano").status == 404


def test_ideas_are_the_steps_of_the_kits_and_lead_there(site):
    page = site.get("/en/ideas")
    led = set(re.findall(r'href="/en/kits/([a-z-]+)#step-(\d)"', page.html))

    assert led == {
        (kit.name, str(place)) for kit in ALL for place in range(1, len(kit.activities) + 1)
    }
    short = site.get("/en/ideas?lessons=1&subject=mathematics")
    assert set(re.findall(r'href="/en/kits/([a-z-]+)#step-(\d)"', short.html)) == {
        (kit.name, str(place))
        for kit in ALL
        if "mathematics" in kit.subjects
        for place, one in enumerate(kit.activities, 1)
        if one.lessons == 1
    }


def test_a_kit_leads_into_the_bot(site, chats, ana):
    page = site.get("/en/kits/shadows")

    assert 'href="https://t.me/etwin_bot?start=kit-shadows"' in page.html
    assert "@etwin:school.example : /kit shadows" in page.words


def test_pages_of_kits_are_small(site):
    for path in ("/fr/kits", "/fr/ideas", "/fr/kits/shadows"):
        assert len(site.get(path).html.encode()) < 100_000
