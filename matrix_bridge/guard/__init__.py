"""The guard: a module inside the homeserver that lets accounts do only what a school needs.

This folder needs Synapse and nothing else, so it can be copied to where the homeserver runs. It
knows schools and roles from one state event only, which the service writes into its rooms:

    eu.etwin.room: {"kind": "classroom" | "staff_room" | "space", "members": {USER:
        {"role": "teacher" | "pupil", "school": ID, "supervises": true}}}

What goes wrong in here is refused: nothing is let through because the guard failed.
Source: docs/rules.md, TWS-3 and TWS-4; Synapse's "Writing a module".
"""

import functools
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi
from synapse.module_api.errors import Codes, SynapseError

from .rights import GROWN_UPS, PUPILS, STRANGERS, Rights
from .saying import may_say

#: The kinds of rooms into which the service brings pupils.
PUPILS_ROOMS = {"classroom", "space"}

#: What may be asked for when a direct chat is made.
CHAT_KEYS = {"invite", "is_direct", "preset", "visibility", "room_version", "creation_content"}
CHAT_KEYS |= {"initial_state", "name", "topic"}
#: What a person may set in it, and to which values if not to any.
CHAT_STATE = {"m.room.encryption", "m.room.guest_access", "m.room.name", "m.room.topic"}
CHAT_STATE |= {"m.room.join_rules", "m.room.history_visibility"}
CHAT_VALUES = {"join_rule": {"invite"}, "history_visibility": {"shared", "invited", "joined"}}

RECORD = "eu.etwin.room"
#: The error codes that the project's own clients tell apart.
UNSUPERVISED, LAST_TEACHER = "EU.ETWIN_UNSUPERVISED", "EU.ETWIN_LAST_TEACHER"
#: What the service or the homeserver does in the name of anybody: mortar, and taking back.
_MORTAR = {"org.matrix.dummy_event", "m.room.redaction"}
_PROFILE = ("displayname", "avatar_url")
_MEMBER = {"membership", *_PROFILE}
_log = logging.getLogger(__name__)
State = Mapping[tuple[str, str], Any]
Members = Mapping[str, Mapping[str, Any]]


