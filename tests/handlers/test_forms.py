"""Forms: nothing answered is lost, wrong answers are met kindly, old buttons do no harm."""

from datetime import timedelta

import pytest

from storage import addresses, contacts, dialogues, people
from storage.addresses import Address
from storage.people import Standing
from tests.conftest import NOON

ANA = Address("telegram", "ana")


def asks(replies):
    """Say which question is asked, also behind a problem."""
    [reply] = replies
    return reply.fields["question"].key if reply.key == "form.again" else reply.key


def test_back_asks_the_question_before_and_forward_skips_what_is_answered(send):
    for text in ("/register", "Ana Pop", "Romania"):
        send(text, ANA)

    assert asks(send("/back", ANA)) == "register.country"
    assert asks(send("/back", ANA)) == "register.name"
    assert asks(send("/back", ANA)) == "register.name"
    assert asks(send("Ana Popescu", ANA)) == "register.school"


def test_cancel_keeps_the_answers_and_register_goes_on(send):
    for text in ("/register", "Ana Pop", "Romania"):
        send(text, ANA)

    assert send("/cancel", ANA)[0].key == "cancel.done"
    assert asks(send("/register", ANA)) == "register.school"


def test_another_command_in_the_middle_loses_nothing(send):
    for text in ("/register", "Ana Pop"):
        send(text, ANA)

    assert send("/help", ANA)[0].key == "help.all"
    assert asks(send("Romania", ANA)) == "register.school"


def test_a_week_away_loses_nothing(chats):
    for text in ("/register", "Ana Pop"):
        chats.send(text, ANA)

    chats.at = NOON + timedelta(days=7)

    assert asks(chats.send("Romania", ANA)) == "register.school"


def test_an_unfinished_form_is_kept_for_thirty_days(chats, database):
    for text in ("/register", "Ana Pop"):
        chats.send(text, ANA)

    chats.at = NOON + timedelta(days=30)
    database.write(dialogues.forget_old, chats.at)
    assert asks(chats.send("/register", ANA)) == "register.country"

    chats.at += timedelta(days=30, seconds=1)
    database.write(dialogues.forget_old, chats.at)
    assert asks(chats.send("/register", ANA)) == "register.name"


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (["A"], "form.too_short"),
        (["x" * 61], "form.too_long"),
        (["Ana", "Atlantis"], "form.not_found"),
        (
            [
                "Ana",
                "Romania",
                "Oak",
                "O",
            ],
            "form.too_short",
        ),
        (["Ana", "Romania", "Oak", "Oak School", "Cluj", "primary", "Xyzzy"], "form.not_found"),
        (
            ["Ana", "Romania", "Oak", "Oak School", "Cluj", "primary", "Head", "xqzzy"],
            "form.not_found",
        ),
    ],
)
def test_a_wrong_answer_gets_a_kind_sentence_and_the_question_again(send, texts, problem):
    send("/register", ANA)
    for text in texts:
        replies = send(text, ANA)

    assert replies[0].fields["problem"].key == problem


@pytest.mark.parametrize("typed", ["9", "9-12", "9 to 12", "12-9", "9–12"])
def test_ages_are_read_as_people_write_them(chats, typed):
    from handlers.questions import _ages

    assert _ages(typed) in {(9, 9), (9, 12)}


def test_a_button_of_an_earlier_question_changes_that_answer(chats):
    chats.send("/register", ANA)
    chats.send("Ana Pop", ANA)
    [country] = chats.send("Romania", ANA)
    dialogue = country.buttons[-1][-1].command  # the way back
    assert dialogue == "/back"

    [again] = chats.send("/answer 1 country DE", ANA, kind="press")
    assert asks([again]) == "register.school"
    [summary] = chats.send("/back", ANA)
    assert asks([summary]) == "register.country"


def test_a_button_of_a_finished_form_changes_nothing(chats):
    chats.send("/register", ANA)

    assert asks(chats.send("/answer 999 name x", ANA, kind="press")) == "register.name"
    chats.send("/cancel", ANA)
    assert chats.send("/answer 1 name x", ANA, kind="press")[0].key == "form.closed"


@pytest.mark.parametrize(
    "rubbish",
    [
        "/answer",
        "/answer x",
        "/answer 1 country XX",
        "/answer 1 school 99999999",
        "💥",
        "/approve",
        "/approve j p q",
        "/queue ' OR 1=1",
        "\u202e",
        "x" * 5000,
        "/",
        "//",
        "0",
    ],
)
def test_rubbish_at_any_question_gets_a_kind_sentence(chats, rubbish, database):
    for text in ("/register", "Ana Pop", "Romania"):
        chats.send(text, ANA)

    replies = chats.send(rubbish, ANA)

    assert len(replies) == 1
    assert replies[0].key not in {"router.parked"}
    if not rubbish.startswith("/"):
        assert asks(replies) in {"register.school", "register.school_name"}


