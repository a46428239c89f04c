"""What parents allow: noted for many at once, and what a withdrawal ends. Rule TWS-5."""

from dataclasses import replace

import pytest

from handlers import permissions
from storage import materials, publications, pupils, safeguarding
from storage.publications import Concerned
from tests.conftest import NOON


@pytest.fixture
def page(ana):
    """Ana's browser on the page of her pupils, three of whom have no permission yet."""
    ana.get("/pupils")
    ana.post("/pupils", names="Fox 1\nFox 2\nFox 3")
    return ana


def allowed(database, number):
    return database.read(pupils.by_id, number).permissions


def reasons(database):
    with database.reading() as db:
        return [
            (one.subject, one.reason)
            for one, _ in safeguarding.entries(db)
            if one.kind == safeguarding.Kind.PERMISSION
        ]


def test_permissions_of_a_class_are_noted_in_one_form(page, world, database, rivers):
    ticks = {"part-1": "on", "publish-1": "on", "part-2": "on"}

    saved = page.post("/pupils/permissions", **ticks)

    assert "Saved, for 2 pupils." in saved.words
    assert "withdrawn" not in saved.words
    assert allowed(database, 1) == pupils.Permissions(True, True, False)
    assert allowed(database, 2) == pupils.Permissions(takes_part=True)
    assert allowed(database, 3) == pupils.Permissions()
    assert [one.pseudonym for one in database.read(pupils.inside, rivers.id)] == ["Fox 1", "Fox 2"]
    assert world.settled[-1] == rivers.id


def test_after_a_withdrawal_it_is_said_that_it_has_ended_and_how_to_undo_it(page):
    page.post("/pupils/permissions", **{"part-1": "on"})

    saved = page.post("/pupils/permissions", **{"part-2": "on"})

    assert "What was withdrawn has ended. To undo it, tick it again" in saved.words


def test_who_may_only_not_publish_any_more_keeps_the_slip_and_that_is_said(
    ana, browse, says, slip, fox, database
):
    ana.get("/pupils")
    ana.post("/pupils/permissions", **{"part-1": "on", "publish-1": "on", "part-2": "on"})
    slipped = database.read(pupils.by_id, 1).slip
    ana.get("/pupils")

    saved = ana.post("/pupils/permissions", **{"part-1": "on", "part-2": "on"})

    assert says("pupils.permitted_hidden", count=1) in saved.words
    assert "make a new slip" not in saved.words
    assert database.read(pupils.by_id, 1).slip == slipped
    assert fox.get("/class/room").status == 200


def test_who_noted_it_and_when_is_kept_and_shown_and_each_change_is_logged(
    page, world, database, rivers
):
    page.post("/pupils/permissions", **{"part-1": "on", "picture-1": "on"})

    fox = database.read(pupils.by_id, 1)
    assert (fox.permitted_by, fox.permitted_at) == (rivers.ana, world.at)
    assert "Noted by Ana Pop" in page.get("/pupils/1").words
    assert reasons(database) == [
        ("pupil:1", "take part: given"),
        ("pupil:1", "picture: given"),
    ]


def test_saving_what_is_noted_already_changes_nothing_and_says_so(page, database):
    page.post("/pupils/permissions", **{"part-1": "on"})
    before = database.read(pupils.by_id, 1)

    again = page.post("/pupils/permissions", **{"part-1": "on"})

    assert "Nothing was changed" in again.words
    assert database.read(pupils.by_id, 1) == before
    assert len(reasons(database)) == 1


def test_ticking_one_for_all_saves_nothing_yet(page, database):
    ticked = page.post("/pupils/permissions", tick="part", **{"publish-2": "on"})

    assert "not saved yet" in ticked.words
    assert ticked.html.count(" checked") == 4
    assert allowed(database, 1) == pupils.Permissions()


