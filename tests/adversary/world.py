"""A homeserver with two TwinSpaces, and everybody who may try something there, over plain HTTP."""

import http.client
import itertools
import json
import urllib.parse
from dataclasses import dataclass, field

from matrix_bridge.registration import DEVICE

SERVER = "school.example"
SERVICE, BOT = f"@etwin-twinspace:{SERVER}", f"@etwin:{SERVER}"
AS_TOKEN, HS_TOKEN = "as-token-of-the-adversary", "hs-token-of-the-adversary"
PASSWORD = "a password that nobody guesses"
CLIENT = "/_matrix/client/v3"
RECORD = "eu.etwin.room"

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    """What the homeserver answered; `errcode` is empty when it agreed."""

    status: int
    content: dict = field(default_factory=dict)

    @property
    def errcode(self):
        return self.content.get("errcode", "")


@dataclass(frozen=True)
class Caller:
    """Somebody with an access token; or our service, in somebody's name."""

    port: int
    token: str
    user: str = ""
    acts_as: str = ""

    def call(self, method, path, body=None, **query):
        """Call a path, exactly as it is written, and give the answer."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if content is None and method in {"POST", "PUT"}:
            content = b"{}"
        if self.acts_as:
            query |= {"user_id": self.acts_as, "device_id": DEVICE}
        if query:
            path += ("&" if "?" in path else "?") + urllib.parse.urlencode(query)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, content, headers)
            answer = connection.getresponse()
            return Answer(answer.status, _json(answer.read()))
        finally:
            connection.close()

    def say(self, room, text="hello", **content):
        """Write in a room."""
        return self.send(room, "m.room.message", {"msgtype": "m.text", "body": text} | content)

    def send(self, room, kind, content):
        """Send an event to a room."""
        path = f"{CLIENT}/rooms/{room}/send/{kind}/{next(_numbers)}"
        return self.call("PUT", path, content)

    def upload(self, size=10):
        """Upload a file and give its address."""
        return self.call("POST", "/_matrix/media/v3/upload", b"x" * size)


def _json(raw):
    try:
        content = json.loads(raw)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {"list": content}


class World:
    """The homeserver, its rooms and its people. Room ids are ready to stand in a path."""

    def __init__(self, synapse, bot=BOT):
        self.synapse, self.port = synapse, synapse.port
        self.service = Caller(self.port, AS_TOKEN, SERVICE, SERVICE)
        for user in (SERVICE, bot):
            self._make(user)
        self.bot = Caller(self.port, AS_TOKEN, bot, bot)

    def _make(self, user):
        anybody = Caller(self.port, AS_TOKEN)
        body = {"type": "m.login.application_service", "username": user[1:].split(":")[0]}
        anybody.call("POST", f"{CLIENT}/register", body | {"inhibit_login": True})
        as_user = Caller(self.port, AS_TOKEN, user, user)
        query = {"user_id": user}
        made = anybody.call("PUT", f"{CLIENT}/devices/{DEVICE}", {}, **query)
        assert made.status in {200, 201}, made
        return as_user

    def account(self, kind):
        """Make an account of ours ("p", "t" or "tg") and log in: a Matrix app's own token."""
        user = f"@{kind}_{next(_numbers)}:{SERVER}"
        self._make(user)
        body = {
            "type": "m.login.application_service",
            "identifier": {"type": "m.id.user", "user": user},
        }
        made = Caller(self.port, AS_TOKEN).call("POST", f"{CLIENT}/login", body)
        return Caller(self.port, made.content["access_token"], user)

    def stranger(self):
        """Make an ordinary account, with a password."""
        return Caller(
            self.port, *reversed(self.synapse.register_user(f"zoe-{next(_numbers)}", PASSWORD))
        )

    def as_service(self, person):
        """Act in somebody's name, as the project does."""
        return Caller(self.port, AS_TOKEN, person.user, person.user)

    def room(self, kind="classroom", levels=None, **more):
        """Make a TwinSpace's room as the service does; `levels` replace its rights."""
        body = {
            "preset": "private_chat",
            "room_version": "12",
            "creation_content": {"m.federate": False},
            "power_level_content_override": LEVELS if levels is None else levels,
            "initial_state": [
                _state("m.room.guest_access", {"guest_access": "forbidden"}),
                _state("m.room.history_visibility", {"history_visibility": "shared"}),
                _state(RECORD, {"kind": kind, "members": {}}),
            ],
        }
        made = self.service.call("POST", f"{CLIENT}/createRoom", body | more)
        return urllib.parse.quote(made.content["room_id"], safe="")

    def record(self, room, kind="classroom", **members):
        """Write down who is who in a room; by user id, as keyword arguments or a dict."""
        content = {"kind": kind, "members": members}
        path = f"{CLIENT}/rooms/{room}/state/{RECORD}/"
        assert self.service.call("PUT", path, content).status == 200

    def let_in(self, room, *people):
        """Invite people, and let them in."""
        for person in people:
            invited = self.service.call(
                "POST", f"{CLIENT}/rooms/{room}/invite", {"user_id": person.user}
            )
            assert invited.status == 200, invited
            joined = self.as_service(person).call("POST", f"{CLIENT}/join/{room}")
            assert joined.status == 200, joined

    def kick(self, room, person):
        """Put somebody out, as the service does."""
        path = f"{CLIENT}/rooms/{room}/kick"
        assert self.service.call("POST", path, {"user_id": person.user}).status == 200

    def close(self):
        self.synapse.stop()


#: The rights in a TwinSpace, as the project sets them; teachers are added by tests.
LEVELS = {
    "users_default": 0,
    "events_default": 0,
    "state_default": 100,
    "redact": 50,
    "invite": 100,
    "kick": 100,
    "ban": 100,
    "notifications": {"room": 50},
    "events": {"m.room.tombstone": 150},
}
#: Rights that allow everything to everybody, so that nobody but the guard refuses.
NO_LEVELS = {
    "users_default": 0,
    "events_default": 0,
    "state_default": 0,
    "redact": 0,
    "invite": 0,
    "kick": 0,
    "ban": 0,
    "notifications": {"room": 0},
    "events": dict.fromkeys(
        (
            "m.room.name",
            "m.room.power_levels",
            "m.room.history_visibility",
            "m.room.canonical_alias",
            "m.room.avatar",
            "m.room.tombstone",
            "m.room.server_acl",
            "m.room.encryption",
        ),
        0,
    ),
}


def pupil(school="1"):
    """How the service writes down a pupil."""
    return {"role": "pupil", "school": school}


def teacher(school="1", supervises=True):
    """How the service writes down a teacher."""
    return {"role": "teacher", "school": school, "supervises": supervises}


def _state(kind, content):
    return {"type": kind, "state_key": "", "content": content}
