"""What the homeserver lets nobody forbid is closed by the reverse proxy and our door. Rule TWS-3.

Each test goes through a real proxy with the settings of docs/proxy.
"""

import time
from dataclasses import replace

import pytest

from tests.adversary.world import BOT, CLIENT, SERVER

V1 = "/_matrix/client/v1"


def to_device(kind="x.custom"):
    return f"{CLIENT}/sendToDevice/{kind}/{time.monotonic_ns()}"


def messages(*users):
    return {"messages": {user: {"*": {"text": "psst"}} for user in users}}


def heard(person):
    """Read what came to a person's device."""
    synced = person.call("GET", f"{CLIENT}/sync?timeout=0").content
    return [one["sender"] for one in synced["to_device"]["events"]] if "to_device" in synced else []


# From device to device


def test_pupils_send_nothing_past_their_teachers(proxied, rivers, adversary):
    fox, owl = proxied(rivers.fox), adversary("pupil")

    for target in (owl.user, rivers.ana.user, BOT, fox.user):
        assert fox.call("PUT", to_device(), messages(target)).errcode == "M_FORBIDDEN"
    assert heard(owl) == []


def test_grown_ups_reach_their_own_devices_and_the_bots_and_no_others(
    proxied, adversary, rivers, world
):
    zoe = adversary("stranger")

    for target in (rivers.fox.user, rivers.ana.user):
        both = messages(zoe.user, target)
        assert proxied(zoe).call("PUT", to_device(), both).errcode == "M_FORBIDDEN"
    assert proxied(zoe).call("PUT", to_device(), messages(zoe.user, BOT)).status == 200
    assert heard(zoe) == [zoe.user]
    assert heard(rivers.fox) == []


def test_what_stands_twice_in_a_request_is_read_once(proxied, adversary):
    zoe, hen = adversary("stranger"), adversary("pupil")
    for first, second in ((zoe.user, hen.user), (hen.user, zoe.user)):
        one, other = (f'"messages": {{"{user}": {{"*": {{}}}}}}' for user in (first, second))
        proxied(zoe).call("PUT", to_device(), f"{{{one}, {other}}}".encode())

    assert heard(hen) == []


def test_the_token_may_stand_in_the_address_and_rubbish_opens_nothing(proxied, adversary):
    zoe = proxied(adversary("stranger"))
    bare = replace(zoe, token="")

    assert bare.call("PUT", to_device(), messages(zoe.user)).status == 401
    assert replace(zoe, token="rubbish").call("PUT", to_device(), messages(zoe.user)).status == 401
    path = f"{to_device()}?access_token={zoe.token}"
    assert bare.call("PUT", path, messages(zoe.user)).status == 200
    assert zoe.call("PUT", to_device(), b"no json").status == 400
    assert zoe.call("PUT", to_device(), {"messages": [zoe.user]}).status in {400, 403}


@pytest.mark.parametrize("path", ["keys/query", "keys/claim"])
def test_keys_are_told_of_oneself_and_the_bot_alone(proxied, adversary, rivers, path):
    name = "device_keys" if path == "keys/query" else "one_time_keys"
    for kind, known in (("stranger", True), ("pupil", False)):
        who = adversary(kind)
        asked = {
            one: {} if name == "one_time_keys" else [] for one in (BOT, who.user, rivers.fox.user)
        }

        answer = proxied(who).call("POST", f"{CLIENT}/{path}", {name: asked})

        assert answer.status == 200
        assert rivers.fox.user not in answer.content[name]
        assert (BOT in answer.content[name]) <= known


# Files


def fetch(person, address, way="download", **query):
    return person.call("GET", f"{V1}/media/{way}/{address.removeprefix('mxc://')}", **query).status


def test_a_file_of_the_classroom_is_for_who_is_in_it(proxied, post, adversary, rivers, elsewhere):
    address = post(rivers.fox, rivers.classroom)

    assert fetch(proxied(rivers.fox), address) == 200
    assert fetch(proxied(rivers.ana), address) == 200
    for stranger in (elsewhere.ana, elsewhere.fox, adversary("stranger"), adversary("removed")):
        assert fetch(proxied(stranger), address) == 403
        assert fetch(proxied(stranger), address, "thumbnail", width=9, height=9) == 403
        assert fetch(proxied(stranger), address + "/name.png") == 403


