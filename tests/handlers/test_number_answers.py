"""Where a number is the answer itself, the choices have none and are taken by their words."""

from datetime import date

import pytest
from pydantic import ValidationError

from handlers import validation, words
from handlers.forms import FORMS
from storage import classes

PLATFORMS = pytest.mark.parametrize("platform", ["telegram", "matrix"])
#: Each question of a class that takes numbers, and what five and one are there.
NUMBERED = [
    ("pupils", "5", {"pupils": 5}),
    ("breaks", "1", {"breaks": ((date(2027, 1, 4), date(2027, 1, 10)),)}),
]


def shown(reply):
    """Read the choices under a question as the platforms write them."""
    return [words.plain("en", one.label) for row in reply.buttons for one in row]


@PLATFORMS
@pytest.mark.parametrize(("topic", "typed", "kept"), NUMBERED)
def test_a_number_is_the_answer_where_no_choice_has_one(
    chats, teacher, database, platform, topic, typed, kept
):
    who, ana = teacher("Ana", platform=platform)

    [asked] = chats.send(f"/myclass {topic}", ana)
    chats.send(typed, ana)

    assert asked.by_words
    assert _told(database, who) == {"pupils": None, "breaks": ()} | kept


@PLATFORMS
@pytest.mark.parametrize("topic", ["pupils", "breaks"])
@pytest.mark.parametrize("typed", ["Skip", "skip"])
def test_the_word_skips_where_a_number_is_the_answer(
    chats, teacher, database, platform, topic, typed
):
    who, ana = teacher("Ana", platform=platform)
    [asked] = chats.send(f"/myclass {topic}", ana)
    assert "Skip" in shown(asked)

    [told] = chats.send(typed, ana)

    assert told.key == "class.all"
    assert _told(database, who) == {"pupils": None, "breaks": ()}


def _told(database, who):
    told = database.read(classes.of_person, who.id)
    return {"pupils": told.pupils, "breaks": told.breaks}


def test_every_question_for_a_number_takes_the_words_of_its_choices():
    numbers = [one for form in FORMS.values() for one in form.questions if _takes_int(one)]

    assert numbers
    assert [one.field for one in numbers if not one.reads_numbers] == []


def _takes_int(question):
    try:
        return isinstance(validation.valid(question.type, "24"), int)
    except ValidationError:
        return False


def test_a_number_in_a_list_that_came_after_is_its_choice(chats, teacher, database):
    who, ana = teacher("Ana", platform="matrix")
    chats.send("/myclass pupils", ana)
    [help_] = chats.send("/help", ana)
    assert not help_.by_words
    assert help_.buttons

    chats.send("1", ana)

    assert _told(database, who)["pupils"] is None


def test_a_problem_with_a_number_is_answered_with_words_too(chats, teacher):
    _, ana = teacher("Ana", platform="matrix")
    chats.send("/myclass pupils", ana)

    [again] = chats.send("many", ana)

    assert (again.key, again.by_words) == ("form.again", True)
