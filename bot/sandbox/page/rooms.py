"""A Matrix room as a phone shows it, read event by event from the sync."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.page.pieces import of_matrix
from bot.sandbox.page.sending import PICTURES, short

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
    #: What was written at first, by event.
    _contents: dict[str, Mapping[str, Any]] = field(default_factory=dict)

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
            answered = relation.get("m.in_reply_to", {}).get("event_id", "")
            self.messages[event["event_id"]] = {
                "id": event["event_id"],
                "is_mine": sender == self.me,
                "sender": sender,
                "at": event["origin_server_ts"] / 1000,
                "pieces": _words(content),
                "is_edited": False,
                "can_edit": sender == self.me,
                "file": _file(content),
                "answered": answered,
            }
            self._contents[event["event_id"]] = content

    def _change(self, target: str, sender: str, content: Mapping[str, Any]) -> None:
        """Show a message as its author changed it; the server lets others try too."""
        message = self.messages.get(target)
        if message is not None and message["sender"] == sender and "body" in content:
            changed = {"pieces": _words(content), "is_edited": True}
            self.messages[target] = message | changed

    def changed(self, message: str, text: str) -> Json:
        """Write an own message with other words. Raises ValueError if it is none."""
        content = self._contents.get(message)
        if content is None or message not in self.messages or not text.strip():
            raise ValueError("That message cannot be changed.")
        kept = ("msgtype", "filename", "info", "url")
        return {name: content[name] for name in kept if name in content} | {"body": text}

    def file_name(self, ref: str) -> str:
        """Say what a file that was sent here is called; empty if none was from there."""
        files = (message["file"] for message in self.messages.values() if message["file"])
        return next((file["name"] for file in files if file["ref"] == ref), "")

    def _begins(self, answered: str) -> str:
        """Say how the message begins that is answered; empty if none is."""
        if not answered:
            return ""
        pieces = self.messages.get(answered, {}).get("pieces", [])
        return short("".join(piece["text"] for piece in pieces)) or "…"

    def view(self, kind: str, name: str) -> Json:
        """Show the room to its person."""
        messages = [
            {
                **message,
                "sender": self.names.get(message["sender"], message["sender"]),
                "answers": self._begins(message["answered"]),
            }
            for message in self.messages.values()
        ]
        is_invited = self.membership == "invite"
        return {"id": self.id, "kind": kind, "name": name, "is_invited": is_invited} | {
            "messages": messages
        }


def _words(content: Mapping[str, Any]) -> list[Json]:
    """Read the words of a message; of a file they are that only if its name stands elsewhere."""
    is_bare = (
        _file(content) is not None and content.get("filename", content["body"]) == (content["body"])
    )
    return [] if is_bare else of_matrix(content)


def _file(content: Mapping[str, Any]) -> Json | None:
    """Read the file of a message; encrypted rooms are not for this page."""
    if content.get("msgtype") not in ("m.image", "m.file") or "url" not in content:
        return None
    name = str(content.get("filename") or content["body"])
    is_picture = content.get("info", {}).get("mimetype") in PICTURES
    return {"ref": content["url"], "name": name, "is_picture": is_picture}
