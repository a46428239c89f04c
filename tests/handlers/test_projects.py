"""Projects: two schools, their support services, and who takes part. Rules PRJ-1, PRJ-2."""

from datetime import timedelta

import pytest

from storage import contacts, members, twinspaces
from storage.contacts import State as ContactState
from storage.people import Standing
from storage.projects import State
from tests.conftest import NOON
from tests.handlers.founders import Story
from tests.handlers.queued import talk


@pytest.fixture
def befriend(database):
    """Make two people contacts."""

    def make(one, other):
        def work(db):
            contact = contacts.ask(db, one.id, other.id, "hello", NOON)
            contacts.answer(db, contact, ContactState.ACCEPTED, NOON)

        database.write(work)

    return make


@pytest.fixture
def story(chats, teacher, coordinator, befriend):
    return Story(chats, teacher, coordinator, befriend)


def test_a_plan_waits_for_the_co_founder(story, database):
    sent, invitation = story.plan()

    assert (sent.key, invitation.to) == ("project.sent", story.ben)
    project = story.project(database)
    assert (project.state, project.is_national) == (State.PARTNER, False)
    assert (project.pupils, project.languages) == (48, ("en", "de"))


def test_the_co_founders_yes_asks_the_service_of_each_country(story, database):
    mine, founders, *cards = story.submit()

    assert {mine.key, founders.key} == {"project.submitted"}
    assert [card.to for card in cards] == [story.jonas, story.maria]
    assert story.project(database).state == State.NSS


def test_only_both_approvals_open_the_project(story, database):
    *_, for_jonas, for_maria = story.submit()

    half = story.chats.press("queue.approve", for_jonas, story.jonas)
    assert [reply.key for reply in half[1:]] == ["project.half_approved"] * 2
    assert story.project(database).state == State.NSS

    whole = story.chats.press("queue.approve", for_maria, story.maria)
    assert [reply.key for reply in whole[1:]] == ["project.active"] * 2
    assert story.project(database).state == State.ACTIVE
    with database.reading() as db:
        assert twinspaces.by_project(db, 1).is_dirty
        assert len(members.inside(db, 1)) == 2


def test_status_says_what_a_project_waits_for(story):
    story.submit()

    [status] = story.chats.send("/status", story.ana)

    [line] = status.fields["projects"].items
    assert line.fields["state"].key == "project.waits_for"


def test_the_queue_holds_people_and_projects_the_oldest_first(story, teacher):
    teacher("Dan", standing=Standing.WAITING)
    story.chats.at = NOON + timedelta(days=1)
    story.submit()

    [older] = story.chats.send("/queue", story.maria)
    [newer] = story.chats.press("queue.later", older, story.maria)

    assert older.fields["count"] == newer.fields["count"] == 2
    shown = [card.buttons[0][0].command.split()[1] for card in (older, newer)]
    assert [one[0] for one in shown] == ["p", "j"]


def test_approving_twice_changes_nothing(story, database):
    *_, for_jonas, _ = story.submit()
    story.chats.press("queue.approve", for_jonas, story.jonas)

    again = story.chats.press("queue.approve", for_jonas, story.jonas)

    assert [reply.fields["outcome"].key for reply in again] == ["queue.already"]


def test_one_country_makes_a_national_project_and_one_approval(
    chats, teacher, coordinator, befriend, database
):
    story = Story(chats, teacher, coordinator, befriend, country="RO")

    *_, card = story.submit()
    story.chats.press("queue.approve", card, story.maria)

    project = story.project(database)
    assert (project.is_national, project.state) == (True, State.ACTIVE)


def test_without_a_coordinator_central_support_decides_for_a_country(
    chats, teacher, coordinator, befriend
):
    _, clara = coordinator("Clara", "*")
    story = Story(chats, teacher, coordinator, befriend, country="FR")

    *_, for_france, for_romania = story.submit()

    assert (for_france.to, for_romania.to) == (clara, story.maria)


