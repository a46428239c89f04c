"""My TwinSpaces: every project of a teacher, what waits in it, and the way in. Rule POR-2."""

from datetime import timedelta

import pytest

from storage import addresses, members, people, projects
from storage.people import Standing
from tests.conftest import NOON
from tests.makers import project, take_part
from tests.portal.own import come_in, path_of
from tests.portal.publishing import ask


@pytest.fixture
def address(database, rivers):
    """Where Ben writes from."""
    [one] = database.read(addresses.of_person, rivers.ben)
    return addresses.Address(one.platform, one.user)


@pytest.fixture
def mine(browse, chats, address):
    """Ben's browser, at all his TwinSpaces."""
    browser = come_in(browse, chats, "twinspaces", address)
    browser.get("/twinspaces")
    return browser


@pytest.fixture
def lakes(database, rivers):
    """A second project of Ben's, and one that is not his."""

    def work(db):
        both = [people.by_id(db, one) for one in (rivers.ben, rivers.ana)]
        return project(db, both, NOON, projects.State.DRAFT, title="Lakes")

    return database.write(work)


def test_every_project_stands_there_with_its_state(mine, lakes, says):
    page = mine.get("/twinspaces")

    assert "Rivers" in page.words
    assert "Lakes" in page.words
    assert "/twinspaces/1" in page.actions
    assert f"/twinspaces/{lakes.id}" not in page.actions


def test_one_enters_without_another_link_and_comes_back(mine, rivers, says):
    page = mine.post(f"/twinspaces/{rivers.id}", to="/twinspace")

    assert page.path == "/twinspace"
    assert says("page.all_twinspaces") in page.words
    assert says("page.twinspaces_title") in mine.get("/twinspaces").words


def test_only_rooms_are_led_to(mine, rivers):
    assert mine.post(f"/twinspaces/{rivers.id}", to="https://evil.example/").path == "/twinspace"


def test_what_waits_is_said(mine, ana, filed, permit, says, slip):
    permit()
    ask(ana, filed())

    assert says("page.twinspaces_agree", count=1) in mine.get("/twinspaces").words


def test_a_visit_that_has_ended_leads_back_to_the_list(mine, world, rivers, database):
    mine.post(f"/twinspaces/{rivers.id}")
    world.at += timedelta(minutes=40)
    mine.get("/twinspaces")
    world.at += timedelta(minutes=6)

    assert mine.get("/twinspace").path == "/twinspaces"


def test_after_45_idle_minutes_nobody_gets_into_a_project_from_there(mine, world, rivers):
    world.at += timedelta(minutes=45)

    assert mine.post(f"/twinspaces/{rivers.id}", to="/pupils").status == 403
    assert mine.get("/pupils").status == 403


def test_all_twinspaces_stay_open_while_one_works_in_one(mine, world, rivers, says):
    mine.post(f"/twinspaces/{rivers.id}")
    for _ in range(3):
        world.at += timedelta(minutes=20)
        assert says("page.all_twinspaces") in mine.get("/twinspace/materials").words

    assert mine.get("/twinspaces").status == 200


def test_nothing_leads_back_to_them_when_their_day_is_over(
    mine, browse, chats, link, world, rivers
):
    for _ in range(35):
        world.at += timedelta(minutes=40)
        assert mine.get("/twinspaces").status == 200
    mine.post(link(rivers.ben))
    world.at += timedelta(minutes=41)

    page = mine.get("/twinspace/materials")

    assert page.status == 200
    assert 'href="/twinspaces"' not in page.html


def test_somebody_elses_project_is_not_entered(mine, database, teacher):
    eva, _ = teacher("Eva")
    dan, _ = teacher("Dan", country="FR")
    other = database.write(lambda db: project(db, (eva, dan), NOON))

    assert mine.post(f"/twinspaces/{other.id}").status == 404


def test_who_has_left_the_project_is_not_let_in(mine, database, rivers):
    database.write(
        lambda db: members.put(
            db,
            rivers.id,
            rivers.ben,
            role=members.Role.FOUNDER,
            state=members.State.LEFT,
            school_id=None,
            at=NOON,
        )
    )

    assert mine.post(f"/twinspaces/{rivers.id}").status == 404


def test_leaving_ends_both_visits(mine, rivers):
    mine.post(f"/twinspaces/{rivers.id}")
    mine.get("/twinspaces")

    mine.post("/twinspaces/leave")

    assert mine.get("/twinspaces").status == 403
    assert mine.get("/twinspace").status == 403


def test_who_is_no_validated_teacher_any_more_is_out(mine, database, rivers):
    database.write(
        lambda db: people.decide(db, people.by_id(db, rivers.ben), Standing.WAITING, NOON)
    )

    assert mine.get("/twinspaces").status == 403


def test_in_the_chat_several_projects_give_the_overview_and_each_by_itself(
    chats, address, lakes, database, rivers
):
    def opened(db):
        projects.change(db, lakes, projects.State.ACTIVE, NOON)
        take_part(db, lakes, people.by_id(db, rivers.ben), NOON)

    database.write(opened)
    [reply] = chats.send("/twinspace", address)

    assert reply.key == "twinspace.overview"
    commands = [button.command for row in reply.buttons for button in row]
    assert set(commands) == {"/twinspace 1", f"/twinspace {lakes.id}", "/twinspace all"}
    assert path_of([reply]).startswith("/open/")
