"""A pupil, a removed pupil, a teacher and a stranger, with Matrix apps of their own. TWS-2, TWS-3.

They speak to the homeserver directly, as if there were no proxy, under its own rate limits.
"""

import json
import time
from collections import Counter
from urllib.parse import quote

import pytest

from tests.adversary.attempts import ATTEMPTS, V1
from tests.adversary.besides import BESIDES
from tests.adversary.world import CLIENT, RECORD, SERVER, Caller

CASES = [(attempt, who) for attempt in [*ATTEMPTS, *BESIDES] for who in attempt.who]


@pytest.fixture(scope="session")
def names(rivers, elsewhere, world, newcomer):
    """What stands for what in the attempts."""
    event = world.as_service(elsewhere.ana).say(elsewhere.classroom).content["event_id"]
    mine = world.as_service(rivers.ana).say(rivers.classroom).content["event_id"]
    state = world.service.call("GET", f"{CLIENT}/rooms/{rivers.classroom}/state").content["list"]
    made_of = {one["type"]: one["event_id"] for one in state if one["state_key"] == ""}
    return {
        "room": rivers.classroom,
        "staff": rivers.staff_room,
        "space": rivers.space,
        "other": elsewhere.classroom,
        "her": elsewhere.ana.user,
        "him": elsewhere.fox.user,
        "friend": rivers.fox.user,
        "event": event,
        "mine": mine,
        "record": made_of[RECORD],
        "levels": made_of["m.room.power_levels"],
    }


@pytest.fixture(scope="session")
def again(adversary):
    """Give somebody of a kind a few times, so that their limits refuse nothing before the guard."""
    made, used = {}, Counter()

    def give(who):
        number = used[who] // 8
        used[who] += 1
        if (who, number) not in made:
            made[who, number] = adversary(who)
        return made[who, number]

    return give


def filled(content, names):
    """Put names into a body."""
    text = json.dumps(content)
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value.replace("%21", "!"))
    return json.loads(text)


def insisting(somebody, *asked):
    """Call, and again each time that a limit refused it before anybody looked at it."""
    for _ in range(10):
        answer = somebody.call(*asked)
        if answer.status != 429:
            break
        time.sleep(answer.content["retry_after_ms"] / 1000)
    return answer


@pytest.mark.parametrize(
    ("attempt", "who"), CASES, ids=[f"{who}: {attempt.what}" for attempt, who in CASES]
)
def test_it_is_refused(again, names, attempt, who):
    somebody = again(who)
    known = names | {"me": somebody.user}
    path = attempt.path.format(**{name: quote(value, safe="%") for name, value in known.items()})
    body = None if attempt.body is None else filled(attempt.body, known)

    answer = insisting(somebody, attempt.method, path, body)

    assert answer.status in attempt.refused, answer


@pytest.mark.parametrize("who", ["pupil", "removed", "teacher", "stranger"])
def test_nobody_finds_rooms_or_people(adversary, names, who):
    somebody = adversary(who)

    rooms = somebody.call("GET", f"{CLIENT}/publicRooms")
    elsewhere = somebody.call("GET", f"{CLIENT}/publicRooms?server=x.example")
    shared = somebody.call("GET", f"{V1}/mutual_rooms", user_id=names["him"])
    presence = somebody.call("GET", f"{CLIENT}/presence/{names['him']}/status")
    people = somebody.call("POST", f"{CLIENT}/user_directory/search", {"search_term": "p_"})
    found = somebody.call(
        "POST",
        f"{CLIENT}/search",
        {"search_categories": {"room_events": {"search_term": "hello"}}},
    )

    assert rooms.content.get("chunk", []) == elsewhere.content.get("chunk", []) == []
    assert shared.content.get("joined", []) == []
    assert presence.content.get("presence", "offline") == "offline"
    assert people.content.get("results", []) == []
    results = found.content.get("search_categories", {}).get("room_events", {}).get("results", [])
    assert names["event"] not in {one["result"]["event_id"] for one in results}


@pytest.mark.parametrize("who", ["pupil", "removed", "stranger"])
def test_no_filter_lets_them_see_what_is_not_theirs(adversary, rivers, elsewhere, names, who):
    somebody = adversary(who)
    everything = {
        "room": {
            "include_leave": True,
            "rooms": [
                elsewhere.classroom.replace("%21", "!"),
                rivers.staff_room.replace("%21", "!"),
            ],
        }
    }

    synced = somebody.call("GET", f"{CLIENT}/sync?timeout=0", filter=json.dumps(everything)).content

    assert not any(synced.get("rooms", {}).values())
    assert names["event"] not in json.dumps(synced)


def test_the_space_tells_a_pupil_nothing_of_the_staff_room(adversary, rivers):
    seen = rivers.fox.call("GET", f"{V1}/rooms/{rivers.space}/hierarchy")

    assert seen.status == 200
    assert rivers.staff_room.replace("%21", "!") not in json.dumps(seen.content)


