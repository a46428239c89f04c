"""What somebody may try with a Matrix app of their own, and how it must end.

It is the data of test_matrix.py. In paths, {room} is the classroom that they are in or were in,
{staff} its staff room, {space} its space, {other} the classroom of a project that is no affair of
theirs, {me} the one who tries, {her} a teacher there, {him} a pupil there, {event} an event of that
other classroom, {mine} a teacher's message in the own classroom, {friend} a pupil there.
"""

from dataclasses import dataclass, field

from tests.adversary.world import BOT, CLIENT, SERVER, SERVICE

V1, UNSTABLE = "/_matrix/client/v1", "/_matrix/client/unstable"
ALL = ("pupil", "removed", "teacher", "stranger")
PUPILS = ("pupil", "removed")
OUT = ("removed", "stranger")
FORBIDDEN = {403}
#: Refused, or not even there.
NO = {400, 401, 403, 404, 405}
ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}
RULES = {"join_rule": "public"}


@dataclass(frozen=True)
class Attempt:
    """One request, by whom, and the statuses that refuse it."""

    what: str
    who: tuple[str, ...]
    method: str
    path: str
    body: dict | None = None
    refused: set[int] = field(default_factory=lambda: FORBIDDEN)


def room(what, who=ALL, **body):
    return Attempt(f"a room: {what}", who, "POST", f"{CLIENT}/createRoom", body)


def state(kind, content, who=ALL, where="room", key="", what=""):
    path = f"{CLIENT}/rooms/{{{where}}}/state/{kind}/{key}"
    return Attempt(f"state {what or kind} in {where}", who, "PUT", path, content)


def event(kind, content, who=ALL, where="room", what=""):
    path = f"{CLIENT}/rooms/{{{where}}}/send/{kind}/1"
    return Attempt(f"event {what or kind} in {where}", who, "PUT", path, content)


def at(what, method, path, body=None, who=ALL, refused=None):
    return Attempt(what, who, method, path, body, refused or FORBIDDEN)


def text(**more):
    return {"msgtype": "m.text", "body": "hello"} | more


ROOMS = [
    room("empty"),
    room("direct with the bot", PUPILS, is_direct=True, invite=[BOT]),
    room("direct with a teacher", is_direct=True, invite=["{her}"]),
    room("direct with a pupil", is_direct=True, invite=["{him}"]),
    room("with the service", is_direct=True, invite=[SERVICE]),
    room("with the bot and a pupil", is_direct=True, invite=[BOT, "{him}"]),
    room("public", preset="public_chat"),
    room("in the directory", is_direct=True, invite=[BOT], visibility="public"),
    room("with state", initial_state=[{"type": "m.room.join_rules", "content": RULES}]),
    room("with rights", is_direct=True, invite=[BOT], power_level_content_override={"invite": 0}),
    room("a space", creation_content={"type": "m.space"}),
    room("old", room_version="1"),
    at("upgrade", "POST", f"{CLIENT}/rooms/{{room}}/upgrade", {"new_version": "11"}),
    at("upgrade another", "POST", f"{CLIENT}/rooms/{{other}}/upgrade", {"new_version": "11"}),
]

COMPANY = [
    at(f"{act} {whom}", "POST", f"{CLIENT}/rooms/{{{where}}}/{act}", {"user_id": f"{{{whom}}}"})
    for where, whom in (("room", "friend"), ("other", "him"))
    for act in ("kick", "ban", "unban")
] + [
    at("invite", "POST", f"{CLIENT}/rooms/{{room}}/invite", {"user_id": "{him}"}),
    at("invite oneself", "POST", f"{CLIENT}/rooms/{{other}}/invite", {"user_id": "{me}"}),
    at("join", "POST", f"{CLIENT}/join/{{other}}"),
    at("join the staff room", "POST", f"{CLIENT}/join/{{staff}}", who=("pupil", *OUT)),
    at("join again", "POST", f"{CLIENT}/join/{{room}}", who=OUT),
    at("join by the other path", "POST", f"{CLIENT}/rooms/{{other}}/join"),
    at("knock", "POST", f"{CLIENT}/knock/{{other}}", {"reason": "let me in"}),
    at("knock at the staff room", "POST", f"{CLIENT}/knock/{{staff}}", who=("pupil", *OUT)),
    at(
        "invite by mail",
        "POST",
        f"{CLIENT}/rooms/{{room}}/invite",
        {"id_server": "x.example", "id_access_token": "x", "medium": "email", "address": "a@b.c"},
        refused=NO,
    ),
    state("m.room.member", {"membership": "join"}, where="other", key="{me}"),
    state("m.room.member", {"membership": "invite"}, where="room", key="{him}"),
    state("m.room.member", {"membership": "join", "displayname": "Boss"}, PUPILS, key="{me}"),
    state("m.room.member", {"membership": "knock"}, where="other", key="{me}"),
]

