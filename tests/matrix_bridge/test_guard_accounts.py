"""Alone, the guard decides what becomes of accounts, names and files. Rule TWS-3."""

import time

import pytest

from matrix_bridge.registration import DEVICE
from tests.adversary.alone import Class, opened
from tests.adversary.world import CLIENT, PASSWORD, SERVER


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = opened(tmp_path_factory.mktemp("alone"))
    yield made
    made.close()


@pytest.fixture
def rivers(world):
    """A class with Ana, who looks after it, and Fox, her pupil."""
    return Class(world)


# Accounts


def test_pupils_upload_less_than_teachers(world, rivers):
    assert rivers.fox.upload(11 * 1024 * 1024).errcode == "M_TOO_LARGE"
    assert rivers.fox.upload(1024 * 1024).status == 200
    assert rivers.ana.upload(11 * 1024 * 1024).status == 200


def test_nobody_makes_their_account_vanish(world):
    zoe = world.stranger()
    auth = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": zoe.user}}
    body = {"auth": auth | {"password": PASSWORD}}

    assert zoe.call("POST", f"{CLIENT}/account/deactivate", body).errcode == "M_FORBIDDEN"


def test_nobody_logs_in_as_the_services_device(world):
    zoe = world.stranger()
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": zoe.user},
        "password": PASSWORD,
    }

    assert world.service.call("POST", f"{CLIENT}/login", body | {"device_id": DEVICE}).status == 403
    assert world.service.call("POST", f"{CLIENT}/login", body).status == 200


def test_nobody_names_or_publishes_rooms(world, rivers):
    for person in (rivers.ana, rivers.fox):
        alias = f"{CLIENT}/directory/room/%23mine-{person.user[1:4]}:{SERVER}"
        named = person.call("PUT", alias, {"room_id": rivers.room.replace("%21", "!")})
        listed = person.call(
            "PUT", f"{CLIENT}/directory/list/room/{rivers.room}", {"visibility": "public"}
        )
        assert named.errcode == listed.errcode == "M_FORBIDDEN"


def test_who_searches_for_people_finds_nobody(world):
    zoe, max_ = world.stranger(), world.stranger()

    def found(person):
        asked = {"search_term": max_.user.split(":")[0].removeprefix("@")}
        return person.call("POST", f"{CLIENT}/user_directory/search", asked).content["results"]

    while not found(world.bot):  # the homeserver notes late who is there
        time.sleep(0.1)
    assert found(zoe) == []


def test_what_goes_wrong_in_the_guard_is_refused_and_logged(world, rivers):
    broken = rivers.fox.say(rivers.room, **{"m.mentions": "not a table"})

    assert broken.errcode == "M_FORBIDDEN"
    assert "the guard failed in check_event_allowed" in world.synapse.log.read_text()