def test_a_pupil_of_the_class_may_do_what_a_class_does(adversary, rivers, names):
    fox = adversary("pupil")

    said = fox.say(rivers.classroom)
    like = {"m.relates_to": {"rel_type": "m.annotation", "event_id": names["mine"], "key": "+"}}

    assert said.status == 200
    assert fox.send(rivers.classroom, "m.reaction", like).status == 200
    own = f"{CLIENT}/rooms/{rivers.classroom}/redact/{quote(said.content['event_id'])}/1"
    assert fox.call("PUT", own).status == 200
    assert fox.call("GET", f"{CLIENT}/rooms/{rivers.classroom}/messages?dir=b").status == 200


def test_who_floods_is_slowed_down(adversary, rivers):
    fox = adversary("pupil")

    statuses = [fox.say(rivers.classroom).status for _ in range(30)]

    assert statuses[0] == 200
    assert 429 in statuses


def test_who_was_put_out_reads_nothing_said_since(adversary, world, rivers):
    gone = adversary("removed")
    later = world.as_service(rivers.ana).say(rivers.classroom, "since then").content["event_id"]

    read = gone.call("GET", f"{CLIENT}/rooms/{rivers.classroom}/messages?dir=b&limit=100")

    assert later not in json.dumps(read.content)
    assert gone.call("GET", f"{CLIENT}/rooms/{rivers.classroom}/event/{quote(later)}").status == 404
    assert later not in json.dumps(gone.call("GET", f"{CLIENT}/sync?timeout=0").content)


def test_a_token_ends_with_its_device(adversary, world):
    fox = adversary("pupil")
    device = fox.call("GET", f"{CLIENT}/account/whoami").content["device_id"]

    ended = world.as_service(fox).call("DELETE", f"{CLIENT}/devices/{device}")

    assert ended.status == 200
    assert fox.call("GET", f"{CLIENT}/account/whoami").errcode == "M_UNKNOWN_TOKEN"
    assert fox.call("GET", f"{CLIENT}/sync?timeout=0").status == 401


def test_a_sign_in_link_works_once(adversary, world):
    fox = adversary("pupil")
    drawn = world.as_service(fox).call("POST", f"{V1}/login/get_token").content["login_token"]
    nobody = Caller(fox.port, "")
    body = {"type": "m.login.token", "token": drawn}

    assert nobody.call("POST", f"{CLIENT}/login", body).content["user_id"] == fox.user
    assert nobody.call("POST", f"{CLIENT}/login", body).errcode == "M_FORBIDDEN"


@pytest.mark.parametrize("who", ["pupil", "removed"])
def test_a_pupils_file_is_small(adversary, who):
    fox = adversary(who)

    assert fox.upload(10 * 1024 * 1024 + 1).errcode == "M_TOO_LARGE"
    assert fox.upload(1000).status == 200


def test_files_and_pages_need_an_account(world, rivers):
    address = rivers.ana.upload().content["content_uri"].removeprefix("mxc://")
    nobody = Caller(world.port, "")

    assert nobody.upload().status == 401
    assert nobody.call("GET", f"{V1}/media/download/{address}").status == 401
    for version in ("r0", "v1", "v3"):
        assert nobody.call("GET", f"/_matrix/media/{version}/download/{address}").status == 404
    for path in ("media/preview_url?url=http://localhost/", f"media/download/x.example/{SERVER}"):
        assert rivers.ana.call("GET", f"{V1}/{path}").status >= 400


def test_nobody_else_speaks_for_us(adversary, world):
    stranger = adversary("stranger")

    for user in (world.bot.user, world.service.user):
        answer = stranger.call("GET", f"{CLIENT}/account/whoami", user_id=user)
        assert answer.content["user_id"] == stranger.user


def test_a_pupil_who_has_left_stays_out(open_twinspace):
    lakes = open_twinspace()

    assert lakes.fox.call("POST", f"{CLIENT}/rooms/{lakes.classroom}/leave").status == 200
    assert lakes.fox.call("POST", f"{CLIENT}/join/{lakes.classroom}").errcode == "M_FORBIDDEN"
    assert lakes.fox.say(lakes.classroom).errcode == "M_FORBIDDEN"


def test_the_last_teacher_stays_and_a_pupil_alone_is_silent(open_twinspace, world):
    lakes = open_twinspace()

    left = lakes.ana.call("POST", f"{CLIENT}/rooms/{lakes.classroom}/leave")
    world.kick(lakes.classroom, lakes.ana)

    assert left.errcode == "EU.ETWIN_LAST_TEACHER"
    assert lakes.fox.say(lakes.classroom).errcode == "EU.ETWIN_UNSUPERVISED"


def test_the_guard_never_failed(world):
    """Last in this file: a refusal because of an error would look like a refusal."""
    assert "the guard failed" not in world.synapse.log.read_text()
