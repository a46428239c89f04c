"""What a letter says now, in the parts that its platform takes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.delivery import outcomes
from bot.delivery.files import NotYet
from bot.delivery.journal import Ending
from bot.delivery.roomwords import Filled
from bot.delivery.wording import worded
from handlers.newer import Newer
from handlers.platform import Outgoing, Platform
from storage.sending import Letter

_log = structlog.get_logger()


async def parts_of(
    letter: Letter, filled: Filled, platform: Platform, now: datetime
) -> Sequence[Outgoing] | Ending:
    """Put a letter into words, in parts; or say what becomes of it without any."""
    try:
        complete = await filled(letter)
        if complete is None:
            return outcomes.never(letter, "no reader")
        message = worded(complete)
        if letter.target is not None:  # the file of what is changed stays as it is
            message = replace(message, file=None)
        return platform.split(message)
    except NotYet as later:
        return outcomes.later(letter, now + timedelta(seconds=later.seconds))
    except Newer:
        return outcomes.newer(letter, now)
    except Exception:
        _log.exception("delivery.no_words", letter=letter.id, key=letter.payload.get("key"))
        return outcomes.never(letter, "no words")
