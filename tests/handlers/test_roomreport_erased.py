"""What becomes of reports when a pupil who made one is erased, or stands in one. TWS-11, TWS-12."""

from datetime import timedelta

import pytest

from storage import account_erasing, frozen, pupil_erasing, pupils, room_reports
from tests.conftest import NOON
from tests.handlers.reported import SECRET, SERVER


@pytest.fixture
def erase_fox(rivers, database):
    """Erase Fox as the service does, once the rooms are done."""

    def work(db):
        wish = pupil_erasing.want(db, rivers.fox, NOON)
        pupil_erasing.finish(db, wish, NOON)

    return lambda: database.write(work)


@pytest.fixture
def ana_erases(rivers, everybody):
    """Let Ana press "Erase everything" of Fox; give the answer."""
    return lambda: rivers.act(everybody["ana"], "erasepupil", str(rivers.fox))[0]


def test_a_report_outlives_the_pupil_who_made_it_without_a_word_of_theirs(
    rivers, database, erase_fox, everybody
):
    found = rivers.reported(words="He scares me", about=("t_eva", SECRET))

    erase_fox()

    kept = database.read(room_reports.by_id, found.id)
    assert (kept.reporter_pupil, kept.words, kept.about_id) == (None, "", everybody["eva"].id)
    assert database.read(frozen.by_key, found.key).lines[-1].text == SECRET
    assert database.read(pupils.by_id, rivers.fox) is None


def test_what_an_erased_pupil_said_goes_out_of_reports_about_others(
    rivers, database, erase_fox, monkeypatch
):
    said = rivers.said
    monkeypatch.setattr(
        rivers,
        "said",
        lambda number, who, text: said(number, "p_fox" if number == "$before" else who, text),
    )
    found = rivers.reported(about=("t_eva", f"p_fox is called Tom, @p_fox:{SERVER} says"))

    erase_fox()

    first, last = database.read(frozen.by_key, found.key).lines
    assert (first.sender, first.text) == ("", "")
    assert "Tom" in last.text


def test_a_report_about_an_erased_pupil_goes(rivers, database, erase_fox, everybody):
    found = rivers.reported(by=f"person:{everybody['cleo'].id}", about=("p_fox", "I hit you"))

    erase_fox()

    assert database.read(room_reports.by_id, found.id) is None
    assert database.read(frozen.by_key, found.key) is None


def test_erasing_is_refused_where_something_they_wrote_would_stay(
    rivers, database, erase_fox, monkeypatch
):
    rivers.reported(by="", about=("p_fox", "my own words"))
    monkeypatch.setattr(frozen, "empty_account", lambda *_: None)

    with pytest.raises(RuntimeError, match="frozen"):
        erase_fox()


@pytest.mark.parametrize("about", ["t_ana", ""])
def test_a_teacher_who_is_or_may_be_reported_does_not_learn_of_it_by_erasing(
    rivers, database, ana_erases, about
):
    if about:
        rivers.fox_reports("$1", "She hurts me", about=(about, SECRET))
    else:
        rivers.fox_reports(words="She hurts me", about="")

    answer = ana_erases()

    assert answer.key == "erasepupil.begun"
    assert answer.fields["until"] == (NOON + pupil_erasing.DELAYED).date()
    assert database.read(pupil_erasing.due, NOON) == []


def test_without_a_report_the_answer_is_the_same(ana_erases, database, rivers):
    answer = ana_erases()

    assert answer.key == "erasepupil.begun"
    assert answer.fields["until"] == (NOON + pupil_erasing.DELAYED).date()
    assert [one.pupil for one in database.read(account_erasing.due, NOON)] == [rivers.fox]


def test_who_looks_after_the_report_is_told_that_it_delays(rivers, ana_erases, database):
    rivers.reported()

    assert ana_erases().key == "erasepupil.delayed"
    assert database.read(pupil_erasing.due, NOON + timedelta(days=29)) == []
