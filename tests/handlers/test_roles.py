"""Coordinators and ambassadors, appointed and dismissed in the chat. Rules REG-7 and NSS-1."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from handlers import turn
from handlers.conversation import Words
from storage import ambassadors, contacts, coordinators, people, safeguarding
from storage.contacts import State
from storage.people import Standing
from tests.handlers.circles import labels
from tests.handlers.suspended import logged


@pytest.fixture
def staff(teacher, coordinator):
    """Maria and Mihai coordinate Romania, Jonas Germany, Clara is central support."""
    those = {"maria": coordinator("Maria", "RO"), "mihai": coordinator("Mihai", "RO")}
    those |= {"jonas": coordinator("Jonas", "DE"), "clara": coordinator("Clara", "*")}
    those |= {"ana": teacher("Ana"), "eva": teacher("Eva", country="DE")}
    teacher("Anatol", standing=Standing.WAITING)
    return those


def of_country(database, country):
    return database.read(coordinators.of_country, country)


def chosen(chats, name, by):
    """Type a name where somebody is to be appointed, and say that it is the one."""
    [check] = chats.send(name, by[1])
    assert check.key in {"coordinators.check", "ambassadors.check"}
    return chats.press(check.key + "_yes", check, by[1])


def dismiss(chats, whom, by, country="RO"):
    [sure] = chats.send(f"/dismiss {country} {whom[0].id}", by[1])
    assert sure.key in {"coordinators.sure", "coordinators.sure_self"}
    return chats.press("coordinators.dismiss_yes", sure, by[1])


def test_a_validated_teacher_of_the_country_is_chosen_and_coordinates(chats, staff, database):
    [shown] = chats.send("/coordinators", staff["maria"][1])
    [asked] = chats.press("coordinators.appoint", shown, staff["maria"][1])
    assert asked.key == "coordinators.whom"

    done, told, colleague = chosen(chats, "ana", staff["maria"])

    assert (done.key, told.key, told.to) == (
        "coordinators.was_appointed",
        "coordinators.appointed",
        staff["ana"][1],
    )
    assert colleague.to == staff["mihai"][1]
    assert staff["ana"][0].id in of_country(database, "RO")
    assert chats.send("/queue", staff["ana"][1])[0].key == "queue.card", "Anatol waits"
    with database.reading() as db:
        assert "appointed" in [one.kind for one, _ in safeguarding.entries(db)]


def test_nobody_of_another_country_or_who_waits_is_chosen(chats, staff, database):
    chats.send("/appoint RO", staff["maria"][1])

    for name in ("eva", "anatol"):
        [again] = chats.send(name, staff["maria"][1])
        assert again.fields["problem"].key == "form.not_found"
    assert chats.send("/appoint DE", staff["maria"][1])[0].key == "coordinators.not_yours"
    assert chats.send("/dismiss DE", staff["maria"][1])[0].key == "coordinators.not_yours"
    assert chats.send("/coordinators DE", staff["maria"][1])[0].key == "coordinators.not_yours"


def test_who_was_dismissed_meanwhile_finds_nobody_by_name(chats, staff):
    chats.send("/appoint RO", staff["mihai"][1])
    dismiss(chats, staff["mihai"], by=staff["maria"])

    for typed in ("ana", "/back"):
        [refused] = chats.send(typed, staff["mihai"][1])
        assert "Ana" not in str(refused)
    chats.send("/ambassadors", staff["mihai"][1])
    assert "Ana" not in str(chats.send("ana", staff["mihai"][1]))


def test_who_is_dismissed_and_central_support_are_told_and_the_right_is_gone(
    chats, staff, database
):
    done, gone, central = dismiss(chats, staff["mihai"], by=staff["maria"])

    assert done.key == "coordinators.was_dismissed"
    assert (gone.key, gone.to) == ("coordinators.dismissed", staff["mihai"][1])
    assert (central.key, central.to) == ("coordinators.was_dismissed", staff["clara"][1])
    assert of_country(database, "RO") == [staff["maria"][0].id]
    for typed in ("/queue", "/dismiss RO", "/ambassadors"):
        assert chats.send(typed, staff["mihai"][1])[0].key == "router.coordinators_only"


def test_the_last_one_does_not_dismiss_themself_but_invites_first(chats, staff, database):
    dismiss(chats, staff["mihai"], by=staff["maria"])

    [last] = chats.send(f"/dismiss RO {staff['maria'][0].id} yes", staff["maria"][1])

    assert last.key == "coordinators.last"
    assert labels(last) == ["/coordinators invite RO", "/appoint RO"]
    assert of_country(database, "RO") == [staff["maria"][0].id]
    [last] = chats.send(f"/dismiss * {staff['clara'][0].id} yes", staff["clara"][1])
    assert last.key == "coordinators.last"


def test_colleagues_are_told_who_was_dismissed_as_who_was_appointed(chats, staff, coordinator):
    _, to_mara = coordinator("Mara", "RO")

    _, gone, *told = dismiss(chats, staff["mihai"], by=staff["maria"])

    assert gone.key == "coordinators.dismissed"
    assert [one.to for one in told] == [to_mara, staff["clara"][1]]
    assert {one.fields["name"] for one in told} == {"Mihai"}
    assert {one.buttons[0][0].command for one in told} == {"/coordinators"}


def test_one_of_two_steps_back_by_themself(chats, staff, database):
    done, *told = dismiss(chats, staff["maria"], by=staff["maria"])

    assert done.key == "coordinators.was_dismissed"
    assert [(one.key, one.to) for one in told] == [
        ("coordinators.was_dismissed", staff[name][1]) for name in ("mihai", "clara")
    ]
    assert of_country(database, "RO") == [staff["mihai"][0].id]


def test_of_two_who_dismiss_each_other_at_once_one_is_left(chats, staff, database):
    both = [staff["maria"], staff["mihai"]]
    events = [
        chats.event(f"/dismiss RO {other[0].id} yes", me[1])
        for me, other in zip(both, reversed(both), strict=True)
    ]
    barrier = Barrier(2)

    def press(event):
        barrier.wait(10)
        turn.take(database, event, bytes)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, events))

    assert len(of_country(database, "RO")) == 1


def test_central_support_appoints_and_dismisses_anywhere(chats, staff, database):
    [shown] = chats.send("/coordinators DE", staff["clara"][1])
    assert "/dismiss DE" in labels(shown)
    dismiss(chats, staff["jonas"], by=staff["clara"], country="DE")
    chats.send("/appoint DE", staff["clara"][1])
    done, *_ = chosen(chats, "eva", staff["clara"])

    assert done.key == "coordinators.was_appointed"
    assert of_country(database, "DE") == [staff["eva"][0].id]


def test_a_teacher_becomes_ambassador_and_carries_the_badge(chats, staff, database):
    chats.send("/ambassadors appoint RO", staff["maria"][1])

    done, told = chosen(chats, "ana", staff["maria"])

    assert (done.key, told.key, told.to) == (
        "ambassadors.was_appointed",
        "ambassadors.appointed",
        staff["ana"][1],
    )
    [shown] = chats.send("/ambassadors", staff["maria"][1])
    [of] = shown.fields["countries"].items
    assert [one.key for one in of.fields["names"].items] == ["card.ambassador"]

    [sure] = chats.press("ambassadors.dismiss", shown, staff["maria"][1])
    gone, told = chats.press("ambassadors.dismiss_yes", sure, staff["maria"][1])

    assert (gone.key, told.key) == ("ambassadors.was_dismissed", "ambassadors.dismissed")
    assert not database.read(ambassadors.is_one, staff["ana"][0].id)
    maria, ana = (f"person:{staff[name][0].id}" for name in ("maria", "ana"))
    assert logged(database) == [
        (kind, maria, ana, "ambassador RO") for kind in ("appointed", "dismissed")
    ]


def test_ambassadors_are_of_ones_own_country_and_nobody_appoints_themself(chats, staff, database):
    ana, to_ana = staff["ana"]
    database.write(coordinators.add, ana.id, "RO", chats.at)
    chats.send("/ambassadors appoint RO", to_ana)
    [again] = chats.send("ana", to_ana)
    assert again.fields["problem"].key == "form.not_found"
    assert chats.send("/ambassadors appoint DE", to_ana)[0].key == "coordinators.not_yours"
    database.write(ambassadors.add, staff["eva"][0].id, "DE", ana.id, chats.at)
    [refused] = chats.send(f"/ambassadors dismiss {staff['eva'][0].id} yes", to_ana)
    assert refused.key == "coordinators.not_yours"
    assert database.read(ambassadors.is_one, staff["eva"][0].id)


def test_a_newcomer_is_offered_an_ambassador_and_asks_with_one_press(chats, staff, database):
    ana, to_ana = staff["ana"]
    database.write(ambassadors.add, ana.id, "RO", staff["maria"][0].id, chats.at)
    [card] = chats.send("/queue", staff["maria"][1])

    _, told, offer = chats.press("queue.approve", card, staff["maria"][1])

    assert (told.key, offer.key, offer.to) == ("register.approved", "ambassadors.offer", told.to)
    [asked] = chats.press("ambassadors.ask", offer, told.to)
    assert asked.key == "contacts.words"
    _, request = chats.send("How do I begin?", told.to)
    assert request.to == to_ana
    newcomer = database.read(people.named, "Anatol", frozenset({"RO"}))[0]
    with database.reading() as db:
        assert contacts.between(db, newcomer.id, ana.id).state == State.WAITING
    assert chats.send(f"/contact {ana.id}", staff["eva"][1])[0].key == "contacts.not_found"


def test_no_ambassador_no_offer(chats, staff):
    [card] = chats.send("/queue", staff["maria"][1])

    replies = chats.press("queue.approve", card, staff["maria"][1])

    assert [one.key for one in replies] == ["queue.empty", "register.approved"]
    assert replies[0].fields["outcome"] == Words("queue.approved", {"name": "Anatol"})
