"""A reply as JSON and back: how what is to be said waits in the outbox."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.conversation import Button, Code, File, Lines, Listing, Name, Recipe, Reply, Words
from handlers.newer import Newer
from handlers.rich import Rich, Span


def pack(reply: Reply) -> dict[str, Any]:
    """Write a reply's words and buttons as JSON; whom it goes to is the outbox row's affair."""
    packed: dict[str, Any] = {"key": reply.key}
    if reply.fields:
        packed["fields"] = _pack_fields(reply.fields)
    if reply.buttons:
        packed["buttons"] = [[[_pack(b.label), b.command] for b in row] for row in reply.buttons]
    match reply.file:
        case File():
            packed["file"] = vars(reply.file)
        case Recipe():
            packed["recipe"] = [reply.file.name, list(reply.file.ids)]
    if reply.is_secret:
        packed["secret"] = True
    if reply.by_words:
        packed["by_words"] = True
    if reply.reads:
        packed["reads"] = reply.reads
    if reply.only_in:
        packed["only_in"] = reply.only_in
    return packed


def unpack(packed: Mapping[str, Any]) -> Reply:
    """Read what `pack` wrote. Raises Newer if there is a kind of field that we do not know."""
    buttons = tuple(
        tuple(Button(_unpack(label), command) for label, command in row)
        for row in packed.get("buttons", ())
    )
    fields = _unpack_fields(packed.get("fields", {}))
    return Reply(
        packed["key"],
        fields,
        buttons,
        file=_unpack_file(packed),
        is_secret=packed.get("secret", False),
        by_words=packed.get("by_words", False),
    )


def _unpack_file(packed: Mapping[str, Any]) -> File | Recipe | None:
    if file := packed.get("file"):
        return File(**file)
    if recipe := packed.get("recipe"):
        return Recipe(recipe[0], tuple(recipe[1]))
    return None


def _pack_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _pack(value) for name, value in fields.items()}


def _unpack_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _unpack(value) for name, value in fields.items()}


def _pack(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return str(value)
        case Words():
            return {"words": [value.key, _pack_fields(value.fields)]}
        case Name():
            return {"name": [value.kind, value.code]}
        case Listing() | Lines():
            kind = "list" if isinstance(value, Listing) else "lines"
            return {kind: [_pack(item) for item in value.items]}
        case Code():
            return {"code": value.text}
        case Rich():
            spans = [[span.start, span.end, span.kind, span.url] for span in value.spans]
            return {"rich": [value.text, spans]}
        case datetime() | date():
            kind = "time" if isinstance(value, datetime) else "day"
            return {kind: value.isoformat()}
    raise TypeError(f"a field cannot hold a {type(value).__name__}")


def _unpack(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(kind, content)] = value.items()
    match kind:
        case "words":
            return Words(content[0], _unpack_fields(content[1]))
        case "name":
            return Name(*content)
        case "list" | "lines":
            items = tuple(_unpack(item) for item in content)
            return Listing(items) if kind == "list" else Lines(items)
        case "code":
            return Code(content)
        case "rich":
            return Rich(content[0], tuple(Span(*span) for span in content[1]))
        case "time":
            return datetime.fromisoformat(content)
        case "day":
            return date.fromisoformat(content)
    raise Newer(f"no kind of field {kind!r}")
