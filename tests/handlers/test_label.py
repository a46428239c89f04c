"""The Quality Label: what is filed for it, what is missing, and the application. Rule PRJ-5."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from handlers import labelpaper, making
from handlers.conversation import File, Recipe
from storage import labels, people, projects, pupils
from storage.addresses import Address
from storage.projects import State
from tests import makers
from tests.conftest import NOON

PHOTO = File("telegram", "AgAC", "photo", "image/jpeg", "poster.jpg", 2000)


@pytest.fixture
def rivers(database, teacher):
    """A project of Ana and Ben, thirteen weeks old."""
    ana, ben = teacher("Ana")[0], teacher("Ben", country="DE")[0]
    begun = NOON - timedelta(weeks=13)
    return database.write(makers.project, (ana, ben), begun)


@pytest.fixture
def ana(rivers, database):
    return Address("telegram", "ana")


@pytest.fixture
def file(chats, ana):
    """File something for a point, as Ana does."""

    def do(point, text="We wrote a story together, see the page.", **what):
        [ask] = chats.send(f"/evidence 1 {point}", ana)
        assert ask.key == "label.ask_evidence"
        return chats.send(text, ana, **what)

    return do


def gaps(card):
    """List the points that the card's buttons put first, since nothing is filed for them."""
    lines = card.fields["points"].items
    return [one.fields["point"].code for one in lines if not one.fields["count"]]


def test_card_shows_what_is_missing_and_what_is_compulsory(chats, ana):
    [card] = chats.send("/label", ana)

    assert gaps(card) == list(labels.POINTS)
    compulsory = [one for one in card.fields["points"].items if one.key.endswith("_compulsory")]
    assert {one.fields["point"].code for one in compulsory} == labels.COMPULSORY


def test_what_is_filed_is_kept_and_the_gap_closes(file, database, rivers):
    [card] = file("technology")

    assert card.key == "label.filed"
    assert "technology" not in gaps(card)
    [one] = database.read(labels.filed, 1, rivers.founder_id)
    assert (one.point, one.text, one.file) == (
        "technology",
        "We wrote a story together, see the page.",
        None,
    )


def test_file_is_evidence_with_or_without_words(file, chats, ana):
    file("results", "Our poster", kind="file", file=PHOTO)
    file("results", "", kind="file", file=PHOTO)

    [all_] = chats.send("/filed 1", ana)
    assert all_.fields["count"] == 2
    first, second = (chats.send(one.command, ana)[0] for one in all_.buttons[0])
    assert (first.key, first.file) == ("label.one", PHOTO)
    assert (second.key, second.file) == ("label.one_file", PHOTO)


def test_too_few_words_are_asked_again(file):
    assert file("results", "ok")[0].key == "form.again"


def test_what_was_filed_can_be_removed_by_its_owner_alone(file, chats, ana, database, rivers):
    file("results")
    [all_] = chats.send("/filed 1", ana)
    [one] = chats.send(all_.buttons[0][0].command, ana)
    chats.send("/unfile 1", Address("telegram", "ben"))
    assert len(database.read(labels.filed, 1, rivers.founder_id)) == 1

    [card] = chats.press("label.remove", one, ana)
    assert card.key == "label.removed"
    assert database.read(labels.filed, 1, rivers.founder_id) == []


def test_each_teacher_files_their_own(file, chats):
    file("results")

    [card] = chats.send("/label", Address("telegram", "ben"))

    assert "results" in gaps(card)


def test_eight_things_are_enough_for_a_point(file, database, rivers):
    for _ in range(labels.MOST):
        file("results")

    assert file("results")[0].key == "label.enough"


def test_national_project_has_none_and_hears_so_kindly(chats, ana, database, rivers):
    database.write(lambda db: projects.change(db, rivers, State.ACTIVE, NOON, is_national=True))

    for typed in ("/label 1", "/evidence 1 results", "/applylabel 1"):
        assert chats.send(typed, ana)[0].key == "label.national"


