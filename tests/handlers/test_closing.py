"""Closing a project: the day on which its pupils are erased, before it and after. Rule PRJ-4."""

from datetime import timedelta

import pytest

from handlers import closing
from storage import heartbeats, projects, pupil_erasing, pupils, slips, twinspaces
from storage.projects import State
from tests.conftest import NOON
from tests.handlers.schooldays import Days

ERASED = (NOON + timedelta(days=90)).date()


@pytest.fixture
def days(database, chats, teacher):
    return Days(database, chats, teacher)


@pytest.fixture
def fox(days, database):
    """A pupil of Ana's school."""
    where = {"project_id": 1, "school_id": days.anna.school_id, "added_by": days.anna.id}
    pupil = {"pseudonym": "Fox", "localpart": "p_fox", "code": "7K222SECRET"}
    return database.write(lambda db: pupils.add(db, **where, **pupil, at=NOON))


def close(days):
    [card] = days.chats.send("/project 1", days.ana)
    [sure] = days.chats.press("project.close", card, days.ana)
    return sure, days.chats.press("project.close_yes", sure, days.ana)


def look(days, after):
    """Let the job run so many days after the closing, twice; give what it said."""
    days.chats.at = NOON + timedelta(days=after)
    days.chats.new()
    for _ in range(2):
        days.database.write(closing.follow, days.chats.at)
        days.database.write(closing.look, days.chats.at)
    return days.chats.new()


def test_when_much_was_closed_one_transaction_does_some_of_it(days, fox, monkeypatch):
    monkeypatch.setattr(closing, "AT_ONCE", 1)
    where = {"project_id": fox.project_id, "school_id": fox.school_id, "added_by": fox.added_by}
    owl = {"pseudonym": "Owl", "localpart": "p_owl", "code": "7K229SECRET"}
    days.database.write(lambda db: pupils.add(db, **where, **owl, at=NOON))
    close(days)
    days.chats.at = NOON + timedelta(days=90)
    inside = []

    while days.database.write(closing.follow, days.chats.at):
        inside.append(len(days.database.read(pupils.inside, fox.project_id)))
    rest = days.database.write(closing.look, days.chats.at)

    assert inside == [1, 0]
    assert days.database.write(rest, days.chats.at) is None


def erase_pupils(days):
    """Do what the eraser does, when the homeserver has done its part."""

    def work(db):
        for wish in pupil_erasing.due(db, days.chats.at):
            pupil_erasing.finish(db, wish, days.chats.at)

    days.database.write(work)


def test_closing_says_to_all_on_which_day_pupils_are_erased(days, fox):
    sure, (closed, *told) = close(days)

    assert (sure.key, sure.fields["until"]) == ("project.close_sure_pupils", ERASED)
    assert {one.key for one in (closed, *told)} == {"project.closed_pupils"}
    assert {one.fields["until"] for one in (closed, *told)} == {ERASED}
    assert {one.to for one in told} == {days.ben, days.cleo}


def test_card_and_status_show_the_day(days, fox):
    close(days)

    [card] = days.chats.send("/project 1", days.cleo)
    [status] = days.chats.send("/status", days.cleo)

    [line] = status.fields["projects"].items
    for shown in (card.fields["state"], line.fields["state"]):
        assert (shown.key, shown.fields["until"]) == ("project.closed_until", ERASED)


def test_without_pupils_no_day_is_named(days):
    sure, (closed, *_) = close(days)

    assert (sure.key, closed.key) == ("project.close_sure", "project.closed")


def test_all_are_told_once_two_weeks_before(days, fox):
    close(days)

    assert look(days, 75) == []
    told = look(days, 76)

    assert {one.to for one in told} == {days.ana, days.ben, days.cleo}
    assert {one.key for one in told} == {"project.erased_soon"}
    assert look(days, 89) == []


def test_reopened_before_all_is_as_it_was(days, fox, database):
    close(days)
    told = look(days, 80)
    [mine] = [one for one in told if one.to == days.ana]

    reopened, *_ = days.chats.press("project.reopen", mine, days.ana)
    look(days, 100)

    assert reopened.key == "project.reopened"
    assert days.now().state == State.ACTIVE
    assert database.read(pupil_erasing.due, days.chats.at) == []
    assert [one.id for one in database.read(pupils.inside, 1)] == [fox.id]
    assert database.write(slips.enter, slips.tried("7K222-SECRET"), days.chats.at).id == fox.id
    assert database.read(twinspaces.by_project, 1).is_dirty


