"""Alone, the guard decides what is said in rooms, and while who is there. TWS-3, TWS-4."""

from urllib.parse import quote

import pytest

from tests.adversary.alone import Class, opened
from tests.adversary.world import BOT, CLIENT, NO_LEVELS, pupil, teacher


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = opened(tmp_path_factory.mktemp("alone"))
    yield made
    made.close()


@pytest.fixture
def rivers(world):
    """A class with Ana, who looks after it, and Fox, her pupil."""
    return Class(world)


# What is said in a TwinSpace


@pytest.mark.parametrize("who", ["ana", "fox"])
@pytest.mark.parametrize(
    "kind",
    [
        "m.room.name",
        "m.room.topic",
        "m.room.power_levels",
        "m.room.encryption",
        "m.room.pinned_events",
        "m.room.tombstone",
        "m.space.child",
        "eu.etwin.room",
        "im.vector.modular.widgets",
        "org.example.anything",
    ],
)
def test_nobody_but_the_service_sets_state(rivers, who, kind):
    path = f"{CLIENT}/rooms/{rivers.room}/state/{kind}/"

    content = {"name": "x", "topic": "x", "body": "x", "replacement_room": "!x:school.example"}

    assert getattr(rivers, who).call("PUT", path, content).errcode == "M_FORBIDDEN"


@pytest.mark.parametrize("who", ["ana", "fox"])
@pytest.mark.parametrize("kind", ["m.room.encrypted", "m.call.invite", "org.example.anything"])
def test_nothing_is_sent_that_teachers_cannot_read(rivers, who, kind):
    assert getattr(rivers, who).send(rivers.room, kind, {}).errcode == "M_FORBIDDEN"


@pytest.mark.parametrize("kind", ["m.text", "m.emote", "m.image", "m.file", "m.audio", "m.video"])
def test_pupils_write_and_show(rivers, kind):
    assert rivers.fox.say(rivers.room, msgtype=kind, url="mxc://x/y").status == 200


@pytest.mark.parametrize("kind", ["m.notice", "m.location", "m.key.verification.request", ""])
def test_pupils_send_no_other_messages(rivers, kind):
    edited = {"m.new_content": {"msgtype": kind, "body": "x"}}

    assert rivers.fox.say(rivers.room, msgtype=kind).errcode == "M_FORBIDDEN"
    assert rivers.fox.say(rivers.room, **edited).errcode == "M_FORBIDDEN"


def test_pupils_react_reply_and_take_back(rivers):
    said = rivers.fox.say(rivers.room).content["event_id"]
    path = f"{CLIENT}/rooms/{rivers.room}/redact/{quote(said)}/take-back"
    like = {"m.relates_to": {"rel_type": "m.annotation", "event_id": said, "key": "+"}}

    assert rivers.fox.send(rivers.room, "m.reaction", like).status == 200
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": said}}}
    assert rivers.fox.say(rivers.room, **reply).status == 200
    assert rivers.fox.call("PUT", path).status == 200


def reaction(said, key, **more):
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": said, "key": key} | more}


@pytest.mark.parametrize("key", ["👍", "👍🏽", "❤️", "👩‍🚀", "🏳️‍🌈", "🇷🇴", "1️⃣", "+", "🎉"])
def test_pupils_react_with_one_sign(rivers, key):
    said = rivers.ana.say(rivers.room).content["event_id"]

    assert rivers.fox.send(rivers.room, "m.reaction", reaction(said, key)).status == 200


@pytest.mark.parametrize(
    "key", ["you smell", "a", "7", "Ⓗⓘ", "👍👍", "🇭🇮🇭", "👍 ok", "👍\n", "", 7]
)
def test_pupils_say_nothing_by_reacting(rivers, key):
    said = rivers.ana.say(rivers.room).content["event_id"]

    reacted = rivers.fox.send(rivers.room, "m.reaction", reaction(said, key))

    assert reacted.errcode in {"M_FORBIDDEN", "M_BAD_JSON"}


def test_pupils_say_nothing_beside_a_reaction(rivers):
    said = rivers.ana.say(rivers.room).content["event_id"]
    hidden = [reaction(said, "👍") | {"org.example": "x"}, reaction(said, "👍", words="x")]

    for content in hidden:
        assert rivers.fox.send(rivers.room, "m.reaction", content).errcode == "M_FORBIDDEN"


@pytest.mark.parametrize("who", ["ana", "fox"])
@pytest.mark.parametrize("kind", ["m.image", "m.file", "m.audio", "m.video"])
def test_nobody_posts_a_file_that_only_apps_can_read(rivers, who, kind):
    sealed = {"url": "mxc://x/y", "v": "v2", "key": {}, "iv": "x", "hashes": {}}
    small = {"url": "mxc://x/z", "info": {"thumbnail_file": sealed}}
    edited = {"m.new_content": {"msgtype": kind, "body": "x", "file": sealed}}

    for content in ({"file": sealed}, small, edited):
        said = getattr(rivers, who).say(rivers.room, msgtype=kind, **content)
        assert said.errcode == "M_FORBIDDEN"


def test_pupils_take_back_without_words(rivers):
    said = rivers.fox.say(rivers.room).content["event_id"]
    path = f"{CLIENT}/rooms/{rivers.room}/redact/{quote(said)}/"

    for number, words in enumerate(({"reason": "you all smell"}, {"org.example": "x"})):
        assert rivers.fox.call("PUT", f"{path}{number}", words).errcode == "M_FORBIDDEN"
    other = rivers.ana.call("PUT", f"{path}hers", {"reason": "no insults"})
    assert other.status == 200


