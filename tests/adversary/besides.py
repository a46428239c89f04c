"""What somebody may try to say beside messages, where no teacher would see it, and to unmake.

In paths, {record} and {levels} are the events that say who is in the classroom and what they may;
the other names are those of attempts.py.
"""

from tests.adversary.attempts import PUPILS, at, event, state, text
from tests.adversary.world import CLIENT

_ANNOTATION = {"rel_type": "m.annotation", "event_id": "{mine}"}

BESIDES = [
    *(
        state(
            "m.room.member",
            {"membership": how} | words,
            PUPILS,
            key="{me}",
            what=f"{how} with words",
        )
        for how in ("join", "leave")
        for words in ({"reason": "x"}, {"org.example": "x"})
    ),
    *(
        event(
            "m.reaction",
            {"m.relates_to": _ANNOTATION | {"key": key}} | more,
            PUPILS,
            what=f"a reaction, {what}",
        )
        for what, key, more in (
            ("in words", "you smell", {}),
            ("in letters", "Ⓗⓘ", {}),
            ("in signs", "👍👍", {}),
            ("with words", "👍", {"org.example": "x"}),
        )
    ),
    *(
        event("m.room.message", text(msgtype="m.image") | sealed, what=f"a sealed {what}")
        for what, sealed in (
            ("picture", {"file": {"url": "mxc://x/y"}}),
            ("thumbnail", {"url": "mxc://x/y", "info": {"thumbnail_file": {"url": "mxc://x/y"}}}),
        )
    ),
    at(
        "take back with words",
        "PUT",
        f"{CLIENT}/rooms/{{room}}/redact/{{mine}}/3",
        {"reason": "x"},
        who=PUPILS,
    ),
    *(
        at(f"take back the {what}", "PUT", f"{CLIENT}/rooms/{{room}}/redact/{{{what}}}/4")
        for what in ("record", "levels")
    ),
]
