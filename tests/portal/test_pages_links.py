"""One-time links into a project: used, expired, of somebody else, for something else. POR-4."""

from datetime import timedelta

import pytest

from storage.codes import Purpose
from storage.people import Standing
from tests.portal import roles

INTO = (Purpose.TWINSPACE, Purpose.PUPILS, Purpose.MATERIALS, Purpose.EXPORT, Purpose.PAGES)
#: What these open is one's own: tests/portal/test_guests.py.
PEOPLES = (Purpose.ME, Purpose.TWINSPACES, Purpose.DESK)


@pytest.mark.parametrize("purpose", INTO)
def test_a_link_into_a_project_opens_once_and_for_some_minutes_only(
    browse, database, rivers, world, purpose
):
    path = roles.link_to(database, rivers.id, rivers.ana, purpose)
    first, second, late = browse(), browse(), browse()

    assert first.post(path).status == 200
    assert second.post(path).status == 410
    assert second.cookies() == {}
    other = roles.link_to(database, rivers.id, rivers.ben, purpose)
    world.at += timedelta(minutes=15)
    assert late.post(other).status == 410
    assert late.get("/twinspace").status == 403


@pytest.mark.parametrize("purpose", INTO)
@pytest.mark.parametrize("standing", [Standing.VALIDATED, Standing.WAITING, Standing.SUSPENDED])
def test_a_link_of_somebody_who_is_not_in_the_project_opens_nothing(
    browse, database, rivers, teacher, purpose, standing
):
    other, _ = teacher("Tom Alone", standing=standing)
    browser = browse()

    page = browser.post(roles.link_to(database, rivers.id, other.id, purpose))

    assert page.status in {403, 410}
    assert "Rivers" not in page.words
    for path in ("/twinspace", "/pupils", "/twinspace/materials", "/twinspace/pages"):
        assert browser.get(path).status == 403


@pytest.mark.parametrize("purpose", [one for one in Purpose if one not in (*INTO, *PEOPLES)])
def test_a_code_for_something_else_opens_no_project(browse, database, rivers, purpose):
    browser = browse()

    page = browser.post(roles.link_to(database, rivers.id, rivers.ana, purpose))

    assert page.status == 410
    assert browser.get("/twinspace").status == 403
