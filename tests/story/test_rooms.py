"""The rooms on the homeserver, read back with a plain HTTP client. Rules TWS-1 to TWS-3."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from storage import addresses, members, people, projects, pupils, twinspaces
from storage.addresses import Address
from storage.db import Database
from tests import makers
from tests.story.stage import SERVER
from tests.story.waiting import settled

SERVICE = f"@etwin-twinspace:{SERVER}"
KINDS = ("space", "classroom", "staff_room")
#: The service goes by the real clock: who was there long ago looks after nobody.
AT = datetime.now(UTC)


@pytest.fixture(scope="module")
def stage(stage_in, tmp_path_factory):
    with stage_in(tmp_path_factory.mktemp("rooms")) as made:
        yield made


@pytest.fixture(scope="module")
def database(stage):
    made = Database(stage.database_url)
    yield made
    made.close()


@pytest.fixture(scope="module")
def ben(stage):
    """A teacher with a Matrix account of their own: its id and access token."""
    return stage.synapse.register_user("ben", "secret")


@pytest.fixture(scope="module")
def opened(stage, database, ben):
    """The TwinSpace of Ana, who has Telegram only, and Ben, with one pupil."""

    def prepare(db):
        ana = makers.teacher(db, "Ana", "RO", AT)
        other = makers.teacher(db, "Ben", "DE", AT)
        for person, address in (
            (ana, Address("telegram", "1")),
            (other, Address("matrix", ben[0])),
        ):
            known = addresses.add(db, address, "1", "en", AT)
            addresses.belong(db, known.id, person.id, AT)
        project = makers.project(db, (ana, other), AT)
        fox = {"pseudonym": "Fox", "code": "ABCDE234567", "localpart": "p_fox"}
        where = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
        pupils.add(db, **where, **fox, at=AT)
        twinspaces.want(db, project.id)
        return project

    project = database.write(prepare)
    stage.start()
    return settled(database, project.id)


class Client:
    """A plain client of the Client-Server API."""

    def __init__(self, stage, token):
        self._base, self._token = f"{stage.synapse.url}/_matrix/client/v3", token

    def call(self, method, path, body=None):
        """Call and give the answer, or Matrix's error code."""
        request = urllib.request.Request(
            self._base + path,
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Authorization": f"Bearer {self._token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)["errcode"]

    def state(self, room):
        events = self.call("GET", f"/rooms/{quote(room)}/state")
        return {(one["type"], one["state_key"]): one for one in events}


@pytest.fixture(scope="module")
def client(stage, opened, ben):
    made = Client(stage, ben[1])
    for kind in KINDS:
        made.call("POST", f"/join/{quote(getattr(opened, kind))}", {})
    return made


def members_of(state):
    return {
        user: event["content"]["membership"]
        for (kind, user), event in state.items()
        if kind == "m.room.member"
    }


def test_every_room_is_closed_in_every_way(client, opened):
    for kind in KINDS:
        state = client.state(getattr(opened, kind))

        create = state["m.room.create", ""]
        assert create["sender"] == SERVICE
        assert create["content"]["room_version"] == "12"
        assert create["content"]["m.federate"] is False
        assert state["m.room.join_rules", ""]["content"]["join_rule"] == "invite"
        assert state["m.room.guest_access", ""]["content"]["guest_access"] == "forbidden"
        visibility = state["m.room.history_visibility", ""]["content"]
        assert visibility["history_visibility"] == "shared"
        assert ("m.room.encryption", "") not in state


def test_teachers_have_50_pupils_0_and_the_service_keeps_the_rest(client, opened, ben):
    for kind in KINDS:
        levels = client.state(getattr(opened, kind))["m.room.power_levels", ""]["content"]

        assert SERVICE not in levels["users"]
        assert ben[0] in levels["users"]
        assert set(levels["users"].values()) == {50}
        assert "@p_fox:" + SERVER not in levels["users"]
        assert levels["users_default"] == 0
        assert {levels[right] for right in ("invite", "kick", "ban")} == {100}
        assert levels["events"]["m.room.power_levels"] == 100


def test_the_classroom_is_the_only_child_of_the_space(client, opened):
    state = client.state(opened.space)

    assert state["m.room.create", ""]["content"]["type"] == "m.space"
    children = [key for kind, key in state if kind == "m.space.child"]
    assert children == [opened.classroom]


def test_pupils_are_in_the_classroom_and_never_in_the_staff_room(client, opened):
    pupil = f"@p_fox:{SERVER}"

    assert members_of(client.state(opened.classroom))[pupil] == "join"
    assert pupil not in members_of(client.state(opened.staff_room))


def test_a_teacher_with_telegram_only_has_an_account_in_every_room(client, opened):
    for kind in KINDS:
        joined = members_of(client.state(getattr(opened, kind)))
        assert [user for user, how in joined.items() if user[:3] == "@t_" and how == "join"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/rooms/{room}/invite", {"user_id": f"@stranger:{SERVER}"}),
        ("POST", "/rooms/{room}/kick", {"user_id": f"@p_fox:{SERVER}"}),
        ("POST", "/rooms/{room}/ban", {"user_id": f"@p_fox:{SERVER}"}),
        ("PUT", "/rooms/{room}/state/m.room.name/", {"name": "Mine"}),
        ("PUT", "/rooms/{room}/state/m.room.join_rules/", {"join_rule": "public"}),
        ("PUT", "/rooms/{room}/state/m.room.encryption/", {"algorithm": "m.megolm.v1.aes-sha2"}),
        ("PUT", "/rooms/{room}/state/m.room.power_levels/", {"users": {}}),
    ],
)
def test_a_teacher_cannot_change_who_is_in_or_what_is_allowed(client, opened, method, path, body):
    answer = client.call(method, path.format(room=quote(opened.classroom)), body)

    assert answer == "M_FORBIDDEN"