@pytest.mark.parametrize("kind", ["eu.etwin.room", "m.room.power_levels", "m.room.create"])
def test_nobody_takes_back_what_a_room_is_made_of(world, rivers, kind):
    state = world.service.call("GET", f"{CLIENT}/rooms/{rivers.room}/state").content["list"]
    [event] = [one["event_id"] for one in state if one["type"] == kind]
    path = f"{CLIENT}/rooms/{rivers.room}/redact/{quote(event)}/made-of"

    assert rivers.ana.call("PUT", path).errcode == "M_FORBIDDEN"
    assert rivers.fox.call("PUT", f"{path}-2").errcode == "M_FORBIDDEN"


@pytest.mark.parametrize(
    "content",
    [
        {"body": "@room look"},
        {"body": "look", "formatted_body": "<b>@Room</b> look"},
        {"m.mentions": {"room": True}},
        {"m.new_content": {"msgtype": "m.text", "body": "@room"}},
        {"m.new_content": {"msgtype": "m.text", "body": "x", "m.mentions": {"room": True}}},
    ],
)
def test_pupils_do_not_call_the_whole_room(rivers, content):
    assert rivers.fox.say(rivers.room, **content).errcode == "M_FORBIDDEN"
    assert rivers.ana.say(rivers.room, **content).status == 200


def test_nobody_changes_what_another_wrote(rivers):
    said = {
        who: getattr(rivers, who).say(rivers.room).content["event_id"] for who in ("ana", "fox")
    }

    def edit(who, whose):
        relation = {"rel_type": "m.replace", "event_id": said[whose]}
        new = {"msgtype": "m.text", "body": "no"}
        edited = {"m.relates_to": relation, "m.new_content": new}
        return getattr(rivers, who).say(rivers.room, **edited)

    assert edit("fox", "ana").errcode == edit("ana", "fox").errcode == "M_FORBIDDEN"
    assert edit("fox", "fox").status == edit("ana", "ana").status == 200


@pytest.mark.parametrize(
    ("kind", "who"), [("staff_room", "pupil"), ("space", "pupil"), ("space", "teacher")]
)
def test_nobody_writes_where_it_is_not_for_them(world, kind, who):
    room, ana, fox = world.room(kind, NO_LEVELS), world.account("t"), world.account("p")
    world.record(room, "space", **{ana.user: teacher(), fox.user: pupil()})
    world.let_in(room, ana, fox)
    world.record(room, kind, **{ana.user: teacher(), fox.user: pupil()})

    said = (ana if who == "teacher" else fox).say(room)

    assert said.errcode == "M_FORBIDDEN"


# Supervision


def test_pupils_are_silent_while_no_teacher_of_their_school_is_there(world, rivers):
    eva = rivers.join(world.account("t"), teacher("2"))
    world.kick(rivers.room, rivers.ana)

    assert rivers.fox.say(rivers.room).errcode == "EU.ETWIN_UNSUPERVISED"
    assert world.as_service(rivers.fox).say(rivers.room).errcode == "EU.ETWIN_UNSUPERVISED"
    assert eva.say(rivers.room).status == 200
    world.let_in(rivers.room, rivers.ana)
    assert rivers.fox.say(rivers.room).status == 200


@pytest.mark.parametrize("ana", [teacher(supervises=False), teacher("2"), pupil(), {}])
def test_only_a_supervising_teacher_of_the_school_counts(rivers, ana):
    rivers.record(ana=ana)

    assert rivers.fox.say(rivers.room).errcode == "EU.ETWIN_UNSUPERVISED"


@pytest.mark.parametrize("fox", [{}, {"role": "pupil", "school": ""}, {"role": "pupil"}])
def test_a_pupil_of_no_school_is_silent(rivers, fox):
    rivers.record(fox=fox, ana=teacher(fox.get("school", "")))

    assert rivers.fox.say(rivers.room).errcode == "EU.ETWIN_UNSUPERVISED"


def test_a_record_in_a_room_that_is_not_the_services_says_nothing(world):
    record = {"kind": "classroom", "members": {}}
    chat = {"is_direct": True, "invite": [BOT]}
    state = [{"type": "eu.etwin.room", "state_key": "", "content": record}]

    made = world.stranger().call("POST", f"{CLIENT}/createRoom", chat | {"initial_state": state})

    assert made.errcode == "M_FORBIDDEN"


def test_the_last_teacher_of_a_school_with_pupils_does_not_leave(world, rivers):
    path = f"{CLIENT}/rooms/{rivers.room}/leave"
    eva = rivers.join(world.account("t"), teacher("2"))

    assert rivers.ana.call("POST", path).errcode == "EU.ETWIN_LAST_TEACHER"
    assert eva.call("POST", path).status == 200
    rivers.join(world.account("t"), teacher())
    assert rivers.ana.call("POST", path).status == 200


def test_who_leaves_no_pupil_behind_may_leave_and_the_service_puts_out_whom_it_must(world, rivers):
    other = Class(world)
    world.kick(rivers.room, rivers.fox)

    assert rivers.ana.call("POST", f"{CLIENT}/rooms/{rivers.room}/leave").status == 200
    world.kick(other.room, other.ana)