STATE = [
    state(kind, content, where=where)
    for where in ("room", "other")
    for kind, content in (
        ("m.room.name", {"name": "mine"}),
        ("m.room.topic", {"topic": "mine"}),
        ("m.room.avatar", {"url": "mxc://x/y"}),
        ("m.room.power_levels", {"users": {"{me}": 100}}),
        ("m.room.join_rules", RULES),
        ("m.room.history_visibility", {"history_visibility": "world_readable"}),
        ("m.room.guest_access", {"guest_access": "can_join"}),
        ("m.room.encryption", ENCRYPTION),
        ("m.room.tombstone", {"body": "x", "replacement_room": "!x"}),
        ("m.room.canonical_alias", {"alias": f"#x:{SERVER}"}),
        ("m.room.server_acl", {"allow": ["*"]}),
        ("m.room.pinned_events", {"pinned": []}),
        ("m.room.third_party_invite", {"display_name": "x"}),
        ("m.space.child", {"via": [SERVER]}),
        ("m.space.parent", {"via": [SERVER]}),
        ("eu.etwin.room", {"kind": "classroom", "members": {}}),
        ("im.vector.modular.widgets", {"type": "m.custom", "url": "https://x.example"}),
        ("org.matrix.msc3401.call", {"m.intent": "m.room"}),
        ("org.matrix.msc3401.call.member", {"memberships": []}),
        ("m.policy.rule.user", {"entity": "*", "recommendation": "m.ban"}),
    )
]

WORDS = [
    event("m.room.encrypted", ENCRYPTION | {"ciphertext": "x"}),
    event("m.call.invite", {"call_id": "x", "version": 1, "lifetime": 1, "offer": {}}),
    event("org.example.secret", {"body": "x"}),
    event("m.room.message", text(msgtype="m.location", geo_uri="geo:1,2"), what="where I am"),
    event("m.room.message", text(msgtype="m.key.verification.request"), what="verification"),
    event("m.sticker", {"body": "x", "url": "mxc://x/y", "info": {}}, PUPILS),
    event("m.room.message", text(msgtype="m.notice"), PUPILS, what="a notice"),
    event("m.room.message", text(body="@room come"), PUPILS, what="@room"),
    event("m.room.message", text(**{"m.mentions": {"room": True}}), PUPILS, what="a mention"),
    event("m.room.message", text(), where="other"),
    event("m.room.message", text(), ("pupil", *OUT), where="staff"),
    event("m.room.message", text(), ("pupil", "teacher"), where="space"),
    event("m.room.message", text(), OUT),
    event("m.reaction", {"m.relates_to": {"rel_type": "m.annotation"}}, where="other"),
    event(
        "m.room.message",
        text(
            **{
                "m.relates_to": {"rel_type": "m.replace", "event_id": "{mine}"},
                "m.new_content": text(body="forged"),
            }
        ),
        what="another's words changed",
    ),
    at("take back another's", "PUT", f"{CLIENT}/rooms/{{room}}/redact/{{mine}}/1", who=PUPILS),
    at("take back elsewhere", "PUT", f"{CLIENT}/rooms/{{other}}/redact/{{event}}/1"),
    at("typing", "PUT", f"{CLIENT}/rooms/{{other}}/typing/{{me}}", {"typing": True}),
    at(
        "typing as another",
        "PUT",
        f"{CLIENT}/rooms/{{room}}/typing/{{friend}}",
        {"typing": True},
        refused=NO,
    ),
    at("receipt", "POST", f"{CLIENT}/rooms/{{other}}/receipt/m.read/{{event}}", refused=NO),
    at(
        "later",
        "PUT",
        f"{CLIENT}/rooms/{{other}}/send/m.room.message/2?org.matrix.msc4140.delay=1000",
        text(),
        refused=NO,
    ),
    at("a report elsewhere", "POST", f"{CLIENT}/rooms/{{other}}/report/{{event}}", refused=NO),
]