class Guard:
    """The callbacks. `config`: user ids of the service and of bots, the service's device."""

    def __init__(self, config: Mapping[str, Any], api: ModuleApi) -> None:
        self._api = api
        self._service: str = config["service"]
        self._bots, self._device = frozenset(config["bots"]), config["device"]
        self._trusted = self._bots | {self._service}
        api.register_third_party_rules_callbacks(
            check_event_allowed=_closed(self.check_event_allowed, (False, None)),
            check_can_deactivate_user=_closed(self.may_deactivate, False),
        )
        api.register_spam_checker_callbacks(
            user_may_create_room=_closed(self.may_create_room, Codes.FORBIDDEN),
            user_may_create_room_alias=_closed(self.may_publish, Codes.FORBIDDEN),
            user_may_publish_room=_closed(self.may_publish, Codes.FORBIDDEN),
            user_may_send_3pid_invite=_closed(self.may_publish, Codes.FORBIDDEN),
            check_login_for_spam=_closed(self.may_log_in, Codes.FORBIDDEN),
            check_username_for_spam=_closed(self.is_hidden, True),
        )
        api.register_media_repository_callbacks(
            is_user_allowed_to_upload_media_of_size=_closed(self.may_upload, False),
            get_media_upload_limits_for_user=_closed(self.upload_limits, None),
        )

    # Rooms

    async def may_create_room(self, user: str, config: Mapping[str, Any]) -> Any:
        """Let people make a direct chat with the bot, and the service what it needs."""
        if user in self._trusted:
            return NOT_SPAM
        is_chat = (
            self._rights(user).chats_with_the_bot
            and config.get("invite") in [[bot] for bot in self._bots]
            and config.get("is_direct") is True
            and config.get("preset") != "public_chat"
            and config.get("visibility", "private") == "private"
            and config.keys() <= CHAT_KEYS
            and config.get("creation_content", {}).keys() <= {"m.federate", "room_version"}
        )
        return NOT_SPAM if is_chat else Codes.FORBIDDEN

    async def may_publish(self, user: str, *_what: Any) -> Any:
        """Leave aliases, the directory of rooms and invitations by e-mail to the service."""
        return NOT_SPAM if user in self._trusted else Codes.FORBIDDEN

    async def check_event_allowed(self, event: Any, state: State) -> tuple[bool, None]:
        """Judge each event that somebody of this homeserver is about to send."""
        user, rights = event.sender, self._rights(event.sender)
        if user in self._trusted or (event.type in _MORTAR and self._is_ours(event)):
            return True, None
        creation = event if event.type == "m.room.create" else state["m.room.create", ""]
        if creation.sender == self._service:
            return await self._may_in_twinspace(event, state, rights), None
        is_own = rights.chats_with_the_bot and creation.sender == user
        return self._may_in_chat(event, state, is_own and self._is_private(user, state)), None

    def _is_private(self, user: str, state: State) -> bool:
        """Tell whether nobody but this person and the bot is in a room, or invited."""
        others = {key for kind, key in state if kind == "m.room.member"} - {user} - self._bots
        return all(_membership(one, state) not in {"join", "invite"} for one in others)

    def _may_in_chat(self, event: Any, state: State, is_own: bool) -> bool:
        """Allow whatever stays between one person and the bot; anybody may leave."""
        content = event.content
        if event.type == "m.room.member":
            target, what = event.state_key, content.get("membership")
            if target == event.sender:
                return what == "leave" or (is_own and what == "join")
            return is_own and target in self._bots
        if not is_own or not event.is_state() or event.type == "m.room.create":
            return is_own
        if event.type == "m.room.power_levels":
            return (event.type, "") not in state  # the homeserver's own, when it makes the room
        tame = all(content[key] in CHAT_VALUES[key] for key in CHAT_VALUES.keys() & content.keys())
        return event.type in CHAT_STATE and tame

    async def _may_in_twinspace(self, event: Any, state: State, rights: Rights) -> bool:
        found = state.get((RECORD, ""))
        record = found.content if found is not None and found.sender == self._service else {}
        kind, members = record.get("kind", ""), record.get("members", {})
        if event.type == "m.room.member":
            return self._may_move(event, state, rights, kind, members)
        if event.is_state() or kind not in rights.writes_in or not may_say(event, rights):
            return False
        if not rights.writes_alone and not _is_supervised(event.sender, state, members):
            raise SynapseError(403, "No teacher of your school is in this room", UNSUPERVISED)
        return await self._may_reach_back(event)

    def _may_move(
        self, event: Any, state: State, rights: Rights, kind: str, members: Members
    ) -> bool:
        """Let people in whom the service invited, and out when pupils are not left alone."""
        user, content = event.sender, event.content
        if event.state_key != user:
            return False
        before: Any = state.get(("m.room.member", user))
        was = _membership(user, state)
        match content.get("membership"):
            case "join" if was == "join":
                is_same = all(content.get(k) == before.content.get(k) for k in _PROFILE)
                may_rename = rights.renames or self._is_ours(event, mortar=False)
                return set(content) <= _MEMBER and (is_same or may_rename)
            case "join":
                if was != "invite" or before.sender != self._service:
                    return False
                is_pupil = members.get(user, {}).get("role") == "pupil" and kind in PUPILS_ROOMS
                return rights.enters or (is_pupil and self._is_ours(event))
            case "leave" if rights.writes_besides or set(content) == {"membership"}:
                if kind == "classroom" and not self._is_ours(event):
                    _keep_the_last(user, state, members)
                return True
        return False  # knocking, inviting or banning oneself

    async def _may_reach_back(self, event: Any) -> bool:
        """Refuse to change what somebody else wrote, and to take back what a room is made of.

        Synapse would take the first from anybody, and the second from teachers.
        """
        relation = event.content.get("m.relates_to")
        is_edit = isinstance(relation, Mapping) and relation.get("rel_type") == "m.replace"
        takes_back = event.type == "m.room.redaction"
        if not is_edit and not takes_back:
            return True
        target = event.redacts if takes_back else relation["event_id"]
        # The module API has no public way to read one event.
        original = await self._api._store.get_event(target, allow_none=True)
        if original is None or original.room_id != event.room_id:
            return False
        return not original.is_state() if takes_back else bool(original.sender == event.sender)

    # Accounts

    async def may_deactivate(self, _user: str, by_admin: bool) -> bool:
        """Leave it to the service: whoever looks after pupils cannot just vanish."""
        return by_admin

    async def may_log_in(self, _user: str, device: str | None, *_how: Any) -> Any:
        """Keep the service's device to the service: by it we know what is done in its name."""
        return Codes.FORBIDDEN if device == self._device else NOT_SPAM

    async def is_hidden(self, _found: Any, asker: str = "") -> bool:
        """Hide everybody from who searches for people."""
        return asker not in self._trusted

    async def may_upload(self, user: str, size: int) -> bool:
        """Limit the size of files by whose they are."""
        return user in self._trusted or size <= self._rights(user).media_bytes

    async def upload_limits(self, user: str) -> list[Any] | None:
        """Let the bot upload for everybody; people have the limits of homeserver.yaml."""
        return [] if user in self._trusted else None

    def _rights(self, user: str) -> Rights:
        if not self._api.is_mine(user):
            return STRANGERS
        return PUPILS if user.startswith("@p_") else GROWN_UPS

    def _is_ours(self, event: Any, mortar: bool = True) -> bool:
        """Tell whether the service, or the homeserver itself, did this in the sender's name."""
        device = getattr(event.internal_metadata, "device_id", None)
        return device == self._device or (mortar and device is None)


def _is_supervised(user: str, state: State, members: Members, but: str = "") -> bool:
    """Tell whether a teacher of the same school looks after the room, not counting `but`."""
    school = members.get(user, {}).get("school")
    return bool(school) and any(
        one.get("supervises") is True
        and one.get("school") == school
        and _membership(other, state) == "join"
        for other, one in members.items()
        if other != but and one.get("role") == "teacher"
    )


def _keep_the_last(user: str, state: State, members: Members) -> None:
    """Refuse to let a teacher go whose school's pupils would be alone."""
    mine = members.get(user, {})
    if mine.get("supervises") is not True or _is_supervised(user, state, members, but=user):
        return
    for other, one in members.items():
        is_mine = one.get("role") == "pupil" and one.get("school") == mine.get("school")
        if is_mine and _membership(other, state) == "join":
            raise SynapseError(403, "Your pupils would be alone in this room", LAST_TEACHER)


def _membership(user: str, state: State) -> Any:
    event = state.get(("m.room.member", user))
    return "leave" if event is None else event.content.get("membership")


def _closed(callback: Callable[..., Awaitable[Any]], refusal: Any) -> Callable[..., Awaitable[Any]]:
    """Refuse whenever a callback fails, and say so in the log."""

    @functools.wraps(callback)
    async def guarded(*args: Any, **named: Any) -> Any:
        try:
            return await callback(*args, **named)
        except SynapseError:
            raise
        except Exception:
            _log.exception("the guard failed in %s, which is refused", callback.__name__)
            return refusal

    return guarded
