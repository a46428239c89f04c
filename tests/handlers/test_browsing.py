"""Links from the chat into the browser, on each platform; and what a page fills in. POR-2."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers import browsing, forms, mypage
from handlers.commands.mypages import LABELS
from handlers.conversation import COMMANDS
from storage import codes, coordinators, people, projects, twinspaces
from storage.belongings import RULES
from storage.codes import Purpose
from storage.people import Standing
from tests.conftest import NOON
from tests.makers import project

ASKED = {
    "/mydata page": ("mydata.link", Purpose.ME),
    "/twinspace all": ("twinspace.overview", Purpose.TWINSPACES),
    "/desk": ("desk.link", Purpose.DESK),
}


@pytest.fixture(params=["telegram", "matrix"])
def cora(request, database, teacher):
    """A teacher with a project who coordinates Romania, on each platform."""
    person, address = teacher("Cora", platform=request.param)
    partner, _ = teacher("Paul", country="FR")
    database.write(lambda db: project(db, (person, partner), NOON))
    database.write(lambda db: coordinators.add(db, person.id, "RO", NOON))
    return person, address


@pytest.mark.parametrize("asked", ASKED)
def test_a_link_is_for_the_chat_that_asks_and_is_forgotten_once_it_is_sent(
    database, send, cora, asked
):
    key, purpose = ASKED[asked]

    [reply] = send(asked, cora[1])

    assert (reply.key, reply.is_secret, reply.fields["minutes"]) == (key, True, browsing.MINUTES)
    code = reply.fields["link"].rpartition("/")[2]
    found = database.read(codes.look, code, purpose, NOON)
    assert found.person_id == cora[0].id
    assert found.expires_at == NOON + timedelta(minutes=10)


def test_the_ways_into_the_browser_are_buttons(chats, send, cora):
    [mydata] = send("/mydata", cora[1])
    [page] = chats.press("mydata.page", mydata, cora[1])
    assert page.key == "mydata.link"
    [queue] = send("/queue", cora[1])
    [desk] = chats.press("queue.desk", queue, cora[1])
    assert desk.key == "desk.link"
    [again] = chats.press("browsing.again", desk, cora[1])
    assert again.key == "desk.link"


def test_with_one_project_the_link_leads_there_at_once(send, cora, database):
    def rooms(db):
        [number] = projects.founded_by(db, cora[0].id)
        twinspaces.want(db, number)
        names = {"space": "!s", "classroom": "!c", "staff_room": "!t"}
        twinspaces.keep_rooms(db, number, **names)

    database.write(rooms)

    [reply] = send("/twinspace", cora[1])

    assert reply.key.startswith("twinspace.link")


@pytest.mark.parametrize("asked", ["/desk", "/twinspace all"])
def test_who_may_not_gets_no_link(send, teacher, asked):
    _, wanda = teacher("Wanda", standing=Standing.WAITING)

    [reply] = send(asked, wanda)

    assert "link" not in reply.fields


def test_a_form_filled_in_at_once_keeps_the_rules_of_the_chat(database, chats, cora):
    event = chats.event("", cora[1])

    def fill(db, answers):
        person = people.by_id(db, cora[0].id)
        acting = replace(event, person=person, language="en")
        [reply] = forms.fill(acting, db, "profile_ages", answers, LABELS)
        return reply.fields["problem"].key if reply.key == "form.of_field" else reply.key

    assert database.write(fill, {"ages": "a lot"}) == "form.ages"
    assert database.write(fill, {}) == "form.ages"
    assert database.write(fill, {"ages": "7-9"}) == "profile.changed"


def test_whatever_we_hold_has_its_place_on_the_page():
    placed = [code for codes_ in mypage.SECTIONS.values() for code in codes_]
    held = {name.replace(".", "_") for name, rule in RULES.items() if rule.says}

    assert held <= set(placed)
    assert len(placed) == len(set(placed))
    assert set(placed) - held == {"messages", "forms", "erasure"}


def test_what_changes_what_is_held_is_a_command():
    commands = {one.split()[0].removeprefix("/") for one in mypage.CHANGED_BY.values()}

    assert set(mypage.CHANGED_BY) <= {
        code for codes_ in mypage.SECTIONS.values() for code in codes_
    }
    assert commands <= set(COMMANDS)
