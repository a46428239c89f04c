"""The school in /register: looked for, looked for again, or added. Rule REG-1."""

import pytest

from storage.addresses import Address
from tests.handlers.test_forms import asks

PLATFORMS = pytest.mark.parametrize("platform", ["telegram", "matrix"])


@pytest.fixture
def ana(platform):
    return Address(platform, "ana")


@pytest.fixture
def unknown(chats, ana):
    """Ana has typed a school of Romania that is not found."""
    for text in ("/register", "Ana Pop", "Romania"):
        chats.send(text, ana)
    [asked] = chats.send("qqqqzz", ana)
    assert asks([asked]) == "register.school_name"
    return asked


@PLATFORMS
def test_a_school_that_is_not_found_can_be_looked_for_again(chats, ana, unknown, school):
    school("Oak School")

    again = chats.press("register.school_again", unknown, ana)
    assert asks(again) == "register.school"

    [found] = chats.send("Oak", ana)
    assert next(row[0].label for row in found.buttons) == "Oak School, Cluj"


@PLATFORMS
@pytest.mark.parametrize(("back", "answer"), [(2, "Germany"), (2, "Romania"), (3, "Ana Popa")])
def test_back_over_an_unknown_school_asks_for_it_again(chats, ana, unknown, back, answer):
    for _ in range(back):
        chats.send("/back", ana)

    assert asks(chats.send(answer, ana)) == "register.school"


@PLATFORMS
def test_an_unknown_school_is_named_afresh_after_another_search(chats, ana, unknown):
    assert asks(chats.send("Elm School", ana)) == "register.school_town"
    for _ in range(2):
        chats.send("/back", ana)

    assert asks(chats.send("zzqq", ana)) == "register.school_name"


@PLATFORMS
def test_another_country_by_an_old_button_asks_for_the_school_again(chats, ana, unknown):
    assert asks(chats.send("/answer 1 country DE", ana, kind="press")) == "register.school"
