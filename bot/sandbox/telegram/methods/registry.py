"""The table of methods: what each is called, what it takes, and the function behind it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ..params import Params

if TYPE_CHECKING:
    from ..world import TelegramWorld

Call = Callable[["TelegramWorld", Params], Any | Awaitable[Any]]
Registered = TypeVar("Registered", bound=Call)

METHODS: dict[str, "Method"] = {}

SENDING = (
    "chat_id business_connection_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup"
)


@dataclass(frozen=True, slots=True)
class Method:
    """A method under its documented name, with the names of all its parameters."""

    name: str
    params: frozenset[str]
    call: Call


@dataclass(frozen=True, slots=True)
class Described:
    """A result that Telegram sends with a sentence."""

    result: Any
    description: str


def method(name: str, params: str = "") -> Callable[[Registered], Registered]:
    """Register a function as a method; `params` are its parameters' names with spaces between."""

    def register(call: Registered) -> Registered:
        METHODS[name.lower()] = Method(name, frozenset(params.split()), call)
        return call

    return register
