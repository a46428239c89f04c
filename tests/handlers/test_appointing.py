"""Who was found by a name is shown before anybody is appointed. Rules REG-7 and NSS-1."""

import pytest

from handlers.conversation import Name
from storage import ambassadors, coordinators, people
from storage.people import Standing
from tests.handlers.circles import labels

CHECKS = {"/appoint RO": "coordinators.check", "/ambassadors appoint RO": "ambassadors.check"}


@pytest.fixture
def staff(teacher, coordinator):
    """Maria and Mihai coordinate Romania; Ana and Bogdan teach there."""
    those = {"maria": coordinator("Maria", "RO"), "mihai": coordinator("Mihai", "RO")}
    return those | {"ana": teacher("Ana"), "bogdan": teacher("Bogdan")}


@pytest.fixture
def nobody_new(database, staff):
    """Tell whether nobody has a new role."""

    def ask():
        both = sorted(staff[name][0].id for name in ("maria", "mihai"))
        there = sorted(database.read(coordinators.of_country, "RO"))
        return there == both and not database.read(ambassadors.of_country, "RO")

    return ask


@pytest.mark.parametrize("command", CHECKS)
def test_who_was_found_is_shown_with_role_and_school_and_nobody_is_appointed_yet(
    chats, staff, database, nobody_new, command
):
    ana, _ = staff["ana"]
    chats.send(command, staff["maria"][1])

    [check] = chats.send("ana", staff["maria"][1])

    assert check.key == CHECKS[command]
    card = check.fields["card"]
    assert (card.fields["name"], card.fields["role"]) == (ana.name, Name("role", ana.role))
    assert card.fields["school"].key == "card.school"
    assert card.fields["school"].fields["town"]
    assert labels(check)[-2:] == ["/back", "/cancel"]
    assert nobody_new()


@pytest.mark.parametrize("command", CHECKS)
@pytest.mark.parametrize("typed", ["bogdan", "yes", "Thank you very much"])
def test_a_word_typed_there_appoints_nobody(chats, staff, nobody_new, command, typed):
    for said in (command, "ana"):
        chats.send(said, staff["maria"][1])

    [again] = chats.send(typed, staff["maria"][1])

    assert again.fields["problem"].key == "form.choose"
    assert again.fields["question"].key == CHECKS[command]
    assert nobody_new()


@pytest.mark.parametrize("command", CHECKS)
def test_what_was_cancelled_appoints_nobody_and_its_button_says_so(
    chats, staff, nobody_new, command
):
    chats.send(command, staff["maria"][1])
    [check] = chats.send("ana", staff["maria"][1])
    chats.press("form.cancel", check, staff["maria"][1])

    [closed] = chats.press(CHECKS[command] + "_yes", check, staff["maria"][1])

    assert closed.key == "form.closed"
    assert nobody_new()


@pytest.mark.parametrize("command", CHECKS)
def test_the_button_of_one_person_never_appoints_another(chats, staff, nobody_new, command):
    chats.send(command, staff["maria"][1])
    [of_ana] = chats.send("ana", staff["maria"][1])
    chats.press("form.back", of_ana, staff["maria"][1])
    chats.send("bogdan", staff["maria"][1])

    [again] = chats.press(CHECKS[command] + "_yes", of_ana, staff["maria"][1])

    assert again.fields["question"].fields["card"].fields["name"] == "Bogdan"
    assert nobody_new()


@pytest.mark.parametrize("command", CHECKS)
def test_rights_and_standing_are_looked_at_again_at_the_press(
    chats, staff, database, nobody_new, command
):
    chats.send(command, staff["maria"][1])
    [check] = chats.send("ana", staff["maria"][1])
    database.write(people.decide, staff["ana"][0], Standing.REFUSED, chats.at)

    [refused] = chats.press(CHECKS[command] + "_yes", check, staff["maria"][1])

    assert refused.key == "coordinators.not_yours"
    assert nobody_new()
    chats.send(command, staff["mihai"][1])
    [check] = chats.send("bogdan", staff["mihai"][1])
    database.write(coordinators.remove, staff["mihai"][0].id, "RO")
    [refused] = chats.press(CHECKS[command] + "_yes", check, staff["mihai"][1])
    assert refused.key == "router.coordinators_only"