def test_a_refusal_goes_back_to_draft_with_the_reason_and_can_be_sent_again(story, database):
    *_, for_jonas, for_maria = story.submit()
    story.chats.press("queue.refuse", for_jonas, story.jonas)
    _, *told = story.chats.send("Please say what the pupils do.", story.jonas)

    assert {reply.key for reply in told} == {"project.refused"}
    assert story.project(database).state == State.DRAFT
    late = story.chats.press("queue.approve", for_maria, story.maria)
    assert late[0].fields["outcome"].key == "queue.already"

    [card] = story.chats.send("/project 1", story.ana)
    [summary] = story.chats.press("project.change", card, story.ana)
    while summary.key != "project.ask_send":
        [summary] = story.chats.press("form.skip", summary, story.ana)
    _, invitation = story.chats.press("project.send", summary, story.ana)
    assert invitation.to == story.ben
    assert story.project(database).state == State.PARTNER


def test_a_declined_invitation_keeps_the_draft(story, database):
    _, invitation = story.plan()

    mine, told = story.chats.press("project.decline", invitation, story.ben)

    assert (mine.key, told.to) == ("project.you_declined", story.ana)
    assert story.project(database).state == State.DRAFT


def test_without_contacts_there_is_no_project(send, teacher):
    _, ana = teacher("Ana")

    assert send("/project new", ana)[0].key == "project.no_contacts"


def test_colleagues_of_one_school_do_not_found_together(send, teacher, school, befriend):
    oak = school("Oak School")
    anna, ana = teacher("Ana", school=oak)
    ben, _ = teacher("Ben", school=oak)
    befriend(anna, ben)

    assert send("/project new", ana)[0].key == "project.no_contacts"


def test_nobody_decides_about_their_own_project(story, database, coordinator):
    from storage import coordinators

    database.write(lambda db: coordinators.add(db, story.anna.id, "RO", NOON))
    story.submit()
    project = story.project(database)

    replies = story.chats.send(f"/approve j1RO {project.revision}", story.ana)

    assert replies[0].fields["outcome"].key == "queue.not_yours"
    assert story.project(database).state == State.NSS


def test_a_third_school_is_invited_out_of_the_contacts_and_joins(
    story, teacher, befriend, database
):
    story.open()
    cleo_person, cleo = teacher("Cleo", country="FR")
    befriend(story.anna, cleo_person)

    story.chats.send("/invite 1", story.ana)
    _, card = story.chats.send(f"/invite 1 {cleo_person.id}", story.ana)
    assert (card.key, card.to) == ("project.guest", cleo)
    joined, *news = story.chats.press("project.join", card, cleo)

    assert joined.key == "project.joined"
    assert {reply.to for reply in news} == {story.ana, story.ben}
    with database.reading() as db:
        assert members.is_inside(db, 1, cleo_person.id)


def test_strangers_are_not_invited(story, teacher):
    story.open()
    eve, _ = teacher("Eve", country="FR")

    assert story.chats.send(f"/invite 1 {eve.id}", story.ana)[0].key == "project.nobody_to_ask"


def test_a_partner_leaves_after_being_asked(story, teacher, befriend, database):
    story.open()
    cleo_person, cleo = teacher("Cleo", country="FR")
    befriend(story.anna, cleo_person)
    _, card = story.chats.send(f"/invite 1 {cleo_person.id}", story.ana)
    story.chats.press("project.join", card, cleo)

    [sure] = story.chats.send("/leave 1", cleo)
    assert sure.key == "project.leave_sure"
    left, *_ = story.chats.press("project.leave_yes", sure, cleo)

    assert left.key == "project.you_left"
    with database.reading() as db:
        assert not members.is_inside(db, 1, cleo_person.id)


