"""Alone, the guard decides who makes rooms and who is in them. Rule TWS-3."""

import time
from urllib.parse import quote

import pytest

from tests.adversary.alone import Class, opened
from tests.adversary.world import BOT, CLIENT, SERVER, SERVICE, pupil, teacher


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = opened(tmp_path_factory.mktemp("alone"))
    yield made
    made.close()


@pytest.fixture
def rivers(world):
    """A class with Ana, who looks after it, and Fox, her pupil."""
    return Class(world)


def test_the_guard_needs_nothing_of_ours(world):
    assert world.service.call("GET", f"{CLIENT}/account/whoami").content["user_id"] == SERVICE
    assert "ImportError" not in world.synapse.log.read_text()


# A direct chat with the bot is the only room that anybody makes


def chat(**more):
    return {"is_direct": True, "preset": "trusted_private_chat", "invite": [BOT]} | more


def test_grown_ups_make_direct_chats_with_the_bot_encrypted_or_not(world):
    zoe = world.stranger()
    algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
    locked = [{"type": "m.room.encryption", "state_key": "", "content": algorithm}]

    plain = zoe.call("POST", f"{CLIENT}/createRoom", chat())
    sealed = zoe.call("POST", f"{CLIENT}/createRoom", chat(initial_state=locked))

    room = quote(sealed.content["room_id"], safe="")
    assert plain.status == sealed.status == 200
    assert world.bot.call("POST", f"{CLIENT}/join/{room}").status == 200
    assert zoe.send(room, "m.room.encrypted", {"algorithm": "x"}).status == 200
    assert world.bot.say(room).status == 200
    assert zoe.call("POST", f"{CLIENT}/rooms/{room}/leave").status == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"preset": "private_chat"},
        chat(invite=[]),
        chat(invite=[BOT, SERVICE]),
        chat(invite=[SERVICE]),
        chat(is_direct=False),
        chat(preset="public_chat"),
        chat(visibility="public"),
        chat(room_alias_name="mine"),
        chat(power_level_content_override={"invite": 0}),
        chat(
            invite_3pid=[dict.fromkeys(("medium", "address", "id_server", "id_access_token"), "x")]
        ),
        chat(creation_content={"type": "m.space"}),
        chat(creation_content={"additional_creators": [SERVICE]}),
    ],
)
def test_no_other_room_is_made(world, body):
    assert world.stranger().call("POST", f"{CLIENT}/createRoom", body).errcode == "M_FORBIDDEN"


@pytest.mark.parametrize("body", [{}, chat(), chat(invite=[])])
def test_pupils_make_no_room_at_all(world, body):
    fox = world.account("p")

    assert fox.call("POST", f"{CLIENT}/createRoom", body).errcode == "M_FORBIDDEN"
    assert world.as_service(fox).call("POST", f"{CLIENT}/createRoom", body).status == 403


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("m.room.join_rules", {"join_rule": "public"}),
        ("m.room.join_rules", {"join_rule": "knock"}),
        ("m.room.history_visibility", {"history_visibility": "world_readable"}),
        ("m.room.power_levels", {"invite": 0}),
        ("m.room.tombstone", {"body": "gone", "replacement_room": "!x"}),
        ("m.room.canonical_alias", {}),
        ("m.space.child", {"via": [SERVER]}),
        ("org.example.anything", {}),
    ],
)
def test_a_chat_stays_closed(world, kind, content):
    zoe = world.stranger()
    room = quote(zoe.call("POST", f"{CLIENT}/createRoom", chat()).content["room_id"], safe="")

    changed = zoe.call("PUT", f"{CLIENT}/rooms/{room}/state/{kind}/", content)

    assert changed.errcode == "M_FORBIDDEN"


def test_nobody_is_called_into_a_chat(world):
    zoe, other = world.stranger(), world.stranger()
    room = quote(zoe.call("POST", f"{CLIENT}/createRoom", chat()).content["room_id"], safe="")

    for user in (other.user, SERVICE):
        invited = zoe.call("POST", f"{CLIENT}/rooms/{room}/invite", {"user_id": user})
        assert invited.errcode == "M_FORBIDDEN"


def test_a_room_is_not_replaced_by_a_newer_one(world, rivers):
    body = {"new_version": "11"}

    for person in (rivers.ana, rivers.fox):
        upgraded = person.call("POST", f"{CLIENT}/rooms/{rivers.room}/upgrade", body)
        assert upgraded.errcode == "M_FORBIDDEN"


# Who is in a TwinSpace


@pytest.mark.parametrize("act", ["invite", "kick", "ban", "unban"])
def test_nobody_but_the_service_moves_others(world, rivers, act):
    eva, zoe = rivers.join(world.account("t"), teacher("2")), world.stranger()
    target = zoe if act == "invite" else eva
    if act == "unban":
        world.service.call("POST", f"{CLIENT}/rooms/{rivers.room}/ban", {"user_id": eva.user})

    for person in (rivers.ana, rivers.fox):
        path = f"{CLIENT}/rooms/{rivers.room}/{act}"
        assert person.call("POST", path, {"user_id": target.user}).errcode == "M_FORBIDDEN"


