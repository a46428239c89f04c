"""A school's part in a project ends: it steps back, or the founders end its part."""

import pytest

from storage import members, projects, pupils, safeguarding, slips, twinspaces
from tests.conftest import NOON
from tests.handlers.schooldays import Days


@pytest.fixture
def days(database, chats, teacher):
    return Days(database, chats, teacher)


@pytest.fixture
def fox(days, database):
    """A pupil of Cleo's school, whose last teacher Cleo is."""
    where = {"project_id": 1, "school_id": days.clea.school_id, "added_by": days.clea.id}
    pupil = {"pseudonym": "Fox", "localpart": "p_fox", "code": "7K222SECRET"}
    return database.write(lambda db: pupils.add(db, **where, **pupil, at=NOON))


def test_last_teacher_steps_back_with_the_pupils_after_being_asked(days, fox, database):
    [first] = days.chats.send("/leave 1", days.cleo)
    assert first.key == "project.pupils_first"
    [sure] = days.chats.press("project.step_back_pupils", first, days.cleo)
    assert (sure.key, sure.fields["count"]) == ("project.step_back_sure", 1)
    assert database.read(members.is_inside, 1, days.clea.id)

    mine, *told = days.chats.press("project.step_back_yes", sure, days.cleo)

    assert mine.key == "project.you_left"
    assert {one.to for one in told} == {days.ana, days.ben}
    assert not database.read(members.is_inside, 1, days.clea.id)
    assert database.read(pupils.listed, 1) == []
    assert database.write(slips.enter, slips.tried("7K222-SECRET"), NOON) is None
    assert database.read(twinspaces.by_project, 1).is_dirty
    log = [one for one, _ in database.read(lambda db: list(safeguarding.entries(db)))]
    assert [(one.kind, one.subject) for one in log] == [("pupil out", f"pupil:{fox.id}")]


def test_beside_a_colleague_one_only_leaves_and_the_pupils_stay(days, fox, database, teacher):
    colleague, _ = teacher("Cem", country="FR")
    database.write(
        lambda db: members.put(
            db,
            1,
            colleague.id,
            role=members.Role.PARTNER,
            state=members.State.IN,
            school_id=days.clea.school_id,
            at=NOON,
        )
    )

    [reply] = days.chats.send("/stepback 1 yes", days.cleo)

    assert reply.key == "project.pupils_first"  # until the colleague has opened the classroom
    assert [one.id for one in database.read(pupils.listed, 1)] == [fox.id]


def test_founder_does_not_step_back_but_hands_over(days):
    assert days.chats.send("/stepback 1 yes", days.ana)[0].key == "project.hand_over_first"


def end(days):
    [whose] = days.chats.send("/endpart 1", days.ana)
    [why] = days.chats.send(whose.buttons[0][0].command, days.ana, kind="press")
    assert why.key == "project.end_reason"
    return days.chats.send("We agreed on the phone that you have no time.", days.ana)[0]


def test_founder_ends_a_school_s_part_with_a_reason_and_a_second_yes(days, fox, database):
    sure = end(days)
    assert (sure.key, sure.fields["count"]) == ("project.end_sure", 1)
    assert database.read(members.is_inside, 1, days.clea.id)

    done, *told = days.chats.press("project.end_yes", sure, days.ana)

    assert {(one.key, one.to) for one in told} == {
        ("project.part_ended", days.cleo),
        ("project.school_out", days.ben),
    }
    [why] = [one for one in told if one.to == days.cleo]
    assert why.fields["reason"].startswith("We agreed")
    assert "reason" not in done.fields
    assert not database.read(members.is_inside, 1, days.clea.id)
    assert database.read(pupils.listed, 1) == []
    assert [one.id for one in database.read(pupils.ever, 1)] == [fox.id]


def test_nobody_else_ends_a_part_and_no_founder_s_school_is_put_out(days):
    theirs = days.chats.send(f"/endpart 1 {days.anna.school_id}", days.cleo)
    mine = days.chats.send(f"/endpart 1 {days.bernd.school_id}", days.ana)

    assert (theirs[0].key, mine[0].key) == ("project.founders_only", "project.end_whose")


def test_national_project_stays_national_whoever_takes_over(chats, teacher, database):
    days = Days(database, chats, teacher)
    made = days.project
    database.write(lambda db: projects.change(db, made, made.state, NOON, is_national=True))

    done, _ = days.chats.send(f"/handover 1 {days.clea.id}", days.ana)

    assert done.key == "project.handed_over"
    assert days.now().is_national