def test_a_founder_hands_over_first(story, teacher, befriend, database):
    story.open()
    cleo_person, cleo = teacher("Cleo", country="FR")
    befriend(story.anna, cleo_person)
    assert story.chats.send("/leave 1", story.ana)[0].key == "project.hand_over_first"
    assert story.chats.send("/handover 1", story.ana)[0].key == "project.no_heir"
    _, card = story.chats.send(f"/invite 1 {cleo_person.id}", story.ana)
    story.chats.press("project.join", card, cleo)

    done, told = story.chats.send(f"/handover 1 {cleo_person.id}", story.ana)

    assert (done.key, told.to) == ("project.handed_over", cleo)
    assert story.project(database).founders == {cleo_person.id, story.bernd.id}
    assert story.chats.send("/leave 1", story.ana)[0].key == "project.leave_sure"


def test_closing_asks_and_can_be_undone(story, database):
    story.open()
    [card] = story.chats.send("/project 1", story.ana)
    [sure] = story.chats.press("project.close", card, story.ana)

    closed, told = story.chats.press("project.close_yes", sure, story.ana)
    assert (closed.key, told.to) == ("project.closed", story.ben)
    assert story.project(database).state == State.CLOSED

    reopened, _ = story.chats.press("project.reopen", closed, story.ana)
    assert reopened.key == "project.reopened"
    assert story.project(database).state == State.ACTIVE
    assert story.chats.press("project.close_yes", sure, story.ana)[0].key == "project.card"


def test_others_buttons_do_nothing(story, teacher, database):
    _, eve = teacher("Eve", country="FR")
    _, invitation = story.plan()
    assert story.chats.press("project.join", invitation, eve)[0].key == "project.not_yours"
    story.chats.press("project.join", invitation, story.ben)

    for command in ("/project 1", "/close 1 3 yes", "/invite 1", "/handover 1", "/join yes 1"):
        [reply] = story.chats.send(command, eve)
        assert reply.key in {"project.not_yours", "project.founders_only"}


def test_the_twinspace_opens_by_a_one_time_link_for_its_teachers_only(story, teacher, database):
    story.open()
    assert story.chats.send("/twinspace", story.ana)[0].key == "twinspace.opening"
    rooms = {"space": "!s", "classroom": "!c", "staff_room": "!t"}
    database.write(lambda db: twinspaces.keep_rooms(db, 1, **rooms))

    [link] = story.chats.send("/twinspace", story.ana)
    assert link.fields["link"].startswith("https://etwin.example/open/")
    _, eve = teacher("Eve", country="FR")
    assert story.chats.send("/twinspace 1", eve)[0].key == "twinspace.none"
    assert story.chats.send("/pupils 1", story.ben)[0].key == "pupils.link"


def test_status_shows_what_a_project_waits_for(story):
    story.submit()

    [status] = story.chats.send("/status", story.ana)

    [line] = status.fields["projects"].items
    assert line.fields["state"].key == "project.waits_for"


def test_a_question_about_a_project_goes_to_its_founders_and_the_answer_back(story, database):
    *_, for_jonas, _ = story.submit()
    story.chats.press("queue.ask", for_jonas, story.jonas)

    _, for_ana, for_ben = story.chats.send("How will the pupils meet?", story.jonas)
    assert [for_ana.to, for_ben.to] == [story.ana, story.ben]
    [status] = story.chats.send("/status", story.ana)
    assert status.fields["projects"].items[0].fields["state"].key == "project.waits_for_you"
    assert status.buttons[0][0].command == "/tell 1 DE"
    story.chats.press("status.answer", for_ben, story.ben)
    replied, card = story.chats.send("Each week, in the classroom.", story.ben)

    assert (replied.key, card.to) == ("status.replied", story.jonas)
    assert talk(card)[-1] == ("person", "Each week, in the classroom.")
    [status] = story.chats.send("/status", story.ana)
    assert status.fields["projects"].items[0].fields["state"].key == "project.waits_for"
    story.chats.press("queue.approve", card, story.jonas)
    assert story.project(database).state == State.NSS
