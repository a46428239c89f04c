"""Applications for a Quality Label in the queue of the teacher's country. Rule PRJ-5."""

from datetime import timedelta

import pytest

from handlers import making, reminders
from storage import coordinators, label_reviews, labels
from storage.label_reviews import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.queued import inside, talk


@pytest.fixture
def sent(chats, database, teacher, coordinator):
    """Ana of Romania sent her application; who coordinates, and the card that came."""
    ana, to_ana = teacher("Ana")
    ben, to_ben = teacher("Ben", country="DE")
    those = {"ana": to_ana, "ben": to_ben, "maria": coordinator("Maria", "RO")[1]}
    those["jonas"] = coordinator("Jonas", "DE")[1]
    begun = NOON - timedelta(weeks=13)
    project = database.write(makers.project, (ana, ben), begun)
    for point in labels.POINTS:
        database.write(labels.file, project.id, ana.id, point, "We wrote a story.", None, NOON)
    [sure] = chats.send("/applylabel 1", to_ana)
    _, text = chats.press("label.apply_yes", sure, to_ana)
    those["told"], those["card"] = chats.press("label.send", text, to_ana)
    return those


def state(database):
    return database.read(label_reviews.by_id, 1).state


def test_an_application_goes_to_the_country_of_the_applicant(chats, sent, database):
    assert (sent["told"].key, sent["card"].key, sent["card"].to) == (
        "label.sent",
        "label.review_new",
        sent["maria"],
    )
    [shown] = chats.send("/queue", sent["maria"])
    assert inside(shown.fields["card"], "label.review_card").fields["title"]
    assert chats.send("/queue", sent["jonas"])[0].key == "queue.empty"
    refused = chats.press("queue.approve", sent["card"], sent["jonas"])
    assert refused[0].fields["outcome"].key == "queue.not_yours"


def test_its_document_is_for_those_who_decide(chats, sent, database):
    text, document = chats.press("label.see", sent["card"], sent["maria"])

    made = database.read(making.MAKERS["label_text"], text.file.ids, "en", None)
    assert b"We wrote a story." in made.content
    assert (document.key, document.file.name) == ("label.document", "label")
    assert chats.press("label.see", sent["card"], sent["jonas"])[0].key == "label.not_yours"
    assert chats.press("label.see", sent["card"], sent["ana"])[0].key == "router.coordinators_only"


def test_the_outcome_comes_back_to_the_teacher_and_the_first_press_counts(chats, sent, database):
    _, told = chats.press("queue.approve", sent["card"], sent["maria"])

    assert (told.key, told.to) == ("label.approved", sent["ana"])
    assert state(database) == State.APPROVED
    again = chats.press("queue.refuse", sent["card"], sent["maria"])
    assert again[0].fields["outcome"].key == "queue.already"
    [stands] = chats.send("/sendlabel 1", sent["ana"])
    assert stands.fields["line"].key == "label.is_approved"


def test_a_refusal_has_a_reason_and_the_teacher_sends_it_again(chats, sent, database):
    chats.press("queue.refuse", sent["card"], sent["maria"])
    _, told = chats.send("Where do the pupils meet?", sent["maria"])
    assert (told.key, told.fields["reason"]) == ("label.refused", "Where do the pupils meet?")

    _, again = chats.send("/sendlabel 1", sent["ana"])

    assert again.key == "label.review_new"
    late = chats.press("queue.approve", sent["card"], sent["maria"])
    assert late[0].fields["outcome"].key == "queue.already"
    assert chats.press("queue.approve", again, sent["maria"])[1].key == "label.approved"


def test_a_question_gives_the_teacher_the_ball_and_status_says_so(chats, sent, database):
    chats.press("queue.ask", sent["card"], sent["maria"])
    _, asked = chats.send("Which tools did they use?", sent["maria"])
    assert (asked.key, asked.to, state(database)) == ("label.asked", sent["ana"], State.ASKED)
    [status] = chats.send("/status", sent["ana"])
    assert "label.asks_you" in [one.key for one in status.fields["projects"].items]

    chats.press("status.answer", status, sent["ana"])
    replied, again = chats.send("A shared notebook.", sent["ana"])

    assert (replied.key, again.to) == ("status.replied", sent["maria"])
    assert talk(again) == [
        ("service", "Which tools did they use?"),
        ("person", "A shared notebook."),
    ]
    [stranger] = chats.send("/labeltell 1", sent["ben"])
    assert stranger.key == "project.not_yours"


def test_nobody_decides_about_their_own_project_or_school(chats, sent, database, teacher, school):
    mate, to_mate = teacher("Mate", school=school("School of Ana"))
    with database.transaction() as db:
        ben = label_reviews.by_id(db, 1)
        assert ben is not None
        for who in (mate.id, 2):
            coordinators.add(db, who, "RO", NOON)
    for who in (to_mate, sent["ben"]):
        refused = chats.press("queue.approve", sent["card"], who)
        assert refused[0].fields["outcome"].key == "queue.not_yours"
        assert chats.press("label.see", sent["card"], who)[0].key == "label.not_yours"
        assert chats.send("/queue", who)[0].key == "queue.empty"
    assert state(database) == State.WAITING


def test_only_what_is_handed_in_is_sent(chats, sent):
    assert chats.send("/sendlabel 1", sent["ben"])[0].key == "project.not_yours"
    assert chats.send("/sendlabel 99", sent["ana"])[0].key == "project.not_yours"
    assert chats.send("/sendlabel 1", sent["ana"])[0].fields["line"].key == "label.waits"


def test_it_nudges_after_three_and_seven_days(chats, sent, database):
    chats.new()
    for days, wanted in (
        (2, []),
        (3, ["label.review_nudge"]),
        (4, []),
        (7, ["label.review_nudge"]),
    ):
        database.write(reminders.nudge_about_rest, NOON + timedelta(days=days))
        assert [one.key for one in chats.new()] == wanted