def test_a_file_of_the_staff_room_is_not_for_pupils(proxied, post, rivers):
    address = post(rivers.ana, rivers.staff_room)

    assert fetch(proxied(rivers.ana), address) == 200
    assert fetch(proxied(rivers.fox), address) == 403


def test_who_posts_anothers_file_does_not_get_it_that_way(proxied, post, rivers, elsewhere):
    address = post(elsewhere.ana, elsewhere.classroom)
    assert fetch(proxied(elsewhere.fox), address) == 200

    rivers.fox.say(rivers.classroom, msgtype="m.image", url=address)
    post(rivers.fox, rivers.classroom)  # once it is heard, the other has been, too

    assert fetch(proxied(rivers.fox), address) == 403
    assert fetch(proxied(rivers.ana), address) == 403


def test_who_may_see_a_file_shows_it_in_another_room(proxied, post, rivers):
    address = post(rivers.ana, rivers.staff_room)
    assert fetch(proxied(rivers.ana), address) == 200

    rivers.ana.say(rivers.classroom, msgtype="m.image", url=address)
    post(rivers.ana, rivers.classroom)

    assert fetch(proxied(rivers.fox), address) == 200


def test_a_file_shown_nowhere_is_not_for_pupils(proxied, rivers, adversary):
    address = rivers.ana.upload().content["content_uri"]
    own = rivers.fox.upload().content["content_uri"]

    assert fetch(proxied(rivers.fox), address) == 403
    assert fetch(proxied(rivers.fox), own) == 403
    assert fetch(proxied(rivers.ana), address) == 200


# Profiles, and what is closed to everybody


def test_pupils_change_nothing_in_their_profile(proxied, rivers, adversary):
    fox, zoe = proxied(rivers.fox), proxied(adversary("stranger"))
    field = {"org.example.field": "secret words"}

    picture = {"avatar_url": "mxc://x/y"}
    changes = {"displayname": {"displayname": "Boss"}, "org.example.field": field}
    for name, body in (changes | {"avatar_url": picture}).items():
        path = f"profile/{fox.user}/{name}"
        assert fox.call("PUT", f"{CLIENT}/{path}", body).status == 403
        assert fox.call("DELETE", f"{CLIENT}/{path}").status == 403
        assert (
            fox.call("PUT", f"/_matrix/client/unstable/uk.tcpip.msc4133/{path}", body).status == 403
        )
    assert fox.call("GET", f"{CLIENT}/profile/{fox.user}").status == 200
    assert (
        zoe.call("PUT", f"{CLIENT}/profile/{zoe.user}/displayname", {"displayname": "Z"}).status
        == 200
    )


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_synapse/admin/v1/server_version"),
        ("GET", "/_synapse/admin/v2/users"),
        ("POST", "/_synapse/admin/v1/register"),
        ("GET", "/_matrix/federation/v1/version"),
        ("GET", "/_matrix/key/v2/server"),
        ("POST", f"{V1}/login/get_token"),
        ("POST", f"{CLIENT}/user/{{me}}/openid/request_token"),
    ],
)
def test_what_nobody_needs_from_outside_is_closed(proxied, rivers, method, path):
    assert proxied(rivers.fox).call(method, path.format(me=rivers.fox.user), {}).status == 403


def test_everything_else_goes_on(proxied, adversary, rivers):
    fox = proxied(rivers.fox)

    assert fox.call("GET", f"{CLIENT}/account/whoami").content["user_id"] == rivers.fox.user
    assert fox.say(rivers.classroom).status == 200
    assert "next_batch" in fox.call("GET", f"{CLIENT}/sync?timeout=0").content
    assert fox.upload().status == 200
    assert fox.call("GET", f"{V1}/media/config").status == 200
    assert proxied(replace(fox, token="")).call("GET", "/_matrix/client/versions").status == 200


@pytest.mark.parametrize("path", [f"{CLIENT}/sendToDevice/x/1", f"{V1}/media/download/{SERVER}/x"])
def test_a_browser_may_ask_whether_it_may_ask(proxied, rivers, path):
    asked = proxied(replace(rivers.fox, token="")).call("OPTIONS", path)

    assert asked.status in {200, 204}
