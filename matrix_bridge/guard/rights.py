"""What accounts of each kind may do: the guard's table of rights."""

from dataclasses import dataclass

_MIB = 1024 * 1024
_FILES = frozenset({"m.image", "m.audio", "m.video", "m.file"})


@dataclass(frozen=True)
class Rights:
    """What accounts of one kind may do; a new right begins as "no"."""

    chats_with_the_bot: bool = False  # the only kind of room that anybody makes
    enters: bool = False  # goes into a room by themselves, once the service has invited them
    renames: bool = False  # changes their own name in rooms
    writes_besides: bool = False  # words beside messages: when leaving, taking back, reacting
    calls_the_room: bool = False  # @room
    writes_alone: bool = False  # also while no teacher of their school looks after the room
    writes_in: frozenset[str] = frozenset()  # kinds of TwinSpace rooms
    events: frozenset[str] = frozenset()  # what they write there
    messages: frozenset[str] = frozenset()  # of which kinds
    media_bytes: int = 0  # their largest file


#: Accounts whose name begins with `p_`: made by the service, and by nobody else.
PUPILS = Rights(
    writes_in=frozenset({"classroom"}),
    events=frozenset({"m.room.message", "m.reaction", "m.room.redaction"}),
    messages=_FILES | {"m.text", "m.emote"},
    media_bytes=10 * _MIB,
)
#: Every other account of this homeserver: teachers, and whoever else has one.
GROWN_UPS = Rights(
    chats_with_the_bot=True,
    enters=True,
    renames=True,
    writes_besides=True,
    calls_the_room=True,
    writes_alone=True,
    writes_in=frozenset({"classroom", "staff_room"}),
    events=PUPILS.events
    | {"m.sticker", "m.poll.start", "m.poll.response", "m.poll.end"}
    | {f"org.matrix.msc3381.poll.{step}" for step in ("start", "response", "end")},
    messages=PUPILS.messages | {"m.notice"},
    media_bytes=50 * _MIB,
)
STRANGERS = Rights()  # accounts of other homeservers
