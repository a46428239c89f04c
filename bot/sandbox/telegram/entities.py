"""Text with formatting as a bot sends it: parsed, checked, trimmed and completed."""

from typing import Any

from .errors import bad
from .markup import parse_html
from .params import Params, whole
from .texts import cleaned, found_entities, utf16_length

Json = dict[str, Any]

MAX_TEXT = 4096
MAX_CAPTION = 1024

_PLAIN = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_CODE = frozenset({"code", "pre"})
_FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
_WITH_FIELD = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}


def formatted(params: Params, name: str, entities_name: str, limit: int) -> tuple[str, list[Json]]:
    """Give the text and entities of a call's parameters; the 400 for wrong ones or a long text."""
    source = params.text(name)
    mode = params.text("parse_mode")
    entities: list[Json] = []
    if mode:
        if mode.lower() != "html":
            raise bad("unsupported parse_mode")
        text, entities = parse_html(source)
    else:
        text = source
        if entities_name in params:
            entities = _given(params.array(entities_name) or [], text)
    if not entities:
        text = cleaned(text).strip(" \n\t\r")
    else:
        text, entities = _trimmed(text, _nested(entities))
    if len(text) > limit // 2 and utf16_length(text) > limit:
        raise bad("message is too long" if limit == MAX_TEXT else "message caption is too long")
    entities += found_entities(text, entities)
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _given(raw: list[Any], text: str) -> list[Json]:
    starts = _boundaries(text)
    entities = [_checked(each, starts) for each in raw]
    return [entity for entity in entities if entity["type"] not in _FOUND and entity["length"]]


def _boundaries(text: str) -> set[int]:
    places = {0}
    place = 0
    for character in text:
        place += 2 if character > "\uffff" else 1
        places.add(place)
    return places


def _checked(raw: Any, places: set[int]) -> Json:
    if not isinstance(raw, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    for name in ("type", "offset", "length"):
        if name not in raw:
            raise bad(f"can't parse MessageEntity: Can't find field \"{name}\"")
    kind, offset = raw["type"], whole("offset", raw["offset"])
    length = whole("length", raw["length"])
    end = offset + length
    if kind not in _PLAIN | _QUOTES | _CODE | _FOUND and kind not in _WITH_FIELD:
        raise bad("can't parse MessageEntity: Unsupported type specified")
    if offset < 0 or length < 0:
        raise bad(f"receive an entity with incorrect offset {offset} or length {length}")
    if end > max(places):
        raise bad(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
            f" at UTF-16 offset {end}"
        )
    if offset not in places:
        raise bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {offset}")
    if end not in places:
        raise bad(
            f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol"
            f" at byte offset {end}"
        )
    return {"type": kind, "offset": offset, "length": length, **_fields(kind, raw)}


def _fields(kind: str, raw: Json) -> Json:
    if kind == "pre" and raw.get("language"):
        return {"language": raw["language"]}
    name = _WITH_FIELD.get(kind)
    if name is None:
        return {}
    if not raw.get(name):
        raise bad(f"can't parse MessageEntity: Can't find field \"{name}\"")
    return {name: raw[name]}


def _nested(entities: list[Json]) -> list[Json]:
    """Put entities in order; the 400 for crossing ones.

    Telegram itself cuts crossing entities into pieces; here they are an error, since a bot that
    makes them has miscounted. Code takes no other formatting, as at Telegram.
    """
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    ends: list[int] = []
    for entity in ordered:
        offset, end = entity["offset"], entity["offset"] + entity["length"]
        while ends and ends[-1] <= offset:
            ends.pop()
        if ends and end > ends[-1]:
            raise bad(f"can't parse entities: entity at UTF-16 offset {offset} crosses another one")
        ends.append(end)
    code = [entity for entity in ordered if entity["type"] in _CODE]
    pieces = [piece for entity in ordered for piece in _around(entity, code)]
    return _merged(pieces)


def _around(entity: Json, code: list[Json]) -> list[Json]:
    if entity["type"] not in _PLAIN:
        return [entity]
    pieces = []
    start, end = entity["offset"], entity["offset"] + entity["length"]
    for block in code:
        block_end = block["offset"] + block["length"]
        if block_end <= start or block["offset"] >= end:
            continue
        if block["offset"] > start:
            pieces.append({**entity, "offset": start, "length": block["offset"] - start})
        start = max(start, block_end)
    if start < end:
        pieces.append({**entity, "offset": start, "length": end - start})
    return pieces


def _merged(entities: list[Json]) -> list[Json]:
    """Join what touches or covers its like, as Telegram does with plain formatting."""
    last: dict[str, Json] = {}
    result = []
    for entity in entities:
        before = last.get(entity["type"])
        if entity["type"] in _PLAIN:
            if before and before["offset"] + before["length"] >= entity["offset"]:
                end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
                before["length"] = end - before["offset"]
                continue
            last[entity["type"]] = entity = dict(entity)
        result.append(entity)
    return result


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut whitespace at the end, and at the beginning as far as no entity begins there."""
    # A carriage return is kept as a space here, so that the offsets behind it stay right.
    text = cleaned(text.replace("\r", " ")).rstrip(" \n")
    size = utf16_length(text)
    front = len(text) - len(text.lstrip(" \n"))
    front = min([front, *(entity["offset"] for entity in entities)])
    shifted = []
    for entity in entities:
        end = min(entity["offset"] + entity["length"], size)
        if end > entity["offset"]:
            shifted.append(
                {**entity, "offset": entity["offset"] - front, "length": end - entity["offset"]}
            )
    return text[front:], shifted