READING = [
    at(what, "GET", f"{base}/rooms/{{other}}/{what}", refused=NO)
    for base, what in (
        (CLIENT, "messages?dir=b"),
        (CLIENT, "state"),
        (CLIENT, "state/m.room.name/"),
        (CLIENT, "members"),
        (CLIENT, "joined_members"),
        (CLIENT, "event/{event}"),
        (CLIENT, "context/{event}"),
        (CLIENT, "aliases"),
        (CLIENT, "initialSync"),
        (V1, "relations/{event}"),
        (V1, "threads"),
        (V1, "hierarchy"),
        (V1, "timestamp_to_event?ts=1&dir=f"),
    )
] + [
    at("the staff room", "GET", f"{CLIENT}/rooms/{{staff}}/messages?dir=b", who=("pupil", *OUT)),
    at("its people", "GET", f"{CLIENT}/rooms/{{staff}}/joined_members", who=("pupil", *OUT)),
    at("summary", "GET", f"{V1}/room_summary/{{other}}", refused=NO),
    at("old summary", "GET", f"{UNSTABLE}/im.nheko.summary/rooms/{{other}}/summary", refused=NO),
    at("older", "GET", f"{UNSTABLE}/im.nheko.summary/summary/{{other}}", refused=NO),
    at("peek", "GET", f"{CLIENT}/events?room_id={{other}}", refused=NO),
    at("profile", "GET", f"{CLIENT}/profile/{{him}}"),
    at("a name", "GET", f"{CLIENT}/profile/{{her}}/displayname"),
]

ACCOUNTS = [
    at("data of another", "PUT", f"{CLIENT}/user/{{him}}/account_data/x.y", {"a": 1}),
    at("read it", "GET", f"{CLIENT}/user/{{him}}/account_data/x.y"),
    at("tags of another", "GET", f"{CLIENT}/user/{{him}}/rooms/{{other}}/tags"),
    at("a filter of another", "POST", f"{CLIENT}/user/{{him}}/filter", {}, refused=NO),
    at("prove another", "POST", f"{CLIENT}/user/{{him}}/openid/request_token", {}),
    at(
        "rename another",
        "PUT",
        f"{CLIENT}/profile/{{him}}/displayname",
        {"displayname": "x"},
        refused=NO,
    ),
    at("presence of another", "PUT", f"{CLIENT}/presence/{{him}}/status", {"presence": "online"}),
    at("vanish", "POST", f"{CLIENT}/account/deactivate", {"auth": {}}, refused=NO),
    at("a password", "POST", f"{CLIENT}/account/password", {"new_password": "x" * 20}, refused=NO),
    at(
        "a mail address",
        "POST",
        f"{CLIENT}/account/3pid/add",
        {"sid": "x", "client_secret": "x"},
        refused=NO,
    ),
    at(
        "a mail token",
        "POST",
        f"{CLIENT}/account/3pid/email/requestToken",
        {"client_secret": "x", "email": "a@b.c", "send_attempt": 1},
        refused=NO,
    ),
    at(
        "register",
        "POST",
        f"{CLIENT}/register",
        {"username": "x", "auth": {"type": "m.login.dummy"}},
        refused=NO,
    ),
    at("a guest", "POST", f"{CLIENT}/register?kind=guest", {}),
    at(
        "log in as a pupil",
        "POST",
        f"{CLIENT}/login",
        {
            "type": "m.login.application_service",
            "identifier": {"type": "m.id.user", "user": "{him}"},
        },
        refused=NO,
    ),
    at("speak for another", "GET", f"{CLIENT}/sync?user_id={{him}}&timeout=0&filter=x", refused=NO),
    at("name a room", "PUT", f"{CLIENT}/directory/room/%23mine:{SERVER}", {"room_id": "{room}"}),
    at(
        "name as ours",
        "PUT",
        f"{CLIENT}/directory/room/%23etwin_9_x:{SERVER}",
        {"room_id": "{room}"},
        refused=NO,
    ),
    at("list a room", "PUT", f"{CLIENT}/directory/list/room/{{room}}", {"visibility": "public"}),
]

ADMIN = [
    at(path, method, f"/_synapse/admin/{path}", {}, refused=NO)
    for method, path in (
        ("GET", "v2/users"),
        ("GET", "v1/rooms"),
        ("GET", "v1/server_version"),
        ("GET", "v2/users/{him}"),
        ("PUT", "v2/users/{me}"),
        ("POST", "v1/users/{him}/login"),
        ("POST", "v1/join/{other}"),
        ("POST", "v1/rooms/{other}/make_room_admin"),
        ("DELETE", "v2/rooms/{other}"),
        ("GET", "v1/rooms/{other}/messages"),
        ("POST", "v1/deactivate/{him}"),
        ("POST", "v1/user/{him}/redact"),
        ("GET", "v1/event_reports"),
        ("POST", "v1/register"),
        ("POST", "v1/send_server_notice"),
    )
    if path != "v1/server_version"
]

ATTEMPTS = [*ROOMS, *COMPANY, *STATE, *WORDS, *READING, *ACCOUNTS, *ADMIN]
