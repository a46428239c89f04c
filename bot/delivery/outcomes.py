"""What an attempt means for the message: sent, again, never, or never known."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.delivery.journal import Ending
from handlers.conversation import Lane
from handlers.newer import PATIENCE
from handlers.platform import PROBE_SECONDS, FileGone, OutcomeUnknown, TryLater, Unreachable
from storage.deliveries import Delivery as Arrival
from storage.outbox import State
from storage.sending import Letter, Outcome

#: How often a message is tried on which we fail in a way that we did not foresee.
TRIES = 5
#: How long what we cannot say rests before we look whether we are a newer version by now.
FOR_NEWER = timedelta(seconds=30)

_log = structlog.get_logger()


def of_arrival(letter: Letter, part: int, remote_id: str, is_last: bool) -> Ending:
    """Note that a part arrived; the next one waits its turn."""
    state = State.SENT if is_last else State.WAITING
    arrival = Arrival(letter.id, part, letter.chat, remote_id)
    return Ending(letter, Outcome(letter.id, state), arrival)


def grown(letter: Letter, arrival: Arrival) -> Ending:
    """Note that a message that is changed got one part more; perhaps it gets another."""
    return Ending(letter, _again(letter), arrival)


def of_failure(letter: Letter, error: Exception, exactly_once: bool) -> Ending:
    """Decide what follows from what went wrong, and let it be seen in the logs."""
    _tell(letter, error)
    match error:
        case FileGone():
            return unknown_here(letter)
        case Unreachable() if error.new_chat and error.new_chat != letter.chat:
            return Ending(letter, _again(letter), new_chat=error.new_chat)
        case Unreachable():
            return Ending(letter, Outcome(letter.id, State.DEAD, error.why), is_lost=True)
        case TryLater():
            # What stops everybody stops this chat too; it need not rest longer than others.
            return Ending(
                letter, _again(letter), rest_seconds=0 if error.for_all else error.seconds
            )
        case OutcomeUnknown():
            return _of_doubt(letter, exactly_once)
        case _ if exactly_once and letter.attempts + 1 < TRIES:
            return _once_more(letter, type(error).__name__)
        case _:
            # Where twice is not once, what we did not foresee may have happened after the call.
            return never(letter, type(error).__name__)


def _tell(letter: Letter, error: Exception) -> None:
    match error:
        case TryLater(for_all=True) | FileGone():
            return
        case TryLater() | OutcomeUnknown():
            _log.info("delivery.unsure", letter=letter.id, error=type(error).__name__)
        case Unreachable():
            _log.info("delivery.unreachable", letter=letter.id, why=error.why)
        case _:
            key = letter.payload.get("key")
            _log.error("delivery.refused", letter=letter.id, key=key, exc_info=error)


def never(letter: Letter, why: str) -> Ending:
    """Give a message up."""
    return Ending(letter, Outcome(letter.id, State.DEAD, why))


def later(letter: Letter, due_at: datetime) -> Ending:
    """Let a message wait until then, while others to the same chat go on."""
    return Ending(letter, _again(letter), due_at=due_at)


def held(letter: Letter, seconds: float) -> Ending:
    """Let a message wait, and all others to the same chat with it."""
    return Ending(letter, _again(letter), rest_seconds=seconds)


def newer(letter: Letter, now: datetime) -> Ending:
    """Let what we do not know how to say wait a day for a newer version; then give it up.

    What is said for somebody in a room is not overtaken meanwhile; what our bot says may be.
    """
    since = letter.attempted_at or now
    key = letter.payload.get("key")
    if now - since > PATIENCE:
        _log.error("delivery.no_words", letter=letter.id, key=key)
        return never(letter, "no words")
    if letter.attempted_at is None:
        _log.warning("delivery.for_newer", letter=letter.id, key=key)
    wait = held(letter, FOR_NEWER.total_seconds())
    return replace(wait if letter.sender else later(letter, now + FOR_NEWER), is_newer=True)


def unknown_here(letter: Letter) -> Ending:
    """Note that the platform does not know a file that was uploaded; it is uploaded once more."""
    return Ending(letter, _again(letter), is_unknown=True)


def complete(letter: Letter) -> Ending:
    """Note that nothing of a message is left to send."""
    return Ending(letter, Outcome(letter.id, State.SENT))


def _again(letter: Letter) -> Outcome:
    return Outcome(letter.id, State.WAITING, attempts=letter.attempts)


def _once_more(letter: Letter, why: str) -> Ending:
    """Try again after a pause that grows: 3, 6, 12, 24 seconds."""
    attempts = letter.attempts + 1
    outcome = Outcome(letter.id, State.WAITING, why, attempts)
    return Ending(letter, outcome, rest_seconds=PROBE_SECONDS * 2**letter.attempts)


def _of_doubt(letter: Letter, exactly_once: bool) -> Ending:
    """Repeat what may have arrived: always where twice is once, else an answer once, bulk never.

    Source: docs/decisions/0007.
    """
    if exactly_once or letter.edits or letter.target is not None:
        return Ending(letter, _again(letter), rest_seconds=PROBE_SECONDS)
    if letter.lane >= Lane.BULK or letter.attempts:
        return Ending(letter, Outcome(letter.id, State.UNKNOWN, "no answer"))
    once_more = Outcome(letter.id, State.WAITING, "no answer", attempts=1)
    return Ending(letter, once_more, rest_seconds=PROBE_SECONDS)