def test_a_stranger_reads_nothing(stage, opened, client):
    stranger = Client(stage, stage.synapse.register_user("stranger", "secret")[1])

    for kind in KINDS:
        room = quote(getattr(opened, kind))
        assert stranger.call("GET", f"/rooms/{room}/messages?dir=b") == "M_FORBIDDEN"
        assert stranger.call("POST", f"/join/{room}", {}) == "M_FORBIDDEN"


def test_a_closed_project_can_be_read_but_not_written_and_reopens(stage, database, opened, client):
    room = quote(opened.classroom)

    def move(state):
        def work(db):
            projects.change(db, projects.by_id(db, opened.project_id), state, AT)
            twinspaces.want(db, opened.project_id)

        database.write(work)
        settled(database, opened.project_id)

    def write(number):
        body = {"msgtype": "m.text", "body": "hello"}
        return client.call("PUT", f"/rooms/{room}/send/m.room.message/{number}", body)

    before = client.state(opened.classroom)["m.room.power_levels", ""]["content"]
    move(projects.State.CLOSED)
    assert write(1) == "M_FORBIDDEN"
    assert client.call("GET", f"/rooms/{room}/messages?dir=b")["chunk"]
    move(projects.State.ACTIVE)
    assert "event_id" in write(2)
    assert client.state(opened.classroom)["m.room.power_levels", ""]["content"] == before


def test_who_leaves_the_project_is_out_of_every_room_and_stays_out(
    stage, database, opened, client, ben
):
    def leave(db):
        project = projects.by_id(db, opened.project_id)
        person = people.by_id(db, project.cofounder_id)
        makers.take_part(db, project, person, AT, members.State.LEFT)
        twinspaces.want(db, opened.project_id)

    database.write(leave)
    settled(database, opened.project_id)

    for kind in KINDS:
        room = quote(getattr(opened, kind))
        body = {"msgtype": "m.text", "body": "still here"}
        assert client.call("PUT", f"/rooms/{room}/send/m.room.message/3", body) == "M_FORBIDDEN"
        assert client.call("POST", f"/join/{room}", {}) == "M_FORBIDDEN"