def test_stranger_files_nothing(chats, teacher, rivers):
    _, eve = teacher("Eve", country="FR")

    assert chats.send("/evidence 1 results", eve)[0].key == "project.not_yours"


def test_without_the_compulsory_points_there_is_no_application(file, chats, ana, database, rivers):
    for point in ("collaboration", "technology", "results"):
        file(point)

    [must] = chats.send("/applylabel 1 yes", ana)

    assert must.key == "label.must"
    assert [one.code for one in must.fields["missing"].items] == ["safety"]
    assert database.read(labels.handed_in, 1, rivers.founder_id) is None


def complete(file):
    for point in labels.COMPULSORY:
        file(point)


def test_other_gaps_are_shown_and_the_application_is_made_after_a_yes(
    file, chats, ana, database, rivers
):
    complete(file)

    [card] = chats.send("/label", ana)
    [sure] = chats.press("label.apply", card, ana)
    assert sure.key == "label.apply_gaps"
    assert database.read(labels.handed_in, 1, rivers.founder_id) is None
    paper, plain = chats.press("label.apply_yes", sure, ana)

    assert paper.file == Recipe("label", (1, rivers.founder_id))
    assert plain.file == Recipe("label_text", (1, rivers.founder_id))
    assert database.read(labels.handed_in, 1, rivers.founder_id) == NOON


def test_young_project_waits_and_a_closed_one_does_not(file, chats, ana, database, rivers):
    complete(file)
    young = NOON - timedelta(weeks=11)
    database.write(lambda db: projects.change(db, rivers, State.ACTIVE, NOON, founded_at=young))

    assert chats.send("/applylabel 1", ana)[0].key == "label.too_early"

    database.write(lambda db: projects.change(db, rivers, State.CLOSED, NOON))
    assert chats.send("/applylabel 1", ana)[0].key == "label.apply_gaps"


def test_four_applications_count_in_a_school_year(file, chats, ana, database, rivers):
    complete(file)

    def four(db):
        ana_, ben_ = rivers.founder_id, rivers.cofounder_id
        for _ in range(4):
            founders = people.by_id(db, ana_), people.by_id(db, ben_)
            other = makers.project(db, founders, NOON)
            assert labels.hand_in(db, other.id, ana_, NOON)

    database.write(four)

    assert chats.send("/applylabel 1 yes", ana)[0].key == "label.too_many"
    chats.at = datetime(2027, 8, 1, 12, tzinfo=UTC)
    assert chats.send("/applylabel 1 yes", ana)[0].key == "label.handed_in"


def test_handed_in_once_the_files_come_again_and_count_once(file, chats, ana, database, rivers):
    complete(file)
    chats.send("/applylabel 1 yes", ana)
    chats.at = NOON + timedelta(days=3)

    again, _ = chats.send("/applylabel 1", ana)

    assert again.key == "label.handed_in"
    assert database.read(labels.handed_in, 1, rivers.founder_id) == NOON


def _read(pdf):
    if not shutil.which("pdftotext"):
        pytest.skip("left out: no pdftotext here (Debian's poppler-utils)")
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_application_says_everything_that_was_filed(file, database, rivers, language):
    file("results", "Řeka, Ελλάδα and 12 rivers.")
    file("technology", "Our map", kind="file", file=PHOTO)
    ids = (1, rivers.founder_id)

    made = database.read(making.make, Recipe("label", ids), language, UTC)
    text = database.read(making.make, Recipe("label_text", ids), language, UTC)

    pages = _read(made.content)
    for said in ("Rivers", "Řeka", "Our map", "poster.jpg"):
        assert said in pages
        assert said in text.content.decode()


def test_nothing_of_pupils_is_in_it(file, database, rivers):
    where = {"project_id": 1, "school_id": None, "added_by": rivers.founder_id}
    pupil = {"pseudonym": "Foxglove", "localpart": "p_fox"}
    database.write(lambda db: pupils.add(db, **where, **pupil, at=NOON))
    file("results")

    made = database.read(labelpaper.text, (1, rivers.founder_id), "en", UTC)

    assert "Foxglove" not in made.content.decode()