def test_a_project_whose_other_founder_is_gone_is_not_reopened_but_saved(days, database):
    close(days)
    [card] = days.chats.send("/project 1", days.ana)
    days.chats.send("/forget yes", days.ben)

    [refused] = days.chats.press("project.reopen", card, days.ana)

    assert refused.key == "project.founder_gone"
    assert database.read(projects.by_id, 1).state == State.CLOSED
    [saving, *_] = days.chats.press("project.save", refused, days.ana)
    assert saving.key.startswith("export.")


def test_reopened_project_s_clocks_begin_anew(days, database):
    close(days)
    days.chats.at = NOON + timedelta(days=40)
    [card] = days.chats.send("/project 1", days.ana)

    days.chats.press("project.reopen", card, days.ana)

    assert days.tick() == []
    known = database.read(heartbeats.of_school, 1, days.clea.school_id)
    assert known.silent_days == 0


@pytest.mark.parametrize("has_looked", [True, False])
def test_reopened_late_it_has_its_teachers_alone_though_nobody_is_erased_yet(
    days, fox, database, has_looked
):
    close(days)
    if has_looked:
        look(days, 91)
    days.chats.at = NOON + timedelta(days=91)
    [card] = days.chats.send("/project 1", days.ana)

    reopened, *_ = days.chats.press("project.reopen", card, days.ana)

    assert reopened.key == "project.reopened_teachers"
    assert database.read(pupils.inside, 1) == []
    assert database.write(slips.enter, slips.tried("7K222-SECRET"), days.chats.at) is None
    assert [one.pupil for one in database.read(pupil_erasing.due, days.chats.at)] == [fox.id]


def test_pupils_are_out_on_the_day_even_if_nobody_can_erase_them(days, fox, database):
    close(days)

    look(days, 89)
    assert [one.id for one in database.read(pupils.inside, 1)] == [fox.id]
    look(days, 90)

    assert database.read(pupils.inside, 1) == []
    assert database.read(twinspaces.by_project, 1).is_dirty


def test_closing_ends_the_pupils_apps_and_keeps_their_slips(days, fox, database):
    close(days)

    assert [one.id for one in database.read(pupils.logouts, 1)] == [fox.id]
    assert database.write(slips.enter, slips.tried("7K222-SECRET"), NOON).id == fox.id


def test_archived_when_its_pupils_are_erased_and_not_before(days, fox):
    close(days)

    look(days, 91)
    assert days.now().state == State.CLOSED
    erase_pupils(days)
    look(days, 91)

    assert days.now().state == State.ARCHIVED


def test_archived_project_is_listed_apart(days, database):
    close(days)
    look(days, 91)

    [none] = days.chats.send("/projects", days.ana)
    [shelf] = days.chats.press("projects.archive", none, days.ana)

    assert (none.key, shelf.key) == ("projects.none", "projects.all")
    assert shelf.buttons[0][0].command == "/project 1"


def test_founders_alone_reopen_an_archived_project_for_its_teachers(days, fox, database):
    close(days)
    look(days, 91)
    erase_pupils(days)
    look(days, 91)

    [theirs] = days.chats.send("/project 1", days.cleo)
    assert "project.reopen" not in [one.label.key for row in theirs.buttons for one in row]
    revision = days.now().revision
    assert days.chats.send(f"/reopen 1 {revision}", days.cleo)[0].key == "project.founders_only"
    [card] = days.chats.send("/project 1", days.ana)
    reopened, *told = days.chats.press("project.reopen", card, days.ana)

    assert {one.key for one in (reopened, *told)} == {"project.reopened_teachers"}
    assert (days.now().state, database.read(pupils.ever, 1)) == (State.ACTIVE, [])


@pytest.mark.parametrize(
    "typed", ["/invite 1", "/handover 1", "/pause 1", "/rhythm 1 weekly", "/replace 1"]
)
@pytest.mark.parametrize("state", [State.CLOSED, State.ARCHIVED])
def test_what_makes_no_sense_in_a_project_that_is_over_shows_its_card(days, database, typed, state):
    database.write(lambda db: projects.change(db, days.project, state, NOON))

    [card] = days.chats.send(typed, days.ana)

    assert card.key == "project.card"


@pytest.mark.parametrize("state", [State.CLOSED, State.ARCHIVED])
def test_project_that_is_over_takes_no_pupils(days, database, state):
    database.write(lambda db: projects.change(db, days.project, state, NOON))

    [reply] = days.chats.send("/pupils 1", days.ana)

    assert reply.key == "twinspace.none"