def test_who_was_not_invited_by_the_service_does_not_come_in(world, rivers):
    rules = f"{CLIENT}/rooms/{rivers.room}/state/m.room.join_rules/"
    world.service.call("PUT", rules, {"join_rule": "public"})

    for person in (world.stranger(), world.account("t"), world.account("p")):
        joined = person.call("POST", f"{CLIENT}/join/{rivers.room}")
        assert joined.errcode == "M_FORBIDDEN"


def test_nobody_knocks(world, rivers):
    rules = f"{CLIENT}/rooms/{rivers.room}/state/m.room.join_rules/"
    world.service.call("PUT", rules, {"join_rule": "knock"})

    for person in (world.stranger(), world.account("p")):
        assert person.call("POST", f"{CLIENT}/knock/{rivers.room}").errcode == "M_FORBIDDEN"


def test_an_invited_teacher_comes_in_by_themself_and_a_pupil_does_not(world, rivers):
    eva, owl = world.account("t"), world.account("p")
    rivers.members |= {eva.user: teacher("2"), owl.user: pupil()}
    rivers.record()
    for person in (eva, owl):
        path = f"{CLIENT}/rooms/{rivers.room}/invite"
        world.service.call("POST", path, {"user_id": person.user})

    assert eva.call("POST", f"{CLIENT}/join/{rivers.room}").status == 200
    assert owl.call("POST", f"{CLIENT}/join/{rivers.room}").errcode == "M_FORBIDDEN"
    assert world.as_service(owl).call("POST", f"{CLIENT}/join/{rivers.room}").status == 200


@pytest.mark.parametrize(("kind", "who"), [("staff_room", pupil()), ("classroom", teacher())])
def test_a_pupil_gets_only_where_pupils_may_be(world, kind, who):
    room, owl = world.room(kind), world.account("p")
    world.record(room, kind, **{owl.user: who})
    world.service.call("POST", f"{CLIENT}/rooms/{room}/invite", {"user_id": owl.user})

    joined = world.as_service(owl).call("POST", f"{CLIENT}/join/{room}")

    assert joined.errcode == "M_FORBIDDEN"


def test_pupils_keep_the_name_that_the_service_gave_them(world, rivers):
    member = f"{CLIENT}/rooms/{rivers.room}/state/m.room.member/{quote(rivers.fox.user)}"
    profile = f"{CLIENT}/profile/{quote(rivers.fox.user)}/displayname"
    ours = world.as_service(rivers.fox)
    assert ours.call("PUT", member, {"membership": "join", "displayname": "Fox"}).status == 200

    mine = {"membership": "join", "displayname": "Headmaster"}
    assert rivers.fox.call("PUT", member, mine).errcode == "M_FORBIDDEN"
    rivers.fox.call("PUT", profile, {"displayname": "Headmaster"})

    # Synapse carries a new name into the rooms later, and by itself.
    while "Failed to update join event for room" not in world.synapse.log.read_text():
        time.sleep(0.05)
    assert rivers.fox.call("GET", member).content["displayname"] == "Fox"


def test_teachers_change_their_own_name(rivers):
    member = f"{CLIENT}/rooms/{rivers.room}/state/m.room.member/{quote(rivers.ana.user)}"

    changed = rivers.ana.call("PUT", member, {"membership": "join", "displayname": "Ana"})

    assert changed.status == 200


def test_pupils_leave_without_words(world, rivers):
    path = f"{CLIENT}/rooms/{rivers.room}/leave"

    assert rivers.fox.call("POST", path, {"reason": "you all smell"}).errcode == "M_FORBIDDEN"
    member = f"{CLIENT}/rooms/{rivers.room}/state/m.room.member/{quote(rivers.fox.user)}"
    for words in ({"reason": "x"}, {"displayname": "you all smell"}, {"org.example": "x"}):
        left = rivers.fox.call("PUT", member, {"membership": "leave"} | words)
        assert left.errcode == "M_FORBIDDEN"
    assert rivers.fox.call("POST", path).status == 200


@pytest.mark.parametrize("who", ["ana", "fox"])
@pytest.mark.parametrize("words", [{"reason": "x"}, {"org.example.words": "x"}])
def test_who_is_in_a_room_says_nothing_by_entering_it_again(world, rivers, who, words):
    person = getattr(rivers, who)
    member = f"{CLIENT}/rooms/{rivers.room}/state/m.room.member/{quote(person.user)}"
    same = person.call("GET", member).content

    assert person.call("PUT", member, same | words).errcode == "M_FORBIDDEN"
    assert person.call("POST", f"{CLIENT}/join/{rivers.room}", words).status in {200, 403}
    assert person.call("GET", member).content == same
