"""What homeservers say of everything that people do, as it is when nobody spoils it.

Whoever does it has the id `USER`, in the room `ROOM`: others take their places.
"""

from typing import Any

Json = dict[str, Any]

USER, ROOM = "@somebody:school.example", "!somewhere:school.example"
_DATE = 1_800_000_000
_MXC = "mxc://school.example/abcdefgh"


def contents() -> list[Json]:
    """Make the content of every kind of message that Matrix clients write."""
    info = {"mimetype": "image/png", "size": 123, "w": 3, "h": 2}
    key = {"k": "A" * 43, "alg": "A256CTR", "kty": "oct", "ext": True, "key_ops": ["encrypt"]}
    sealed = {"url": _MXC, "key": key, "iv": "A" * 22, "hashes": {"sha256": "A" * 43}, "v": "v2"}
    html = {"format": "org.matrix.custom.html"}
    new = {"msgtype": "m.text", "body": "better"}
    edit = {"m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": "$e1"}}
    answer = {"m.relates_to": {"m.in_reply_to": {"event_id": "$e1"}}}
    texts: list[Json] = [
        {"msgtype": kind, "body": "hello"}
        for kind in ("m.text", "m.emote", "m.notice", "m.server_notice", "m.key.verification")
    ]
    texts += [
        {"msgtype": "m.text", "body": "/help"},
        {"msgtype": "m.text", "body": "!help"},
        {"msgtype": "m.text", "body": "x", **html, "formatted_body": "<b>x</b> <a href='x'>y</a>"},
        {"msgtype": "m.text", "body": "> <@a:b> q\n\nx", **answer},
        {"msgtype": "m.text", "body": "* better", **edit},
        {"msgtype": "m.text", "body": "x", "m.mentions": {"user_ids": [USER], "room": True}},
        {"msgtype": "m.text", "body": "x", "m.relates_to": {"rel_type": "m.thread"}},
        {"msgtype": "m.location", "body": "here", "geo_uri": "geo:46.8,23.6"},
    ]
    files = [
        {"msgtype": kind, "body": "a.png", "url": _MXC, "info": info}
        for kind in ("m.image", "m.file", "m.audio", "m.video", "m.sticker")
    ]
    files += [
        {"msgtype": "m.image", "body": "words", "filename": "a.png", "url": _MXC, "info": info},
        {"msgtype": "m.file", "body": "a.png", "file": sealed, "info": info},
        {"msgtype": "m.image", "body": "a", "url": _MXC, "eu.etwin.file": {"alt": "x"}},
        {"msgtype": "m.image", "body": "a", "url": _MXC, "m.new_content": {**new, "url": _MXC}},
    ]
    return texts + files


def events() -> list[Json]:
    """Make an event of every kind that stands in a room's history, all by `USER` in `ROOM`."""
    found = [_event("m.room.message", content) for content in contents()]
    found += [
        _event("m.room.redaction", {"redacts": "$e1", "reason": "x"}, redacts="$e1"),
        _event("m.room.redaction", {}, redacts="$e1"),
        _event("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "key": "👍"}}),
        _event("m.sticker", {"body": "x", "url": _MXC, "info": {}}),
        _event("m.room.encrypted", _megolm()),
        _event("m.room.encrypted", {}),
        _event("m.poll.start", {"m.poll": {"question": {"m.text": "?"}, "answers": []}}),
        _event("eu.example.unheard_of", {"x": 1}),
    ]
    state = {
        "m.room.name": {"name": "x"},
        "m.room.topic": {"topic": "x"},
        "m.room.avatar": {"url": _MXC},
        "m.room.power_levels": {"users": {USER: 50}},
        "m.room.join_rules": {"join_rule": "invite"},
        "m.room.history_visibility": {"history_visibility": "shared"},
        "m.room.guest_access": {"guest_access": "forbidden"},
        "m.room.canonical_alias": {"alias": "#x:school.example"},
        "m.room.tombstone": {"body": "x", "replacement_room": "!y:school.example"},
        "m.space.child": {"via": ["school.example"]},
        "eu.etwin.room": {"kind": "classroom", "members": {}},
    }
    found += [_event(kind, content, state_key="") for kind, content in state.items()]
    member = [{"membership": how} for how in ("join", "leave", "invite", "ban", "knock")]
    named = {"displayname": "X", "avatar_url": _MXC}
    found += [_event("m.room.member", {**one, **named}, state_key=USER) for one in member]
    return found


def ephemeral() -> list[Json]:
    """Make what homeservers push besides: who has read up to where, who is typing, who is there."""
    read = {"m.read": {USER: {"ts": _DATE * 1000, "thread_id": "main"}}}
    return [
        {"type": "m.receipt", "room_id": ROOM, "content": {"$e1": read}},
        {"type": "m.typing", "room_id": ROOM, "content": {"user_ids": [USER]}},
        {"type": "m.presence", "sender": USER, "content": {"presence": "online"}},
    ]


def to_device() -> list[Json]:
    """Make what clients send to the bot's device."""
    olm = {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "A" * 43}
    olm["ciphertext"] = {"B" * 43: {"type": 0, "body": "AwogGJJ"}}
    room_key = {"algorithm": "m.megolm.v1.aes-sha2", "room_id": ROOM, "session_id": "x"}
    request = {"action": "request", "body": room_key, "request_id": "1"}
    request["requesting_device_id"] = "DEVICE"
    verification = {"from_device": "DEVICE", "methods": ["m.sas.v1"], "transaction_id": "1"}
    contents = {
        "m.room.encrypted": olm,
        "m.room_key": {**room_key, "session_key": "x"},
        "m.forwarded_room_key": {**room_key, "session_key": "x", "sender_key": "A" * 43},
        "m.room_key_request": request,
        "m.key.verification.request": verification,
        "m.key.verification.start": {**verification, "method": "m.sas.v1", "hashes": ["sha256"]},
        "m.key.verification.cancel": {"code": "m.user", "reason": "x", "transaction_id": "1"},
        "m.dummy": {},
    }
    return [{"type": kind, "sender": USER, "content": one} for kind, one in contents.items()]


def _megolm() -> Json:
    return {
        "algorithm": "m.megolm.v1.aes-sha2",
        "sender_key": "A" * 43,
        "device_id": "DEVICE",
        "session_id": "A" * 43,
        "ciphertext": "AwgAEnACgAkLmt6qF84IK",
    }


def _event(kind: str, content: Json, **more: Any) -> Json:
    return {
        "type": kind,
        "content": content,
        "event_id": "$e0",
        "room_id": ROOM,
        "sender": USER,
        "origin_server_ts": _DATE * 1000,
        "unsigned": {"age": 1, "prev_content": {"membership": "join"}, "replaces_state": "$e1"},
        **more,
    }
