"""A Matrix room as a phone shows it, read event by event from the sync."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.page.pieces import of_matrix

Json = dict[str, Any]


@dataclass
class Room:
    """One room of one account."""

    id: str
    me: str
    #: "join", or "invite" as long as the invitation was not accepted.
    membership: str = "join"
    name: str = ""
    is_space: bool = False
    #: The ids of the rooms that a space groups.
    children: set[str] = field(default_factory=set)
    #: What people are called here, by account.
    names: dict[str, str] = field(default_factory=dict)
    messages: dict[str, Json] = field(default_factory=dict)

    def take(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Read events in their order; safe to repeat."""
        for event in events:
            if "state_key" in event:
                self._take_state(event)
            elif event["type"] == "m.room.message":
                self._take_message(event)
            elif event["type"] == "m.room.redaction":
                target = event.get("redacts") or event["content"].get("redacts", "")
                self.messages.pop(target, None)

    def _take_state(self, event: Mapping[str, Any]) -> None:
        content, key = event["content"], event["state_key"]
        match event["type"]:
            case "m.room.create":
                self.is_space = content.get("type") == "m.space"
            case "m.room.name":
                self.name = content.get("name", "")
            case "m.space.child":
                (self.children.add if content.get("via") else self.children.discard)(key)
            case "m.room.member" if content.get("displayname"):
                self.names[key] = content["displayname"]

    def _take_message(self, event: Mapping[str, Any]) -> None:
        content, sender = event["content"], event["sender"]
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            self._change(relation.get("event_id", ""), sender, content.get("m.new_content", {}))
        elif "body" in content:
            self.messages[event["event_id"]] = {
                "id": event["event_id"],
                "is_mine": sender == self.me,
                "sender": sender,
                "at": event["origin_server_ts"] / 1000,
                "pieces": of_matrix(content),
                "is_edited": False,
            }

    def _change(self, target: str, sender: str, content: Mapping[str, Any]) -> None:
        """Show a message as its author changed it; the server lets others try too."""
        message = self.messages.get(target)
        if message is not None and message["sender"] == sender and "body" in content:
            changed = {"pieces": of_matrix(content), "is_edited": True}
            self.messages[target] = message | changed

    def view(self, kind: str, name: str) -> Json:
        """Show the room to its person."""
        messages = [
            {**message, "sender": self.names.get(message["sender"], message["sender"])}
            for message in self.messages.values()
        ]
        is_invited = self.membership == "invite"
        return {"id": self.id, "kind": kind, "name": name, "is_invited": is_invited} | {
            "messages": messages
        }
