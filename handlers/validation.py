"""Whether an answer fits its type, and in which of our words to say why not."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handlers.conversation import Words


def valid(wanted: Any, value: Any) -> Any:
    """Read an answer as `wanted`. Raises pydantic's ValidationError if it does not fit."""
    return _adapter(wanted).validate_python(value)


def problem(wanted: Any, value: Any) -> Words | None:
    """Say what is wrong with an answer; None if nothing is."""
    try:
        valid(wanted, value)
    except ValidationError as error:
        return _in_words(error.errors()[0])
    return None


@cache
def _adapter(wanted: Any) -> TypeAdapter[Any]:
    return TypeAdapter(wanted)


def _in_words(error: ErrorDetails) -> Words:
    context = error.get("ctx", {})
    match error["type"]:
        case "string_too_short" | "too_short":
            return Words("form.too_short")
        case "string_too_long":
            return Words("form.too_long", {"most": context["max_length"]})
        case "int_parsing" | "int_type" | "int_from_float":
            return Words("form.not_a_number")
        case "greater_than_equal" | "greater_than":
            return Words("form.too_small", {"least": context.get("ge", context.get("gt"))})
        case "less_than_equal" | "less_than":
            return Words("form.too_big", {"most": context.get("le", context.get("lt"))})
        case "literal_error":
            return Words("form.choose")
        case kind if kind.startswith("form."):
            return Words(kind)
    return Words("form.not_understood")