def test_withdrawing_ends_slip_and_visits_at_once_and_comes_back_with_a_new_slip_only(
    ana, browse, database, rivers, slip, fox
):
    code = slip("Red Owl 2")
    owl = browse()
    owl.post("/class", code=code)
    ana.get("/pupils")

    ana.post("/pupils/permissions", **{"part-2": "on"})

    gone = database.read(pupils.by_id, 1)
    assert (gone.slip, gone.secret_hash, gone.logout_wanted) == (None, None, True)
    assert fox.get("/class/room").status == 403
    assert owl.get("/class/room").status == 200
    assert [one.id for one in database.read(pupils.inside, rivers.id)] == [2]

    ana.post("/pupils/permissions", **{"part-1": "on", "part-2": "on"})
    assert fox.get("/class/room").status == 403
    assert fox.post("/class", code="7K10-SECRET").status == 422


def test_old_page_does_not_undo_a_withdrawal_that_was_noted_since(page, database, rivers):
    page.post("/pupils/permissions", **{"part-1": "on", "part-2": "on"})
    page.get("/pupils")
    old = dict(page.page.hidden)
    page.post("/pupils/permissions", **{"part-2": "on"})
    page.get("/pupils")

    page.post("/pupils/permissions", **{**old, "part-1": "on", "part-2": "on", "part-3": "on"})

    assert not allowed(database, 1).takes_part
    assert allowed(database, 3).takes_part


def test_permissions_are_withdrawn_in_a_closed_project_and_none_is_given(
    page, says, database, close_project
):
    page.post("/pupils/permissions", **{"part-1": "on", "publish-1": "on"})
    close_project()
    page.get("/pupils")

    refused = page.post(
        "/pupils/permissions", **{"part-1": "on", "publish-1": "on", "part-2": "on"}
    )
    assert says("pupils.closed") in refused.words
    assert not allowed(database, 2).takes_part

    page.post("/pupils/permissions", **{"part-1": "on"})
    assert allowed(database, 1) == pupils.Permissions(takes_part=True)


def test_there_is_no_slip_without_the_first_permission(page, says, database):
    page.get("/pupils/1")

    refused = page.post("/pupils/1/slip")

    assert says("pupils.not_permitted") in refused.words
    assert database.read(pupils.by_id, 1).slip is None
    assert "No slip without" in page.get("/pupils/1").words


def test_ticks_are_kept_when_the_visit_has_ended(world, page, link, database):
    page.get("/pupils")
    page.post("/twinspace/leave")

    kept = page.post("/pupils/permissions", **{"part-1": "on", "seen-1": "000", "nonce": "n"})
    assert kept.status == 403
    assert kept.hidden["part-1"] == "on"

    waiting = dict(kept.hidden)
    page.post(link())
    page.post("/pupils/permissions", **waiting)
    assert allowed(database, 1).takes_part


#: What is still asked to be public once less is allowed: of what shows a pupil and what is theirs.
LEFT = {"takes_part": [], "may_publish": ["shown"], "may_picture": ["made"]}


@pytest.mark.parametrize("field", LEFT)
def test_less_than_before_takes_publications_down(database, rivers, owl, filed, field):
    numbers = {filed(by_ana=True, name=one): one for one in ("shown", "made")}
    everything = pupils.Permissions(True, True, True)

    def ask(db):
        for number, name in numbers.items():
            concerned = Concerned(**{"seen" if name == "shown" else "made": (owl,)})
            material = materials.by_id(db, number)
            publications.ask(db, material, rivers.ana, None, concerned, NOON)

    def allow(db, given):
        permissions.record(db, pupils.by_id(db, owl.id), given, rivers.ana, NOON)

    def left():
        found = database.read(publications.of_pupil, owl.id)
        return [numbers[one.material_id] for one in found]

    database.write(ask)
    database.write(allow, everything)
    assert left() == ["shown", "made"]

    database.write(allow, replace(everything, **{field: False}))
    assert left() == LEFT[field]
