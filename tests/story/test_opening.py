"""A TwinSpace is opened once: pressed twice, at the same moment, and with kill -9 at each step."""

import itertools
import json
import urllib.request
from contextlib import closing
from urllib.parse import quote

import pytest

from tests.story import founding
from tests.story.faults import death
from tests.story.mortal import Mortal
from tests.story.people import MatrixPerson, TelegramPerson
from tests.story.said import said
from tests.story.stage import AS_TOKEN, SERVER
from tests.story.waiting import settled

SERVICE = f"@etwin-twinspace:{SERVER}"
ALIASES = {"classroom": "classroom", "staff_room": "staff", "space": "space"}
#: What befalls an opening, in this order: the service dies at each of these steps in turn, and
#: what was begun before a death is taken up after it.
LIVES = {
    "in peace": [],
    "in the approval": [
        death("after", "turn", "telegram"),
        death("after", "commit", "telegram", 2),
        death("before", "turn", "telegram", 2),
    ],
    "while an account is made": [
        death("before", "name_account"),
        death("after", "name_account"),
        death("before", "ensure_user", "made"),
        death("before", "ensure_device", "made"),
        death("before", "set_displayname", "made"),
        death("after", "set_displayname", "made"),
    ],
    "before each room is made": [death("before", "create_room", room) for room in ALIASES.values()],
    "while each room is made": [death("amid", "create_room", room) for room in ALIASES.values()],
    "after each room is made": [death("after", "create_room", room) for room in ALIASES.values()],
    "when each room is noted": [death("before", "keep_rooms")] * 3,
    "as each room is entered": [
        death("before", "join", "made"),
        death("after", "join", "made"),
        death("after", "join", "made"),
        death("after", "join", "made"),
    ],
    "when all is settled": [
        death("before", "settled"),
        death("after", "settled"),
        death("after", "settling"),
    ],
}
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def mortal(stage_in, tmp_path_factory):
    with stage_in(tmp_path_factory.mktemp("opening")) as stage, closing(Mortal(stage)) as mortal:
        mortal.start()
        yield mortal


@pytest.fixture(scope="module")
def coordinators(mortal):
    """A coordinator for each country."""
    return founding.coordinators(mortal)


@pytest.fixture(scope="module")
def ben(mortal):
    """A teacher with Matrix, who founds every project together with another one."""
    with closing(MatrixPerson(mortal.stage, "Ben")) as ben:
        founding.becomes_teacher(mortal, ben, "DE")
        yield ben


@pytest.fixture
def project(mortal, ben):
    """A project of Ben and a new teacher, who has Telegram only."""
    number = next(_numbers)
    ana = TelegramPerson(mortal.stage, f"Ana{number}")
    founding.becomes_teacher(mortal, ana, "RO")
    return founding.plan(mortal, f"Rivers No {number};", ana, ben), ana


@pytest.mark.parametrize("life", LIVES)
def test_with_a_death_at_each_step_there_is_one_twinspace_and_each_is_told_once(
    mortal, coordinators, ben, project, life
):
    project, ana = project
    before = rooms_of_the_service(mortal)

    with mortal.dying(*LIVES[life]):
        approve_twice_at_once(mortal, project, coordinators)
    twinspace = settled(mortal.database, project.id)
    mortal.wait_until_all_is_sent()

    assert rooms_of_the_service(mortal) - before == rooms_of(twinspace)
    for kind, room in ALIASES.items():
        alias = quote(f"#etwin_{project.id}_{room}:{SERVER}")
        assert call(mortal, f"/directory/room/{alias}")["room_id"] == getattr(twinspace, kind)
        members = memberships(mortal, getattr(twinspace, kind))
        assert members.pop(ben.user) == "invite"
        assert members.pop(SERVICE) == "join"
        assert list(members.values()) == ["join"]
    welcome = said("room.welcome")
    assert sum(welcome in text for text in texts_in(mortal, twinspace.classroom)) == 1
    ben.sees(project.title)
    assert opening_news(ben, "twinspace.open_matrix", project) == 1
    ana.sees(project.title)
    told = opening_news(ana, "twinspace.open", project)
    assert 1 <= told <= 1 + mortal.doubtful(str(ana.person.id))


def approve_twice_at_once(mortal, project, coordinators):
    """Let both coordinators press Approve twice, all in flight together."""

    def press():
        for country, person in coordinators.items():
            for _ in range(2):
                founding.approve(project, country, person)

    mortal.stage.loop.call(press)


def opening_news(person, key, project):
    return sum(said(key) in text and project.title in text for text in person.texts())


def rooms_of(twinspace):
    return {twinspace.space, twinspace.classroom, twinspace.staff_room}


def rooms_of_the_service(mortal):
    return set(call(mortal, "/joined_rooms")["joined_rooms"])


def memberships(mortal, room):
    events = call(mortal, f"/rooms/{quote(room)}/members")["chunk"]
    return {event["state_key"]: event["content"]["membership"] for event in events}


def texts_in(mortal, room):
    events = call(mortal, f"/rooms/{quote(room)}/messages?dir=b&limit=100")["chunk"]
    return [event["content"].get("body", "") for event in events]


def call(mortal, path):
    """Ask the homeserver as the service."""
    address = f"{mortal.stage.synapse.url}/_matrix/client/v3{path}"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {AS_TOKEN}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)