def test_several_numbers_choose_several(chats):
    mina = Address("matrix", "mina")
    for text in ("/register", "Mina", "Romania", "Oak", "Oak School", "Cluj", "1", "1"):
        replies = chats.send(text, mina)
    assert asks(replies) == "register.subjects"

    [chosen] = chats.send("1, 3", mina)

    labels = [button.label for row in chosen.buttons for button in row]
    assert [label.key == "form.chosen" for label in labels[:3] if hasattr(label, "key")] == [
        True,
        True,
    ]


def test_a_number_answers_only_the_list_asked_last(chats):
    mina = Address("matrix", "mina")
    chats.send("/start", mina)

    assert asks(chats.send("1", mina)) == "register.name"
    assert chats.send("1", mina)[0].key == "cancel.done"


def test_a_list_of_yesterday_is_not_answered_by_a_number(chats):
    mina = Address("matrix", "mina")
    chats.send("/start", mina)

    chats.at = NOON + timedelta(hours=25)

    assert chats.send("1", mina)[0].key == "router.unknown"


def test_a_number_after_a_list_that_came_by_itself_decides_nothing(chats, coordinator):
    _, mia = coordinator("Mia", "RO", platform="matrix")
    chats.send("/start", mia)
    _register_somebody(chats)

    assert chats.send("1", mia)[0].key == "router.which_list"


def test_a_choices_own_words_are_clear_even_then(chats, coordinator):
    _, mia = coordinator("Mia", "RO", platform="matrix")
    chats.send("/start", mia)
    _register_somebody(chats)

    assert chats.send("approve", mia)[0].key == "queue.empty"


def _register_somebody(chats):
    from tests.handlers.test_register import register

    register(chats, by=ANA)


def test_a_button_of_a_finished_form_never_fits_a_later_one(chats, database):
    chats.send("/register", ANA)
    with database.reading() as db:
        first = dialogues.open_of(db, addresses.by_user(db, ANA).id).id
    database.write(lambda db: dialogues.drop(db, addresses.by_user(db, ANA).id, "register"))

    chats.send("/register", ANA)

    with database.reading() as db:
        assert dialogues.open_of(db, addresses.by_user(db, ANA).id).id > first


def test_a_form_is_answered_only_by_who_may_give_its_command_now(chats, teacher, database):
    who, ana = teacher("Ana")
    chats.send("/idea", ana)
    chats.send("Rivers", ana)

    def refuse(db):
        now = people.hold(db, who.id)
        people.decide(db, now, Standing.REFUSED, NOON, is_appeal=False, note="")

    database.write(refuse)

    typed = chats.send("Rivers of Europe", ana)
    resumed = chats.send("/resume", ana)

    keys = [[one.key for one in said] for said in (typed, resumed)]
    assert keys == [["router.wait_for_validation"]] * 2


def test_what_is_typed_after_another_command_goes_to_nobody(chats, teacher, database):
    (anna, ana), (ben, to_ben) = teacher("Ana"), teacher("Ben")
    database.write(contacts.join, anna.id, ben.id, NOON)
    chats.send(f"/write {ben.id}", ana)
    chats.send("/calendar", ana)

    told = chats.send("thanks, nice", ana)

    assert [(one.key, one.to) for one in told] == [("router.unknown", ana)]
    assert to_ben not in [one.to for one in told]


def test_a_closed_question_offers_to_go_on_with_what_was_left(chats, teacher):
    _, ana = teacher("Ana")
    chats.send("/idea", ana)
    chats.send("River diaries", ana)
    chats.send("/cancel", ana)

    [closed] = chats.send("/answer 99 title x", ana, kind="press")
    [resumed] = chats.press("start.go_on", closed, ana)

    assert (closed.key, resumed.key) == ("form.closed", "ideas.ask_text")


def test_what_is_chosen_is_not_skipped_by_the_same_place_in_the_list(chats, teacher):
    _, ana = teacher("Ana")
    chats.send("/myclass hours", ana)

    [chosen] = chats.send("Tue morning", ana)

    labels = [button.label for row in chosen.buttons for button in row]
    assert "form.done" in [getattr(one, "key", "") for one in labels]
    assert "form.skip" not in [getattr(one, "key", "") for one in labels]
